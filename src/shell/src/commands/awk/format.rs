//! `printf`: conversions of C with gawk's rules for what the arguments are.

use super::number;
use super::value::Value;
use crate::number::{PLACES, decimal};

/// One conversion: `%-*.3d` and the like, flags and sizes read.
#[derive(Clone, Debug, Default)]
struct Spec {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// Widths and precisions beyond this are cut: nobody wants a gigabyte of blanks.
const MAX_WIDTH: usize = 1 << 20;

/// What went wrong with a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError(pub String);

/// The arguments of a format.
struct Arguments<'a> {
    values: &'a [Value],
    next: usize,
    positional: bool,
    plain: bool,
}

/// `%2$d` beside `%d`.
const MIXED: &str = "must use `count$' on all formats or none";

impl<'a> Arguments<'a> {
    fn take(&mut self, position: Option<usize>) -> Result<Option<&'a Value>, FormatError> {
        self.positional |= position.is_some();
        self.plain |= position.is_none();
        if self.positional && self.plain {
            return Err(FormatError(MIXED.into()));
        }
        if let Some(position) = position {
            return Ok(position.checked_sub(1).and_then(|at| self.values.get(at)));
        }
        self.next += 1;
        Ok(self.values.get(self.next - 1))
    }
}

/// Formats `values`; strings among them that come from numbers go through `convfmt`.
pub fn printf(format: &[u8], values: &[Value], convfmt: &[u8]) -> Result<Vec<u8>, FormatError> {
    let mut out = Vec::with_capacity(format.len() + 16);
    let mut arguments = Arguments { values, next: 0, positional: false, plain: false };
    let mut at = 0;
    while at < format.len() {
        let Some(offset) = memchr::memchr(b'%', &format[at..]) else {
            out.extend_from_slice(&format[at..]);
            break;
        };
        out.extend_from_slice(&format[at..at + offset]);
        at += offset;
        if format.get(at + 1) == Some(&b'%') {
            out.push(b'%');
            at += 2;
            continue;
        }
        at = conversion(format, at, &mut arguments, convfmt, &mut out)?;
    }
    Ok(out)
}

/// Formats one number: what `CONVFMT` and `OFMT` ask for.
pub fn number(format: &[u8], n: f64) -> Vec<u8> {
    printf(format, &[Value::Num(n)], b"%.6g").unwrap_or_default()
}

fn digits(format: &[u8], at: &mut usize) -> Option<usize> {
    let start = *at;
    let mut n = 0_usize;
    while let Some(digit @ b'0'..=b'9') = format.get(*at) {
        n = n.saturating_mul(10).saturating_add(usize::from(digit - b'0'));
        *at += 1;
    }
    (*at > start).then_some(n)
}

/// A `*` was read: the size comes from an argument, perhaps the one that `N$` names.
fn star(format: &[u8], at: &mut usize, arguments: &mut Arguments) -> Result<i64, FormatError> {
    let mut ahead = *at;
    let mut position = None;
    if let Some(n) = digits(format, &mut ahead)
        && format.get(ahead) == Some(&b'$')
    {
        position = Some(n);
        *at = ahead + 1;
    }
    // `%*2$d` mixes nothing.
    let value = match position {
        Some(position) => position.checked_sub(1).and_then(|at| arguments.values.get(at)),
        None => arguments.take(None)?,
    };
    match value {
        Some(value) => Ok(value.num() as i64),
        None => Err(not_enough(format, *at)),
    }
}

fn not_enough(format: &[u8], at: usize) -> FormatError {
    let shown = String::from_utf8_lossy(format);
    let blanks = " ".repeat(format[..at.min(format.len())].len().saturating_sub(1));
    FormatError(std::format!(
        "not enough arguments to satisfy format string\n\t`{shown}'\n\t {blanks}^ ran out for this one"
    ))
}

