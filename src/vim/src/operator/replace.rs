//! `r`: in Normal mode, and over a Visual area.

use super::{Op, Shape};
use crate::editor::Editor;
use crate::insert::Kind;
use crate::key::{CR, ctrl};
use crate::text::{Pos, chars, columns};

impl Editor {
    /// `r` over an area.
    pub(crate) fn op_replace(&mut self, mut op: Op, c: char) {
        if self.buf.no_lines || op.empty {
            return;
        }
        self.save(op.start.line - 1, op.end.line + 1);
        let breaks = c == CR || c == '\n';
        if op.shape == Shape::Block {
            let mut line = self.win.cursor.line;
            while line <= op.end.line && !self.spend(1) {
                line += self.replace_block_line(&mut op, line, c, breaks);
            }
        } else {
            self.replace_region(&mut op, c);
        }
        self.win.cursor = op.start;
        self.check_cursor();
        self.changed(op.start.line, op.start.col);
        if !self.lock_marks {
            self.buf.op_start = op.start;
            self.buf.op_end = op.end;
        }
    }

    /// One line of a rectangle; how many lines it became.
    fn replace_block_line(&mut self, op: &mut Op, line: usize, c: char, breaks: bool) -> usize {
        let mut block = self.block(op, line, true);
        if block.len == 0 {
            return 1;
        }
        let mut cells = (op.end_column + 1).saturating_sub(op.start_column);
        if block.short {
            cells -= (op.end_column + 1).saturating_sub(block.end_column);
        }
        if crate::text::width::cells(c) > 1 {
            if cells % 2 == 1 && !block.short {
                block.end_spaces += 1;
            }
            cells /= 2;
        }
        let text = self.buf.shared(line);
        let mut out = text[..block.col].to_vec();
        out.resize(out.len() + block.start_spaces, b' ');
        let rest = chars::slice(&text, block.col + block.len, text.len());
        if breaks {
            self.set_line(line, out);
            self.append_line(line, rest);
            self.adjust_marks(line + 1, crate::text::MAXCOL, 1, 0);
            op.end.line += 1;
            return 2;
        }
        for _ in 0..cells {
            chars::push(&mut out, c);
        }
        if !block.short {
            out.resize(out.len() + block.end_spaces, b' ');
            out.extend_from_slice(rest);
        }
        self.set_line(line, out);
        1
    }

    fn replace_region(&mut self, op: &mut Op, c: char) {
        if op.shape == Shape::Line {
            op.start.col = 0;
            self.win.cursor.col = 0;
            op.end.col = self.buf.line(op.end.line).len().saturating_sub(1);
        } else if !op.inclusive {
            let mut end = op.end;
            self.dec(&mut end);
            op.end = end;
        }
        // A line break is typed as a character: only in a rectangle does it break lines.
        let c = if c == '\n' { '\0' } else { c };
        let mut first = op.start.col;
        for line in op.start.line..=op.end.line {
            if self.spend(1) {
                break;
            }
            let text = self.buf.shared(line);
            let last = if line == op.end.line { op.end.col } else { text.len() };
            let mut at = first.min(text.len());
            let mut out = text[..at].to_vec();
            while at < text.len() && at <= last {
                chars::push(&mut out, c);
                at += chars::len_at(&text, at).max(1);
            }
            if line == op.end.line {
                op.end.col = chars::last(&out);
            }
            out.extend_from_slice(chars::slice(&text, at, text.len()));
            self.set_line(line, out);
            first = 0;
        }
    }

    /// `r` in Normal mode; false when there are not enough characters.
    pub(crate) fn replace_chars(&mut self, c: char, count: usize) -> bool {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let mut end = col;
        for _ in 0..count {
            if self.spend(1) {
                return false;
            }
            let len = chars::len_at(&text, end);
            if len == 0 {
                return false;
            }
            end += len;
        }
        if c == '\t' && (self.options.expandtab || self.options.smarttab) {
            // As `R` would do it, and `.` after it.
            self.prepare_redo(&crate::normal::replace_command(count));
            self.start_insert(Kind::Replace, false, count, 'R');
            self.insert_typed(crate::Key('\t'));
            self.insert_typed(crate::Key(crate::key::ESC));
            return true;
        }
        self.save_cursor_line();
        if c == CR || c == '\n' {
            self.delete_chars(count, false);
            self.start_insert(Kind::Insert, false, 1, '\0');
            self.insert_typed(crate::Key(CR));
            self.finish_insert();
            return true;
        }
        self.buf.op_start = self.win.cursor;
        let mut out = text[..col].to_vec();
        let mut last = col;
        let mut at = col;
        for _ in 0..count {
            last = out.len();
            let len = chars::len_at(&text, at);
            if c == ctrl('E') || c == ctrl('Y') {
                match self.char_copied(c == ctrl('Y'), &out) {
                    Some(copied) => chars::push(&mut out, copied),
                    None => out.extend_from_slice(&text[at..at + len]),
                }
            } else {
                chars::push(&mut out, c);
            }
            at += len;
        }
        out.extend_from_slice(&text[end..]);
        self.set_line(line, out);
        self.changed(line, last);
        self.win.cursor.col = last;
        self.buf.op_end = self.win.cursor;
        self.win.set_curswant = true;
        self.last_insert = Some(if (c as u32) < 0x20 { vec![ctrl('V'), c] } else { vec![c] });
        true
    }

    /// The character in the line above or below at the screen column where `before` ends.
    pub(crate) fn char_copied(&self, above: bool, before: &[u8]) -> Option<char> {
        let line = self.win.cursor.line;
        let other = if above { line.checked_sub(1).filter(|line| *line > 0)? } else { line + 1 };
        if other > self.buf.count() {
            return None;
        }
        let column = columns::total(before, self.options.tabstop);
        let text = self.buf.line(other);
        let at = columns::byte_at(text, column, self.options.tabstop);
        (at < text.len()).then(|| chars::at(text, at))
    }
}
