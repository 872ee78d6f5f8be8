//! Arrays: length, search, joining, sets.

mod assign;
mod make;
mod sets;

use super::{Context, Function, row};
use crate::Result;
use crate::error::{Error, Execute};
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn array(value: &Value) -> Option<&ArrayValue> {
    if let Value::Array(array) = value { Some(array) } else { None }
}
fn made(like: &ArrayValue, items: Vec<Value>) -> Result<Value> {
    Ok(Value::Array(Arc::new(ArrayValue::new(like.element.clone(), items))))
}
fn array_length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let dimension = args.get(1).and_then(Value::as_int).unwrap_or(1);
    let length = array(&args[0]).and_then(|array| array.dims.get(usize::try_from(dimension - 1).ok()?).copied());
    Ok(length.map_or(Value::Null, |n| Value::Int(n as i64)))
}
fn cardinality(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(array(&args[0]).map_or(Value::Null, |array| Value::Int(array.items.len() as i64)))
}
fn array_ndims(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(array(&args[0]).filter(|a| !a.dims.is_empty()).map_or(Value::Null, |a| Value::Int(a.dims.len() as i64)))
}
fn array_lower(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(if array_length(context, args)?.is_null() { Value::Null } else { Value::Int(1) })
}
fn dims(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]).filter(|a| !a.dims.is_empty()) else { return Ok(Value::Null) };
    Ok(Value::text(a.dims.iter().map(|length| format!("[1:{length}]")).collect::<String>()))
}
fn append(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(alone(context, &args[1])) };
    let mut items = a.items.clone();
    items.push(args[1].clone());
    made(a, items)
}
fn prepend(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[1]) else { return Ok(alone(context, &args[0])) };
    let mut items = a.items.clone();
    items.insert(0, args[0].clone());
    made(a, items)
}
/// What is put to an array that is NULL stands alone.
fn alone(context: &Context<'_>, item: &Value) -> Value {
    let element = context.returns.element().cloned().unwrap_or(crate::types::Type::Text);
    Value::Array(Arc::new(ArrayValue::new(element, vec![item.clone()])))
}
fn concat(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b) = match (array(&args[0]), array(&args[1])) {
        (Some(a), Some(b)) => (a, b),
        (Some(_), None) => return Ok(args[0].clone()),
        _ => return Ok(args[1].clone()),
    };
    if a.is_empty() || b.is_empty() {
        return Ok(args[usize::from(a.is_empty())].clone());
    }
    let mut items = a.items.clone();
    items.extend(b.items.iter().cloned());
    let mut dims = a.dims.clone();
    dims[0] += b.len();
    if a.dims[1..] != b.dims[1..] {
        return Err(Execute::ArrayDimensions.into());
    }
    Ok(Value::Array(Arc::new(ArrayValue { element: a.element.clone(), items, dims })))
}
fn position(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let at = a.items.iter().position(|item| *item == args[1] && item.is_null() == args[1].is_null());
    Ok(at.map_or(Value::Null, |at| Value::Int(at as i64 + 1)))
}
fn positions(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let same = |item: &Value| *item == args[1] && item.is_null() == args[1].is_null();
    let found = a.items.iter().enumerate().filter(|(_, item)| same(item)).map(|(i, _)| Value::Int(i as i64 + 1));
    Ok(Value::Array(Arc::new(ArrayValue::new(crate::types::Type::Int4, found.collect()))))
}
fn remove(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    made(a, a.items.iter().filter(|item| **item != args[1]).cloned().collect())
}
fn replace(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    made(a, a.items.iter().map(|item| if *item == args[1] { args[2].clone() } else { item.clone() }).collect())
}
fn to_string(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (Some(a), Some(separator)) = (array(&args[0]), args[1].as_str()) else { return Ok(Value::Null) };
    let null = args.get(2).and_then(Value::as_str);
    let texts = a
        .items
        .iter()
        .filter_map(|item| if item.is_null() { null.map(str::to_owned) } else { Some(item.write(&a.element)) });
    Ok(Value::text(texts.collect::<Vec<_>>().join(separator)))
}
fn includes(a: &ArrayValue, b: &ArrayValue) -> bool {
    b.items.iter().all(|item| !item.is_null() && a.items.contains(item))
}
fn contains(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(array(&args[0]).zip(array(&args[1])).map_or(Value::Null, |(a, b)| Value::Bool(includes(a, b))))
}
fn contained(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(array(&args[0]).zip(array(&args[1])).map_or(Value::Null, |(a, b)| Value::Bool(includes(b, a))))
}
fn overlap(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let common = |(a, b): (&ArrayValue, &ArrayValue)| {
        Value::Bool(b.items.iter().any(|item| !item.is_null() && a.items.contains(item)))
    };
    Ok(array(&args[0]).zip(array(&args[1])).map_or(Value::Null, common))
}
fn has(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(array(&args[0]).map_or(Value::Null, |a| Value::Bool(a.items.contains(&args[1]))))
}
fn element_at(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let n = args[1].as_int().unwrap_or_default();
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let at = if n < 0 { a.items.len() as i64 + n } else { n - 1 };
    Ok(usize::try_from(at).ok().and_then(|at| a.items.get(at)).cloned().unwrap_or_default())
}
fn sort(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let mut items = a.items.clone();
    items.sort();
    made(a, items)
}
fn distinct(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(a) = array(&args[0]) else { return Ok(Value::Null) };
    let mut seen = std::collections::HashSet::new();
    made(a, a.items.iter().filter(|item| seen.insert((*item).clone())).cloned().collect())
}
fn sequence(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let int = |at: usize| args.get(at).and_then(Value::as_int);
    let (from, to) = (int(0).unwrap_or_default(), int(1).unwrap_or_default());
    let step = int(2).unwrap_or(if from <= to { 1 } else { -1 });
    if step == 0 {
        return Err(Error::from(Execute::ZeroStep));
    }
    let count = ((i128::from(to) - i128::from(from)) / i128::from(step) + 1).max(0);
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    context.budget.spend(count)?;
    context.budget.take_memory(count.saturating_mul(48))?;
    context.budget.give_memory(count.saturating_mul(48));
    let items = (0..count as i64).map(|i| Value::Int(from + i * step)).collect();
    Ok(Value::Array(Arc::new(ArrayValue::new(crate::types::Type::Int8, items))))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    let mut all = sets::all();
    all.extend(assign::all());
    all.extend(make::all());
    all.extend([
        row("array_length(anyarray, int4) -> int4", array_length),
        row("array_upper(anyarray, int4) -> int4", array_length),
        row("array_lower(anyarray, int4) -> int4", array_lower),
        row("array_ndims(anyarray) -> int4", array_ndims),
        row("cardinality(anyarray) -> int4", cardinality),
        row("size(anyarray) -> int4", cardinality),
        row("array_append(anyarray, anyelement) -> anyarray", append).on_null(),
        row("array_prepend(anyelement, anyarray) -> anyarray", prepend).on_null(),
        row("array_cat(anyarray, anyarray) -> anyarray", concat).on_null(),
        row("||(anyarray, anyarray) -> anyarray", concat).on_null(),
        row("||(anyarray, anyelement) -> anyarray", append).on_null(),
        row("||(anyelement, anyarray) -> anyarray", prepend).on_null(),
        row("array_position(anyarray, anyelement) -> int4", position).on_null(),
        row("array_positions(anyarray, anyelement) -> int4[]", positions).on_null(),
        row("array_remove(anyarray, anyelement) -> anyarray", remove).on_null(),
        row("array_replace(anyarray, anyelement, anyelement) -> anyarray", replace).on_null(),
        row("array_to_string(anyarray, text) -> text", to_string),
        row("array_to_string(anyarray, text, text) -> text", to_string).on_null(),
        row("array_dims(anyarray) -> text", dims),
        row("array_join(anyarray, text) -> text", to_string),
        row("array_join(anyarray, text, text) -> text", to_string),
        row("array_size(anyarray) -> int4", cardinality),
        row("arrays_overlap(anyarray, anyarray) -> bool", overlap),
        row("@>(anyarray, anyarray) -> bool", contains),
        row("<@(anyarray, anyarray) -> bool", contained),
        row("&&(anyarray, anyarray) -> bool", overlap),
        row("contains(anyarray, anyelement) -> bool", has),
        row("array_contains(anyarray, anyelement) -> bool", has),
        row("element_at(anyarray, int8) -> anyelement", element_at),
        row("array_sort(anyarray) -> anyarray", sort),
        row("sort_array(anyarray) -> anyarray", sort),
        row("array_distinct(anyarray) -> anyarray", distinct),
        row("sequence(int8, int8) -> int8[]", sequence),
        row("sequence(int8, int8, int8) -> int8[]", sequence),
    ]);
    all
}
