//! Typed column vectors: one `Vec` per physical kind, a validity bitmap where there are NULLs, strings as codes into a shared
//! dictionary, so that filtering, joining and sorting strings never copies their bytes.
//!
//! ```
//! use sql::{types::Type, value::Value, vector::Vector};
//! let v = Vector::from_values(&Type::Int4, [Value::Int(1), Value::Null, Value::Int(3)]);
//! assert_eq!(v.gather(&[2, 1]).value(0).as_int(), Some(3));
//! assert!(v.is_null(1));
//! ```

mod builder;
mod operand;

pub use builder::Builder;
pub use columns::{Bitmap, Dictionary, NO_ROW, Strings};
pub use operand::Operand;

use crate::types::{Physical, Type};
use crate::value::{Decimal, Value};
use serde::{Deserialize, Serialize};

/// The values of a vector. Where an element is NULL its slot holds any value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Data {
    /// boolean
    Bool(Vec<bool>),
    /// integers, dates, times, timestamps
    Int(Vec<i64>),
    /// real, double precision
    Float(Vec<f64>),
    /// numeric
    Decimal(Vec<Decimal>),
    /// text, uuid, json
    Text(Strings),
    /// interval, jsonb, bytea, arrays, rows
    Any(Vec<Value>),
}

/// A column of values of one type.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vector {
    /// The type of its values.
    pub ty: Type,
    /// The values.
    pub data: Data,
    /// Set bits are values, clear bits NULLs; `None`: no NULL.
    pub valid: Option<Bitmap>,
}

impl Vector {
    /// A vector without NULLs.
    pub fn new(ty: Type, data: Data) -> Self {
        Self { ty, data, valid: None }
    }

    /// From values, which must be of `ty` (or NULL).
    pub fn from_values(ty: &Type, values: impl IntoIterator<Item = Value>) -> Self {
        let values = values.into_iter();
        let mut builder = Builder::new(ty, values.size_hint().0);
        for value in values {
            builder.push(value);
        }
        builder.finish()
    }

    /// `rows` times one value.
    pub fn repeat(ty: &Type, value: &Value, rows: usize) -> Self {
        if value.is_null() {
            return Self::nulls(ty, rows);
        }
        let data = match (ty.physical(), value) {
            (Physical::Bool, Value::Bool(b)) => Data::Bool(vec![*b; rows]),
            (Physical::Int, v) => Data::Int(vec![v.as_int().unwrap_or_default(); rows]),
            (Physical::Float, v) => Data::Float(vec![v.as_float().unwrap_or_default(); rows]),
            (Physical::Decimal, Value::Decimal(d)) => Data::Decimal(vec![*d; rows]),
            (Physical::Text, Value::Text(text)) => Data::Text(Strings::repeat(text, rows)),
            _ => Data::Any(vec![value.clone(); rows]),
        };
        Self::new(ty.clone(), data)
    }

    /// `rows` NULLs.
    pub fn nulls(ty: &Type, rows: usize) -> Self {
        let data = match ty.physical() {
            Physical::Bool => Data::Bool(vec![false; rows]),
            Physical::Int => Data::Int(vec![0; rows]),
            Physical::Float => Data::Float(vec![0.0; rows]),
            Physical::Decimal => Data::Decimal(vec![Decimal::ZERO; rows]),
            Physical::Text => Data::Text(Strings::repeat("", rows)),
            Physical::Any => Data::Any(vec![Value::Null; rows]),
        };
        Self { ty: ty.clone(), data, valid: Some(Bitmap::filled(rows, false)) }
    }

