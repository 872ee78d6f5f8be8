//! `gq` and `gw`: filling paragraphs.

use super::Op;
use crate::editor::Editor;
use crate::insert::break_at;
use crate::text::{MAXCOL, Pos, chars};

impl Editor {
    pub(crate) fn op_format(&mut self, op: &Op, keep: bool) {
        self.win.cursor = op.cursor_start;
        self.save(op.start.line - 1, op.end.line + 1);
        self.win.cursor = op.start;
        self.buf.op_start = op.start;
        let last = self.format_lines(op.start.line, op.lines);
        self.win.cursor.line = last;
        if op.end_adjusted && last < self.buf.count() {
            self.win.cursor.line += 1;
        }
        self.begin_line_fix();
        self.buf.op_end = self.win.cursor;
        if keep {
            self.win.cursor = op.cursor_start;
            self.check_cursor();
            self.adjust_cursor();
        }
    }

    /// The width to fill to: 'textwidth', or the screen's less one, at most 79.
    fn fill_width(&self) -> usize {
        if self.options.textwidth > 0 { self.options.textwidth } else { (self.win.width - 1).min(79) }
    }

    fn ends_paragraph(&self, line: usize) -> bool {
        chars::is_blank(self.buf.line(line)) || self.starts_paragraph(line, 0, false)
    }

    /// Fills `count` lines from `first` on; the last line it wrote.
    fn format_lines(&mut self, first: usize, count: usize) -> usize {
        let width = self.fill_width();
        let mut line = first;
        let mut left = count;
        let mut last = first;
        while left > 0 && line <= self.buf.count() {
            if self.spend(1) {
                break;
            }
            if self.ends_paragraph(line) {
                last = line;
                line += 1;
                left -= 1;
                continue;
            }
            let mut size = 1;
            while size < left && line + size <= self.buf.count() && !self.ends_paragraph(line + size) {
                size += 1;
            }
            left -= size;
            last = self.fill(line, size, width);
            line = last + 1;
        }
        last
    }

    /// Fills one paragraph of `size` lines.
    fn fill(&mut self, line: usize, size: usize, width: usize) -> usize {
        let indent = if self.options.autoindent { self.indent_of(line) } else { 0 };
        self.win.cursor = Pos::new(line, 0);
        if size > 1 {
            self.join(size, true, false, false);
        }
        let mut at = line;
        loop {
            if self.spend(1) {
                break;
            }
            let text = self.buf.shared(at);
            let total = crate::text::columns::total(&text, self.options.tabstop);
            if total <= width {
                break;
            }
            let Some((keep, next)) = break_at(&text, text.len(), width, self.options.tabstop) else { break };
            let rest = chars::slice(&text, next, text.len());
            if rest.is_empty() {
                self.set_line(at, chars::slice(&text, 0, keep));
                break;
            }
            let mut new = self.white(indent);
            new.extend_from_slice(rest);
            self.append_line(at, new);
            self.adjust_marks(at + 1, MAXCOL, 1, 0);
            self.set_line(at, chars::slice(&text, 0, keep));
            at += 1;
        }
        self.changed(line, 0);
        at
    }
}
