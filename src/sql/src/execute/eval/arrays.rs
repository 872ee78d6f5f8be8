//! Arrays and rows in expressions.

use super::compare::row_truth;
use super::{Batch, Context, eval};
use crate::Result;
use crate::error::{Error, Execute};
use crate::plan::{CompareOp, Expr};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use crate::vector::{Operand, Vector};
use std::sync::Arc;

/// One value a row, or one for all when every operand is constant.
fn each_row(operands: &[&Operand], ty: &Type, rows: usize, f: impl Fn(usize) -> Result<Value>) -> Result<Operand> {
    if operands.iter().all(|operand| matches!(operand, Operand::Const(..))) {
        return Ok(Operand::Const(ty.clone(), f(0)?));
    }
    Ok(Vector::from_values(ty, (0..rows).map(f).collect::<Result<Vec<_>>>()?).into())
}

fn operands(items: &[Expr], batch: &Batch, context: &Context<'_>) -> Result<Vec<Operand>> {
    context.budget.spend((batch.rows * items.len()) as u64 / 4 + 1)?;
    items.iter().map(|item| eval(item, batch, context)).collect()
}

/// ARRAY[…]; arrays inside make one of more dimensions.
pub(super) fn array(items: &[Expr], ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let values = operands(items, batch, context)?;
    let element = ty.element().cloned().unwrap_or(Type::Text);
    let nested = items.first().is_some_and(|item| matches!(item.ty, Type::Array(_)));
    let refs: Vec<&Operand> = values.iter().collect();
    each_row(&refs, ty, batch.rows, |i| {
        let row: Vec<Value> = values.iter().map(|operand| operand.value(i)).collect();
        if !nested {
            return Ok(Value::Array(Arc::new(ArrayValue::new(element.clone(), row))));
        }
        let mut flat = Vec::new();
        let mut inner: Option<Vec<usize>> = None;
        for value in row {
            let Value::Array(array) = value else { return Err(Execute::ArrayDimensions.into()) };
            if inner.as_ref().is_some_and(|dims| *dims != array.dims) {
                return Err(Execute::ArrayDimensions.into());
            }
            inner = Some(array.dims.clone());
            flat.extend(array.items.iter().cloned());
        }
        let mut dims = vec![values.len()];
        dims.extend(inner.unwrap_or_default());
        let dims = if flat.is_empty() { vec![] } else { dims };
        Ok(Value::Array(Arc::new(ArrayValue { element: element.clone(), items: flat, dims })))
    })
}

/// ROW(…)
pub(super) fn row(items: &[Expr], ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let values = operands(items, batch, context)?;
    let refs: Vec<&Operand> = values.iter().collect();
    each_row(&refs, ty, batch.rows, |i| Ok(Value::Row(values.iter().map(|operand| operand.value(i)).collect())))
}

/// `(row).field`
pub(super) fn field(inner: &Expr, index: usize, ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let operand = eval(inner, batch, context)?;
    each_row(&[&operand], ty, batch.rows, |i| {
        Ok(match operand.value(i) {
            Value::Row(fields) => fields.get(index).cloned().unwrap_or_default(),
            _ => Value::Null,
        })
    })
}

/// `array[i]`, `array[i][j]`: NULL outside.
pub(super) fn index(
    inner: &Expr,
    indices: &[Expr],
    ty: &Type,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let array = eval(inner, batch, context)?;
    let at = operands(indices, batch, context)?;
    let mut refs: Vec<&Operand> = at.iter().collect();
    refs.push(&array);
    each_row(&refs, ty, batch.rows, |i| {
        let Value::Array(array) = array.value(i) else { return Ok(Value::Null) };
        if array.dims.len() != at.len() {
            return Ok(Value::Null);
        }
        let mut flat = 0;
        for (dim, operand) in array.dims.iter().zip(&at) {
            match operand.value(i).as_int() {
                Some(n) if n >= 1 && n as usize <= *dim => flat = flat * dim + (n as usize - 1),
                _ => return Ok(Value::Null),
            }
        }
        Ok(array.items.get(flat).cloned().unwrap_or_default())
    })
}

/// `array[from:to]` over the first dimension.
pub(super) fn slice(
    inner: &Expr,
    from: Option<&Expr>,
    to: Option<&Expr>,
    ty: &Type,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let array = eval(inner, batch, context)?;
    let from = from.map(|expr| eval(expr, batch, context)).transpose()?;
    let to = to.map(|expr| eval(expr, batch, context)).transpose()?;
    let mut refs = vec![&array];
    refs.extend(from.as_ref());
    refs.extend(to.as_ref());
    each_row(&refs, ty, batch.rows, |i| {
        let Value::Array(array) = array.value(i) else { return Ok(Value::Null) };
        let bound = |operand: &Option<Operand>, default: i64| match operand {
            None => Some(default),
            Some(operand) => operand.value(i).as_int(),
        };
        let length = array.len() as i64;
        let (Some(low), Some(high)) = (bound(&from, 1), bound(&to, length)) else { return Ok(Value::Null) };
        let (low, high) = (low.max(1), high.min(length));
        let each = if array.is_empty() { 0 } else { array.items.len() / array.len() };
        let items =
            if low > high { vec![] } else { array.items[(low as usize - 1) * each..high as usize * each].to_vec() };
        let mut dims = array.dims.clone();
        if items.is_empty() {
            dims.clear();
        } else if let Some(first) = dims.first_mut() {
            *first = (high - low + 1) as usize;
        }
        Ok(Value::Array(Arc::new(ArrayValue { element: array.element.clone(), items, dims })))
    })
}

/// `left op ANY (array)`, `left op ALL (array)`.
pub(super) fn quantified(
    op: CompareOp,
    left: &Expr,
    array: &Expr,
    all: bool,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let (left, array) = (eval(left, batch, context)?, eval(array, batch, context)?);
    context.budget.spend(batch.rows as u64 + 1)?;
    each_row(&[&left, &array], &Type::Bool, batch.rows, |i| {
        let Value::Array(array) = array.value(i) else { return Ok(Value::Null) };
        let value = left.value(i);
        context.budget.spend(array.items.len() as u64 / 4).map_err(Error::from)?;
        Ok(quantify(all, array.items.iter().map(|item| row_truth(op, &value, item))))
    })
}

/// ANY or ALL of some truths.
pub(super) fn quantify(all: bool, truths: impl Iterator<Item = Option<bool>>) -> Value {
    let mut unknown = false;
    for truth in truths {
        match truth {
            Some(b) if b != all => return Value::Bool(!all),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { Value::Null } else { Value::Bool(all) }
}
