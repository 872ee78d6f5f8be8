//! make_date, make_interval, to_timestamp, justify_…, overlaps, time zones.

use super::micros;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month};
use crate::value::{Interval, Value};

fn int(args: &[Value], at: usize) -> i64 {
    args.get(at).and_then(Value::as_int).unwrap_or_default()
}

fn date_of(year: i64, month: i64, day: i64) -> Result<i64> {
    let wrong = || {
        let value = format!("{year}-{month:02}-{day:02}");
        Error::from(Execute::DatetimeOutOfRange).with("value", value)
    };
    // There is no year 0: the year -1 is 1 BC.
    let civil = if year < 0 { year + 1 } else { year };
    let days = i64::from(if (1..=12).contains(&month) { days_in_month(civil, month as u32) } else { 0 });
    if day < 1 || day > days || year == 0 || year.abs() > 5_874_897 {
        return Err(wrong());
    }
    let year = civil;
    Ok(days_from_civil(year, month as u32, day as u32))
}
fn make_date(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Date(date_of(int(args, 0), int(args, 1), int(args, 2))?))
}
fn clock(args: &[Value], at: usize) -> Option<i64> {
    let seconds = args.get(at + 2).and_then(Value::as_float).unwrap_or_default();
    let exact = (seconds * 1e6).round_ties_even();
    let micros = (exact.is_finite() && exact.abs() < 9.2e18).then_some(exact as i64);
    let parts = int(args, at).checked_mul(HOUR).zip(int(args, at + 1).checked_mul(MINUTE)).zip(micros);
    parts.and_then(|((hours, minutes), micros)| hours.checked_add(minutes)?.checked_add(micros))
}
/// A time of day out of three fields.
fn time_of(args: &[Value], at: usize) -> Result<i64> {
    let (hours, minutes) = (int(args, at), int(args, at + 1));
    let seconds = args.get(at + 2).and_then(Value::as_float).unwrap_or_default();
    let fields = (0..=24).contains(&hours) && (0..60).contains(&minutes) && (0.0..=60.0).contains(&seconds);
    clock(args, at).filter(|micros| fields && *micros <= DAY).ok_or_else(|| {
        let value = format!("{hours}:{minutes:02}:{seconds:02}");
        Error::from(Execute::DatetimeOutOfRange).with("value", value)
    })
}
fn make_time(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Time(time_of(args, 0)?))
}
fn make_timestamp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let days = date_of(int(args, 0), int(args, 1), int(args, 2))?.checked_mul(DAY);
    let moment = days.zip(Some(time_of(args, 3)?)).and_then(|(days, time)| days.checked_add(time));
    moment.map(Value::Timestamp).ok_or_else(|| Execute::TimestampOutOfRange.into())
}
/// The zone of the seventh argument, an offset, is taken off.
fn make_timestamptz(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let local = make_timestamp(context, args)?;
    match args.get(6).and_then(Value::as_str) {
        Some(zone) => {
            // East is `+` here, where AT TIME ZONE has it the POSIX way.
            let zone = match zone.strip_prefix('+') {
                Some(digits) => format!("-{digits}"),
                None => zone.strip_prefix('-').map_or_else(|| zone.to_owned(), |digits| format!("+{digits}")),
            };
            from_zone(context, &[Value::text(zone), local])
        }
        None => Ok(local),
    }
}
fn make_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let sum = |a: i64, each: i64, b: i64| a.checked_mul(each).and_then(|a| i32::try_from(a.checked_add(b)?).ok());
    let parts = (sum(int(args, 0), 12, int(args, 1)), sum(int(args, 2), 7, int(args, 3)), clock(args, 4));
    match parts {
        (Some(months), Some(days), Some(micros)) => Ok(Value::Interval(Interval::new(months, days, micros))),
        _ => Err(Execute::IntervalOutOfRange.into()),
    }
}
fn to_timestamp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let seconds = args[0].as_float().unwrap_or_default();
    Ok(Value::Timestamp((seconds * 1e6).round() as i64))
}
fn span(value: &Value) -> Interval {
    if let Value::Interval(interval) = value { *interval } else { Interval::default() }
}
/// Days out of hours, then months out of days, the fields' signs made one.
fn justified(i: Interval, hours: bool, days: bool) -> Result<Value> {
    let (mut months, mut day, mut micros) = (i64::from(i.months), i64::from(i.days), i.micros);
    if hours {
        day += micros / DAY;
        micros %= DAY;
    }
    if days {
        months += day / 30;
        day %= 30;
        let time = if hours { micros } else { 0 };
        if months > 0 && (day < 0 || (day == 0 && time < 0)) {
            (day, months) = (day + 30, months - 1);
        } else if months < 0 && (day > 0 || (day == 0 && time > 0)) {
            (day, months) = (day - 30, months + 1);
        }
    }
    if hours && day > 0 && micros < 0 {
        (micros, day) = (micros + DAY, day - 1);
    } else if hours && day < 0 && micros > 0 {
        (micros, day) = (micros - DAY, day + 1);
    }
    match (i32::try_from(months), i32::try_from(day)) {
        (Ok(months), Ok(days)) => Ok(Value::Interval(Interval::new(months, days, micros))),
        _ => Err(Execute::IntervalOutOfRange.into()),
    }
}
fn justify_hours(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    justified(span(&args[0]), true, false)
}
fn justify_days(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    justified(span(&args[0]), false, true)
}
fn justify_interval(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    justified(span(&args[0]), true, true)
}

