//! Texts as intervals, as PostgreSQL 15 reads them: fields from the last to the first, each unit once; then ISO 8601.

use super::Interval;
use super::calendar::{DAY, HOUR, MINUTE, SECOND};

/// Why a text is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not written as one.
    Syntax,
    /// A field is too great for its part.
    Field,
    /// The sum of years and months is too great.
    Span,
}

/// The fields of `INTERVAL '…' DAY TO SECOND`; without any, all are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The greatest one.
    pub first: Option<Unit>,
    /// The least one.
    pub last: Option<Unit>,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Microseconds.
    Microsecond,
    /// Milliseconds.
    Millisecond,
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters: not in texts, after them only.
    Quarter,
    /// Years.
    Year,
    /// Tens of years.
    Decade,
    /// Hundreds of years.
    Century,
    /// Thousands of years.
    Millennium,
}

impl Unit {
    /// The unit a word means; words are known by their first ten letters.
    pub fn named(word: &str) -> Option<Self> {
        let lower = word.to_ascii_lowercase();
        Some(match lower.get(..10).unwrap_or(&lower) {
            "us" | "usec" | "usecs" | "usecond" | "useconds" | "microsecon" => Self::Microsecond,
            "ms" | "msec" | "msecs" | "msecond" | "mseconds" | "millisecon" => Self::Millisecond,
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Second,
            "m" | "min" | "mins" | "minute" | "minutes" => Self::Minute,
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Hour,
            "d" | "day" | "days" => Self::Day,
            "w" | "week" | "weeks" => Self::Week,
            "mon" | "mons" | "month" | "months" => Self::Month,
            "y" | "yr" | "yrs" | "year" | "years" => Self::Year,
            "dec" | "decs" | "decade" | "decades" => Self::Decade,
            "c" | "cent" | "century" | "centuries" => Self::Century,
            "mil" | "mils" | "millennia" | "millennium" => Self::Millennium,
            _ => return None,
        })
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

enum Field {
    Number(String),
    Clock(String),
    Word(String),
}

/// Reads a text; a bare number counts what `fields` say.
pub(super) fn read(text: &str, fields: Fields) -> Result<Interval, Unread> {
    match by_fields(text, fields) {
        Err(Unread::Syntax) => match text.trim().strip_prefix('P') {
            Some(iso) => Iso { rest: iso, sum: Sum::default() }.read(),
            None => Err(Unread::Syntax),
        },
        other => other,
    }
}

fn by_fields(text: &str, fields: Fields) -> Result<Interval, Unread> {
    let mut sum = Sum::default();
    let (mut unit, mut seen, mut ago) = (None, 0_u16, false);
    for field in split(text)?.iter().rev() {
        let mask = match field {
            Field::Clock(clock) => {
                sum.clock(clock, fields)?;
                unit = Some(Unit::Day);
                const CLOCK: [Unit; 5] = [Unit::Hour, Unit::Minute, Unit::Second, Unit::Millisecond, Unit::Microsecond];
                CLOCK.iter().fold(0, |mask, unit| mask | unit.bit())
            }
            Field::Number(number) => {
                let (counted, mask) = sum.number(number, unit.or(fields.last).unwrap_or(Unit::Second))?;
                unit = Some(if counted == Unit::Hour { Unit::Day } else { counted });
                mask
            }
            Field::Word(word) if word == "ago" => {
                ago = true;
                0
            }
            Field::Word(word) => {
                unit = Some(Unit::named(word).ok_or(Unread::Syntax)?);
                0
            }
        };
        if mask & seen != 0 {
            return Err(Unread::Syntax);
        }
        seen |= mask;
    }
    if seen == 0 {
        return Err(Unread::Syntax);
    }
    let read = sum.finish()?;
    if ago { read.neg().ok_or(Unread::Field) } else { Ok(read) }
}

fn split(text: &str) -> Result<Vec<Field>, Unread> {
    let mut fields = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() || matches!(first, '+' | '-' | '.') {
            let signed = matches!(first, '+' | '-');
            let body = if signed { rest[1..].trim_start() } else { rest };
            if signed && !body.starts_with(|c: char| c.is_ascii_digit()) {
                return Err(Unread::Syntax);
            }
            let end =
                body.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '/'))).unwrap_or(body.len());
            let sign = if first == '-' { "-" } else { "" };
            let whole = format!("{sign}{}", &body[..end]);
            fields.push(if whole.contains(':') { Field::Clock(whole) } else { Field::Number(whole) });
            rest = &body[end..];
        } else if first.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            fields.push(Field::Word(rest[..end].to_ascii_lowercase()));
            rest = &rest[end..];
        } else if first.is_whitespace() || first.is_ascii_punctuation() {
            rest = &rest[1..];
        } else {
            return Err(Unread::Syntax);
        }
    }
    Ok(fields)
}

