//! Instants as `date -d`, `touch -d` and `touch -t` read them.

use crate::context::zone::Zone;
use base::calendar::{civil_from_days, days_from_civil};

const DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

fn number(digits: &[u8]) -> Option<i64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn instant(year: i64, month: i64, day: i64, clock: (i64, i64, i64)) -> Option<i64> {
    let (hour, minute, second) = clock;
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
    let days = fits.then(|| days_from_civil(year, month, day))?;
    // There is no 30 February.
    let clock = ((hour * 60 + minute) * 60 + second) * 1000;
    (civil_from_days(days).2 == day as u32).then(|| days.checked_mul(DAY)?.checked_add(clock))?
}

/// `[[CC]YY]MMDDhhmm[.ss]`, in milliseconds since the epoch; the year is that of `now` where none is given.
pub(super) fn stamp(text: &[u8], now: i64) -> Option<i64> {
    let (digits, seconds) = match text.iter().position(|byte| *byte == b'.') {
        Some(at) => (&text[..at], number(&text[at + 1..])?),
        None => (text, 0),
    };
    let at = digits.len().checked_sub(8)?;
    let year = match number(&digits[..at]).filter(|_| at > 0) {
        None => civil_from_days(now.div_euclid(DAY)).0,
        Some(short) if at == 2 => short + if short < 69 { 2000 } else { 1900 },
        Some(year) => year,
    };
    let two = |from: usize| number(&digits[at + from..at + from + 2]);
    instant(year, two(0)?, two(2)?, (two(4)?, two(6)?, seconds))
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    date: Option<(i64, i64, i64)>,
    clock: Option<(i64, i64, i64, i64)>,
    /// Minutes east of Greenwich, where the text says so.
    zone: Option<i64>,
    /// A weekday and how many weeks on.
    weekday: Option<(i64, i64)>,
    months: i64,
    days: i64,
    millis: i64,
    shifted: bool,
}

/// GNU's date strings: dates (`2026-03-02`, `3/2/2026`, `2 March 2026`, `Mar 2`), times (`10:00[:30] [am|pm]`, `Z`,
/// `+02:00`), `@SECONDS`, weekdays, and shifts (`+1 day`, `2 weeks ago`, `next month`, `yesterday`), in milliseconds since
/// the epoch. UTC where the text names no other zone.
pub(in crate::commands) fn parse(text: &[u8], now: i64) -> Option<i64> {
    parse_in(text, now, &Zone::default())
}

/// The same, the clocks being those of `zone`.
pub(in crate::commands) fn parse_in(text: &[u8], now: i64, zone: &Zone) -> Option<i64> {
    // A text may bring its own zone.
    if let Some(rest) = text.trim_ascii_start().strip_prefix(b"TZ=\"") {
        let end = rest.iter().position(|byte| *byte == b'"')?;
        return parse_in(&rest[end + 1..], now, &Zone::of(Some(&rest[..end])));
    }
    let text = std::str::from_utf8(text).ok()?.trim().to_ascii_lowercase();
    if text.len() > 200 {
        return None;
    }
    if let Some(seconds) = text.strip_prefix('@') {
        let seconds: f64 = seconds.parse().ok()?;
        return (seconds.abs() < 1e15).then_some((seconds * 1000.0).floor() as i64);
    }
    let mut words: Vec<String> = text.replace(',', " ").split_whitespace().flat_map(pieces).collect();
    // A sign may stand apart from its number.
    for at in (1..words.len()).rev() {
        if matches!(words[at - 1].as_str(), "+" | "-") && words[at].starts_with(|first: char| first.is_ascii_digit()) {
            let number = words.remove(at);
            words[at - 1].push_str(&number);
        }
    }
    let mut reading = Reading::default();
    let mut at = 0;
    while at < words.len() {
        at += word(&words[at..], &mut reading)?;
    }
    finish(&reading, now, zone)
}

/// `2026-03-02t10:00z` is a date, a time and a zone; `1day` a number and a unit.
fn pieces(word: &str) -> Vec<String> {
    let mut word = word.to_owned();
    let mut list = Vec::new();
    if let Some((date, time)) = word.split_once('t')
        && date.len() >= 8
        && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        && time.starts_with(|letter: char| letter.is_ascii_digit())
    {
        list.push(date.to_owned());
        word = time.to_owned();
    }
    if word.contains(':') {
        let zone = word[1..]
            .find(['+', '-'])
            .map(|at| at + 1)
            .or_else(|| word.find(|letter: char| letter.is_ascii_alphabetic()));
        if let Some(zone) = zone {
            let rest = word.split_off(zone);
            list.extend([word, rest]);
            return list;
        }
        list.push(word);
        return list;
    }
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-')).count();
    if digits > 0 && digits < word.len() && word[digits..].bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let rest = word.split_off(digits);
        list.push(word);
        word = rest;
    }
    list.push(word);
    list
}

