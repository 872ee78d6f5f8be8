//! Operators: the region a motion or a Visual area gives, and what is done to it (`:help operator`).

pub(crate) mod block;
mod case;
mod change;
mod delete;
mod indent;
mod join;
mod number;
mod put;
mod replace;
mod shift;
mod yank;

pub(crate) use change::BlockJob;
pub(crate) use put::Put;

use crate::buffer::VisualArea;
use crate::command::{Command, Operator};
use crate::editor::{Editor, Visual};
use crate::key::ctrl;
use crate::text::{MAXCOL, Pos, chars};
use serde::{Deserialize, Serialize};

/// The shape of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Shape {
    /// From a character to a character.
    #[default]
    Char,
    /// Whole lines.
    Line,
    /// A rectangle.
    Block,
}

/// An operator at work: what it does, and to which text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Op {
    pub(crate) operator: Option<Operator>,
    pub(crate) register: Option<char>,
    pub(crate) shape: Shape,
    pub(crate) inclusive: bool,
    pub(crate) force: Option<char>,
    pub(crate) start: Pos,
    pub(crate) end: Pos,
    /// Where the cursor was when the operator was given.
    pub(crate) cursor_start: Pos,
    pub(crate) lines: usize,
    pub(crate) empty: bool,
    pub(crate) visual: bool,
    pub(crate) start_column: usize,
    pub(crate) end_column: usize,
    /// The deleted text always goes to `"1`.
    pub(crate) use_register_one: bool,
    /// The end was moved back to the line before.
    pub(crate) end_adjusted: bool,
    /// The end must not be moved back.
    pub(crate) keep_end: bool,
    /// `$` was used in block mode: every line to its end.
    pub(crate) to_line_end: bool,
    /// `zy`: without trailing white space.
    pub(crate) trim: bool,
}

impl Op {
    pub(crate) fn new(operator: Option<Operator>, register: Option<char>, start: Pos) -> Self {
        Self {
            operator,
            register,
            shape: Shape::Char,
            inclusive: false,
            force: None,
            start,
            end: start,
            cursor_start: start,
            lines: 1,
            empty: false,
            visual: false,
            start_column: 0,
            end_column: 0,
            use_register_one: false,
            end_adjusted: false,
            keep_end: false,
            to_line_end: false,
            trim: false,
        }
    }

    /// The motion is characterwise, its end not included.
    pub(crate) fn exclusive(&mut self) {
        self.shape = Shape::Char;
        self.inclusive = false;
    }

    /// The motion is characterwise, its end included.
    pub(crate) fn inclusive(&mut self) {
        self.shape = Shape::Char;
        self.inclusive = true;
    }
}

/// The size of a Visual area, for `.` and for `1v`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AreaSize {
    pub(crate) kind: char,
    pub(crate) lines: usize,
    /// Columns; of a characterwise area of several lines, the last column.
    pub(crate) columns: usize,
    pub(crate) count: Option<usize>,
}

