//! Parts of arrays: `a[1:2][3]` read, `SET a[1] = …` and `SET a[1:2] = …` written.

use super::array;
use crate::Result;
use crate::error::Error;
use crate::functions::{Context, Function, row};
use crate::parse::unsupported;
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn wrong(code: &str) -> Error {
    Error::new("sql-invalid-argument", code).with("why", "array-bounds").with("value", "[]")
}

/// The ranges, from 0, that pairs of bounds mean; `None` where nothing lies in them.
fn ranges(bounds: &[Value], dims: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut out = Vec::new();
    for (i, length) in dims.iter().enumerate() {
        let bound = |at: usize, otherwise: i64| bounds.get(at).and_then(Value::as_int).unwrap_or(otherwise);
        let low = bound(2 * i, 1).max(1);
        let high = bound(2 * i + 1, *length as i64).min(*length as i64);
        if low > high {
            return None;
        }
        out.push((low as usize - 1, high as usize));
    }
    Some(out)
}

/// The places, in an array's row of items, of those within ranges.
fn places(dims: &[usize], ranges: &[(usize, usize)]) -> Vec<usize> {
    let mut out = vec![0];
    for (length, (low, high)) in dims.iter().zip(ranges) {
        out = out.iter().flat_map(|before| (*low..*high).map(move |i| before * length + i)).collect();
    }
    out
}

/// `a[1:2][2]`: pairs of bounds.
fn slices(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let bounds = &args[1..];
    let empty = || Value::Array(Arc::new(ArrayValue::new(a.element.clone(), vec![])));
    if bounds.len() / 2 > a.dims.len() {
        return Ok(empty());
    }
    let Some(ranges) = ranges(bounds, &a.dims) else { return Ok(empty()) };
    context.budget.spend(a.items.len() as u64 + 1)?;
    let items = places(&a.dims, &ranges).into_iter().map(|at| a.items[at].clone()).collect();
    let dims = ranges.iter().map(|(low, high)| high - low).collect();
    Ok(Value::Array(Arc::new(ArrayValue { element: a.element.clone(), items, dims })))
}

/// The bounds, which may not be NULL in an assignment.
fn number(value: &Value) -> Result<i64> {
    value.as_int().ok_or_else(|| wrong("22004"))
}

/// `a[1][2] = x`
fn assign_index(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let element = context.returns.element().cloned().unwrap_or(crate::types::Type::Text);
    let mut a = array(&args[0]).cloned().unwrap_or_else(|| ArrayValue::new(element, vec![]));
    let indices = args[2..].iter().map(number).collect::<Result<Vec<_>>>()?;
    if a.dims.is_empty() {
        if indices.iter().any(|index| *index != 1) {
            return Err(unsupported("[n:m]={…}"));
        }
        a.items = vec![args[1].clone()];
        a.dims = vec![1; indices.len()];
        return Ok(Value::Array(Arc::new(a)));
    }
    if indices.len() != a.dims.len() {
        return Err(wrong("2202E"));
    }
    if let [index] = indices.as_slice() {
        if *index < 1 {
            return Err(unsupported("[n:m]={…}"));
        }
        grow(context, &mut a, *index)?;
    }
    let mut at = 0;
    for (index, length) in indices.iter().zip(&a.dims) {
        let index = usize::try_from(*index).ok().filter(|index| (1..=*length).contains(index));
        at = at * length + index.ok_or_else(|| wrong("2202E"))? - 1;
    }
    a.items[at] = args[1].clone();
    Ok(Value::Array(Arc::new(a)))
}

/// A plain array with NULLs up to this index.
fn grow(context: &Context<'_>, a: &mut ArrayValue, to: i64) -> Result<()> {
    let more = (to - a.items.len() as i64).max(0) as u64;
    if more >= 134_217_727 {
        return Err(wrong("54000"));
    }
    context.budget.spend(more)?;
    context.budget.take_memory(more * 48)?;
    context.budget.give_memory(more * 48);
    a.items.resize(a.items.len() + more as usize, Value::Null);
    a.dims = vec![a.items.len()];
    Ok(())
}

/// `a[1:2] = array`
fn assign_slice(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(source) = array(&args[1]) else { return Ok(args[0].clone()) };
    let element = context.returns.element().cloned().unwrap_or(crate::types::Type::Text);
    let mut a = array(&args[0]).cloned().unwrap_or_else(|| ArrayValue::new(element, vec![]));
    let bounds = &args[2..];
    if a.dims.is_empty() {
        // A new array needs all its bounds.
        let mut dims = Vec::new();
        for pair in bounds.chunks_exact(2) {
            let (low, high) = match (pair[0].as_int(), pair[1].as_int()) {
                (Some(low), Some(high)) => (low, high),
                _ => return Err(wrong("2202E")),
            };
            if low != 1 {
                return Err(unsupported("[n:m]={…}"));
            }
            if high < low {
                return Err(wrong("2202E"));
            }
            dims.push(high as usize);
        }
        let count = dims.iter().try_fold(1_usize, |all, each| all.checked_mul(*each)).unwrap_or(usize::MAX);
        if count > source.items.len() {
            return Err(wrong("2202E"));
        }
        (a.items, a.dims) = (source.items[..count].to_vec(), dims);
        return Ok(Value::Array(Arc::new(a)));
    }
    if bounds.len() / 2 > a.dims.len() {
        return Err(wrong("2202E"));
    }
    let mut ranges = Vec::new();
    for (i, length) in a.dims.clone().iter().enumerate() {
        let bound = |at: usize, otherwise: i64| bounds.get(at).and_then(Value::as_int).unwrap_or(otherwise);
        let (low, high) = (bound(2 * i, 1), bound(2 * i + 1, *length as i64));
        if low < 1 {
            return Err(unsupported("[n:m]={…}"));
        }
        if high < low {
            return Err(wrong("2202E"));
        }
        if a.dims.len() == 1 {
            grow(context, &mut a, high)?;
        } else if high > *length as i64 {
            return Err(wrong("2202E"));
        }
        ranges.push((low as usize - 1, high as usize));
    }
    let places = places(&a.dims, &ranges);
    if places.len() > source.items.len() {
        return Err(wrong("2202E"));
    }
    context.budget.spend(places.len() as u64)?;
    for (at, item) in places.into_iter().zip(&source.items) {
        a.items[at] = item.clone();
    }
    Ok(Value::Array(Arc::new(a)))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("array slices(anyarray, variadic int4) -> anyarray", slices).on_null(),
        row("array assign(anyarray, anyelement, variadic int4) -> anyarray", assign_index).on_null(),
        row("array assign slice(anyarray, anyarray, variadic int4) -> anyarray", assign_slice).on_null(),
    ]
}
