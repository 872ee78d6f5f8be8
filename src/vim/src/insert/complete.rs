//! Completion: Ctrl-N and Ctrl-P by the words of the buffers, Ctrl-X Ctrl-L by lines.

use crate::editor::Editor;
use crate::key::Key;
use crate::text::{Pos, chars, width};
use serde::{Deserialize, Serialize};

/// A completion that goes on: what was typed, and what it may become.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Completion {
    /// Where the word begins.
    col: usize,
    /// What was typed, then every match, in the order Ctrl-N shows them.
    choices: Vec<Vec<u8>>,
    at: usize,
    /// Keys typed before it began.
    keys: usize,
}

impl Editor {
    /// Ctrl-N or Ctrl-P.
    pub(super) fn complete(&mut self, forward: bool) {
        self.stop_arrow();
        let Some(insert) = &self.insert else { return };
        if insert.completion.is_some() {
            self.next_choice(forward);
            return;
        }
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let mut start = col;
        while start > 0 {
            let before = chars::before(&text, start);
            if !width::is_word(chars::at(&text, before)) {
                break;
            }
            start = before;
        }
        let typed = text[start..col].to_vec();
        let words = self.words_like(&typed, Pos::new(line, start), forward);
        self.begin_choices(start, typed, words, forward);
    }

    /// Ctrl-X and its second key.
    pub(super) fn complete_special(&mut self, c: char) {
        match c {
            '\x0c' => self.complete_line(),
            '\x0e' => self.complete(true),
            '\x10' => self.complete(false),
            '\x05' | '\x19' => {
                let scroll =
                    if c == '\x05' { crate::command::Scroll::LineDown } else { crate::command::Scroll::LineUp };
                // Only as far as the cursor stays where it is.
                let (cursor, top) = (self.win.cursor, self.win.topline);
                self.scroll(scroll, None);
                if self.win.cursor != cursor {
                    (self.win.cursor, self.win.topline) = (cursor, top);
                }
            }
            // What else could be completed: file names, tags, spelling and so on are not here.
            '\x04' | '\x06' | '\t' | '\x0b' | '\x0f' | '\x13' | '\x14' | '\x15' | '\x16' | '\x1d' | 's' => self.beep(),
            _ => self.insert_key(Key(c)),
        }
    }

    fn complete_line(&mut self) {
        self.stop_arrow();
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let start = chars::skip_white(&text, 0).min(col);
        let typed = text[start..col].to_vec();
        let mut found: Vec<Vec<u8>> = Vec::new();
        for offset in 1..self.buf.count() {
            let number = (line + self.buf.count() - 1 - offset) % self.buf.count() + 1;
            let other = self.buf.line(number);
            let other = &other[chars::skip_white(other, 0)..];
            if other.starts_with(&typed) && other != &typed[..] && !found.iter().any(|known| known == other) {
                found.push(other.to_vec());
            }
        }
        self.begin_choices(start, typed, found, false);
    }

