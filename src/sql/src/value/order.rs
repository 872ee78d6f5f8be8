//! Order, equality and hashing of values of one type, as PostgreSQL's btree operators have them: NaN equals itself and is
//! the greatest; strings compare by code point (the C collation); NULL is the greatest inside rows and arrays.

use super::{Interval, Value};
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

pub use columns::compare_floats;

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Null, Self::Null) => Ordering::Equal,
            (Self::Null, _) => Ordering::Greater,
            (_, Self::Null) => Ordering::Less,
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b))
            | (Self::Date(a), Self::Date(b))
            | (Self::Time(a), Self::Time(b))
            | (Self::Timestamp(a), Self::Timestamp(b)) => a.cmp(b),
            (Self::Float(a), Self::Float(b)) => compare_floats(*a, *b),
            (Self::Decimal(a), Self::Decimal(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Self::Interval(a), Self::Interval(b)) => a.cmp(b),
            (Self::Json(a), Self::Json(b)) => a.cmp(b),
            (Self::Bytes(a), Self::Bytes(b)) => a.cmp(b),
            (Self::Array(a), Self::Array(b)) => a.items.cmp(&b.items).then_with(|| a.dims.cmp(&b.dims)),
            (Self::Row(a), Self::Row(b)) => a.cmp(b),
            // Mixed numbers meet only inside JSON comparisons and constant folding.
            (a, b) => match (a.as_float(), b.as_float()) {
                (Some(x), Some(y)) => compare_floats(x, y),
                _ => a.rank().cmp(&b.rank()),
            },
        }
    }
}

impl Value {
    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(_) => 1,
            Self::Int(_) | Self::Float(_) | Self::Decimal(_) => 2,
            Self::Text(_) => 3,
            Self::Date(_) => 4,
            Self::Time(_) => 5,
            Self::Timestamp(_) => 6,
            Self::Interval(_) => 7,
            Self::Json(_) => 8,
            Self::Bytes(_) => 9,
            Self::Array(_) => 10,
            Self::Row(_) => 11,
        }
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Null => state.write_u8(0),
            Self::Bool(b) => b.hash(state),
            Self::Int(n) | Self::Date(n) | Self::Time(n) | Self::Timestamp(n) => n.hash(state),
            Self::Float(x) => {
                // -0 equals 0, and every NaN equals every NaN.
                let x = if *x == 0.0 { 0.0 } else { *x };
                (if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }).hash(state);
            }
            Self::Decimal(d) => d.hash(state),
            Self::Text(text) => text.hash(state),
            Self::Interval(interval) => interval.hash(state),
            Self::Json(json) => json.hash(state),
            Self::Bytes(bytes) => bytes.hash(state),
            Self::Array(array) => array.items.hash(state),
            Self::Row(row) => row.hash(state),
        }
    }
}

impl Ord for Interval {
    fn cmp(&self, other: &Self) -> Ordering {
        self.span().cmp(&other.span())
    }
}
impl PartialOrd for Interval {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Interval {
    fn eq(&self, other: &Self) -> bool {
        self.span() == other.span()
    }
}
impl Eq for Interval {}
impl Hash for Interval {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.span().hash(state);
    }
}
