//! One line of text and a cursor, in bytes, always between two characters.

/// The line being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    /// A line with its cursor at a byte; moved back to the nearest start of a character.
    pub(crate) fn new(text: &str, cursor: usize) -> Self {
        let mut cursor = cursor.min(text.len());
        while !text.is_char_boundary(cursor) {
            cursor -= 1;
        }
        Self { text: text.to_owned(), cursor }
    }

    /// A line with its cursor at the end.
    pub(crate) fn at_end(text: &str) -> Self {
        Self::new(text, text.len())
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// The cursor, in bytes.
    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor and what behind.
    pub(crate) fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    pub(crate) fn go_to_start(&mut self) {
        self.cursor = 0;
    }

    pub(crate) fn go_to_end(&mut self) {
        self.cursor = self.text.len();
    }

    pub(crate) fn left(&mut self) {
        self.cursor -= self.halves().0.chars().next_back().map_or(0, char::len_utf8);
    }

    pub(crate) fn right(&mut self) {
        self.cursor += self.halves().1.chars().next().map_or(0, char::len_utf8);
    }

    pub(crate) fn word_left(&mut self) {
        self.cursor = self.start_of_word(char::is_alphanumeric);
    }

    pub(crate) fn word_right(&mut self) {
        self.cursor = self.end_of_word();
    }

    pub(crate) fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    pub(crate) fn backspace(&mut self) {
        let end = self.cursor;
        self.left();
        self.text.drain(self.cursor..end);
    }

    pub(crate) fn delete(&mut self) {
        let start = self.cursor;
        self.right();
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    /// The character before the cursor moves over the one behind it; at the end, the last two change places.
    pub(crate) fn transpose(&mut self) {
        if self.cursor == self.text.len() {
            self.left();
        }
        let (before, behind) = self.halves();
        let (Some(left), Some(right)) = (before.chars().next_back(), behind.chars().next()) else { return };
        let start = self.cursor - left.len_utf8();
        self.replace(start, self.cursor + right.len_utf8(), &format!("{right}{left}"));
    }

    pub(crate) fn kill_to_end(&mut self) -> String {
        self.text.split_off(self.cursor)
    }

    pub(crate) fn kill_to_start(&mut self) -> String {
        self.kill(0, self.cursor)
    }

    /// Back over a word that ends at blanks: Ctrl-W.
    pub(crate) fn kill_blank_word_left(&mut self) -> String {
        self.kill(self.start_of_word(|character| !character.is_whitespace()), self.cursor)
    }

    /// Back over a word of letters and digits: Alt-Backspace.
    pub(crate) fn kill_word_left(&mut self) -> String {
        self.kill(self.start_of_word(char::is_alphanumeric), self.cursor)
    }

    pub(crate) fn kill_word_right(&mut self) -> String {
        self.kill(self.cursor, self.end_of_word())
    }

    /// Rewrites the word at the cursor and moves behind it.
    pub(crate) fn recase(&mut self, change: impl FnOnce(&str) -> String) {
        let end = self.end_of_word();
        let changed = change(&self.text[self.cursor..end]);
        self.replace(self.cursor, end, &changed);
    }

    /// Replaces the bytes `start..end` and moves behind the new text; does nothing if they do not fit.
    pub(crate) fn replace(&mut self, start: usize, end: usize, text: &str) {
        if start <= end && self.text.get(start..end).is_some() {
            self.text.replace_range(start..end, text);
            self.cursor = start + text.len();
        }
    }

    fn kill(&mut self, start: usize, end: usize) -> String {
        self.cursor = start;
        self.text.drain(start..end).collect()
    }

    fn start_of_word(&self, inside: impl Fn(char) -> bool) -> usize {
        let before = self.halves().0;
        let word_end = before.trim_end_matches(|character| !inside(character));
        word_end.trim_end_matches(inside).len()
    }

    fn end_of_word(&self) -> usize {
        let behind = self.halves().1;
        let word = behind.trim_start_matches(|character: char| !character.is_alphanumeric());
        self.text.len() - word.trim_start_matches(char::is_alphanumeric).len()
    }
}
