//! Times of day with a zone.

use super::build::zone;
use super::parts::{no_part, part};
use crate::Result;
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, SECOND};
use crate::value::{Decimal, Value, timetz};

fn packed(value: &Value) -> i64 {
    value.as_int().unwrap_or_default()
}
fn span(value: &Value) -> i64 {
    if let Value::Interval(interval) = value { interval.micros % DAY } else { 0 }
}
fn moved(time: &Value, by: i64) -> Value {
    let (micros, east) = timetz::unpack(packed(time));
    Value::Int(timetz::pack((micros + by).rem_euclid(DAY), east))
}
fn plus(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(moved(&args[0], span(&args[1])))
}
fn added(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(moved(&args[1], span(&args[0])))
}
fn minus(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(moved(&args[0], -span(&args[1])))
}
fn on_day(date: &Value, time: &Value) -> Value {
    let (micros, east) = timetz::unpack(packed(time));
    Value::Timestamp(date.as_int().unwrap_or_default().saturating_mul(DAY) + micros - east * SECOND)
}
fn date_plus(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(on_day(&args[0], &args[1]))
}
fn plus_date(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(on_day(&args[1], &args[0]))
}
fn to_zone(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let east = zone(args[0].as_str().unwrap_or(""))? / SECOND;
    Ok(Value::Int(timetz::in_zone(packed(&args[1]), east)))
}
fn extract(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let unit = args[0].as_str().unwrap_or("").to_lowercase();
    let (micros, east) = timetz::unpack(packed(&args[1]));
    let found = match unit.as_str() {
        "timezone" => Some(Decimal::from_i64(east)),
        "timezone_hour" => Some(Decimal::from_i64(east / 3600)),
        "timezone_minute" => Some(Decimal::from_i64(east / 60 % 60)),
        "epoch" => part(&unit, &Value::Time(micros)).and_then(|all| all.sub(&Decimal::from_i64(east))),
        _ => part(&unit, &Value::Time(micros)),
    };
    found.map(Value::Decimal).ok_or_else(|| no_part(&unit, context))
}
fn date_part(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(extract(context, args)?.as_float().map_or(Value::Null, Value::Float))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("+(timetz, interval) -> timetz", plus),
        row("+(interval, timetz) -> timetz", added),
        row("-(timetz, interval) -> timetz", minus),
        row("+(date, timetz) -> timestamptz", date_plus),
        row("+(timetz, date) -> timestamptz", plus_date),
        row("timezone(text, timetz) -> timetz", to_zone),
        row("extract(text, timetz) -> numeric", extract),
        row("date_part(text, timetz) -> float8", date_part),
    ]
}
