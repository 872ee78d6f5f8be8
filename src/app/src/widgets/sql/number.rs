//! A cell as the page's language writes it. Copies and files keep the plain form.

use crate::platform::numbers;
use base::{Cell, Kind, Locale};

/// The text of a cell.
pub(super) fn shown(cell: &Cell, kind: Kind, locale: Locale) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(number) => grouped(&number.to_string(), locale),
        Cell::Float(number) => grouped(&numbers::written(*number), locale),
        Cell::Text(text) if kind == Kind::Decimal => grouped(text, locale),
        Cell::Text(text) => text.clone(),
    }
}

/// Digits in threes from ten thousand on, and the language's decimal mark.
fn grouped(plain: &str, locale: Locale) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain.to_owned();
    }
    let (space, mark) = match locale {
        Locale::Fr => ("\u{202f}", ","),
        Locale::En => (",", "."),
    };
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        // A year or an id of four digits reads better whole.
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() > 4 {
            out.push_str(space);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push_str(mark);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(grouped("-1234567.5", Locale::En), "-1,234,567.5");
        assert_eq!(grouped("41212", Locale::Fr), "41\u{202f}212");
        assert_eq!(grouped("2026", Locale::Fr), "2026");
        assert_eq!(grouped("3.14", Locale::Fr), "3,14");
        assert_eq!(grouped("NaN", Locale::Fr), "NaN");
        assert_eq!(grouped("1e21", Locale::En), "1e21");
    }
}
