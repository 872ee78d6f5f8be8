//! `~`, `g~`, `gu`, `gU`, `g?`.

use super::{Op, Shape};
use crate::command::Operator;
use crate::editor::Editor;
use crate::text::{Pos, chars};

/// The character with its case changed.
pub(crate) fn change(c: char, operator: Operator) -> char {
    match operator {
        Operator::Rot13 => match c {
            'a'..='z' => char::from((c as u8 - b'a' + 13) % 26 + b'a'),
            'A'..='Z' => char::from((c as u8 - b'A' + 13) % 26 + b'A'),
            _ => c,
        },
        Operator::Upper => chars::upper(c),
        Operator::Lower => chars::lower(c),
        _ if c.is_lowercase() => chars::upper(c),
        _ if c.is_uppercase() => chars::lower(c),
        _ => c,
    }
}

impl Editor {
    /// Changes the case of the bytes from `start` to `end`; whether the text changed.
    fn change_case(&mut self, line: usize, start: usize, end: usize, operator: Operator) -> bool {
        let text = self.buf.shared(line);
        let end = end.min(text.len());
        let start = start.min(end);
        let mut out = text[..start].to_vec();
        let mut at = start;
        while at < end {
            let c = chars::at(&text, at);
            let len = chars::bare_len_at(&text, at).max(1);
            if c == 'ß' && operator == Operator::Upper {
                out.extend_from_slice(b"SS");
            } else if c == '\u{fffd}' {
                out.extend_from_slice(&text[at..at + len]);
            } else {
                chars::push(&mut out, change(c, operator));
            }
            at += len;
        }
        out.extend_from_slice(chars::slice(&text, at, text.len()));
        let different = out[..] != text[..];
        if different {
            self.set_line(line, out);
        }
        different
    }

    pub(crate) fn op_case(&mut self, mut op: Op, operator: Operator) {
        self.save(op.start.line - 1, op.end.line + 1);
        let mut did = false;
        if op.shape == Shape::Block {
            for line in op.start.line..=op.end.line {
                if self.spend(1) {
                    break;
                }
                let block = self.block(&op, line, false);
                did |= self.change_case(line, block.col, block.col + block.len, operator);
            }
            if did {
                self.changed(op.start.line, 0);
            }
        } else {
            if op.shape == Shape::Line {
                op.start.col = 0;
                op.end.col = self.buf.line(op.end.line).len().saturating_sub(1);
            } else if !op.inclusive {
                let mut end = op.end;
                self.dec(&mut end);
                op.end = end;
            }
            if op.end.line < op.start.line {
                // An empty region at the start of a line: vim's end went to the line before, and the rest of the line counts.
                did |= self.change_case(op.start.line, op.start.col, usize::MAX, operator);
            }
            for line in op.start.line..=op.end.line {
                if self.spend(1) {
                    break;
                }
                let start = if line == op.start.line { op.start.col } else { 0 };
                let end = if line == op.end.line {
                    op.end.col + chars::len_at(self.buf.line(line), op.end.col).max(1)
                } else {
                    usize::MAX
                };
                if end > start {
                    did |= self.change_case(line, start, end, operator);
                }
            }
            if did {
                self.changed(op.start.line, op.start.col);
            }
        }
        if !self.lock_marks {
            self.buf.op_start = op.start;
            self.buf.op_end = op.end;
        }
    }

    /// `~` in Normal mode: `count` characters from the cursor on.
    pub(crate) fn toggle_case(&mut self, count: usize) {
        let wraps = self.options.wraps('~');
        if self.line().is_empty() && !wraps {
            self.beep();
            return;
        }
        self.save_cursor_line();
        let start = self.win.cursor;
        let mut did = false;
        for left in (0..count).rev() {
            if self.spend(1) {
                break;
            }
            let Pos { line, col } = self.win.cursor;
            let len = chars::len_at(self.line(), col);
            did |= self.change_case(line, col, col + len, Operator::SwapCase);
            self.inc_cursor();
            if self.char_here() == '\0' {
                if wraps && self.win.cursor.line < self.buf.count() {
                    self.win.cursor = Pos::new(self.win.cursor.line + 1, 0);
                    if left > 0 {
                        self.save_one(self.win.cursor.line);
                    }
                } else {
                    break;
                }
            }
        }
        self.check_cursor();
        self.win.set_curswant = true;
        if did {
            self.changed(start.line, start.col);
            self.buf.op_start = start;
            self.buf.op_end = self.win.cursor;
            self.buf.op_end.col = self.buf.op_end.col.saturating_sub(1);
        }
    }
}
