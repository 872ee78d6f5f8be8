//! `json` made of texts: json_strip_nulls, json_object.

use crate::Result;
use crate::error::Error;
use crate::functions::{Context, Function, row};
use crate::value::{ArrayValue, Value, json, json_raw};

/// How deep documents nest is bounded where they are read.
fn stripped(raw: &str, out: &mut String) {
    if let Some(pairs) = json_raw::members(raw) {
        out.push('{');
        let mut first = true;
        for (key, value) in pairs.into_iter().filter(|(_, value)| *value != "null") {
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            let _ = json::quote(out, &key);
            out.push(':');
            stripped(value, out);
        }
        out.push('}');
    } else if let Some(items) = json_raw::elements(raw) {
        out.push('[');
        for (i, item) in items.into_iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            stripped(item, out);
        }
        out.push(']');
    } else {
        out.push_str(raw.trim());
    }
}

fn strip(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let mut out = String::new();
    stripped(args[0].as_str().unwrap_or("null"), &mut out);
    Ok(Value::text(out))
}

fn wrong_dims() -> Error {
    Error::new("sql-invalid-argument", "2202E").with("why", "array-bounds").with("value", "json_object")
}

fn pairs(out: &mut String, keys: &[Value], values: &[Value]) -> Result<()> {
    for (i, (key, value)) in keys.iter().zip(values).enumerate() {
        let Some(key) = key.as_str() else {
            return Err(Error::new("sql-invalid-argument", "22004").with("why", "null-key"));
        };
        out.push_str(if i > 0 { ", " } else { "" });
        let _ = json::quote(out, key);
        out.push_str(" : ");
        match value.as_str() {
            Some(text) => drop(json::quote(out, text)),
            None => out.push_str("null"),
        }
    }
    Ok(())
}

fn array(value: &Value) -> Option<&ArrayValue> {
    if let Value::Array(array) = value { Some(array) } else { None }
}

/// `json_object(keys and values)`, `json_object(keys, values)`
fn object(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(first) = array(&args[0]) else { return Ok(Value::Null) };
    let mut out = String::from("{");
    match args.get(1).and_then(array) {
        Some(second) => {
            if first.dims.len() > 1 || first.dims.len() != second.dims.len() || first.items.len() != second.items.len()
            {
                return Err(wrong_dims());
            }
            pairs(&mut out, &first.items, &second.items)?;
        }
        None => {
            match first.dims.as_slice() {
                [] => {}
                [n] if n % 2 == 1 => {
                    return Err(Error::new("sql-invalid-argument", "2202E").with("why", "even-arguments"));
                }
                [_] | [_, 2] => {}
                _ => return Err(wrong_dims()),
            }
            let keys: Vec<Value> = first.items.iter().step_by(2).cloned().collect();
            let values: Vec<Value> = first.items.iter().skip(1).step_by(2).cloned().collect();
            pairs(&mut out, &keys, &values)?;
        }
    }
    Ok(Value::text(out + "}"))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("json_strip_nulls(json) -> json", strip),
        row("json_object(text[]) -> json", object),
        row("json_object(text[], text[]) -> json", object),
    ]
}
