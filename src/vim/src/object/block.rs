//! `i(`, `a(`, and the like.

use crate::cursor::Step;
use crate::editor::Editor;
use crate::motion::Way;
use crate::operator::Op;

impl Editor {
    pub(super) fn block_object(&mut self, around: bool, open: char, close: char, count: usize, op: &mut Op) -> bool {
        let origin = self.win.cursor;
        let (mut old_start, mut old_end) = (origin, origin);
        match self.visual_start() {
            Some(from) if from < origin => {
                old_start = from;
                self.win.cursor = from;
            }
            Some(from) if from != origin => old_end = from,
            _ => {
                self.set_pc_mark();
                if open == '{' {
                    while self.in_indent(1) {
                        if self.inc_cursor() != Step::Moved {
                            break;
                        }
                    }
                }
                if self.char_here() == open {
                    self.win.cursor.col += 1;
                }
            }
        }
        let mut start = None;
        self.ignore_quotes = true;
        let backward = self.find_unmatched(open, Way::Auto).is_some();
        for _ in 0..count {
            let way = if backward { Way::Auto } else { Way::Forward };
            match self.find_unmatched(open, way) {
                Some(pos) => {
                    self.win.cursor = pos;
                    start = Some(pos);
                }
                None => {
                    start = None;
                    break;
                }
            }
        }
        self.ignore_quotes = false;
        let Some(mut start) = start else {
            self.win.cursor = origin;
            return false;
        };
        let Some(end) = self.find_unmatched(close, Way::Auto) else {
            self.win.cursor = origin;
            return false;
        };
        self.win.cursor = end;
        let mut line_start = false;
        #[allow(clippy::while_immutable_condition)] // Left by `break`.
        while !around {
            self.incl(&mut start);
            line_start = self.win.cursor.col == 0;
            self.decl_cursor();
            while self.in_indent(1) {
                line_start = true;
                if self.decl_cursor() != Step::Moved {
                    break;
                }
            }
            let same =
                self.visual.is_some() && start >= old_start && old_end >= self.win.cursor && start != self.win.cursor;
            if !same {
                break;
            }
            // The same text is selected already: the next block around it.
            self.win.cursor = old_start;
            self.decl_cursor();
            let outer = self.find_unmatched(open, Way::Auto);
            let Some(pos) = outer else {
                self.win.cursor = origin;
                return false;
            };
            start = pos;
            self.win.cursor = pos;
            let Some(end) = self.find_unmatched(close, Way::Auto) else {
                self.win.cursor = origin;
                return false;
            };
            self.win.cursor = end;
            if self.spend(1) {
                return false;
            }
        }
        if self.visual.is_some() {
            if self.exclusive_selection() {
                self.inc_cursor();
            }
            if line_start && self.char_here() != '\0' {
                self.inc_cursor();
            }
            self.set_visual_start(start);
            self.set_visual_kind('v');
        } else {
            op.start = start;
            op.exclusive();
            if line_start {
                self.incl_cursor();
            } else if start <= self.win.cursor {
                op.inclusive = true;
            } else {
                self.win.cursor = start;
            }
        }
        true
    }
}
