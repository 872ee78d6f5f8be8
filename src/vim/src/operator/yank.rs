//! `y`, and the copy into a register that every deletion makes.

use super::{Op, Shape};
use crate::editor::{Editor, REPORT};
use crate::register::{Register, RegisterKind, Registers};
use crate::text::{Line, MAXCOL, chars};

impl Editor {
    /// The text of a region, as a register keeps it.
    pub(crate) fn region_text(&self, op: &Op) -> Register {
        let mut shape = op.shape;
        let mut last = op.end.line;
        if op.shape == Shape::Char
            && op.start.col == 0
            && !op.inclusive
            && (!op.visual || self.options.selection == "old")
            && op.end.col == 0
            && op.lines > 1
        {
            shape = Shape::Line;
            last -= 1;
        }
        let lines = (op.start.line..=last).map(|line| self.region_line(op, shape, line)).collect();
        let kind = match shape {
            Shape::Line => RegisterKind::Line,
            Shape::Char => RegisterKind::Char,
            Shape::Block => {
                let width = op.end_column - op.start_column.min(op.end_column);
                RegisterKind::Block(if op.to_line_end && width > 0 { width - 1 } else { width })
            }
        };
        Register { kind, lines }
    }

    fn region_line(&self, op: &Op, shape: Shape, line: usize) -> Line {
        let text = self.buf.line(line);
        match shape {
            Shape::Line => self.buf.shared(line),
            Shape::Char => {
                let start = if line == op.start.line { op.start.col } else { 0 };
                let end = if line == op.end.line { op.end.col + usize::from(op.inclusive) } else { text.len() };
                chars::slice(text, start, end.max(start)).into()
            }
            Shape::Block => {
                let block = self.block(op, line, false);
                let mut out = vec![b' '; block.start_spaces];
                out.extend_from_slice(chars::slice(text, block.col, block.col + block.len));
                if op.trim {
                    while out.last().is_some_and(|byte| chars::is_white(*byte)) {
                        out.pop();
                    }
                } else {
                    out.resize(out.len() + block.end_spaces, b' ');
                }
                out.into()
            }
        }
    }

    /// Copies a region into its register; `'[` and `']` are its ends.
    pub(crate) fn op_yank(&mut self, op: &Op) {
        if let Some(name) = op.register
            && !Registers::is_valid(name, true)
        {
            self.beep();
            return;
        }
        if op.register == Some('_') {
            return;
        }
        let slot = self.registers.slot_for_writing(op.register);
        let append = op.register.is_some_and(|name| name.is_ascii_uppercase());
        self.store_region(op, slot, append);
        let lines = op.lines;
        if lines > REPORT {
            let id = if op.shape == Shape::Block { "vim-block-yanked" } else { "vim-lines-yanked" };
            self.message_with(id, &[("count", lines.to_string())]);
        }
    }

    /// Puts the text of a region into `slot`; sets `'[` and `']`.
    pub(crate) fn store_region(&mut self, op: &Op, slot: char, append: bool) {
        self.spend(op.lines as u64);
        let register = self.region_text(op);
        let linewise = register.kind == RegisterKind::Line;
        if append {
            self.registers.append(slot, register);
        } else {
            self.registers.put(slot, register);
        }
        if !self.lock_marks {
            self.buf.op_start = op.start;
            self.buf.op_end = op.end;
            if linewise {
                self.buf.op_start.col = 0;
                self.buf.op_end.col = MAXCOL;
            }
        }
    }
}
