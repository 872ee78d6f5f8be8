//! Instants on the command line: `2026-03-02`, `2026-03-02 08:30`, `@1772438400`, `now`, `yesterday`, `2 days ago`.

use super::super::awk::time;

/// Milliseconds since the epoch.
pub(super) fn parse(text: &[u8], now: i64) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if let Some(seconds) = text.strip_prefix('@') {
        return seconds.parse::<i64>().ok().map(|seconds| seconds * 1000);
    }
    match text {
        "now" | "today" => return Some(now),
        "yesterday" => return Some(now - 86_400_000),
        "tomorrow" => return Some(now + 86_400_000),
        _ => {}
    }
    if let Some(span) = text.strip_suffix(" ago") {
        return Some(now - relative(span)?);
    }
    let text = text.trim_end_matches('Z').trim_end_matches(" UTC");
    let (date, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00:00"));
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = date[..] else { return None };
    let numbers =
        [year, month, day].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let clock: Vec<&str> = clock.trim().split(':').collect();
    let second = clock.get(2).map_or("0", |second| second.split('.').next().unwrap_or("0"));
    let spec = format!("{year} {month} {day} {} {} {second}", clock.first()?, clock.get(1)?);
    if !numbers {
        return None;
    }
    time::mktime(spec.as_bytes()).map(|seconds| seconds * 1000)
}

fn relative(span: &str) -> Option<i64> {
    let (number, unit) = span.split_once(' ')?;
    let number: i64 = number.parse().ok()?;
    let seconds = match unit.trim_end_matches('s') {
        "second" | "sec" => 1,
        "minute" | "min" => 60,
        "hour" => 3600,
        "day" => 86_400,
        "week" => 604_800,
        _ => return None,
    };
    number.checked_mul(seconds * 1000)
}
