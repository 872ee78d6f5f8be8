//! Numbers with suffixes, as GNU tools take them.

/// `10`, `2K` (1024), `2kB` (1000), `1M`, `1MiB`, `3b` (512)…; too large becomes the largest. `None` is not a number.
pub fn number_with_suffix(text: &[u8]) -> Option<u64> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, suffix) = text.split_at(digits);
    if number.is_empty() {
        return None;
    }
    let number = number.iter().fold(0_u64, |sum, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
    let (letter, rest) = match suffix.split_first() {
        None => return Some(number),
        Some((b'b', [])) => return Some(number.saturating_mul(512)),
        Some((letter, rest)) => (*letter, rest),
    };
    let power = b"KMGTPEZY".iter().position(|known| *known == letter.to_ascii_uppercase())? as u32 + 1;
    if letter.is_ascii_lowercase() && !matches!(letter, b'k' | b'm') {
        return None;
    }
    let base: u64 = match rest {
        b"" | b"iB" => 1024,
        b"B" => 1000,
        _ => return None,
    };
    Some((0..power).fold(number, |number, _| number.saturating_mul(base)))
}

#[cfg(test)]
mod tests {
    use super::number_with_suffix as read;

    #[test]
    fn suffixes_of_gnu() {
        assert_eq!(read(b"3"), Some(3));
        assert_eq!(
            (read(b"2K"), read(b"2kB"), read(b"1MiB"), read(b"2b")),
            (Some(2048), Some(2000), Some(1 << 20), Some(1024))
        );
        assert_eq!((read(b""), read(b"x"), read(b"1x"), read(b"-1")), (None, None, None, None));
        assert_eq!(read(b"99999999999999999999"), Some(u64::MAX));
    }
}
