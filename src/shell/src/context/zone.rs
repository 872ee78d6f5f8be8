//! Time zones: `$TZ` as POSIX rules (`CET-1CEST,M3.5.0,M10.5.0/3`), and the names people use for them. Rules are today's;
//! those that were otherwise long ago are not known here.

use base::calendar::{civil_from_days, days_from_civil, days_in_month};

/// Rules shared by many names.
const CENTRAL_EUROPE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const EASTERN_EUROPE: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

/// Rules and the names that go by them.
const ZONES: [(&str, &str); 34] = [
    (
        CENTRAL_EUROPE,
        "CET MET Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Brussels Europe/Amsterdam Europe/Vienna \
         Europe/Zurich Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Prague Europe/Budapest Europe/Warsaw \
         Europe/Belgrade Europe/Luxembourg Europe/Monaco Europe/Zagreb Europe/Ljubljana Europe/Bratislava Europe/Malta",
    ),
    (
        EASTERN_EUROPE,
        "EET Europe/Athens Europe/Helsinki Europe/Bucharest Europe/Kiev Europe/Kyiv Europe/Sofia Europe/Riga \
         Europe/Vilnius Europe/Tallinn Asia/Nicosia",
    ),
    ("WET0WEST,M3.5.0/1,M10.5.0", "WET Europe/Lisbon Atlantic/Canary Atlantic/Madeira"),
    ("GMT0BST,M3.5.0/1,M10.5.0", "Europe/London GB"),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "Europe/Dublin"),
    ("MSK-3", "Europe/Moscow"),
    ("<+03>-3", "Europe/Istanbul Asia/Riyadh Asia/Baghdad"),
    ("EST5EDT,M3.2.0,M11.1.0", "EST5EDT America/New_York America/Toronto America/Detroit America/Montreal US/Eastern"),
    ("CST6CDT,M3.2.0,M11.1.0", "CST6CDT America/Chicago America/Winnipeg US/Central"),
    ("MST7MDT,M3.2.0,M11.1.0", "MST7MDT America/Denver America/Edmonton US/Mountain"),
    ("PST8PDT,M3.2.0,M11.1.0", "PST8PDT America/Los_Angeles America/Vancouver US/Pacific"),
    ("AST4ADT,M3.2.0,M11.1.0", "America/Halifax"),
    ("MST7", "MST America/Phoenix"),
    ("EST5", "EST America/Panama America/Jamaica"),
    ("CST6", "America/Mexico_City America/Costa_Rica"),
    ("AST4", "America/Guadeloupe America/Martinique America/Puerto_Rico"),
    ("<-03>3", "America/Sao_Paulo America/Argentina/Buenos_Aires America/Buenos_Aires America/Cayenne"),
    ("<-05>5", "America/Bogota America/Lima"),
    ("HST10", "HST Pacific/Honolulu"),
    ("JST-9", "Asia/Tokyo Japan"),
    ("KST-9", "Asia/Seoul"),
    ("CST-8", "Asia/Shanghai Asia/Taipei"),
    ("HKT-8", "Asia/Hong_Kong"),
    ("<+08>-8", "Asia/Singapore"),
    ("<+07>-7", "Asia/Bangkok Asia/Ho_Chi_Minh"),
    ("IST-5:30", "Asia/Kolkata Asia/Calcutta"),
    ("<+0545>-5:45", "Asia/Kathmandu"),
    ("<+04>-4", "Asia/Dubai Indian/Reunion Indian/Mauritius"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "Australia/Sydney Australia/Melbourne"),
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", "Pacific/Auckland NZ"),
    ("SAST-2", "Africa/Johannesburg"),
    ("WAT-1", "Africa/Lagos"),
    ("CET-1", "Africa/Algiers Africa/Tunis"),
    ("EAT-3", "Africa/Nairobi"),
];

/// A day of the year on which the clocks change: month, week (5 is the last), weekday, second of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    month: u32,
    week: i64,
    weekday: i64,
    second: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Summer {
    name: String,
    /// Seconds east of Greenwich.
    east: i64,
    start: Change,
    end: Change,
}

/// A zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Seconds east of Greenwich.
    east: i64,
    summer: Option<Summer>,
}