fn conversion(
    format: &[u8],
    start: usize,
    arguments: &mut Arguments,
    convfmt: &[u8],
    out: &mut Vec<u8>,
) -> Result<usize, FormatError> {
    let mut at = start + 1;
    let mut spec = Spec::default();
    let mut position = None;
    let mut ahead = at;
    if let Some(n) = digits(format, &mut ahead)
        && format.get(ahead) == Some(&b'$')
    {
        position = Some(n);
        at = ahead + 1;
    }
    while let Some(byte) = format.get(at) {
        match byte {
            b'-' => spec.left = true,
            b'+' => spec.plus = true,
            b' ' => spec.space = true,
            b'#' => spec.alternate = true,
            b'0' => spec.zero = true,
            b'\'' => {}
            _ => break,
        }
        at += 1;
    }
    if format.get(at) == Some(&b'*') {
        at += 1;
        let width = star(format, &mut at, arguments)?;
        spec.left |= width < 0;
        spec.width = width.unsigned_abs() as usize;
    } else if let Some(width) = digits(format, &mut at) {
        spec.width = width;
    }
    if format.get(at) == Some(&b'.') {
        at += 1;
        if format.get(at) == Some(&b'*') {
            at += 1;
            spec.precision = usize::try_from(star(format, &mut at, arguments)?).ok();
        } else {
            spec.precision = Some(digits(format, &mut at).unwrap_or(0));
        }
    }
    spec.width = spec.width.min(MAX_WIDTH);
    spec.precision = spec.precision.map(|precision| precision.min(MAX_WIDTH));
    while matches!(format.get(at), Some(b'h' | b'l' | b'L' | b'q' | b'j' | b'z')) {
        at += 1;
    }
    let Some(letter) = format.get(at).copied() else {
        out.extend_from_slice(&format[start..]);
        return Ok(format.len());
    };
    at += 1;
    if letter == b'%' {
        out.push(b'%');
        return Ok(at);
    }
    if !matches!(
        letter,
        b'c' | b'd' | b'i' | b'o' | b'x' | b'X' | b'u' | b's' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A'
    ) {
        out.extend_from_slice(&format[start..at]);
        return Ok(at);
    }
    let Some(value) = arguments.take(position)? else {
        return Err(if position.is_some() || arguments.positional {
            FormatError("fatal: arg count with `$' must be > 0".into())
        } else {
            not_enough(format, at - 1)
        });
    };
    match letter {
        b'c' => pad_text(&character(value), &spec, out),
        b's' => string(&value.text(convfmt), &spec, out),
        b'd' | b'i' => integer(value.num(), &spec, out),
        b'o' | b'x' | b'X' | b'u' => unsigned(value.num(), letter, &spec, out),
        _ => float(value.num(), letter, &spec, out),
    }
    Ok(at)
}

/// `%c`: the character of a number, or the first of a string.
fn character(value: &Value) -> Vec<u8> {
    if let Some(n) = value.numeric().filter(|_| !value.is_uninit()) {
        let code = n as i64;
        if (0..128).contains(&code) {
            return vec![code as u8];
        }
        return match u32::try_from(code).ok().and_then(char::from_u32) {
            Some(c) => c.to_string().into_bytes(),
            None => vec![code as u8],
        };
    }
    let text = value.text(b"%.6g");
    if text.is_empty() {
        return vec![0];
    }
    let end = super::characters::length_at(&text, 0);
    text[..end].to_vec()
}

fn string(text: &[u8], spec: &Spec, out: &mut Vec<u8>) {
    let shown = match spec.precision {
        Some(precision) => &text[..super::characters::offset(text, precision)],
        None => text,
    };
    pad_text(shown, spec, out);
}

fn pad_text(text: &[u8], spec: &Spec, out: &mut Vec<u8>) {
    let width = if spec.width == 0 { 0 } else { super::characters::count(text) };
    let blanks = spec.width.saturating_sub(width);
    if !spec.left {
        out.resize(out.len() + blanks, b' ');
    }
    out.extend_from_slice(text);
    if spec.left {
        out.resize(out.len() + blanks, b' ');
    }
}

