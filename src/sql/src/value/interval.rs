//! `interval`: months, days and microseconds, kept apart as PostgreSQL keeps them; read and written in its style.

use super::calendar::{DAY, HOUR, MINUTE, SECOND};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A span of time. Equality and order go by its length with 30-day months; the three parts stay as given.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Interval {
    /// Months and years.
    pub months: i32,
    /// Days and weeks.
    pub days: i32,
    /// Microseconds.
    pub micros: i64,
}

impl Interval {
    /// From its three parts.
    pub fn new(months: i32, days: i32, micros: i64) -> Self {
        Self { months, days, micros }
    }

    /// Its length in microseconds, a month counted as 30 days.
    pub fn span(&self) -> i128 {
        (i128::from(self.months) * 30 + i128::from(self.days)) * i128::from(DAY) + i128::from(self.micros)
    }

    /// The sum, part by part; `None` on overflow.
    pub fn add(&self, other: &Self) -> Option<Self> {
        Some(Self {
            months: self.months.checked_add(other.months)?,
            days: self.days.checked_add(other.days)?,
            micros: self.micros.checked_add(other.micros)?,
        })
    }

    /// The opposite; `None` on overflow.
    pub fn neg(&self) -> Option<Self> {
        Some(Self {
            months: self.months.checked_neg()?,
            days: self.days.checked_neg()?,
            micros: self.micros.checked_neg()?,
        })
    }

    /// Multiplied by a number: fractions of months go to days, fractions of days to time.
    pub fn mul(&self, factor: f64) -> Option<Self> {
        let months = f64::from(self.months) * factor;
        let days = f64::from(self.days) * factor;
        if !months.is_finite() || !days.is_finite() || months.abs() > 2e9 || days.abs() > 2e9 {
            return None;
        }
        let mut month_remainder_days = (months - months.trunc()) * 30.0;
        month_remainder_days = (month_remainder_days * 1e6).round() / 1e6;
        let mut second_remainder =
            (days - days.trunc() + month_remainder_days - month_remainder_days.trunc()) * (DAY as f64 / 1e6);
        second_remainder = (second_remainder * 1e6).round() / 1e6;
        let mut whole_days = days.trunc() + month_remainder_days.trunc();
        if second_remainder.abs() >= 86_400.0 {
            whole_days += (second_remainder / 86_400.0).trunc();
            second_remainder -= (second_remainder / 86_400.0).trunc() * 86_400.0;
        }
        let micros = (self.micros as f64 * factor + second_remainder * 1e6).round();
        if micros.abs() > 9.2e18 {
            return None;
        }
        Some(Self { months: months.trunc() as i32, days: whole_days as i32, micros: micros as i64 })
    }

    /// Reads `1 day 02:03:04`, `2 years 3 mons`, `P1Y2M3DT4H5M6S`, `1-2`, `3 4:05`, with `ago`.
    /// `unit` gives the meaning of a bare number: `INTERVAL '5' DAY`.
    pub fn parse(text: &str, unit: Option<&str>) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if let Some(iso) = text.strip_prefix('P') {
            return parse_iso(iso);
        }
        let mut total = Parts::default();
        let mut pending: Option<f64> = None;
        let mut rest = text;
        let mut ago = false;
        while !rest.is_empty() {
            let first = rest.chars().next()?;
            if first.is_whitespace() || first == ',' || first == '@' {
                rest = &rest[first.len_utf8()..];
            } else if first.is_ascii_digit() || matches!(first, '+' | '-' | '.') {
                let end = rest[1..]
                    .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | 'e')))
                    .map_or(rest.len(), |at| at + 1);
                let (word, tail) = rest.split_at(end);
                rest = tail;
                if word.contains(':') {
                    if let Some(days) = pending.take() {
                        total.add(days, "day")?;
                    }
                    total.micros += parse_clock(word, unit)?;
                } else if word[1..].contains('-') {
                    let negative = word.starts_with('-');
                    let (years, months) = word.trim_start_matches(['-', '+']).split_once('-')?;
                    let span = years.parse::<f64>().ok()? * 12.0 + months.parse::<f64>().ok()?;
                    total.months += if negative { -span } else { span };
                } else {
                    if pending.is_some() {
                        return None;
                    }
                    pending = Some(word.parse().ok()?);
                }
            } else if first.is_alphabetic() {
                let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                let (word, tail) = rest.split_at(end);
                rest = tail;
                if word.eq_ignore_ascii_case("ago") {
                    ago = true;
                } else {
                    total.add(pending.take()?, word)?;
                }
            } else {
                return None;
            }
        }
        if let Some(number) = pending {
            total.add(number, unit.unwrap_or("second"))?;
        }
        let result = total.finish()?;
        if ago { result.neg() } else { Some(result) }
    }
}

#[derive(Default)]
struct Parts {
    months: f64,
    days: f64,
    micros: i64,
}

