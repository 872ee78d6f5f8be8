//! Enumerated types: first, last, range. Their arguments may be NULL: only the type counts then.

use super::{Context, Function, row};
use crate::Result;
use crate::types::{Enumeration, Type};
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn labels<'c>(context: &'c Context<'_>) -> &'c [(i64, String)] {
    let found = context.types.iter().find_map(|ty| if let Type::Enum(labels) = ty { Some(labels) } else { None });
    found.map_or(&[], |labels: &Arc<Enumeration>| &labels.labels)
}
fn first(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(labels(context).first().map_or(Value::Null, |(number, _)| Value::Int(*number)))
}
fn last(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(labels(context).last().map_or(Value::Null, |(number, _)| Value::Int(*number)))
}
/// `enum_range(a, b)`: from one to the other, NULL for either end.
fn range(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (from, to) = match args {
        [from, to] => (from.as_int(), to.as_int()),
        _ => (None, None),
    };
    let numbers = labels(context).iter().map(|(number, _)| *number);
    let inside = numbers.filter(|n| from.is_none_or(|from| from <= *n) && to.is_none_or(|to| *n <= to));
    let element = context.returns.element().cloned().unwrap_or(Type::Text);
    Ok(Value::Array(Arc::new(ArrayValue::new(element, inside.map(Value::Int).collect()))))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("enum_first(anyenum) -> anyelement", first).on_null(),
        row("enum_last(anyenum) -> anyelement", last).on_null(),
        row("enum_range(anyenum) -> anyarray", range).on_null(),
        row("enum_range(anyenum, anyenum) -> anyarray", range).on_null(),
    ]
}
