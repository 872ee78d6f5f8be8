//! Who did it, and when: `Name <mail> seconds zone`, and the dates of `log`.

use super::repo::{Git, Result};
use crate::commands::awk::time::strftime;

/// Name, mail, seconds since the epoch, zone (`+0100`).
pub(super) fn split(line: &str) -> (&str, &str, i64, &str) {
    let (name, rest) = line.split_once(" <").unwrap_or((line, ""));
    let (mail, when) = rest.split_once('>').unwrap_or((rest, ""));
    let (seconds, zone) = when.trim().split_once(' ').unwrap_or((when.trim(), "+0000"));
    (name, mail, seconds.parse().unwrap_or(0), zone)
}

fn zone_seconds(zone: &str) -> i64 {
    let digits: i64 = zone.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let seconds = (digits / 100) * 3600 + (digits % 100) * 60;
    if zone.starts_with('-') { -seconds } else { seconds }
}

/// A date in one of `log`'s formats.
pub(super) fn date(seconds: i64, zone: &str, format: &str, now: i64) -> Option<String> {
    let local = |pattern: &str| {
        String::from_utf8_lossy(&strftime(pattern.as_bytes(), seconds.saturating_add(zone_seconds(zone)))).into_owned()
    };
    // The day of the month without a leading zero or blank.
    let day = local("%d").trim_start_matches('0').to_owned();
    Some(match format {
        "default" | "" => format!("{} {day} {} {zone}", local("%a %b"), local("%H:%M:%S %Y")),
        "local" => format!("{} {day} {}", local("%a %b"), local("%H:%M:%S %Y")),
        "short" => local("%Y-%m-%d"),
        "iso" | "iso8601" => format!("{} {zone}", local("%Y-%m-%d %H:%M:%S")),
        "iso-strict" | "iso8601-strict" => {
            let zone = if zone == "+0000" {
                "+00:00".to_owned()
            } else {
                format!("{}:{}", zone.get(..3).unwrap_or("+00"), zone.get(3..).unwrap_or("00"))
            };
            format!("{}{zone}", local("%Y-%m-%dT%H:%M:%S"))
        }
        "rfc" | "rfc2822" => format!("{}, {day} {} {zone}", local("%a"), local("%b %Y %H:%M:%S")),
        "unix" => seconds.to_string(),
        "raw" => format!("{seconds} {zone}"),
        "relative" => relative(seconds, now),
        _ => local(format.strip_prefix("format:")?),
    })
}

/// `3 minutes ago`, rounded the way git rounds.
fn relative(seconds: i64, now: i64) -> String {
    let ago = |count: i64, unit: &str| format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" });
    let mut span = now - seconds;
    if span < 0 {
        return "in the future".to_owned();
    }
    if span < 90 {
        return ago(span, "second");
    }
    for (size, limit, unit) in [(60, 90, "minute"), (60, 36, "hour")] {
        span = (span + size / 2) / size;
        if span < limit {
            return ago(span, unit);
        }
    }
    let days = (span + 12) / 24;
    if days < 14 {
        return ago(days, "day");
    }
    if days < 70 {
        return ago((days + 3) / 7, "week");
    }
    if days < 365 {
        return ago((days + 15) / 30, "month");
    }
    if days < 1825 {
        let months = (days * 12 * 2 + 365) / (365 * 2);
        let (years, months) = (months / 12, months % 12);
        let years_text = format!("{years} year{}", if years == 1 { "" } else { "s" });
        if months > 0 {
            return format!("{years_text}, {months} month{} ago", if months == 1 { "" } else { "s" });
        }
        return format!("{years_text} ago");
    }
    ago((days + 183) / 365, "year")
}

