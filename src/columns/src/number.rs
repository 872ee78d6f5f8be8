//! Numbers and dates in their common spelling, read without a detour.

/// `-12.50` as (−1250, 2), up to 15 digits; nothing that could be a code (`007`) or that lacks a digit beside its point.
pub fn digits(text: &[u8]) -> Option<(i64, u8)> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 16 || (digits.len() > 1 && digits[0] == b'0' && digits[1] != b'.') {
        return None;
    }
    let (mut n, mut point) = (0_i64, None);
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => n = n * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let scale = point.map_or(0, |at| digits.len() - 1 - at);
    if digits.len() == 16 && point.is_none() || point.is_some() && scale == 0 {
        return None;
    }
    Some((if negative { -n } else { n }, scale as u8))
}

/// Year, month and day of `2024-03-09`; whether there is such a day is not asked.
pub fn date_digits(text: &[u8]) -> Option<(u32, u32, u32)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let number = |bytes: &[u8]| {
        bytes.iter().try_fold(0_u32, |n, byte| byte.is_ascii_digit().then(|| n * 10 + u32::from(byte - b'0')))
    };
    Some((number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?))
}
