//! `SET document['a'][0] = …`: what is missing on the way is made, gaps in arrays are filled with nulls.

use super::edit::wrong;
use crate::Result;
use crate::functions::{Context, Function, row};
use crate::value::{Json, Value};
use std::sync::Arc;

/// Arrays are not filled up further than this.
const LONGEST: usize = 10_000_000;

/// A subscript: its text, and whether it was a number.
type Step<'s> = (&'s str, bool);

fn set(json: Option<Json>, path: &[Step<'_>], new: &Json, context: &Context<'_>) -> Result<Json> {
    let Some(((name, number), rest)) = path.split_first() else { return Ok(new.clone()) };
    let base = match json {
        Some(json) => json,
        None if *number => Json::Array(vec![]),
        None => Json::Object(vec![]),
    };
    match base {
        Json::Object(mut pairs) => {
            match pairs.iter().position(|(key, _)| key == name) {
                Some(at) => {
                    let (key, old) = pairs.swap_remove(at);
                    pairs.push((key, set(Some(old), rest, new, context)?));
                }
                None => pairs.push(((*name).to_owned(), set(None, rest, new, context)?)),
            }
            Ok(Json::object(pairs))
        }
        Json::Array(mut items) => {
            let index: i64 = name.parse().map_err(|_| wrong("22P02", name))?;
            let at = if index < 0 { index + items.len() as i64 } else { index };
            let at = usize::try_from(at).ok().filter(|at| *at < LONGEST).ok_or_else(|| wrong("22023", name))?;
            if at >= items.len() {
                let more = (at + 1 - items.len()) as u64;
                context.budget.spend(more)?;
                context.budget.take_memory(more * 32)?;
                context.budget.give_memory(more * 32);
                items.resize(at, Json::Null);
                items.push(set(None, rest, new, context)?);
            } else {
                let old = std::mem::replace(&mut items[at], Json::Null);
                items[at] = set(Some(old), rest, new, context)?;
            }
            Ok(Json::Array(items))
        }
        _ => Err(wrong("22023", name)),
    }
}

/// The document, the value, which steps are numbers (`n` or `t` each), the steps.
fn assign(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let document = match &args[0] {
        Value::Json(json) => Some((**json).clone()),
        _ => None,
    };
    let new = if let Value::Json(json) = &args[1] { (**json).clone() } else { Json::Null };
    let kinds = args[2].as_str().unwrap_or("").bytes();
    let mut path = Vec::new();
    for (step, kind) in args[3..].iter().zip(kinds) {
        path.push((step.as_str().ok_or_else(|| wrong("22004", "NULL"))?, kind == b'n'));
    }
    Ok(Value::Json(Arc::new(set(document, &path, &new, context)?)))
}

pub(super) fn all() -> Vec<Function> {
    vec![row("jsonb assign(jsonb, jsonb, text, variadic text) -> jsonb", assign).on_null()]
}
