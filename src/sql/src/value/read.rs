//! Text as values: PostgreSQL's input functions.

use super::{
    ArrayValue, Decimal, Interval, IntervalFields, Json, UnreadInterval, Value, array, bits, calendar, timetz,
};
use crate::error::{Error, Execute};
use crate::types::Type;
use std::sync::Arc;

fn invalid(text: &str, ty: &Type) -> Error {
    let fault = match ty {
        Type::Date | Type::Time | Type::Timetz | Type::Timestamp | Type::Timestamptz | Type::Interval => {
            Execute::InvalidDatetime
        }
        _ => Execute::InvalidText,
    };
    Error::from(fault).with("value", text).with("type", ty.name())
}

/// Reads `text` as an interval of these fields.
pub(crate) fn read_interval(text: &str, fields: IntervalFields) -> Result<Interval, Error> {
    Interval::parse(text, fields).map_err(|why| match why {
        UnreadInterval::Syntax => invalid(text, &Type::Interval),
        UnreadInterval::Field => Error::from(Execute::IntervalField).with("value", text),
        UnreadInterval::Span => Execute::IntervalOutOfRange.into(),
    })
}

/// Reads `text` as a value of `ty`.
pub fn read(text: &str, ty: &Type) -> Result<Value, Error> {
    let fail = || invalid(text, ty);
    Ok(match ty {
        Type::Unknown | Type::Text | Type::Varchar | Type::Char => Value::text(text),
        Type::Bool => Value::Bool(read_bool(text).ok_or_else(fail)?),
        Type::Int2 | Type::Int4 | Type::Int8 => Value::Int(read_int(text, ty)?),
        Type::Numeric => {
            let trimmed = text.trim();
            let plausible = trimmed.bytes().any(|b| b.is_ascii_digit())
                && trimmed.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E'));
            match Decimal::parse(trimmed) {
                Some(decimal) => Value::Decimal(decimal),
                None if plausible && trimmed.parse::<f64>().is_ok() => {
                    return Err(Error::from(Execute::NumericOverflow));
                }
                None => return Err(fail()),
            }
        }
        Type::Float4 | Type::Float8 => {
            let trimmed = text.trim();
            let numeric = trimmed.trim_start_matches(['+', '-']);
            let word = numeric.to_ascii_lowercase();
            let looks = numeric.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                || matches!(word.as_str(), "nan" | "infinity" | "inf");
            let x: f64 = trimmed.parse().ok().filter(|_| looks).ok_or_else(fail)?;
            let x = if *ty == Type::Float4 { f64::from(x as f32) } else { x };
            let digits = word.split('e').next().unwrap_or_default();
            let lost = x == 0.0 && digits.bytes().any(|b| (b'1'..=b'9').contains(&b));
            if lost || x.is_infinite() && !matches!(word.as_str(), "infinity" | "inf") {
                return Err(Error::from(Execute::FloatOutOfRange).with("value", text).with("type", ty.name()));
            }
            Value::Float(x)
        }
        Type::Date => match moment(text, ty)? {
            m if m.days == calendar::INFINITY || m.days == calendar::MINUS_INFINITY => Value::Date(m.days),
            m => Value::Date(m.days),
        },
        Type::Time | Type::Timetz => {
            let text_before = text.trim();
            let named = |zone: &str| calendar::offset_named(&zone.to_ascii_lowercase());
            let (text_before, zone) = match text_before.rsplit_once(' ') {
                Some((before, zone)) if named(zone).is_some() => (before, named(zone)),
                _ => (text_before, None),
            };
            let clock = text_before.rsplit(['T', 't']).next().unwrap_or(text_before);
            let clock = clock.split_whitespace().find(|word| word.contains(':')).map_or(clock, |_| clock);
            let joined: String = clock.split_whitespace().filter(|w| !w.contains('-') || w.contains(':')).collect();
            let (micros, offset) = calendar::read_clock(&joined).map_err(|why| unread(why, text, ty))?;
            let offset = offset.or(zone);
            match ty {
                Type::Timetz => Value::Int(timetz::pack(micros, offset.unwrap_or(0) / calendar::SECOND)),
                _ => Value::Time(micros),
            }
        }
        Type::Timestamp | Type::Timestamptz => {
            let m = moment(text, ty)?;
            if m.days == calendar::INFINITY || m.days == calendar::MINUS_INFINITY {
                return Ok(Value::Timestamp(m.days));
            }
            let offset = if *ty == Type::Timestamptz { m.offset.unwrap_or(0) } else { 0 };
            let days = m.days.checked_mul(calendar::DAY);
            let micros = days.and_then(|days| days.checked_add(m.micros - offset));
            Value::Timestamp(micros.ok_or_else(|| unread(calendar::Unread::Range, text, ty))?)
        }
        Type::Interval => Value::Interval(read_interval(text, IntervalFields::default())?),
        Type::Uuid => Value::text(read_uuid(text).ok_or_else(fail)?),
        Type::Json => {
            Json::parse(text).ok_or_else(|| invalid_json(text, ty))?;
            Value::text(text)
        }
        Type::Jsonb => Value::Json(Arc::new(Json::parse(text).ok_or_else(|| invalid_json(text, ty))?)),
        Type::Bit | Type::Varbit => Value::text(bits::read(text).ok_or_else(fail)?),
        Type::Enum(labels) => match labels.number(text) {
            Some(number) => Value::Int(number),
            None => {
                let known: Vec<String> = labels.labels.iter().map(|(_, label)| format!("'{label}'")).collect();
                let error = Error::from(Execute::InvalidLabel).with("value", text).with("type", ty.name());
                return Err(error.with("labels", known));
            }
        },
        Type::Bytea => Value::Bytes(read_bytes(text).ok_or_else(fail)?.into()),
        Type::Array(element) => {
            let malformed = || Error::from(Execute::MalformedArray).with("value", text);
            let (items, dims) = array::split(text).ok_or_else(malformed)?;
            let items = items
                .into_iter()
                .map(|item| match item {
                    array::Item::Null => Ok(Value::Null),
                    array::Item::Text(text) => read(&text, element),
                })
                .collect::<Result<Vec<_>, _>>()?;
            Value::Array(Arc::new(ArrayValue { element: (**element).clone(), items, dims }))
        }
        Type::Record(_) => return Err(fail()),
    })
}

