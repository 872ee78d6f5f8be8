//! Days, clocks and the proleptic Gregorian calendar: numbers to text and back, without a time zone database (UTC).

use super::Interval;
pub use base::calendar::{MONTHS, civil_from_days, days_from_civil, days_in_month};
use std::fmt;

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Microseconds in a day.
pub const DAY: i64 = 24 * HOUR;
/// The day or instant before every other.
pub const MINUS_INFINITY: i64 = i64::MIN;
/// The day or instant after every other.
pub const INFINITY: i64 = i64::MAX;

/// A date plus months, the day cut to the month's length; `None` out of range.
pub fn add_months(days: i64, months: i64) -> Option<i64> {
    let (year, month, day) = civil_from_days(days);
    let total = year.checked_mul(12)?.checked_add(i64::from(month) - 1)?.checked_add(months)?;
    let (year, month) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
    (year.abs() <= 294_276).then(|| days_from_civil(year, month, day.min(days_in_month(year, month))))
}

/// A timestamp plus an interval; `None` out of range.
pub fn add_interval(micros: i64, interval: &Interval) -> Option<i64> {
    if micros == INFINITY || micros == MINUS_INFINITY {
        return Some(micros);
    }
    let (mut days, time) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
    if interval.months != 0 {
        days = add_months(days, i64::from(interval.months))?;
    }
    days = days.checked_add(i64::from(interval.days))?;
    let sum = days.checked_mul(DAY)?.checked_add(time)?.checked_add(interval.micros)?;
    (-210_866_803_200_000_000..INFINITY).contains(&sum).then_some(sum)
}

/// Whether a date is in PostgreSQL's range (4713 BC to 5874897 AD).
pub fn date_in_range(days: i64) -> bool {
    (-2_440_588..=2_145_042_541).contains(&days)
}

/// Writes `.5` for 500000 microseconds, nothing for 0.
pub fn write_fraction(f: &mut impl fmt::Write, micros: u64) -> fmt::Result {
    if micros == 0 {
        return Ok(());
    }
    let digits = format!("{micros:06}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

/// `2024-03-09`, `0044-03-15 BC`, `infinity`.
pub fn write_date(days: i64) -> String {
    match days {
        INFINITY => return "infinity".to_owned(),
        MINUS_INFINITY => return "-infinity".to_owned(),
        _ => {}
    }
    let (year, month, day) = civil_from_days(days);
    if year <= 0 { format!("{:04}-{month:02}-{day:02} BC", 1 - year) } else { format!("{year:04}-{month:02}-{day:02}") }
}

/// `13:05:00`, `13:05:00.25`.
pub fn write_time(micros: i64) -> String {
    let mut out = format!("{:02}:{:02}:{:02}", micros / HOUR, micros / MINUTE % 60, micros / SECOND % 60);
    let _ = write_fraction(&mut out, (micros % SECOND).unsigned_abs());
    out
}

/// `2024-03-09 13:05:00`, with `+00` when it has a zone.
pub fn write_timestamp(micros: i64, zone: bool) -> String {
    if micros == INFINITY || micros == MINUS_INFINITY {
        return write_date(micros);
    }
    let date = write_date(micros.div_euclid(DAY));
    let time = write_time(micros.rem_euclid(DAY));
    let suffix = if zone { "+00" } else { "" };
    match date.strip_suffix(" BC") {
        Some(date) => format!("{date} {time}{suffix} BC"),
        None => format!("{date} {time}{suffix}"),
    }
}

/// Why a date or time was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It does not look like one.
    Syntax,
    /// It looks like one, but no such day or hour exists.
    Range,
}

/// A day and, if written, a time and an offset from UTC (microseconds).
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Days since 1970-01-01, or ±infinity.
    pub days: i64,
    /// Microseconds since midnight.
    pub micros: i64,
    /// The zone written after it, in microseconds east of UTC.
    pub offset: Option<i64>,
}

