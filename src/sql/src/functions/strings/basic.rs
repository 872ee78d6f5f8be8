//! Case, length, cutting, padding, trimming.

use super::{int, text};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::Value;

fn lower(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).to_lowercase()))
}
fn upper(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).to_uppercase()))
}
fn initcap(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let mut out = String::new();
    let mut inside = false;
    for c in text(args, 0).chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.extend(c.to_uppercase())
        }
        inside = c.is_alphanumeric();
    }
    Ok(Value::text(out))
}
fn length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(text(args, 0).chars().count() as i64))
}
fn octet_length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(text(args, 0).len() as i64))
}
fn bit_length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(text(args, 0).len() as i64 * 8))
}
fn reverse(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).chars().rev().collect::<String>()))
}
fn ascii(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(text(args, 0).chars().next().map_or(0, |c| i64::from(c as u32))))
}
fn chr(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let found = u32::try_from(int(args, 0)).ok().filter(|n| *n != 0).and_then(char::from_u32);
    // Zero and what lies beyond Unicode are a limit of the program to PostgreSQL.
    let code = if int(args, 0) < 0 { "22023" } else { "54000" };
    let wrong = || Error::new("sql-invalid-argument", code).with("why", "character");
    Ok(Value::text(found.ok_or_else(wrong)?.to_string()))
}

/// `substring(text from n for m)`: positions may lie before the text.
fn substring(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (from, count) = (int(args, 1), args.get(2).and_then(Value::as_int));
    if count.is_some_and(|count| count < 0) {
        return Err(Execute::NegativeSubstring.into());
    }
    let end = count.map_or(i64::MAX, |count| from.saturating_add(count));
    let start = from.max(1);
    let take = usize::try_from(end.saturating_sub(start)).unwrap_or(0);
    Ok(Value::text(text(args, 0).chars().skip(start as usize - 1).take(take).collect::<String>()))
}
fn left(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, n) = (text(args, 0), int(args, 1));
    let take = if n >= 0 { n as usize } else { t.chars().count().saturating_sub(n.unsigned_abs() as usize) };
    Ok(Value::text(t.chars().take(take).collect::<String>()))
}
fn right(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, n) = (text(args, 0), int(args, 1));
    let length = t.chars().count();
    let skip = if n >= 0 { length.saturating_sub(n as usize) } else { n.unsigned_abs() as usize };
    Ok(Value::text(t.chars().skip(skip).collect::<String>()))
}

fn pad(context: &Context<'_>, args: &[Value], before: bool) -> Result<Value> {
    let (t, n) = (text(args, 0), int(args, 1).max(0) as usize);
    let fill = if args.len() > 2 { text(args, 2) } else { " " };
    let length = t.chars().count();
    if n <= length || fill.is_empty() {
        return Ok(Value::text(t.chars().take(n).collect::<String>()));
    }
    context.budget.spend(n as u64 / 8)?;
    context.budget.take_memory(n as u64 * 4)?;
    context.budget.give_memory(n as u64 * 4);
    let padding: String = fill.chars().cycle().take(n - length).collect();
    Ok(Value::text(if before { padding + t } else { t.to_owned() + &padding }))
}
fn lpad(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    pad(context, args, true)
}
fn rpad(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    pad(context, args, false)
}
fn repeat(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, n) = (text(args, 0), int(args, 1).max(0) as usize);
    let size = (t.len() as u64).saturating_mul(n as u64);
    context.budget.spend(size / 8)?;
    context.budget.take_memory(size)?;
    context.budget.give_memory(size);
    Ok(Value::text(t.repeat(n)))
}

fn blanks(args: &[Value]) -> Vec<char> {
    if args.len() > 1 { text(args, 1).chars().collect() } else { vec![' '] }
}
fn btrim(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).trim_matches(blanks(args).as_slice())))
}
fn ltrim(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).trim_start_matches(blanks(args).as_slice())))
}
fn rtrim(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(text(args, 0).trim_end_matches(blanks(args).as_slice())))
}

