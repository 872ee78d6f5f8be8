//! Dates, times and intervals: sums, differences, multiples.

use super::kernels::binary;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row, vector};
use crate::value::calendar::{self, DAY, INFINITY, MINUS_INFINITY};
use crate::value::{Interval, Value};
use crate::vector::{Operand, Vector};

fn date_result(days: Option<i64>) -> Result<i64> {
    days.filter(|days| calendar::date_in_range(*days)).ok_or_else(|| Execute::DateOutOfRange.into())
}

fn endless(n: i64) -> bool {
    n == INFINITY || n == MINUS_INFINITY
}

fn date_plus_days(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| if endless(a) { Ok(a) } else { date_result(a.checked_add(b)) })
}
fn days_plus_date(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| if endless(b) { Ok(b) } else { date_result(a.checked_add(b)) })
}
fn date_minus_days(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| if endless(a) { Ok(a) } else { date_result(a.checked_sub(b)) })
}
fn date_minus_date(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| {
        if endless(a) || endless(b) { Err(Execute::DateOutOfRange.into()) } else { Ok(a - b) }
    })
}

fn interval(value: &Value) -> Interval {
    if let Value::Interval(interval) = value { *interval } else { Interval::default() }
}

fn interval_out_of_range() -> Error {
    Execute::IntervalOutOfRange.into()
}

fn moved(micros: i64, by: Option<Interval>) -> Result<Value> {
    let sum = by.and_then(|by| calendar::add_interval(micros, &by));
    sum.map(Value::Timestamp).ok_or_else(|| Execute::TimestampOutOfRange.into())
}

/// Microseconds of a date or a timestamp.
fn micros(value: &Value) -> i64 {
    match value {
        Value::Date(days) if !endless(*days) => days.saturating_mul(DAY),
        other => other.as_int().unwrap_or_default(),
    }
}

fn plus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    moved(micros(&args[0]), Some(interval(&args[1])))
}
fn interval_plus(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    moved(micros(&args[1]), Some(interval(&args[0])))
}
fn minus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    moved(micros(&args[0]), interval(&args[1]).neg())
}
fn date_plus_time(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (date, time) = if matches!(args[0], Value::Date(_)) { (&args[0], &args[1]) } else { (&args[1], &args[0]) };
    Ok(Value::Timestamp(micros(date) + time.as_int().unwrap_or_default()))
}
fn timestamp_minus(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b) = (micros(&args[0]), micros(&args[1]));
    if endless(a) || endless(b) {
        return Err(Execute::TimestampOutOfRange.into());
    }
    let span = a.checked_sub(b).ok_or_else(interval_out_of_range)?;
    Ok(Value::Interval(Interval::new(0, (span / DAY) as i32, span % DAY)))
}
fn time_minus_time(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Interval(Interval::new(0, 0, micros(&args[0]) - micros(&args[1]))))
}
fn time_plus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (time, span) = if matches!(args[0], Value::Time(_)) { (&args[0], &args[1]) } else { (&args[1], &args[0]) };
    Ok(Value::Time((micros(time) + interval(span).micros % DAY).rem_euclid(DAY)))
}
fn time_minus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Time((micros(&args[0]) - interval(&args[1]).micros % DAY).rem_euclid(DAY)))
}
fn interval_plus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    interval(&args[0]).add(&interval(&args[1])).map(Value::Interval).ok_or_else(interval_out_of_range)
}
fn interval_minus_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let sum = interval(&args[1]).neg().and_then(|b| interval(&args[0]).add(&b));
    sum.map(Value::Interval).ok_or_else(interval_out_of_range)
}
fn interval_times(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (span, factor) =
        if matches!(args[0], Value::Interval(_)) { (&args[0], &args[1]) } else { (&args[1], &args[0]) };
    let product = interval(span).mul(factor.as_float().unwrap_or_default());
    product.map(Value::Interval).ok_or_else(interval_out_of_range)
}
fn interval_over(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let divisor = args[1].as_float().unwrap_or_default();
    if divisor == 0.0 {
        return Err(Execute::DivisionByZero.into());
    }
    let (months, days) = (f64::from(interval(&args[0]).months), f64::from(interval(&args[0]).days));
    // As interval_div: each part divided, fractions cascading down.
    let span = interval(&args[0]);
    let month_days = ((months / divisor - (months / divisor).trunc()) * 30.0 * 1e6).round() / 1e6;
    let whole_days = (days / divisor).trunc();
    let day_rest = days / divisor - whole_days + month_days - month_days.trunc();
    let mut seconds = (day_rest * 86_400.0 * 1e6).round() / 1e6;
    let mut total_days = whole_days + month_days.trunc();
    if seconds.abs() >= 86_400.0 {
        total_days += (seconds / 86_400.0).trunc();
        seconds -= (seconds / 86_400.0).trunc() * 86_400.0;
    }
    let micros = (span.micros as f64 / divisor + seconds * 1e6).round() as i64;
    let whole_months = (months / divisor).trunc();
    let exact = span.micros as f64 / divisor + seconds * 1e6;
    let fits = |x: f64| x >= f64::from(i32::MIN) && x <= f64::from(i32::MAX);
    if !fits(whole_months) || !fits(total_days) || exact.is_nan() || exact.abs() >= 9.223_372_036_854_775e18 {
        return Err(interval_out_of_range());
    }
    Ok(Value::Interval(Interval::new(whole_months as i32, total_days as i32, micros)))
}
fn interval_negate(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    interval(&args[0]).neg().map(Value::Interval).ok_or_else(interval_out_of_range)
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        vector("+(date, int4) -> date", date_plus_days),
        vector("+(int4, date) -> date", days_plus_date),
        vector("-(date, int4) -> date", date_minus_days),
        vector("-(date, date) -> int4", date_minus_date),
        row("+(date, time) -> timestamp", date_plus_time),
        row("+(time, date) -> timestamp", date_plus_time),
        row("-(time, time) -> interval", time_minus_time),
        row("+(time, interval) -> time", time_plus_interval),
        row("+(interval, time) -> time", time_plus_interval),
        row("-(time, interval) -> time", time_minus_interval),
        row("+(interval, interval) -> interval", interval_plus_interval),
        row("-(interval, interval) -> interval", interval_minus_interval),
        row("*(interval, float8) -> interval", interval_times),
        row("*(float8, interval) -> interval", interval_times),
        row("/(interval, float8) -> interval", interval_over),
        row("-(interval) -> interval", interval_negate),
        row("-(timestamp, timestamp) -> interval", timestamp_minus),
        row("-(timestamptz, timestamptz) -> interval", timestamp_minus),
    ];
    for (from, to) in [("date", "timestamp"), ("timestamp", "timestamp"), ("timestamptz", "timestamptz")] {
        all.push(row(&format!("+({from}, interval) -> {to}"), plus_interval));
        all.push(row(&format!("+(interval, {from}) -> {to}"), interval_plus));
        all.push(row(&format!("-({from}, interval) -> {to}"), minus_interval));
    }
    all
}
