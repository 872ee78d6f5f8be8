//! Text as units: a unit is a character, or a byte that belongs to none.
//!
//! Units are numbered like code points; a stray byte `b` is unit `0x11_0000 + b`, so a class can hold both.

/// The number of the first stray byte.
pub(crate) const STRAY: u32 = 0x11_0000;
/// The largest character.
pub(crate) const MAX_CHAR: u32 = 0x10_FFFF;
/// The largest unit.
pub(crate) const MAX_UNIT: u32 = STRAY + 0xFF;

/// The unit at `at`, and how many bytes it takes; `None` at the end.
#[inline]
pub(crate) fn decode(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let first = *text.get(at)?;
    if first < 0x80 { Some((u32::from(first), 1)) } else { Some(decode_long(text, at, first)) }
}

fn decode_long(text: &[u8], at: usize, first: u8) -> (u32, usize) {
    let stray = (STRAY + u32::from(first), 1);
    let (length, low, bits) = match first {
        0xC2..=0xDF => (2, 0x80, first & 0x1F),
        0xE0..=0xEF => (3, 0x800, first & 0x0F),
        0xF0..=0xF4 => (4, 0x1_0000, first & 0x07),
        _ => return stray,
    };
    let mut unit = u32::from(bits);
    for offset in 1..length {
        match text.get(at + offset) {
            Some(&byte) if byte & 0xC0 == 0x80 => unit = unit << 6 | u32::from(byte & 0x3F),
            _ => return stray,
        }
    }
    if unit < low || char::from_u32(unit).is_none() { stray } else { (unit, length) }
}

/// The unit that ends just before `at`, and its length; `None` at the start.
#[inline]
pub(crate) fn decode_before(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let last = *text.get(at.checked_sub(1)?)?;
    if last < 0x80 {
        return Some((u32::from(last), 1));
    }
    for length in 2..=4.min(at) {
        if let Some((unit, taken)) = decode(text, at - length)
            && taken == length
        {
            return Some((unit, length));
        }
    }
    Some((STRAY + u32::from(last), 1))
}

/// Appends a unit's bytes.
pub(crate) fn encode(unit: u32, out: &mut Vec<u8>) {
    match char::from_u32(unit) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.push((unit.saturating_sub(STRAY)) as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_stray_bytes() {
        let text = b"a\xC3\xA9\xFF\xE2\x82";
        let mut units = vec![];
        let mut at = 0;
        while let Some((unit, length)) = decode(text, at) {
            at += length;
            assert_eq!(decode_before(text, at), Some((unit, length)));
            units.push(unit);
        }
        assert_eq!(units, [0x61, 0xE9, STRAY + 0xFF, STRAY + 0xE2, STRAY + 0x82]);
    }
}
