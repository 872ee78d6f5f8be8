//! `>` and `<`, and the indent of a line.

use super::{Op, Shape};
use crate::editor::{Editor, REPORT};
use crate::text::{Pos, chars, columns};

impl Editor {
    /// Columns of white space at the start of line `line`.
    pub(crate) fn indent_of(&self, line: usize) -> usize {
        let text = self.buf.line(line);
        let end = chars::skip_white(text, 0);
        columns::total(&text[..end], self.options.tabstop)
    }

    /// White space of `columns` columns, as 'expandtab' asks.
    pub(crate) fn white(&self, columns: usize) -> Vec<u8> {
        if self.options.expandtab {
            return vec![b' '; columns];
        }
        let tabstop = self.options.tabstop;
        let mut out = vec![b'\t'; columns / tabstop];
        out.resize(out.len() + columns % tabstop, b' ');
        out
    }

    /// Gives the cursor's line an indent of `columns`, and the cursor goes to its end. Whether it changed.
    pub(crate) fn set_indent(&mut self, columns: usize, save: bool) -> bool {
        let line = self.win.cursor.line;
        let text = self.buf.shared(line);
        let old = chars::skip_white(&text, 0);
        let white = self.white(columns);
        if white[..] == text[..old] {
            return false;
        }
        if save {
            self.save_cursor_line();
        }
        let new = chars::splice(&text, 0, old, &white);
        self.set_line(line, new);
        self.win.cursor.col = white.len();
        if let Some(kept) = self.kept_cursor.as_mut().filter(|kept| kept.line == line) {
            kept.col = if kept.col >= old { kept.col - old + white.len() } else { kept.col.min(white.len()) };
        }
        true
    }

    /// The indent of the cursor's line, `amount` shifts further.
    pub(crate) fn shift_line(&mut self, left: bool, round: bool, amount: usize) {
        let step = self.options.shift();
        let now = self.indent_of(self.win.cursor.line);
        let mut amount = amount;
        let columns = if round {
            let (whole, part) = (now / step, now % step);
            if left {
                if part > 0 {
                    amount -= 1;
                }
                whole.saturating_sub(amount) * step
            } else {
                (whole + amount) * step
            }
        } else if left {
            now.saturating_sub(step * amount)
        } else {
            now + step * amount
        };
        self.set_indent(columns, false);
    }

    pub(crate) fn op_shift(&mut self, op: &Op, left: bool, amount: usize, to_top: bool) {
        self.save(op.start.line - 1, op.end.line + 1);
        let col = self.win.cursor.col;
        let amount = amount.min(1000);
        for line in op.start.line..op.start.line + op.lines {
            if self.spend(1) {
                break;
            }
            self.win.cursor.line = line;
            let first = self.line().first().copied();
            if first.is_none() {
                self.win.cursor.col = 0;
            } else if op.shape == Shape::Block {
                self.shift_block(op, left, amount);
            } else if first != Some(b'#') || !self.options.smartindent {
                self.shift_line(left, self.options.shiftround, amount);
            }
        }
        if op.lines > REPORT && !self.global_busy {
            let id = if left { "vim-lines-shifted-left" } else { "vim-lines-shifted-right" };
            self.message_with(id, &[("count", op.lines.to_string()), ("times", amount.to_string())]);
        }
        self.changed(op.start.line, 0);
        if op.shape == Shape::Block {
            self.win.cursor = Pos::new(op.start.line, col);
        } else if to_top {
            self.win.cursor.line = op.start.line;
            self.begin_line_sol();
        } else {
            self.win.cursor.line = op.start.line + op.lines - 1;
        }
        self.open_fold_at_cursor();
        if !self.lock_marks {
            self.buf.op_start = op.start;
            self.buf.op_end = Pos::new(op.end.line, self.buf.line(op.end.line).len().saturating_sub(1));
        }
    }

    /// Shifts the text from the rectangle's left edge on.
    fn shift_block(&mut self, op: &Op, left: bool, amount: usize) {
        let line = self.win.cursor.line;
        let tabstop = self.options.tabstop;
        let total = amount * self.options.shift();
        let mut op = op.clone();
        op.operator =
            Some(if left { crate::command::Operator::ShiftLeft } else { crate::command::Operator::ShiftRight });
        let block = self.block(&op, line, true);
        if block.short {
            return;
        }
        let text = self.buf.shared(line);
        if left {
            let mut end = block.col;
            let mut column = columns::of(&text, end, tabstop).start;
            let start_column = column;
            if block.start_spaces > 0 {
                // A tab or wide character is cut: it starts left of the rectangle.
                end += chars::len_at(&text, end);
                column = columns::of(&text, end, tabstop).start;
            }
            while end < text.len() && chars::is_white(text[end]) {
                column += columns::width_at(&text, end, column, tabstop);
                end += 1;
            }
            let from_column = op.start_column.max(start_column);
            let room = column - from_column.min(column);
            let keep = room - room.min(total);
            // Everything before the rectangle stays; cut characters become blanks.
            let before = &text[..block.col];
            let mut out = before.to_vec();
            let have = columns::total(before, tabstop);
            out.resize(out.len() + (from_column - have.min(from_column)) + keep, b' ');
            out.extend_from_slice(&text[end..]);
            self.set_line(line, out);
        } else {
            // A tab that the left edge cuts is white space too; a wide character stays whole.
            let wide = block.start_spaces > 0 && chars::len_at(&text, block.col) > 1;
            let cut = block.start_spaces > 0 && !wide;
            let start = block.col + usize::from(cut);
            let mut end = start;
            let mut column = block.start_column;
            while end < text.len() && chars::is_white(text[end]) {
                column += columns::width_at(&text, end, column, tabstop);
                end += 1;
            }
            let width = total + block.white_before + (column - block.start_column);
            let from = (block.col + usize::from(cut)).saturating_sub(block.white_bytes);
            let mut out = text[..from].to_vec();
            let mut spaces = width;
            if !self.options.expandtab {
                let mut at = if wide { 0 } else { block.start_column - block.white_before };
                let goal = at + width;
                while at - at % tabstop + tabstop <= goal {
                    out.push(b'\t');
                    at = at - at % tabstop + tabstop;
                }
                spaces = goal - at;
            }
            out.resize(out.len() + spaces, b' ');
            out.extend_from_slice(&text[end..]);
            self.set_line(line, out);
        }
    }
}
