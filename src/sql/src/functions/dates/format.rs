//! to_char: dates, intervals and numbers by a template.

use super::micros;
use super::numerals;
use super::parts::iso_week;
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::calendar::{DAY, HOUR, MINUTE, MONTHS, SECOND, civil_from_days, days_from_civil};
use crate::value::{Decimal, Interval, Value};
use base::calendar::WEEKDAYS;

/// The patterns of a template, longest first where one begins another.
const PATTERNS: &[&str] = &[
    "HH24", "HH12", "HH", "MI", "SSSSS", "SSSS", "SS", "MS", "US", "AM", "PM", "A.M.", "P.M.", "am", "pm", "a.m.",
    "p.m.", "Y,YYY", "YYYY", "YYY", "YY", "Y", "IYYY", "IYY", "IY", "I", "BC", "AD", "B.C.", "A.D.", "bc", "ad",
    "b.c.", "a.d.", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "MONTH", "Month", "month", "MON", "Mon", "mon", "MM",
    "DAY", "Day", "day", "DY", "Dy", "dy", "DDD", "DD", "D", "IDDD", "ID", "IW", "WW", "W", "CC", "J", "Q", "RM", "rm",
    "TZH", "TZ", "tz", "OF",
];

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn ordinal(n: i64) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// What a template may show of a moment or an interval.
struct Fields {
    year: i64,
    month: i64,
    day: i64,
    /// Microseconds of the day; of an interval, with its sign.
    time: i64,
    day_of_year: i64,
    /// The day's number since 1970; `None` for an interval.
    days: Option<i64>,
}

impl Fields {
    fn of_moment(total: i64) -> Self {
        let (days, time) = (total.div_euclid(DAY), total.rem_euclid(DAY));
        let (year, month, day) = civil_from_days(days);
        let day_of_year = days - days_from_civil(year, 1, 1) + 1;
        Self { year, month: i64::from(month), day: i64::from(day), time, day_of_year, days: Some(days) }
    }

    fn of_interval(interval: &Interval) -> Self {
        let (months, day) = (i64::from(interval.months), i64::from(interval.days));
        let (year, month) = (months / 12, months % 12);
        Self { year, month, day, time: interval.micros, day_of_year: months * 30 + day, days: None }
    }
}

