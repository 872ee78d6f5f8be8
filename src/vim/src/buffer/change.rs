//! Elementary changes of a buffer. Undo must have been saved before.

use crate::editor::Editor;
use crate::text::{Line, MAXCOL, Pos, chars};

impl Editor {
    /// Text at `line` from `col` on changed.
    pub(crate) fn changed(&mut self, line: usize, col: usize) {
        self.note_change(line, col);
    }

    /// Puts `text` in place of line `line`.
    pub(crate) fn set_line(&mut self, line: usize, text: impl Into<Line>) {
        let text = text.into();
        self.spend(text.len() as u64);
        self.buf.lines.set(line, text);
        self.buf.no_lines = false;
    }

    /// Appends `text` below line `line`; marks below move.
    pub(crate) fn append_line(&mut self, line: usize, text: impl Into<Line>) {
        self.buf.lines.insert_after(line, text.into());
        self.buf.no_lines = false;
    }

    /// `count` lines were appended below `line`: marks move, the change is noted.
    pub(crate) fn appended_lines(&mut self, line: usize, count: usize) {
        self.adjust_marks(line + 1, MAXCOL, count as isize, 0);
        self.changed(line + 1, 0);
    }

    /// `count` lines from `line` on were deleted: their marks go, marks below move.
    pub(crate) fn deleted_lines(&mut self, line: usize, count: usize) {
        self.adjust_marks(line, line + count - 1, MAXCOL as isize, -(count as isize));
        self.changed(line, 0);
    }

    /// Deletes `count` lines from the cursor on, saving them first when `undo`.
    pub(crate) fn delete_lines(&mut self, count: usize, undo: bool) {
        if count == 0 {
            return;
        }
        let first = self.win.cursor.line;
        if undo {
            self.save_deleted(first, count);
        }
        let count = if self.buf.no_lines { 0 } else { count.min(self.buf.count() + 1 - first) };
        let all = self.buf.count();
        let done = if self.spend(count as u64) { 0 } else { self.buf.lines.remove_many(first, count).len() };
        self.buf.no_lines |= done == all;
        self.win.cursor.col = 0;
        self.check_cursor_line();
        if done > 0 {
            self.deleted_lines(first, done);
        }
    }

    /// Inserts bytes before the cursor, which stays.
    pub(crate) fn insert_bytes(&mut self, text: &[u8]) {
        let Pos { line, col } = self.win.cursor;
        let new = chars::splice(self.buf.line(line), col, col, text);
        self.set_line(line, new);
        self.changed(line, col);
    }

    /// Deletes `count` characters under and after the cursor; false at the end of the line.
    pub(crate) fn delete_chars(&mut self, count: usize, fix: bool) -> bool {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.line(line);
        let mut end = col;
        for _ in 0..count {
            let len = chars::len_at(text, end);
            if len == 0 {
                break;
            }
            end += len;
        }
        self.delete_bytes(end.saturating_sub(col), fix)
    }

    /// Deletes `count` bytes from the cursor on; moves back from past the end when `fix`.
    pub(crate) fn delete_bytes(&mut self, count: usize, fix: bool) -> bool {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.line(line);
        if col >= text.len() {
            return false;
        }
        if count == 0 {
            return true;
        }
        let end = (col + count).min(text.len());
        let at_end = end == text.len();
        let new = chars::splice(text, col, end, b"");
        if at_end && col > 0 && fix && self.restart_edit.is_none() && !self.options.onemore() {
            self.win.cursor.col = chars::before(text, col);
        }
        self.set_line(line, new);
        self.changed(line, col);
        true
    }
}
