//! to_date, to_timestamp(text, template), to_number.

use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month, read_month};
use crate::value::{Decimal, Value};

/// Reads a text by a template into microseconds.
pub(super) fn read(text: &str, template: &str) -> Result<i64> {
    let wrong = |part: &str| {
        let value: String = text.chars().take(8).collect();
        Error::from(Execute::InvalidDatetime).with("value", value).with("type", part)
    };
    let (mut year, mut month, mut day, mut time) = (1_i64, 1_i64, 1_i64, 0_i64);
    let (mut day_of_year, mut afternoon, mut twelve) = (None, None, None);
    let upper = template.to_uppercase();
    let (mut pattern, mut rest) = (upper.as_str(), text.trim_start());
    while !pattern.is_empty() {
        const PARTS: &[&str] = &[
            "YYYY", "YY", "MONTH", "MON", "MM", "DDD", "DD", "HH24", "HH12", "HH", "MI", "SS", "MS", "US", "AM", "PM",
            "DAY", "DY",
        ];
        if let Some(after) = pattern.strip_prefix("FM") {
            pattern = after;
            continue;
        }
        let Some(part) = PARTS.iter().find(|part| pattern.starts_with(**part)) else {
            let c = pattern.chars().next().unwrap_or(' ');
            pattern = &pattern[c.len_utf8()..];
            rest = match rest.chars().next() {
                Some(found) if !found.is_alphanumeric() || found.to_ascii_uppercase() == c => &rest[found.len_utf8()..],
                _ => rest,
            };
            continue;
        };
        pattern = &pattern[part.len()..];
        rest = rest.trim_start();
        let mut number = |most: usize| -> Result<i64> {
            let end = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let n = rest[..end].parse().map_err(|_| wrong(part))?;
            rest = &rest[end..];
            Ok(n)
        };
        match *part {
            "YYYY" => year = number(4)?,
            "YY" => {
                let n = number(2)?;
                year = if n < 70 { 2000 + n } else { 1900 + n };
            }
            "MM" => month = number(2)?,
            "DD" => day = number(2)?,
            "DDD" => day_of_year = Some(number(3)?),
            "HH24" => time += number(2)? * HOUR,
            "HH12" | "HH" => twelve = Some(number(2)?),
            "MI" => time += number(2)? * MINUTE,
            "SS" => time += number(2)? * SECOND,
            "MS" => time += number(3)? * 1000,
            "US" => time += number(6)?,
            _ => {
                let end = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
                let word = if *part == "MON" || *part == "DY" { rest.get(..3).unwrap_or(rest) } else { &rest[..end] };
                match *part {
                    "MONTH" | "MON" => month = i64::from(read_month(word).ok_or_else(|| wrong(part))?),
                    "AM" | "PM" => afternoon = Some(word.to_lowercase().starts_with('p')),
                    _ => {}
                }
                rest = &rest[word.len()..];
            }
        }
    }
    if let Some(hour) = twelve {
        time += match afternoon {
            Some(true) => (hour % 12 + 12) * HOUR,
            Some(false) => hour % 12 * HOUR,
            None => hour * HOUR,
        };
    }
    let out_of_range = || Error::from(Execute::DatetimeOutOfRange).with("value", text);
    if let Some(day_of_year) = day_of_year {
        return Ok((days_from_civil(year, 1, 1) + day_of_year - 1) * DAY + time);
    }
    if !(1..=12).contains(&month) || day < 1 || day > i64::from(days_in_month(year, month as u32)) || time >= DAY {
        return Err(out_of_range());
    }
    Ok(days_from_civil(year, month as u32, day as u32) * DAY + time)
}

fn arguments(args: &[Value]) -> (&str, &str) {
    (args[0].as_str().unwrap_or(""), args[1].as_str().unwrap_or(""))
}
fn to_date(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (text, template) = arguments(args);
    Ok(Value::Date(read(text, template)?.div_euclid(DAY)))
}
fn to_timestamp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (text, template) = arguments(args);
    Ok(Value::Timestamp(read(text, template)?))
}
fn to_number(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (text, template) = arguments(args);
    let kept: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+')).collect();
    let negative = template.to_uppercase().ends_with("MI") && text.trim_end().ends_with('-');
    let kept = if negative { format!("-{}", kept.trim_matches('-')) } else { kept };
    let wrong = || Error::from(Execute::InvalidText).with("value", text).with("type", "numeric");
    Ok(Value::Decimal(Decimal::parse(&kept).ok_or_else(wrong)?))
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("to_date(text, text) -> date", to_date),
        row("to_timestamp(text, text) -> timestamptz", to_timestamp),
        row("to_number(text, text) -> numeric", to_number),
    ]
}
