//! Numbers on an axis, as the language writes them.

use base::Locale;

/// A number with as many decimals as its axis needs.
pub(crate) fn shown(value: f64, decimals: usize, locale: Locale) -> String {
    let (point, group) = match locale {
        Locale::Fr => (',', '\u{202f}'),
        Locale::En => ('.', ','),
    };
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_signs_and_decimals() {
        assert_eq!(shown(1_234_567.0, 0, Locale::Fr), "1\u{202f}234\u{202f}567");
        assert_eq!(shown(-1234.5, 1, Locale::En), "\u{2212}1,234.5");
        assert_eq!(shown(-0.01, 1, Locale::En), "0.0");
    }
}
