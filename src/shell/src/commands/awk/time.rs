//! `mktime` and `strftime`, in UTC, in the language of the POSIX locale.

use base::calendar::{MONTHS, WEEKDAYS, civil_from_days, days_from_civil, days_in_month};

/// `"2026 03 02 08 00 00"` to seconds since the epoch; parts out of range carry over.
pub fn mktime(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text).ok()?;
    let parts: Vec<i64> = text.split_ascii_whitespace().map_while(|part| part.parse().ok()).collect();
    let [year, month, day, hour, minute, second, ..] = parts[..] else { return None };
    let months = year.checked_mul(12)?.checked_add(month - 1)?;
    if months.abs() > 12_000_000 || [day, hour, minute, second].iter().any(|part| part.abs() > 1_000_000_000_000) {
        return None;
    }
    let days = days_from_civil(months.div_euclid(12), months.rem_euclid(12) + 1, 1) + day - 1;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Formats an instant, C's way.
pub fn strftime(format: &[u8], seconds: i64) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = format.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut letter = bytes.next();
        let mut flag = None;
        while let Some(mark @ (b'-' | b'_' | b'0' | b'^' | b'E' | b'O')) = letter {
            flag = Some(mark);
            letter = bytes.next();
        }
        match letter {
            None => out.push(b'%'),
            Some(letter) => conversion(letter, flag, seconds, &mut out),
        }
        if out.len() > 1 << 20 {
            break;
        }
    }
    out
}

fn conversion(letter: u8, flag: Option<u8>, seconds: i64, out: &mut Vec<u8>) {
    let days = seconds.div_euclid(86_400);
    let of_day = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let (year, month, day) = civil_from_days(days);
    let weekday = (days + 4).rem_euclid(7);
    let yearday = days - days_from_civil(year, 1, 1);
    let (iso_year, iso_week) = iso(year, yearday, weekday);
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let number = |n: i64, width: usize, pad: char| match (flag, pad) {
        (Some(b'-'), _) => n.to_string(),
        (Some(b'_'), _) | (None, ' ') => format!("{n:width$}"),
        _ => format!("{n:0width$}"),
    };
    let name = |text: &str| if flag == Some(b'^') { text.to_uppercase() } else { text.to_owned() };
    let nested = |format: &str| String::from_utf8_lossy(&strftime(format.as_bytes(), seconds)).into_owned();
    let text = match letter {
        b'a' => name(&WEEKDAYS[weekday as usize][..3]),
        b'A' => name(WEEKDAYS[weekday as usize]),
        b'b' | b'h' => name(&MONTHS[month as usize - 1][..3]),
        b'B' => name(MONTHS[month as usize - 1]),
        b'c' => nested("%a %b %e %H:%M:%S %Y"),
        b'C' => number(year.div_euclid(100), 2, '0'),
        b'd' => number(day.into(), 2, '0'),
        b'D' | b'x' => nested("%m/%d/%y"),
        b'e' => number(day.into(), 2, ' '),
        b'F' => nested("%Y-%m-%d"),
        b'g' => number(iso_year.rem_euclid(100), 2, '0'),
        b'G' => iso_year.to_string(),
        b'H' => number(hour, 2, '0'),
        b'I' => number(twelve, 2, '0'),
        b'j' => number(yearday + 1, 3, '0'),
        b'k' => number(hour, 2, ' '),
        b'l' => number(twelve, 2, ' '),
        b'm' => number(month.into(), 2, '0'),
        b'M' => number(minute, 2, '0'),
        b'n' => "\n".into(),
        b'p' => if hour < 12 { "AM" } else { "PM" }.into(),
        b'P' => if hour < 12 { "am" } else { "pm" }.into(),
        b'r' => nested("%I:%M:%S %p"),
        b'R' => nested("%H:%M"),
        b's' => seconds.to_string(),
        b'S' => number(second, 2, '0'),
        b't' => "\t".into(),
        b'T' | b'X' => nested("%H:%M:%S"),
        b'u' => (if weekday == 0 { 7 } else { weekday }).to_string(),
        b'U' => number((yearday + 7 - weekday) / 7, 2, '0'),
        b'V' => number(iso_week, 2, '0'),
        b'w' => weekday.to_string(),
        b'W' => number((yearday + 7 - (weekday + 6) % 7) / 7, 2, '0'),
        b'y' => number(year.rem_euclid(100), 2, '0'),
        b'Y' => year.to_string(),
        b'z' => "+0000".into(),
        b'Z' => "UTC".into(),
        b'%' => "%".into(),
        other => {
            out.extend_from_slice(&[b'%', other]);
            return;
        }
    };
    out.extend_from_slice(text.as_bytes());
}

/// Year and week of ISO 8601.
fn iso(year: i64, yearday: i64, weekday: i64) -> (i64, i64) {
    let monday_based = (weekday + 6) % 7;
    let week = (yearday - monday_based + 10) / 7;
    let weeks_in = |year: i64| {
        let january_first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
        let leap = days_in_month(year, 2) == 29;
        if january_first == 3 || (leap && january_first == 2) { 53 } else { 52 }
    };
    if week < 1 {
        (year - 1, weeks_in(year - 1))
    } else if week > weeks_in(year) {
        (year + 1, 1)
    } else {
        (year, week)
    }
}
