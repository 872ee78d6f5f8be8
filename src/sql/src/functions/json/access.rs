//! `->`, `->>`, `#>`, `@>`, `?`, and the functions that say the same.

use crate::Result;
use crate::functions::{Context, Function, row};
use crate::types::Type;
use crate::value::{Json, Value, json_raw};
use std::borrow::Cow;
use std::sync::Arc;

fn document(value: &Value) -> Cow<'_, Json> {
    match value {
        Value::Json(json) => Cow::Borrowed(json),
        Value::Text(text) => Cow::Owned(Json::parse(text).unwrap_or(Json::Null)),
        _ => Cow::Owned(Json::Null),
    }
}

fn give(json: Option<&Json>, ty: &Type) -> Value {
    match (json, ty) {
        (None, _) => Value::Null,
        (Some(json), Type::Jsonb) => Value::Json(Arc::new(json.clone())),
        (Some(json), Type::Text) => json.to_text().map_or(Value::Null, Value::text),
        (Some(json), _) => Value::text(json.to_string()),
    }
}

fn step<'j>(json: &'j Json, key: &Value) -> Option<&'j Json> {
    match key {
        Value::Int(n) => json.index(*n),
        Value::Text(text) => json.get(text),
        _ => None,
    }
}
/// A part of a `json`, as it was written.
fn give_raw(raw: Option<&str>, ty: &Type) -> Value {
    match (raw, ty) {
        (None, _) => Value::Null,
        (Some(raw), Type::Text) => json_raw::as_text(raw).map_or(Value::Null, Value::text),
        (Some(raw), _) => Value::text(raw),
    }
}
fn walk_raw<'t>(text: &'t str, path: &[Value]) -> Option<&'t str> {
    path.iter().try_fold(text, |here, key| {
        let key = key.as_str()?;
        let array = here.trim_start().starts_with('[');
        if array { json_raw::element(here, key.parse().ok()?) } else { json_raw::member(here, key) }
    })
}
fn arrow(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    if let Value::Text(text) = &args[0] {
        let raw = match &args[1] {
            Value::Int(n) => json_raw::element(text, *n),
            key => json_raw::member(text, key.as_str().unwrap_or_default()),
        };
        return Ok(give_raw(raw, context.returns));
    }
    // PostgreSQL keeps a jsonb that is one value as an array of one, and counts in it.
    if let (Value::Json(json), Value::Int(0 | -1)) = (&args[0], &args[1])
        && !matches!(**json, Json::Array(_) | Json::Object(_))
    {
        return Ok(give(Some(json), context.returns));
    }
    Ok(give(step(&document(&args[0]), &args[1]), context.returns))
}
fn walk<'j>(json: &'j Json, path: &[Value]) -> Option<&'j Json> {
    let mut here = json;
    for key in path {
        let key = key.as_str()?;
        here = match here {
            Json::Array(_) => here.index(key.parse().ok()?)?,
            _ => here.get(key)?,
        };
    }
    Some(here)
}
fn path(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Value::Array(path) = &args[1] else { return Ok(Value::Null) };
    match &args[0] {
        Value::Text(text) => Ok(give_raw(walk_raw(text, &path.items), context.returns)),
        json => Ok(give(walk(&document(json), &path.items), context.returns)),
    }
}
fn path_list(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    match &args[0] {
        Value::Text(text) => Ok(give_raw(walk_raw(text, &args[1..]), context.returns)),
        json => Ok(give(walk(&document(json), &args[1..]), context.returns)),
    }
}
/// Athena's `json_extract(document, '$.a.b[0]')`.
fn json_path(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let json = document(&args[0]);
    let mut here = &*json;
    let text = args[1].as_str().unwrap_or("").trim_start_matches('$');
    for part in text.split(['.', '[', ']']).filter(|part| !part.is_empty()) {
        let key = part.trim_matches(['"', '\'']);
        let next = match (here, key.parse::<i64>()) {
            (Json::Array(_), Ok(n)) => here.index(n),
            _ => here.get(key),
        };
        match next {
            Some(next) => here = next,
            None => return Ok(Value::Null),
        }
    }
    Ok(give(Some(here), context.returns))
}
/// An array contains a bare value of its own, but only where both are whole documents.
fn contains(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Array(items), Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_)) => items.contains(b),
        _ => within(a, b),
    }
}
fn within(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Object(_), Json::Object(pairs)) => pairs.iter().all(|(key, b)| a.get(key).is_some_and(|a| within(a, b))),
        (Json::Array(items), Json::Array(wanted)) => wanted.iter().all(|b| items.iter().any(|a| within(a, b))),
        _ => a == b,
    }
}
fn includes(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(contains(&document(&args[0]), &document(&args[1]))))
}
fn included(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(contains(&document(&args[1]), &document(&args[0]))))
}
fn has(json: &Json, key: &str) -> bool {
    match json {
        Json::Object(_) => json.get(key).is_some(),
        Json::Array(items) => items.iter().any(|item| matches!(item, Json::Text(text) if text == key)),
        Json::Text(text) => text == key,
        _ => false,
    }
}
fn exists(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(has(&document(&args[0]), args[1].as_str().unwrap_or(""))))
}
fn keys(args: &[Value]) -> Vec<String> {
    let Value::Array(array) = &args[1] else { return vec![] };
    array.items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}
