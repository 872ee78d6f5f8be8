//! Arrays as sets and lists, in Athena's and Spark's spellings.

use super::{array, made};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::{ArrayValue, Value};
use std::collections::HashSet;

fn both(context: &Context<'_>, args: &[Value], keep: impl Fn(&ArrayValue, &ArrayValue) -> Vec<Value>) -> Result<Value> {
    let (Some(a), Some(b)) = (array(&args[0]), array(&args[1])) else { return Ok(Value::Null) };
    context.budget.spend((a.items.len() + b.items.len()) as u64)?;
    let mut seen = HashSet::new();
    made(a, keep(a, b).into_iter().filter(|item| seen.insert(item.clone())).collect())
}

fn only(items: &[Value], other: &[Value], wanted: bool) -> Vec<Value> {
    let other: HashSet<&Value> = other.iter().collect();
    items.iter().filter(|item| other.contains(item) == wanted).cloned().collect()
}

fn extreme(args: &[Value], greatest: bool) -> Value {
    let known = array(&args[0]).into_iter().flat_map(|a| &a.items).filter(|item| !item.is_null());
    let best = if greatest { known.max() } else { known.min() };
    best.cloned().unwrap_or_default()
}

/// `slice(array, start, length)`: from 1, from the end when negative.
fn slice(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (Some(a), Some(start), Some(length)) = (array(&args[0]), args[1].as_int(), args[2].as_int()) else {
        return Ok(Value::Null);
    };
    let size = a.items.len() as i64;
    let first = if start < 0 { size.saturating_add(start) } else { start - 1 };
    if start == 0 || length < 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "slice"));
    }
    if first < 0 || first >= size {
        return made(a, vec![]);
    }
    let end = first.saturating_add(length).min(size);
    made(a, a.items[first as usize..end as usize].to_vec())
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("array_union(anyarray, anyarray) -> anyarray", |c, a| {
            both(c, a, |a, b| a.items.iter().chain(&b.items).cloned().collect())
        }),
        row("array_intersect(anyarray, anyarray) -> anyarray", |c, a| {
            both(c, a, |a, b| only(&a.items, &b.items, true))
        }),
        row("array_except(anyarray, anyarray) -> anyarray", |c, a| both(c, a, |a, b| only(&a.items, &b.items, false))),
        row("array_max(anyarray) -> anyelement", |_, a| Ok(extreme(a, true))),
        row("array_min(anyarray) -> anyelement", |_, a| Ok(extreme(a, false))),
        row("slice(anyarray, int8, int8) -> anyarray", slice),
        row("reverse(anyarray) -> anyarray", |_, args| match array(&args[0]) {
            Some(a) => made(a, a.items.iter().rev().cloned().collect()),
            None => Ok(Value::Null),
        }),
    ]
}
