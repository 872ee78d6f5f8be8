//! `=`: indenting by brackets, as 'cindent' does for plain code.

use super::Op;
use crate::editor::Editor;
use crate::text::{Pos, chars};

impl Editor {
    pub(crate) fn op_indent(&mut self, op: &Op) {
        let mut first_changed = None;
        self.save(op.start.line - 1, op.end.line + 1);
        for line in op.start.line..=op.end.line {
            if self.spend(1) {
                break;
            }
            self.win.cursor = Pos::new(line, 0);
            let indent = if chars::is_blank(self.line()) { 0 } else { self.bracket_indent(line) };
            if self.set_indent(indent, false) {
                first_changed.get_or_insert(line);
            }
        }
        self.win.cursor = Pos::new(op.start.line, 0);
        self.begin_line_fix();
        if let Some(line) = first_changed {
            self.changed(line, 0);
        }
        self.buf.op_start = op.start;
        self.buf.op_end = op.end;
    }

    /// The indent that the brackets before `line` ask for.
    fn bracket_indent(&mut self, line: usize) -> usize {
        let text = self.buf.shared(line);
        let first = text.get(chars::skip_white(&text, 0)).copied();
        let saved = self.win.cursor;
        self.win.cursor = Pos::new(line, 0);
        let paren = self.find_unmatched('(', crate::motion::Way::Backward);
        let brace = self.find_unmatched('{', crate::motion::Way::Backward);
        self.win.cursor = saved;
        let step = self.options.shift();
        if let Some(open) = paren.filter(|open| brace.is_none_or(|brace| *open > brace)) {
            return self.indent_of(open.line) + 2 * step;
        }
        let base = brace.map_or(0, |open| self.indent_of(open.line));
        if first == Some(b'}') || brace.is_none() { base } else { base + step }
    }
}
