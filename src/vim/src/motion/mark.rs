//! Motions to marks.

use super::{Fail, Moved};
use crate::buffer::marks::FileMark;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::Pos;

impl Editor {
    pub(super) fn move_to_mark(&mut self, name: char, line: bool, jump: bool, op: &mut Op) -> Moved {
        let from = self.win.cursor;
        let Some(mark) = self.mark(name) else {
            op.shape = Shape::Line;
            return self.no_mark("E78");
        };
        if mark.pos.line != 0 && mark.buffer != self.buf.id && name.is_ascii_alphanumeric() {
            if op.operator.is_some() || !self.go_to_buffer(mark.buffer) {
                return self.no_mark("E20");
            }
            self.win.cursor = mark.pos;
            self.check_cursor_line();
            if line {
                self.begin_line_fix();
            } else {
                self.check_cursor_col();
            }
            return Ok(());
        }
        let moved = self.go_to_position(mark.pos, line, jump, op);
        op.use_register_one = !line && jump;
        self.check_cursor_col();
        if moved.is_ok() && self.win.cursor != from {
            self.open_fold_for("mark", op);
        }
        moved
    }

    fn no_mark(&mut self, error: &str) -> Moved {
        self.error(error);
        Err(Fail::Quiet)
    }

    fn go_to_position(&mut self, pos: Pos, line: bool, jump: bool, op: &mut Op) -> Moved {
        op.shape = if line { Shape::Line } else { Shape::Char };
        op.inclusive = false;
        self.win.set_curswant = true;
        if pos.line == 0 {
            return self.no_mark("E20");
        }
        if pos.line > self.buf.count() {
            return self.no_mark("E19");
        }
        if jump {
            self.set_pc_mark();
        }
        self.win.cursor = pos;
        if line {
            self.begin_line_fix();
        } else {
            self.check_cursor();
            self.adjust_cursor();
        }
        Ok(())
    }

    /// `]'`, `` ]` ``, `['`, `` [` ``: to the next lower-case mark.
    pub(super) fn move_to_next_mark(&mut self, forward: bool, line: bool, count: usize, op: &mut Op) -> Moved {
        let mut pos = self.win.cursor;
        for _ in 0..count {
            let mut from = pos;
            if line {
                from.col = if forward { crate::text::MAXCOL } else { 0 };
            }
            let marks = self.buf.named.iter().copied().filter(|mark| mark.line != 0);
            let next =
                if forward { marks.filter(|mark| *mark > from).min() } else { marks.filter(|mark| *mark < from).max() };
            match next {
                Some(mark) => pos = mark,
                None => break,
            }
        }
        self.go_to_position(pos, line, true, op)
    }

    /// Ctrl-O and Tab.
    pub(crate) fn go_jump(&mut self, count: isize) {
        let from = self.win.cursor.line;
        match self.jump(count) {
            Some(FileMark { pos, buffer }) if buffer == self.buf.id => {
                let mut op = Op::new(None, None, self.win.cursor);
                let _ = self.go_to_position(pos, false, false, &mut op);
                if from != self.win.cursor.line {
                    self.open_fold_for("mark", &op);
                }
            }
            Some(FileMark { pos, buffer }) => {
                if self.go_to_buffer(buffer) {
                    self.win.cursor = pos;
                    self.win.set_curswant = true;
                    self.check_cursor();
                }
            }
            None => self.beep(),
        }
    }

    /// `g;` and `g,`.
    pub(crate) fn go_change(&mut self, count: isize) {
        let from = self.win.cursor.line;
        match self.change_list(count) {
            Some(pos) => {
                let mut op = Op::new(None, None, self.win.cursor);
                let _ = self.go_to_position(pos, false, false, &mut op);
                if from != self.win.cursor.line {
                    self.open_fold_for("mark", &op);
                }
            }
            None if self.buf.changes.is_empty() => self.error("E664"),
            None if count < 0 => self.error("E662"),
            None => self.error("E663"),
        }
    }
}