impl Editor {
    /// Does the operator to the text between `op.start` and the cursor, or to the Visual area.
    pub(crate) fn operate(&mut self, mut op: Op, command: &Command) {
        let Some(operator) = op.operator else { return };
        let old_wanted = self.win.curswant;
        let mut count0 = command.total_count();
        op.visual = self.visual.is_some();
        self.force_shape(&mut op);
        let redo_busy = std::mem::take(&mut self.redo_visual_busy);
        let foldish = matches!(operator, Operator::FoldCreate | Operator::Fold(_));
        let no_redo = operator == Operator::Yank || foldish || operator == Operator::Colon;
        if !no_redo && (self.visual.is_none() || op.force.is_some()) {
            self.prepare_redo(command);
        }
        let mut kind = self.visual.map_or('\0', |visual| visual.kind);
        if redo_busy {
            if let Some(size) = self.redo_visual {
                kind = size.kind;
                count0 = size.count;
                self.replay_area(size, &mut op);
            }
        } else if let Some(visual) = self.visual {
            if kind == 'v' {
                self.unadjust_for_selection();
            }
            let visual = self.visual.unwrap_or(visual);
            self.buf.visual = VisualArea {
                start: visual.start,
                end: self.win.cursor,
                kind: self.visual_kind_before.take().unwrap_or(kind),
                curswant: self.win.curswant,
            };
            op.start = visual.start;
            if kind == 'V' {
                op.start.col = 0;
            }
        }
        self.order_ends(&mut op);
        if op.visual || redo_busy {
            op.visual = true;
            self.visual_region(&mut op, kind, redo_busy, count0, command, operator);
            self.visual = None;
        }
        if op.inclusive {
            let len = chars::len_at(self.buf.line(op.end.line), op.end.col);
            if len > 1 {
                op.end.col += len - 1;
            }
        }
        self.win.set_curswant = true;
        let yank_at_end = operator == Operator::Yank && self.char_at(op.end) == '\0';
        let by_char = op.shape == Shape::Char || (op.shape == Shape::Block && op.force.is_some());
        op.empty = by_char && (!op.inclusive || yank_at_end) && op.start == op.end;
        self.adjust_exclusive(&mut op);
        let shape_line = op.shape == Shape::Line;
        let adjusted = op.end_adjusted;
        self.dispatch(op, operator, count0);
        if !self.options.startofline
            && shape_line
            && !adjusted
            && matches!(operator, Operator::ShiftLeft | Operator::ShiftRight | Operator::Delete)
        {
            self.win.curswant = old_wanted;
            self.win.set_curswant = false;
            self.advance_to_column(old_wanted);
        }
    }

    /// `dv`, `dV` and `d` Ctrl-V.
    fn force_shape(&mut self, op: &mut Op) {
        if op.visual {
            op.force = None;
            return;
        }
        match op.force {
            Some('V') => op.shape = Shape::Line,
            Some('v') => {
                if op.shape == Shape::Line {
                    op.inclusive = false;
                } else {
                    op.inclusive = !op.inclusive;
                }
                op.shape = Shape::Char;
            }
            Some(_) => {
                self.visual = Some(Visual { kind: ctrl('V'), start: op.start });
                op.visual = true;
            }
            None => {}
        }
    }

    /// A Visual area of the size that was operated on last, from the cursor on.
    fn replay_area(&mut self, size: AreaSize, op: &mut Op) {
        op.start = self.win.cursor;
        self.win.cursor.line = (self.win.cursor.line + size.lines - 1).min(self.buf.count());
        if self.visual.is_none() {
            self.visual = Some(Visual { kind: size.kind, start: op.start });
        }
        if size.columns == MAXCOL || size.kind == 'v' {
            self.win.curswant = if size.kind != 'v' {
                MAXCOL
            } else if size.lines <= 1 {
                self.virtual_column() + size.columns.saturating_sub(1)
            } else {
                size.columns
            };
            self.win.set_curswant = false;
            if self.win.curswant > MAXCOL {
                // vim's column overflows here, and the area goes back to the start of the line.
                self.win.cursor.col = 0;
            } else {
                self.advance_to_column(self.win.curswant);
            }
        }
    }

    fn order_ends(&mut self, op: &mut Op) {
        let closed = |editor: &Self, line| editor.win.folds.closed_at(line);
        let no_visual = self.visual.is_none();
        if op.start < self.win.cursor {
            if no_visual {
                if let Some((first, _)) = closed(self, op.start.line) {
                    op.start = Pos::new(first, 0);
                }
                if (self.win.cursor.col > 0 || op.inclusive || op.shape == Shape::Line)
                    && let Some((_, last)) = closed(self, self.win.cursor.line)
                {
                    self.win.cursor = Pos::new(last, self.buf.line(last).len());
                }
            }
            op.end = self.win.cursor;
            self.win.cursor = op.start;
        } else {
            if no_visual && op.shape == Shape::Line {
                if let Some((first, _)) = closed(self, self.win.cursor.line) {
                    self.win.cursor = Pos::new(first, 0);
                }
                if let Some((_, last)) = closed(self, op.start.line) {
                    op.start = Pos::new(last, self.buf.line(last).len());
                }
            }
            op.end = op.start;
            op.start = self.win.cursor;
        }
        op.end = self.clamp(op.end);
        op.lines = op.end.line - op.start.line + 1;
    }