/// `(s1, e1) OVERLAPS (s2, e2)`: one end may be NULL, and the answer may be known nevertheless.
fn overlaps(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let period = |start: &Value, end: &Value| -> Option<(i64, Option<i64>)> {
        let first = (!start.is_null()).then(|| micros(start));
        let last = match end {
            Value::Null => None,
            Value::Interval(i) => {
                first.map(|_| crate::value::calendar::add_interval(micros(start), i).unwrap_or(i64::MAX))
            }
            other => Some(micros(other)),
        };
        match (first, last) {
            (Some(a), Some(b)) => Some((a.min(b), Some(a.max(b)))),
            (Some(a), None) | (None, Some(a)) => Some((a, None)),
            (None, None) => None,
        }
    };
    let (Some(a), Some(b)) = (period(&args[0], &args[1]), period(&args[2], &args[3])) else { return Ok(Value::Null) };
    if a.0 == b.0 {
        return Ok(if a.1.is_none() || b.1.is_none() { Value::Null } else { Value::Bool(true) });
    }
    let (early, late) = if a.0 < b.0 { (a, b) } else { (b, a) };
    Ok(match early.1 {
        None => Value::Null,
        Some(end) if late.0 < end => Value::Bool(true),
        Some(_) if late.1.is_none() => Value::Null,
        Some(_) => Value::Bool(false),
    })
}

/// Zones we know without a database of zones: UTC by its names, and fixed offsets.
pub(super) fn zone(text: &str) -> Result<i64> {
    let lower = text.trim().to_lowercase();
    if matches!(lower.as_str(), "utc" | "gmt" | "z" | "zulu" | "etc/utc" | "universal") {
        return Ok(0);
    }
    let digits = lower.trim_start_matches("utc").trim_start_matches("gmt");
    let unknown = || Error::from(Execute::UnknownTimeZone).with("name", text);
    let (sign, rest) = match digits.as_bytes().first() {
        Some(b'+') => (1, &digits[1..]),
        Some(b'-') => (-1, &digits[1..]),
        _ => return Err(unknown()),
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let number = |text: &str| text.parse::<i64>().map_err(|_| unknown());
    // POSIX: west is positive when the offset is bare.
    Ok(-sign * (number(hours)? * HOUR + number(minutes)? * MINUTE))
}
fn to_zone(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Timestamp(micros(&args[1]) + zone(args[0].as_str().unwrap_or(""))?))
}
fn from_zone(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Timestamp(micros(&args[1]) - zone(args[0].as_str().unwrap_or(""))?))
}
fn isfinite(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(!matches!(args[0].as_int(), Some(i64::MAX | i64::MIN))))
}
fn last_day(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (year, month, _) = crate::value::calendar::civil_from_days(micros(&args[0]).div_euclid(DAY));
    Ok(Value::Date(days_from_civil(year, month, days_in_month(year, month))))
}
/// `date_bin(stride, moment, origin)`
fn date_bin(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let stride = i64::try_from(span(&args[0]).span()).unwrap_or(0);
    if stride <= 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "not-positive").with("value", "stride"));
    }
    let (moment, origin) = (micros(&args[1]), micros(&args[2]));
    Ok(Value::Timestamp(origin + (moment - origin).div_euclid(stride) * stride))
}

pub(super) fn all() -> Vec<Function> {
    debug_assert_eq!(SECOND * 60, MINUTE);
    let mut all = vec![
        row("make_date(int4, int4, int4) -> date", make_date),
        row("make_time(int4, int4, float8) -> time", make_time),
        row("make_timestamp(int4, int4, int4, int4, int4, float8) -> timestamp", make_timestamp),
        row("to_timestamp(float8) -> timestamptz", to_timestamp),
        row("justify_hours(interval) -> interval", justify_hours),
        row("justify_days(interval) -> interval", justify_days),
        row("justify_interval(interval) -> interval", justify_interval),
        row("make_timestamptz(int4, int4, int4, int4, int4, float8) -> timestamptz", make_timestamptz),
        row("make_timestamptz(int4, int4, int4, int4, int4, float8, text) -> timestamptz", make_timestamptz),
        row("timezone(text, timestamptz) -> timestamp", to_zone),
        row("timezone(text, timestamp) -> timestamptz", from_zone),
        row("isfinite(date) -> bool", isfinite),
        row("isfinite(timestamp) -> bool", isfinite),
        row("last_day(date) -> date", last_day),
        row("last_day_of_month(date) -> date", last_day),
        row("date_bin(interval, timestamp, timestamp) -> timestamp", date_bin),
    ];
    let fields = ["int4", "int4", "int4", "int4", "int4", "int4", "float8"];
    for count in 0..=fields.len() {
        all.push(row(&format!("make_interval({}) -> interval", fields[..count].join(", ")), make_interval));
    }
    for ty in ["timestamp", "date", "time", "timestamptz"] {
        all.push(row(&format!("overlaps({ty}, {ty}, {ty}, {ty}) -> bool"), overlaps).on_null());
        all.push(row(&format!("overlaps({ty}, interval, {ty}, interval) -> bool"), overlaps).on_null());
        all.push(row(&format!("overlaps({ty}, {ty}, {ty}, interval) -> bool"), overlaps).on_null());
        all.push(row(&format!("overlaps({ty}, interval, {ty}, {ty}) -> bool"), overlaps).on_null());
    }
    all
}
