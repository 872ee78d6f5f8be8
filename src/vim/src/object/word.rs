//! `iw`, `aw`, `iW`, `aW`.

use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::Pos;

impl Editor {
    pub(super) fn word_object(&mut self, around: bool, big: bool, count: usize, op: &mut Op) -> bool {
        let mut count = count;
        let mut inclusive = true;
        let mut white_before = false;
        let mut start = Pos::default();
        if self.exclusive_selection() && self.visual_start().is_some_and(|from| from < self.win.cursor) {
            self.dec_cursor();
        }
        if self.visual_start().is_none_or(|from| from == self.win.cursor) {
            self.back_in_line(big);
            start = self.win.cursor;
            if (self.class_here(big) == 0) == around {
                if !self.word_end(1, big, true, true) {
                    return false;
                }
            } else {
                self.word_forward(1, big, true);
                if self.win.cursor.col == 0 {
                    self.decl_cursor();
                } else {
                    self.one_left();
                }
                white_before = around;
            }
            if self.visual.is_some() {
                self.set_visual_start(start);
            } else {
                op.start = start;
                op.shape = Shape::Char;
            }
            count -= 1;
        }
        while count > 0 {
            if self.spend(1) {
                return false;
            }
            inclusive = true;
            if self.visual_start().is_some_and(|from| self.win.cursor < from) {
                if self.decl_cursor() == Step::Stuck {
                    return false;
                }
                if around == (self.class_here(big) == 0) {
                    if !self.word_back(1, big, true) {
                        return false;
                    }
                } else {
                    if !self.word_end_back(1, big, true) {
                        return false;
                    }
                    self.incl_cursor();
                }
            } else {
                if self.incl_cursor() == Step::Stuck {
                    return false;
                }
                if around == (self.class_here(big) == 0) {
                    if !self.word_end(1, big, true, true) {
                        return false;
                    }
                } else {
                    if !self.word_forward(1, big, true) && count > 1 {
                        return false;
                    }
                    if !self.one_left() {
                        inclusive = false;
                    }
                }
            }
            count -= 1;
        }
        if white_before && (self.class_here(big) != 0 || (self.win.cursor.col == 0 && !inclusive)) {
            let end = self.win.cursor;
            self.win.cursor = start;
            if self.one_left() {
                self.back_in_line(big);
                if self.class_here(big) == 0 && self.win.cursor.col > 0 {
                    if self.visual.is_some() {
                        self.set_visual_start(self.win.cursor);
                    } else {
                        op.start = self.win.cursor;
                    }
                }
            }
            self.win.cursor = end;
        }
        if let Some(visual) = self.visual {
            if self.exclusive_selection() && inclusive && visual.start <= self.win.cursor {
                self.inc_cursor();
            }
            if visual.kind == 'V' {
                self.set_visual_kind('v');
            }
        } else {
            op.inclusive = inclusive;
        }
        true
    }
}
