//! Strings as codes into a shared dictionary.

use crate::Texts;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Strings in one buffer. `unique` says that no two entries are equal, so equal codes are equal strings and the reverse.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Dictionary {
    bytes: String,
    ends: Vec<u32>,
    /// No two entries are equal.
    pub unique: bool,
}

impl Dictionary {
    /// An empty one with room.
    pub fn with_capacity(entries: usize, bytes: usize) -> Self {
        Self { bytes: String::with_capacity(bytes), ends: Vec::with_capacity(entries), unique: false }
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Entry `code`.
    #[inline]
    pub fn get(&self, code: u32) -> &str {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] as usize };
        &self.bytes[start..self.ends[code] as usize]
    }

    /// The bytes of entry `code`.
    #[inline]
    pub fn bytes(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 { 0 } else { self.ends[code - 1] as usize };
        &self.bytes.as_bytes()[start..self.ends[code] as usize]
    }

    /// Adds an entry and gives its code.
    pub fn push(&mut self, text: &str) -> u32 {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() as u32 - 1
    }
}

/// A column of strings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Strings {
    /// For each row, its entry.
    pub codes: Vec<u32>,
    /// The entries.
    pub dictionary: Arc<Dictionary>,
}

impl Strings {
    /// `rows` times one string.
    pub fn repeat(text: &str, rows: usize) -> Self {
        let mut dictionary = Dictionary { unique: true, ..Dictionary::default() };
        dictionary.push(text);
        Self { codes: vec![0; rows], dictionary: Arc::new(dictionary) }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The string of row `i`.
    #[inline]
    pub fn get(&self, i: usize) -> &str {
        self.dictionary.get(self.codes[i])
    }

    /// The bytes of the string of row `i`.
    #[inline]
    pub fn bytes(&self, i: usize) -> &[u8] {
        self.dictionary.bytes(self.codes[i])
    }

    /// The rows at `rows`; the dictionary is shared.
    #[must_use]
    pub fn gather(&self, rows: &[u32]) -> Self {
        let codes = crate::gather(&self.codes, rows);
        Self { codes, dictionary: Arc::clone(&self.dictionary) }
    }

    /// The rows from `from` to `to`; the dictionary is shared.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Self {
        Self { codes: self.codes[from..to].to_vec(), dictionary: Arc::clone(&self.dictionary) }
    }

    /// Whether there are few enough entries to look at each once instead of at the rows.
    pub fn is_small(&self) -> bool {
        self.dictionary.len() * 2 <= self.len()
    }

    /// Whether the dictionary is worth working on instead of the rows.
    pub fn is_dictionary(&self) -> bool {
        self.dictionary.len() <= self.codes.len()
    }

    /// The same strings with a dictionary of distinct entries, where they are few; else `None`.
    pub fn compress(&self) -> Option<Self> {
        if self.dictionary.unique {
            return None;
        }
        let limit = (self.codes.len() / 4).max(16);
        let mut seen = Texts::default();
        let mut dictionary = Dictionary { unique: true, ..Dictionary::default() };
        let mut codes = Vec::with_capacity(self.codes.len());
        for code in &self.codes {
            let (next, new) = seen.insert(self.dictionary.bytes(*code));
            if new {
                if dictionary.len() >= limit {
                    return None;
                }
                dictionary.push(self.dictionary.get(*code));
            }
            codes.push(next);
        }
        Some(Self { codes, dictionary: Arc::new(dictionary) })
    }

    /// Bytes taken, roughly; a shared dictionary counts in full.
    pub fn heap_size(&self) -> usize {
        self.codes.len() * 4
            + if self.is_dictionary() { self.dictionary.bytes.len() + self.dictionary.len() * 4 } else { 0 }
    }
}