    /// Words that begin with `typed`, from `from` on, each once.
    fn words_like(&mut self, typed: &[u8], from: Pos, forward: bool) -> Vec<Vec<u8>> {
        let mut all: Vec<(Pos, Vec<u8>)> = Vec::new();
        for line in 1..=self.buf.count() {
            if self.spend(1 + self.buf.line(line).len() as u64 / 32) {
                break;
            }
            let text = self.buf.line(line);
            let mut at = 0;
            while at < text.len() {
                let start = at;
                while at < text.len() && width::is_word(chars::at(text, at)) {
                    at += chars::len_at(text, at).max(1);
                }
                if at > start {
                    let word = &text[start..at];
                    let own = Pos::new(line, start) == from && !typed.is_empty();
                    // Where nothing was typed, a word of one character is not worth completing.
                    let long = !typed.is_empty() || word.len() > chars::len_at(word, 0);
                    if word.starts_with(typed) && word.len() > typed.len() && long && !own {
                        all.push((Pos::new(line, start), word.to_vec()));
                    }
                } else {
                    at += chars::len_at(text, at).max(1);
                }
            }
        }
        let (after, before): (Vec<_>, Vec<_>) = all.into_iter().partition(|(pos, _)| *pos >= from);
        let ordered: Vec<Vec<u8>> = if forward {
            after.into_iter().chain(before).map(|(_, word)| word).collect()
        } else {
            before.into_iter().rev().chain(after.into_iter().rev()).map(|(_, word)| word).collect()
        };
        let mut unique: Vec<Vec<u8>> = Vec::new();
        // Words by a hash, so that each is compared with few.
        let mut seen: Vec<Vec<usize>> = vec![Vec::new(); 1 << 12];
        for word in ordered {
            let hash = word.iter().fold(0_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(*byte)));
            let known = &mut seen[hash % (1 << 12)];
            if !known.iter().any(|at| unique[*at] == word) {
                known.push(unique.len());
                unique.push(word);
            }
        }
        unique
    }

    fn begin_choices(&mut self, col: usize, typed: Vec<u8>, found: Vec<Vec<u8>>, forward: bool) {
        if found.is_empty() {
            self.message("E486");
            return;
        }
        let mut choices = vec![typed];
        if forward {
            choices.extend(found);
        } else {
            choices.extend(found.into_iter().rev());
        }
        if let Some(insert) = &mut self.insert {
            let keys = insert.keys.len();
            insert.completion = Some(Completion { col, choices, at: 0, keys });
        }
        self.next_choice(forward);
    }

    fn next_choice(&mut self, forward: bool) {
        let Some(insert) = &mut self.insert else { return };
        let Some(completion) = &mut insert.completion else { return };
        let all = completion.choices.len();
        completion.at = if forward { completion.at + 1 } else { completion.at + all - 1 } % all;
        let (col, choice, typed) =
            (completion.col, completion.choices[completion.at].clone(), completion.choices[0].clone());
        insert.keys.truncate(completion.keys);
        let common = choice.iter().zip(&typed).take_while(|(a, b)| a == b).count();
        let back = String::from_utf8_lossy(&typed[common..]).chars().count();
        insert.keys.extend(std::iter::repeat_n(Key(crate::key::BS), back));
        insert.keys.extend(Key::raw(&String::from_utf8_lossy(&choice[common..])));
        if self.insert.as_ref().is_some_and(|insert| insert.kind != super::Kind::Insert) {
            self.replace_choice(col, &choice);
            return;
        }
        let line = self.win.cursor.line;
        let end = self.win.cursor.col;
        let new = chars::splice(self.buf.line(line), col, end, &choice);
        self.set_line(line, new);
        // Its characters are typed one by one.
        self.changed(line, col + if choice.is_empty() { common } else { chars::last(&choice) });
        self.win.cursor.col = col + choice.len();
    }

    /// In Replace mode a choice goes over the text.
    fn replace_choice(&mut self, col: usize, choice: &[u8]) {
        while self.win.cursor.col > col && !self.spend(1) {
            self.dec_cursor();
            self.restore_replaced();
        }
        for c in String::from_utf8_lossy(choice).chars() {
            self.put_char(c);
        }
    }

    /// A key while a completion goes on; true when it was for the completion.
    pub(super) fn completion_key(&mut self, c: char) -> bool {
        match c {
            '\x0e' | '\x10' => {
                self.next_choice(c == '\x0e');
                true
            }
            '\x19' => {
                let menu = self.shows_menu();
                self.end_completion();
                menu
            }
            // The register's text goes in first.
            '\x12' => false,
            '\x05' => {
                if let Some(completion) = self.insert.as_mut().and_then(|insert| insert.completion.as_mut()) {
                    completion.at = 1 % completion.choices.len();
                }
                self.next_choice(false);
                self.end_completion();
                true
            }
            _ => {
                self.end_completion();
                false
            }
        }
    }

    /// Is the menu of matches on the screen? It is for two and more; in recorded cases it never was.
    fn shows_menu(&self) -> bool {
        let matches = self.insert.as_ref().and_then(|insert| insert.completion.as_ref());
        !self.errors_are_caught && matches.is_some_and(|completion| completion.choices.len() > 2)
    }

    fn end_completion(&mut self) {
        if let Some(insert) = &mut self.insert {
            insert.completion = None;
        }
    }
}