impl Parts {
    fn add(&mut self, number: f64, unit: &str) -> Option<()> {
        let lower = unit.to_ascii_lowercase();
        let micros = |n: f64, each: i64| {
            let whole = n.trunc() as i64;
            Some(whole.checked_mul(each)? + ((n - n.trunc()) * each as f64).round() as i64)
        };
        match lower.as_str() {
            "us" | "usec" | "usecs" | "microsecond" | "microseconds" | "microsecs" | "microsec" => {
                self.micros += number.round() as i64;
            }
            "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" | "millisecs" | "millisec" => {
                self.micros += micros(number, 1000)?;
            }
            "s" | "sec" | "secs" | "second" | "seconds" => self.micros += micros(number, SECOND)?,
            "m" | "min" | "mins" | "minute" | "minutes" => self.micros += micros(number, MINUTE)?,
            "h" | "hr" | "hrs" | "hour" | "hours" => self.micros += micros(number, HOUR)?,
            "d" | "day" | "days" => self.add_days(number),
            "w" | "week" | "weeks" => self.add_days(number * 7.0),
            "mon" | "mons" | "month" | "months" => self.add_months(number),
            "quarter" | "quarters" => self.add_months(number * 3.0),
            "y" | "yr" | "yrs" | "year" | "years" => self.months += (number * 12.0).round(),
            "decade" | "decades" | "dec" => self.months += (number * 120.0).round(),
            "century" | "centuries" | "c" => self.months += (number * 1200.0).round(),
            "millennium" | "millennia" | "mil" => self.months += (number * 12_000.0).round(),
            _ => return None,
        }
        Some(())
    }

    fn add_days(&mut self, number: f64) {
        self.days += number.trunc();
        self.micros += ((number - number.trunc()) * DAY as f64).round() as i64;
    }

    fn add_months(&mut self, number: f64) {
        self.months += number.trunc();
        self.add_days(((number - number.trunc()) * 30.0 * 1e6).round() / 1e6);
    }

    fn finish(self) -> Option<Interval> {
        if self.months.abs() > 2e9 || self.days.abs() > 2e9 {
            return None;
        }
        Some(Interval { months: self.months as i32, days: self.days as i32, micros: self.micros })
    }
}

fn parse_clock(word: &str, unit: Option<&str>) -> Option<i64> {
    let negative = word.starts_with('-');
    let parts: Vec<&str> = word.trim_start_matches(['-', '+']).split(':').collect();
    let number = |text: &str| text.parse::<i64>().ok();
    let seconds = |text: &str| text.parse::<f64>().ok().map(|s| (s * 1e6).round() as i64);
    let micros = match parts.as_slice() {
        [minutes, secs] if unit.is_some_and(|unit| unit.eq_ignore_ascii_case("second")) => {
            number(minutes)? * MINUTE + seconds(secs)?
        }
        [hours, minutes] if minutes.contains('.') => number(hours)? * MINUTE + seconds(minutes)?,
        [hours, minutes] => number(hours)?.checked_mul(HOUR)? + number(minutes)? * MINUTE,
        [hours, minutes, secs] => number(hours)?.checked_mul(HOUR)? + number(minutes)? * MINUTE + seconds(secs)?,
        _ => return None,
    };
    Some(if negative { -micros } else { micros })
}

fn parse_iso(text: &str) -> Option<Interval> {
    let mut total = Parts::default();
    let mut time = false;
    let mut number = String::new();
    for c in text.chars() {
        match c {
            'T' => time = true,
            '0'..='9' | '.' | '-' | '+' => number.push(c),
            _ => {
                let value: f64 = number.parse().ok()?;
                number.clear();
                let unit = match (c, time) {
                    ('Y', _) => "year",
                    ('M', false) => "month",
                    ('W', _) => "week",
                    ('D', _) => "day",
                    ('H', _) => "hour",
                    ('M', true) => "minute",
                    ('S', _) => "second",
                    _ => return None,
                };
                total.add(value, unit)?;
            }
        }
    }
    if number.is_empty() { total.finish() } else { None }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = false;
        // After a negative part PostgreSQL writes a plus before a positive one.
        let mut negative_before = false;
        let mut part = |f: &mut fmt::Formatter<'_>, n: i64, unit: &str| -> fmt::Result {
            if n == 0 {
                return Ok(());
            }
            let space = if written { " " } else { "" };
            let plus = if negative_before && n > 0 { "+" } else { "" };
            let plural = if n == 1 { "" } else { "s" };
            written = true;
            negative_before = n < 0;
            write!(f, "{space}{plus}{n} {unit}{plural}")
        };
        part(f, i64::from(self.months / 12), "year")?;
        part(f, i64::from(self.months % 12), "mon")?;
        part(f, i64::from(self.days), "day")?;
        if self.micros != 0 || !written {
            let space = if written { " " } else { "" };
            let sign = if self.micros < 0 {
                "-"
            } else if negative_before {
                "+"
            } else {
                ""
            };
            let micros = self.micros.unsigned_abs();
            let (hours, minutes, seconds) = (micros / 3_600_000_000, micros / 60_000_000 % 60, micros / 1_000_000 % 60);
            write!(f, "{space}{sign}{hours:02}:{minutes:02}:{seconds:02}")?;
            super::calendar::write_fraction(f, micros % 1_000_000)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_read_and_write_like_postgresql() {
        for (given, written) in [
            ("1 day", "1 day"),
            ("1 year 2 months 3 days 04:05:06.7", "1 year 2 mons 3 days 04:05:06.7"),
            ("1.5 days", "1 day 12:00:00"),
            ("-1 day +02:00", "-1 days +02:00:00"),
            ("P1Y2M3DT4H5M6S", "1 year 2 mons 3 days 04:05:06"),
            ("0", "00:00:00"),
            ("90 minutes", "01:30:00"),
            ("1-2", "1 year 2 mons"),
            ("3 days ago", "-3 days"),
        ] {
            assert_eq!(Interval::parse(given, None).unwrap().to_string(), written, "{given}");
        }
        assert_eq!(Interval::parse("5", Some("day")).unwrap().to_string(), "5 days");
        assert!(Interval::parse("pear", None).is_none());
    }
}
