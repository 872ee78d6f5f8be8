//! Spellings of Athena (Trino), Spark and Redshift: date_diff, date_add, from_unixtime, year(), …

use super::micros;
use super::parts::truncate;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, HOUR, MINUTE, SECOND, add_interval, civil_from_days, days_from_civil};
use crate::value::{Interval, Value};

fn unknown(unit: &str) -> Error {
    Error::from(Execute::UnknownUnit).with("unit", unit).with("type", "timestamp without time zone")
}
fn unit_of(args: &[Value]) -> String {
    args[0].as_str().unwrap_or("").to_lowercase().trim_end_matches('s').to_owned()
}
fn months(total: i64) -> i64 {
    let (year, month, _) = civil_from_days(total.div_euclid(DAY));
    year * 12 + i64::from(month)
}

/// Trino: how many whole units fit between.
fn date_diff(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (unit, from, to) = (unit_of(args), micros(&args[1]), micros(&args[2]));
    let each = |size: i64| Ok(Value::Int((to - from) / size));
    let whole_months = || {
        let mut count = months(to) - months(from);
        let back = |count: i64| add_interval(from, &Interval::new(count as i32, 0, 0)).unwrap_or(from);
        if count > 0 && back(count) > to {
            count -= 1;
        }
        if count < 0 && back(count) < to {
            count += 1;
        }
        count
    };
    match unit.as_str() {
        "millisecond" => each(1000),
        "second" => each(SECOND),
        "minute" => each(MINUTE),
        "hour" => each(HOUR),
        "day" => each(DAY),
        "week" => each(7 * DAY),
        "month" => Ok(Value::Int(whole_months())),
        "quarter" => Ok(Value::Int(whole_months() / 3)),
        "year" => Ok(Value::Int(whole_months() / 12)),
        other => Err(unknown(other)),
    }
}
/// Redshift's DATEDIFF: boundaries crossed.
fn datediff(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (unit, from, to) = (unit_of(args), micros(&args[1]), micros(&args[2]));
    Ok(Value::Int(match unit.as_str() {
        "month" => months(to) - months(from),
        "quarter" => (months(to) - 1) / 3 - (months(from) - 1) / 3,
        "year" => civil_from_days(to.div_euclid(DAY)).0 - civil_from_days(from.div_euclid(DAY)).0,
        unit => {
            let size = match unit {
                "second" => SECOND,
                "minute" => MINUTE,
                "hour" => HOUR,
                "day" => DAY,
                "week" => 7 * DAY,
                other => return Err(unknown(other)),
            };
            let cut = |total: i64| truncate(unit, total).unwrap_or(total);
            (cut(to) - cut(from)) / size
        }
    }))
}
/// Spark's DATEDIFF(end, start) in days.
fn days_between(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(micros(&args[0]).div_euclid(DAY) - micros(&args[1]).div_euclid(DAY)))
}
fn date_add(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (unit, count) = (unit_of(args), args[1].as_int().unwrap_or_default());
    let n = i32::try_from(count).map_err(|_| Error::from(Execute::IntervalOutOfRange))?;
    let by = match unit.as_str() {
        "millisecond" => Interval::new(0, 0, count * 1000),
        "second" => Interval::new(0, 0, count * SECOND),
        "minute" => Interval::new(0, 0, count * MINUTE),
        "hour" => Interval::new(0, 0, count * HOUR),
        "day" => Interval::new(0, n, 0),
        "week" => Interval::new(0, n.saturating_mul(7), 0),
        "month" => Interval::new(n, 0, 0),
        "quarter" => Interval::new(n.saturating_mul(3), 0, 0),
        "year" => Interval::new(n.saturating_mul(12), 0, 0),
        other => return Err(unknown(other)),
    };
    let sum = add_interval(micros(&args[2]), &by).ok_or_else(|| Error::from(Execute::TimestampOutOfRange))?;
    Ok(if *context.returns == crate::types::Type::Date {
        Value::Date(sum.div_euclid(DAY))
    } else {
        Value::Timestamp(sum)
    })
}
fn add_days(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Date(micros(&args[0]).div_euclid(DAY) + args[1].as_int().unwrap_or_default()))
}
fn sub_days(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Date(micros(&args[0]).div_euclid(DAY) - args[1].as_int().unwrap_or_default()))
}
fn add_months(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let moved =
        crate::value::calendar::add_months(micros(&args[0]).div_euclid(DAY), args[1].as_int().unwrap_or_default());
    Ok(Value::Date(moved.ok_or_else(|| Error::from(Execute::DateOutOfRange))?))
}
fn from_unixtime(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Timestamp((args[0].as_float().unwrap_or_default() * 1e6).round() as i64))
}
fn to_unixtime(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(micros(&args[0]) as f64 / 1e6))
}
fn unix_timestamp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(micros(&args[0]).div_euclid(SECOND)))
}
fn field(args: &[Value], f: fn(i64, i64) -> i64) -> Result<Value> {
    let total = micros(&args[0]);
    Ok(Value::Int(f(total.div_euclid(DAY), total.rem_euclid(DAY))))
}
fn year(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| civil_from_days(days).0)
}
fn quarter(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| i64::from((civil_from_days(days).1 - 1) / 3 + 1))
}
fn month(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| i64::from(civil_from_days(days).1))
}
fn week(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| super::parts::iso_week(days).0)
}
fn day(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| i64::from(civil_from_days(days).2))
}
fn day_of_week(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| (days + 3).rem_euclid(7) + 1)
}
fn day_of_year(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |days, _| days - days_from_civil(civil_from_days(days).0, 1, 1) + 1)
}
fn hour(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |_, time| time / HOUR)
}
fn minute(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |_, time| time / MINUTE % 60)
}
fn second(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    field(args, |_, time| time / SECOND % 60)
}

