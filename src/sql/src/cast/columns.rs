//! Casts of whole columns.

use super::cast_value;
use super::numbers::{float_to_integer, out_of_range, to_integer};
use crate::Result;
use crate::types::{ColumnType, Type};
use crate::value::{Decimal, Value};
use crate::vector::{Builder, Data, NO_ROW, Operand, Vector};

/// A column of type `from` as a column of type `to`. Lenient: a value that cannot be cast becomes NULL.
pub fn cast_operand(operand: Operand, to: &ColumnType, lenient: bool, explicit: bool) -> Result<Operand> {
    let vector = match operand {
        Operand::Const(from, value) => {
            let cast = cast_value(&value, &from, to, explicit);
            return Ok(Operand::Const(to.ty.clone(), if lenient { cast.unwrap_or_default() } else { cast? }));
        }
        Operand::Vector(vector) => vector,
    };
    if vector.ty == to.ty && to.length.is_none() {
        return Ok(Operand::Vector(vector));
    }
    if !lenient
        && to.length.is_none()
        && let Some(data) = fast(&vector, &to.ty)?
    {
        return Ok(Vector { ty: to.ty.clone(), data, valid: vector.valid.clone() }.into());
    }
    let one = |value: &Value| {
        let cast = cast_value(value, &vector.ty, to, explicit);
        if lenient { Ok(cast.unwrap_or_default()) } else { cast }
    };
    // Each distinct string once.
    if let Data::Text(strings) = &vector.data
        && strings.dictionary.len() * 2 <= strings.len()
    {
        let mut slot_of = vec![NO_ROW; strings.dictionary.len()];
        let mut entries = Builder::new(&to.ty, strings.dictionary.len());
        let mut picked = Vec::with_capacity(strings.len());
        for (i, code) in strings.codes.iter().enumerate() {
            if vector.is_null(i) {
                picked.push(NO_ROW);
                continue;
            }
            let slot = &mut slot_of[*code as usize];
            if *slot == NO_ROW {
                *slot = entries.len() as u32;
                entries.push(one(&Value::text(strings.dictionary.get(*code)))?);
            }
            picked.push(*slot);
        }
        return Ok(entries.finish().gather_or_null(&picked).into());
    }
    let mut out = Builder::new(&to.ty, vector.len());
    for i in 0..vector.len() {
        out.push(one(&vector.value(i))?);
    }
    Ok(out.finish().into())
}

/// The loops worth having: between numbers, and among texts.
fn fast(vector: &Vector, to: &Type) -> Result<Option<Data>> {
    Ok(Some(match (&vector.data, to) {
        (Data::Int(v), Type::Int8) if vector.ty.is_integer() => Data::Int(v.clone()),
        (Data::Int(v), Type::Int4 | Type::Int2) if vector.ty.is_integer() => {
            let mut out = Vec::with_capacity(v.len());
            for (i, n) in v.iter().enumerate() {
                out.push(if vector.is_null(i) { 0 } else { to_integer(*n, to)? });
            }
            Data::Int(out)
        }
        (Data::Int(v), Type::Float8) if vector.ty.is_integer() => Data::Float(v.iter().map(|n| *n as f64).collect()),
        (Data::Int(v), Type::Numeric) if vector.ty.is_integer() => {
            Data::Decimal(v.iter().map(|n| Decimal::from_i64(*n)).collect())
        }
        (Data::Float(v), Type::Float8) => Data::Float(v.clone()),
        (Data::Float(v), Type::Int2 | Type::Int4 | Type::Int8) => {
            let mut out = Vec::with_capacity(v.len());
            for (i, x) in v.iter().enumerate() {
                out.push(if vector.is_null(i) { 0 } else { float_to_integer(*x, to)? });
            }
            Data::Int(out)
        }
        (Data::Decimal(v), Type::Float8) => Data::Float(v.iter().map(Decimal::to_f64).collect()),
        (Data::Decimal(v), Type::Int2 | Type::Int4 | Type::Int8) => {
            let mut out = Vec::with_capacity(v.len());
            for (i, d) in v.iter().enumerate() {
                out.push(if vector.is_null(i) {
                    0
                } else {
                    to_integer(d.to_i64().ok_or_else(|| out_of_range(to))?, to)?
                });
            }
            Data::Int(out)
        }
        (Data::Text(v), to) if vector.ty.is_text() && to.is_text() && vector.ty != Type::Char => Data::Text(v.clone()),
        (Data::Int(v), Type::Timestamp | Type::Timestamptz)
            if matches!(vector.ty, Type::Timestamp | Type::Timestamptz) =>
        {
            Data::Int(v.clone())
        }
        _ => return Ok(None),
    }))
}
