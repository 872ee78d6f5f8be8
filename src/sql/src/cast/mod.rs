//! Casts: the matrix of conversions that are not arithmetic. `bind` decides whether a cast is allowed; here it is done.

mod columns;
mod json;
mod numbers;
mod sized;
mod times;

pub use columns::cast_operand;
pub use sized::apply_length;

use crate::Result;
use crate::error::{Bind, Error};
use crate::types::{ColumnType, Type};
use crate::value::{self, ArrayValue, Value, bits};
use std::sync::Arc;

/// A value of type `from` as a value of type `to`. `explicit`: too long a text is cut instead of refused.
pub fn cast_value(value: &Value, from: &Type, to: &ColumnType, explicit: bool) -> Result<Value> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    // A number gives its last bits, as many as there is room for.
    if let (Value::Int(n), Type::Bit, true) = (value, &to.ty, from.is_integer()) {
        return Ok(Value::text(bits::of_integer(*n, to.length.unwrap_or(1) as usize)));
    }
    let plain = convert(value, from, &to.ty, explicit)?;
    if to.length.is_some() { apply_length(plain, to, explicit) } else { Ok(plain) }
}

fn convert(value: &Value, from: &Type, to: &Type, explicit: bool) -> Result<Value> {
    if from == to {
        return Ok(value.clone());
    }
    if let Value::Text(text) = value
        && (from.is_text() || *from == Type::Json)
    {
        if to.is_text() {
            // char(n) loses its padding on the way to text.
            let text = if *from == Type::Char { text.trim_end_matches(' ') } else { text };
            return Ok(Value::text(text));
        }
        return value::read(text, to);
    }
    if let (Value::Text(digits), Type::Bit | Type::Varbit) = (value, from) {
        let width = if *to == Type::Int4 { 32 } else { 64 };
        match to {
            Type::Bit | Type::Varbit => return Ok(value.clone()),
            Type::Int4 | Type::Int8 => {
                return bits::to_integer(digits, width).map(Value::Int).ok_or_else(|| numbers::out_of_range(to));
            }
            _ => {}
        }
    }
    match (value, to) {
        (Value::Array(array), Type::Array(element)) => {
            let to = ColumnType::plain((**element).clone());
            let items = array
                .items
                .iter()
                .map(|item| cast_value(item, &array.element, &to, explicit))
                .collect::<Result<_>>()?;
            return Ok(Value::Array(Arc::new(ArrayValue { element: to.ty, items, dims: array.dims.clone() })));
        }
        (Value::Row(fields), Type::Record(types)) => {
            let sources: &[(String, Type)] = if let Type::Record(sources) = from { sources } else { &[] };
            let cast = fields.iter().zip(types.iter()).enumerate().map(|(i, (field, (_, ty)))| {
                let from = sources.get(i).map_or(&Type::Text, |source| &source.1);
                cast_value(field, from, &ColumnType::plain(ty.clone()), explicit)
            });
            return Ok(Value::Row(cast.collect::<Result<Vec<_>>>()?.into()));
        }
        (Value::Json(json), _) if *from == Type::Jsonb && !to.is_text() => return json::from_jsonb(json, to),
        (Value::Bool(b), to) if to.is_text() => return Ok(Value::text(if *b { "true" } else { "false" })),
        (_, to) if to.is_text() || *to == Type::Json => return Ok(Value::text(value.write(from))),
        _ => {}
    }
    if let Some(done) = times::zoned(value, from, to) {
        return Ok(done);
    }
    if let Some(done) = numbers::convert(value, from, to)? {
        return Ok(done);
    }
    if let Some(done) = times::convert(value, from, to)? {
        return Ok(done);
    }
    Err(Error::from(Bind::CannotCast).with("from", from.name()).with("to", to.name()))
}