/// Sign and digits, padded: zeros go between them.
fn pad_number(sign: &str, digits: &[u8], zeros: bool, spec: &Spec, out: &mut Vec<u8>) {
    let blanks = spec.width.saturating_sub(sign.len() + digits.len());
    if spec.left {
        out.extend_from_slice(sign.as_bytes());
        out.extend_from_slice(digits);
        out.resize(out.len() + blanks, b' ');
    } else if zeros {
        out.extend_from_slice(sign.as_bytes());
        out.resize(out.len() + blanks, b'0');
        out.extend_from_slice(digits);
    } else {
        out.resize(out.len() + blanks, b' ');
        out.extend_from_slice(sign.as_bytes());
        out.extend_from_slice(digits);
    }
}

fn sign(negative: bool, spec: &Spec) -> &'static str {
    match (negative, spec.plus, spec.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    }
}

fn not_finite(n: f64, spec: &Spec, out: &mut Vec<u8>) {
    let text = number::special_text(n);
    pad_text(text.as_bytes(), &Spec { zero: false, precision: None, ..spec.clone() }, out);
}

fn integer(n: f64, spec: &Spec, out: &mut Vec<u8>) {
    if !n.is_finite() {
        not_finite(n, spec, out);
        return;
    }
    let n = n.trunc();
    let mut digits = std::format!("{:.0}", n.abs()).into_bytes();
    if spec.precision == Some(0) && n == 0.0 {
        digits.clear();
    }
    lead_with_zeros(&mut digits, spec);
    pad_number(sign(n < 0.0, spec), &digits, spec.zero && spec.precision.is_none(), spec, out);
}

fn lead_with_zeros(digits: &mut Vec<u8>, spec: &Spec) {
    if let Some(precision) = spec.precision
        && digits.len() < precision
    {
        let zeros = vec![b'0'; precision - digits.len()];
        digits.splice(0..0, zeros);
    }
}

fn unsigned(n: f64, letter: u8, spec: &Spec, out: &mut Vec<u8>) {
    if !n.is_finite() {
        not_finite(n, spec, out);
        return;
    }
    let n = n.trunc();
    // What 64 bits cannot hold is shown as %g or %d would: a conversion would lose it.
    if !(-9_223_372_036_854_775_808.0..18_446_744_073_709_551_616.0).contains(&n) {
        if letter == b'u' || n.abs() < 1e16 {
            integer(n, spec, out);
        } else {
            float(n, b'g', spec, out);
        }
        return;
    }
    let n = if n < 0.0 { n as i64 as u64 } else { n as u64 };
    let (mut digits, mark) = match letter {
        b'o' => (std::format!("{n:o}").into_bytes(), ""),
        b'x' => (std::format!("{n:x}").into_bytes(), "0x"),
        b'X' => (std::format!("{n:X}").into_bytes(), "0X"),
        _ => (n.to_string().into_bytes(), ""),
    };
    if spec.precision == Some(0) && n == 0 {
        digits.clear();
    }
    lead_with_zeros(&mut digits, spec);
    if spec.alternate && letter == b'o' && digits.first() != Some(&b'0') {
        digits.insert(0, b'0');
    }
    let mark = if spec.alternate && n != 0 { mark } else { "" };
    pad_number(mark, &digits, spec.zero && spec.precision.is_none(), spec, out);
}

fn float(n: f64, letter: u8, spec: &Spec, out: &mut Vec<u8>) {
    if !n.is_finite() {
        not_finite(n, spec, out);
        return;
    }
    let size = n.abs();
    let mut digits = Vec::new();
    match letter {
        b'f' | b'F' => {
            let precision = spec.precision.unwrap_or(6);
            digits.extend_from_slice(decimal(size, precision).as_bytes());
            if spec.alternate && precision == 0 {
                digits.push(b'.');
            }
        }
        b'e' | b'E' => exponential(size, spec.precision.unwrap_or(6), letter == b'E', spec.alternate, &mut digits),
        b'a' | b'A' => hexadecimal(size, spec.precision, letter == b'A', &mut digits),
        _ => general(size, spec.precision.unwrap_or(6), letter == b'G', spec.alternate, &mut digits),
    }
    pad_number(sign(n.is_sign_negative(), spec), &digits, spec.zero, spec, out);
}

