//! More spellings of Spark, Athena and Redshift: months_between, next_day, unix_timestamp, to_iso8601, …

use super::micros;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Body, Context, Function, Registry, row};
use crate::types::Type;
use crate::value::calendar::{DAY, SECOND, civil_from_days, days_in_month};
use crate::value::{self, Value};

/// Whole months where both are the same day of the month, or both the last one; else days are 31sts.
fn months_between(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b) = (micros(&args[0]), micros(&args[1]));
    let parts = |total: i64| (civil_from_days(total.div_euclid(DAY)), total.rem_euclid(DAY));
    let (((year, month, day), time), ((other_year, other_month, other_day), other_time)) = (parts(a), parts(b));
    let months = ((year - other_year) * 12 + i64::from(month) - i64::from(other_month)) as f64;
    let last = |year: i64, month: u32, day: u32| day == days_in_month(year, month);
    if day == other_day || (last(year, month, day) && last(other_year, other_month, other_day)) {
        return Ok(Value::Float(months));
    }
    let days = f64::from(day) - f64::from(other_day) + (time - other_time) as f64 / DAY as f64;
    Ok(Value::Float(((months + days / 31.0) * 1e8).round() / 1e8))
}

/// Spark's `next_day(date, 'Mon')`: the first such day after it.
fn next_day(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
    let days = micros(&args[0]).div_euclid(DAY);
    let name = args[1].as_str().unwrap_or("").to_lowercase();
    let Some(wanted) = DAYS.iter().position(|day| name.starts_with(day)) else { return Ok(Value::Null) };
    let today = (days + 3).rem_euclid(7);
    Ok(Value::Date(days + (wanted as i64 - today - 1).rem_euclid(7) + 1))
}

/// Spark's `dayofweek`: Sunday is 1.
fn dayofweek(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int((micros(&args[0]).div_euclid(DAY) + 4).rem_euclid(7) + 1))
}

/// Spark's `weekday`: Monday is 0.
fn weekday(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int((micros(&args[0]).div_euclid(DAY) + 3).rem_euclid(7)))
}

fn dayofmonth(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(i64::from(civil_from_days(micros(&args[0]).div_euclid(DAY)).2)))
}

/// Seconds since 1970, of now.
fn unix_now(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Int(context.now.div_euclid(SECOND)))
}

fn moment(args: &[Value]) -> Result<Value> {
    value::read(args[0].as_str().unwrap_or(""), &Type::Timestamp)
}
fn read_moment(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    moment(args)
}
fn read_date(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Date(micros(&moment(args)?).div_euclid(DAY)))
}
fn unix_of_text(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(micros(&moment(args)?).div_euclid(SECOND)))
}

/// Spark's `from_unixtime(seconds, 'yyyy-MM-dd')`.
fn from_unixtime_text(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let seconds = args[0].as_int().unwrap_or_default();
    let moment = seconds.checked_mul(SECOND).ok_or_else(|| Error::from(Execute::TimestampOutOfRange))?;
    let Ok(found) = Registry::get().resolve("date_format", &[Type::Timestamp, Type::Text]) else {
        return Ok(Value::Null);
    };
    let Body::Row(body) = found.function.body else { return Ok(Value::Null) };
    body(context, &[Value::Timestamp(moment), args[1].clone()])
}

fn to_iso8601(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::text(args[0].write(&context.types[0]).replacen(' ', "T", 1)))
}

/// Spark's `trunc(date, 'MM')`.
fn trunc_date(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let unit = match args[1].as_str().unwrap_or("").to_lowercase().as_str() {
        "year" | "yyyy" | "yy" => "year",
        "quarter" => "quarter",
        "month" | "mon" | "mm" => "month",
        "week" => "week",
        _ => return Ok(Value::Null),
    };
    let cut = super::parts::truncate(unit, micros(&args[0]));
    Ok(cut.map_or(Value::Null, |total| Value::Date(total.div_euclid(DAY))))
}

/// All of them.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("months_between(timestamp, timestamp) -> float8", months_between),
        row("next_day(date, text) -> date", next_day),
        row("unix_date(date) -> int4", |_, args| Ok(Value::Int(args[0].as_int().unwrap_or_default()))),
        row("date_from_unix_date(int4) -> date", |_, args| Ok(Value::Date(args[0].as_int().unwrap_or_default()))),
        row("dayofweek(timestamp) -> int4", dayofweek),
        row("weekday(timestamp) -> int4", weekday),
        row("dayofmonth(timestamp) -> int4", dayofmonth),
        row("unix_timestamp() -> int8", unix_now).stable(),
        row("unix_timestamp(text) -> int8", unix_of_text),
        row("from_unixtime(int8, text) -> text", from_unixtime_text),
        row("to_date(text) -> date", read_date),
        row("to_iso8601(date) -> text", to_iso8601),
        row("to_iso8601(timestamp) -> text", to_iso8601),
        row("from_iso8601_date(text) -> date", read_date),
        row("from_iso8601_timestamp(text) -> timestamp", read_moment),
        row("trunc(date, text) -> date", trunc_date),
    ]
}
