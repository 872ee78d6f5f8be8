//! extract, date_part, date_trunc, age.

use super::micros;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::types::Type;
use crate::value::calendar::{DAY, HOUR, MINUTE, SECOND, civil_from_days, days_from_civil, days_in_month};
use crate::value::{Decimal, Interval, Value};

/// The units of PostgreSQL, in the singular.
const UNITS: &[&str] = &[
    "microsecond",
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "millennium",
    "dow",
    "isodow",
    "doy",
    "isoyear",
    "epoch",
    "julian",
    "timezone",
    "timezone_hour",
    "timezone_minute",
];

pub(super) fn unknown(unit: &str, context: &Context<'_>) -> Error {
    let ty = context.types.last().map(Type::name).unwrap_or_default();
    Error::from(Execute::UnknownUnit).with("unit", unit).with("type", ty)
}

/// The error of a unit that a value has no such part of; there may be such a unit for other types.
pub(super) fn no_part(unit: &str, context: &Context<'_>) -> Error {
    let known = UNITS.contains(&unit) || unit.strip_suffix('s').is_some_and(|unit| UNITS.contains(&unit));
    if !known {
        return unknown(unit, context);
    }
    let ty = context.types.last().map(Type::name).unwrap_or_default();
    Error::from(Execute::UnsupportedUnit).with("unit", unit).with("type", ty)
}

/// ISO 8601 week and its year.
pub(super) fn iso_week(days: i64) -> (i64, i64) {
    let weekday = (days + 3).rem_euclid(7);
    let thursday = days - weekday + 3;
    let (year, ..) = civil_from_days(thursday);
    ((thursday - days_from_civil(year, 1, 1)) / 7 + 1, year)
}

fn scaled(micros: i64, scale: u8) -> Decimal {
    Decimal::new(i128::from(micros), scale)
}

/// A part of a moment, exact.
pub(super) fn part(unit: &str, value: &Value) -> Option<Decimal> {
    let whole = |n: i64| Some(Decimal::from_i64(n));
    if let Value::Interval(interval) = value {
        let (years, months) = (i64::from(interval.months / 12), i64::from(interval.months % 12));
        let time = interval.micros;
        return match unit {
            "year" | "years" | "y" => whole(years),
            "month" | "months" | "mon" => whole(months),
            "quarter" => whole(months / 3 + 1),
            "day" | "days" | "d" => whole(i64::from(interval.days)),
            "hour" | "hours" | "h" => whole(time / HOUR),
            "minute" | "minutes" | "min" => whole(time / MINUTE % 60),
            "second" | "seconds" | "s" => Some(scaled(time % MINUTE, 6)),
            "millisecond" | "milliseconds" => Some(scaled(time % MINUTE, 3)),
            "microsecond" | "microseconds" => whole(time % MINUTE),
            "decade" => whole(years / 10),
            "century" => whole(years / 100),
            "millennium" => whole(years / 1000),
            "epoch" => {
                // A year is 365.25 days, a month 30.
                let days = i128::from(years) * 36_525 + (i128::from(months) * 30 + i128::from(interval.days)) * 100;
                Some(Decimal::new(days * 864 * 1_000_000 + i128::from(time), 6))
            }
            _ => None,
        };
    }
    let total = micros(value);
    let (days, time) =
        if let Value::Time(time) = value { (0, *time) } else { (total.div_euclid(DAY), total.rem_euclid(DAY)) };
    let clock = !matches!(value, Value::Date(_));
    let calendar = !matches!(value, Value::Time(_));
    match unit {
        "hour" | "hours" | "h" if clock => return whole(time / HOUR),
        "minute" | "minutes" | "min" if clock => return whole(time / MINUTE % 60),
        "second" | "seconds" | "s" if clock => return Some(scaled(time % MINUTE, 6)),
        "millisecond" | "milliseconds" if clock => return Some(scaled(time % MINUTE, 3)),
        "microsecond" | "microseconds" if clock => return whole(time % MINUTE),
        "epoch" => {
            return if clock { Some(scaled(if calendar { total } else { time }, 6)) } else { whole(total / SECOND) };
        }
        _ if !calendar => return None,
        _ => {}
    }
    let (year, month, day) = civil_from_days(days);
    let shown = if year <= 0 { year - 1 } else { year };
    whole(match unit {
        "year" | "years" | "y" => shown,
        "month" | "months" | "mon" => i64::from(month),
        "day" | "days" | "d" => i64::from(day),
        "quarter" | "qtr" => i64::from((month - 1) / 3 + 1),
        "dow" | "dayofweek" => (days + 4).rem_euclid(7),
        "isodow" => (days + 3).rem_euclid(7) + 1,
        "doy" | "dayofyear" => days - days_from_civil(year, 1, 1) + 1,
        "week" | "weeks" | "w" => iso_week(days).0,
        "isoyear" => iso_week(days).1,
        "decade" => year.div_euclid(10),
        "century" => {
            if year > 0 {
                (year + 99) / 100
            } else {
                (year - 100) / 100
            }
        }
        "millennium" => {
            if year > 0 {
                (year + 999) / 1000
            } else {
                (year - 1000) / 1000
            }
        }
        "julian" => days + 2_440_588,
        "timezone" | "timezone_hour" | "timezone_minute" => 0,
        _ => return None,
    })
}

