//! Numbers in text and numbers as text, as gawk reads and writes them (decimal, never hexadecimal or octal in input).

use super::format;
use crate::number::put_whole;

/// The end of the white space at the start.
fn skip_blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)).count()
}

/// Where the decimal number that starts at `at` ends; `None` when there is none.
fn scan(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    if matches!(text.get(at), Some(b'+' | b'-')) {
        at += 1;
    }
    let digits = |mut at: usize| {
        while text.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let whole = digits(at);
    let mut end = whole;
    let mut any = whole > at;
    if text.get(whole) == Some(&b'.') {
        let fraction = digits(whole + 1);
        any |= fraction > whole + 1;
        end = fraction;
    }
    if !any {
        return None;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let mut exponent = end + 1;
        if matches!(text.get(exponent), Some(b'+' | b'-')) {
            exponent += 1;
        }
        let stop = digits(exponent);
        if stop > exponent {
            end = stop;
        }
    }
    Some(end)
}

/// Reads text that [`scan`] has approved.
fn read(text: &[u8]) -> f64 {
    if text.len() <= 15 && text.iter().all(u8::is_ascii_digit) {
        return text.iter().fold(0_u64, |n, digit| n * 10 + u64::from(digit - b'0')) as f64;
    }
    let text = text.strip_prefix(b"+").unwrap_or(text);
    std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).unwrap_or(0.0)
}

/// `+inf`, `-nan`: only with a sign, and nothing after.
fn special(text: &[u8]) -> Option<f64> {
    let (sign, name) = match text {
        [b'+', name @ ..] => (1.0, name),
        [b'-', name @ ..] => (-1.0, name),
        _ => return None,
    };
    if name.eq_ignore_ascii_case(b"inf") {
        Some(f64::INFINITY * sign)
    } else if name.eq_ignore_ascii_case(b"nan") {
        Some(f64::NAN.copysign(sign))
    } else {
        None
    }
}

/// The number a text starts with, after white space; 0 when it starts with none.
pub fn prefix(text: &[u8]) -> f64 {
    let start = skip_blanks(text);
    match scan(text, start) {
        Some(end) => read(&text[start..end]),
        None => special(text[start..].trim_ascii_end()).unwrap_or(0.0),
    }
}

/// The number a text is, white space around it allowed; `None` when it is none.
#[inline]
pub fn whole(text: &[u8]) -> Option<f64> {
    // Most input that is not a number shows it at its first byte.
    match text.first()? {
        b'0'..=b'9' | b'+' | b'-' | b'.' | b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {}
        _ => return None,
    }
    let start = skip_blanks(text);
    let Some(end) = scan(text, start) else { return special(text[start..].trim_ascii_end()) };
    let rest = &text[end..];
    (skip_blanks(rest) == rest.len()).then(|| read(&text[start..end]))
}

/// Writes a number: integers as such, others through `format`.
pub fn write(n: f64, format: &[u8], out: &mut Vec<u8>) {
    if n.fract() == 0.0 && n.abs() < 1e16 {
        put_whole(out, n as i64);
        return;
    }
    if n.is_nan() || n.is_infinite() {
        out.extend_from_slice(special_text(n).as_bytes());
        return;
    }
    if n.fract() == 0.0 {
        out.extend_from_slice(std::format!("{n:.0}").as_bytes());
        return;
    }
    match format {
        b"%.6g" => format::general(n, 6, false, false, out),
        _ => out.extend_from_slice(&format::number(format, n)),
    }
}

/// `+inf`, `-nan`… as gawk prints them.
pub fn special_text(n: f64) -> &'static str {
    match (n.is_nan(), n.is_sign_negative()) {
        (true, true) => "-nan",
        (true, false) => "+nan",
        (false, true) => "-inf",
        (false, false) => "+inf",
    }
}

/// C's `strtod` for numbers in program text and `strtonum`: hexadecimal (`0x1f`) and octal (`017`) too.
pub fn with_radix(text: &[u8]) -> f64 {
    let start = skip_blanks(text);
    let (negative, digits) = match text[start..] {
        [b'-', ref rest @ ..] => (true, rest),
        [b'+', ref rest @ ..] => (false, rest),
        ref rest => (false, rest),
    };
    let value = if let [b'0', b'x' | b'X', rest @ ..] = digits
        && rest.first().is_some_and(u8::is_ascii_hexdigit)
    {
        radix(rest, 16)
    } else if digits.len() > 1 && digits[0] == b'0' && is_octal(digits) {
        radix(digits, 8)
    } else {
        return prefix(text);
    };
    if negative { -value } else { value }
}

fn is_octal(digits: &[u8]) -> bool {
    let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
    let decimal = matches!(digits.get(end), Some(b'.' | b'e' | b'E'));
    !decimal && digits[..end].iter().all(|digit| *digit < b'8')
}

fn radix(digits: &[u8], base: u32) -> f64 {
    let digit = |byte: &u8| char::from(*byte).to_digit(base);
    digits.iter().map_while(digit).fold(0.0, |n, digit| n * f64::from(base) + f64::from(digit))
}
