//! `d`.

use super::{Op, Shape};
use crate::command::Operator;
use crate::editor::Editor;
use crate::register::Registers;
use crate::text::{Pos, chars};

impl Editor {
    /// Deletes a region; false when nothing may be deleted.
    pub(crate) fn op_delete(&mut self, op: &mut Op) -> bool {
        if self.buf.no_lines {
            return true;
        }
        if op.empty {
            self.save_cursor_line();
            return true;
        }
        if op.inclusive {
            let text = self.buf.line(op.end.line);
            let head = chars::head(text, op.end.col);
            let len = chars::len_at(text, head);
            if len > 0 {
                op.end.col = head + len - 1;
            }
        }
        let deleting = op.operator == Some(Operator::Delete);
        if op.shape == Shape::Char && !op.visual && op.lines > 1 && op.force.is_none() && deleting {
            let text = self.buf.line(op.end.line);
            let mut rest = op.end.col;
            if rest < text.len() {
                rest += usize::from(op.inclusive);
            }
            if chars::skip_white(text, rest) == text.len() && self.in_indent(0) {
                op.shape = Shape::Line;
            }
        }
        if op.shape != Shape::Line && op.lines == 1 && deleting && self.buf.line(op.start.line).is_empty() {
            return true;
        }
        if !self.store_deleted(op) {
            return true;
        }
        let before = self.buf.count();
        match op.shape {
            Shape::Block => self.delete_block(op),
            Shape::Line => self.delete_whole_lines(op),
            Shape::Char => self.delete_char_region(op),
        }
        self.tell_lines(before);
        if !self.lock_marks {
            self.buf.op_end = op.start;
            if op.shape == Shape::Block {
                self.buf.op_end = Pos::new(op.end.line, op.start.col);
            }
            self.buf.op_start = op.start;
        }
        true
    }

    /// The registers a deletion fills: the one named, `"1` to `"9` for lines, `"-` for less.
    fn store_deleted(&mut self, op: &Op) -> bool {
        if op.register == Some('_') {
            return true;
        }
        if let Some(name) = op.register {
            if !Registers::is_valid(name, true) {
                self.beep();
                return false;
            }
            let slot = self.registers.slot_for_writing(Some(name));
            self.store_region(op, slot, name.is_ascii_uppercase());
        }
        let append = op.register.is_some_and(|name| name.is_ascii_uppercase());
        if op.shape == Shape::Line || op.lines > 1 || op.use_register_one {
            self.registers.shift();
            if !append {
                self.registers.last = Some('1');
            }
            self.store_region(op, '1', false);
        }
        if op.register.is_none() && op.shape != Shape::Line && op.lines == 1 {
            self.registers.last = Some('-');
            self.store_region(op, '-', false);
        }
        true
    }

    fn delete_block(&mut self, op: &mut Op) {
        self.save(op.start.line - 1, op.end.line + 1);
        for line in self.win.cursor.line..=op.end.line {
            if self.spend(1) {
                break;
            }
            let block = self.block(op, line, true);
            if block.len == 0 {
                continue;
            }
            if line == self.win.cursor.line {
                self.win.cursor.col = block.col + block.start_spaces;
            }
            let spaces = vec![b' '; block.start_spaces + block.end_spaces];
            let new = chars::splice(self.buf.line(line), block.col, block.col + block.len, &spaces);
            self.set_line(line, new);
        }
        self.check_cursor_col();
        let Pos { line, col } = self.win.cursor;
        self.changed(line, col);
        op.lines = 0;
    }

    fn delete_whole_lines(&mut self, op: &Op) {
        if op.operator != Some(Operator::Change) {
            self.delete_lines(op.lines, true);
            self.begin_line_fix();
            self.buf.line_undo = crate::buffer::LineUndo::default();
            return;
        }
        if op.lines > 1 {
            let line = self.win.cursor.line;
            self.win.cursor.line += 1;
            self.delete_lines(op.lines - 1, true);
            self.win.cursor.line = line;
        }
        self.save_cursor_line();
        if self.options.autoindent {
            self.begin_line_white();
            self.auto_indented = true;
            self.auto_indent_col = self.win.cursor.col;
        } else {
            self.win.cursor.col = 0;
        }
        self.truncate_line(false);
        if op.lines > 1 {
            self.buf.line_undo = crate::buffer::LineUndo::default();
        }
    }

    fn delete_char_region(&mut self, op: &Op) {
        if op.lines == 1 {
            self.save_cursor_line();
            let bytes = (op.end.col + usize::from(op.inclusive)).saturating_sub(op.start.col);
            self.delete_bytes(bytes, true);
            return;
        }
        let top = self.win.cursor.line;
        self.save(top - 1, top + op.lines);
        self.truncate_line(true);
        let cursor = self.win.cursor;
        self.win.cursor.line += 1;
        self.delete_lines(op.lines - 2, false);
        self.win.cursor = Pos::new(cursor.line + 1, 0);
        self.delete_bytes(op.end.col + usize::from(op.inclusive), true);
        self.win.cursor = cursor;
        self.join(2, false, false, false);
    }

    /// Cuts the line at the cursor; `fix` moves back from the end.
    pub(crate) fn truncate_line(&mut self, fix: bool) {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.line(line);
        let new = chars::slice(text, 0, col).to_vec();
        self.set_line(line, new);
        self.changed(line, col);
        if fix && col > 0 {
            self.win.cursor.col = col - 1;
        }
    }
}
