//! `interval`: months, days and microseconds, kept apart as PostgreSQL keeps them; read and written in its style.

use super::calendar::DAY;
use super::interval_read::{Fields, Unread};
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
    /// `fields` give the meaning of a bare number: `INTERVAL '5' DAY`.
    ///
    /// # Errors
    /// [`Unread`] says what is wrong with the text.
    pub fn parse(text: &str, fields: Fields) -> Result<Self, Unread> {
        super::interval_read::read(text, fields)
    }
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
    use crate::value::interval_read::Unit;

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
            assert_eq!(Interval::parse(given, Fields::default()).unwrap().to_string(), written, "{given}");
        }
        let day = Fields { first: Some(Unit::Day), last: Some(Unit::Day) };
        assert_eq!(Interval::parse("5", day).unwrap().to_string(), "5 days");
        assert_eq!(Interval::parse("pear", Fields::default()), Err(Unread::Syntax));
        assert_eq!(Interval::parse("1 day 1 day", Fields::default()), Err(Unread::Syntax));
        assert_eq!(Interval::parse("0.1 days 9223372036854775807 us", Fields::default()), Err(Unread::Field));
        assert_eq!(Interval::parse("2147483647 years", Fields::default()), Err(Unread::Span));
    }
}
