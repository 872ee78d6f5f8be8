//! `=`: indenting by brackets, as 'cindent' does for plain code.

use super::Op;
use crate::editor::Editor;
use crate::motion::OpenBrackets;
use crate::text::{Pos, chars};

impl Editor {
    pub(crate) fn op_indent(&mut self, op: &Op) {
        let mut first_changed = None;
        self.save(op.start.line - 1, op.end.line + 1);
        let mut open = ['(', '{'].map(|_| OpenBrackets::from(op.start.line));
        for line in op.start.line..=op.end.line {
            if self.spend(1) {
                break;
            }
            self.win.cursor = Pos::new(line, 0);
            for (bracket, known) in ['(', '{'].into_iter().zip(&mut open) {
                let found = self.open_at(line, bracket, known);
                known.push(found);
            }
            let indent = if chars::is_blank(self.line()) { 0 } else { self.code_indent(line, &open) };
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

    /// The indent that the brackets and the lines before `line` ask for.
    fn code_indent(&mut self, line: usize, open: &[OpenBrackets; 2]) -> usize {
        let [paren, brace] = [open[0].last(), open[1].last()];
        let text = self.buf.shared(line);
        let first = text.get(chars::skip_white(&text, 0)).copied();
        if first == Some(b'#') {
            return 0;
        }
        let step = self.options.shift();
        if let Some(open) = paren.filter(|open| brace.is_none_or(|brace| *open > brace)) {
            return self.indent_of(open.line) + 2 * step;
        }
        let top = brace.map_or(0, |open| open.line);
        let previous = self.code_above(line, top);
        let Some(open) = brace else {
            return if first == Some(b'{') {
                0
            } else {
                previous.map_or(0, |above| self.outer_indent(above, &open[0]))
            };
        };
        let base = self.indent_of(open.line);
        match previous.filter(|above| !self.ends_statement(*above)) {
            _ if first == Some(b'}') => base,
            None => base + step,
            // A statement that goes on is indented once.
            Some(above) => {
                let goes_on = self.code_above(above, top).is_some_and(|before| !self.ends_statement(before));
                self.indent_of(above) + if goes_on || first == Some(b'{') { 0 } else { step }
            }
        }
    }

    /// The indent of a line outside of all braces, after line `above`.
    fn outer_indent(&mut self, above: usize, parens: &OpenBrackets) -> usize {
        let step = self.options.shift();
        let text = self.buf.shared(above);
        let code = trimmed(&text);
        let opens = |editor: &mut Self| {
            let open = editor.open_at(above, '(', parens);
            editor.indent_of(open.map_or(above, |open| open.line))
        };
        if code.ends_with(b",") || code.ends_with(b"\\") {
            // A list goes on below its first item.
            let indent = opens(self);
            let start = chars::skip_white(&text, 0);
            let word = text[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
            let second = chars::skip_white(&text, start + word);
            return match indent {
                0 if word > 0 && second > start + word => {
                    crate::text::columns::of(&text, second, self.options.tabstop).start
                }
                0 => step,
                indent => indent,
            };
        }
        if code.first() == Some(&b'}') || code.ends_with(b"};") {
            return 0;
        }
        if code.ends_with(b"[") {
            return self.indent_of(above) + step;
        }
        let before = above.checked_sub(1).filter(|before| *before > 0);
        if code.ends_with(b";") && before.is_some_and(|before| trimmed(self.buf.line(before)).ends_with(b",")) {
            return 0;
        }
        opens(self)
    }

    /// The nearest line above `line`, and below `top`, that holds code.
    fn code_above(&mut self, line: usize, top: usize) -> Option<usize> {
        let code = |editor: &Self, line: usize| {
            let text = trimmed(editor.buf.line(line));
            let comment = text.starts_with(b"//") || (text.starts_with(b"/*") && text.ends_with(b"*/"));
            !text.is_empty() && text[0] != b'#' && !comment
        };
        (top + 1..line).rev().find(|above| self.spend(1) || code(self, *above))
    }

    /// Does nothing of line `line` go on in the next?
    fn ends_statement(&self, line: usize) -> bool {
        matches!(trimmed(self.buf.line(line)).last(), Some(b';' | b'{' | b'}' | b':'))
    }
}

/// A line without the white space around it.
fn trimmed(text: &[u8]) -> &[u8] {
    text.trim_ascii()
}
