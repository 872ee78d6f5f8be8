//! Words: `w`, `b`, `e`, `ge`, and WORDs.

use super::{Fail, Moved};
use crate::command::Operator;
use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::Op;
use crate::text::width;

impl Editor {
    /// The class of the character under the cursor: words are runs of one class.
    pub(crate) fn class_here(&self, big: bool) -> u32 {
        let class = match self.char_here() {
            ' ' | '\t' | '\0' => 0,
            c => width::class(c),
        };
        if big { class.min(1) } else { class }
    }

    fn on_empty_line(&self) -> bool {
        self.win.cursor.col == 0 && self.line().is_empty()
    }

    /// To the start of a next word; false at the end of the buffer. `eol`: the last word may end at the end of its line.
    pub(crate) fn word_forward(&mut self, count: usize, big: bool, eol: bool) -> bool {
        for left in (0..count).rev() {
            if self.spend(1) {
                return false;
            }
            if let Some((_, last)) = self.win.folds.closed_at(self.win.cursor.line) {
                self.win.cursor.line = last;
                self.advance_to_column(crate::text::MAXCOL);
            }
            let class = self.class_here(big);
            let last_line = self.win.cursor.line == self.buf.count();
            let step = self.inc_cursor();
            if step == Step::Stuck || (step != Step::Moved && last_line) {
                return false;
            }
            if step != Step::Moved && eol && left == 0 {
                return true;
            }
            if class != 0 {
                while self.class_here(big) == class {
                    let step = self.inc_cursor();
                    if step == Step::Stuck || (step != Step::Moved && eol && left == 0) {
                        return true;
                    }
                }
            }
            while self.class_here(big) == 0 {
                if self.on_empty_line() {
                    break;
                }
                let step = self.inc_cursor();
                if step == Step::Stuck || (step != Step::Moved && eol && left == 0) {
                    return true;
                }
            }
        }
        true
    }

    /// To the start of a word before. `stop`: on a word's start, stay there.
    pub(crate) fn word_back(&mut self, count: usize, big: bool, stop: bool) -> bool {
        let mut stop = stop;
        for _ in 0..count {
            if self.spend(1) {
                return false;
            }
            if let Some((first, _)) = self.win.folds.closed_at(self.win.cursor.line) {
                self.win.cursor.line = first;
                self.win.cursor.col = 0;
            }
            let class = self.class_here(big);
            if self.dec_cursor() == Step::Stuck {
                return false;
            }
            let mut finished = false;
            if !stop || class == self.class_here(big) || class == 0 {
                while self.class_here(big) == 0 {
                    if self.on_empty_line() {
                        finished = true;
                        break;
                    }
                    if self.dec_cursor() == Step::Stuck {
                        return true;
                    }
                }
                if !finished && self.skip_class(big, false) {
                    return true;
                }
            }
            if !finished {
                self.inc_cursor();
            }
            stop = false;
        }
        true
    }

    /// To the end of a word. `stop`: on a word's end, stay there; `empty`: stop at an empty line.
    pub(crate) fn word_end(&mut self, count: usize, big: bool, stop: bool, empty: bool) -> bool {
        let mut stop = stop;
        for _ in 0..count {
            if self.spend(1) {
                return false;
            }
            if let Some((_, last)) = self.win.folds.closed_at(self.win.cursor.line) {
                self.win.cursor.line = last;
                self.advance_to_column(crate::text::MAXCOL);
            }
            let class = self.class_here(big);
            if self.inc_cursor() == Step::Stuck {
                return false;
            }
            let mut finished = false;
            if self.class_here(big) == class && class != 0 {
                if self.skip_class(big, true) {
                    return false;
                }
            } else if !stop || class == 0 {
                while self.class_here(big) == 0 {
                    if empty && self.on_empty_line() {
                        finished = true;
                        break;
                    }
                    if self.inc_cursor() == Step::Stuck {
                        return false;
                    }
                }
                if !finished && self.skip_class(big, true) {
                    return false;
                }
            }
            if !finished {
                self.dec_cursor();
            }
            stop = false;
        }
        true
    }

    /// To the end of a word before. `eol`: stop at the end of a line.
    pub(crate) fn word_end_back(&mut self, count: usize, big: bool, eol: bool) -> bool {
        for _ in 0..count {
            if self.spend(1) {
                return false;
            }
            let class = self.class_here(big);
            let step = self.dec_cursor();
            if step == Step::Stuck {
                return false;
            }
            if eol && step == Step::NewLine {
                return true;
            }
            if class != 0 {
                while self.class_here(big) == class {
                    let step = self.dec_cursor();
                    if step == Step::Stuck || (eol && step == Step::NewLine) {
                        return true;
                    }
                }
            }
            while self.class_here(big) == 0 {
                if self.on_empty_line() {
                    break;
                }
                let step = self.dec_cursor();
                if step == Step::Stuck || (eol && step == Step::NewLine) {
                    return true;
                }
            }
        }
        true
    }

    /// Past all characters of the present class; true at the end of the buffer.
    fn skip_class(&mut self, big: bool, forward: bool) -> bool {
        let class = self.class_here(big);
        while self.class_here(big) == class {
            let step = if forward { self.inc_cursor() } else { self.dec_cursor() };
            if step == Step::Stuck {
                return true;
            }
        }
        false
    }

    /// To the start of the run of one class under the cursor, within the line.
    pub(crate) fn back_in_line(&mut self, big: bool) {
        let class = self.class_here(big);
        while self.win.cursor.col > 0 {
            self.dec_cursor();
            if self.class_here(big) != class {
                self.inc_cursor();
                break;
            }
        }
    }

    pub(super) fn move_words(&mut self, count: usize, big: bool, end: bool, op: &mut Op) -> Moved {
        let start = self.win.cursor;
        op.inclusive = end;
        let (mut end, mut stop) = (end, false);
        let here = self.char_here();
        if !end && op.operator == Some(Operator::Change) && here != '\0' {
            // On a word `cw` is `ce`, but stays on a word's end; on white space it is `dw`.
            if !matches!(here, ' ' | '\t') {
                op.inclusive = true;
                end = true;
                stop = true;
            }
        }
        op.shape = crate::operator::Shape::Char;
        self.win.set_curswant = true;
        let moved = if end {
            self.word_end(count, big, stop, false)
        } else {
            self.word_forward(count, big, op.operator.is_some())
        };
        if start < self.win.cursor {
            self.adjust_for_end(op);
        }
        if !moved && op.operator.is_none() {
            return Err(Fail::Beep);
        }
        self.adjust_for_selection(op);
        self.open_fold_for("hor", op);
        Ok(())
    }

    pub(super) fn move_words_back(&mut self, count: usize, big: bool, op: &mut Op) -> Moved {
        op.exclusive();
        self.win.set_curswant = true;
        if !self.word_back(count, big, false) {
            return Err(Fail::Beep);
        }
        self.open_fold_for("hor", op);
        Ok(())
    }

    pub(super) fn move_word_ends_back(&mut self, count: usize, big: bool, op: &mut Op) -> Moved {
        op.inclusive();
        self.win.set_curswant = true;
        if self.word_end_back(count, big, false) { Ok(()) } else { Err(Fail::Beep) }
    }
}
