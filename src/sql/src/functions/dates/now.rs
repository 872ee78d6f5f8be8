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

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("current_date() -> date", today).stable(),
        row("today() -> date", today).stable(),
        row("current_time() -> timetz", zoned_time).stable(),
        row("localtime() -> time", time).stable(),
        row("localtimestamp() -> timestamp", now).stable(),
        row("getdate() -> timestamp", now).stable(),
        row("sysdate() -> timestamp", now).stable(),
    ];
    for name in ["now", "current_timestamp", "transaction_timestamp", "statement_timestamp", "clock_timestamp"] {
        all.push(row(&format!("{name}() -> timestamptz"), now).stable());
    }
    all
}