/// The whole number at the start of a text, and what follows it.
fn whole(text: &str) -> Result<(i64, &str), Unread> {
    let start = usize::from(text.starts_with('-'));
    let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |at| at + start);
    let digits = &text[..end];
    let value = if end == start { 0 } else { digits.parse().map_err(|_| Unread::Field)? };
    Ok((value, &text[end..]))
}

/// `.25`, with the sign of the number it belongs to.
fn fraction(text: &str, negative: bool) -> Result<f64, Unread> {
    let digits = text.strip_prefix('.').ok_or(Unread::Syntax)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Unread::Syntax);
    }
    let part = if digits.is_empty() { 0.0 } else { format!("0.{digits}").parse().map_err(|_| Unread::Syntax)? };
    Ok(if negative { -part } else { part })
}

#[derive(Default)]
struct Sum {
    years: i32,
    months: i32,
    days: i32,
    micros: i64,
}

impl Sum {
    fn number(&mut self, text: &str, unit: Unit) -> Result<(Unit, u16), Unread> {
        let negative = text.starts_with('-');
        let (value, rest) = whole(text)?;
        if let Some(months) = rest.strip_prefix('-') {
            // years-months
            let (months, rest) = whole(months)?;
            if !rest.is_empty() {
                return Err(Unread::Syntax);
            }
            if !(0..12).contains(&months) {
                return Err(Unread::Field);
            }
            let months = if negative { -months } else { months };
            let all = value.checked_mul(12).and_then(|all| all.checked_add(months)).ok_or(Unread::Field)?;
            self.count(all, 0.0, Unit::Month)?;
            return Ok((Unit::Month, Unit::Month.bit()));
        }
        let part = if rest.is_empty() { 0.0 } else { fraction(rest, negative)? };
        self.count(value, part, unit)?;
        let mask = match unit {
            Unit::Second if part != 0.0 => Unit::Second.bit() | Unit::Millisecond.bit() | Unit::Microsecond.bit(),
            unit => unit.bit(),
        };
        Ok((unit, mask))
    }

    fn count(&mut self, value: i64, part: f64, unit: Unit) -> Result<(), Unread> {
        match unit {
            Unit::Microsecond => self.time(value, part, 1),
            Unit::Millisecond => self.time(value, part, 1000),
            Unit::Second => self.time(value, part, SECOND),
            Unit::Minute => self.time(value, part, MINUTE),
            Unit::Hour => self.time(value, part, HOUR),
            Unit::Day => self.in_days(value, part, 1),
            Unit::Week => self.in_days(value, part, 7),
            Unit::Month => self.in_months(value, part, 1),
            Unit::Quarter => self.in_months(value, part, 3),
            Unit::Year => self.in_years(value, part, 1),
            Unit::Decade => self.in_years(value, part, 10),
            Unit::Century => self.in_years(value, part, 100),
            Unit::Millennium => self.in_years(value, part, 1000),
        }
    }