/// Reads `GIT_AUTHOR_DATE` and `--date`: `@seconds zone`, `seconds zone`, ISO 8601, RFC 2822; `now` in seconds.
pub(super) fn read_date(text: &str, now: i64) -> Option<(i64, String)> {
    let text = text.trim();
    let is_zone = |word: &str| word.len() == 5 && word.starts_with(['+', '-']) && word[1..].parse::<u32>().is_ok();
    let (body, zone) = match text.rsplit_once(' ') {
        Some((body, zone)) if is_zone(zone) => (body.trim(), zone.to_owned()),
        _ => (text, "+0000".to_owned()),
    };
    let raw = body.strip_prefix('@').unwrap_or(body);
    if (raw.len() >= 8 || body.starts_with('@'))
        && let Ok(seconds) = raw.parse()
    {
        return Some((seconds, zone));
    }
    let (body, zone) = match body.find('T').and_then(|at| body[at..].find(['+', '-', 'Z']).map(|more| at + more)) {
        Some(at) if body.starts_with(|letter: char| letter.is_ascii_digit()) => {
            let zone = body[at..].replace(':', "");
            (&body[..at], if zone == "Z" { "+0000".to_owned() } else { zone })
        }
        _ => (body, zone),
    };
    let plain = body.replace('T', " ").replace("Tue,", "Tue").replace("Thu,", "Thu");
    let plain = if body.contains(',') { body.split_once(',')?.1.trim().to_owned() } else { plain };
    // `Mon Mar 2 08:00:00 2026`: the weekday says nothing, the year comes last.
    let words: Vec<&str> = body.split_whitespace().collect();
    let plain = match words.as_slice() {
        [_, month, day, clock, year] if clock.contains(':') => format!("{day} {month} {year} {clock}"),
        _ => plain,
    };
    let millis = crate::commands::files::instant::parse(plain.as_bytes(), now.saturating_mul(1000))?;
    Some((millis.div_euclid(1000) - zone_seconds(&zone), zone))
}

impl Git<'_> {
    /// Seconds since the epoch.
    pub(super) fn now(&self) -> i64 {
        self.context.now().div_euclid(1000)
    }

    /// The line of the author or the committer (`role` is `AUTHOR` or `COMMITTER`).
    pub(super) fn person(&self, role: &str) -> Result<String> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let var = |name: &str| self.context.var(name).map(text).filter(|value| !value.is_empty());
        let title = if role == "AUTHOR" { "Author" } else { "Committer" };
        let own = |what: &str| {
            let key = format!("{}.{what}", title.to_lowercase());
            self.setting_text(&key).or_else(|| self.setting_text(&format!("user.{what}")))
        };
        let names = self.context.names();
        let uid = self.context.who().uid;
        let gecos = || {
            let user = names.user(uid)?;
            Some(user.gecos.split(',').next().unwrap_or_default().to_owned()).filter(|name| !name.is_empty())
        };
        let mail = var(&format!("GIT_{role}_EMAIL")).or_else(|| own("email")).or_else(|| var("EMAIL"));
        let Some(mail) = mail else {
            let login = names.user(uid).map_or_else(|| uid.to_string(), |user| user.name.clone());
            let host = String::from_utf8_lossy(&self.context.sys.kernel.hostname.borrow()).into_owned();
            self.say(format_args!(
                "{title} identity unknown\n\n*** Please tell me who you are.\n\nRun\n\n  git config --global user.email \"you@example.com\"\n  git config --global user.name \"Your Name\"\n\nto set your account's default identity.\nOmit --global to set the identity only in this repository.\n"
            ));
            return Err(self.fatal(format_args!("unable to auto-detect email address (got '{login}@{host}.(none)')")));
        };
        let name = var(&format!("GIT_{role}_NAME")).or_else(|| own("name")).or_else(gecos).unwrap_or_default();
        if name.is_empty() {
            return Err(self.fatal(format_args!("empty ident name (for <{mail}>) not allowed")));
        }
        let (seconds, zone) = match var(&format!("GIT_{role}_DATE")) {
            None => (self.now(), "+0000".to_owned()),
            Some(text) => {
                read_date(&text, self.now()).ok_or_else(|| self.fatal(format_args!("invalid date format: {text}")))?
            }
        };
        let clean = |text: &str| text.chars().filter(|letter| !"<>\n".contains(*letter)).collect::<String>();
        Ok(format!("{} <{}> {seconds} {zone}", clean(&name), clean(&mail)))
    }
}
