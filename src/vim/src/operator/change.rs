//! `c`, and Visual `I` and `A`: deletions or places to insert, repeated over a rectangle's lines when Insert mode ends.

use super::block::Block;
use super::{Op, Shape};
use crate::command::Operator;
use crate::editor::Editor;
use crate::insert::Kind;
use crate::text::{Pos, chars, columns};
use serde::{Deserialize, Serialize};

/// What is to be done when Insert mode ends: the typed text goes into the other lines of a rectangle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BlockJob {
    op: Op,
    /// Bytes from the place of insertion to the end of the first line, before typing.
    rest: usize,
    /// White space at the start of the first line, before typing: bytes and columns.
    white: (usize, usize),
    col: usize,
    len: usize,
    to_line_end: bool,
    /// Where Insert mode began.
    begin: Pos,
}

impl Editor {
    pub(crate) fn op_change(&mut self, mut op: Op) {
        let left = if op.shape == Shape::Line { 0 } else { op.start.col };
        if self.buf.no_lines {
            self.save_cursor_line();
        } else {
            self.op_delete(&mut op);
        }
        if left > self.win.cursor.col && !self.line().is_empty() {
            self.inc_cursor();
        }
        let job = (op.shape == Shape::Block).then(|| {
            let text = self.buf.line(op.start.line);
            BlockJob {
                rest: text.len(),
                white: (chars::skip_white(text, 0), 0),
                col: self.win.cursor.col,
                len: 0,
                to_line_end: op.to_line_end,
                begin: self.win.cursor,
                op: op.clone(),
            }
        });
        self.start_insert(Kind::Insert, false, 1, '\0');
        if let Some(insert) = &mut self.insert {
            insert.block = job;
        }
    }

    /// Visual `I` and `A`.
    pub(crate) fn op_insert(&mut self, op: Op, count: usize) {
        self.win.cursor.line = op.start.line;
        let mut job = None;
        let mut block = Block::default();
        if op.shape == Shape::Block {
            block = self.block(&op, op.start.line, true);
            let text = self.buf.line(op.start.line);
            let mut from = block.col;
            if op.operator == Some(Operator::AppendAfter) {
                from += block.len;
            }
            job = Some(BlockJob {
                rest: text.len().saturating_sub(from),
                white: (chars::skip_white(text, 0), self.indent_of(op.start.line)),
                col: block.col,
                len: block.len,
                to_line_end: op.to_line_end,
                begin: self.win.cursor,
                op: op.clone(),
            });
        }
        if op.operator == Some(Operator::AppendAfter) {
            if op.shape == Shape::Block {
                self.win.set_curswant = true;
                let end = block.col + block.len;
                let len = self.line().len();
                self.win.cursor.col = end.min(len).max(self.win.cursor.col.min(len));
                if block.short && !op.to_line_end {
                    self.save_cursor_line();
                    let spaces = vec![b' '; block.end_spaces];
                    self.insert_bytes(&spaces);
                    self.win.cursor.col += spaces.len();
                    if let Some(job) = &mut job {
                        job.len += spaces.len();
                    }
                }
            } else {
                self.win.cursor = op.end;
                self.check_cursor_col();
                if !self.line().is_empty() && op.start_column != op.end_column {
                    self.inc_cursor();
                }
            }
        }
        if let Some(job) = &mut job {
            job.begin = self.win.cursor;
        }
        self.start_insert(Kind::Insert, false, count, '\0');
        if let Some(insert) = &mut self.insert {
            insert.block = job;
        }
    }

    /// Insert mode ended: the typed text goes into the other lines.
    pub(crate) fn finish_block(&mut self, job: BlockJob) {
        if job.op.operator == Some(Operator::Change) {
            self.finish_block_change(job);
        } else {
            self.finish_block_insert(job);
        }
    }

    fn finish_block_change(&mut self, job: BlockJob) {
        let op = &job.op;
        if op.start.line == op.end.line {
            return;
        }
        let text = self.buf.shared(op.start.line);
        let (mut col, mut rest) = (job.col, job.rest);
        if col > job.white.0 {
            let grown = chars::skip_white(&text, 0) as isize - job.white.0 as isize;
            rest = rest.saturating_add_signed(grown);
            col = col.saturating_add_signed(grown);
        }
        let Some(len) = text.len().checked_sub(rest).filter(|len| *len > 0) else { return };
        let typed = chars::slice(&text, col, col + len).to_vec();
        for line in op.start.line + 1..=op.end.line.min(self.buf.count()) {
            if self.spend(1) {
                break;
            }
            let block = self.block(op, line, true);
            if !block.short {
                let new = chars::splice(self.buf.line(line), block.col, block.col, &typed);
                self.set_line(line, new);
            }
        }
        self.check_cursor();
        self.changed(op.start.line + 1, 0);
    }

