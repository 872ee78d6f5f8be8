//! Numbers in and out, C's way.

/// The widest field that the standard library formats; wider ones it refuses by ending the program.
pub const MAX_WIDTH: usize = 65_535;

/// Places after which every double has ended.
pub const PLACES: usize = 1100;

/// A number with so many decimal places.
pub fn decimal(value: f64, places: usize) -> String {
    let mut text = format!("{value:.*}", places.min(PLACES));
    text.extend(std::iter::repeat_n('0', places.saturating_sub(PLACES)));
    text
}

/// A number as `printf` writes it: `letter` is one of `eEfFgGaA`.
pub fn float(value: f64, letter: u8, precision: Option<usize>, alternate: bool) -> String {
    let mark = if alternate { "#" } else { "" };
    let precision = precision.map(|precision| format!(".{precision}")).unwrap_or_default();
    let format = format!("%{mark}{precision}{}", letter as char);
    if value.is_nan() {
        return if letter.is_ascii_uppercase() { "NAN" } else { "nan" }.to_owned();
    }
    if value.is_infinite() {
        let text = if letter.is_ascii_uppercase() { "INF" } else { "inf" };
        return if value < 0.0 { format!("-{text}") } else { text.to_owned() };
    }
    String::from_utf8_lossy(&crate::commands::awk::format::number(format.as_bytes(), value)).into_owned()
}

/// Writes a whole number in decimal, quicker than formatting does.
pub fn put_whole(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// The number at the start of a text, as `strtod` reads it, and how many bytes it took.
pub fn read_float(text: &[u8]) -> (f64, usize) {
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let mut at = blanks;
    if matches!(text.get(at), Some(b'+' | b'-')) {
        at += 1;
    }
    let sign = if text.get(blanks) == Some(&b'-') { -1.0 } else { 1.0 };
    let rest = &text[at..];
    let lower: Vec<u8> = rest.iter().take(8).map(u8::to_ascii_lowercase).collect();
    for (word, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        if lower.starts_with(word.as_bytes()) {
            return (sign * value, at + word.len());
        }
    }
    if lower.starts_with(b"0x") {
        let (value, used) = hexadecimal(&rest[2..]);
        return (sign * value, at + 2 + used);
    }
    let digits = |from: usize| text[from.min(text.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(at);
    at += whole;
    let mut fraction = 0;
    if text.get(at) == Some(&b'.') {
        fraction = digits(at + 1);
        if whole + fraction > 0 {
            at += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return (0.0, 0);
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + signed);
        if exponent > 0 {
            at += 1 + signed + exponent;
        }
    }
    let value = std::str::from_utf8(&text[blanks..at]).ok().and_then(|text| text.parse().ok());
    (value.unwrap_or(0.0), at)
}

fn hexadecimal(text: &[u8]) -> (f64, usize) {
    let (mut value, mut scale, mut at, mut point) = (0.0_f64, 1.0_f64, 0, false);
    while let Some(byte) = text.get(at) {
        match (*byte as char).to_digit(16) {
            Some(digit) if point => {
                scale /= 16.0;
                value += f64::from(digit) * scale;
            }
            Some(digit) => value = value * 16.0 + f64::from(digit),
            None if *byte == b'.' && !point => point = true,
            None => break,
        }
        at += 1;
    }
    if matches!(text.get(at), Some(b'p' | b'P')) {
        let signed = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let digits = text[(at + 1 + signed).min(text.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let exponent =
            std::str::from_utf8(&text[at + 1..at + 1 + signed + digits]).ok().and_then(|text| text.parse::<i32>().ok());
        if let Some(exponent) = exponent {
            value *= 2.0_f64.powi(exponent);
            at += 1 + signed + digits;
        }
    }
    (value, at)
}
