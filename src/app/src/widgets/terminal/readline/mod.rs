//! The terminal's input line, with the keys of GNU readline's Emacs set (readline manual, 8.4 «Bindable Readline Commands»).
//!
//! Pure: a key goes in, a [`Reaction`] comes out; the widget mirrors [`Line`] in a real `<textarea>`, so that dead keys, input
//! methods and touch keyboards go on working.

mod history;
mod line;

use crate::words::letters;

pub(crate) use history::History;
pub(crate) use line::Line;

/// A key with its modifiers; `key` as the browser names it (`a`, `Enter`, `ArrowLeft`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stroke<'a> {
    pub(crate) key: &'a str,
    pub(crate) ctrl: bool,
    pub(crate) alt: bool,
}

/// What the terminal has to do after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reaction {
    /// The line is finished.
    Submit(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D on an empty line.
    EndOfFile,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-L.
    ClearScreen,
    /// Tab.
    Complete,
    /// The line, its cursor or the search changed: show it.
    Changed,
    /// Not ours: the browser may have it.
    Ignored,
}

/// A search through the history, Ctrl-R.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Search {
    /// What is searched for.
    pub(crate) query: String,
    /// The entry found, from the oldest.
    found: Option<usize>,
    /// Whether the last key found nothing more.
    pub(crate) failed: bool,
    before: Line,
}

/// The state of the input line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readline {
    /// The line being edited.
    pub(crate) line: Line,
    /// Earlier lines.
    pub(crate) history: History,
    /// The search under way.
    pub(crate) search: Option<Search>,
    /// A password is read: what is typed is neither shown nor remembered.
    pub(crate) silent: bool,
    killed: String,
    killing: bool,
    undo: Vec<Line>,
    /// Alt-. took the last word of this entry, counted from the newest, and put it at this byte.
    borrowed: Option<(usize, usize)>,
}

/// Which way a kill adds to the one just before it.
#[derive(Clone, Copy)]
enum Kill {
    Forward,
    Backward,
}

impl Readline {
    /// The browser changed the line by itself: typing, pasting, dictating.
    pub(crate) fn typed(&mut self, text: &str, cursor: usize) {
        if self.line.text() != text {
            self.remember();
        }
        self.killing = false;
        self.line = Line::new(text, cursor);
    }

    /// One key.
    pub(crate) fn press(&mut self, stroke: Stroke) -> Reaction {
        if self.search.is_some()
            && let Some(reaction) = self.press_in_search(stroke)
        {
            return reaction;
        }
        let was_killing = std::mem::take(&mut self.killing);
        let borrowed = self.borrowed.take();
        match (stroke.ctrl, stroke.alt, stroke.key) {
            (false, false, "Enter") | (true, false, "j" | "m") => return self.submit(),
            (true, false, "c") => {
                self.line = Line::default();
                self.history.leave();
                self.undo.clear();
                return Reaction::Interrupt;
            }
            (true, false, "d") if self.line.text().is_empty() => return Reaction::EndOfFile,
            (true, false, "z") => return Reaction::Suspend,
            (true, false, "l") => return Reaction::ClearScreen,
            (false, false, "Tab") | (true, false, "i") => return Reaction::Complete,
            (true, false, "r" | "s") => {
                self.search = Some(Search { before: self.line.clone(), ..Search::default() });
            }
            (false, true, "." | "_") => self.borrow_word(borrowed),
            (false, true, "#") => {
                self.line.go_to_start();
                self.line.insert("#");
                return self.submit();
            }
            (false, true, "r") => {
                if let Some(first) = self.undo.drain(..).next() {
                    self.line = first;
                }
            }
            (true, false, "a") | (false, false, "Home") => self.line.go_to_start(),
            (true, false, "e") | (false, false, "End") => self.line.go_to_end(),
            (true, false, "b") | (false, false, "ArrowLeft") => self.line.left(),
            (true, false, "f") | (false, false, "ArrowRight") => self.line.right(),
            (false, true, "b") | (true, false, "ArrowLeft") | (false, true, "ArrowLeft") => self.line.word_left(),
            (false, true, "f") | (true, false, "ArrowRight") | (false, true, "ArrowRight") => self.line.word_right(),
            (true, false, "p") | (false, false, "ArrowUp") => return self.recall(History::previous),
            (true, false, "n") | (false, false, "ArrowDown") => return self.recall(History::next),
            (false, true, "<") => return self.recall(History::first),
            (false, true, ">") => return self.recall(History::last),
            (true, false, "k") => return self.kill(was_killing, Kill::Forward, Line::kill_to_end),
            (true, false, "u") => return self.kill(was_killing, Kill::Backward, Line::kill_to_start),
            (true, false, "w") => return self.kill(was_killing, Kill::Backward, Line::kill_blank_word_left),
            (false, true, "Backspace") | (true, false, "Backspace") => {
                return self.kill(was_killing, Kill::Backward, Line::kill_word_left);
            }
            (false, true, "d" | "Delete") => return self.kill(was_killing, Kill::Forward, Line::kill_word_right),
            (true, false, "y") => {
                self.remember();
                let killed = self.killed.clone();
                self.line.insert(&killed);
            }
            (true, false, "_" | "/") => match self.undo.pop() {
                Some(line) => self.line = line,
                None => return Reaction::Ignored,
            },
            (true, false, "d") | (false, false, "Delete") => self.change(Line::delete),
            (true, false, "h") | (false, false, "Backspace") => self.change(Line::backspace),
            (true, false, "t") => self.change(Line::transpose),
            (false, true, "u") => self.change(|line| line.recase(|word| word.chars().map(letters::upper).collect())),
            (false, true, "l") => self.change(|line| line.recase(|word| word.chars().map(letters::lower).collect())),
            (false, true, "c") => self.change(|line| line.recase(capitalize)),
            _ => return Reaction::Ignored,
        }
        Reaction::Changed
    }

