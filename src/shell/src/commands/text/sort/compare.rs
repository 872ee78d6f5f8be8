//! How `sort` compares two keys, in the C.UTF-8 locale: bytes, or one of the orderings.

use super::key::Order;
use std::cmp::Ordering;

/// Compares two keys by one ordering; `-r` is the caller's.
pub(super) fn compare(a: &[u8], b: &[u8], order: &Order, seed: u64) -> Ordering {
    if order.numeric {
        numeric(a, b)
    } else if order.human {
        human(a, b)
    } else if order.general {
        general(a, b)
    } else if order.month {
        month(a).cmp(&month(b))
    } else if order.version {
        crate::commands::files::version_order(a, b)
    } else if order.random {
        hash(a, seed).cmp(&hash(b, seed)).then_with(|| a.cmp(b))
    } else if order.fold || order.dictionary || order.printable {
        let kept = |text: &[u8]| -> Vec<u8> {
            text.iter()
                .filter(|byte| !order.dictionary || byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'\t'))
                .filter(|byte| !order.printable || (b' '..=b'~').contains(byte))
                .map(|byte| if order.fold { byte.to_ascii_uppercase() } else { *byte })
                .collect()
        };
        kept(a).cmp(&kept(b))
    } else {
        a.cmp(b)
    }
}

/// A decimal number read off the start of a text: sign, digits before the point, digits after it.
pub(super) struct Decimal<'a> {
    pub(super) negative: bool,
    /// Without leading zeros.
    pub(super) whole: &'a [u8],
    /// Without trailing zeros.
    pub(super) fraction: &'a [u8],
    rest: &'a [u8],
}

pub(super) fn decimal(text: &[u8]) -> Decimal<'_> {
    let start = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count();
    let text = &text[start..];
    let (negative, text) = text.strip_prefix(b"-").map_or((false, text), |text| (true, text));
    let zeros = text.iter().take_while(|byte| **byte == b'0').count();
    let text = &text[zeros..];
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (whole, rest) = text.split_at(length);
    let (fraction, rest) = match rest.strip_prefix(b".") {
        Some(after) => after.split_at(after.iter().take_while(|byte| byte.is_ascii_digit()).count()),
        None => (b"".as_slice(), rest),
    };
    let significant = fraction.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
    Decimal { negative, whole, fraction: &fraction[..significant], rest }
}

impl Decimal<'_> {
    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn compare(&self, other: &Self) -> Ordering {
        let negative = |number: &Self| number.negative && !number.is_zero();
        match (negative(self), negative(other)) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (below, _) => {
                let size = self.whole.len().cmp(&other.whole.len());
                let order =
                    size.then_with(|| self.whole.cmp(other.whole)).then_with(|| self.fraction.cmp(other.fraction));
                if below { order.reverse() } else { order }
            }
        }
    }
}

fn numeric(a: &[u8], b: &[u8]) -> Ordering {
    decimal(a).compare(&decimal(b))
}

/// Numbers with a suffix: first sign, then suffix, then value (`2K` before `1M`).
fn human(a: &[u8], b: &[u8]) -> Ordering {
    let rank = |number: &Decimal| -> i32 {
        let suffix = number.rest.first().map_or(0, |suffix| match suffix {
            b'k' | b'K' => 1,
            b'M' => 2,
            b'G' => 3,
            b'T' => 4,
            b'P' => 5,
            b'E' => 6,
            b'Z' => 7,
            b'Y' => 8,
            _ => 0,
        });
        if number.is_zero() {
            0
        } else if number.negative {
            -suffix
        } else {
            suffix
        }
    };
    let (a, b) = (decimal(a), decimal(b));
    let negative = |number: &Decimal| number.negative && !number.is_zero();
    negative(&b).cmp(&negative(&a)).then_with(|| rank(&a).cmp(&rank(&b))).then_with(|| a.compare(&b))
}

/// Floating point: what is no number comes first, then NaN, then the numbers.
fn general(a: &[u8], b: &[u8]) -> Ordering {
    let read = |text: &[u8]| -> (u8, f64) {
        let text = String::from_utf8_lossy(text).into_owned();
        let text = text.trim_start();
        // The longest prefix that is a number.
        let end =
            text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).unwrap_or(text.len());
        let number =
            (1..=end).rev().filter(|at| text.is_char_boundary(*at)).find_map(|at| text[..at].parse::<f64>().ok());
        match number {
            None => (0, 0.0),
            Some(number) if number.is_nan() => (1, 0.0),
            Some(number) => (2, number),
        }
    };
    let (a, b) = (read(a), read(b));
    a.0.cmp(&b.0).then_with(|| a.1.partial_cmp(&b.1).unwrap_or(Ordering::Equal))
}

fn month(text: &[u8]) -> usize {
    const NAMES: [&[u8]; 12] =
        [b"JAN", b"FEB", b"MAR", b"APR", b"MAY", b"JUN", b"JUL", b"AUG", b"SEP", b"OCT", b"NOV", b"DEC"];
    let start = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let name = text[start..].get(..3).map(<[u8]>::to_ascii_uppercase);
    name.and_then(|name| NAMES.iter().position(|month| *month == name)).map_or(0, |at| at + 1)
}

/// FNV-1a: equal keys stay together, their groups come in an order of luck.
fn hash(text: &[u8], seed: u64) -> u64 {
    text.iter()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(letter: u8, texts: &[&str]) {
        let mut order = Order::default();
        assert!(order.add(letter));
        for pair in texts.windows(2) {
            let (a, b) = (pair[0].as_bytes(), pair[1].as_bytes());
            assert_eq!(compare(a, b, &order, 0), Ordering::Less, "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn orderings() {
        check(b'n', &["-10", "-9.5", "x", "0.05", "0.5", "2", "10", "10.01"]);
        check(b'h', &["-1K", "-5", "0", "5", "1023", "2K", "1.5M", "1G"]);
        check(b'g', &["x", "nan", "-1e3", "2", "1e2", "inf"]);
        check(b'M', &["?", "jan", "Feb 3", "DEC"]);
        check(b'V', &["a1", "a2", "a10"]);
    }
}