fn endless(value: &Value) -> bool {
    matches!(value, Value::Date(n) | Value::Timestamp(n) if *n == i64::MAX || *n == i64::MIN)
}

fn extract(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let unit = args[0].as_str().unwrap_or("").to_lowercase();
    if endless(&args[1]) {
        return Ok(Value::Null);
    }
    let zoned = context.types.last() == Some(&Type::Timestamptz);
    let found = part(&unit, &args[1]).filter(|_| zoned || !unit.starts_with("timezone"));
    found.map(Value::Decimal).ok_or_else(|| no_part(&unit, context))
}
fn date_part(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    match extract(context, args)? {
        Value::Decimal(d) => Ok(Value::Float(d.to_f64())),
        other => Ok(other),
    }
}

/// A moment cut to a unit; `None`: no such unit.
pub(super) fn truncate(unit: &str, total: i64) -> Option<i64> {
    let (days, time) = (total.div_euclid(DAY), total.rem_euclid(DAY));
    let (year, month, _) = civil_from_days(days);
    let date = |year: i64, month: u32| days_from_civil(year, month, 1) * DAY;
    Some(match unit {
        "microsecond" | "microseconds" => total,
        "millisecond" | "milliseconds" => total.div_euclid(1000) * 1000,
        "second" | "seconds" => days * DAY + time / SECOND * SECOND,
        "minute" | "minutes" => days * DAY + time / MINUTE * MINUTE,
        "hour" | "hours" => days * DAY + time / HOUR * HOUR,
        "day" | "days" => days * DAY,
        "week" | "weeks" => (days - (days + 3).rem_euclid(7)) * DAY,
        "month" | "months" | "mon" => date(year, month),
        "quarter" => date(year, (month - 1) / 3 * 3 + 1),
        "year" | "years" => date(year, 1),
        "decade" => date(year.div_euclid(10) * 10, 1),
        "century" => date((year - 1).div_euclid(100) * 100 + 1, 1),
        "millennium" => date((year - 1).div_euclid(1000) * 1000 + 1, 1),
        _ => return None,
    })
}

fn date_trunc(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let unit = args[0].as_str().unwrap_or("").to_lowercase();
    if endless(&args[1]) {
        return Ok(args[1].clone());
    }
    if let Value::Interval(i) = &args[1] {
        let cut = |each: i64| Interval::new(i.months, i.days, i.micros / each * each);
        return Ok(Value::Interval(match unit.as_str() {
            "second" | "seconds" => cut(SECOND),
            "minute" | "minutes" => cut(MINUTE),
            "hour" | "hours" => cut(HOUR),
            "day" | "days" => Interval::new(i.months, i.days, 0),
            "month" | "months" => Interval::new(i.months, 0, 0),
            "quarter" => Interval::new(i.months / 3 * 3, 0, 0),
            "year" | "years" => Interval::new(i.months / 12 * 12, 0, 0),
            "week" | "weeks" => return Err(no_part(&unit, context)),
            _ => return Err(unknown(&unit, context)),
        }));
    }
    truncate(&unit, micros(&args[1])).map(Value::Timestamp).ok_or_else(|| unknown(&unit, context))
}

/// Years, months, days and time from `b` to `a`.
fn between(a: i64, b: i64) -> Interval {
    if a < b {
        return between(b, a).neg().unwrap_or_default();
    }
    let ((y1, m1, d1), (y2, m2, d2)) = (civil_from_days(a.div_euclid(DAY)), civil_from_days(b.div_euclid(DAY)));
    let mut time = a.rem_euclid(DAY) - b.rem_euclid(DAY);
    let mut days = i64::from(d1) - i64::from(d2);
    let mut months = (y1 - y2) * 12 + i64::from(m1) - i64::from(m2);
    if time < 0 {
        time += DAY;
        days -= 1;
    }
    if days < 0 {
        // The days of the earlier moment's month.
        days += i64::from(days_in_month(y2, m2));
        months -= 1;
    }
    Interval::new(months as i32, days as i32, time)
}
fn age(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Interval(between(micros(&args[0]), micros(&args[1]))))
}
fn age_today(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Interval(between(context.now.div_euclid(DAY) * DAY, micros(&args[0]))))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("date_trunc(text, timestamp) -> timestamp", date_trunc),
        row("date_trunc(text, timestamptz) -> timestamptz", date_trunc),
        row("date_trunc(text, interval) -> interval", date_trunc),
        row("age(timestamp, timestamp) -> interval", age),
        row("age(timestamptz, timestamptz) -> interval", age),
        row("age(timestamp) -> interval", age_today).stable(),
        row("age(timestamptz) -> interval", age_today).stable(),
    ];
    for ty in ["date", "time", "timestamp", "timestamptz", "interval"] {
        all.push(row(&format!("extract(text, {ty}) -> numeric"), extract));
        all.push(row(&format!("date_part(text, {ty}) -> float8"), date_part));
    }
    all
}
