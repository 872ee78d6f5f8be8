//! Numbers to numbers, truth to integer and back.

use crate::Result;
use crate::error::{Error, Execute};
use crate::types::Type;
use crate::value::{Decimal, Value, integer_range};

pub(super) fn out_of_range(to: &Type) -> Error {
    Error::from(Execute::IntegerOutOfRange).with("type", to.name())
}

/// An integer in the range of `to`.
pub(super) fn to_integer(n: i64, to: &Type) -> Result<i64> {
    let (low, high) = integer_range(to);
    if n < low || n > high { Err(out_of_range(to)) } else { Ok(n) }
}

/// A double, halves to even, in the range of `to`.
pub(super) fn float_to_integer(x: f64, to: &Type) -> Result<i64> {
    let rounded = x.round_ties_even();
    let (low, high) = integer_range(to);
    let fits = !rounded.is_nan()
        && rounded >= low as f64
        && if high == i64::MAX { rounded < high as f64 } else { rounded <= high as f64 };
    if fits { Ok(rounded as i64) } else { Err(out_of_range(to)) }
}

pub(super) fn convert(value: &Value, from: &Type, to: &Type) -> Result<Option<Value>> {
    let integer = matches!(to, Type::Int2 | Type::Int4 | Type::Int8);
    Ok(Some(match (value, to) {
        (Value::Int(n), to) if integer => Value::Int(to_integer(*n, to)?),
        (Value::Int(n), Type::Numeric) => Value::Decimal(Decimal::from_i64(*n)),
        (Value::Int(n), Type::Float8) => Value::Float(*n as f64),
        (Value::Int(n), Type::Float4) => Value::Float(f64::from(*n as f32)),
        (Value::Int(n), Type::Bool) => Value::Bool(*n != 0),
        (Value::Bool(b), _) if integer => Value::Int(i64::from(*b)),
        (Value::Float(x), to) if integer => Value::Int(float_to_integer(*x, to)?),
        (Value::Float(x), Type::Numeric) => {
            let digits = if *from == Type::Float4 { 6 } else { 15 };
            let decimal = if x.is_nan() {
                Some(Decimal::NAN)
            } else if x.is_infinite() {
                None
            } else {
                Decimal::from_float_digits(*x, digits)
            };
            Value::Decimal(decimal.ok_or_else(|| Error::from(Execute::NumericOverflow))?)
        }
        (Value::Float(x), Type::Float8) => Value::Float(*x),
        (Value::Float(x), Type::Float4) => {
            let narrow = *x as f32;
            if narrow.is_infinite() && x.is_finite() {
                return Err(Execute::FloatOverflow.into());
            }
            Value::Float(f64::from(narrow))
        }
        (Value::Decimal(d), to) if integer => Value::Int(to_integer(d.to_i64().ok_or_else(|| out_of_range(to))?, to)?),
        (Value::Decimal(d), Type::Float8) => Value::Float(d.to_f64()),
        (Value::Decimal(d), Type::Float4) => Value::Float(f64::from(d.to_f64() as f32)),
        (Value::Decimal(d), Type::Numeric) => Value::Decimal(*d),
        _ => return Ok(None),
    }))
}
