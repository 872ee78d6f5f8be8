//! Lengths, precisions and scales of column types.

use crate::Result;
use crate::error::{Error, Execute};
use crate::types::{ColumnType, Type};
use crate::value::{ArrayValue, Interval, Value, bits, timetz};
use std::sync::Arc;

/// A value of the right type, made to fit `varchar(n)`, `char(n)`, `numeric(p, s)` or `timestamp(p)`.
pub fn apply_length(value: Value, to: &ColumnType, explicit: bool) -> Result<Value> {
    let Some(length) = to.length else { return Ok(value) };
    Ok(match (value, &to.ty) {
        (Value::Text(text), Type::Varchar | Type::Char) => {
            let count = text.chars().count();
            let length = length as usize;
            if count > length {
                let cut: String = text.chars().take(length).collect();
                // Blanks beyond the length are dropped without a word.
                let blanks = text.chars().skip(length).all(|c| c == ' ');
                if !explicit && !blanks {
                    return Err(Error::from(Execute::TextTooLong).with("type", to.name()));
                }
                Value::text(cut)
            } else if to.ty == Type::Char && count < length {
                Value::text(format!("{text}{}", " ".repeat(length - count)))
            } else {
                Value::Text(text)
            }
        }
        (Value::Text(digits), Type::Bit | Type::Varbit) => {
            let room = length as usize;
            if to.ty == Type::Bit && !explicit && digits.len() != room {
                return Err(Error::from(Execute::BitLength)
                    .with("what", "type")
                    .with("type", to.name())
                    .with("length", digits.len()));
            }
            if to.ty == Type::Varbit && digits.len() <= room {
                return Ok(Value::Text(digits));
            }
            if !explicit && digits.len() > room {
                return Err(Error::from(Execute::TextTooLong).with("type", to.name()));
            }
            Value::text(bits::resized(&digits, room))
        }
        (Value::Int(packed), Type::Timetz) => {
            let (micros, east) = timetz::unpack(packed);
            Value::Int(timetz::pack(round(micros, length), east))
        }
        (Value::Decimal(d), Type::Numeric) => {
            let overflow = || {
                Error::from(Execute::NumericFieldOverflow)
                    .with("precision", i64::from(length))
                    .with("scale", i64::from(to.scale))
                    .with("digits", i64::from(length) - i64::from(to.scale))
            };
            Value::Decimal(d.fit(length, to.scale).ok_or_else(overflow)?)
        }
        (Value::Timestamp(micros), _) => Value::Timestamp(round(micros, length)),
        (Value::Time(micros), _) => Value::Time(round(micros, length)),
        (Value::Interval(i), _) => Value::Interval(Interval::new(i.months, i.days, round(i.micros, length))),
        (Value::Array(array), Type::Array(element)) => {
            let inner = ColumnType { ty: (**element).clone(), ..to.clone() };
            let items =
                array.items.iter().map(|item| apply_length(item.clone(), &inner, explicit)).collect::<Result<_>>()?;
            Value::Array(Arc::new(ArrayValue { element: array.element.clone(), items, dims: array.dims.clone() }))
        }
        (other, _) => other,
    })
}

fn round(micros: i64, decimals: u32) -> i64 {
    let unit = 10_i64.pow(6 - decimals.min(6));
    if unit == 1 || micros == i64::MAX || micros == i64::MIN {
        return micros;
    }
    let half = unit / 2;
    (micros + half).div_euclid(unit) * unit
}
