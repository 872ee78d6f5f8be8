//! Abbreviations (`:abbreviate`).

use crate::editor::Editor;
use crate::key::{ESC, Key};
use crate::text::{chars, width};
use serde::{Deserialize, Serialize};

/// An abbreviation and what it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Abbreviation {
    pub(crate) from: String,
    pub(crate) to: Vec<Key>,
    pub(crate) insert: bool,
    pub(crate) command_line: bool,
}

/// Does `text` end in the abbreviation, so that it may stand for something?
pub(crate) fn ends_in(text: &[u8], from: &str, start: usize) -> bool {
    let Some(at) = text.len().checked_sub(from.len()).filter(|at| *at >= start) else { return false };
    if &text[at..] != from.as_bytes() {
        return false;
    }
    if at == 0 || at == start {
        return true;
    }
    let before = chars::at(text, chars::before(text, at));
    let word = |c: char| width::is_word(c);
    let Some(last) = from.chars().next_back() else { return false };
    if !word(last) {
        return matches!(before, ' ' | '\t');
    }
    let all = from.chars().all(word);
    if all { !word(before) } else { word(before) || matches!(before, ' ' | '\t') }
}

impl Editor {
    /// A character that ends a word was typed: an abbreviation before the cursor becomes its text. True when the
    /// character was taken care of.
    pub(super) fn expand_abbreviation(&mut self, c: char) -> bool {
        if self.abbreviations.is_empty() || self.no_abbreviation || self.replaying || !self.key_remap {
            return false;
        }
        let Some(insert) = &self.insert else { return false };
        if insert.arrow_used {
            return false;
        }
        let cursor = self.win.cursor;
        let start = if insert.start.line == cursor.line { insert.start.col } else { 0 };
        let text = &self.line()[..cursor.col];
        let Some(found) = self
            .abbreviations
            .iter()
            .find(|abbreviation| abbreviation.insert && ends_in(text, &abbreviation.from, start))
        else {
            return false;
        };
        let (len, to) = (found.from.chars().count(), found.to.clone());
        self.no_abbreviation = true;
        for _ in 0..len {
            self.insert_key(Key(crate::key::BS));
        }
        for key in to {
            if self.spend(1) {
                break;
            }
            self.insert_key(key);
        }
        if self.insert.is_some() {
            if c == ESC { self.escape_insert() } else { self.insert_key(Key(c)) }
        }
        self.no_abbreviation = false;
        true
    }

    /// The same on the command line, where only a text is typed.
    pub(crate) fn expand_command_abbreviation(&mut self) {
        let Some(line) = &mut self.command_line else { return };
        let typed = &line.text.as_bytes()[..line.cursor];
        let found = self
            .abbreviations
            .iter()
            .find(|abbreviation| abbreviation.command_line && ends_in(typed, &abbreviation.from, 0));
        if let (Some(found), true) = (found, self.key_remap) {
            let text: String = found.to.iter().map(|key| key.0).collect();
            let start = line.cursor - found.from.len();
            line.text.replace_range(start..line.cursor, &text);
            line.cursor = start + text.len();
        }
    }
}
