//! Bit strings: texts of 0 and 1, which order as their digits do.

/// Reads `101`, `b101` or `x1F`; `None` where a digit is none.
pub fn read(text: &str) -> Option<String> {
    match text.as_bytes().first() {
        Some(b'x' | b'X') => {
            let mut out = String::with_capacity(text.len() * 4);
            for c in text[1..].chars() {
                let digit = c.to_digit(16)?;
                (0..4).rev().for_each(|bit| out.push(if digit >> bit & 1 == 1 { '1' } else { '0' }));
            }
            Some(out)
        }
        first => {
            let digits = if matches!(first, Some(b'b' | b'B')) { &text[1..] } else { text };
            digits.bytes().all(|b| matches!(b, b'0' | b'1')).then(|| digits.to_owned())
        }
    }
}

/// The last `count` bits of a number in two's complement.
pub fn of_integer(n: i64, count: usize) -> String {
    (0..count).rev().map(|bit| if n >> bit.min(63) & 1 == 1 { '1' } else { '0' }).collect()
}

/// The number that at most `width` bits stand for in two's complement; `None`: there are more of them.
pub fn to_integer(bits: &str, width: usize) -> Option<i64> {
    if bits.len() > width {
        return None;
    }
    let n = bits.bytes().fold(0_u64, |n, b| n << 1 | u64::from(b == b'1')) as i64;
    Some(if width == 32 { i64::from(n as i32) } else { n })
}

/// The bits at the left, `length` of them, with zeros where there are fewer.
pub fn resized(bits: &str, length: usize) -> String {
    bits.chars().chain(std::iter::repeat('0')).take(length).collect()
}
