//! Dates, times, timestamps and intervals among themselves. The session's zone is UTC.

use crate::Result;
use crate::error::Execute;
use crate::types::Type;
use crate::value::calendar::{DAY, INFINITY, MINUS_INFINITY};
use crate::value::{Interval, Value, timetz};

/// To and from times with a zone, which the session's is taken for where there is none.
pub(super) fn zoned(value: &Value, from: &Type, to: &Type) -> Option<Value> {
    match (value, from, to) {
        (Value::Int(packed), Type::Timetz, Type::Time) => Some(Value::Time(timetz::unpack(*packed).0)),
        (Value::Time(micros), Type::Time, Type::Timetz) => Some(Value::Int(timetz::pack(*micros, 0))),
        (Value::Timestamp(micros), Type::Timestamptz, Type::Timetz) => {
            Some(Value::Int(timetz::pack(micros.rem_euclid(DAY), 0)))
        }
        _ => None,
    }
}

pub(super) fn convert(value: &Value, _from: &Type, to: &Type) -> Result<Option<Value>> {
    let endless = |n: i64| n == INFINITY || n == MINUS_INFINITY;
    Ok(Some(match (value, to) {
        (Value::Date(days), Type::Timestamp | Type::Timestamptz) if endless(*days) => Value::Timestamp(*days),
        (Value::Date(days), Type::Timestamp | Type::Timestamptz) => {
            Value::Timestamp(days.checked_mul(DAY).ok_or(Execute::TimestampOutOfRange)?)
        }
        (Value::Timestamp(micros), Type::Date) if endless(*micros) => Value::Date(*micros),
        (Value::Timestamp(micros), Type::Date) => Value::Date(micros.div_euclid(DAY)),
        (Value::Timestamp(micros), Type::Time) => Value::Time(micros.rem_euclid(DAY)),
        (Value::Timestamp(micros), Type::Timestamp | Type::Timestamptz) => Value::Timestamp(*micros),
        (Value::Time(micros), Type::Interval) => Value::Interval(Interval::new(0, 0, *micros)),
        (Value::Interval(interval), Type::Time) => Value::Time(interval.micros.rem_euclid(DAY)),
        _ => return Ok(None),
    }))
}
