//! jsonb_insert, `#-`, `- text[]`, jsonb_object: documents changed at a path or made of texts.

use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::{ArrayValue, Json, Value};
use std::sync::Arc;

fn jsonb(json: Json) -> Result<Value> {
    Ok(Value::Json(Arc::new(json)))
}
fn document(value: &Value) -> Json {
    if let Value::Json(json) = value { (**json).clone() } else { Json::Null }
}
fn array(value: &Value) -> &[Value] {
    if let Value::Array(array) = value { &array.items } else { &[] }
}
fn index(name: &str, length: usize) -> Option<i64> {
    let n: i64 = name.parse().ok()?;
    Some(if n < 0 { n + length as i64 } else { n })
}
pub(super) fn wrong(code: &str, value: &str) -> Error {
    Error::new("sql-invalid-argument", code).with("why", "json-path").with("value", value)
}

fn without(json: Json, path: &[Value]) -> Json {
    let Some((first, rest)) = path.split_first() else { return json };
    let name = first.as_str().unwrap_or("");
    match json {
        Json::Object(pairs) if rest.is_empty() => {
            Json::Object(pairs.into_iter().filter(|(key, _)| key != name).collect())
        }
        Json::Object(pairs) => Json::Object(
            pairs
                .into_iter()
                .map(|(key, value)| if key == name { (key, without(value, rest)) } else { (key, value) })
                .collect(),
        ),
        Json::Array(mut items) => {
            let found = index(name, items.len()).and_then(|at| usize::try_from(at).ok()).filter(|at| *at < items.len());
            if let Some(at) = found {
                let old = items.remove(at);
                if !rest.is_empty() {
                    items.insert(at, without(old, rest));
                }
            }
            Json::Array(items)
        }
        other => other,
    }
}

/// Refuses what has no paths, and paths that name an array's element by no number.
pub(super) fn check_path(json: &Json, path: &[Value], function: &str) -> Result<()> {
    if !matches!(json, Json::Object(_) | Json::Array(_)) {
        return Err(wrong("22023", function));
    }
    let mut level = json;
    for step in path {
        let name = step.as_str().unwrap_or("");
        level = match level {
            Json::Array(items) => {
                let at = index(name, items.len()).ok_or_else(|| wrong("22P02", function))?;
                match usize::try_from(at).ok().and_then(|at| items.get(at)) {
                    Some(next) => next,
                    None => break,
                }
            }
            Json::Object(_) => match level.get(name) {
                Some(next) => next,
                None => break,
            },
            _ => break,
        };
    }
    Ok(())
}

/// `jsonb #- path`
fn delete_path(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let json = document(&args[0]);
    check_path(&json, array(&args[1]), "#-")?;
    jsonb(without(json, array(&args[1])))
}

/// `jsonb - text[]`
fn without_keys(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let gone: Vec<&str> = array(&args[1]).iter().filter_map(Value::as_str).collect();
    match document(&args[0]) {
        Json::Object(pairs) => {
            jsonb(Json::Object(pairs.into_iter().filter(|(key, _)| !gone.contains(&key.as_str())).collect()))
        }
        Json::Array(items) => jsonb(Json::Array(
            items
                .into_iter()
                .filter(|item| !matches!(item, Json::Text(text) if gone.contains(&text.as_str())))
                .collect(),
        )),
        _ => Err(wrong("22023", "-")),
    }
}

