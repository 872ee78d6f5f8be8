//! Moving the cursor by characters, to columns, and back to where it may stand.

use crate::editor::{Editor, Mode};
use crate::text::{MAXCOL, Pos, chars, columns};

/// What a step of one character met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Moved within the line.
    Moved,
    /// Moved to another line.
    NewLine,
    /// Moved onto the end of the line, past its last character.
    End,
    /// There is nothing more.
    Stuck,
}

impl Editor {
    /// The current line.
    pub(crate) fn line(&self) -> &[u8] {
        self.buf.line(self.win.cursor.line)
    }

    /// The character at `pos`; `'\0'` at the end of a line.
    pub(crate) fn char_at(&self, pos: Pos) -> char {
        chars::at(self.buf.line(pos.line), pos.col)
    }

    /// The character under the cursor.
    pub(crate) fn char_here(&self) -> char {
        self.char_at(self.win.cursor)
    }

    /// One character on; the end of a line counts as one, but not in an empty line.
    pub(crate) fn inc(&self, pos: &mut Pos) -> Step {
        let text = self.buf.line(pos.line);
        if pos.col < text.len() {
            pos.col += chars::len_at(text, pos.col);
            return if pos.col < text.len() { Step::Moved } else { Step::End };
        }
        if pos.line < self.buf.count() {
            *pos = Pos::new(pos.line + 1, 0);
            return Step::NewLine;
        }
        Step::Stuck
    }

    /// Like `inc`, but skips the end of a line.
    pub(crate) fn incl(&self, pos: &mut Pos) -> Step {
        match self.inc(pos) {
            Step::End if pos.col > 0 => self.inc(pos),
            step => step,
        }
    }

    /// One character back.
    pub(crate) fn dec(&self, pos: &mut Pos) -> Step {
        if pos.col == MAXCOL {
            pos.col = chars::last(self.buf.line(pos.line));
            return Step::Moved;
        }
        if pos.col > 0 {
            pos.col = chars::before(self.buf.line(pos.line), pos.col);
            return Step::Moved;
        }
        if pos.line > 1 {
            pos.line -= 1;
            pos.col = self.buf.line(pos.line).len();
            return Step::NewLine;
        }
        Step::Stuck
    }

    /// Like `dec`, but skips the end of a line.
    pub(crate) fn decl(&self, pos: &mut Pos) -> Step {
        match self.dec(pos) {
            Step::NewLine if pos.col > 0 => self.dec(pos),
            step => step,
        }
    }

    pub(crate) fn inc_cursor(&mut self) -> Step {
        let mut pos = self.win.cursor;
        let step = self.inc(&mut pos);
        self.win.cursor = pos;
        step
    }

    pub(crate) fn dec_cursor(&mut self) -> Step {
        let mut pos = self.win.cursor;
        let step = self.dec(&mut pos);
        self.win.cursor = pos;
        step
    }

    pub(crate) fn incl_cursor(&mut self) -> Step {
        let mut pos = self.win.cursor;
        let step = self.incl(&mut pos);
        self.win.cursor = pos;
        step
    }

    pub(crate) fn decl_cursor(&mut self) -> Step {
        let mut pos = self.win.cursor;
        let step = self.decl(&mut pos);
        self.win.cursor = pos;
        step
    }

    /// Is the cursor in the line's indent, or on its first character after it?
    pub(crate) fn in_indent(&self, extra: usize) -> bool {
        let text = self.line();
        let mut column = 0;
        let mut at = 0;
        while at < text.len() && chars::is_white(text[at]) {
            column += columns::width_at(text, at, column, self.options.tabstop);
            at += 1;
        }
        at >= self.win.cursor.col + extra && column < MAXCOL
    }

    /// May the cursor stand after the last character?
    pub(crate) fn may_stand_after_end(&self) -> bool {
        self.mode.is_insert() || self.restart_edit.is_some() || self.visual.is_some() || self.options.onemore()
    }

    /// One character left; false at the start of the line.
    pub(crate) fn one_left(&mut self) -> bool {
        let col = self.win.cursor.col;
        if col == 0 {
            return false;
        }
        self.win.set_curswant = true;
        self.win.cursor.col = chars::before(self.line(), col);
        true
    }

    /// One character right; false when only the end of the line is there, unless the cursor may stand on it.
    pub(crate) fn one_right(&mut self) -> bool {
        let col = self.win.cursor.col;
        let text = self.line();
        let len = chars::len_at(text, col);
        if len == 0 {
            return false;
        }
        if col + len >= text.len() && !self.options.onemore() {
            return false;
        }
        self.win.cursor.col += len;
        self.win.set_curswant = true;
        true
    }