/// A number's mantissa, with so many decimal places, and its exponent of ten.
fn scientific(n: f64, places: usize) -> (String, i32) {
    let text = std::format!("{n:.*e}", places.min(PLACES));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let zeros = std::iter::repeat_n('0', places.saturating_sub(PLACES));
    (mantissa.chars().chain(zeros).collect(), exponent.parse().unwrap_or(0))
}

/// `%e`.
fn exponential(n: f64, precision: usize, upper: bool, point: bool, out: &mut Vec<u8>) {
    let (mantissa, exponent) = scientific(n, precision);
    out.extend_from_slice(mantissa.as_bytes());
    if point && precision == 0 {
        out.push(b'.');
    }
    out.push(if upper { b'E' } else { b'e' });
    out.push(if exponent < 0 { b'-' } else { b'+' });
    out.extend_from_slice(std::format!("{:02}", exponent.abs()).as_bytes());
}

/// `%g`: at most `precision` digits, the shorter of `%e` and `%f`.
pub fn general(n: f64, precision: usize, upper: bool, alternate: bool, out: &mut Vec<u8>) {
    let precision = precision.max(1);
    if n == 0.0 {
        if n.is_sign_negative() {
            out.push(b'-');
        }
        out.push(b'0');
        if alternate {
            out.push(b'.');
            out.resize(out.len() + precision - 1, b'0');
        }
        return;
    }
    let (mantissa, exponent) = scientific(n, precision - 1);
    if exponent < -4 || exponent >= precision as i32 {
        let mantissa = if alternate { &mantissa } else { strip_zeros(&mantissa) };
        out.extend_from_slice(mantissa.as_bytes());
        out.push(if upper { b'E' } else { b'e' });
        out.push(if exponent < 0 { b'-' } else { b'+' });
        out.extend_from_slice(std::format!("{:02}", exponent.abs()).as_bytes());
        return;
    }
    let decimals = (precision as i32 - 1 - exponent).max(0) as usize;
    let text = decimal(n, decimals);
    if alternate {
        out.extend_from_slice(text.as_bytes());
        if decimals == 0 {
            out.push(b'.');
        }
    } else {
        out.extend_from_slice(strip_zeros(&text).as_bytes());
    }
}

fn strip_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// `%a`: the bits in hexadecimal.
fn hexadecimal(n: f64, precision: Option<usize>, upper: bool, out: &mut Vec<u8>) {
    let bits = n.to_bits();
    let mut mantissa = bits & ((1 << 52) - 1);
    let biased = (bits >> 52) & 0x7ff;
    let (mut lead, exponent) = match (biased, mantissa) {
        (0, 0) => (0, 0),
        (0, _) => (0, -1022),
        _ => (1, biased as i64 - 1023),
    };
    let mut digits = 13;
    if let Some(precision) = precision.filter(|precision| *precision < 13) {
        let drop = 4 * (13 - precision as u32);
        let half = 1_u64 << (drop - 1);
        let rest = mantissa & ((1 << drop) - 1);
        mantissa >>= drop;
        let odd = if precision == 0 { lead & 1 == 1 } else { mantissa & 1 == 1 };
        if rest > half || (rest == half && odd) {
            mantissa += 1;
            if mantissa >> (4 * precision) != 0 {
                mantissa = 0;
                lead += 1;
            }
        }
        digits = precision;
    }
    let mut fraction = if digits == 0 { String::new() } else { std::format!("{mantissa:0digits$x}") };
    match precision {
        None => fraction.truncate(fraction.trim_end_matches('0').len()),
        Some(precision) => fraction.push_str(&"0".repeat(precision.saturating_sub(13))),
    }
    let point = if fraction.is_empty() { "" } else { "." };
    let sign = if exponent < 0 { '-' } else { '+' };
    let text = std::format!("0x{lead}{point}{fraction}p{sign}{}", exponent.abs());
    out.extend_from_slice(if upper { text.to_uppercase() } else { text }.as_bytes());
}