/// Reads a date with an optional time: ISO 8601, `Month 5, 2024`, `5 Mar 2024`, `20240305`, `infinity`, `epoch`.
pub fn read_moment(text: &str) -> Result<Moment, Unread> {
    let text = text.trim();
    let at = |days| Ok(Moment { days, micros: 0, offset: None });
    match text.to_ascii_lowercase().as_str() {
        "infinity" | "+infinity" => return at(INFINITY),
        "-infinity" => return at(MINUS_INFINITY),
        "epoch" => return at(0),
        _ => {}
    }
    // A day of the Julian calendar's count: J2451187.
    if let Some(days) = text.strip_prefix(['J', 'j']).filter(|digits| !digits.is_empty())
        && let Ok(days) = days.parse::<i64>()
    {
        return if days.abs() < 2_147_483_000 { at(days - 2_440_588) } else { Err(Unread::Range) };
    }
    let mut moment = Moment { days: 0, micros: 0, offset: None };
    let mut fields: Vec<&str> = Vec::new();
    let (mut month, mut has_time, mut before_christ, mut afternoon) = (None, false, false, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let mut word = word;
        // `2024-01-05T10:00:00`
        if let Some((date, time)) = word.split_once(['T', 't'])
            && date.starts_with(|c: char| c.is_ascii_digit())
            && time.starts_with(|c: char| c.is_ascii_digit())
        {
            fields.extend(date.split(['-', '/', '.']));
            word = time;
        }
        // `040506` after a date
        let packed = word.find(['+', '-', '.', 'Z', 'z']).unwrap_or(word.len());
        if !has_time && !fields.is_empty() && packed == 6 && word[..6].bytes().all(|b| b.is_ascii_digit()) {
            let spelled = format!("{}:{}:{}", &word[..2], &word[2..4], &word[4..]);
            let (micros, offset) = read_clock(&spelled)?;
            (moment.micros, has_time, moment.offset) = (micros, true, offset.or(moment.offset));
            continue;
        }
        if word.contains(':') {
            let (micros, offset) = read_clock(word)?;
            (moment.micros, has_time) = (micros, true);
            moment.offset = offset.or(moment.offset);
        } else if has_time && word.starts_with(['+', '-']) {
            moment.offset = Some(read_offset(word)?);
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            let pieces: Vec<&str> = word.split(['-', '/', '.']).collect();
            for piece in pieces {
                if piece.starts_with(|c: char| c.is_ascii_digit()) {
                    fields.push(piece);
                } else {
                    month = Some(read_month(piece).ok_or(Unread::Syntax)?);
                }
            }
        } else if let Some(found) = read_month(word) {
            month = Some(found);
        } else if let Some((name, rest)) = word.split_once('-')
            && let Some(found) = read_month(name)
        {
            month = Some(found);
            fields.extend(rest.split('-'));
        } else {
            match word.to_ascii_lowercase().as_str() {
                "bc" => before_christ = true,
                "ad" => {}
                "am" => afternoon = Some(false),
                "pm" => afternoon = Some(true),
                zone if offset_named(zone).is_some() => moment.offset = offset_named(zone),
                "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | "monday" | "tuesday" | "wednesday"
                | "thursday" | "friday" | "saturday" | "sunday" => {}
                _ => return Err(Unread::Syntax),
            }
        }
    }
    if let Some(afternoon) = afternoon {
        let hours = moment.micros / HOUR;
        if !(1..=12).contains(&hours) {
            return Err(Unread::Range);
        }
        moment.micros += match (afternoon, hours) {
            (true, 12) => 0,
            (true, _) => 12 * HOUR,
            (false, 12) => -12 * HOUR,
            (false, _) => 0,
        };
    }
    let number = |text: &str| {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i64>().map_err(|_| Unread::Syntax)
    };
    // Years before Christ are never short.
    let year_of = |year, width| if before_christ { year } else { full_year(year, width) };
    let (year, month, day) = match (month, fields.as_slice()) {
        (None, [packed]) if packed.len() == 6 && packed.bytes().all(|b| b.is_ascii_digit()) => {
            (full_year(number(&packed[..2])?, 2), number(&packed[2..4])?, number(&packed[4..])?)
        }
        (None, [year, day]) if year.len() == 4 && day.len() == 3 => {
            // `1999.008`: the day of the year.
            let (year, day) = (number(year)?, number(day)?);
            if !(1..=366).contains(&day) {
                return Err(Unread::Syntax);
            }
            let (year, month, day) = civil_from_days(days_from_civil(year, 1, 1) + day - 1);
            (year, i64::from(month), i64::from(day))
        }
        (None, [packed]) if packed.len() == 8 && packed.bytes().all(|b| b.is_ascii_digit()) => {
            (number(&packed[..4])?, number(&packed[4..6])?, number(&packed[6..])?)
        }
        (None, [a, b, c]) if a.len() >= 3 => (number(a)?, number(b)?, number(c)?),
        // DateStyle ISO, MDY.
        (None, [a, b, c]) => (year_of(number(c)?, c.len()), number(a)?, number(b)?),
        (Some(month), [a, b]) if a.len() >= 3 => (number(a)?, i64::from(month), number(b)?),
        (Some(month), [a, b]) => (year_of(number(b)?, b.len()), i64::from(month), number(a)?),
        _ => return Err(Unread::Syntax),
    };
    let year = if before_christ { 1 - year } else { year };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year.abs() > 5_874_897 || (year == 0 && !before_christ)
    {
        return Err(Unread::Range);
    }
    if day as u32 > days_in_month(year, month as u32) {
        return Err(Unread::Range);
    }
    moment.days = days_from_civil(year, month as u32, day as u32);
    Ok(moment)
}

