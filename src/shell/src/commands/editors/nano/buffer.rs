//! The lines of a file and the cursor among them.

/// Changes that can be taken back.
const UNDO: usize = 200;

/// A text under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffer {
    /// Lines without their newlines; the last one is empty.
    pub(super) lines: Vec<String>,
    /// The cursor's line.
    pub(super) row: usize,
    /// The cursor's place in it, in characters.
    pub(super) column: usize,
    /// Changed since it was read or written.
    pub(super) modified: bool,
    /// The column that up and down try to keep.
    wanted: usize,
    past: Vec<Moment>,
    future: Vec<Moment>,
    /// The last change was typing, which one undo takes back whole.
    typing: bool,
}

#[derive(Clone, Debug)]
struct Moment {
    lines: Vec<String>,
    row: usize,
    column: usize,
}

impl Buffer {
    /// A text's lines; the cursor at its start.
    pub(super) fn new(text: &str) -> Self {
        let lines = text.split('\n').map(str::to_owned).collect();
        let mut buffer = Self { lines, ..Self::default() };
        buffer.settle();
        buffer
    }

    /// The text, with a newline at its end unless it is empty.
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Lines, the empty one at the end not counted.
    pub(super) fn count(&self) -> usize {
        self.lines.len() - 1
    }

    /// The cursor's line.
    pub(super) fn line(&self) -> &str {
        self.lines.get(self.row).map_or("", String::as_str)
    }

    fn length(&self) -> usize {
        self.line().chars().count()
    }

    /// The byte of the cursor's line where the cursor stands.
    fn byte(&self) -> usize {
        self.line().char_indices().nth(self.column).map_or(self.line().len(), |(at, _)| at)
    }

    fn moment(&self) -> Moment {
        Moment { lines: self.lines.clone(), row: self.row, column: self.column }
    }

