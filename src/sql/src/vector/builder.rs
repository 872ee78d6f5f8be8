//! Vectors, value by value.

use super::{Bitmap, Data, Dictionary, Strings, Vector};
use crate::types::{Physical, Type};
use crate::value::{Decimal, Value};
use std::sync::Arc;

/// Collects values of one type into a vector.
pub struct Builder {
    ty: Type,
    data: Column,
    valid: Option<Bitmap>,
    len: usize,
}

enum Column {
    Bool(Vec<bool>),
    Int(Vec<i64>),
    Float(Vec<f64>),
    Decimal(Vec<Decimal>),
    Text(Vec<u32>, Dictionary),
    Any(Vec<Value>),
}

impl Builder {
    /// An empty one, with room for `capacity` rows.
    pub fn new(ty: &Type, capacity: usize) -> Self {
        let data = match ty.physical() {
            Physical::Bool => Column::Bool(Vec::with_capacity(capacity)),
            Physical::Int => Column::Int(Vec::with_capacity(capacity)),
            Physical::Float => Column::Float(Vec::with_capacity(capacity)),
            Physical::Decimal => Column::Decimal(Vec::with_capacity(capacity)),
            Physical::Text => {
                Column::Text(Vec::with_capacity(capacity), Dictionary::with_capacity(capacity, capacity * 8))
            }
            Physical::Any => Column::Any(Vec::with_capacity(capacity)),
        };
        Self { ty: ty.clone(), data, valid: None, len: 0 }
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was pushed.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn note(&mut self, valid: bool) {
        if let Some(bits) = &mut self.valid {
            bits.push(valid);
        } else if !valid {
            let mut bits = Bitmap::filled(self.len, true);
            bits.push(false);
            self.valid = Some(bits);
        }
        self.len += 1;
    }

    /// Adds NULL.
    pub fn push_null(&mut self) {
        match &mut self.data {
            Column::Bool(v) => v.push(false),
            Column::Int(v) => v.push(0),
            Column::Float(v) => v.push(0.0),
            Column::Decimal(v) => v.push(Decimal::ZERO),
            Column::Text(codes, dictionary) => {
                if dictionary.is_empty() {
                    dictionary.push("");
                }
                codes.push(0);
            }
            Column::Any(v) => v.push(Value::Null),
        }
        self.note(false);
    }

    /// Adds a text.
    pub fn push_str(&mut self, text: &str) {
        match &mut self.data {
            Column::Text(codes, dictionary) => codes.push(dictionary.push(text)),
            Column::Any(v) => v.push(Value::text(text)),
            _ => return self.push_null(),
        }
        self.note(true);
    }

    /// Adds a value, which must be of the builder's type; another becomes NULL.
    pub fn push(&mut self, value: Value) {
        match (&mut self.data, value) {
            (_, Value::Null) => return self.push_null(),
            (Column::Bool(v), Value::Bool(b)) => v.push(b),
            (Column::Int(v), Value::Int(n) | Value::Date(n) | Value::Time(n) | Value::Timestamp(n)) => v.push(n),
            (Column::Float(v), Value::Float(x)) => v.push(x),
            (Column::Float(v), Value::Int(n)) => v.push(n as f64),
            (Column::Decimal(v), Value::Decimal(d)) => v.push(d),
            (Column::Decimal(v), Value::Int(n)) => v.push(Decimal::from_i64(n)),
            (Column::Text(codes, dictionary), Value::Text(text)) => codes.push(dictionary.push(&text)),
            (Column::Any(v), value) => v.push(value),
            (_, value) => {
                debug_assert!(false, "{value:?} pushed into a vector of {:?}", self.ty);
                return self.push_null();
            }
        }
        self.note(true);
    }

    /// Adds all rows of a vector of the same physical kind.
    pub fn extend(&mut self, part: &Vector) {
        match (&mut self.data, &part.data) {
            (Column::Bool(to), Data::Bool(from)) => to.extend_from_slice(from),
            (Column::Int(to), Data::Int(from)) => to.extend_from_slice(from),
            (Column::Float(to), Data::Float(from)) => to.extend_from_slice(from),
            (Column::Decimal(to), Data::Decimal(from)) => to.extend_from_slice(from),
            (Column::Text(codes, dictionary), Data::Text(from)) => {
                if from.is_dictionary() {
                    let base = dictionary.len() as u32;
                    for entry in 0..from.dictionary.len() as u32 {
                        dictionary.push(from.dictionary.get(entry));
                    }
                    codes.extend(from.codes.iter().map(|code| base + code));
                } else {
                    for i in 0..from.len() {
                        codes.push(dictionary.push(from.get(i)));
                    }
                }
            }
            _ => {
                for i in 0..part.len() {
                    self.push(part.value(i));
                }
                return;
            }
        }
        if part.valid.is_none() && self.valid.is_none() {
            self.len += part.len();
        } else {
            for i in 0..part.len() {
                self.note(!part.is_null(i));
            }
        }
    }

    /// The vector.
    pub fn finish(self) -> Vector {
        let data = match self.data {
            Column::Bool(v) => Data::Bool(v),
            Column::Int(v) => Data::Int(v),
            Column::Float(v) => Data::Float(v),
            Column::Decimal(v) => Data::Decimal(v),
            Column::Text(codes, dictionary) => Data::Text(Strings { codes, dictionary: Arc::new(dictionary) }),
            Column::Any(v) => Data::Any(v),
        };
        Vector { ty: self.ty, data, valid: self.valid }
    }
}

impl Vector {
    /// Adds `count` rows of another vector of the same type, from row `from` on.
    pub fn append(&mut self, other: &Vector, from: usize, count: usize) {
        let before = self.len();
        match (&mut self.data, &other.data) {
            (Data::Bool(to), Data::Bool(more)) => to.extend_from_slice(&more[from..from + count]),
            (Data::Int(to), Data::Int(more)) => to.extend_from_slice(&more[from..from + count]),
            (Data::Float(to), Data::Float(more)) => to.extend_from_slice(&more[from..from + count]),
            (Data::Decimal(to), Data::Decimal(more)) => to.extend_from_slice(&more[from..from + count]),
            (Data::Any(to), Data::Any(more)) => to.extend_from_slice(&more[from..from + count]),
            (Data::Text(to), Data::Text(more)) => {
                let dictionary = Arc::make_mut(&mut to.dictionary);
                dictionary.unique = false;
                for i in from..from + count {
                    to.codes.push(dictionary.push(more.get(i)));
                }
            }
            _ => {
                debug_assert!(false, "appending {:?} to {:?}", other.ty, self.ty);
                return;
            }
        }
        if self.valid.is_some() || other.valid.is_some() {
            let bits = self.valid.get_or_insert_with(|| Bitmap::filled(before, true));
            for i in from..from + count {
                bits.push(!other.is_null(i));
            }
        }
    }
}