    /// How many values.
    pub fn len(&self) -> usize {
        match &self.data {
            Data::Bool(v) => v.len(),
            Data::Int(v) => v.len(),
            Data::Float(v) => v.len(),
            Data::Decimal(v) => v.len(),
            Data::Text(v) => v.len(),
            Data::Any(v) => v.len(),
        }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether row `i` is NULL.
    #[inline]
    pub fn is_null(&self, i: usize) -> bool {
        self.valid.as_ref().is_some_and(|valid| !valid.get(i))
    }

    /// The value of row `i`.
    pub fn value(&self, i: usize) -> Value {
        if self.is_null(i) {
            return Value::Null;
        }
        match &self.data {
            Data::Bool(v) => Value::Bool(v[i]),
            Data::Int(v) => match self.ty {
                Type::Date => Value::Date(v[i]),
                Type::Time => Value::Time(v[i]),
                Type::Timestamp | Type::Timestamptz => Value::Timestamp(v[i]),
                _ => Value::Int(v[i]),
            },
            Data::Float(v) => Value::Float(v[i]),
            Data::Decimal(v) => Value::Decimal(v[i]),
            Data::Text(v) => Value::text(v.get(i)),
            Data::Any(v) => v[i].clone(),
        }
    }

    /// The text of row `i`; "" where it is NULL or no text.
    #[inline]
    pub fn str(&self, i: usize) -> &str {
        match &self.data {
            Data::Text(v) => v.get(i),
            _ => "",
        }
    }

    /// The rows at `rows`, in that order.
    #[must_use]
    pub fn gather(&self, rows: &[u32]) -> Self {
        fn pick<T: Clone>(values: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|row| values[*row as usize].clone()).collect()
        }
        let data = match &self.data {
            Data::Bool(v) => Data::Bool(columns::gather(v, rows)),
            Data::Int(v) => Data::Int(columns::gather(v, rows)),
            Data::Float(v) => Data::Float(columns::gather(v, rows)),
            Data::Decimal(v) => Data::Decimal(pick(v, rows)),
            Data::Text(v) => Data::Text(v.gather(rows)),
            Data::Any(v) => Data::Any(pick(v, rows)),
        };
        let valid = self.valid.as_ref().map(|valid| columns::gather_bits(valid, rows));
        Self { ty: self.ty.clone(), data, valid }
    }

    /// The rows at `rows`; [`NO_ROW`] gives NULL.
    #[must_use]
    pub fn gather_or_null(&self, rows: &[u32]) -> Self {
        if self.is_empty() {
            return Self::nulls(&self.ty, rows.len());
        }
        let safe: Vec<u32> = rows.iter().map(|row| if *row == NO_ROW { 0 } else { *row }).collect();
        let mut out = self.gather(&safe);
        out.valid = Some(Bitmap::from_fn(rows.len(), |i| rows[i] != NO_ROW && !self.is_null(rows[i] as usize)));
        out
    }

    /// The rows from `from` on, at most `count`.
    #[must_use]
    pub fn slice(&self, from: usize, count: usize) -> Self {
        let to = (from + count).min(self.len());
        let data = match &self.data {
            Data::Bool(v) => Data::Bool(v[from..to].to_vec()),
            Data::Int(v) => Data::Int(v[from..to].to_vec()),
            Data::Float(v) => Data::Float(v[from..to].to_vec()),
            Data::Decimal(v) => Data::Decimal(v[from..to].to_vec()),
            Data::Text(v) => Data::Text(v.slice(from, to)),
            Data::Any(v) => Data::Any(v[from..to].to_vec()),
        };
        let valid = self.valid.as_ref().map(|valid| Bitmap::from_fn(to - from, |i| valid.get(from + i)));
        Self { ty: self.ty.clone(), data, valid }
    }

    /// Several vectors of one type, one after the other.
    pub fn concat(ty: &Type, parts: &[&Self]) -> Self {
        if let [only] = parts {
            return (*only).clone();
        }
        let rows = parts.iter().map(|part| part.len()).sum();
        let mut builder = Builder::new(ty, rows);
        for part in parts {
            builder.extend(part);
        }
        builder.finish()
    }

    /// Bytes taken, roughly.
    pub fn heap_size(&self) -> u64 {
        let size = match &self.data {
            Data::Bool(v) => v.len(),
            Data::Int(v) => v.len() * 8,
            Data::Float(v) => v.len() * 8,
            Data::Decimal(v) => v.len() * size_of::<Decimal>(),
            Data::Text(v) => v.heap_size(),
            Data::Any(v) => v.iter().map(|value| size_of::<Value>() + value.heap_size()).sum(),
        };
        size as u64
    }
}
