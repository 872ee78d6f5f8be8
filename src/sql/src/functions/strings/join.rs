//! Joining and splitting: ||, concat, split_part, format, quoting.

use super::{int, text};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn concat_operator(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    // char(n) loses its padding.
    let written = |at: usize| {
        let text = args[at].write(&context.types[at]);
        if context.types[at] == Type::Char { text.trim_end_matches(' ').to_owned() } else { text }
    };
    Ok(Value::text(written(0) + &written(1)))
}
/// `concat` writes booleans as t and f, like every output function.
fn concat(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(args.iter().zip(context.types).map(|(arg, ty)| arg.write(ty)).collect::<String>()))
}
fn concat_ws(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(separator) = args[0].as_str() else { return Ok(Value::Null) };
    let known = args.iter().zip(context.types).skip(1).filter(|(arg, _)| !arg.is_null());
    Ok(Value::text(known.map(|(arg, ty)| arg.write(ty)).collect::<Vec<_>>().join(separator)))
}
fn split_part(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, separator, n) = (text(args, 0), text(args, 1), int(args, 2));
    if n == 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "zero-field"));
    }
    let parts: Vec<&str> = if separator.is_empty() { vec![t] } else { t.split(separator).collect() };
    let at = if n > 0 { n - 1 } else { parts.len() as i64 + n };
    Ok(Value::text(usize::try_from(at).ok().and_then(|at| parts.get(at)).copied().unwrap_or("")))
}
fn string_to_array(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let Some(t) = args[0].as_str() else { return Ok(Value::Null) };
    let null = args.get(2).and_then(Value::as_str);
    let parts: Vec<String> = match args[1].as_str() {
        _ if t.is_empty() => vec![],
        None => t.chars().map(String::from).collect(),
        Some("") => vec![t.to_owned()],
        Some(separator) => t.split(separator).map(str::to_owned).collect(),
    };
    let items = parts
        .into_iter()
        .map(|part| if null == Some(part.as_str()) { Value::Null } else { Value::text(part) })
        .collect();
    Ok(Value::Array(Arc::new(ArrayValue::new(Type::Text, items))))
}

fn quote_ident(t: &str) -> String {
    let plain = !t.is_empty()
        && !t.starts_with(|c: char| c.is_ascii_digit())
        && t.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain { t.to_owned() } else { format!("\"{}\"", t.replace('"', "\"\"")) }
}
fn quote_literal(t: &str) -> String {
    let quoted = t.replace('\'', "''");
    if t.contains('\\') { format!("E'{}'", quoted.replace('\\', "\\\\")) } else { format!("'{quoted}'") }
}
fn ident(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(quote_ident(text(args, 0))))
}
fn literal(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(quote_literal(text(args, 0))))
}
fn nullable(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(args[0].as_str().map_or_else(|| "NULL".to_owned(), quote_literal)))
}

fn format(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let wrong = |why: &str| Error::from(Execute::InvalidArgument).with("why", why);
    let Some(pattern) = args[0].as_str() else { return Ok(Value::Null) };
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    let mut next = 1;
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        if chars.next_if_eq(&'%').is_some() {
            out.push('%');
            continue;
        }
        let mut digits = String::new();
        let mut left = chars.next_if_eq(&'-').is_some();
        while let Some(d) = chars.next_if(char::is_ascii_digit) {
            digits.push(d);
        }
        if chars.next_if_eq(&'$').is_some() {
            next = digits.parse().unwrap_or(0);
            digits.clear();
            left |= chars.next_if_eq(&'-').is_some();
            while let Some(d) = chars.next_if(char::is_ascii_digit) {
                digits.push(d);
            }
        }
        let kind = chars.next().ok_or_else(|| wrong("format-end"))?;
        let value = args.get(next).ok_or_else(|| wrong("format-arguments"))?;
        let ty = context.types.get(next).unwrap_or(&Type::Text);
        next += 1;
        let written = match kind {
            's' => value.write(ty),
            'I' if value.is_null() => return Err(wrong("format-null")),
            'I' => quote_ident(&value.write(ty)),
            'L' if value.is_null() => "NULL".to_owned(),
            'L' => quote_literal(&value.write(ty)),
            other => return Err(wrong("format-letter").with("value", other.to_string())),
        };
        let width: usize = digits.parse().unwrap_or(0);
        let fill = " ".repeat(width.min(10_000).saturating_sub(written.chars().count()));
        out.push_str(&if left { written + &fill } else { fill + &written });
    }
    Ok(Value::text(out))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("||(text, text) -> text", concat_operator),
        row("||(text, any) -> text", concat_operator),
        row("||(any, text) -> text", concat_operator),
        row("concat(variadic any) -> text", concat).on_null(),
        row("concat_ws(text, variadic any) -> text", concat_ws).on_null(),
        row("split_part(text, text, int4) -> text", split_part),
        row("string_to_array(text, text) -> text[]", string_to_array).on_null(),
        row("string_to_array(text, text, text) -> text[]", string_to_array).on_null(),
        row("split(text, text) -> text[]", string_to_array),
        row("quote_ident(text) -> text", ident),
        row("quote_literal(text) -> text", literal),
        row("quote_nullable(text) -> text", nullable).on_null(),
        row("format(text, variadic any) -> text", format).on_null(),
        row("format(text) -> text", format).on_null(),
    ]
}