    /// The last word of the line before, or of an older one when asked again.
    fn borrow_word(&mut self, before: Option<(usize, usize)>) {
        let (back, start) = before.map_or((0, self.line.cursor()), |(back, start)| (back + 1, start));
        let end = self.line.cursor();
        if let Some(entry) = self.history.back(back) {
            let word = entry.split_whitespace().next_back().unwrap_or_default().to_owned();
            self.replace(start, end, &word);
            self.borrowed = Some((back, start));
        } else {
            self.borrowed = before;
        }
    }

    /// Replaces the bytes `start..end` by `text`: a completion.
    pub(crate) fn replace(&mut self, start: usize, end: usize, text: &str) {
        self.remember();
        self.line.replace(start, end, text);
    }

    fn submit(&mut self) -> Reaction {
        let text = std::mem::take(&mut self.line).into_text();
        self.search = None;
        self.undo.clear();
        if !self.silent {
            self.history.push(&text);
        }
        Reaction::Submit(text)
    }

    fn remember(&mut self) {
        if self.undo.last() != Some(&self.line) {
            self.undo.push(self.line.clone());
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Line)) {
        self.remember();
        change(&mut self.line);
    }

    /// Kills in a row gather in one text, as in Emacs.
    fn kill(&mut self, again: bool, way: Kill, kill: impl FnOnce(&mut Line) -> String) -> Reaction {
        self.remember();
        let text = kill(&mut self.line);
        self.killing = true;
        self.killed = match (again, way) {
            (false, _) => text,
            (true, Kill::Forward) => std::mem::take(&mut self.killed) + &text,
            (true, Kill::Backward) => text + &self.killed,
        };
        Reaction::Changed
    }

    fn recall(&mut self, step: impl FnOnce(&mut History, &str) -> Option<String>) -> Reaction {
        if let Some(text) = step(&mut self.history, self.line.text()) {
            self.line = Line::at_end(&text);
        }
        Reaction::Changed
    }

    /// A key during Ctrl-R; `None` ends the search and leaves the key to the line.
    fn press_in_search(&mut self, stroke: Stroke) -> Option<Reaction> {
        let mut search = self.search.take()?;
        let older = match (stroke.ctrl, stroke.alt, stroke.key) {
            (true, false, "r") => true,
            (true, false, "g") => {
                self.line = search.before;
                return Some(Reaction::Changed);
            }
            (false, false, "Backspace") | (true, false, "h") => {
                search.query.pop();
                search.found = None;
                false
            }
            (false, false, key) if key.chars().count() == 1 => {
                search.query.push_str(key);
                false
            }
            (false, false, "Shift" | "Control" | "Alt" | "Meta" | "AltGraph" | "Dead" | "CapsLock") => {
                self.search = Some(search);
                return Some(Reaction::Changed);
            }
            (false, false, "Escape") => return Some(Reaction::Changed),
            _ => return None,
        };
        // The same entry may go on matching a longer query; Ctrl-R asks for an older one.
        let from = search.found.map_or(self.history.len(), |at| if older { at } else { at + 1 });
        match self.history.search(&search.query, from) {
            Some((at, text, column)) => {
                self.line = Line::new(text, column);
                search.found = Some(at);
                search.failed = false;
            }
            None => search.failed = !search.query.is_empty(),
        }
        self.search = Some(search);
        Some(Reaction::Changed)
    }
}