fn written(template: &str, fields: &Fields) -> Result<String> {
    let Fields { year, month, day, time, day_of_year, .. } = *fields;
    let days = fields.days.unwrap_or(0);
    let shown = if year <= 0 && fields.days.is_some() { 1 - year } else { year };
    let (hour, weekday) = (time / HOUR, (days + 4).rem_euclid(7) as usize);
    let (week, iso_year) = iso_week(days);
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    let name = usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("   ");
    let mut out = String::new();
    let mut rest = template;
    let mut fill = true;
    while let Some(first) = rest.chars().next() {
        if first == '"' {
            let mut chars = rest[1..].char_indices();
            let mut end = rest.len();
            while let Some((at, c)) = chars.next() {
                match c {
                    '"' => {
                        end = at + 2;
                        break;
                    }
                    // A backslash stands before a quote that is meant, or before itself.
                    '\\' => out.extend(chars.next().map(|(_, c)| c)),
                    c => out.push(c),
                }
            }
            rest = rest.get(end..).unwrap_or("");
            continue;
        }
        if let Some(after) = rest.strip_prefix("FM").or(rest.strip_prefix("fm")) {
            fill = false;
            rest = after;
            continue;
        }
        // Names in the language of the place, which are never filled; ours are English.
        if let Some(after) = rest.strip_prefix("TM").filter(|after| after.starts_with(['M', 'm', 'D', 'd'])) {
            fill = false;
            rest = after;
            continue;
        }
        let upper = rest.get(..rest.len().min(6)).unwrap_or(rest);
        let found = PATTERNS
            .iter()
            .filter(|pattern| {
                rest.starts_with(**pattern)
                    || (pattern.chars().all(|c| !c.is_lowercase()) && !named(pattern) && starts(upper, pattern))
            })
            .max_by_key(|pattern| pattern.len());
        let Some(pattern) = found else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        rest = &rest[pattern.len()..];
        if fields.days.is_none() && of_a_day(pattern) {
            return Err(Error::from(Execute::InvalidDatetime).with("value", *pattern).with("type", "interval"));
        }
        let number = |n: i64, width: usize| {
            // The sign has a place of its own, but not before days.
            let width = width + usize::from(n < 0 && !pattern.starts_with("DD"));
            if fill { format!("{n:0width$}") } else { n.to_string() }
        };
        let word = |text: String| if fill { format!("{text:<9}") } else { text };
        let mut value: Option<i64> = None;
        let mut write = |n: i64, width: usize| {
            value = Some(n);
            number(n, width)
        };
        let text = match *pattern {
            "HH24" => write(hour, 2),
            "HH12" | "HH" => write(twelve, 2),
            "MI" => write(time / MINUTE % 60, 2),
            "SS" => write(time / SECOND % 60, 2),
            "SSSS" | "SSSSS" => write(time / SECOND, 0),
            "MS" => write(time % SECOND / 1000, 3),
            "US" => write(time % SECOND, 6),
            "AM" | "PM" => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            "am" | "pm" => if hour < 12 { "am" } else { "pm" }.to_owned(),
            "A.M." | "P.M." => if hour < 12 { "A.M." } else { "P.M." }.to_owned(),
            "a.m." | "p.m." => if hour < 12 { "a.m." } else { "p.m." }.to_owned(),
            "Y,YYY" => format!("{},{:03}", shown / 1000, shown % 1000),
            "YYYY" => write(shown, 4),
            "YYY" => write(shown % 1000, 3),
            "YY" => write(shown % 100, 2),
            "Y" => write(shown % 10, 1),
            "IYYY" => write(iso_year, 4),
            "IY" => write(iso_year % 100, 2),
            "IYY" => write(iso_year % 1000, 3),
            "I" => write(iso_year % 10, 1),
            "FF1" | "FF2" | "FF3" | "FF4" | "FF5" | "FF6" => {
                let digits: u32 = pattern[2..].parse().unwrap_or(6);
                write(time % SECOND / 10_i64.pow(6 - digits), digits as usize)
            }
            "BC" | "AD" => if year <= 0 { "BC" } else { "AD" }.to_owned(),
            "bc" | "ad" => if year <= 0 { "bc" } else { "ad" }.to_owned(),
            "B.C." | "A.D." => if year <= 0 { "B.C." } else { "A.D." }.to_owned(),
            "b.c." | "a.d." => if year <= 0 { "b.c." } else { "a.d." }.to_owned(),
            "MONTH" => word(name.to_uppercase()),
            "Month" => word(name.to_owned()),
            "month" => word(name.to_lowercase()),
            "MON" => name[..3].to_uppercase(),
            "Mon" => name[..3].to_owned(),
            "mon" => name[..3].to_lowercase(),
            "MM" => write(month, 2),
            "DAY" => word(WEEKDAYS[weekday].to_uppercase()),
            "Day" => word(WEEKDAYS[weekday].to_owned()),
            "day" => word(WEEKDAYS[weekday].to_lowercase()),
            "DY" => WEEKDAYS[weekday][..3].to_uppercase(),
            "Dy" => WEEKDAYS[weekday][..3].to_owned(),
            "dy" => WEEKDAYS[weekday][..3].to_lowercase(),
            "DDD" => write(day_of_year, 3),
            "DD" => write(day, 2),
            "D" => write(weekday as i64 + 1, 1),
            "ID" => write((days + 3).rem_euclid(7) + 1, 1),
            "IDDD" => write((week - 1) * 7 + (days + 3).rem_euclid(7) + 1, 3),
            "IW" => write(week, 2),
            "WW" => write((day_of_year - 1) / 7 + 1, 2),
            "W" => write((day - 1) / 7 + 1, 1),
            "CC" => write(if fields.days.is_some() { (shown + 99) / 100 } else { year / 100 }, 2),
            "J" => write(days + 2_440_588, 0),
            "Q" if month == 0 => String::new(),
            "Q" => write((month - 1) / 3 + 1, 1),
            "RM" | "rm" => {
                let roman = ROMAN.get((month - 1).rem_euclid(12) as usize).copied().unwrap_or("");
                let roman = if *pattern == "rm" { roman.to_lowercase() } else { roman.to_owned() };
                if fill { format!("{roman:<4}") } else { roman }
            }
            "TZ" => "UTC".to_owned(),
            "tz" => "utc".to_owned(),
            _ => "+00".to_owned(),
        };
        out.push_str(&text);
        if let Some(n) = value {
            if let Some(after) = rest.strip_prefix("th") {
                out.push_str(ordinal(n));
                rest = after;
            } else if let Some(after) = rest.strip_prefix("TH") {
                out.push_str(&ordinal(n).to_uppercase());
                rest = after;
            }
        }
        fill = true;
    }
    Ok(out)
}

