//! to_date, to_timestamp(text, template), to_number.

use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month, read_month};
use crate::value::{Decimal, Value};

/// What a template may hold, longer parts before those they begin with.
const PARTS: &[&str] = &[
    "Y,YYY", "YYYY", "YYY", "YY", "Y", "IYYY", "IYY", "IY", "IDDD", "ID", "IW", "I", "MONTH", "MON", "MM", "MI", "MS",
    "DDD", "DD", "DAY", "DY", "D", "HH24", "HH12", "HH", "SSSSS", "SSSS", "SS", "US", "FF1", "FF2", "FF3", "FF4",
    "FF5", "FF6", "A.M.", "P.M.", "AM", "PM", "B.C.", "BC", "A.D.", "AD", "CC", "J", "Q", "RM", "WW", "W", "TZH",
    "TZM",
];

/// What a text said of a moment.
#[derive(Default)]
struct Found {
    year: Option<i64>,
    short: bool,
    iso_year: Option<i64>,
    century: Option<i64>,
    before_christ: bool,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    iso_day_of_year: Option<i64>,
    week: Option<i64>,
    iso_week: Option<i64>,
    iso_day: Option<i64>,
    week_of_month: Option<i64>,
    julian: Option<i64>,
    time: i64,
    hour: Option<i64>,
    afternoon: Option<bool>,
    zone: i64,
    zone_west: bool,
}

/// A year of fewer than four digits, near 2020.
fn near_2020(year: i64, digits: usize) -> i64 {
    match digits {
        1 | 2 if year < 70 => 2000 + year,
        1 | 2 if year < 100 => 1900 + year,
        3 if year < 520 => 2000 + year,
        3 => 1000 + year,
        _ => year,
    }
}

/// Reads a text by a template into microseconds.
pub(super) fn read(text: &str, template: &str) -> Result<i64> {
    let wrong = |part: &str| {
        let value: String = text.chars().take(8).collect();
        Error::from(Execute::InvalidDatetime).with("value", value).with("type", part)
    };
    let mut found = Found::default();
    let upper = template.to_uppercase();
    let (mut pattern, mut rest) = (upper.as_str(), text.trim_start());
    let mut free = false;
    // What the text does not say any more stays as it is.
    while !pattern.is_empty() && !rest.is_empty() {
        if let Some(after) = pattern.strip_prefix("FM") {
            (pattern, free) = (after, true);
            continue;
        }
        if let Some(quoted) = pattern.strip_prefix('"') {
            // A literal stands for as many characters; a backslash in it for what follows.
            let (mut end, mut count) = (quoted.len(), 0);
            let mut chars = quoted.char_indices();
            while let Some((at, c)) = chars.next() {
                match c {
                    '"' => {
                        end = at;
                        break;
                    }
                    '\\' => drop(chars.next()),
                    _ => {}
                }
                count += 1;
            }
            rest = rest.char_indices().nth(count).map_or("", |(at, _)| &rest[at..]);
            pattern = quoted.get(end + 1..).unwrap_or("");
            continue;
        }
        let Some(part) = PARTS.iter().find(|part| pattern.starts_with(**part)) else {
            let c = pattern.chars().next().unwrap_or(' ');
            pattern = &pattern[c.len_utf8()..];
            rest = match rest.chars().next() {
                // The sign of a zone is not skipped.
                Some('+' | '-') if pattern.starts_with("TZH") && c == ' ' => rest,
                Some(skipped) if !skipped.is_alphanumeric() || skipped.to_ascii_uppercase() == c => {
                    &rest[skipped.len_utf8()..]
                }
                _ => rest,
            };
            continue;
        };
        pattern = &pattern[part.len()..];
        for suffix in ["TH", "th"] {
            pattern = pattern.strip_prefix(suffix).unwrap_or(pattern);
        }
        rest = rest.trim_start();
        // Before something else than a part, a number is as long as it is.
        let alone = free || pattern.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
        let mut digits_read = 0;
        let mut number = |most: usize| -> Result<i64> {
            let most = if alone { 18 } else { most };
            let end = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let n = rest[..end].parse().map_err(|_| wrong(part))?;
            digits_read = end;
            rest = &rest[end..];
            Ok(n)
        };
        match *part {
            "YYYY" => found.year = Some(number(4)?),
            "YYY" | "YY" | "Y" => {
                let n = number(part.len())?;
                found.short = digits_read < 4;
                found.year = Some(near_2020(n, digits_read.min(part.len())));
            }
            "IYYY" => found.iso_year = Some(number(4)?),
            "IYY" | "IY" | "I" => {
                let n = number(part.len())?;
                found.iso_year = Some(near_2020(n, digits_read));
            }
            "CC" => found.century = Some(number(2)?),
            "MM" => found.month = Some(number(2)?),
            "DD" => found.day = Some(number(2)?),
            "DDD" => found.day_of_year = Some(number(3)?),
            "IDDD" => found.iso_day_of_year = Some(number(3)?),
            "WW" => found.week = Some(number(2)?),
            "IW" => found.iso_week = Some(number(2)?),
            "ID" => found.iso_day = Some(number(1)?),
            "W" => found.week_of_month = Some(number(1)?),
            "D" | "Q" => drop(number(1)?),
            "J" => found.julian = Some(number(18)?),
            "HH24" => found.time += number(2)? * HOUR,
            "HH12" | "HH" => found.hour = Some(number(2)?),
            "MI" => found.time += number(2)? * MINUTE,
            "SS" => found.time += number(2)? * SECOND,
            "SSSS" | "SSSSS" => found.time += number(5)? * SECOND,
            "MS" | "US" | "FF1" | "FF2" | "FF3" | "FF4" | "FF5" | "FF6" => {
                let places = match *part {
                    "MS" => 3,
                    "US" => 6,
                    _ => part[2..].parse().unwrap_or(6),
                };
                let end = rest.bytes().take(places).take_while(u8::is_ascii_digit).count();
                let n: i64 = rest[..end].parse().map_err(|_| wrong(part))?;
                // What follows the digits that count is read over.
                let more = if alone { rest[end..].bytes().take_while(u8::is_ascii_digit).count() } else { 0 };
                rest = &rest[end + more..];
                found.time += n * 10_i64.pow(6 - end as u32);
            }
            "Y,YYY" => {
                let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(rest.len());
                found.year = Some(rest[..end].replace(',', "").parse().map_err(|_| wrong(part))?);
                rest = &rest[end..];
            }
            "TZH" => {
                found.zone_west = rest.starts_with('-');
                rest = rest.strip_prefix(['-', '+']).unwrap_or(rest);
                let end = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
                found.zone += rest[..end].parse::<i64>().map_err(|_| wrong(part))? * HOUR;
                rest = &rest[end..];
            }
            "TZM" => {
                let end = rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
                found.zone += rest[..end].parse::<i64>().map_err(|_| wrong(part))? * MINUTE;
                rest = &rest[end..];
            }
            _ => {
                let end = rest.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(rest.len());
                let word = if *part == "MON" || *part == "DY" { rest.get(..3).unwrap_or(rest) } else { &rest[..end] };
                match *part {
                    "MONTH" | "MON" => found.month = Some(i64::from(read_month(word).ok_or_else(|| wrong(part))?)),
                    "RM" => {
                        let at = ROMAN.iter().position(|roman| roman.eq_ignore_ascii_case(word));
                        found.month = Some(at.ok_or_else(|| wrong(part))? as i64 + 1);
                    }
                    "AM" | "PM" | "A.M." | "P.M." => {
                        found.afternoon = Some(word.to_lowercase().starts_with('p'));
                    }
                    "BC" | "B.C." | "AD" | "A.D." => found.before_christ = word.to_lowercase().starts_with('b'),
                    _ => {}
                }
                rest = &rest[word.len()..];
            }
        }
    }
    found.moment(text)
}

