//! Broken-down times, in UTC.

use super::super::awk::time;
use super::value::Json;

fn numbers(value: &Json, name: &str) -> Result<Vec<f64>, String> {
    let Json::Array(items) = value else { return Err(format!("{name} requires array of 6 numbers")) };
    if items.len() < 6 {
        return Err(format!("{name} requires array of 6 numbers"));
    }
    let number = |item: &Json| if let Json::Num(n) = item { Some(*n) } else { None };
    let numbers: Option<Vec<f64>> = items.iter().map(number).collect();
    numbers.ok_or_else(|| format!("{name} requires parsed datetime inputs"))
}

/// Seconds of a broken-down time.
pub(super) fn mktime(value: &Json) -> Result<Json, String> {
    let parts = numbers(value, "mktime")?;
    let spec = format!(
        "{} {} {} {} {} {}",
        parts[0],
        parts[1] + 1.0,
        parts[2],
        parts[3].floor(),
        parts[4].floor(),
        parts[5].floor()
    );
    time::mktime(spec.as_bytes())
        .map(|seconds| Json::Num(seconds as f64))
        .ok_or_else(|| "invalid gmtime representation".into())
}

fn number_of(format: &str, seconds: i64) -> f64 {
    String::from_utf8_lossy(&time::strftime(format.as_bytes(), seconds)).parse().unwrap_or(0.0)
}

/// A broken-down time of seconds.
pub(super) fn gmtime(value: &Json) -> Result<Json, String> {
    let Json::Num(n) = value else { return Err("gmtime() requires a number".into()) };
    let seconds = n.floor() as i64;
    let part = |format: &str| number_of(format, seconds);
    let fraction = n - n.floor();
    let list = [
        part("%Y"),
        part("%m") - 1.0,
        part("%d"),
        part("%H"),
        part("%M"),
        part("%S") + fraction,
        part("%w"),
        part("%j") - 1.0,
    ];
    Ok(Json::array(list.into_iter().map(Json::Num).collect()))
}

/// A time in a form.
pub(super) fn strftime(value: &Json, format: &Json) -> Result<Json, String> {
    let seconds = match value {
        Json::Num(n) => n.floor() as i64,
        Json::Array(_) => match mktime(value).map_err(|_| "strftime/1 requires parsed datetime inputs".to_owned())? {
            Json::Num(n) => n as i64,
            _ => 0,
        },
        _ => return Err("strftime/1 requires parsed datetime inputs".into()),
    };
    let Json::Str(format) = format else { return Err("strftime/1 requires a string format".into()) };
    Ok(Json::str(String::from_utf8_lossy(&time::strftime(format.as_bytes(), seconds)).into_owned()))
}

/// Reads a time in a form.
pub(super) fn strptime(value: &Json, format: &Json) -> Result<Json, String> {
    let Json::Str(text) = value else { return Err("strptime/1 requires string inputs and arguments".into()) };
    let Json::Str(format) = format else { return Err("strptime/1 requires string inputs and arguments".into()) };
    let wrong = || format!("date \"{text}\" does not match format \"{format}\"");
    let seconds = read(text, format).ok_or_else(wrong)?;
    gmtime(&Json::Num(seconds as f64))
}

fn read(text: &str, format: &str) -> Option<i64> {
    let mut rest = text;
    let (mut year, mut month, mut day, mut hour, mut minute, mut second) = (1900, 1, 1, 0, 0, 0);
    let mut letters = format.chars();
    while let Some(c) = letters.next() {
        if c.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        if c != '%' {
            rest = rest.strip_prefix(c)?;
            continue;
        }
        let letter = letters.next()?;
        let mut number = |most: usize| -> Option<i64> {
            let trimmed = rest.trim_start();
            let length = trimmed.bytes().take(most).take_while(u8::is_ascii_digit).count();
            let value = trimmed[..length].parse().ok()?;
            rest = &trimmed[length..];
            Some(value)
        };
        match letter {
            'Y' => year = number(4)?,
            'm' => month = number(2)?,
            'd' | 'e' => day = number(2)?,
            'H' => hour = number(2)?,
            'M' => minute = number(2)?,
            'S' => second = number(2)?,
            'y' => year = number(2).map(|year| if year < 69 { 2000 + year } else { 1900 + year })?,
            'j' => {
                month = 1;
                day = number(3)?;
            }
            's' => return number(20),
            'T' => {
                let inner = read_prefix(rest, "%H:%M:%S")?;
                (hour, minute, second) = (inner.0, inner.1, inner.2);
                rest = inner.3;
            }
            'Z' => rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
            'z' => {
                let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || b"+-:Z".contains(byte)).count();
                rest = &rest[length..];
            }
            'a' | 'A' => rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
            'b' | 'B' | 'h' => {
                let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
                let lower = rest.to_lowercase();
                month = names.iter().position(|name| lower.starts_with(name))? as i64 + 1;
                rest = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            }
            '%' => rest = rest.strip_prefix('%')?,
            _ => return None,
        }
    }
    if !rest.is_empty() {
        return None;
    }
    time::mktime(format!("{year} {month} {day} {hour} {minute} {second}").as_bytes())
}

fn read_prefix<'t>(text: &'t str, _format: &str) -> Option<(i64, i64, i64, &'t str)> {
    let part = |from: usize| text.get(from..from + 2)?.parse::<i64>().ok();
    let colons = text.get(2..3)? == ":" && text.get(5..6)? == ":";
    colons.then_some((part(0)?, part(3)?, part(6)?, text.get(8..)?))
}