/// Reads what stands first; gives back how many words it took.
fn word(words: &[String], reading: &mut Reading) -> Option<usize> {
    let word = words[0].as_str();
    let following = words.get(1).map(String::as_str);
    match word {
        "now" | "today" => return Some(1),
        "yesterday" | "tomorrow" => {
            reading.days += if word == "tomorrow" { 1 } else { -1 };
            return Some(1);
        }
        "z" | "utc" | "gmt" => {
            reading.zone = Some(0);
            return Some(1);
        }
        "next" | "last" | "this" => {
            let count = match word {
                "next" => 1,
                "last" => -1,
                _ => 0,
            };
            let unit = following?;
            if let Some(day) = weekday(unit) {
                reading.weekday = Some((day, count));
            } else {
                shift(reading, count, unit)?;
            }
            return Some(2);
        }
        _ => {}
    }
    if word.contains(':') {
        return if word.starts_with(['+', '-']) { zone(word, reading) } else { time(words, reading) };
    }
    if let Some(parts) = date(word) {
        return set_date(reading, parts, 1);
    }
    if let Some(day) = weekday(word) {
        reading.weekday = Some((day, 0));
        return Some(1);
    }
    if let Some(month) = month(word) {
        let day: i64 = following?.parse().ok()?;
        let year = words.get(2).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        return set_date(reading, (year.unwrap_or(i64::MIN), month, day), if year.is_some() { 3 } else { 2 });
    }
    if let Ok(count) = word.parse::<i64>() {
        let unit = following.unwrap_or_default();
        if let Some(month) = month(unit) {
            let year = words.get(2).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
            return set_date(reading, (year.unwrap_or(i64::MIN), month, count), if year.is_some() { 3 } else { 2 });
        }
        if matches!(unit, "am" | "pm") && (1..=12).contains(&count) {
            clock(reading, (count % 12 + if unit == "pm" { 12 } else { 0 }, 0, 0, 0))?;
            return Some(2);
        }
        if word.len() == 8 && reading.date.is_none() && (unit.is_empty() || unit.contains(':')) {
            return set_date(reading, (count / 10_000, count / 100 % 100, count % 100), 1);
        }
        let ago = words.get(2).is_some_and(|word| word == "ago");
        shift(reading, if ago { count.checked_neg()? } else { count }, unit)?;
        return Some(if ago { 3 } else { 2 });
    }
    let ago = following == Some("ago");
    shift(reading, if ago { -1 } else { 1 }, word)?;
    Some(if ago { 2 } else { 1 })
}

fn clock(reading: &mut Reading, clock: (i64, i64, i64, i64)) -> Option<usize> {
    (reading.clock.replace(clock).is_none()).then_some(1)
}

fn set_date(reading: &mut Reading, date: (i64, i64, i64), used: usize) -> Option<usize> {
    (reading.date.replace(date).is_none()).then_some(used)
}

fn set_zone(reading: &mut Reading, minutes: i64, used: usize) -> Option<usize> {
    reading.zone = Some(minutes);
    (minutes.unsigned_abs() <= 24 * 60).then_some(used)
}

fn zone(word: &str, reading: &mut Reading) -> Option<usize> {
    let (hours, minutes) = word.split_once(':')?;
    let sign = if word.starts_with('-') { -1 } else { 1 };
    set_zone(reading, hours.parse::<i64>().ok()? * 60 + sign * minutes.parse::<i64>().ok()?, 1)
}

fn time(words: &[String], reading: &mut Reading) -> Option<usize> {
    let mut parts = words[0].split(':');
    let mut hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.parse().ok()?;
    let second: f64 = parts.next().map_or(Some(0.0), |second| second.parse().ok())?;
    let half = words.get(1).map(String::as_str).filter(|word| matches!(*word, "am" | "pm"));
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
    }
    let fits = (0..24).contains(&hour) && (0..60).contains(&minute) && (0.0..61.0).contains(&second);
    if !fits || parts.next().is_some() {
        return None;
    }
    clock(reading, (hour, minute, second as i64, (second.fract() * 1000.0) as i64))?;
    let used = if half.is_some() { 2 } else { 1 };
    // A number with a sign after a time is its zone, whatever follows.
    let correction = words
        .get(used)
        .filter(|word| word.starts_with(['+', '-']) && word[1..].bytes().all(|byte| byte.is_ascii_digit()));
    let Some(correction) = correction.filter(|word| word.len() > 1) else { return Some(used) };
    let number: i64 = correction.parse().ok()?;
    set_zone(reading, if correction.len() <= 3 { number * 60 } else { number / 100 * 60 + number % 100 }, used + 1)
}