impl Default for Zone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), east: 0, summer: None }
    }
}

impl Zone {
    /// The zone of `$TZ`; what cannot be read is UTC under another name, as in the C library.
    pub fn of(tz: Option<&[u8]>) -> Self {
        let text = String::from_utf8_lossy(tz.unwrap_or_default()).into_owned();
        let text = text.strip_prefix(':').unwrap_or(&text);
        if matches!(text, "" | "UTC" | "UTC0" | "Etc/UTC" | "Zulu" | "Universal" | "Etc/Universal") {
            return Self::default();
        }
        if matches!(
            text,
            "GMT" | "GMT0" | "Etc/GMT" | "Greenwich" | "Africa/Abidjan" | "Africa/Dakar" | "Atlantic/Reykjavik"
        ) {
            return Self { name: "GMT".to_owned(), ..Self::default() };
        }
        let named = ZONES.iter().find(|(_, names)| names.split_whitespace().any(|name| name == text));
        named.map_or(text, |(rules, _)| rules).parse().unwrap_or_else(|()| {
            let name: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
            Self { name: if name.len() < 3 { "UTC".to_owned() } else { name }, ..Self::default() }
        })
    }

    /// Seconds east of Greenwich at this instant (seconds since the epoch), and what the zone is called then.
    pub fn at(&self, seconds: i64) -> (i64, &str) {
        if let Some(summer) = &self.summer {
            let (year, ..) = civil_from_days((seconds + self.east).div_euclid(86_400));
            let start = summer.start.instant(year) - self.east;
            let end = summer.end.instant(year) - summer.east;
            let inside = if start < end { (start..end).contains(&seconds) } else { !(end..start).contains(&seconds) };
            if inside {
                return (summer.east, &summer.name);
            }
        }
        (self.east, &self.name)
    }

    /// The instant at which clocks of this zone show these seconds (since the epoch, were they UTC); `None` in the hour
    /// that is left out when they are moved on.
    pub fn instant_of(&self, shown: i64) -> Option<i64> {
        // As the C library looks for it, so that of two such hours the same one is found.
        let mut east = self.at(shown).0;
        for _ in 0..2 {
            let there = self.at(shown - east).0;
            if there == east {
                return Some(shown - east);
            }
            east = there;
        }
        None
    }

    /// C's `strftime` in this zone.
    pub fn strftime(&self, format: &[u8], seconds: i64) -> Vec<u8> {
        let (east, name) = self.at(seconds);
        let mut spelt = Vec::with_capacity(format.len());
        let mut bytes = format.iter().copied();
        while let Some(byte) = bytes.next() {
            spelt.push(byte);
            if byte != b'%' {
                continue;
            }
            match bytes.next() {
                Some(letter @ (b'Z' | b'z' | b's')) => {
                    spelt.pop();
                    spelt.extend(match letter {
                        b'Z' => name.as_bytes().to_vec(),
                        b'z' => offset(east, 0).into_bytes(),
                        _ => seconds.to_string().into_bytes(),
                    });
                }
                Some(letter) => spelt.push(letter),
                None => {}
            }
        }
        crate::commands::awk::time::strftime(&spelt, seconds + east)
    }
}

/// `+0100`, with so many colons.
pub fn offset(east: i64, colons: usize) -> String {
    let (sign, east) = if east < 0 { ('-', -east) } else { ('+', east) };
    let (hours, minutes, seconds) = (east / 3600, east / 60 % 60, east % 60);
    match colons {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        1 => format!("{sign}{hours:02}:{minutes:02}"),
        2 => format!("{sign}{hours:02}:{minutes:02}:{seconds:02}"),
        _ if minutes == 0 => format!("{sign}{hours:02}"),
        _ => format!("{sign}{hours:02}:{minutes:02}"),
    }
}

impl Change {
    /// Its seconds since the epoch on the clocks of that place.
    fn instant(self, year: i64) -> i64 {
        let first = days_from_civil(year, self.month, 1_u32);
        let ahead = (self.weekday - (first + 4)).rem_euclid(7);
        let mut day = ahead + 7 * (self.week - 1);
        while day >= i64::from(days_in_month(year, self.month)) {
            day -= 7;
        }
        (first + day) * 86_400 + self.second
    }