    /// The region of a Visual area.
    fn visual_region(
        &mut self,
        op: &mut Op,
        kind: char,
        redo_busy: bool,
        count0: Option<usize>,
        command: &Command,
        operator: Operator,
    ) {
        let block = ctrl('V');
        op.to_line_end = self.win.curswant == MAXCOL;
        // What is not computed anew stays from the operator before, as in vim.
        (op.start_column, op.end_column) = self.last_columns;
        if kind == block {
            self.block_columns(op, redo_busy);
        }
        if redo_busy {
            self.prepare_redo(command);
        } else {
            let columns = if self.win.curswant == MAXCOL {
                MAXCOL
            } else {
                if kind != block {
                    op.end_column = self.cells_at(op.end).end;
                }
                if kind == block || op.lines <= 1 {
                    if kind != block {
                        op.start_column = self.cells_at(op.start).start;
                    }
                    op.end_column + 1 - op.start_column.min(op.end_column + 1)
                } else {
                    op.end_column
                }
            };
            self.reselect = Some(AreaSize { kind, lines: op.lines, columns, count: None });
            let foldish = matches!(operator, Operator::FoldCreate | Operator::Fold(_) | Operator::Colon);
            if operator != Operator::Yank && !foldish && op.force.is_none() {
                self.prepare_redo(command);
                self.redo_visual = Some(AreaSize { kind, lines: op.lines, columns, count: count0 });
            }
        }
        self.last_columns = (op.start_column, op.end_column);
        if op.force.is_none() || op.shape == Shape::Line {
            op.inclusive = true;
        }
        if kind == 'V' {
            op.shape = Shape::Line;
        } else if kind == block {
            op.shape = Shape::Block;
        } else {
            op.shape = Shape::Char;
            if self.char_at(op.end) == '\0' {
                op.inclusive = false;
                let on_lines = matches!(
                    operator,
                    Operator::ShiftLeft
                        | Operator::ShiftRight
                        | Operator::Join
                        | Operator::JoinBare
                        | Operator::Format
                        | Operator::FormatKeep
                        | Operator::Indent
                        | Operator::Filter
                        | Operator::Colon
                        | Operator::FoldCreate
                        | Operator::Fold(_)
                );
                if !on_lines && self.options.selection != "old" && op.end.line < self.buf.count() {
                    op.end = Pos::new(op.end.line + 1, 0);
                    op.lines += 1;
                }
            }
        }
    }

    /// The columns of a rectangle; its corners become start and end.
    fn block_columns(&mut self, op: &mut Op, redo_busy: bool) {
        op.end.col = chars::head(self.buf.line(op.end.line), op.end.col);
        let start = self.cells_at(op.start);
        op.start_column = start.start;
        op.end_column = start.end;
        if !redo_busy {
            let end = self.cells_at(op.end);
            op.start_column = op.start_column.min(end.start);
            if end.end > op.end_column {
                op.end_column = if self.options.selection == "exclusive" && end.start >= 1 && end.start > op.end_column
                {
                    end.start - 1
                } else {
                    end.end
                };
            }
        }
        if self.win.curswant == MAXCOL {
            op.end_column = 0;
            for line in op.start.line..=op.end.line {
                let end = self.cells_at(Pos::new(line, self.buf.line(line).len())).end;
                op.end_column = op.end_column.max(end);
            }
        } else if redo_busy && let Some(size) = self.redo_visual {
            op.end_column = op.start_column + size.columns.max(1) - 1;
        }
        self.win.cursor.line = op.end.line;
        self.advance_to_column(op.end_column);
        op.end = self.win.cursor;
        self.win.cursor = op.start;
        self.advance_to_column(op.start_column);
        op.start = self.win.cursor;
    }