/// The months in Roman numerals.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

impl Found {
    /// Microseconds since 1970.
    fn moment(self, text: &str) -> Result<i64> {
        let out_of_range = || Error::from(Execute::DatetimeOutOfRange).with("value", text);
        let mut time = self.time;
        if let Some(hour) = self.hour {
            time += match self.afternoon {
                Some(true) => (hour % 12 + 12) * HOUR,
                Some(false) => hour % 12 * HOUR,
                None => hour * HOUR,
            };
        }
        let days = self.days().ok_or_else(out_of_range)?;
        if time >= DAY || self.zone >= 16 * HOUR {
            return Err(out_of_range());
        }
        let zone = if self.zone_west { -self.zone } else { self.zone };
        days.checked_mul(DAY).and_then(|micros| micros.checked_add(time - zone)).ok_or_else(out_of_range)
    }

    fn days(&self) -> Option<i64> {
        if let Some(julian) = self.julian {
            return Some(julian - 2_440_588).filter(|days| days.abs() < 2_147_483_000);
        }
        if let Some(year) = self.iso_year {
            // The first week is the one with 4 January.
            let fourth = days_from_civil(year.min(5_874_897), 1, 4);
            let monday = fourth - (fourth + 3).rem_euclid(7);
            return Some(match (self.iso_day_of_year, self.iso_week) {
                (Some(day), _) => monday + day - 1,
                (None, week) => monday + (week.unwrap_or(1) - 1) * 7 + self.iso_day.unwrap_or(1) - 1,
            });
        }
        let mut year = self.year.unwrap_or(1);
        if let Some(century) = self.century {
            year = match self.year.map(|year| year % 100) {
                None => century * 100 - 99,
                Some(0) => century * 100,
                Some(rest) if self.short => rest + (century - 1) * 100,
                Some(_) => year,
            };
        }
        if self.before_christ && year > 0 {
            year = 1 - year;
        }
        if year.abs() > 5_874_897 {
            return None;
        }
        if let Some(day) = self.day_of_year.or(self.week.map(|week| (week - 1) * 7 + 1)) {
            return (1..=366).contains(&day).then(|| days_from_civil(year, 1, 1) + day - 1);
        }
        let month = self.month.unwrap_or(1);
        let day = self.week_of_month.map(|week| (week - 1) * 7 + 1).or(self.day).unwrap_or(1);
        if !(1..=12).contains(&month) || day < 1 || day > i64::from(days_in_month(year, month as u32)) {
            return None;
        }
        Some(days_from_civil(year, month as u32, day as u32))
    }
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
