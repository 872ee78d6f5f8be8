//! Sentences `( )`.

use super::{Fail, Moved};
use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::Op;
use crate::text::Pos;

impl Editor {
    fn step_by_line(&self, pos: &mut Pos, forward: bool) -> Step {
        if forward { self.incl(pos) } else { self.decl(pos) }
    }

    /// Moves by sentences; false when there are not that many.
    pub(crate) fn find_sentence(&mut self, forward: bool, count: usize) -> bool {
        let mut pos = self.win.cursor;
        let mut left = count;
        while left > 0 {
            left -= 1;
            if self.spend(1) {
                return false;
            }
            let before = pos;
            let mut no_skip = false;
            let mut found = false;
            if self.char_at(pos) == '\0' {
                loop {
                    if self.step_by_line(&mut pos, forward) == Step::Stuck || self.char_at(pos) != '\0' {
                        break;
                    }
                }
                found = forward;
            } else if forward && pos.col == 0 && self.starts_paragraph(pos.line, 0, false) {
                if pos.line == self.buf.count() {
                    return false;
                }
                pos.line += 1;
                found = true;
            } else if !forward {
                self.decl(&mut pos);
            }
            if !found {
                self.back_to_sentence_end(&mut pos, forward);
                let start = pos.line;
                loop {
                    let c = self.char_at(pos);
                    if c == '\0' || (pos.col == 0 && self.starts_paragraph(pos.line, 0, false)) {
                        if !forward && pos.line != start {
                            pos.line += 1;
                        }
                        break;
                    }
                    if matches!(c, '.' | '!' | '?')
                        && let Some(after) = self.after_sentence_end(pos)
                    {
                        pos = after;
                        if self.char_at(pos) == '\0' {
                            self.inc(&mut pos);
                        }
                        break;
                    }
                    if self.step_by_line(&mut pos, forward) == Step::Stuck {
                        if left > 0 {
                            return false;
                        }
                        no_skip = true;
                        break;
                    }
                }
            }
            while !no_skip && matches!(self.char_at(pos), ' ' | '\t') {
                if self.incl(&mut pos) == Step::Stuck {
                    break;
                }
            }
            if before == pos {
                if self.step_by_line(&mut pos, forward) == Step::Stuck {
                    if left > 0 {
                        return false;
                    }
                    break;
                }
                left += 1;
            }
        }
        self.set_pc_mark();
        self.win.cursor = pos;
        true
    }

    /// Back over white space and closing characters to the end of a sentence.
    fn back_to_sentence_end(&self, pos: &mut Pos, forward: bool) {
        let mut dot = false;
        loop {
            let c = self.char_at(*pos);
            if !matches!(c, ' ' | '\t' | '.' | '!' | '?' | ')' | ']' | '"' | '\'') {
                return;
            }
            let mut before = *pos;
            if self.decl(&mut before) == Step::Stuck || (self.buf.line(before.line).is_empty() && forward) {
                return;
            }
            if dot {
                return;
            }
            if matches!(c, '.' | '!' | '?') {
                dot = true;
            }
            if matches!(c, ')' | ']' | '"' | '\'')
                && !matches!(self.char_at(before), '.' | '!' | '?' | ')' | ']' | '"' | '\'')
            {
                return;
            }
            self.decl(pos);
        }
    }

    /// Past a `.`, `!` or `?` at `pos` and closing characters, when a sentence ends there.
    fn after_sentence_end(&self, pos: Pos) -> Option<Pos> {
        let mut after = pos;
        loop {
            if self.inc(&mut after) == Step::Stuck {
                return Some(after);
            }
            match self.char_at(after) {
                ')' | ']' | '"' | '\'' => {}
                ' ' | '\t' | '\0' => return Some(after),
                _ => return None,
            }
        }
    }

    pub(super) fn move_sentences(&mut self, forward: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        op.use_register_one = true;
        self.win.set_curswant = true;
        if !self.find_sentence(forward, count) {
            return Err(Fail::Beep);
        }
        self.adjust_for_end(op);
        self.open_fold_for("block", op);
        Ok(())
    }
}
