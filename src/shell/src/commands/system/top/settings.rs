//! What `top` is asked for.

use super::tasks::{FIELDS, Sort};
use crate::options::Parsed;
use crate::{Context, Quit};

/// How the list is chosen, sorted and repeated.
pub(super) struct Settings {
    /// Milliseconds between two looks.
    pub(super) delay: i64,
    /// How many looks; without end when none.
    pub(super) rounds: Option<u64>,
    /// The column the list is sorted by.
    pub(super) sort: Sort,
    /// Lowest first.
    pub(super) backwards: bool,
    /// Only these processes.
    pub(super) pids: Vec<u32>,
    /// Only this user's.
    pub(super) user: Option<u32>,
    /// Only those that did something since the last look.
    pub(super) busy_only: bool,
    /// Whole command lines instead of names.
    pub(super) whole: bool,
    /// Columns of a batch's lines.
    pub(super) width: Option<usize>,
}

/// Seconds in milliseconds, no less than a tenth of a second.
pub(super) fn delay(seconds: f64) -> i64 {
    ((seconds * 1000.0).min(1e12) as i64).max(100)
}

/// The id of a user given by name or number.
pub(super) fn user(context: &Context, text: &[u8]) -> Option<u32> {
    let names = context.names();
    let number = || std::str::from_utf8(text).ok()?.parse().ok();
    names.user_named(text).map(|user| user.uid).or_else(number)
}

impl Settings {
    pub(super) fn read(context: &Context, parsed: &Parsed) -> Result<Self, Quit> {
        let refuse = |message: String| {
            context.complain(message);
            Quit::Status(1)
        };
        let shown = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        let mut settings = Self {
            delay: 3000,
            rounds: None,
            sort: Sort::Processor,
            backwards: false,
            pids: Vec::new(),
            user: None,
            busy_only: parsed.has("i"),
            whole: parsed.has("c"),
            width: None,
        };
        if let Some(text) = parsed.value("d") {
            settings.delay = match shown(text).parse::<f64>() {
                Ok(seconds) if seconds >= 0.0 => delay(seconds),
                _ => return Err(refuse(format!("bad delay interval '{}'", shown(text)))),
            };
        }
        if let Some(text) = parsed.value("n") {
            settings.rounds = match shown(text).parse() {
                Ok(rounds) if rounds > 0 => Some(rounds),
                _ => return Err(refuse(format!("bad iterations argument '{}'", shown(text)))),
            };
        }
        if let Some(text) = parsed.value("o") {
            let name = shown(text);
            let (sign, field) = match name.strip_prefix(['+', '-']) {
                Some(field) => (name.starts_with('-'), field.to_owned()),
                None => (false, name.clone()),
            };
            let Some((_, sort)) = FIELDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&field)) else {
                return Err(refuse(format!("unrecognized field name '{field}'")));
            };
            (settings.sort, settings.backwards) = (*sort, sign);
        }
        for list in parsed.values("p") {
            for text in list.split(|byte| *byte == b',') {
                let pid = shown(text).parse().map_err(|_| refuse(format!("bad pid '{}'", shown(text))))?;
                settings.pids.push(pid);
            }
        }
        if let Some(text) = parsed.value("u").or_else(|| parsed.value("U")) {
            settings.user = Some(user(context, text).ok_or_else(|| refuse("Invalid user".to_owned()))?);
        }
        if let Some(operand) = parsed.operands.first() {
            return Err(refuse(format!("unknown option '{}'", shown(operand))));
        }
        settings.width = parsed.value("w").and_then(|text| shown(text).parse().ok());
        Ok(settings)
    }
}
