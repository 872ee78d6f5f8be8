//! What an expression evaluates to over a batch: one value for all rows, or a vector.

use super::Vector;
use crate::types::Type;
use crate::value::Value;
use std::sync::Arc;

/// A column of a batch, perhaps constant.
#[derive(Clone, Debug)]
pub enum Operand {
    /// The same value in every row.
    Const(Type, Value),
    /// A value a row.
    Vector(Arc<Vector>),
}

impl Operand {
    /// Its type.
    pub fn ty(&self) -> &Type {
        match self {
            Self::Const(ty, _) => ty,
            Self::Vector(vector) => &vector.ty,
        }
    }

    /// The value of row `i`.
    pub fn value(&self, i: usize) -> Value {
        match self {
            Self::Const(_, value) => value.clone(),
            Self::Vector(vector) => vector.value(i),
        }
    }

    /// Whether row `i` is NULL.
    pub fn is_null(&self, i: usize) -> bool {
        match self {
            Self::Const(_, value) => value.is_null(),
            Self::Vector(vector) => vector.is_null(i),
        }
    }

    /// As a vector of `rows` rows.
    pub fn into_vector(self, rows: usize) -> Arc<Vector> {
        match self {
            Self::Const(ty, value) => Arc::new(Vector::repeat(&ty, &value, rows)),
            Self::Vector(vector) => vector,
        }
    }
}

impl From<Vector> for Operand {
    fn from(vector: Vector) -> Self {
        Self::Vector(Arc::new(vector))
    }
}