    fn finish_block_insert(&mut self, job: BlockJob) {
        let mut op = job.op.clone();
        let (mut rest, mut col, mut len) = (job.rest as isize, job.col, job.len);
        let origin = self.insert_origin;
        if op.start.line == origin.line && origin < op.start {
            op.start = origin;
        }
        if self.win.cursor.line != op.start.line {
            return;
        }
        let white_bytes = chars::skip_white(self.buf.line(op.start.line), 0);
        let mut indented = false;
        if self.buf.op_start.col > job.white.0 && white_bytes > job.white.0 {
            col += white_bytes - job.white.0;
            indented = true;
        }
        if op.start.line == origin.line && !job.to_line_end && !indented {
            let column = columns::of(self.buf.line(op.start.line), origin.col, self.options.tabstop).start;
            if op.operator == Some(Operator::InsertBefore) && op.start.col != origin.col {
                op.start.col = origin.col;
                rest -= column as isize - op.start_column as isize;
                op.start_column = column;
            } else if op.operator == Some(Operator::AppendAfter) && op.start.col >= origin.col {
                op.start.col = origin.col;
                rest += len as isize;
                rest -= column as isize - op.start_column as isize;
                op.start_column = column;
                op.operator = Some(Operator::InsertBefore);
            }
        }
        let mut cut = op.clone();
        if indented && col > white_bytes {
            let bytes = white_bytes.saturating_sub(job.white.0);
            let columns = self.indent_of(op.start.line).saturating_sub(job.white.1);
            cut.start.col += bytes;
            cut.end.col += bytes;
            cut.start_column += columns;
            cut.end_column += columns;
        }
        let mut block = self.block(&cut, op.start.line, true);
        if !job.to_line_end || block.len < len {
            if op.operator == Some(Operator::AppendAfter) {
                rest += block.len as isize - len as isize;
                if block.end_spaces > 0 {
                    block.len = block.len.saturating_sub(1);
                }
            }
            col = block.col;
            len = block.len;
        }
        let text = self.buf.shared(op.start.line);
        let mut from = col;
        let mut offset = 0;
        if op.operator == Some(Operator::AppendAfter) {
            from += len;
            let start = self.insert_start;
            if job.to_line_end && job.begin.line == start.line && job.begin.col > start.col {
                offset = job.begin.col - start.col;
                from = from.saturating_sub(offset);
                if op.end_column > offset {
                    op.end_column -= offset + 1;
                } else {
                    return;
                }
            }
        }
        let from = from.min(text.len());
        let typed_len = (text.len() - from) as isize - rest - offset as isize;
        if rest < 0 || typed_len <= 0 {
            return;
        }
        let typed = chars::slice(&text, from, from + typed_len as usize).to_vec();
        self.save(op.start.line, op.end.line + 1);
        self.insert_in_block(&op, &typed, job.to_line_end);
        self.win.cursor.col = op.start.col;
        self.check_cursor();
    }

    /// Puts `typed` at the rectangle's left or right edge, in all lines but the first.
    fn insert_in_block(&mut self, op: &Op, typed: &[u8], to_line_end: bool) {
        let insert = op.operator == Some(Operator::InsertBefore);
        for line in op.start.line + 1..=op.end.line.min(self.buf.count()) {
            if self.spend(1) {
                break;
            }
            let block = self.block(op, line, true);
            if block.short && insert {
                continue;
            }
            let text = self.buf.shared(line);
            let width;
            let mut spaces: usize = 0;
            let mut offset;
            if insert {
                width = block.start_char_width;
                spaces = block.start_spaces;
                offset = block.col;
            } else {
                width = block.end_char_width;
                if block.short {
                    if !to_line_end {
                        spaces = (op.end_column + 1).saturating_sub(block.end_column);
                    }
                    offset = block.col + block.len;
                } else {
                    spaces = if block.end_spaces > 0 { width - block.end_spaces } else { 0 };
                    offset = block.col + block.len - usize::from(spaces != 0);
                }
            }
            if spaces > 0 {
                offset = chars::head(&text, offset);
            }
            let mut out = chars::slice(&text, 0, offset).to_vec();
            out.resize(out.len() + spaces, b' ');
            out.extend_from_slice(typed);
            let mut rest = chars::slice(&text, offset, text.len());
            if spaces > 0 && !block.short {
                // Only a tab is split; a wide character stays whole.
                if rest.first() == Some(&b'\t') {
                    out.resize(out.len() + (width - spaces), b' ');
                    rest = &rest[1..];
                }
            }
            let end = out.len();
            out.extend_from_slice(rest);
            self.set_line(line, out);
            if line == op.end.line {
                self.buf.op_end = Pos::new(line, end);
            }
        }
        self.changed(op.start.line + 1, 0);
    }
}
