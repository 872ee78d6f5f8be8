//! generate_series, unnest, generate_subscripts, explode.

use super::{Rows, Signature};
use crate::Result;
use crate::error::{Error, Execute};
use crate::plan::SetCall;
use crate::types::{Type, common_type};
use crate::value::{Decimal, Interval, Value, calendar};
use std::sync::Arc;

pub(super) fn signature(name: &str, types: &[Type]) -> Option<Signature> {
    let one = |arguments: Vec<Type>, column: &str, ty: Type| {
        Some(Signature { arguments, columns: vec![(column.to_owned(), ty)] })
    };
    match (name, types) {
        ("generate_series", [from, to] | [from, to, _]) => {
            if matches!(from, Type::Date | Type::Timestamp | Type::Timestamptz)
                || matches!(to, Type::Date | Type::Timestamp)
            {
                if types.len() < 3 {
                    return None;
                }
                // PostgreSQL takes dates as timestamptz, its preferred type.
                let plain = types[..2].contains(&Type::Timestamp) && !types[..2].contains(&Type::Timestamptz);
                let ty = if plain { Type::Timestamp } else { Type::Timestamptz };
                return one(vec![ty.clone(), ty.clone(), Type::Interval], name, ty);
            }
            let ty = types.iter().try_fold(Type::Unknown, |so_far, ty| common_type(&so_far, ty))?;
            let ty = match ty {
                Type::Unknown | Type::Int2 => Type::Int4,
                Type::Int4 | Type::Int8 | Type::Numeric => ty,
                _ => return None,
            };
            one(vec![ty.clone(); types.len()], name, ty)
        }
        ("unnest" | "explode", [Type::Array(element)]) => {
            one(vec![types[0].clone()], if name == "explode" { "col" } else { name }, (**element).clone())
        }
        ("posexplode", [Type::Array(element)]) => Some(Signature {
            arguments: types.to_vec(),
            columns: vec![("pos".to_owned(), Type::Int4), ("col".to_owned(), (**element).clone())],
        }),
        ("generate_subscripts", [Type::Array(_), _]) => one(vec![types[0].clone(), Type::Int4], name, Type::Int4),
        _ => None,
    }
}

fn zero_step() -> Error {
    Execute::ZeroStep.into()
}

pub(super) fn rows(call: &SetCall, args: &[Value]) -> Result<Option<Rows>> {
    Ok(Some(match (call.name.as_str(), args) {
        ("generate_series", [Value::Int(from), Value::Int(to), rest @ ..]) => {
            let step = rest.first().and_then(Value::as_int).unwrap_or(1);
            if step == 0 {
                return Err(zero_step());
            }
            let (to, mut next) = (*to, Some(*from));
            Box::new(std::iter::from_fn(move || {
                let n = next.filter(|n| if step > 0 { *n <= to } else { *n >= to })?;
                next = n.checked_add(step);
                Some(Ok(vec![Value::Int(n)]))
            }))
        }
        ("generate_series", [Value::Decimal(from), Value::Decimal(to), rest @ ..]) => {
            let step = if let Some(Value::Decimal(step)) = rest.first() { *step } else { Decimal::from_i64(1) };
            if step.mantissa == 0 {
                return Err(zero_step());
            }
            let (to, mut next) = (*to, Some(*from));
            Box::new(std::iter::from_fn(move || {
                let n = next.filter(|n| if step.mantissa > 0 { *n <= to } else { *n >= to })?;
                next = n.add(&step);
                Some(Ok(vec![Value::Decimal(n)]))
            }))
        }
        ("generate_series", [Value::Timestamp(from), Value::Timestamp(to), Value::Interval(step)]) => {
            let forward = step.span().signum();
            if forward == 0 {
                return Err(zero_step());
            }
            let (to, step, mut next): (i64, Interval, Option<i64>) = (*to, *step, Some(*from));
            Box::new(std::iter::from_fn(move || {
                let n = next.filter(|n| if forward > 0 { *n <= to } else { *n >= to })?;
                next = calendar::add_interval(n, &step);
                Some(Ok(vec![Value::Timestamp(n)]))
            }))
        }
        ("unnest" | "explode", [Value::Array(array)]) => {
            let array = Arc::clone(array);
            Box::new((0..array.items.len()).map(move |i| Ok(vec![array.items[i].clone()])))
        }
        ("unnest", [Value::Null]) => Box::new(std::iter::empty()),
        ("posexplode", [Value::Array(array)]) => {
            let array = Arc::clone(array);
            Box::new((0..array.items.len()).map(move |i| Ok(vec![Value::Int(i as i64), array.items[i].clone()])))
        }
        ("generate_subscripts", [Value::Array(array), Value::Int(dimension)]) => {
            let length = usize::try_from(*dimension - 1).ok().and_then(|d| array.dims.get(d)).copied().unwrap_or(0);
            Box::new((1..=length as i64).map(|i| Ok(vec![Value::Int(i)])))
        }
        _ => return Ok(None),
    }))
}