    /// An exclusive end in column one goes back to the line before; a region that starts in the indent becomes linewise.
    fn adjust_exclusive(&mut self, op: &mut Op) {
        let goes_back = op.shape == Shape::Char
            && !op.inclusive
            && !op.keep_end
            && op.end.col == 0
            && (!op.visual || self.options.selection == "old")
            && op.lines > 1;
        op.end_adjusted = goes_back;
        if !goes_back {
            return;
        }
        op.lines -= 1;
        op.end.line -= 1;
        if self.in_indent(0) {
            op.shape = Shape::Line;
        } else {
            op.end.col = self.buf.line(op.end.line).len();
            if op.end.col > 0 {
                op.end.col -= 1;
                op.inclusive = true;
            }
        }
    }

    fn dispatch(&mut self, mut op: Op, operator: Operator, count0: Option<usize>) {
        let count = count0.unwrap_or(1);
        if !self.options.modifiable
            && operator != Operator::Yank
            && !matches!(operator, Operator::Fold(_) | Operator::FoldCreate | Operator::Colon)
        {
            self.error("E21");
            return;
        }
        match operator {
            Operator::Delete => {
                self.op_delete(&mut op);
            }
            Operator::Yank => {
                self.op_yank(&op);
                self.check_cursor_col();
            }
            Operator::Change => self.op_change(op),
            Operator::ShiftLeft | Operator::ShiftRight => {
                let amount = if op.visual { count } else { 1 };
                self.op_shift(&op, operator == Operator::ShiftLeft, amount, true);
            }
            Operator::Indent => self.op_indent(&op),
            Operator::Upper | Operator::Lower | Operator::SwapCase | Operator::Rot13 => {
                self.op_case(op, operator);
                self.check_cursor_col();
            }
            Operator::Format => self.op_format(&op, false),
            Operator::FormatKeep => self.op_format(&op, true),
            Operator::Join | Operator::JoinBare => {
                let lines = op.lines.max(2);
                if self.win.cursor.line + lines - 1 > self.buf.count() {
                    self.beep();
                } else {
                    self.join(lines, operator == Operator::Join, true, true);
                }
            }
            Operator::Replace(c) => self.op_replace(op, c),
            Operator::InsertBefore | Operator::AppendAfter => self.op_insert(op, count),
            Operator::Add { progressive } => self.op_number(op, count as i64, progressive),
            Operator::Subtract { progressive } => self.op_number(op, -(count as i64), progressive),
            Operator::FoldCreate => {
                self.create_fold(op.start.line, op.end.line);
                self.win.folds.enabled = true;
            }
            Operator::Fold(how) => self.op_fold(&op, how),
            Operator::Colon => self.open_range_command_line(&op, ""),
            Operator::Filter => self.open_range_command_line(&op, "!"),
            Operator::Function => self.error("E774"),
        }
    }

    /// Remembers a command for `.`.
    pub(crate) fn prepare_redo(&mut self, command: &Command) {
        self.redo.command = Some(command.clone());
        self.redo.keys.clear();
    }

    /// With 'selection' exclusive, the last character is not part of the area; true when that was a line break.
    pub(crate) fn unadjust_for_selection(&mut self) -> bool {
        let Some(mut visual) = self.visual else { return false };
        if self.options.selection != "exclusive" || visual.start == self.win.cursor {
            return false;
        }
        let cursor_last = visual.start < self.win.cursor;
        let mut pos = if cursor_last { self.win.cursor } else { visual.start };
        let mut line_break = false;
        if pos.col > 0 {
            pos.col = chars::before(self.buf.line(pos.line), pos.col);
        } else if pos.line > 1 {
            pos.line -= 1;
            pos.col = self.buf.line(pos.line).len();
            line_break = true;
        }
        if cursor_last {
            self.win.cursor = pos;
        } else {
            visual.start = pos;
            self.visual = Some(visual);
        }
        line_break
    }
}
