//! A crontab: settings and jobs, line by line, as Vixie cron reads them.

use base::calendar::civil_from_days;

/// The minutes of a job, as one bit a value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Times {
    minutes: u64,
    hours: u64,
    days: u64,
    months: u64,
    weekdays: u64,
    /// One of the two day fields begins with `*`: then both must agree, else either may.
    any_day: bool,
}

/// A job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    times: Times,
    /// What is run.
    pub(super) command: Vec<u8>,
    /// The settings that stand above it: names and values.
    pub(super) settings: Vec<(Vec<u8>, Vec<u8>)>,
}

/// The jobs of a crontab; or the number that cron gives the wrong line (from 0), and what is wrong with it.
pub(super) fn parse(text: &[u8]) -> Result<Vec<Job>, (usize, &'static str)> {
    let mut jobs = Vec::new();
    let mut settings = Vec::new();
    for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii_start();
        if line.is_empty() || line[0] == b'#' {
            continue;
        }
        if let Some(setting) = setting(line) {
            settings.push(setting);
            continue;
        }
        let (times, command) = times(line).map_err(|wrong| (number, wrong))?;
        // A job of `@reboot` has had its time.
        if let Some(times) = times {
            jobs.push(Job { times, command: command.trim_ascii_start().to_vec(), settings: settings.clone() });
        }
    }
    Ok(jobs)
}

/// `NAME = value`, quotes taken off.
fn setting(line: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let at = line.iter().position(|byte| *byte == b'=')?;
    let bare = |text: &[u8]| match text {
        [open @ (b'"' | b'\''), inner @ .., close] if open == close => inner.to_vec(),
        text => text.to_vec(),
    };
    let name = bare(line[..at].trim_ascii());
    let fine = !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    (fine && !name[0].is_ascii_digit()).then(|| (name, bare(line[at + 1..].trim_ascii())))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 8] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The time of a line, and what follows it.
fn times(line: &[u8]) -> Result<(Option<Times>, &[u8]), &'static str> {
    let word = |rest: &'_ [u8]| rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
    if line[0] == b'@' {
        let end = word(line);
        let fields = match &line[1..end] {
            b"reboot" => return Ok((None, &line[end..])),
            b"yearly" | b"annually" => "0 0 1 1 *",
            b"monthly" => "0 0 1 * *",
            b"weekly" => "0 0 * * 0",
            b"daily" | b"midnight" => "0 0 * * *",
            b"hourly" => "0 * * * *",
            _ => return Err("bad time specifier"),
        };
        return Ok((times(fields.as_bytes())?.0, &line[end..]));
    }
    let mut rest = line;
    let mut sets = [0_u64; 5];
    let mut stars = [false; 5];
    let fields: [(u64, u64, &[&str], &str); 5] = [
        (0, 59, &[], "bad minute"),
        (0, 23, &[], "bad hour"),
        (1, 31, &[], "bad day-of-month"),
        (1, 12, &MONTHS, "bad month"),
        (0, 7, &DAYS, "bad day-of-week"),
    ];
    for (at, (low, high, names, wrong)) in fields.into_iter().enumerate() {
        let end = word(rest);
        let field = std::str::from_utf8(&rest[..end]).map_err(|_| wrong)?.to_ascii_lowercase();
        stars[at] = field.starts_with('*');
        sets[at] = set(&field, low, high, names).ok_or(wrong)?;
        rest = rest[end..].trim_ascii_start();
    }
    // Sunday is 0 and 7.
    let [minutes, hours, days, months, mut weekdays] = sets;
    if weekdays & 0x81 != 0 {
        weekdays |= 0x81;
    }
    Ok((Some(Times { minutes, hours, days, months, weekdays, any_day: stars[2] || stars[4] }), rest))
}

/// One field: `*`, `a`, `a-b`, each but a lone number perhaps with `/step`, in a list.
fn set(field: &str, low: u64, high: u64, names: &[&str]) -> Option<u64> {
    let number = |text: &str| {
        let named = || names.iter().position(|name| *name == text).map(|at| at as u64 + low);
        text.parse().ok().or_else(named).filter(|value| (low..=high).contains(value))
    };
    let mut bits = 0;
    for part in field.split(',') {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let (from, to) = match range.split_once('-') {
            _ if range == "*" => (low, high),
            Some((from, to)) => (number(from)?, number(to)?),
            // What follows a lone number is not looked at.
            None => {
                bits |= 1 << number(range)?;
                continue;
            }
        };
        let step = step.map_or(Some(1), |step| step.parse().ok().filter(|step| *step > 0))?;
        bits |= (from..=to).step_by(step).fold(0, |bits, value| bits | 1 << value);
    }
    Some(bits)
}

impl Times {
    fn day(&self, days: i64) -> bool {
        let (_, month, day) = civil_from_days(days);
        let weekday = (days + 4).rem_euclid(7);
        let (by_date, by_weekday) = (self.days >> day & 1 == 1, self.weekdays >> weekday & 1 == 1);
        let fits = if self.any_day { by_date && by_weekday } else { by_date || by_weekday };
        self.months >> month & 1 == 1 && fits
    }
}

/// Days looked ahead for a job: the 29th of February comes within eight years.
const HORIZON: i64 = 366 * 9;

impl Job {
    /// Does it run in this minute (counted from the epoch)?
    pub(super) fn runs_at(&self, minute: i64) -> bool {
        let of_day = minute.rem_euclid(1440);
        self.times.hours >> (of_day / 60) & 1 == 1
            && self.times.minutes >> (of_day % 60) & 1 == 1
            && self.times.day(minute.div_euclid(1440))
    }

    /// The first minute after this one in which it runs.
    pub(super) fn next_after(&self, minute: i64) -> Option<i64> {
        let mut at = minute + 1;
        let last = minute + HORIZON * 1440;
        while at < last {
            if !self.times.day(at.div_euclid(1440)) {
                at = (at.div_euclid(1440) + 1) * 1440;
            } else if self.times.hours >> (at.rem_euclid(1440) / 60) & 1 == 0 {
                at = (at.div_euclid(60) + 1) * 60;
            } else if self.times.minutes >> at.rem_euclid(60) & 1 == 0 {
                at += 1;
            } else {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(line: &str, minute: i64) -> Option<i64> {
        parse(format!("{line} x\n").as_bytes()).unwrap()[0].next_after(minute)
    }

    #[test]
    fn minutes_are_those_of_cron() {
        // The epoch was a Thursday.
        assert_eq!(next("*/5 * * * *", 0), Some(5));
        assert_eq!(next("30 2 * * *", 150), Some(1440 + 150));
        assert_eq!(next("0 0 * * mon", 0), Some(4 * 1440));
        assert_eq!(next("0 0 13 * 5", 0), Some(1440), "either day will do");
        assert_eq!(next("0 12 31 jan-mar *", 0), Some(30 * 1440 + 720));
        assert_eq!(next("@weekly", 0), Some(3 * 1440));
        assert_eq!(next("0 0 30 2 *", 0), None);
        assert_eq!(parse(b"61 * * * * x\n"), Err((0, "bad minute")));
        assert_eq!(parse(b"A=1\n@often x\n"), Err((1, "bad time specifier")));
    }
}
