//! Instants as `touch -d` and `-t` read them. UTC, the machine's zone.

use crate::context::days_from_civil;

const DAY: i64 = 86_400_000;

fn number(digits: &[u8]) -> Option<i64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn instant(year: i64, month: i64, day: i64, clock: (i64, i64, i64)) -> Option<i64> {
    let (hour, minute, second) = clock;
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 61;
    fits.then(|| days_from_civil(year, month, day) * DAY + ((hour * 60 + minute) * 60 + second) * 1000)
}

/// `[[CC]YY]MMDDhhmm[.ss]`, in milliseconds since the epoch; the year is that of `now` where none is given.
pub(super) fn stamp(text: &[u8], now: i64) -> Option<i64> {
    let (digits, seconds) = match text.iter().position(|byte| *byte == b'.') {
        Some(at) => (&text[..at], number(&text[at + 1..])?),
        None => (text, 0),
    };
    let at = digits.len().checked_sub(8)?;
    let year = match number(&digits[..at]).filter(|_| at > 0) {
        None => crate::context::civil(now.div_euclid(DAY)).0,
        Some(short) if at == 2 => short + if short < 69 { 2000 } else { 1900 },
        Some(year) => year,
    };
    let two = |from: usize| number(&digits[at + from..at + from + 2]);
    instant(year, two(0)?, two(2)?, (two(4)?, two(6)?, seconds))
}

/// `2026-03-02`, `2026-03-02 10:00[:30]`, `2026-03-02T10:00:00Z`, `@SECONDS`, `now`, `today`, `yesterday`, `tomorrow`,
/// `3 days ago`, in milliseconds since the epoch.
pub(super) fn parse(text: &[u8], now: i64) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if let Some(seconds) = text.strip_prefix('@') {
        return seconds.parse::<i64>().ok()?.checked_mul(1000);
    }
    match text {
        "now" | "today" | "" => return Some(now),
        "yesterday" => return Some(now - DAY),
        "tomorrow" => return Some(now + DAY),
        _ => {}
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [count, unit, rest @ ..] = words.as_slice()
        && let Ok(count) = count.parse::<i64>()
        && matches!(rest, [] | ["ago"])
    {
        let span = match unit.trim_end_matches('s') {
            "second" | "sec" => 1000,
            "minute" | "min" => 60_000,
            "hour" => 3_600_000,
            "day" => DAY,
            "week" => 7 * DAY,
            _ => return None,
        };
        let span = count.checked_mul(span)?;
        return Some(if rest.is_empty() { now + span } else { now - span });
    }
    let text = text.trim_end_matches('Z').replace('T', " ");
    let (date, time) = text.split_once(' ').unwrap_or((&text, "0:0"));
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let mut clock = time.trim().split(':').map(|part| part.parse::<f64>().ok().map(|part| part as i64));
    let clock = (clock.next()??, clock.next().unwrap_or(Some(0))?, clock.next().unwrap_or(Some(0))?);
    instant(year, month, day, clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_their_forms() {
        let noon = parse(b"2026-03-02 12:00", 0);
        assert_eq!(noon, Some(1_772_452_800_000));
        assert_eq!(parse(b"2026-03-02T12:00:00Z", 0), noon);
        assert_eq!(parse(b"@1772452800", 0), noon);
        assert_eq!(stamp(b"202603021200", 0), noon);
        assert_eq!(stamp(b"03021200.00", 1_772_452_800_000), noon);
        assert_eq!(parse(b"1 day ago", DAY), Some(0));
        assert_eq!(parse(b"2026-13-02", 0), None);
        assert_eq!(parse("é".as_bytes(), 0), None);
    }
}
