//! CRC-32 (ISO 3309), as gzip and zip sum.

/// The checksum of these bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (at, slot) in table.iter_mut().enumerate() {
        *slot = (0..8).fold(at as u32, |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 });
    }
    !bytes.iter().fold(!0, |sum, byte| sum >> 8 ^ table[(sum as u8 ^ byte) as usize])
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_check_value() {
        assert_eq!(super::crc32(b"123456789"), 0xcbf4_3926);
    }
}
