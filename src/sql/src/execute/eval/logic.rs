//! Three-valued logic.

use super::{Batch, Context, eval};
use crate::Result;
use crate::plan::{Expr, Kind};
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Bitmap, Data, Operand, Vector};

fn truth(operand: &Operand, i: usize) -> Option<bool> {
    match operand {
        Operand::Const(_, Value::Bool(b)) => Some(*b),
        Operand::Const(..) => None,
        Operand::Vector(vector) => match &vector.data {
            Data::Bool(values) if !vector.is_null(i) => Some(values[i]),
            _ => None,
        },
    }
}

fn bools(values: Vec<bool>, valid: Option<Bitmap>) -> Operand {
    Vector { ty: Type::Bool, data: Data::Bool(values), valid }.into()
}

/// AND (`all`) or OR of conditions, left to right; a condition is not computed for rows already decided if it could fail there.
pub(super) fn connect(list: &[Expr], all: bool, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    // The value that decides: false for AND, true for OR.
    let decisive = !all;
    // Made by the first condition that is not constant.
    let mut values = Vec::new();
    let mut valid: Option<Bitmap> = None;
    let mut constant = true;
    let mut decided = false;
    for item in list {
        if decided {
            break;
        }
        // What is dear, such as LIKE, waits for the rows that the rest leaves.
        let dear = matches!(item.kind, Kind::Like { .. });
        let few = || values.iter().filter(|value| **value != decisive).count() * 2 < batch.rows;
        if constant || item.is_safe() && !(dear && valid.is_none() && few()) {
            let operand = eval(item, batch, context)?;
            context.budget.spend(batch.rows as u64 / 16 + 1)?;
            match &operand {
                Operand::Const(_, Value::Bool(b)) if *b == decisive => decided = true,
                Operand::Const(_, Value::Bool(_)) => {}
                Operand::Const(..) => {
                    values.resize(batch.rows, all);
                    let bits = valid.get_or_insert_with(|| Bitmap::filled(batch.rows, true));
                    for (i, value) in values.iter().enumerate() {
                        if *value != decisive || !bits.get(i) {
                            bits.set(i, false);
                        }
                    }
                    constant = false;
                }
                Operand::Vector(vector) => {
                    match &vector.data {
                        // Nothing else was said yet.
                        Data::Bool(first) if constant => (values, valid) = (first.clone(), vector.valid.clone()),
                        _ => {
                            values.resize(batch.rows, all);
                            merge(vector, decisive, &mut values, &mut valid);
                        }
                    }
                    constant = false;
                }
            }
            continue;
        }
        let open: Vec<u32> = (0..batch.rows as u32)
            .filter(|i| values[*i as usize] != decisive || valid.as_ref().is_some_and(|bits| !bits.get(*i as usize)))
            .collect();
        if open.is_empty() {
            break;
        }
        let part = eval(item, &batch.gather(&open), context)?;
        context.budget.spend(open.len() as u64 / 16 + 1)?;
        for (at, row) in open.iter().enumerate() {
            let row = *row as usize;
            match truth(&part, at) {
                Some(b) if b == decisive => {
                    values[row] = decisive;
                    if let Some(bits) = &mut valid {
                        bits.set(row, true);
                    }
                }
                Some(_) => {}
                None => valid.get_or_insert_with(|| Bitmap::filled(batch.rows, true)).set(row, false),
            }
        }
    }
    if decided {
        return Ok(Operand::Const(Type::Bool, Value::Bool(decisive)));
    }
    if constant {
        return Ok(Operand::Const(Type::Bool, Value::Bool(all)));
    }
    Ok(bools(values, valid))
}

fn merge(vector: &Vector, decisive: bool, values: &mut [bool], valid: &mut Option<Bitmap>) {
    let Data::Bool(more) = &vector.data else { return };
    if valid.is_none() && vector.valid.is_none() {
        return columns::merge(values, more, !decisive);
    }
    let bits = valid.get_or_insert_with(|| Bitmap::filled(values.len(), true));
    for (i, value) in values.iter_mut().enumerate() {
        let here = bits.get(i);
        if here && *value == decisive {
            continue;
        }
        if vector.is_null(i) {
            bits.set(i, false);
        } else if more[i] == decisive {
            *value = decisive;
            bits.set(i, true);
        }
    }
}

/// NOT.
pub(super) fn not(inner: &Expr, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    Ok(match eval(inner, batch, context)? {
        Operand::Const(ty, Value::Bool(b)) => Operand::Const(ty, Value::Bool(!b)),
        Operand::Const(ty, _) => Operand::Const(ty, Value::Null),
        Operand::Vector(vector) => match &vector.data {
            Data::Bool(values) => bools(values.iter().map(|b| !b).collect(), vector.valid.clone()),
            _ => Operand::Vector(vector),
        },
    })
}

/// IS NULL. A row is NULL when all its fields are; it is NOT NULL when none is.
pub(super) fn is_null(inner: &Expr, negated: bool, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let operand = eval(inner, batch, context)?;
    if matches!(inner.ty, Type::Record(_)) {
        let test = |value: Value| match value {
            Value::Null => !negated,
            Value::Row(fields) if negated => fields.iter().all(|field| !field.is_null()),
            Value::Row(fields) => fields.iter().all(Value::is_null),
            _ => negated,
        };
        return Ok(bools((0..batch.rows).map(|i| test(operand.value(i))).collect(), None));
    }
    Ok(match operand {
        Operand::Const(_, value) => Operand::Const(Type::Bool, Value::Bool(value.is_null() != negated)),
        Operand::Vector(vector) => match &vector.valid {
            None => Operand::Const(Type::Bool, Value::Bool(negated)),
            Some(valid) => bools((0..vector.len()).map(|i| valid.get(i) == negated).collect(), None),
        },
    })
}

/// IS TRUE, IS FALSE and their negations.
pub(super) fn is_bool(
    inner: &Expr,
    value: bool,
    negated: bool,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let operand = eval(inner, batch, context)?;
    if let Operand::Const(..) = operand {
        return Ok(Operand::Const(Type::Bool, Value::Bool((truth(&operand, 0) == Some(value)) != negated)));
    }
    Ok(bools((0..batch.rows).map(|i| (truth(&operand, i) == Some(value)) != negated).collect(), None))
}