/// `2026-03-02`, `3/2[/2026]`.
fn date(word: &str) -> Option<(i64, i64, i64)> {
    let numbers = |mark| word.split(mark).map(|part| part.parse::<i64>().ok()).collect::<Option<Vec<_>>>();
    let full = |year: i64, text: &str| if text.len() <= 2 { year + if year < 69 { 2000 } else { 1900 } } else { year };
    if word.contains('-') && !word.starts_with('-') {
        if let [year, month, day] = numbers('-')?[..] {
            return Some((full(year, word.split('-').next()?), month, day));
        }
    } else if word.contains('/') {
        return match numbers('/')?[..] {
            [month, day] => Some((i64::MIN, month, day)),
            [year, month, day] if year > 31 => Some((year, month, day)),
            [month, day, year] => Some((full(year, word.rsplit('/').next()?), month, day)),
            _ => None,
        };
    }
    None
}

fn month(word: &str) -> Option<i64> {
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = |at: &usize| word == MONTHS[*at] || word == full[*at] || (word == "sept" && *at == 8);
    (0..12).find(known).map(|at| at as i64 + 1)
}

fn weekday(word: &str) -> Option<i64> {
    let full = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    (0..7).find(|at| word == DAYS[*at] || word == full[*at]).map(|at| at as i64)
}

fn shift(reading: &mut Reading, count: i64, unit: &str) -> Option<()> {
    if count.unsigned_abs() > 100_000_000_000 {
        return None;
    }
    reading.shifted = true;
    match unit.strip_suffix('s').unwrap_or(unit) {
        "second" | "sec" => reading.millis += count * 1000,
        "minute" | "min" => reading.millis += count * 60_000,
        "hour" => reading.millis += count.checked_mul(3_600_000)?,
        "day" => reading.days += count,
        "week" => reading.days += 7 * count,
        "fortnight" => reading.days += 14 * count,
        "month" => reading.months += count,
        "year" => reading.months += 12 * count,
        _ => return None,
    }
    Some(())
}

fn finish(reading: &Reading, now: i64, zone: &Zone) -> Option<i64> {
    let east = reading.zone.map_or_else(|| zone.at(now.div_euclid(1000)).0, |minutes| minutes * 60);
    let now = now + east * 1000;
    let (this_year, this_month, today) = civil_from_days(now.div_euclid(DAY));
    let (year, month, day) = reading.date.unwrap_or((this_year, this_month.into(), today.into()));
    let year = if year == i64::MIN { this_year } else { year };
    if year.unsigned_abs() > 100_000
        || reading.months.unsigned_abs() > 1_000_000
        || reading.days.unsigned_abs() > 40_000_000
    {
        return None;
    }
    instant(year, month, day, (0, 0, 0))?;
    let mut days = days_from_civil(year, month + reading.months, day) + reading.days;
    if let (Some((weekday, weeks)), None) = (reading.weekday, reading.date) {
        let today = (days + 4).rem_euclid(7);
        let ahead = (weekday - today).rem_euclid(7);
        days += ahead + 7 * if ahead != 0 && weeks > 0 { weeks - 1 } else { weeks };
    }
    let of_day = match reading.clock {
        Some((hour, minute, second, millis)) => ((hour * 60 + minute) * 60 + second) * 1000 + millis,
        // A date or a weekday alone is its midnight.
        None if reading.date.is_some() || reading.weekday.is_some() => 0,
        None => now.rem_euclid(DAY),
    };
    let shown = days * DAY + of_day;
    let instant = match reading.zone {
        Some(minutes) => shown - minutes * 60_000,
        None => zone.instant_of(shown.div_euclid(1000))? * 1000 + shown.rem_euclid(1000),
    };
    Some(instant + reading.millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_their_forms() {
        let noon = Some(1_772_452_800_000);
        let now = 1_772_452_800_000;
        for text in [
            "2026-03-02 12:00",
            "2026-03-02T12:00:00Z",
            "@1772452800",
            "2 March 2026 12pm",
            "Mar 2 2026 12:00",
            "3/2/2026 12:00 pm",
            "20260302 12:00",
            "2026-03-02 14:00 +0200",
            "2026-03-02T13:00+01:00",
            "now",
            "tomorrow yesterday",
            "mon 12:00",
            "1 week ago 7 days",
            "+1 month 2026-02-02 12:00",
            "2026-03-02 13:00 +1",
            "last month next month",
            "1 year ago 12 months",
        ] {
            assert_eq!(parse(text.as_bytes(), now), noon, "{text}");
        }
        assert_eq!(stamp(b"202603021200", 0), noon);
        assert_eq!(stamp(b"03021200.00", now), noon);
        assert_eq!(parse(b"1 day ago", DAY), Some(0));
        for wrong in ["2026-13-02", "2026-02-30", "é", "foo", "12:60", "1", "1 parsec"] {
            assert_eq!(parse(wrong.as_bytes(), 0), None, "{wrong}");
        }
    }
}
