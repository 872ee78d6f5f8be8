//! Days and instants of the proleptic Gregorian calendar, as PostgreSQL writes them.

use base::calendar::{civil_from_days, days_from_civil, days_in_month};

const DAY: i64 = 86_400;

/// Seconds since 1970-01-01 of `YYYY-MM-DD`, `YYYY-MM-DD HH:MM` or `YYYY-MM-DD HH:MM:SS` (or with a `T` between).
pub fn parse_instant(text: &str) -> Option<i64> {
    let (date, time) = match text.split_once([' ', 'T']) {
        Some((date, time)) => (date, time),
        None => (text, "00:00"),
    };
    let mut date = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let mut time = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (time.next()??, time.next()??, time.next().unwrap_or(Some(0))?);
    let fits = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in_month(year, month).into()).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    fits.then(|| days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second)
}

/// `YYYY-MM-DD HH:MM:SS`.
pub fn write_instant(seconds: i64) -> String {
    let rest = seconds.rem_euclid(DAY);
    format!("{} {:02}:{:02}:{:02}", write_date(seconds), rest / 3600, rest / 60 % 60, rest % 60)
}

/// `YYYY-MM-DD` of the day that holds this second.
pub fn write_date(seconds: i64) -> String {
    let (year, month, day) = civil_from_days(seconds.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}
