//! Visual mode: starting it, its corners, operators on it, and doing it again.

use crate::command::Command;
use crate::editor::{Editor, Visual};
use crate::key::ctrl;
use crate::operator::Op;
use crate::text::MAXCOL;

impl Editor {
    /// `v`, `V`, Ctrl-V: starts, changes or ends Visual mode; with a count, an area of the size of the last.
    pub(super) fn start_visual(&mut self, kind: char, count0: Option<usize>) {
        if let Some(visual) = &mut self.visual {
            if visual.kind == kind {
                self.end_visual();
            } else {
                visual.kind = kind;
            }
            return;
        }
        let start = self.win.cursor;
        let Some(count) = count0 else {
            self.visual = Some(Visual { kind, start });
            self.visual_to_fold_ends();
            return;
        };
        let Some(size) = self.reselect else {
            self.visual = Some(Visual { kind, start });
            let mut op = Op::new(None, None, start);
            if count > 1 {
                let motion = if kind == 'V' { crate::command::Motion::Down } else { crate::command::Motion::Right };
                let _ = self.move_by(&motion, Some(count - 1), &mut op);
            }
            return;
        };
        self.visual = Some(Visual { kind: size.kind, start });
        if size.kind != 'v' || size.lines > 1 {
            self.win.cursor.line = (self.win.cursor.line + size.lines.saturating_mul(count) - 1).min(self.buf.count());
            self.check_cursor();
        }
        self.win.set_curswant = false;
        if size.kind == 'v' {
            self.win.curswant = if size.lines <= 1 {
                let column = self.virtual_column();
                (column + size.columns.saturating_mul(count)).saturating_sub(1)
            } else {
                size.columns
            };
            self.advance_to_column(self.win.curswant);
        }
        if size.columns == MAXCOL {
            self.win.curswant = MAXCOL;
            self.advance_to_column(MAXCOL);
        } else if size.kind == ctrl('V') {
            let line = self.win.cursor.line;
            self.win.cursor.line = start.line;
            self.win.curswant = self.virtual_column() + size.columns.saturating_mul(count) - 1;
            self.win.cursor.line = line;
            self.advance_to_column(self.win.curswant);
        } else if size.kind != 'v' {
            self.win.set_curswant = true;
        }
    }

    /// An area that starts in a closed fold covers all of it.
    fn visual_to_fold_ends(&mut self) {
        if let Some((first, last)) = self.win.folds.closed_at(self.win.cursor.line)
            && let Some(visual) = &mut self.visual
        {
            visual.start = crate::text::Pos::new(first, 0);
            self.win.cursor = crate::text::Pos::new(last, self.buf.line(last).len());
        }
    }

    /// Leaves Visual mode; `gv` knows the area.
    pub(crate) fn end_visual(&mut self) {
        let Some(visual) = self.visual.take() else { return };
        self.buf.visual = crate::buffer::VisualArea {
            start: visual.start,
            end: self.win.cursor,
            kind: visual.kind,
            curswant: self.win.curswant,
        };
        if self.win.cursor.col > 0 && self.char_here() == '\0' && !self.options.onemore() {
            self.win.cursor.col = crate::text::chars::before(self.line(), self.win.cursor.col);
        }
    }

    /// `gv`
    pub(super) fn reselect_visual(&mut self) {
        let area = self.buf.visual;
        if area.start.line == 0 || area.start.line > self.buf.count() || area.end.line == 0 {
            self.beep();
            return;
        }
        let kind = if area.kind == '\0' { 'v' } else { area.kind };
        if let Some(visual) = self.visual {
            self.buf.visual = crate::buffer::VisualArea {
                start: visual.start,
                end: self.win.cursor,
                kind: visual.kind,
                curswant: self.win.curswant,
            };
        }
        self.win.curswant = area.curswant;
        self.win.cursor = area.start;
        self.visual = Some(Visual { kind, start: area.start });
        self.check_cursor();
        self.visual = Some(Visual { kind, start: self.win.cursor });
        self.win.cursor = area.end;
        self.check_cursor();
        self.update_topline();
    }

    /// `o`, and `O` in a rectangle.
    pub(super) fn swap_ends(&mut self, corners: bool) {
        let Some(mut visual) = self.visual else {
            return;
        };
        let old = self.win.cursor;
        if !corners || visual.kind != ctrl('V') {
            self.win.cursor = visual.start;
            visual.start = old;
            self.visual = Some(visual);
            self.win.set_curswant = true;
            return;
        }
        let (here, there) = (self.cells_at(old), self.cells_at(visual.start));
        let (left, right) = (here.start.min(there.start), here.end.max(there.end));
        let place = |editor: &mut Self, line, column| {
            editor.win.cursor.line = line;
            editor.advance_to_column(column);
            editor.win.cursor
        };
        visual.start = place(self, visual.start.line, left);
        self.win.curswant = right;
        place(self, old.line, right);
        if self.win.cursor.col == old.col {
            visual.start = place(self, visual.start.line, right);
            place(self, old.line, left);
            self.win.curswant = left;
        }
        self.win.set_curswant = false;
        self.visual = Some(visual);
    }

    /// An operator on the Visual area.
    pub(super) fn operate_on_selection(&mut self, command: Command) {
        let Some(mut visual) = self.visual else { return };
        self.visual_kind_before = None;
        match command.force {
            Some('V') => {
                self.visual_kind_before = Some(visual.kind);
                visual.kind = 'V';
                self.visual = Some(visual);
            }
            Some('$') => {
                self.win.curswant = MAXCOL;
                self.win.set_curswant = false;
            }
            _ => {}
        }
        let mut op = Op::new(command.operator, command.register, self.win.cursor);
        op.visual = true;
        op.trim = command.typed.iter().any(|key| key.0 == 'z');
        self.operate(op, &command);
        self.visual_kind_before = None;
    }

    /// `.` after an operator on a Visual area.
    pub(super) fn repeat_on_area(&mut self, command: Command) {
        let Some(size) = self.redo_visual else { return };
        self.visual = Some(Visual { kind: size.kind, start: self.win.cursor });
        let mut op = Op::new(command.operator, command.register, self.win.cursor);
        op.visual = true;
        self.operate(op, &command);
        self.visual = None;
    }
}