/// `date_parse(text, '%Y-%m-%d')`, `date_format(moment, '%Y-%m-%d')`: MySQL's letters.
fn letters(template: &str) -> String {
    let mut out = String::new();
    let mut chars = template.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        out.push_str(match chars.next() {
            Some('Y') => "YYYY",
            Some('y') => "YY",
            Some('m') => "MM",
            Some('c') => "FMMM",
            Some('d') => "DD",
            Some('e') => "FMDD",
            Some('H') => "HH24",
            Some('h' | 'I') => "HH12",
            Some('i') => "MI",
            Some('s' | 'S') => "SS",
            Some('f') => "US",
            Some('p') => "AM",
            Some('M') => "FMMonth",
            Some('b') => "Mon",
            Some('W') => "FMDay",
            Some('a') => "Dy",
            Some('j') => "DDD",
            Some('T') => "HH24:MI:SS",
            Some('%') => "%",
            _ => "",
        });
    }
    out
}
fn date_parse(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let read = super::parse::read(args[0].as_str().unwrap_or(""), &letters(args[1].as_str().unwrap_or("")))?;
    Ok(Value::Timestamp(read))
}

/// Java's letters, as Spark has them, in those of to_char.
fn java_letters(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(letter) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(letter).len();
        if letter == '\'' {
            let text = rest[1..].split('\'').next().unwrap_or("");
            out.push_str(&format!("\"{}\"", if text.is_empty() { "'" } else { text }));
            rest = rest.get(text.len() + 2..).unwrap_or("");
            continue;
        }
        let count = run / letter.len_utf8();
        out.push_str(match (letter, count) {
            ('y', 2) => "YY",
            ('y', _) => "YYYY",
            ('M' | 'L', 1) => "FMMM",
            ('M' | 'L', 2) => "MM",
            ('M' | 'L', 3) => "Mon",
            ('M' | 'L', _) => "FMMonth",
            ('d', 1) => "FMDD",
            ('d', _) => "DD",
            ('D', 1) => "FMDDD",
            ('D', _) => "DDD",
            ('E', 4..) => "FMDay",
            ('E', _) => "Dy",
            ('H', 1) => "FMHH24",
            ('H', _) => "HH24",
            ('h', 1) => "FMHH12",
            ('h', _) => "HH12",
            ('m', 1) => "FMMI",
            ('m', _) => "MI",
            ('s', 1) => "FMSS",
            ('s', _) => "SS",
            ('S', 1..=3) => "MS",
            ('S', _) => "US",
            ('a', _) => "AM",
            ('q' | 'Q', _) => "Q",
            _ => &rest[..run],
        });
        rest = &rest[run..];
    }
    out
}
fn date_format(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let template = args[1].as_str().unwrap_or("");
    // Spark writes yyyy-MM-dd, Athena %Y-%m-%d.
    let template = if template.contains('%') { letters(template) } else { java_letters(template) };
    let registry = crate::functions::Registry::get();
    let types = [crate::types::Type::Timestamp, crate::types::Type::Text];
    let Ok(found) = registry.resolve("to_char", &types) else { return Ok(Value::Null) };
    let crate::functions::Body::Row(body) = found.function.body else { return Ok(Value::Null) };
    body(context, &[args[0].clone(), Value::text(template)])
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("date_diff(text, timestamp, timestamp) -> int8", date_diff),
        row("datediff(text, timestamp, timestamp) -> int8", datediff),
        row("datediff(date, date) -> int4", days_between),
        row("date_add(text, int8, date) -> date", date_add),
        row("date_add(text, int8, timestamp) -> timestamp", date_add),
        row("dateadd(text, int8, timestamp) -> timestamp", date_add),
        row("date_add(date, int4) -> date", add_days),
        row("date_sub(date, int4) -> date", sub_days),
        row("add_months(date, int4) -> date", add_months),
        row("from_unixtime(float8) -> timestamp", from_unixtime),
        row("to_unixtime(timestamp) -> float8", to_unixtime),
        row("unix_timestamp(timestamp) -> int8", unix_timestamp),
        row("date_parse(text, text) -> timestamp", date_parse),
        row("date_format(timestamp, text) -> text", date_format),
    ];
    let fields: [(&str, crate::functions::RowBody); 14] = [
        ("year", year),
        ("quarter", quarter),
        ("month", month),
        ("week", week),
        ("week_of_year", week),
        ("weekofyear", week),
        ("day", day),
        ("day_of_month", day),
        ("day_of_week", day_of_week),
        ("day_of_year", day_of_year),
        ("dayofyear", day_of_year),
        ("hour", hour),
        ("minute", minute),
        ("second", second),
    ];
    for (name, body) in fields {
        all.push(row(&format!("{name}(timestamp) -> int8"), body));
    }
    all
}