fn inserted(json: Json, path: &[Value], new: &Json, after: bool) -> Result<Json> {
    let Some((first, rest)) = path.split_first() else { return Ok(json) };
    let name = first.as_str().unwrap_or("");
    Ok(match json {
        Json::Object(mut pairs) => {
            let at = pairs.iter().position(|(key, _)| key == name);
            match at {
                Some(_) if rest.is_empty() => return Err(wrong("22023", "jsonb_insert")),
                Some(at) => {
                    let (key, old) = pairs.swap_remove(at);
                    pairs.push((key, inserted(old, rest, new, after)?));
                }
                None if rest.is_empty() => pairs.push((name.to_owned(), new.clone())),
                None => {}
            }
            Json::object(pairs)
        }
        Json::Array(mut items) => {
            let at = index(name, items.len()).ok_or_else(|| wrong("22P02", "jsonb_insert"))?;
            let size = items.len() as i64;
            if rest.is_empty() {
                let before = (at.clamp(0, size) + i64::from(after && (0..size).contains(&at))) as usize;
                items.insert(before, new.clone());
            } else if let Some(at) = usize::try_from(at).ok().filter(|at| *at < items.len()) {
                let old = std::mem::replace(&mut items[at], Json::Null);
                items[at] = inserted(old, rest, new, after)?;
            }
            Json::Array(items)
        }
        other => other,
    })
}

fn insert(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let json = document(&args[0]);
    if !matches!(json, Json::Object(_) | Json::Array(_)) {
        return Err(wrong("22023", "jsonb_insert"));
    }
    let after = matches!(args.get(3), Some(Value::Bool(true)));
    jsonb(inserted(json, array(&args[1]), &document(&args[2]), after)?)
}

fn text_of(value: &Value) -> Json {
    value.as_str().map_or(Json::Null, |text| Json::Text(text.to_owned()))
}

fn pairs(keys: &[Value], values: &[Value]) -> Result<Json> {
    if keys.iter().any(Value::is_null) {
        return Err(wrong("22004", "jsonb_object"));
    }
    let pair = |(key, value): (&Value, &Value)| (key.as_str().unwrap_or("").to_owned(), text_of(value));
    Ok(Json::object(keys.iter().zip(values).map(pair).collect()))
}

fn two_dimensions(array: &ArrayValue) -> bool {
    array.dims.len() == 2 && array.dims[1] == 2
}

/// `jsonb_object('{k, v, …}')`
fn object(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Value::Array(list) = &args[0] else { return Ok(Value::Null) };
    let even = list.dims.len() < 2 && list.items.len().is_multiple_of(2);
    if !even && !two_dimensions(list) {
        return Err(wrong("2202E", "jsonb_object"));
    }
    let (keys, values): (Vec<Value>, Vec<Value>) =
        list.items.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).unzip();
    jsonb(pairs(&keys, &values)?)
}

/// `jsonb_object(keys, values)`
fn object_of_two(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (keys, values) = (array(&args[0]), array(&args[1]));
    if keys.len() != values.len() {
        return Err(wrong("2202E", "jsonb_object"));
    }
    jsonb(pairs(keys, values)?)
}

/// Athena's and Redshift's tests: whether a text is a JSON document.
fn is_valid(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(Json::parse(args[0].as_str().unwrap_or("")).is_some()))
}

/// Athena's `json_parse`.
fn parse(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    match Json::parse(args[0].as_str().unwrap_or("")) {
        Some(json) => jsonb(json),
        None => Err(Error::from(Execute::InvalidJson).with("value", args[0].to_text()).with("type", "jsonb")),
    }
}

/// Athena's `json_format`.
fn write(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(args[0].to_text()))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("#-(jsonb, text[]) -> jsonb", delete_path),
        row("-(jsonb, text[]) -> jsonb", without_keys),
        row("jsonb_delete_path(jsonb, text[]) -> jsonb", delete_path),
        row("jsonb_insert(jsonb, text[], jsonb) -> jsonb", insert),
        row("jsonb_insert(jsonb, text[], jsonb, bool) -> jsonb", insert),
        row("jsonb_object(text[]) -> jsonb", object),
        row("jsonb_object(text[], text[]) -> jsonb", object_of_two),
        row("is_valid_json(text) -> bool", is_valid),
        row("json_parse(text) -> jsonb", parse),
        row("json_format(jsonb) -> text", write),
        row("json_format(json) -> text", write),
    ]
}