    fn time(&mut self, value: i64, part: f64, each: i64) -> Result<(), Unread> {
        let sum = value.checked_mul(each).and_then(|micros| self.micros.checked_add(micros));
        self.micros = sum.ok_or(Unread::Field)?;
        self.time_part(part, each)
    }

    fn time_part(&mut self, part: f64, each: i64) -> Result<(), Unread> {
        let exact = part * each as f64;
        let left = exact - exact.trunc();
        let rounded = exact.trunc() as i64 + i64::from(left > 0.5) - i64::from(left < -0.5);
        self.micros = self.micros.checked_add(rounded).ok_or(Unread::Field)?;
        Ok(())
    }

    fn in_days(&mut self, value: i64, part: f64, each: i32) -> Result<(), Unread> {
        self.days = more(self.days, value, each)?;
        self.day_part(part, each)
    }

    fn day_part(&mut self, part: f64, each: i32) -> Result<(), Unread> {
        let exact = part * f64::from(each);
        self.days = self.days.checked_add(exact.trunc() as i32).ok_or(Unread::Field)?;
        self.time_part(exact - exact.trunc(), DAY)
    }

    fn in_months(&mut self, value: i64, part: f64, each: i32) -> Result<(), Unread> {
        self.months = more(self.months, value, each)?;
        self.day_part(part, 30 * each)
    }

    fn in_years(&mut self, value: i64, part: f64, each: i32) -> Result<(), Unread> {
        self.years = more(self.years, value, each)?;
        let months = (part * f64::from(each) * 12.0).round_ties_even() as i32;
        self.months = self.months.checked_add(months).ok_or(Unread::Field)?;
        Ok(())
    }

    /// `h:m`, `m:s.f`, `h:m:s`
    fn clock(&mut self, text: &str, fields: Fields) -> Result<(), Unread> {
        let negative = text.starts_with('-');
        let (hours, rest) = whole(text.trim_start_matches('-'))?;
        let (minutes, rest) = whole(rest.strip_prefix(':').ok_or(Unread::Syntax)?)?;
        let minutes_only = fields == Fields { first: Some(Unit::Minute), last: Some(Unit::Second) };
        let (hours, minutes, seconds, part) = match rest.chars().next() {
            None if minutes_only => (0, hours, minutes, 0.0),
            None => (hours, minutes, 0, 0.0),
            Some('.') => (0, hours, minutes, fraction(rest, false)?),
            Some(':') => {
                let (seconds, rest) = whole(&rest[1..])?;
                (hours, minutes, seconds, if rest.is_empty() { 0.0 } else { fraction(rest, false)? })
            }
            Some(_) => return Err(Unread::Syntax),
        };
        if minutes > 59 || !(0..=60).contains(&seconds) {
            return Err(Unread::Field);
        }
        let sign = if negative { -1 } else { 1 };
        self.time(hours * sign, 0.0, HOUR)?;
        self.time(minutes * sign, 0.0, MINUTE)?;
        let part = (part * 1e6).round_ties_even() / 1e6;
        self.time(seconds * sign, part * sign as f64, SECOND)
    }

    fn finish(self) -> Result<Interval, Unread> {
        let months = self.years.checked_mul(12).and_then(|months| months.checked_add(self.months));
        Ok(Interval::new(months.ok_or(Unread::Span)?, self.days, self.micros))
    }
}

fn more(sum: i32, value: i64, each: i32) -> Result<i32, Unread> {
    let value = i32::try_from(value).ok().and_then(|value| value.checked_mul(each));
    value.and_then(|value| sum.checked_add(value)).ok_or(Unread::Field)
}

/// `1Y2M3DT4H5M6S`, and the formats without letters: `00010203T040506`, `0001-02-03T04:05:06`.
struct Iso<'t> {
    rest: &'t str,
    sum: Sum,
}

