//! Comparisons of two columns, or of a column and a constant.

use super::{Batch, Context, eval};
use crate::Result;
use crate::plan::{CompareOp, Expr};
use crate::types::Type;
use crate::value::{Value, compare_floats};
use crate::vector::{Bitmap, Data, Operand, Vector};
use columns::Test;
use std::cmp::Ordering;

fn bools(values: Vec<bool>, valid: Option<Bitmap>) -> Operand {
    Vector { ty: Type::Bool, data: Data::Bool(values), valid }.into()
}

/// `left op right`, NULL where a side is.
pub(super) fn compare(
    op: CompareOp,
    left: &Expr,
    right: &Expr,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let (a, b) = (eval(left, batch, context)?, eval(right, batch, context)?);
    context.budget.spend(batch.rows as u64 / 16 + 1)?;
    Ok(compare_operands(op, &a, &b, batch.rows))
}

pub(super) fn compare_operands(op: CompareOp, a: &Operand, b: &Operand, rows: usize) -> Operand {
    if let Type::Record(_) = a.ty() {
        return compare_rows(op, a, b, rows);
    }
    // Blanks at the end of char(n) do not count.
    if *a.ty() == Type::Char || *b.ty() == Type::Char {
        let trimmed = |operand: &Operand, i: usize| match operand.value(i) {
            Value::Text(text) => Value::text(text.trim_end_matches(' ')),
            other => other,
        };
        return by_value(op, rows, |i| (trimmed(a, i), trimmed(b, i)));
    }
    match (a, b) {
        (Operand::Const(_, Value::Null), _) | (_, Operand::Const(_, Value::Null)) => {
            Operand::Const(Type::Bool, Value::Null)
        }
        (Operand::Const(_, x), Operand::Const(_, y)) => Operand::Const(Type::Bool, Value::Bool(op.holds(x.cmp(y)))),
        (Operand::Vector(x), Operand::Const(_, y)) => with_constant(op, x, y),
        (Operand::Const(_, x), Operand::Vector(y)) => with_constant(op.swapped(), y, x),
        (Operand::Vector(x), Operand::Vector(y)) => {
            let valid = Bitmap::both(x.valid.as_ref(), y.valid.as_ref());
            let values = match (&x.data, &y.data) {
                (Data::Int(x), Data::Int(y)) => columns::ints(x, test(op), y),
                (Data::Float(x), Data::Float(y)) => columns::floats(x, test(op), y),
                (Data::Bool(x), Data::Bool(y)) => zip(op, x, y, std::cmp::Ord::cmp),
                (Data::Decimal(x), Data::Decimal(y)) => zip(op, x, y, std::cmp::Ord::cmp),
                (Data::Text(x), Data::Text(y)) => (0..rows).map(|i| op.holds(x.bytes(i).cmp(y.bytes(i)))).collect(),
                _ => (0..rows).map(|i| op.holds(x.value(i).cmp(&y.value(i)))).collect(),
            };
            bools(values, valid)
        }
    }
}

fn zip<T>(op: CompareOp, a: &[T], b: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<bool> {
    a.iter().zip(b).map(|(a, b)| op.holds(order(a, b))).collect()
}

fn each<T>(values: &[T], f: impl Fn(&T) -> bool) -> Vec<bool> {
    values.iter().map(f).collect()
}

fn test(op: CompareOp) -> Test {
    match op {
        CompareOp::Eq => Test::Eq,
        CompareOp::NotEq => Test::NotEq,
        CompareOp::Less => Test::Less,
        CompareOp::LessEq => Test::LessEq,
        CompareOp::Greater => Test::Greater,
        CompareOp::GreaterEq => Test::GreaterEq,
    }
}

fn with_constant(op: CompareOp, x: &Vector, y: &Value) -> Operand {
    let values = match (&x.data, y) {
        (Data::Int(values), y) if y.as_int().is_some() => {
            columns::ints_against(values, test(op), y.as_int().unwrap_or_default())
        }
        (Data::Float(values), Value::Float(y)) if !y.is_nan() => columns::floats_against(values, test(op), *y),
        (Data::Float(values), Value::Float(y)) => each(values, |x| op.holds(compare_floats(*x, *y))),
        (Data::Bool(values), Value::Bool(y)) => each(values, |x| op.holds(x.cmp(y))),
        (Data::Decimal(values), Value::Decimal(y)) => each(values, |x| op.holds(x.cmp(y))),
        (Data::Text(strings), Value::Text(y)) => columns::texts(strings, test(op), y.as_bytes()),
        _ => (0..x.len()).map(|i| op.holds(x.value(i).cmp(y))).collect(),
    };
    bools(values, x.valid.clone())
}

fn by_value(op: CompareOp, rows: usize, pair: impl Fn(usize) -> (Value, Value)) -> Operand {
    let mut values = Vec::with_capacity(rows);
    let mut valid = Bitmap::filled(rows, true);
    for i in 0..rows {
        let (a, b) = pair(i);
        if a.is_null() || b.is_null() {
            valid.set(i, false);
        }
        values.push(op.holds(a.cmp(&b)));
    }
    bools(values, Some(valid))
}

/// `(a, b) = (c, d)`: NULL fields make the answer unknown unless an earlier field decides.
pub(super) fn row_truth(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let (Value::Row(a), Value::Row(b)) = (a, b) else {
        return if a.is_null() || b.is_null() { None } else { Some(op.holds(a.cmp(b))) };
    };
    match op {
        CompareOp::Eq | CompareOp::NotEq => {
            let mut unknown = false;
            for (x, y) in a.iter().zip(b.iter()) {
                match row_truth(CompareOp::Eq, x, y) {
                    Some(true) => {}
                    Some(false) => return Some(op == CompareOp::NotEq),
                    None => unknown = true,
                }
            }
            if unknown { None } else { Some(op == CompareOp::Eq) }
        }
        _ => {
            for (x, y) in a.iter().zip(b.iter()) {
                if x.is_null() || y.is_null() {
                    return None;
                }
                let order = x.cmp(y);
                if order != Ordering::Equal {
                    return Some(op.holds(order));
                }
            }
            Some(op.holds(Ordering::Equal))
        }
    }
}

fn compare_rows(op: CompareOp, a: &Operand, b: &Operand, rows: usize) -> Operand {
    let mut values = Vec::with_capacity(rows);
    let mut valid = Bitmap::filled(rows, true);
    for i in 0..rows {
        let truth = row_truth(op, &a.value(i), &b.value(i));
        valid.set(i, truth.is_some());
        values.push(truth == Some(true));
    }
    bools(values, Some(valid))
}

/// IS [NOT] DISTINCT FROM: never NULL.
pub(super) fn distinct(
    left: &Expr,
    right: &Expr,
    negated: bool,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let (a, b) = (eval(left, batch, context)?, eval(right, batch, context)?);
    context.budget.spend(batch.rows as u64 / 8 + 1)?;
    let values = (0..batch.rows)
        .map(|i| {
            let same = match (a.is_null(i), b.is_null(i)) {
                (true, true) => true,
                (false, false) => a.value(i) == b.value(i),
                _ => false,
            };
            same == negated
        })
        .collect();
    Ok(bools(values, None))
}