fn exists_any(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let json = document(&args[0]);
    Ok(Value::Bool(keys(args).iter().any(|key| has(&json, key))))
}
fn exists_all(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let json = document(&args[0]);
    Ok(Value::Bool(keys(args).iter().all(|key| has(&json, key))))
}
fn type_of(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(document(&args[0]).kind()))
}
fn array_length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    match &*document(&args[0]) {
        Json::Array(items) => Ok(Value::Int(items.len() as i64)),
        other => {
            let why = if other.kind() == "object" { "json-non-array" } else { "json-scalar" };
            Err(crate::Error::from(crate::error::Execute::InvalidArgument)
                .with("why", why)
                .with("value", "jsonb_array_length"))
        }
    }
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("jsonb_contains(jsonb, jsonb) -> bool", includes),
        row("jsonb_contained(jsonb, jsonb) -> bool", included),
        row("jsonb_exists(jsonb, text) -> bool", exists),
        row("jsonb_exists_any(jsonb, text[]) -> bool", exists_any),
        row("jsonb_exists_all(jsonb, text[]) -> bool", exists_all),
        row("@>(jsonb, jsonb) -> bool", includes),
        row("<@(jsonb, jsonb) -> bool", included),
        row("?(jsonb, text) -> bool", exists),
        row("?|(jsonb, text[]) -> bool", exists_any),
        row("?&(jsonb, text[]) -> bool", exists_all),
        row("json_extract(json, text) -> json", json_path),
        row("json_extract(jsonb, text) -> json", json_path),
        row("json_extract_scalar(json, text) -> text", json_path),
        row("get_json_object(text, text) -> text", json_path),
        row("json_extract_scalar(text, text) -> text", json_path),
    ];
    for ty in ["json", "jsonb"] {
        for key in ["text", "int4"] {
            all.push(row(&format!("->({ty}, {key}) -> {ty}"), arrow));
            all.push(row(&format!("->>({ty}, {key}) -> text"), arrow));
        }
        all.push(row(&format!("#>({ty}, text[]) -> {ty}"), path));
        all.push(row(&format!("#>>({ty}, text[]) -> text"), path));
        all.push(row(&format!("{ty}_extract_path({ty}, variadic text) -> {ty}"), path_list));
        all.push(row(&format!("{ty}_extract_path_text({ty}, variadic text) -> text"), path_list));
        all.push(row(&format!("{ty}_typeof({ty}) -> text"), type_of));
        all.push(row(&format!("{ty}_array_length({ty}) -> int4"), array_length));
    }
    all
}