/// Patterns that an interval has no answer to.
fn of_a_day(pattern: &str) -> bool {
    matches!(
        pattern,
        "MONTH"
            | "Month"
            | "month"
            | "MON"
            | "Mon"
            | "mon"
            | "DAY"
            | "Day"
            | "day"
            | "DY"
            | "Dy"
            | "dy"
            | "D"
            | "ID"
            | "IDDD"
            | "IW"
            | "IYYY"
            | "IYY"
            | "IY"
            | "I"
            | "BC"
            | "AD"
            | "bc"
            | "ad"
            | "B.C."
            | "A.D."
            | "b.c."
            | "a.d."
            | "TZ"
            | "tz"
            | "TZH"
            | "OF"
    )
}

fn starts(text: &str, pattern: &str) -> bool {
    text.get(..pattern.len()).is_some_and(|head| head.eq_ignore_ascii_case(pattern))
}

/// Patterns whose case says the case of what is written.
fn named(pattern: &str) -> bool {
    matches!(pattern, "AM" | "PM" | "A.M." | "P.M." | "MONTH" | "MON" | "DAY" | "DY" | "TZ" | "BC" | "AD")
}

fn date_to_char(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let fields = match &args[0] {
        Value::Interval(interval) => Fields::of_interval(interval),
        other => {
            let total = micros(other);
            if total == i64::MAX || total == i64::MIN {
                return Ok(Value::Null);
            }
            Fields::of_moment(total)
        }
    };
    Ok(Value::text(written(args[1].as_str().unwrap_or(""), &fields)?))
}

fn number_to_char(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let value = match &args[0] {
        Value::Float(x) => Decimal::from_float_digits(*x, 15),
        Value::Decimal(d) => Some(*d),
        other => other.as_int().map(Decimal::from_i64),
    };
    let Some(value) = value.filter(|value| !value.is_nan()) else {
        return Ok(Value::text(args[0].write(&context.types[0])));
    };
    let template = args[1].as_str().unwrap_or("");
    let upper = template.to_uppercase();
    if upper.contains("RN") {
        return Ok(Value::text(numerals::roman(template, &value)));
    }
    if upper.contains("EEEE")
        && let Some(text) = numerals::scientific(&upper, &args[0])
    {
        return Ok(Value::text(text));
    }
    Ok(Value::text(number(template, value)))
}