/// The offset of an abbreviated zone, in microseconds east of UTC.
pub(super) fn offset_named(zone: &str) -> Option<i64> {
    Some(match zone {
        "utc" | "gmt" | "z" | "zulu" | "wet" | "ut" => 0,
        "bst" | "cet" | "met" | "west" => HOUR,
        "cest" | "eet" | "mest" => 2 * HOUR,
        "eest" | "msk" => 3 * HOUR,
        "edt" => -4 * HOUR,
        "est" | "cdt" => -5 * HOUR,
        "cst" | "mdt" => -6 * HOUR,
        "mst" | "pdt" => -7 * HOUR,
        "pst" | "akdt" => -8 * HOUR,
        "jst" | "kst" => 9 * HOUR,
        "aest" => 10 * HOUR,
        _ => return None,
    })
}

fn full_year(year: i64, width: usize) -> i64 {
    match (width, year) {
        (1 | 2, 70..) => 1900 + year,
        (1 | 2, _) => 2000 + year,
        _ => year,
    }
}

/// The number of a month by its English name or its first three letters.
pub fn read_month(word: &str) -> Option<u32> {
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| {
        let month = month.to_ascii_lowercase();
        lower == month || lower == month[..3] || (lower == "sept" && month == "september")
    })?;
    Some(at as u32 + 1)
}

fn read_offset(text: &str) -> Result<i64, Unread> {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => return Err(Unread::Syntax),
    };
    let number = |text: &str| text.parse::<i64>().map_err(|_| Unread::Syntax);
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) => (number(hours)?, number(minutes)?),
        None if digits.len() > 2 => {
            let (hours, minutes) = digits.split_at(digits.len() - 2);
            (number(hours)?, number(minutes)?)
        }
        None => (number(digits)?, 0),
    };
    if hours > 15 || minutes > 59 {
        return Err(Unread::Range);
    }
    Ok(sign * (hours * HOUR + minutes * MINUTE))
}

/// Reads `13:05`, `13:05:06.5`, with `Z` or an offset after it.
pub fn read_clock(text: &str) -> Result<(i64, Option<i64>), Unread> {
    let end = text.find(['+', '-', 'Z', 'z']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(end);
    let offset = match zone {
        "" => None,
        "Z" | "z" => Some(0),
        zone => Some(read_offset(zone)?),
    };
    let lower = clock.to_ascii_lowercase();
    let (clock, twelve) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim(), Some(false)),
        (_, Some(clock)) => (clock.trim(), Some(true)),
        _ => (lower.as_str(), None),
    };
    let mut parts = clock.split(':');
    let number = |text: Option<&str>| match text {
        Some(text) if !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse::<i64>().map_err(|_| Unread::Syntax)
        }
        _ => Err(Unread::Syntax),
    };
    let mut hours = number(parts.next())?;
    let minutes = number(parts.next())?;
    let micros = match parts.next() {
        None => 0,
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            if !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return Err(Unread::Syntax);
            }
            let micros = format!("0.{fraction}0").parse::<f64>().map_err(|_| Unread::Syntax)? * 1e6;
            number(Some(whole))? * SECOND + micros.round() as i64
        }
    };
    if parts.next().is_some() {
        return Err(Unread::Syntax);
    }
    if let Some(afternoon) = twelve {
        if !(1..=12).contains(&hours) {
            return Err(Unread::Range);
        }
        hours = hours % 12 + if afternoon { 12 } else { 0 };
    }
    let total = hours * HOUR + minutes * MINUTE + micros;
    if minutes > 59 || micros > 60 * SECOND || total > DAY {
        return Err(Unread::Range);
    }
    Ok((total, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for days in [-800_000, -1, 0, 1, 59, 60, 11_016, 20_514, 3_000_000] {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
        assert_eq!(write_date(days_from_civil(2024, 2, 29)), "2024-02-29");
        assert_eq!(write_date(days_from_civil(0, 3, 15)), "0001-03-15 BC");
        assert_eq!(write_date(add_months(days_from_civil(2024, 1, 31), 1).unwrap()), "2024-02-29");
    }

    #[test]
    fn dates_are_read_in_many_styles() {
        for text in
            ["2024-03-05", "20240305", "March 5, 2024", "5 Mar 2024", "3/5/2024", "2024-Mar-05", "2024-03-05 10:00"]
        {
            assert_eq!(write_date(read_moment(text).unwrap().days), "2024-03-05", "{text}");
        }
        assert_eq!(read_moment("2023-02-30").unwrap_err(), Unread::Range);
        assert_eq!(read_moment("pear").unwrap_err(), Unread::Syntax);
        assert_eq!(read_moment("2024-01-01T10:00:00+02").unwrap().offset, Some(2 * HOUR));
        assert_eq!(write_time(read_clock("13:05:06.250").unwrap().0), "13:05:06.25");
    }
}
