//! Any value as JSON: what `to_json`, `json_agg`, `json_build_object` and `row_to_json` share.

use crate::types::Type;
use crate::value::{ArrayValue, Json, Value, calendar, json};

/// The ISO 8601 spelling JSON takes for moments.
fn moment(value: &Value, ty: &Type) -> String {
    match value {
        Value::Timestamp(micros) if *micros != calendar::INFINITY && *micros != calendar::MINUS_INFINITY => {
            let text = calendar::write_timestamp(*micros, false).replacen(' ', "T", 1);
            if *ty == Type::Timestamptz { text + "+00:00" } else { text }
        }
        other => other.write(ty),
    }
}

/// A value as a parsed document (`to_jsonb`).
pub fn to_json(value: &Value, ty: &Type) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Json(json) => (**json).clone(),
        Value::Int(_) | Value::Decimal(_) | Value::Float(_) if ty.is_number() || *ty == Type::Text => {
            let text = value.write(ty);
            Json::parse(&text).unwrap_or(Json::Text(text))
        }
        Value::Text(text) if *ty == Type::Json => Json::parse(text).unwrap_or(Json::Null),
        Value::Array(array) => nested(array, 0, array.items.len(), 0),
        Value::Row(fields) => {
            let types: &[(String, Type)] = if let Type::Record(types) = ty { types } else { &[] };
            let name = |i: usize| types.get(i).map_or_else(|| format!("f{}", i + 1), |field| field.0.clone());
            let field_type = |i: usize| types.get(i).map_or(Type::Text, |field| field.1.clone());
            Json::object(
                fields.iter().enumerate().map(|(i, field)| (name(i), to_json(field, &field_type(i)))).collect(),
            )
        }
        other => Json::Text(moment(other, ty)),
    }
}

fn nested(array: &ArrayValue, from: usize, count: usize, level: usize) -> Json {
    if level + 1 >= array.dims.len() {
        return Json::Array(array.items[from..from + count].iter().map(|item| to_json(item, &array.element)).collect());
    }
    let length = array.dims[level].max(1);
    let each = count / length;
    Json::Array((0..length).map(|i| nested(array, from + i * each, each, level + 1)).collect())
}

/// A value as JSON text (`to_json`): compact, object keys in the order given.
pub fn write_json(value: &Value, ty: &Type) -> String {
    let mut out = String::new();
    write_into(value, ty, &mut out);
    out
}

fn write_into(value: &Value, ty: &Type, out: &mut String) {
    match value {
        Value::Text(text) if *ty == Type::Json => out.push_str(text),
        Value::Array(array) => write_array(array, 0, array.items.len(), 0, out),
        Value::Row(fields) => {
            let types: &[(String, Type)] = if let Type::Record(types) = ty { types } else { &[] };
            out.push('{');
            for (i, field) in fields.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                let name = types.get(i).map_or_else(|| format!("f{}", i + 1), |field| field.0.clone());
                let _ = json::quote(out, &name);
                out.push(':');
                write_into(field, types.get(i).map_or(&Type::Text, |field| &field.1), out);
            }
            out.push('}');
        }
        other => out.push_str(&to_json(other, ty).to_string()),
    }
}

fn write_array(array: &ArrayValue, from: usize, count: usize, level: usize, out: &mut String) {
    out.push('[');
    if level + 1 >= array.dims.len() {
        for (i, item) in array.items[from..from + count].iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write_into(item, &array.element, out);
        }
    } else {
        let length = array.dims[level].max(1);
        let each = count / length;
        for i in 0..length {
            if i > 0 {
                out.push(',');
            }
            write_array(array, from + i * each, each, level + 1, out);
        }
    }
    out.push(']');
}
