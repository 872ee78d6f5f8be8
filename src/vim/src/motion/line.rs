//! Motions within a line: `h`, `l`, `$`, `g_`, `|`, and those by screen lines.

use super::{Fail, Moved};
use crate::command::{Motion, Operator};
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::{MAXCOL, chars, columns};

impl Editor {
    pub(super) fn move_left(&mut self, motion: &Motion, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        let key = match motion {
            Motion::BackspaceLeft => 'b',
            Motion::ArrowLeft => '<',
            _ => 'h',
        };
        for step in 0..count {
            if self.one_left() {
                continue;
            }
            if self.options.wraps(key) && self.win.cursor.line > 1 {
                if self.spend(1) {
                    break;
                }
                self.win.cursor.line -= 1;
                self.advance_to_column(MAXCOL);
                self.win.set_curswant = true;
                if matches!(op.operator, Some(Operator::Delete | Operator::Change)) && !self.line().is_empty() {
                    self.win.cursor.col += chars::len_at(self.line(), self.win.cursor.col);
                    op.keep_end = true;
                }
                continue;
            }
            if op.operator.is_none() && step == 0 {
                self.beep();
            }
            break;
        }
        Ok(())
    }

    pub(super) fn move_right(&mut self, motion: &Motion, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        let key = match motion {
            Motion::SpaceRight => 's',
            Motion::ArrowRight => '>',
            _ => 'l',
        };
        let past = self.visual.is_some();
        for step in 0..count {
            let at_end = if past { self.char_here() == '\0' } else { !self.one_right() };
            if !at_end {
                if past {
                    self.win.set_curswant = true;
                    self.win.cursor.col += chars::len_at(self.line(), self.win.cursor.col);
                }
                continue;
            }
            let empty = self.line().is_empty();
            if self.options.wraps(key) && self.win.cursor.line < self.buf.count() {
                if self.spend(1) {
                    break;
                }
                if op.operator.is_some() && !op.inclusive && !empty {
                    op.inclusive = true;
                } else {
                    self.win.cursor.line += 1;
                    self.win.cursor.col = 0;
                    self.win.set_curswant = true;
                    op.inclusive = false;
                }
                continue;
            }
            if op.operator.is_none() {
                if step == 0 {
                    self.beep();
                }
            } else if !empty {
                op.inclusive = true;
            }
            break;
        }
        Ok(())
    }

    pub(super) fn move_line_end(&mut self, count: usize, op: &mut Op) -> Moved {
        op.inclusive();
        self.win.curswant = MAXCOL;
        self.win.set_curswant = false;
        if !self.cursor_down(count - 1) {
            return Err(Fail::Beep);
        }
        self.open_fold_for("hor", op);
        Ok(())
    }

    pub(super) fn move_last_non_blank(&mut self, count: usize, op: &mut Op) -> Moved {
        op.inclusive();
        self.win.curswant = MAXCOL;
        self.win.set_curswant = false;
        if !self.cursor_down(count - 1) {
            return Err(Fail::Beep);
        }
        let text = self.line();
        let mut col = self.win.cursor.col;
        if col > 0 && col >= text.len() {
            col = chars::before(text, col);
        }
        while col > 0 && text.get(col).is_some_and(|byte| chars::is_white(*byte)) {
            col = chars::before(text, col);
        }
        self.win.cursor.col = col;
        self.win.set_curswant = true;
        self.adjust_for_selection(op);
        Ok(())
    }

    pub(super) fn move_column(&mut self, count: Option<usize>, op: &mut Op) -> Moved {
        op.exclusive();
        self.win.cursor.col = 0;
        let want = count.unwrap_or(1).saturating_sub(1);
        if count.is_some() {
            self.advance_to_column(want);
        }
        self.win.curswant = want;
        self.win.set_curswant = false;
        Ok(())
    }

    /// The screen row of the cursor's line that starts at this screen column, when lines wrap.
    fn row_start(&mut self) -> usize {
        if !self.options.wrap {
            return 0;
        }
        let width = self.text_width();
        self.virtual_column() / width * width
    }

    /// Columns of the window for text.
    pub(crate) fn text_width(&self) -> usize {
        let number = self.options.number || self.options.relativenumber;
        let gutter = if number { self.buf.count().to_string().len().max(3) + 1 } else { 0 };
        self.win.width.saturating_sub(gutter).max(1)
    }

