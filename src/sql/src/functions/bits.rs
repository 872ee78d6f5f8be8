//! Bit strings.

use super::{Context, Function, row};
use crate::Result;
use crate::error::{Error, Execute};
use crate::value::Value;

fn digits(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}
fn int(value: &Value) -> i64 {
    value.as_int().unwrap_or_default()
}

/// Digit by digit; `what` names the operator where the lengths differ.
fn combined(args: &[Value], what: &str, one: fn(bool, bool) -> bool) -> Result<Value> {
    let (a, b) = (digits(&args[0]), digits(&args[1]));
    if a.len() != b.len() {
        return Err(Error::from(Execute::BitLength).with("what", what));
    }
    let pairs = a.bytes().zip(b.bytes());
    Ok(Value::text(pairs.map(|(a, b)| if one(a == b'1', b == b'1') { '1' } else { '0' }).collect::<String>()))
}
pub(crate) fn and(a: &Value, b: &Value) -> Result<Value> {
    combined(&[a.clone(), b.clone()], "AND", |a, b| a & b)
}
pub(crate) fn or(a: &Value, b: &Value) -> Result<Value> {
    combined(&[a.clone(), b.clone()], "OR", |a, b| a | b)
}
pub(crate) fn xor(a: &Value, b: &Value) -> Result<Value> {
    combined(&[a.clone(), b.clone()], "XOR", |a, b| a ^ b)
}
fn not(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(digits(&args[0]).bytes().map(|b| if b == b'1' { '0' } else { '1' }).collect::<String>()))
}

/// Shifted to the left; zeros come in, the length stays.
fn shifted(bits: &str, by: i64) -> Value {
    let count = bits.len();
    let from = |at: i64| usize::try_from(at).ok().and_then(|at| bits.as_bytes().get(at)) == Some(&b'1');
    let by = by.clamp(-(count as i64), count as i64);
    Value::text((0..count as i64).map(|at| if from(at + by) { '1' } else { '0' }).collect::<String>())
}
fn left(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(shifted(digits(&args[0]), int(&args[1])))
}
fn right(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(shifted(digits(&args[0]), -int(&args[1])))
}
fn concat(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(format!("{}{}", digits(&args[0]), digits(&args[1]))))
}
fn length(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(digits(&args[0]).len() as i64))
}
fn octets(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(digits(&args[0]).len().div_ceil(8) as i64))
}
fn count(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(digits(&args[0]).bytes().filter(|b| *b == b'1').count() as i64))
}
fn substring(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let bits = digits(&args[0]);
    let from = int(&args[1]);
    let end = match args.get(2).map(int) {
        Some(count) if count < 0 => return Err(Execute::NegativeSubstring.into()),
        Some(count) => from.saturating_add(count),
        None => i64::MAX,
    };
    let within = |at: i64| (at.max(1) - 1).min(bits.len() as i64) as usize;
    Ok(Value::text(&bits[within(from)..within(end).max(within(from))]))
}
fn position(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(digits(&args[0]).find(digits(&args[1])).map_or(0, |at| at as i64 + 1)))
}
fn overlay(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (bits, new, from) = (digits(&args[0]), digits(&args[1]), int(&args[2]));
    let count = args.get(3).map_or(new.len() as i64, int);
    if from < 1 {
        return Err(Execute::NegativeSubstring.into());
    }
    let within = |at: i64| at.clamp(0, bits.len() as i64) as usize;
    let (head, tail) = (within(from - 1), within((from - 1).saturating_add(count)));
    Ok(Value::text(format!("{}{new}{}", &bits[..head], &bits[tail..])))
}
fn place(bits: &str, at: i64) -> Result<usize> {
    let fits = usize::try_from(at).ok().filter(|at| *at < bits.len());
    fits.ok_or_else(|| Error::from(Execute::BitIndex).with("index", at).with("last", bits.len() as i64 - 1))
}
fn get_bit(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let bits = digits(&args[0]);
    Ok(Value::Int(i64::from(bits.as_bytes()[place(bits, int(&args[1]))?] == b'1')))
}
fn set_bit(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let bits = digits(&args[0]);
    let at = place(bits, int(&args[1]))?;
    let digit = int(&args[2]);
    if !matches!(digit, 0 | 1) {
        return Err(Error::from(Execute::InvalidArgument).with("why", "bit"));
    }
    Ok(Value::text(format!("{}{digit}{}", &bits[..at], &bits[at + 1..])))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("&(bit, bit) -> bit", |_, args| and(&args[0], &args[1])),
        row("|(bit, bit) -> bit", |_, args| or(&args[0], &args[1])),
        row("#(bit, bit) -> bit", |_, args| xor(&args[0], &args[1])),
        row("~(bit) -> bit", not),
        row("<<(bit, int4) -> bit", left),
        row(">>(bit, int4) -> bit", right),
        row("||(varbit, varbit) -> varbit", concat),
        row("length(bit) -> int4", length),
        row("bit_length(bit) -> int4", length),
        row("octet_length(bit) -> int4", octets),
        row("bit_count(bit) -> int8", count),
        row("substring(bit, int4) -> bit", substring),
        row("substring(bit, int4, int4) -> bit", substring),
        row("position(bit, bit) -> int4", position),
        row("overlay(bit, bit, int4) -> bit", overlay),
        row("overlay(bit, bit, int4, int4) -> bit", overlay),
        row("get_bit(bit, int4) -> int4", get_bit),
        row("set_bit(bit, int4, int4) -> bit", set_bit),
    ]
}
