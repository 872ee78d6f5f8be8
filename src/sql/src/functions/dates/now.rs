//! The present, as the clock has it.

use crate::Result;
use crate::functions::{Context, Function, row};
use crate::value::calendar::DAY;
use crate::value::{Value, timetz};

fn now(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Timestamp(context.now))
}
fn today(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Date(context.now.div_euclid(DAY)))
}
/// With the session's zone, which is UTC.
fn zoned_time(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Int(timetz::pack(context.now.rem_euclid(DAY), 0)))
}
fn time(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Time(context.now.rem_euclid(DAY)))
}

/// `current_timestamp(2)`: to so many digits of a second.
fn rounded(micros: i64, digits: &Value) -> i64 {
    let digits = digits.as_int().unwrap_or(6).clamp(0, 6) as u32;
    let each = 10_i64.pow(6 - digits);
    (micros + each / 2).div_euclid(each) * each
}
fn now_rounded(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Timestamp(rounded(context.now, &args[0])))
}
fn time_rounded(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Time(rounded(context.now.rem_euclid(DAY), &args[0])))
}
fn zoned_rounded(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(timetz::pack(rounded(context.now.rem_euclid(DAY), &args[0]), 0)))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("current_date() -> date", today).stable(),
        row("today() -> date", today).stable(),
        row("current_time() -> timetz", zoned_time).stable(),
        row("localtime() -> time", time).stable(),
        row("localtimestamp() -> timestamp", now).stable(),
        row("current_time(int4) -> timetz", zoned_rounded).stable(),
        row("localtime(int4) -> time", time_rounded).stable(),
        row("localtimestamp(int4) -> timestamp", now_rounded).stable(),
        row("current_timestamp(int4) -> timestamptz", now_rounded).stable(),
        row("getdate() -> timestamp", now).stable(),
        row("sysdate() -> timestamp", now).stable(),
    ];
    for name in ["now", "current_timestamp", "transaction_timestamp", "statement_timestamp", "clock_timestamp"] {
        all.push(row(&format!("{name}() -> timestamptz"), now).stable());
    }
    all
}
