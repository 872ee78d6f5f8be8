//! The loops under arithmetic: two columns, or a column and a constant, into a column.

use crate::Result;
use crate::functions::Context;
use crate::value::{Decimal, Value};
use crate::vector::{Bitmap, Data, Operand, Vector};

/// A type that fills a vector.
pub(super) trait Native: Copy {
    const ZERO: Self;
    fn slice(data: &Data) -> &[Self];
    fn wrap(values: Vec<Self>) -> Data;
    fn of(value: &Value) -> Self;
}

impl Native for i64 {
    const ZERO: Self = 0;
    fn slice(data: &Data) -> &[Self] {
        if let Data::Int(v) = data { v } else { &[] }
    }
    fn wrap(values: Vec<Self>) -> Data {
        Data::Int(values)
    }
    fn of(value: &Value) -> Self {
        value.as_int().unwrap_or_default()
    }
}
impl Native for f64 {
    const ZERO: Self = 0.0;
    fn slice(data: &Data) -> &[Self] {
        if let Data::Float(v) = data { v } else { &[] }
    }
    fn wrap(values: Vec<Self>) -> Data {
        Data::Float(values)
    }
    fn of(value: &Value) -> Self {
        value.as_float().unwrap_or_default()
    }
}
impl Native for Decimal {
    const ZERO: Self = Decimal::ZERO;
    fn slice(data: &Data) -> &[Self] {
        if let Data::Decimal(v) = data { v } else { &[] }
    }
    fn wrap(values: Vec<Self>) -> Data {
        Data::Decimal(values)
    }
    fn of(value: &Value) -> Self {
        match value {
            Value::Decimal(d) => *d,
            other => Decimal::from_i64(other.as_int().unwrap_or_default()),
        }
    }
}

fn valid(arg: &Operand) -> Option<&Bitmap> {
    match arg {
        Operand::Vector(vector) => vector.valid.as_ref(),
        Operand::Const(..) => None,
    }
}

fn null_const(arg: &Operand) -> bool {
    matches!(arg, Operand::Const(_, Value::Null))
}

/// `f(a, b)` for each row where both are known.
pub(super) fn binary<A: Native, B: Native, R: Native>(
    context: &Context<'_>,
    args: &[Operand],
    rows: usize,
    f: impl Fn(A, B) -> Result<R>,
) -> Result<Vector> {
    context.budget.spend(rows as u64 / 8 + 1)?;
    let (left, right) = (&args[0], &args[1]);
    if null_const(left) || null_const(right) {
        return Ok(Vector::nulls(context.returns, rows));
    }
    let bits = Bitmap::both(valid(left), valid(right));
    let known = |i: usize| bits.as_ref().is_none_or(|bits| bits.get(i));
    let mut out = Vec::with_capacity(rows);
    match (left, right) {
        (Operand::Vector(a), Operand::Vector(b)) => {
            let (a, b) = (A::slice(&a.data), B::slice(&b.data));
            for i in 0..rows {
                out.push(if known(i) { f(a[i], b[i])? } else { R::ZERO });
            }
        }
        (Operand::Vector(a), Operand::Const(_, b)) => {
            let (a, b) = (A::slice(&a.data), B::of(b));
            for (i, a) in a.iter().enumerate().take(rows) {
                out.push(if known(i) { f(*a, b)? } else { R::ZERO });
            }
        }
        (Operand::Const(_, a), Operand::Vector(b)) => {
            let (a, b) = (A::of(a), B::slice(&b.data));
            for (i, b) in b.iter().enumerate().take(rows) {
                out.push(if known(i) { f(a, *b)? } else { R::ZERO });
            }
        }
        (Operand::Const(_, a), Operand::Const(_, b)) => out.resize(rows, f(A::of(a), B::of(b))?),
    }
    Ok(Vector { ty: context.returns.clone(), data: R::wrap(out), valid: bits })
}

/// `f(a)` for each row where it is known.
pub(super) fn unary<A: Native, R: Native>(
    context: &Context<'_>,
    args: &[Operand],
    rows: usize,
    f: impl Fn(A) -> Result<R>,
) -> Result<Vector> {
    context.budget.spend(rows as u64 / 8 + 1)?;
    match &args[0] {
        Operand::Const(_, Value::Null) => Ok(Vector::nulls(context.returns, rows)),
        Operand::Const(_, a) => {
            let value = f(A::of(a))?;
            Ok(Vector::new(context.returns.clone(), R::wrap(vec![value; rows])))
        }
        Operand::Vector(a) => {
            let values = A::slice(&a.data);
            let mut out = Vec::with_capacity(rows);
            for (i, value) in values.iter().enumerate().take(rows) {
                out.push(if a.is_null(i) { R::ZERO } else { f(*value)? });
            }
            Ok(Vector { ty: context.returns.clone(), data: R::wrap(out), valid: a.valid.clone() })
        }
    }
}
