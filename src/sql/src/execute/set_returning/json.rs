//! json_array_elements, json_each, json_object_keys and their jsonb and text forms.

use super::{Rows, Signature};
use crate::Result;
use crate::error::{Error, Execute};
use crate::plan::SetCall;
use crate::types::Type;
use crate::value::{Json, Value, json_raw};
use std::sync::Arc;

pub(super) fn signature(name: &str, types: &[Type]) -> Option<Signature> {
    let [given] = types else { return None };
    let ty = if name.starts_with("jsonb_") { Type::Jsonb } else { Type::Json };
    if *given != ty && *given != Type::Unknown {
        return None;
    }
    let columns = match name.trim_start_matches("jsonb_").trim_start_matches("json_") {
        "array_elements" => vec![("value", ty.clone())],
        "array_elements_text" => vec![("value", Type::Text)],
        "each" => vec![("key", Type::Text), ("value", ty.clone())],
        "each_text" => vec![("key", Type::Text), ("value", Type::Text)],
        "object_keys" => vec![(name, Type::Text)],
        _ => return None,
    };
    Some(Signature {
        arguments: vec![ty],
        columns: columns.into_iter().map(|(name, ty)| (name.to_owned(), ty)).collect(),
    })
}

pub(super) fn rows(call: &SetCall, args: &[Value]) -> Result<Rows> {
    let document = match &args[0] {
        Value::Json(json) => (**json).clone(),
        Value::Text(text) => Json::parse(text).unwrap_or(Json::Null),
        _ => Json::Null,
    };
    let binary = call.name.starts_with("jsonb_");
    let texts = call.name.ends_with("_text");
    let give = move |json: Json| {
        if texts {
            json.to_text().map_or(Value::Null, Value::text)
        } else if binary {
            Value::Json(Arc::new(json))
        } else {
            Value::text(json.to_string())
        }
    };
    let wrong = |wanted: &str| {
        let scalar = !matches!(document.kind(), "array" | "object");
        let why = if scalar { "json-scalar".to_owned() } else { format!("json-non-{wanted}") };
        Error::from(Execute::InvalidArgument).with("why", why).with("value", call.name.as_str())
    };
    let keys = call.name.ends_with("object_keys");
    if let Value::Text(text) = &args[0] {
        let part =
            |raw: &str| if texts { json_raw::as_text(raw).map_or(Value::Null, Value::text) } else { Value::text(raw) };
        if call.name.contains("array_elements") {
            let items = json_raw::elements(text).ok_or_else(|| wrong("array"))?;
            let rows: Vec<_> = items.into_iter().map(|raw| Ok(vec![part(raw)])).collect();
            return Ok(Box::new(rows.into_iter()));
        }
        let pairs = json_raw::members(text).ok_or_else(|| wrong("object"))?;
        let rows: Vec<_> = pairs
            .into_iter()
            .map(|(key, raw)| Ok(if keys { vec![Value::text(key)] } else { vec![Value::text(key), part(raw)] }))
            .collect();
        return Ok(Box::new(rows.into_iter()));
    }
    if call.name.contains("array_elements") {
        let Json::Array(items) = document else { return Err(wrong("array")) };
        return Ok(Box::new(items.into_iter().map(move |item| Ok(vec![give(item)]))));
    }
    let Json::Object(pairs) = document else { return Err(wrong("object")) };
    Ok(Box::new(
        pairs.into_iter().map(move |(key, value)| {
            Ok(if keys { vec![Value::text(key)] } else { vec![Value::text(key), give(value)] })
        }),
    ))
}