fn invalid_json(text: &str, ty: &Type) -> Error {
    Error::from(Execute::InvalidJson).with("value", text).with("type", ty.name())
}

fn unread(why: calendar::Unread, text: &str, ty: &Type) -> Error {
    match why {
        calendar::Unread::Syntax => invalid(text, ty),
        calendar::Unread::Range => Error::from(Execute::DatetimeOutOfRange).with("value", text),
    }
}

fn moment(text: &str, ty: &Type) -> Result<calendar::Moment, Error> {
    calendar::read_moment(text).map_err(|why| unread(why, text, ty))
}

/// `t`, `true`, `yes`, `on`, `1` and their unique beginnings.
pub fn read_bool(text: &str) -> Option<bool> {
    let word = text.trim().to_ascii_lowercase();
    if word.is_empty() {
        return None;
    }
    if "true".starts_with(&word) || "yes".starts_with(&word) || word == "on" || word == "1" {
        Some(true)
    } else if "false".starts_with(&word) || "no".starts_with(&word) || word == "off" || word == "of" || word == "0" {
        Some(false)
    } else {
        None
    }
}

/// The least and the greatest value of an integer type.
pub fn integer_range(ty: &Type) -> (i64, i64) {
    match ty {
        Type::Int2 => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Type::Int4 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}

fn read_int(text: &str, ty: &Type) -> Result<i64, Error> {
    let trimmed = text.trim();
    let digits = trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(invalid(text, ty));
    }
    let (low, high) = integer_range(ty);
    let out_of_range = || Error::from(Execute::IntegerTextOutOfRange).with("value", text).with("type", ty.name());
    trimmed.parse::<i64>().ok().filter(|n| (low..=high).contains(n)).ok_or_else(out_of_range)
}

fn read_uuid(text: &str) -> Option<String> {
    let inner = text.trim();
    let inner = inner.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(inner);
    // A hyphen may stand after each group of four digits.
    let mut count = 0;
    for c in inner.chars() {
        match c {
            '-' if count % 4 != 0 || count == 0 || count == 32 => return None,
            '-' => {}
            _ => count += 1,
        }
    }
    let digits: String = inner.chars().filter(|c| *c != '-').collect::<String>().to_ascii_lowercase();
    if digits.len() != 32 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    Some(format!("{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]))
}

fn read_bytes(text: &str) -> Option<Vec<u8>> {
    if let Some(hex) = text.strip_prefix("\\x") {
        let digits: Vec<u8> = hex.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
        if !digits.len().is_multiple_of(2) {
            return None;
        }
        return digits
            .chunks(2)
            .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
            .collect();
    }
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' {
            if bytes.get(at + 1) == Some(&b'\\') {
                out.push(b'\\');
                at += 2;
            } else {
                let octal = text.get(at + 1..at + 4)?;
                out.push(u8::from_str_radix(octal, 8).ok()?);
                at += 4;
            }
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    Some(out)
}
