//! `gq` and `gw`: filling paragraphs and comments (`:help formatting`).

mod fill;
pub(crate) mod leader;

pub(crate) use fill::Fill;

use crate::editor::Editor;
use crate::operator::Op;
use crate::text::{MAXCOL, Pos, chars};
use leader::{Leader, same_leader};

impl Editor {
    pub(crate) fn op_format(&mut self, op: &Op, keep: bool) {
        self.win.cursor = op.cursor_start;
        self.save(op.start.line - 1, op.end.line + 1);
        self.win.cursor = op.start;
        self.buf.op_start = op.start;
        self.kept_cursor = keep.then_some(op.cursor_start);
        self.format_lines(op.lines);
        if op.end_adjusted && self.win.cursor.line < self.buf.count() {
            self.win.cursor.line += 1;
        }
        self.begin_line_fix();
        self.buf.op_end = self.win.cursor;
        if let Some(cursor) = self.kept_cursor.take() {
            self.win.cursor = cursor;
            self.check_cursor();
            self.adjust_cursor();
        }
    }

    /// The width to fill to: 'textwidth', or for `gq` the screen's less one, at most 79.
    fn fill_width(&self, forced: bool) -> usize {
        let width = self.options.textwidth;
        if width == 0 && forced { (self.win.width - 1).min(79) } else { width }
    }

    /// Is `line` blank, or is it part of no paragraph? With its comment leader.
    fn outside_paragraph(&self, line: usize) -> (bool, Leader) {
        let leader = if self.has_format('q') { self.leader(line) } else { Leader::default() };
        let text = self.buf.line(line);
        let parts = leader::parts(&self.options.comments);
        let ends = leader.len > 0 && parts.get(leader.part).is_some_and(|part| part.has('e'));
        let blank = chars::is_blank(chars::slice(text, leader.len, text.len()));
        (blank || ends || self.starts_paragraph(line, 0, false), leader)
    }

    /// Fills `count` lines from the cursor's on; the cursor goes to the last line written.
    fn format_lines(&mut self, count: usize) {
        let max_len = self.fill_width(true) * 3;
        let comments = self.has_format('q');
        let (second, numbers) = (self.has_format('2'), self.has_format('n'));
        let first_line = self.win.cursor.line;
        let mut outside = first_line == 1 || self.outside_paragraph(first_line - 1).0;
        let (mut next_outside, mut next_leader) = self.outside_paragraph(first_line);
        let mut ends = outside || next_outside;
        let mut current = Leader::default();
        let (mut advance, mut previous_ends) = (true, false);
        let (mut first_of_paragraph, mut set_indent, mut force) = (true, true, false);
        let mut second_indent = None;
        let mut list = false;
        let mut line = first_line - 1;
        for left in (1..=count).rev() {
            if self.spend(1) {
                break;
            }
            if advance {
                line += 1;
                previous_ends = ends;
                outside = next_outside;
                current = next_leader;
            }
            let last = line >= self.buf.count();
            let mut next_starts = false;
            if left == 1 || last {
                (next_outside, next_leader) = (true, Leader::default());
            } else {
                (next_outside, next_leader) = self.outside_paragraph(line + 1);
                next_starts = numbers && self.number_indent(line + 1).is_some_and(|indent| indent > 0);
            }
            advance = true;
            ends = outside || next_outside || next_starts;
            if outside {
                self.win.cursor.line = line;
                continue;
            }
            if first_of_paragraph && (second || numbers) && previous_ends && !last {
                let plain = current.len == 0 && next_leader.len == 0;
                if second && !self.buf.line(line + 1).is_empty() {
                    second_indent = Some(if plain { self.indent_of(line + 1) } else { next_leader.len });
                    list |= !plain;
                } else if numbers {
                    second_indent = self.number_indent(line);
                    list |= !plain;
                }
            }
            let option = &self.options.comments;
            if last || !same_leader(option, (self.buf.line(line), current), (self.buf.line(line + 1), next_leader)) {
                ends = true;
            }
            self.win.cursor = Pos::new(line, 0);
            if ends || force {
                if set_indent {
                    let indent = self.indent_of(line);
                    self.set_indent(indent, false);
                }
                let text = self.line();
                self.win.cursor.col = text.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
                self.win.cursor.col = chars::head(self.line(), self.win.cursor.col);
                let fill = Fill { format: true, comments, list: comments && list, second_indent };
                self.fill_line(self.fill_width(true), fill, None);
                line = self.win.cursor.line;
                second_indent = None;
                set_indent = ends;
                first_of_paragraph |= ends;
                force = false;
            }
            if !ends {
                advance = false;
                self.join_to_fill(line, next_leader, second_indent);
                first_of_paragraph = false;
                force = self.buf.line(line).len() > max_len;
            }
        }
    }

    /// Joins the next line without its leader.
    fn join_to_fill(&mut self, line: usize, leader: Leader, second_indent: Option<usize>) {
        self.win.cursor = Pos::new(line + 1, 0);
        let mut skip = leader.len;
        if skip == 0 && second_indent.is_some_and(|indent| indent > 0) {
            skip = chars::skip_white(self.line(), 0);
        }
        if skip > 0 {
            self.delete_bytes(skip, false);
            self.adjust_mark_columns(line + 1, 0, 0, -(skip as isize));
        }
        self.win.cursor = Pos::new(line, self.win.cursor.col);
        self.join(2, true, false, false);
    }

    /// Where the text of a numbered item begins ('formatlistpat'), as a column.
    fn number_indent(&self, line: usize) -> Option<usize> {
        if line > self.buf.count() {
            return None;
        }
        let text = self.buf.line(line);
        let start = chars::skip_white(text, self.leader(line).len);
        let digits = text[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mark = text.get(start + digits).copied()?;
        if digits == 0 || !b"]:.)}\t ".contains(&mark) {
            return None;
        }
        let at = chars::skip_white(text, start + digits + 1);
        (at < text.len()).then(|| crate::text::columns::of(text, at, self.options.tabstop).start)
    }

    /// Marks in line `line` from byte `from` on move by `lines` and by `cols` (`:help mark-motions`).
    pub(crate) fn adjust_mark_columns(&mut self, line: usize, from: usize, lines: usize, cols: isize) {
        self.move_each_mark(|pos| {
            if pos.line == line && pos.col >= from && pos.col < MAXCOL {
                pos.line += lines;
                pos.col = pos.col.saturating_add_signed(cols);
            }
        });
    }
}