/// A number by a template of 9, 0, `.`, `,`, D, G, FM, S, MI, PR, $, L, %.
fn number(template: &str, value: Decimal) -> String {
    let upper = template.to_uppercase();
    let fill = !upper.contains("FM");
    if let Some(plain) = template.strip_suffix("th").or_else(|| template.strip_suffix("TH")) {
        let out = number(plain, value);
        let whole = value.round(0).and_then(|whole| i64::try_from(whole.mantissa).ok());
        return match whole.filter(|n| *n >= 0 && !out.contains('#') && !plain.contains(['.', 'D', 'd'])) {
            Some(n) if template.ends_with('h') => out + ordinal(n),
            Some(n) => out + &ordinal(n).to_uppercase(),
            None => out,
        };
    }
    let pattern = upper.replace("FM", "");
    let (sign_end, sign_start) =
        (pattern.ends_with('S') || pattern.ends_with("MI"), pattern.starts_with('S') || pattern.starts_with("MI"));
    let angle = pattern.ends_with("PR");
    let body = pattern
        .trim_end_matches("PR")
        .trim_end_matches("MI")
        .trim_end_matches('S')
        .trim_start_matches('S')
        .trim_start_matches("MI");
    let (whole_pattern, fraction_pattern) = match body.find(['.', 'D']) {
        Some(at) => (&body[..at], &body[at + 1..]),
        None => (body, ""),
    };
    let has_point = body.contains(['.', 'D']);
    let places = fraction_pattern.chars().filter(|c| matches!(c, '9' | '0')).count();
    let rounded = value.round(places as i32).unwrap_or(value);
    let negative = rounded.mantissa < 0;
    let text = Decimal::new(rounded.mantissa.abs(), rounded.scale).to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let slots = whole_pattern.chars().filter(|c| matches!(c, '9' | '0')).count();
    let whole = if whole == "0" && slots > 0 && !whole_pattern.contains('0') && (places > 0) { "" } else { whole };
    let overflow = whole.len() > slots;
    let first_zero = whole_pattern.chars().filter(|c| matches!(c, '9' | '0')).position(|c| c == '0').unwrap_or(slots);
    let digits: Vec<char> = whole.chars().collect();
    let (mut out, mut slot, mut started) = (String::new(), 0, false);
    for c in whole_pattern.chars() {
        match c {
            '9' | '0' => {
                let from_right = slots - slot;
                if overflow {
                    out.push('#');
                    started = true;
                } else if from_right <= digits.len() {
                    out.push(digits[digits.len() - from_right]);
                    started = true;
                } else if slot >= first_zero {
                    out.push('0');
                    started = true;
                } else if fill {
                    out.push(' ');
                }
                slot += 1;
            }
            ',' | 'G' => {
                if started {
                    out.push(',')
                } else if fill {
                    out.push(' ')
                }
            }
            'L' | '$' => out.push('$'),
            other => out.push(other),
        }
    }
    if has_point {
        out.push('.');
        let mut figures = fraction.chars();
        let mut tail = String::new();
        for c in fraction_pattern.chars() {
            match c {
                '9' | '0' => tail.push(if overflow { '#' } else { figures.next().unwrap_or('0') }),
                other => tail.push(other),
            }
        }
        if !fill {
            // FM drops zeros that 9 would have printed.
            let keep = fraction_pattern.rfind('0').map_or(0, |at| at + 1);
            while tail.len() > keep && tail.ends_with('0') {
                tail.pop();
            }
            if tail.is_empty() && out == "." {
                out.insert(0, '0');
            }
        }
        out.push_str(&tail);
    }
    if angle {
        return if negative {
            insert_sign(&out, '<') + ">"
        } else if fill {
            format!(" {out} ")
        } else {
            out
        };
    }
    if sign_end {
        let mark = if negative {
            '-'
        } else if pattern.ends_with('S') {
            '+'
        } else {
            ' '
        };
        if mark != ' ' || fill {
            out.push(mark);
        }
        return out;
    }
    if sign_start {
        return insert_sign(
            &out,
            if negative {
                '-'
            } else if pattern.starts_with('S') {
                '+'
            } else {
                ' '
            },
        );
    }
    if negative {
        insert_sign(&out, '-')
    } else if fill {
        format!(" {out}")
    } else {
        out
    }
}

/// The sign right before the first character that is not a blank, in a column of its own.
fn insert_sign(text: &str, sign: char) -> String {
    let blanks = text.len() - text.trim_start_matches(' ').len();
    format!("{}{sign}{}", &text[..blanks], &text[blanks..])
}

pub(super) fn all() -> Vec<Function> {
    let mut all = Vec::new();
    for ty in ["timestamp", "timestamptz", "interval"] {
        all.push(row(&format!("to_char({ty}, text) -> text"), date_to_char));
    }
    for ty in ["int4", "int8", "numeric", "float4", "float8"] {
        all.push(row(&format!("to_char({ty}, text) -> text"), number_to_char));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_write_as_in_postgresql() {
        let at = days_from_civil(2024, 3, 5) * DAY + 13 * HOUR + 7 * MINUTE + 9 * SECOND;
        let show = |template: &str, at: i64| written(template, &Fields::of_moment(at)).unwrap();
        assert_eq!(show("YYYY-MM-DD HH24:MI:SS", at), "2024-03-05 13:07:09");
        assert_eq!(show("FMDay, FMDDth FMMonth YYYY", at), "Tuesday, 5th March 2024");
        assert_eq!(show("Mon DD HH12:MI AM Q", at), "Mar 05 01:07 PM 1");
        let d = |text: &str| Decimal::parse(text).unwrap();
        assert_eq!(number("999,999.99", d("1234.5")), "   1,234.50");
        assert_eq!(number("FM999,990.00", d("-12.345")), "-12.35");
        assert_eq!(number("0000", d("42")), " 0042");
        assert_eq!(number("99", d("123")), " ##");
    }
}
