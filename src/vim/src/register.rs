//! Registers (`:help registers`).

use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a register's text goes back into a buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegisterKind {
    /// Part of a line, or of lines.
    #[default]
    Char,
    /// Whole lines.
    Line,
    /// A rectangle; its width in columns, less one.
    Block(usize),
}

/// The text of a register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// Its kind.
    pub kind: RegisterKind,
    /// Its lines; none when it is empty.
    pub lines: Vec<Line>,
}

/// All registers that hold text; `"` is a name for the one used last.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Registers {
    named: BTreeMap<char, Register>,
    /// The register that `""` means.
    pub(crate) last: Option<char>,
}

impl Registers {
    /// May `name` be read (or, when `writing`, be written)?
    pub(crate) fn is_valid(name: char, writing: bool) -> bool {
        name.is_ascii_alphanumeric()
            || matches!(name, '"' | '-' | '_' | '*' | '+')
            || (!writing && matches!(name, '/' | '.' | '%' | '#' | ':' | '='))
    }

    fn slot(&self, name: Option<char>) -> char {
        match name {
            None | Some('"') => self.last.unwrap_or('0'),
            Some('*' | '+') => '+',
            Some(name) => name.to_ascii_lowercase(),
        }
    }

    /// The register that `name` reads.
    pub(crate) fn read(&self, name: Option<char>) -> Option<&Register> {
        self.named.get(&self.slot(name)).filter(|register| !register.lines.is_empty())
    }

    /// The slot that writing to `name` goes to; becomes what `""` means.
    pub(crate) fn slot_for_writing(&mut self, name: Option<char>) -> char {
        let slot = match name {
            None | Some('"') => '0',
            Some('*' | '+') => '+',
            Some(name) => name.to_ascii_lowercase(),
        };
        self.last = Some(slot);
        slot
    }

    pub(crate) fn get(&self, slot: char) -> Option<&Register> {
        self.named.get(&slot)
    }

    pub(crate) fn put(&mut self, slot: char, register: Register) {
        self.named.insert(slot, register);
    }

    pub(crate) fn remove(&mut self, slot: char) {
        self.named.remove(&slot);
    }

    /// `"1` becomes `"2` and so on; `"1` is free.
    pub(crate) fn shift(&mut self) {
        for digit in ('1'..='8').rev() {
            let next = char::from(digit as u8 + 1);
            match self.named.remove(&digit) {
                Some(register) => self.named.insert(next, register),
                None => self.named.remove(&next),
            };
        }
        self.named.remove(&'1');
    }

    /// Adds a register's text to another's, as yanking into `"A` does.
    pub(crate) fn append(&mut self, slot: char, text: Register) {
        let Some(old) = self.named.get_mut(&slot).filter(|old| !old.lines.is_empty()) else {
            self.named.insert(slot, text);
            return;
        };
        if text.kind == RegisterKind::Line {
            old.kind = RegisterKind::Line;
        }
        let mut lines = text.lines.into_iter();
        if old.kind == RegisterKind::Char
            && let (Some(last), Some(first)) = (old.lines.last_mut(), lines.next())
        {
            let mut joined = last.to_vec();
            joined.extend_from_slice(&first);
            *last = joined.into();
        }
        old.lines.extend(lines);
    }
}
