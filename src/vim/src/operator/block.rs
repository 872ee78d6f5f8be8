//! Rectangles: which bytes of a line lie in given screen columns, tabs and wide characters cut.

use super::Op;
use crate::command::Operator;
use crate::editor::Editor;
use crate::text::{chars, columns};

/// The part of one line in a rectangle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// Columns of a character cut at the left that lie in the rectangle.
    pub(crate) start_spaces: usize,
    /// The same at the right.
    pub(crate) end_spaces: usize,
    /// First byte.
    pub(crate) col: usize,
    /// Bytes.
    pub(crate) len: usize,
    /// Column of the first byte.
    pub(crate) start_column: usize,
    /// Column after the last.
    pub(crate) end_column: usize,
    /// The line ends before the rectangle does.
    pub(crate) short: bool,
    /// One character covers the whole width.
    pub(crate) one_char: bool,
    /// Width of the character cut at the left.
    pub(crate) start_char_width: usize,
    /// Width of the character cut at the right.
    pub(crate) end_char_width: usize,
    /// Columns of white space just before, and its bytes.
    pub(crate) white_before: usize,
    pub(crate) white_bytes: usize,
}

impl Editor {
    /// Cuts line `line` by the columns of `op`; `deleting` cuts characters apart.
    pub(crate) fn block(&self, op: &Op, line: usize, deleting: bool) -> Block {
        let text = self.buf.line(line);
        let tabstop = self.options.tabstop;
        let mut block = Block::default();
        let (mut at, mut column, mut width, mut previous) = (0, 0, 0, 0);
        while column < op.start_column && at < text.len() {
            width = columns::width_at(text, at, column, tabstop);
            column += width;
            if chars::is_white(text[at]) {
                block.white_before += width;
                block.white_bytes += 1;
            } else {
                block.white_before = 0;
                block.white_bytes = 0;
            }
            previous = at;
            at += chars::len_at(text, at).max(1);
        }
        block.start_column = column;
        block.start_char_width = width;
        let mut start = at;
        let append = op.operator == Some(Operator::AppendAfter);
        if column < op.start_column {
            block.end_column = column;
            block.short = true;
            if !deleting || append {
                block.end_spaces = (op.end_column + 1).saturating_sub(op.start_column);
            }
            block.col = start;
            return block;
        }
        block.start_spaces = column - op.start_column;
        if deleting && block.start_spaces > 0 {
            block.start_spaces = block.start_char_width - block.start_spaces;
        }
        let mut end = start;
        block.end_column = column;
        if column > op.end_column {
            block.one_char = true;
            let inner = (op.end_column + 1).saturating_sub(op.start_column);
            match op.operator {
                Some(Operator::InsertBefore) => {
                    block.end_spaces = block.start_char_width.saturating_sub(block.start_spaces);
                }
                Some(Operator::AppendAfter) => {
                    block.start_spaces += inner;
                    block.end_spaces = block.start_char_width.saturating_sub(block.start_spaces);
                }
                other => {
                    block.start_spaces = inner;
                    if deleting && other != Some(Operator::ShiftLeft) {
                        block.start_spaces = block.start_char_width - (column - op.start_column);
                        block.end_spaces = block.end_column - op.end_column - 1;
                    }
                }
            }
        } else {
            let mut previous_end = end;
            while column <= op.end_column && end < text.len() {
                previous_end = end;
                width = columns::width_at(text, end, column, tabstop);
                column += width;
                end += chars::len_at(text, end).max(1);
            }
            block.end_column = column;
            if column <= op.end_column && (!deleting || append || matches!(op.operator, Some(Operator::Replace(_)))) {
                block.short = true;
                block.end_spaces = if append { op.end_column - column + usize::from(op.inclusive) } else { 0 };
            } else if column > op.end_column {
                block.end_spaces = column - op.end_column - 1;
                if !deleting && block.end_spaces > 0 {
                    block.end_spaces = width - block.end_spaces;
                    if end != start {
                        end = previous_end;
                    }
                }
            }
        }
        block.end_char_width = width;
        if deleting && block.start_spaces > 0 {
            start = previous;
        }
        block.len = end.saturating_sub(start);
        block.col = start;
        block
    }
}