    /// `M3.5.0/2`.
    fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_prefix('M')?.split_once('/').map_or((text.strip_prefix('M')?, "2"), |both| both);
        let mut parts = date.split('.').map(|part| part.parse::<i64>().ok());
        let (month, week, weekday) = (parts.next()??, parts.next()??, parts.next()??);
        let second = clock(time)?;
        let fits = (1..=12).contains(&month) && (1..=5).contains(&week) && (0..7).contains(&weekday);
        fits.then_some(Self { month: month as u32, week, weekday, second })
    }
}

/// `[+-]hh[:mm[:ss]]` in seconds.
fn clock(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let parts: Vec<i64> = digits.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hours, rest @ ..] = parts.as_slice() else { return None };
    let (minutes, seconds) = (rest.first().copied().unwrap_or(0), rest.get(1).copied().unwrap_or(0));
    let fits = (0..=167).contains(hours) && (0..60).contains(&minutes) && (0..60).contains(&seconds);
    fits.then_some(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// A name at the front, in angle brackets or of letters, and the rest.
fn name(text: &str) -> Option<(String, &str)> {
    if let Some(rest) = text.strip_prefix('<') {
        let (name, rest) = rest.split_once('>')?;
        return Some((name.to_owned(), rest));
    }
    let end = text.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(text.len());
    (end >= 3).then(|| (text[..end].to_owned(), &text[end..]))
}

/// A time at the front, and the rest.
fn time(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || ":+-".contains(letter))).unwrap_or(text.len());
    Some((clock(&text[..end])?, &text[end..]))
}

impl std::str::FromStr for Zone {
    type Err = ();

    /// POSIX's form (`std offset [dst [offset] [,start,end]]`), hours counted west of Greenwich.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (standard, rest) = name(text).ok_or(())?;
        let (west, rest) = time(rest).ok_or(())?;
        let mut zone = Self { name: standard, east: -west, summer: None };
        if rest.is_empty() {
            return Ok(zone);
        }
        let (name, rest) = name(rest).ok_or(())?;
        let (east, rest) = match time(rest) {
            Some((west, rest)) => (-west, rest),
            None => (zone.east + 3600, rest),
        };
        let rules = rest.strip_prefix(',').unwrap_or("M3.2.0,M11.1.0");
        let (start, end) = rules.split_once(',').ok_or(())?;
        let change = |text| Change::parse(text).ok_or(());
        zone.summer = Some(Summer { name, east, start: change(start)?, end: change(end)? });
        Ok(zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_several_places() {
        let show = |tz: &str, seconds: i64| {
            String::from_utf8(Zone::of(Some(tz.as_bytes())).strftime(b"%F %T %Z %z", seconds)).unwrap()
        };
        // What GNU date prints for these.
        assert_eq!(show("Europe/Paris", 1_719_835_200), "2024-07-01 14:00:00 CEST +0200");
        assert_eq!(show("Europe/Paris", 1_711_846_799), "2024-03-31 01:59:59 CET +0100");
        assert_eq!(show("Europe/Paris", 1_711_846_800), "2024-03-31 03:00:00 CEST +0200");
        assert_eq!(show("Europe/Paris", 1_729_990_800), "2024-10-27 02:00:00 CET +0100");
        assert_eq!(show("America/New_York", 0), "1969-12-31 19:00:00 EST -0500");
        assert_eq!(show("Australia/Sydney", 1_704_067_200), "2024-01-01 11:00:00 AEDT +1100");
        assert_eq!(show("Asia/Kolkata", 0), "1970-01-01 05:30:00 IST +0530");
        assert_eq!(show("<-03>3", 0), "1969-12-31 21:00:00 -03 -0300");
        assert_eq!(show("UTC+1", 0), "1969-12-31 23:00:00 UTC -0100");
        assert_eq!(show("Nowhere/Land", 0), "1970-01-01 00:00:00 Nowhere +0000");
        let paris = Zone::of(Some(b"Europe/Paris"));
        assert_eq!(paris.instant_of(1_719_835_200 + 7200), Some(1_719_835_200));
        assert_eq!(paris.instant_of(1_704_067_200 + 3600), Some(1_704_067_200));
    }
}