    /// Moves to screen column `column` in the cursor's line; false when the line is too short.
    pub(crate) fn advance_to_column(&mut self, column: usize) -> bool {
        let (col, reached) = self.column_to_byte(self.win.cursor.line, column);
        self.win.cursor.col = col;
        reached
    }

    /// The byte at screen column `column` of `line` where the cursor may stand, and whether the line is long enough.
    pub(crate) fn column_to_byte(&self, line: usize, column: usize) -> (usize, bool) {
        let text = self.buf.line(line);
        let more = self.mode.is_insert()
            || self.restart_edit.is_some()
            || self.visual.is_some()
            || (self.options.onemore() && column < MAXCOL);
        if column >= MAXCOL {
            let col = if more { text.len() } else { chars::last(text) };
            return (col, true);
        }
        let tabstop = self.options.tabstop;
        let (mut at, mut now) = (0, 0);
        let (mut previous, mut width) = (0, 0);
        while now <= column && at < text.len() {
            previous = at;
            width = columns::width_at(text, at, now, tabstop);
            now += width;
            at += chars::len_at(text, at).max(1);
        }
        if now > column || !more {
            return (previous.min(at), now.saturating_sub(width) >= column);
        }
        (at, now >= column)
    }

    /// The cursor's screen column, as `|` and `j` see it: on a tab, its last cell in Normal mode.
    pub(crate) fn virtual_column(&self) -> usize {
        let cells = columns::of(self.line(), self.win.cursor.col, self.options.tabstop);
        let tab = self.char_here() == '\t';
        let before_visual = self.visual.as_ref().is_some_and(|visual| self.win.cursor <= visual.start);
        if tab && !self.mode.is_insert() && !before_visual && !self.options.list { cells.end } else { cells.start }
    }

    /// First and last screen column of the character at `pos`.
    pub(crate) fn cells_at(&self, pos: Pos) -> columns::Cells {
        columns::of(self.buf.line(pos.line), pos.col, self.options.tabstop)
    }

    /// The wanted column, brought up to date when the cursor moved sideways.
    pub(crate) fn update_curswant(&mut self) {
        if self.win.set_curswant {
            self.win.curswant = self.virtual_column();
            self.win.set_curswant = false;
        }
    }

    /// To the first non-blank of the line.
    pub(crate) fn begin_line_white(&mut self) {
        self.win.cursor.col = chars::skip_white(self.line(), 0);
        self.win.set_curswant = true;
    }

    /// To the first non-blank, or to the last blank of a blank line.
    pub(crate) fn begin_line_fix(&mut self) {
        self.begin_line_white();
        let text = self.line();
        if self.win.cursor.col >= text.len() && !text.is_empty() {
            self.win.cursor.col = chars::last(text);
        }
        self.win.set_curswant = true;
    }

    /// As 'startofline' asks: the first non-blank, or the wanted column.
    pub(crate) fn begin_line_sol(&mut self) {
        if self.options.startofline {
            self.begin_line_fix();
        } else {
            self.update_curswant();
            self.advance_to_column(self.win.curswant);
        }
    }

    /// Keeps the cursor's line within the buffer.
    pub(crate) fn check_cursor_line(&mut self) {
        let count = self.buf.count();
        if self.win.cursor.line > count {
            self.win.cursor.line = match self.win.folds.closed_at(count) {
                Some((first, _)) => first,
                None => count,
            };
        }
        self.win.cursor.line = self.win.cursor.line.max(1);
    }

    /// Keeps the cursor's column within its line, and on the start of a character.
    pub(crate) fn check_cursor_col(&mut self) {
        let len = self.line().len();
        let col = self.win.cursor.col;
        if len == 0 {
            self.win.cursor.col = 0;
        } else if col >= len {
            self.win.cursor.col = if self.may_stand_after_end() { len } else { chars::last(self.line()) };
        }
    }

    /// Both.
    pub(crate) fn check_cursor(&mut self) {
        self.check_cursor_line();
        self.check_cursor_col();
    }

    /// Moves the cursor to the first byte of its character.
    pub(crate) fn adjust_cursor(&mut self) {
        self.win.cursor.col = chars::head(self.line(), self.win.cursor.col);
    }

    /// A position brought back into the buffer.
    pub(crate) fn clamp(&self, pos: Pos) -> Pos {
        let line = pos.line.clamp(1, self.buf.count());
        Pos::new(line, pos.col.min(self.buf.line(line).len()))
    }
}

impl Mode {
    /// Insert or Replace mode.
    pub(crate) fn is_insert(self) -> bool {
        matches!(self, Self::Insert | Self::Replace | Self::VirtualReplace)
    }
}
