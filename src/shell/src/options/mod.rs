//! Options, read the way GNU `getopt_long` reads them, with its very words.

mod getopt;
pub mod refused;

pub use getopt::{Refusal, parse};

use crate::Bytes;

/// Whether an option takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// None.
    Nothing,
    /// One, attached or next.
    Value,
    /// One, only when attached (`--color=auto`, `-i.bak`).
    MaybeValue,
    /// The real tool has it, this one does not: it is refused by name.
    Refused,
}

/// One option of a command. Its key is the short letter, or the long name where there is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opt {
    /// The letter, or "".
    pub short: &'static str,
    /// The long name, or "".
    pub long: &'static str,
    /// Its value.
    pub takes: Takes,
}

impl Opt {
    /// The name commands ask for it by.
    pub fn key(&self) -> &'static str {
        if self.short.is_empty() { self.long } else { self.short }
    }
}

/// An option without a value.
pub const fn flag(short: &'static str, long: &'static str) -> Opt {
    Opt { short, long, takes: Takes::Nothing }
}

/// An option with a value.
pub const fn value(short: &'static str, long: &'static str) -> Opt {
    Opt { short, long, takes: Takes::Value }
}

/// An option that may have a value attached.
pub const fn maybe(short: &'static str, long: &'static str) -> Opt {
    Opt { short, long, takes: Takes::MaybeValue }
}

/// An option of the real tool that is refused by name.
pub const fn refused(short: &'static str, long: &'static str) -> Opt {
    Opt { short, long, takes: Takes::Refused }
}

/// The old way of a number: in `-5` as first argument, what stands after the dash.
pub fn old_number(args: &[Bytes]) -> Option<&[u8]> {
    let digits = args.first()?.strip_prefix(b"-")?;
    (digits.first()?.is_ascii_digit()).then_some(digits)
}

/// The options and operands of a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Options by key, in the order given, with their values.
    pub options: Vec<(&'static str, Option<Bytes>)>,
    /// What is not an option.
    pub operands: Vec<Bytes>,
}

impl Parsed {
    /// Was it given?
    pub fn has(&self, key: &str) -> bool {
        self.options.iter().any(|(known, _)| *known == key)
    }

    /// Its last value.
    pub fn value(&self, key: &str) -> Option<&[u8]> {
        self.options.iter().rev().find(|(known, _)| *known == key)?.1.as_deref()
    }

    /// All its values, in order.
    pub fn values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a [u8]> + 'a {
        self.options.iter().filter(move |(known, _)| *known == key).filter_map(|(_, value)| value.as_deref())
    }

    /// Which of these was given last: for options that undo each other.
    pub fn last_of(&self, keys: &[&str]) -> Option<&'static str> {
        self.options.iter().rev().map(|(key, _)| *key).find(|key| keys.contains(key))
    }

    /// How often it was given.
    pub fn count(&self, key: &str) -> usize {
        self.options.iter().filter(|(known, _)| *known == key).count()
    }
}
