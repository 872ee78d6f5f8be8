//! to_char of numbers in two notations of their own: Roman numerals (`RN`) and powers of ten (`EEEE`).

use crate::value::{Decimal, Value};

/// Roman numerals, in 15 columns unless FM says otherwise.
pub(super) fn roman(template: &str, value: &Decimal) -> String {
    const PARTS: [(i128, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let whole = value.round(0).map_or(0, |rounded| rounded.mantissa);
    if !(1..=3999).contains(&whole) {
        return "#".repeat(15);
    }
    let (mut left, mut out) = (whole, String::new());
    for (worth, letters) in PARTS {
        while left >= worth {
            out.push_str(letters);
            left -= worth;
        }
    }
    if template.contains("rn") {
        out.make_ascii_lowercase();
    }
    if template.to_uppercase().contains("FM") { out } else { format!("{out:>15}") }
}

/// `9.99EEEE`: one digit, a fraction, a power of ten of two digits or more.
pub(super) fn scientific(template: &str, value: &Value) -> Option<String> {
    let places =
        template.split_once('.').map_or(0, |(_, after)| after.chars().filter(|c| matches!(c, '9' | '0')).count());
    let (digits, power) = match value {
        // A numeric is cut first and rounded then: 99.99 is 10.0e+01.
        Value::Decimal(d) if d.mantissa != 0 => {
            let power = d.mantissa.unsigned_abs().ilog10() as i32 - i32::from(d.scale);
            let scale = i32::from(d.scale) + power;
            let shifted = if scale >= 0 {
                Decimal::new(d.mantissa, scale as u8)
            } else {
                Decimal::new(d.mantissa.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, 0)
            };
            (shifted.round(places as i32)?.to_string(), power)
        }
        other => {
            let written = format!("{:.places$e}", other.as_float()?);
            let (digits, power) = written.split_once('e')?;
            (digits.to_owned(), power.parse().ok()?)
        }
    };
    let blank = if digits.starts_with('-') { "" } else { " " };
    let sign = if power < 0 { '-' } else { '+' };
    Some(format!("{blank}{digits}e{sign}{:02}", power.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_are_postgresqls() {
        let d = |text: &str| Decimal::parse(text).unwrap();
        assert_eq!(roman("RN", &d("485")), "        CDLXXXV");
        assert_eq!(roman("FMrn", &d("9")), "ix");
        assert_eq!(roman("RN", &d("4000")), "###############");
        let e = |text: &str| scientific("9.9EEEE", &Value::Decimal(d(text))).unwrap();
        assert_eq!(
            (e("-2.25").as_str(), e("99.99").as_str(), e("0.00123").as_str()),
            ("-2.3e+00", " 10.0e+01", " 1.2e-03")
        );
        assert_eq!(scientific("9.99EEEE", &Value::Int(12345)).unwrap(), " 1.23e+04");
    }
}