impl Iso<'_> {
    fn number(&mut self) -> Result<(i64, f64, usize), Unread> {
        let text = self.rest;
        let mut end = usize::from(text.starts_with(['-', '+']));
        end += text[end..].find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len() - end);
        if text[end..].starts_with(['e', 'E']) {
            let sign = usize::from(text[end + 1..].starts_with(['-', '+']));
            let from = end + 1 + sign;
            end = from + text[from..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - from);
        }
        let value: f64 = text[..end].parse().map_err(|_| Unread::Syntax)?;
        if value.abs() > 1e15 {
            return Err(Unread::Field);
        }
        self.rest = &text[end..];
        let digits = text[..end].trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count();
        Ok((value.trunc() as i64, value - value.trunc(), digits))
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn read(mut self) -> Result<Interval, Unread> {
        if self.rest.is_empty() {
            return Err(Unread::Syntax);
        }
        let (mut dates, mut counted) = (true, false);
        while !self.rest.is_empty() {
            if self.rest.starts_with('T') {
                self.next();
                (dates, counted) = (false, false);
                continue;
            }
            let (value, part, digits) = self.number()?;
            let letter = self.next();
            let unit = match (letter, dates) {
                (Some('Y'), true) => Unit::Year,
                (Some('M'), true) => Unit::Month,
                (Some('W'), true) => Unit::Week,
                (Some('D'), true) => Unit::Day,
                (Some('H'), false) => Unit::Hour,
                (Some('M'), false) => Unit::Minute,
                (Some('S'), false) => Unit::Second,
                (Some('T') | None, true) if digits == 8 && !counted => {
                    self.sum.count(value / 10_000, 0.0, Unit::Year)?;
                    self.sum.count(value / 100 % 100, 0.0, Unit::Month)?;
                    self.sum.count(value % 100, part, Unit::Day)?;
                    (dates, counted) = (false, false);
                    continue;
                }
                (Some('T' | '-') | None, true) if !counted => {
                    self.sum.count(value, part, Unit::Year)?;
                    if letter == Some('-') {
                        self.dashed()?;
                    }
                    (dates, counted) = (letter == Some('-') && !self.rest.is_empty(), false);
                    continue;
                }
                (None, false) if digits == 6 && !counted => {
                    self.sum.count(value / 10_000, 0.0, Unit::Hour)?;
                    self.sum.count(value / 100 % 100, 0.0, Unit::Minute)?;
                    self.sum.count(value % 100, part, Unit::Second)?;
                    break;
                }
                (Some(':') | None, false) if !counted => {
                    self.sum.count(value, part, Unit::Hour)?;
                    if letter.is_some() {
                        self.after_colon()?;
                    }
                    break;
                }
                _ => return Err(Unread::Syntax),
            };
            self.sum.count(value, part, unit)?;
            counted = true;
        }
        self.sum.finish()
    }

    /// The months and days of `0001-02-03`.
    fn dashed(&mut self) -> Result<(), Unread> {
        let (months, part, _) = self.number()?;
        self.sum.count(months, part, Unit::Month)?;
        if self.rest.is_empty() || self.rest.starts_with('T') {
            return Ok(());
        }
        if self.next() != Some('-') {
            return Err(Unread::Syntax);
        }
        let (days, part, _) = self.number()?;
        self.sum.count(days, part, Unit::Day)?;
        if self.rest.is_empty() || self.rest.starts_with('T') { Ok(()) } else { Err(Unread::Syntax) }
    }

    /// The minutes and seconds of `04:05:06`.
    fn after_colon(&mut self) -> Result<(), Unread> {
        let (minutes, part, _) = self.number()?;
        self.sum.count(minutes, part, Unit::Minute)?;
        if self.rest.is_empty() {
            return Ok(());
        }
        if self.next() != Some(':') {
            return Err(Unread::Syntax);
        }
        let (seconds, part, _) = self.number()?;
        self.sum.count(seconds, part, Unit::Second)?;
        if self.rest.is_empty() { Ok(()) } else { Err(Unread::Syntax) }
    }
}
