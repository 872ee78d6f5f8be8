//! What a variable holds.

use super::hasher::{FastMap, bash_hash};
use crate::Bytes;
use std::collections::BTreeMap;

/// A variable's value.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Declared, without a value.
    #[default]
    Unset,
    /// A string.
    Scalar(Bytes),
    /// An indexed array.
    Indexed(BTreeMap<i64, Bytes>),
    /// An associative array.
    Assoc(Assoc),
}

/// An associative array, walked in the order bash walks it.
#[derive(Clone, Debug, Default)]
pub struct Assoc {
    entries: FastMap<Bytes, (Bytes, u64)>,
    added: u64,
}

/// Buckets of a fresh table in bash.
const BUCKETS: usize = 1024;

impl Assoc {
    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Option<&Bytes> {
        self.entries.get(key).map(|(value, _)| value)
    }

    /// Sets a key.
    pub fn insert(&mut self, key: Bytes, value: Bytes) {
        self.added += 1;
        let added = self.added;
        self.entries.entry(key).and_modify(|entry| entry.0.clone_from(&value)).or_insert((value, added));
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &[u8]) {
        self.entries.remove(key);
    }

    /// How many keys.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// No key?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys and values in bash's order: by bucket, the latest first in each.
    pub fn ordered(&self) -> Vec<(&Bytes, &Bytes)> {
        let mut buckets = BUCKETS;
        while self.entries.len() > buckets * 2 {
            buckets *= 4;
        }
        let mut all: Vec<(u32, u64, &Bytes, &Bytes)> = self
            .entries
            .iter()
            .map(|(key, (value, added))| (bash_hash(key) & (buckets as u32 - 1), u64::MAX - added, key, value))
            .collect();
        base::order::sort_by_key(&mut all, |(bucket, age, ..)| (*bucket, *age));
        all.into_iter().map(|(_, _, key, value)| (key, value)).collect()
    }
}

/// What is known about a variable besides its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `-x`
    pub export: bool,
    /// `-r`
    pub readonly: bool,
    /// `-i`
    pub integer: bool,
    /// `-l`
    pub lower: bool,
    /// `-u`
    pub upper: bool,
    /// `-c`
    pub capital: bool,
    /// `-n`
    pub nameref: bool,
    /// `-t`
    pub trace: bool,
}

/// A variable.
#[derive(Clone, Debug, Default)]
pub struct Var {
    /// Its value.
    pub value: Value,
    /// Its attributes.
    pub attributes: Attributes,
    /// The depth of the function call that owns it, 0 for globals.
    pub level: usize,
    /// An array that was declared and never given a value.
    pub bare: bool,
    /// An assignment before a command that `local` has made the running function's own.
    pub local: bool,
}

impl Var {
    /// Its value as a string: of an array, the element 0.
    pub fn scalar(&self) -> Option<&Bytes> {
        match &self.value {
            Value::Unset => None,
            Value::Scalar(value) => Some(value),
            Value::Indexed(elements) => elements.get(&0),
            Value::Assoc(elements) => elements.get(b"0"),
        }
    }

    /// Is it an array of either kind?
    pub fn is_array(&self) -> bool {
        matches!(self.value, Value::Indexed(_) | Value::Assoc(_))
    }

    /// The letters of `declare -p`, without the dash.
    pub fn letters(&self) -> String {
        let mut letters = String::new();
        let attributes = &self.attributes;
        let set = [
            (matches!(self.value, Value::Indexed(_)), 'a'),
            (matches!(self.value, Value::Assoc(_)), 'A'),
            (attributes.integer, 'i'),
            (attributes.nameref, 'n'),
            (attributes.readonly, 'r'),
            (attributes.trace, 't'),
            (attributes.export, 'x'),
            (attributes.capital, 'c'),
            (attributes.lower, 'l'),
            (attributes.upper, 'u'),
        ];
        letters.extend(set.into_iter().filter(|(on, _)| *on).map(|(_, letter)| letter));
        letters
    }
}
