//! What counts as the same line, and which changes do not count.

use super::lines::Change;
use base::Budget;
use pattern::Pattern;
use std::borrow::Cow;

/// What is looked past.
#[derive(Default)]
pub(super) struct Sameness {
    pub(super) case: bool,
    /// Tabs and the spaces they stand for, with stops every so many columns.
    pub(super) tabs: Option<usize>,
    pub(super) trailing: bool,
    pub(super) blanks: bool,
    pub(super) all_blanks: bool,
    pub(super) returns: bool,
    /// Changes of blank lines alone.
    pub(super) blank_lines: bool,
    /// Changes whose lines all match one of these.
    pub(super) matching: Vec<Pattern>,
}

impl Sameness {
    /// What of a line is compared.
    pub(super) fn key<'a>(&self, line: &'a [u8]) -> Cow<'a, [u8]> {
        let strip = self.tabs.is_some() || self.trailing || self.blanks || self.all_blanks;
        if !(self.case || strip || self.returns) {
            return line.into();
        }
        let mut key = line.to_vec();
        if self.returns && key.ends_with(b"\r\n") {
            key.truncate(key.len() - 2);
            key.push(b'\n');
        }
        if self.case {
            key.make_ascii_lowercase();
        }
        if self.all_blanks {
            key.retain(|byte| !byte.is_ascii_whitespace());
            return key.into();
        }
        if self.blanks {
            let mut squeezed: Vec<u8> = Vec::with_capacity(key.len());
            for byte in key.trim_ascii_end() {
                let byte = if byte.is_ascii_whitespace() { b' ' } else { *byte };
                if !(byte == b' ' && squeezed.last() == Some(&b' ')) {
                    squeezed.push(byte);
                }
            }
            return squeezed.into();
        }
        if self.trailing {
            key.truncate(key.trim_ascii_end().len());
        }
        if let Some(every) = self.tabs {
            key = expanded(&key, every);
        }
        key.into()
    }

    /// The change, marked when all its lines are of a kind that is ignored.
    pub(super) fn weighed(&self, change: Change, old: &[&[u8]], new: &[&[u8]], budget: &Budget) -> Change {
        if !self.blank_lines && self.matching.is_empty() {
            return change;
        }
        let blank = |line: &[u8]| {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            let strip = self.trailing || self.blanks || self.all_blanks;
            self.blank_lines && (if strip { text.trim_ascii_end() } else { text }).is_empty()
        };
        let matches = |line: &[u8]| {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            self.matching.iter().any(|pattern| pattern.is_match(text, budget).unwrap_or(false))
        };
        let lines = || old[change.old.0..change.old.1].iter().chain(&new[change.new.0..change.new.1]);
        Change { ignored: lines().all(|line| blank(line) || matches(line)), ..change }
    }
}

/// Spaces for tabs, with stops every so many columns.
pub(super) fn expanded(line: &[u8], every: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    let mut column = 0;
    for letter in line {
        match letter {
            b'\t' => {
                let room = every - column % every;
                out.extend(std::iter::repeat_n(b' ', room));
                column += room;
                continue;
            }
            b'\r' => column = 0,
            8 => column = column.saturating_sub(1),
            // A letter is as wide as its first byte.
            0x80..0xc0 => {}
            _ => column += 1,
        }
        out.push(*letter);
    }
    out
}