fn place(t: &str, part: &str) -> i64 {
    t.find(part).map_or(0, |at| t[..at].chars().count() as i64 + 1)
}
fn position(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(place(text(args, 0), text(args, 1))))
}
fn locate(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(place(text(args, 1), text(args, 0))))
}
fn replace(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    if text(args, 1).is_empty() {
        return Ok(args[0].clone());
    }
    Ok(Value::text(text(args, 0).replace(text(args, 1), text(args, 2))))
}
fn translate(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (from, to): (Vec<char>, Vec<char>) = (text(args, 1).chars().collect(), text(args, 2).chars().collect());
    let one = |c: char| match from.iter().position(|known| *known == c) {
        Some(at) => to.get(at).copied(),
        None => Some(c),
    };
    Ok(Value::text(text(args, 0).chars().filter_map(one).collect::<String>()))
}
fn overlay(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (t, new, from) = (text(args, 0), text(args, 1), int(args, 2));
    let count = args.get(3).and_then(Value::as_int).unwrap_or(new.chars().count() as i64);
    if from < 1 {
        return Err(Execute::NegativeSubstring.into());
    }
    let head: String = t.chars().take(from as usize - 1).collect();
    let tail: String = t.chars().skip((from - 1 + count).max(0) as usize).collect();
    Ok(Value::text(head + new + &tail))
}
fn starts_with(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(text(args, 0).starts_with(text(args, 1))))
}
fn ends_with(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(text(args, 0).ends_with(text(args, 1))))
}
fn contains(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(text(args, 0).contains(text(args, 1))))
}
fn to_hex(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let n = int(args, 0);
    let small = i32::try_from(n).is_ok() && n < 0;
    Ok(Value::text(if small { format!("{:x}", n as i32) } else { format!("{n:x}") }))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("lower(text) -> text", lower),
        row("upper(text) -> text", upper),
        row("ucase(text) -> text", upper),
        row("lcase(text) -> text", lower),
        row("initcap(text) -> text", initcap),
        row("length(text) -> int4", length),
        row("len(text) -> int4", length),
        row("char_length(text) -> int4", length),
        row("character_length(text) -> int4", length),
        row("octet_length(text) -> int4", octet_length),
        row("bit_length(text) -> int4", bit_length),
        row("reverse(text) -> text", reverse),
        row("ascii(text) -> int4", ascii),
        row("chr(int4) -> text", chr),
        row("substring(text, int4) -> text", substring),
        row("substring(text, int4, int4) -> text", substring),
        row("substr(text, int4) -> text", substring),
        row("substr(text, int4, int4) -> text", substring),
        row("left(text, int4) -> text", left),
        row("right(text, int4) -> text", right),
        row("lpad(text, int4) -> text", lpad),
        row("lpad(text, int4, text) -> text", lpad),
        row("rpad(text, int4) -> text", rpad),
        row("rpad(text, int4, text) -> text", rpad),
        row("repeat(text, int4) -> text", repeat),
        row("btrim(text) -> text", btrim),
        row("btrim(text, text) -> text", btrim),
        row("trim(text) -> text", btrim),
        row("ltrim(text) -> text", ltrim),
        row("ltrim(text, text) -> text", ltrim),
        row("rtrim(text) -> text", rtrim),
        row("rtrim(text, text) -> text", rtrim),
        row("position(text, text) -> int4", position),
        row("strpos(text, text) -> int4", position),
        row("instr(text, text) -> int4", position),
        row("charindex(text, text) -> int4", locate),
        row("locate(text, text) -> int4", locate),
        row("replace(text, text, text) -> text", replace),
        row("translate(text, text, text) -> text", translate),
        row("overlay(text, text, int4) -> text", overlay),
        row("overlay(text, text, int4, int4) -> text", overlay),
        row("starts_with(text, text) -> bool", starts_with),
        row("startswith(text, text) -> bool", starts_with),
        row("ends_with(text, text) -> bool", ends_with),
        row("endswith(text, text) -> bool", ends_with),
        row("contains(text, text) -> bool", contains),
        row("^@(text, text) -> bool", starts_with),
        row("to_hex(int8) -> text", to_hex),
        row("to_hex(int4) -> text", to_hex),
    ]
}