    fn remember(&mut self, typing: bool) {
        if !(typing && self.typing) {
            self.past.push(self.moment());
            if self.past.len() > UNDO {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.typing = typing;
        self.modified = true;
    }

    /// After each change and move: the text always ends with an empty line.
    fn settle(&mut self) {
        if self.lines.last().is_none_or(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
        self.wanted = self.column;
    }

    /// Types a character.
    pub(super) fn insert(&mut self, letter: char) {
        self.remember(letter.is_alphanumeric());
        let at = self.byte();
        self.lines[self.row].insert(at, letter);
        self.column += 1;
        self.settle();
    }

    /// Breaks the line; `indent` repeats its leading blanks.
    pub(super) fn split(&mut self, indent: bool) {
        self.remember(false);
        let at = self.byte();
        let rest = self.lines[self.row].split_off(at);
        let blanks: String = self.line().chars().take_while(|letter| indent && letter.is_whitespace()).collect();
        self.column = blanks.chars().count();
        self.row += 1;
        self.lines.insert(self.row, blanks + &rest);
        self.settle();
    }

    /// Rubs out the character before the cursor.
    pub(super) fn backspace(&mut self) {
        if self.row > 0 || self.column > 0 {
            self.left();
            self.delete();
        }
    }

    /// Rubs out the character under the cursor.
    pub(super) fn delete(&mut self) {
        if self.column < self.length() {
            self.remember(false);
            let at = self.byte();
            self.lines[self.row].remove(at);
        } else if self.row + 1 < self.lines.len() {
            self.remember(false);
            let next = self.lines.remove(self.row + 1);
            self.lines[self.row].push_str(&next);
        }
        self.settle();
    }

    /// Cuts the line.
    pub(super) fn cut(&mut self) -> Option<String> {
        if self.row + 1 == self.lines.len() && self.line().is_empty() {
            return None;
        }
        self.remember(false);
        let line = self.lines.remove(self.row);
        self.column = 0;
        self.settle();
        Some(line)
    }

    /// Puts lines above the cursor's.
    pub(super) fn paste(&mut self, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.remember(false);
        let at = self.row;
        self.lines.splice(at..at, lines.iter().cloned());
        self.row += lines.len();
        self.column = 0;
        self.settle();
    }

    fn go_back_to(&mut self, moment: Moment) {
        (self.lines, self.row, self.column) = (moment.lines, moment.row, moment.column);
        self.modified = true;
        self.typing = false;
        self.settle();
    }

    /// Takes the last change back; false when there is none.
    pub(super) fn undo(&mut self) -> bool {
        let Some(moment) = self.past.pop() else { return false };
        self.future.push(self.moment());
        self.go_back_to(moment);
        true
    }

    /// Makes it again.
    pub(super) fn redo(&mut self) -> bool {
        let Some(moment) = self.future.pop() else { return false };
        self.past.push(self.moment());
        self.go_back_to(moment);
        true
    }

    /// One character back, over line ends.
    pub(super) fn left(&mut self) {
        if self.column > 0 {
            self.column -= 1;
        } else if self.row > 0 {
            self.row -= 1;
            self.column = self.length();
        }
        self.moved();
    }

    /// One character on.
    pub(super) fn right(&mut self) {
        if self.column < self.length() {
            self.column += 1;
        } else if self.row + 1 < self.lines.len() {
            self.row += 1;
            self.column = 0;
        }
        self.moved();
    }

    fn moved(&mut self) {
        self.typing = false;
        self.settle();
    }

    /// Lines down, or up when negative.
    pub(super) fn vertical(&mut self, lines: isize) {
        self.row = self.row.saturating_add_signed(lines).min(self.lines.len().saturating_sub(1));
        self.column = self.wanted.min(self.length());
        self.typing = false;
    }

    /// To the line's start.
    pub(super) fn home(&mut self) {
        self.column = 0;
        self.moved();
    }

    /// To the line's end.
    pub(super) fn end(&mut self) {
        self.column = self.length();
        self.moved();
    }

    /// To the start of the next word, or of the one before.
    pub(super) fn word(&mut self, forward: bool) {
        let letters: Vec<char> = self.line().chars().collect();
        let inside = |at: usize| letters.get(at).is_some_and(|letter| letter.is_alphanumeric() || *letter == '_');
        if forward {
            if self.column >= letters.len() {
                return self.right();
            }
            while inside(self.column) {
                self.column += 1;
            }
            while self.column < letters.len() && !inside(self.column) {
                self.column += 1;
            }
        } else {
            if self.column == 0 {
                return self.left();
            }
            while self.column > 0 && !inside(self.column - 1) {
                self.column -= 1;
            }
            while self.column > 0 && inside(self.column - 1) {
                self.column -= 1;
            }
        }
        self.moved();
    }

    /// To a line and a column, counted from 1.
    pub(super) fn go(&mut self, line: usize, column: usize) {
        self.row = line.max(1).min(self.lines.len()) - 1;
        self.column = (column.max(1) - 1).min(self.length());
        self.moved();
    }

    /// To the next place of these words, whatever their case, around the end if need be.
    pub(super) fn find(&mut self, words: &str) -> Found {
        let wanted = words.to_lowercase();
        let count = self.lines.len();
        for step in 0..=count {
            let row = (self.row + step) % count;
            let line = self.lines[row].to_lowercase();
            let skip = if step == 0 { self.column + 1 } else { 0 };
            let from = line.char_indices().nth(skip).map_or(line.len(), |(at, _)| at);
            let Some(at) = line[from..].find(&wanted) else { continue };
            let column = line[..from + at].chars().count();
            let here = (row, column) == (self.row, self.column);
            let wrapped = (row, column) < (self.row, self.column);
            (self.row, self.column) = (row, column.min(self.lines[row].chars().count()));
            self.moved();
            return if here {
                Found::Only
            } else if wrapped {
                Found::Wrapped
            } else {
                Found::There
            };
        }
        Found::Nowhere
    }
}

/// What a search came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    There,
    Wrapped,
    Only,
    Nowhere,
}
