//! json_build_object, to_json, jsonb_set, concatenation, deletion.

use super::edit::{check_path, wrong};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row, to_json, write_json};
use crate::types::Type;
use crate::value::{Json, Value, json};
use std::sync::Arc;

fn jsonb(json: Json) -> Result<Value> {
    Ok(Value::Json(Arc::new(json)))
}
fn to_jsonb(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    jsonb(to_json(&args[0], &context.types[0]))
}
fn to_json_text(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(write_json(&args[0], &context.types[0])))
}
fn odd() -> Error {
    Error::from(Execute::InvalidArgument).with("why", "even-arguments")
}
fn key(context: &Context<'_>, args: &[Value], at: usize) -> Result<String> {
    if args[at].is_null() {
        return Err(Error::from(Execute::InvalidArgument).with("why", "null-argument").with("value", at + 1));
    }
    let ty = &context.types[at];
    if matches!(ty, Type::Array(_) | Type::Record(_) | Type::Json | Type::Jsonb) {
        return Err(wrong("22023", &ty.name()));
    }
    Ok(args[at].write(ty))
}
fn build_object(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    if !args.len().is_multiple_of(2) {
        return Err(odd());
    }
    let mut out = String::from("{");
    for at in (0..args.len()).step_by(2) {
        if at > 0 {
            out.push_str(", ");
        }
        let _ = json::quote(&mut out, &key(context, args, at)?);
        out.push_str(" : ");
        out.push_str(&write_json(&args[at + 1], &context.types[at + 1]));
    }
    Ok(Value::text(out + "}"))
}
fn build_object_jsonb(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    if !args.len().is_multiple_of(2) {
        return Err(odd());
    }
    let pairs = (0..args.len())
        .step_by(2)
        .map(|at| Ok((key(context, args, at)?, to_json(&args[at + 1], &context.types[at + 1]))));
    jsonb(Json::object(pairs.collect::<Result<_>>()?))
}
fn build_array(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let items: Vec<String> = args.iter().zip(context.types).map(|(arg, ty)| write_json(arg, ty)).collect();
    Ok(Value::text(format!("[{}]", items.join(", "))))
}
fn build_array_jsonb(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    jsonb(Json::Array(args.iter().zip(context.types).map(|(arg, ty)| to_json(arg, ty)).collect()))
}
fn of(value: &Value) -> Json {
    if let Value::Json(json) = value { (**json).clone() } else { Json::Null }
}
fn concat(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    jsonb(match (of(&args[0]), of(&args[1])) {
        (Json::Object(mut a), Json::Object(b)) => {
            a.extend(b);
            Json::object(a)
        }
        (Json::Array(mut a), Json::Array(b)) => {
            a.extend(b);
            Json::Array(a)
        }
        (Json::Array(mut a), b) => {
            a.push(b);
            Json::Array(a)
        }
        (a, Json::Array(mut b)) => {
            b.insert(0, a);
            Json::Array(b)
        }
        (a, b) => Json::Array(vec![a, b]),
    })
}
fn without_key(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let name = args[1].as_str().unwrap_or("");
    jsonb(match of(&args[0]) {
        Json::Object(pairs) => Json::Object(pairs.into_iter().filter(|(key, _)| key != name).collect()),
        Json::Array(items) => {
            Json::Array(items.into_iter().filter(|item| !matches!(item, Json::Text(text) if text == name)).collect())
        }
        _ => return Err(wrong("22023", "-")),
    })
}
fn without_index(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Json::Array(mut items) = of(&args[0]) else { return Err(wrong("22023", "-")) };
    let n = args[1].as_int().unwrap_or_default();
    let at = if n < 0 { n + items.len() as i64 } else { n };
    if let Ok(at) = usize::try_from(at)
        && at < items.len()
    {
        items.remove(at);
    }
    jsonb(Json::Array(items))
}
fn put(json: Json, path: &[Value], new: &Json, create: bool) -> Json {
    let Some((first, rest)) = path.split_first() else { return new.clone() };
    let name = first.as_str().unwrap_or("");
    match json {
        Json::Object(pairs) => {
            let known = pairs.iter().any(|(key, _)| key == name);
            let mut pairs: Vec<(String, Json)> = pairs
                .into_iter()
                .map(|(key, value)| if key == name { (key, put(value, rest, new, create)) } else { (key, value) })
                .collect();
            if !known && rest.is_empty() && create {
                pairs.push((name.to_owned(), new.clone()));
            }
            Json::object(pairs)
        }
        Json::Array(mut items) => {
            let n: i64 = name.parse().unwrap_or(i64::MAX);
            let at = if n < 0 { n + items.len() as i64 } else { n };
            match usize::try_from(at).ok().filter(|at| *at < items.len()) {
                Some(at) => {
                    let old = std::mem::replace(&mut items[at], Json::Null);
                    items[at] = put(old, rest, new, create);
                }
                None if rest.is_empty() && create && at < 0 => items.insert(0, new.clone()),
                None if rest.is_empty() && create => items.push(new.clone()),
                None => {}
            }
            Json::Array(items)
        }
        other => other,
    }
}
fn set(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Value::Array(path) = &args[1] else { return Ok(Value::Null) };
    let create = !matches!(args.get(3), Some(Value::Bool(false)));
    let json = of(&args[0]);
    check_path(&json, &path.items, "jsonb_set")?;
    if path.items.is_empty() {
        return Ok(args[0].clone());
    }
    jsonb(put(json, &path.items, &of(&args[2]), create))
}
fn strip_nulls(json: Json) -> Json {
    match json {
        Json::Object(pairs) => Json::Object(
            pairs.into_iter().filter(|(_, v)| *v != Json::Null).map(|(k, v)| (k, strip_nulls(v))).collect(),
        ),
        Json::Array(items) => Json::Array(items.into_iter().map(strip_nulls).collect()),
        other => other,
    }
}
fn strip(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    jsonb(strip_nulls(of(&args[0])))
}
fn pretty(json: &Json, depth: usize, out: &mut String) {
    let indent = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&" ".repeat(depth * 4));
    };
    match json {
        Json::Array(items) if !items.is_empty() => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                indent(out, depth + 1);
                pretty(item, depth + 1, out);
            }
            indent(out, depth);
            out.push(']');
        }
        Json::Object(pairs) if !pairs.is_empty() => {
            out.push('{');
            for (i, (key, value)) in pairs.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                indent(out, depth + 1);
                let _ = json::quote(out, key);
                out.push_str(": ");
                pretty(value, depth + 1, out);
            }
            indent(out, depth);
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}
fn jsonb_pretty(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let mut out = String::new();
    pretty(&of(&args[0]), 0, &mut out);
    Ok(Value::text(out))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("to_json(any) -> json", to_json_text),
        row("row_to_json(any) -> json", to_json_text),
        row("array_to_json(any) -> json", to_json_text),
        row("to_jsonb(any) -> jsonb", to_jsonb),
        row("json_build_object(variadic any) -> json", build_object).on_null(),
        row("json_build_object() -> json", build_object).on_null(),
        row("jsonb_build_object(variadic any) -> jsonb", build_object_jsonb).on_null(),
        row("jsonb_build_object() -> jsonb", build_object_jsonb).on_null(),
        row("json_build_array(variadic any) -> json", build_array).on_null(),
        row("json_build_array() -> json", build_array).on_null(),
        row("jsonb_build_array(variadic any) -> jsonb", build_array_jsonb).on_null(),
        row("jsonb_build_array() -> jsonb", build_array_jsonb).on_null(),
        row("||(jsonb, jsonb) -> jsonb", concat),
        row("-(jsonb, text) -> jsonb", without_key),
        row("-(jsonb, int4) -> jsonb", without_index),
        row("jsonb_set(jsonb, text[], jsonb) -> jsonb", set),
        row("jsonb_set(jsonb, text[], jsonb, bool) -> jsonb", set),
        row("jsonb_strip_nulls(jsonb) -> jsonb", strip),
        row("jsonb_pretty(jsonb) -> text", jsonb_pretty),
    ]
}
