//! One value, outside a vector: constants, parameters, rows being written, arguments of rarely used functions.
//!
//! ```
//! use sql::value::{Decimal, Value};
//! let total = Decimal::parse("1.10").unwrap().add(&Decimal::parse("2.2").unwrap()).unwrap();
//! assert_eq!(Value::Decimal(total).to_text(), "3.30");
//! ```

pub mod array;
pub mod bits;
pub mod calendar;
pub mod decimal;
pub mod decimal_math;
pub mod interval;
mod interval_read;
pub mod json;
pub mod json_raw;
mod order;
mod read;
pub mod timetz;
mod write;

pub use array::ArrayValue;
pub use decimal::Decimal;
pub use interval::Interval;
pub use interval_read::{Fields as IntervalFields, Unit as IntervalUnit, Unread as UnreadInterval};
pub use json::Json;
pub use order::compare_floats;
pub(crate) use read::read_interval;
pub use read::{integer_range, read, read_bool};
pub use write::{write_cell, write_float4, write_float8};

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A value of any type. Which type it has is known from beside it (an expression, a column).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub enum Value {
    /// Unknown.
    #[default]
    Null,
    /// boolean
    Bool(bool),
    /// smallint, integer, bigint; the number of an enumeration's label; timetz ([`timetz`])
    Int(i64),
    /// real, double precision
    Float(f64),
    /// numeric
    Decimal(Decimal),
    /// text, varchar, char, uuid (canonical), json (as written), bit strings, undecided literals
    Text(Arc<str>),
    /// Days since 1970-01-01; the extremes are ±infinity.
    Date(i64),
    /// Microseconds since midnight.
    Time(i64),
    /// Microseconds since 1970-01-01T00:00:00 (UTC for timestamptz); the extremes are ±infinity.
    Timestamp(i64),
    /// interval
    Interval(Interval),
    /// jsonb
    Json(Arc<Json>),
    /// bytea
    Bytes(Arc<[u8]>),
    /// an array
    Array(Arc<ArrayValue>),
    /// a row
    Row(Arc<[Value]>),
}

impl Value {
    /// A text.
    pub fn text(text: impl AsRef<str>) -> Self {
        Self::Text(Arc::from(text.as_ref()))
    }

    /// Whether it is NULL.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The whole number in it: an integer, a date, a time or a timestamp.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(n) | Self::Date(n) | Self::Time(n) | Self::Timestamp(n) => Some(*n),
            Self::Bool(b) => Some(i64::from(*b)),
            _ => None,
        }
    }

    /// The text in it.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number in it, as a double.
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Float(x) => Some(*x),
            Self::Int(n) => Some(*n as f64),
            Self::Decimal(d) => Some(d.to_f64()),
            _ => None,
        }
    }

    /// The bytes it takes beyond its own size, roughly.
    pub fn heap_size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Array(array) => array.items.iter().map(|item| size_of::<Self>() + item.heap_size()).sum(),
            Self::Row(row) => row.iter().map(|item| size_of::<Self>() + item.heap_size()).sum(),
            Self::Json(json) => json.size(),
            _ => 0,
        }
    }
}
