//! Arrays made of one value, cut short, or laid flat.

use super::{array, made};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn wrong(value: &str) -> Error {
    Error::from(Execute::InvalidArgument).with("why", "array-bounds").with("value", value)
}

fn filled(context: &Context<'_>, item: &Value, dims: Vec<usize>) -> Result<Value> {
    let count = dims.iter().try_fold(1_usize, |all, each| all.checked_mul(*each)).unwrap_or(usize::MAX) as u64;
    context.budget.spend(count)?;
    context.budget.take_memory(count.saturating_mul(48))?;
    context.budget.give_memory(count.saturating_mul(48));
    let element = context.returns.element().cloned().unwrap_or(Type::Text);
    let items = vec![item.clone(); count as usize];
    let dims = if items.is_empty() { vec![] } else { dims };
    Ok(Value::Array(Arc::new(ArrayValue { element, items, dims })))
}

/// `array_fill(value, dimensions)`
fn fill(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(lengths) = array(&args[1]) else {
        return Err(Error::new("sql-invalid-argument", "22004")
            .with("why", "array-bounds")
            .with("value", "array_fill"));
    };
    let length =
        |value: &Value| value.as_int().and_then(|n| usize::try_from(n).ok()).ok_or_else(|| wrong("array_fill"));
    let dims = lengths.items.iter().map(length).collect::<Result<Vec<_>>>()?;
    if dims.is_empty() {
        return made(&ArrayValue::new(context.returns.element().cloned().unwrap_or(Type::Text), vec![]), vec![]);
    }
    filled(context, &args[0], dims)
}

/// `trim_array(array, n)`: without its last n elements.
fn trim(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (Some(a), Some(n)) = (array(&args[0]), args[1].as_int()) else { return Ok(Value::Null) };
    let count = usize::try_from(n).ok().filter(|n| *n <= a.len());
    let Some(count) = count else {
        return Err(Error::new("sql-invalid-argument", "2202E")
            .with("why", "array-bounds")
            .with("value", "trim_array"));
    };
    let each = if a.is_empty() { 0 } else { a.items.len() / a.len() };
    let mut dims = a.dims.clone();
    if let Some(first) = dims.first_mut() {
        *first -= count;
    }
    let items = a.items[..a.items.len() - count * each].to_vec();
    let dims = if items.is_empty() { vec![] } else { dims };
    Ok(Value::Array(Arc::new(ArrayValue { element: a.element.clone(), items, dims })))
}

/// Athena's and Spark's `flatten`: an array of arrays as one array.
fn flatten(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    made(a, a.items.clone())
}

/// Spark's `array_repeat(value, count)`
fn repeated(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(count) = args[1].as_int() else { return Ok(Value::Null) };
    filled(context, &args[0], vec![count.max(0) as usize])
}

/// Spark's `array_compact`: without its NULLs.
fn compact(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    made(a, a.items.iter().filter(|item| !item.is_null()).cloned().collect())
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("array_fill(anyelement, int4[]) -> anyarray", fill).on_null(),
        row("trim_array(anyarray, int4) -> anyarray", trim),
        row("flatten(anyarray) -> anyarray", flatten),
        row("array_repeat(anyelement, int4) -> anyarray", repeated).on_null(),
        row("array_compact(anyarray) -> anyarray", compact),
    ]
}
