//! `is`, `as`.

use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::Pos;

impl Editor {
    /// Back over white space before `pos`.
    fn first_blank(&self, pos: &mut Pos) {
        while self.decl(pos) != Step::Stuck {
            if !self.white_at(*pos) {
                self.incl(pos);
                break;
            }
        }
    }

    fn sentences_forward(&mut self, count: usize, at_start: bool) {
        let mut at_start = at_start;
        for left in (0..count).rev() {
            if self.spend(1) {
                return;
            }
            self.find_sentence(true, 1);
            if at_start {
                let mut pos = self.win.cursor;
                self.first_blank(&mut pos);
                self.win.cursor = pos;
            }
            if left == 0 || at_start {
                self.decl_cursor();
            }
            at_start = !at_start;
        }
    }

    pub(super) fn sentence_object(&mut self, around: bool, count: usize, op: &mut Op) -> bool {
        let mut start = self.win.cursor;
        let pos = start;
        self.find_sentence(true, 1);
        if self.visual_start().is_some_and(|from| from != start) {
            self.extend_sentence(around, count, start, pos);
            return true;
        }
        let mut pos = pos;
        while self.white_at(pos) && self.incl(&mut pos) != Step::Stuck {}
        let blank = pos == self.win.cursor;
        if blank {
            self.first_blank(&mut start);
        } else {
            self.find_sentence(false, 1);
            start = self.win.cursor;
        }
        let number = if around { count * 2 } else { count - usize::from(blank) };
        if number > 0 {
            self.sentences_forward(number, true);
        } else {
            self.decl_cursor();
        }
        if around {
            if blank {
                let mut cursor = self.win.cursor;
                self.first_blank(&mut cursor);
                self.win.cursor = cursor;
                if self.white_at(cursor) {
                    self.decl_cursor();
                }
            } else if !self.white_at(self.win.cursor) {
                self.first_blank(&mut start);
            }
        }
        if self.visual.is_some() {
            if start == self.win.cursor {
                self.extend_sentence(around, count, start, pos);
                return true;
            }
            if self.exclusive_selection() {
                self.win.cursor.col += 1;
            }
            self.set_visual_start(start);
            self.set_visual_kind('v');
        } else {
            op.inclusive = self.incl_cursor() == Step::Stuck;
            op.start = start;
            op.shape = Shape::Char;
        }
        true
    }

    /// Grows the Visual area by sentences.
    fn extend_sentence(&mut self, around: bool, count: usize, start: Pos, pos: Pos) {
        let mut pos = pos;
        let count = if around { count * 2 } else { count };
        let from = self.visual_start().unwrap_or(start);
        if start < from {
            let mut at_start = true;
            self.decl(&mut pos);
            while pos < self.win.cursor {
                if !self.white_at(pos) {
                    at_start = false;
                    break;
                }
                if self.incl(&mut pos) == Step::Stuck {
                    break;
                }
            }
            if !at_start {
                self.find_sentence(false, 1);
                if self.win.cursor == start {
                    at_start = true;
                } else {
                    self.find_sentence(true, 1);
                }
            }
            for _ in 0..count {
                if self.spend(1) {
                    return;
                }
                if at_start {
                    let mut cursor = self.win.cursor;
                    self.first_blank(&mut cursor);
                    self.win.cursor = cursor;
                }
                if !at_start || (!around && !self.white_at(self.win.cursor)) {
                    self.find_sentence(false, 1);
                }
                at_start = !at_start;
            }
        } else {
            self.incl(&mut pos);
            let mut at_start = true;
            if pos != self.win.cursor {
                at_start = false;
                while pos < self.win.cursor {
                    if !self.white_at(pos) {
                        at_start = true;
                        break;
                    }
                    if self.incl(&mut pos) == Step::Stuck {
                        break;
                    }
                }
                if at_start {
                    self.find_sentence(false, 1);
                } else {
                    self.win.cursor = start;
                }
            }
            self.sentences_forward(count, at_start);
            if self.exclusive_selection() {
                self.win.cursor.col += 1;
            }
        }
    }
}