    pub(super) fn move_screen_home(&mut self, motion: &Motion, op: &mut Op) -> Moved {
        op.exclusive();
        let mut column = self.row_start();
        if *motion == Motion::ScreenMiddle {
            column += self.text_width() / 2;
        }
        self.advance_to_column(column);
        if *motion == Motion::ScreenFirst {
            while matches!(self.char_here(), ' ' | '\t') && self.one_right() {}
        }
        self.win.set_curswant = true;
        Ok(())
    }

    pub(super) fn move_screen_end(&mut self, count: usize, op: &mut Op) -> Moved {
        op.inclusive();
        if !self.options.wrap {
            if count > 1 {
                self.cursor_down(count - 1);
            }
            self.advance_to_column(self.text_width() - 1);
            self.win.curswant = self.virtual_column();
            self.win.set_curswant = false;
            return Ok(());
        }
        self.win.curswant = MAXCOL;
        self.win.set_curswant = false;
        if count == 1 {
            let end = self.row_start() + self.text_width() - 1;
            self.advance_to_column(end);
            self.win.curswant = self.virtual_column();
            return Ok(());
        }
        self.screen_go(true, count - 1, op)
    }

    pub(super) fn move_line_middle(&mut self, count: Option<usize>, op: &mut Op) -> Moved {
        op.exclusive();
        let width = columns::total(self.line(), self.options.tabstop);
        let column = match count {
            Some(percent) if percent > 0 && percent <= 100 => width * percent / 100,
            _ => width / 2,
        };
        self.advance_to_column(column);
        self.win.set_curswant = true;
        Ok(())
    }

    pub(super) fn move_screen_lines(&mut self, down: bool, count: usize, op: &mut Op) -> Moved {
        if !self.options.wrap {
            op.shape = Shape::Line;
            let moved = if down { self.cursor_down(count) } else { self.cursor_up(count) };
            return if moved { Ok(()) } else { Err(Fail::Beep) };
        }
        self.screen_go(down, count, op)
    }

    fn screen_go(&mut self, down: bool, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Char;
        let at_end = self.win.curswant == MAXCOL;
        op.inclusive = at_end;
        let width = self.text_width();
        let length = |editor: &Self| columns::total(editor.line(), editor.options.tabstop);
        let rows = |len: usize| if len > width { (len - 1) / width * width + width } else { width };
        if at_end {
            let column = self.virtual_column();
            self.win.curswant = width - 1;
            if column > self.win.curswant {
                self.win.curswant += ((column - self.win.curswant - 1) / width + 1) * width;
            }
        } else {
            self.win.curswant = self.win.curswant.min(rows(length(self)) - 1);
        }
        let mut moved = Ok(());
        for _ in 0..count {
            if self.spend(1) {
                break;
            }
            let folded = self.win.folds.closed_at(self.win.cursor.line).is_some();
            if down {
                if self.win.curswant + width < rows(length(self)) && !folded {
                    self.win.curswant += width;
                } else {
                    let last = self.win.folds.closed_at(self.win.cursor.line).map_or(self.win.cursor.line, |f| f.1);
                    if last >= self.buf.count() {
                        moved = Err(Fail::Beep);
                        break;
                    }
                    self.win.cursor.line = last + 1;
                    self.win.curswant %= width;
                }
            } else if self.win.curswant >= width && !folded {
                self.win.curswant -= width;
            } else {
                let first = self.win.folds.closed_at(self.win.cursor.line).map_or(self.win.cursor.line, |f| f.0);
                if first <= 1 {
                    moved = Err(Fail::Beep);
                    break;
                }
                self.win.cursor.line = first - 1;
                let len = length(self);
                if len > width {
                    self.win.curswant += (len - 1) / width * width;
                }
            }
        }
        self.advance_to_column(self.win.curswant);
        if self.win.cursor.col > 0 {
            let column = self.virtual_column();
            let in_row = self.win.curswant % width;
            if column > self.win.curswant && in_row > width / 2 {
                self.win.cursor.col = chars::before(self.line(), self.win.cursor.col);
            }
        }
        if at_end {
            self.win.curswant = MAXCOL;
        }
        moved
    }
}
