//! Fields as typical files spell them, read without a detour.

use crate::types::Type;
use crate::value::{self, Decimal, Value, calendar};
use columns::{date_digits, digits};

/// The common spellings of the common types, read without a detour; `None`: look again.
pub(in crate::database) fn quick(text: &[u8], ty: &Type) -> Option<Value> {
    match ty {
        Type::Int4 | Type::Int8 => {
            let (n, 0) = digits(text)? else { return None };
            let (low, high) = value::integer_range(ty);
            (low..=high).contains(&n).then_some(Value::Int(n))
        }
        Type::Numeric => digits(text).map(|(n, scale)| Value::Decimal(Decimal::new(i128::from(n), scale))),
        Type::Float8 => {
            // Both are exact doubles, so their quotient is the nearest one (Clinger 1990).
            let (n, scale) = digits(text)?;
            let power = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
            (n.abs() < 1 << 53).then_some(Value::Float(n as f64 / power.get(scale as usize)?))
        }
        Type::Date => {
            let (year, month, day) = date_digits(text)?;
            let right = year > 0
                && (1..=12).contains(&month)
                && (1..=calendar::days_in_month(i64::from(year), month)).contains(&day);
            right.then(|| Value::Date(calendar::days_from_civil(i64::from(year), month, day)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_reading_agrees_with_reading() {
        for ty in [Type::Int4, Type::Int8, Type::Numeric, Type::Float8, Type::Date] {
            for text in [
                "0",
                "7",
                "-7",
                "12.50",
                "-0.5",
                "0.001",
                "2147483648",
                "123456789012345",
                "-999999999999.99",
                "2024-02-29",
                "1999-12-31",
                "0.30000000000001",
            ] {
                if let Some(value) = quick(text.as_bytes(), &ty) {
                    let known = value::read(text, &ty).unwrap();
                    assert_eq!(format!("{value:?}"), format!("{known:?}"), "{text} as {ty:?}");
                }
            }
            for text in
                ["", "-", ".", "5.", ".5", "007", "1e5", "+1", "1.2.3", "2023-02-29", "2024-13-01", "0000-01-01"]
            {
                assert!(quick(text.as_bytes(), &ty).is_none(), "{text} as {ty:?}");
            }
        }
    }
}