fn capitalize(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(letters::upper).into_iter().chain(characters.map(letters::lower)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Presses keys written `C-a`, `M-b`, `<Enter>` or plain (`␣` for a blank), and returns the line with `|` at the cursor.
    fn after(readline: &mut Readline, keys: &str) -> String {
        for key in keys.split(' ') {
            let (ctrl, alt, key) = match key.split_once('-') {
                Some(("C", key)) => (true, false, key),
                Some(("M", key)) => (false, true, key),
                _ => (false, false, key),
            };
            let named = key.trim_start_matches('<').trim_end_matches('>');
            let reaction = readline.press(Stroke { key: named, ctrl, alt });
            if reaction == Reaction::Ignored && key == named {
                let (before, behind) = readline.line.halves();
                let key = key.replace('␣', " ");
                let (text, cursor) = (format!("{before}{key}{behind}"), before.len() + key.len());
                readline.typed(&text, cursor);
            }
        }
        let (before, behind) = readline.line.halves();
        format!("{before}|{behind}")
    }

    #[track_caller]
    fn check(keys: &str, line: &str) {
        assert_eq!(after(&mut Readline::default(), keys), line);
    }

    #[test]
    fn moves_and_kills() {
        check("a b C-a x", "x|ab");
        check("ab.cd M-b M-b x", "x|ab.cd");
        check("grep␣-c C-w C-y", "grep -c|");
        check("grep\u{a0}x C-u C-y C-a C-k C-y", "grep\u{a0}x|");
        check("été M-<Backspace>", "|");
        check("ab C-t", "ba|");
        check("hello C-a M-c", "Hello|");
        check("abc C-u C-_", "abc|");
    }

    #[test]
    fn kills_in_a_row_gather() {
        let mut readline = Readline::default();
        readline.typed("one two three", 13);
        assert_eq!(after(&mut readline, "C-w C-w C-y"), "one two three|");
    }

    #[test]
    fn words_of_earlier_lines_are_borrowed() {
        let mut readline = Readline::default();
        after(&mut readline, "cat␣one <Enter> wc␣-l␣two <Enter>");
        assert_eq!(after(&mut readline, "ls␣ M-."), "ls two|");
        assert_eq!(after(&mut readline, "M-. M-."), "ls one|");
        assert_eq!(after(&mut readline, "x M-r"), "|");
    }

    #[test]
    fn history_keeps_the_draft() {
        let mut readline = Readline::default();
        assert_eq!(after(&mut readline, "ls <Enter> pwd <Enter> dr <ArrowUp> <ArrowUp>"), "ls|");
        assert_eq!(after(&mut readline, "<ArrowDown> <ArrowDown>"), "dr|");
    }

    #[test]
    fn search_finds_older_and_older() {
        let mut readline = Readline::default();
        after(&mut readline, "grep-a <Enter> ls <Enter> grep-b <Enter>");
        assert_eq!(after(&mut readline, "C-r g r"), "|grep-b");
        assert_eq!(after(&mut readline, "C-r"), "|grep-a");
        assert_eq!(after(&mut readline, "C-r"), "|grep-a");
        assert!(readline.search.as_ref().is_some_and(|search| search.failed));
        assert_eq!(after(&mut readline, "C-g"), "|");
        assert_eq!(readline.search, None);
    }

    #[test]
    fn control_keys_are_the_terminals() {
        let mut readline = Readline::default();
        let press = |readline: &mut Readline, key, ctrl| readline.press(Stroke { key, ctrl, alt: false });
        assert_eq!(press(&mut readline, "d", true), Reaction::EndOfFile);
        readline.typed("sleep", 5);
        assert_eq!(press(&mut readline, "c", true), Reaction::Interrupt);
        assert_eq!(readline.line.text(), "");
        assert_eq!(press(&mut readline, "Tab", false), Reaction::Complete);
        assert_eq!(press(&mut readline, "é", false), Reaction::Ignored);
    }
}
