//! `f`, `t`, `F`, `T`, and their repetition with `;` and `,`.

use super::{Fail, Moved};
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::chars;
use serde::{Deserialize, Serialize};

/// What `;` repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastFind {
    /// `None`: the empty text, which is everywhere.
    what: Option<char>,
    forward: bool,
    till: bool,
}

impl LastFind {
    /// What `;` repeats after `setcharsearch({'char': ''})`.
    pub(crate) const NOTHING: Self = Self { what: None, forward: true, till: false };
}

impl Editor {
    pub(super) fn move_find(&mut self, forward: bool, till: bool, what: char, count: usize, op: &mut Op) -> Moved {
        let find = LastFind { what: Some(what), forward, till };
        if !self.replaying {
            self.last_find = Some(find);
        }
        self.find_char(find, false, count, op)
    }

    pub(super) fn move_find_again(&mut self, opposite: bool, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Char;
        let Some(mut find) = self.last_find else { return Err(Fail::Beep) };
        find.forward ^= opposite;
        self.find_char(find, count == 1 && find.till, count, op)
    }

    /// `skip`: a match right next to the cursor does not count.
    fn find_char(&mut self, find: LastFind, skip: bool, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Char;
        op.inclusive = find.forward;
        let text = self.line();
        let mut col = self.win.cursor.col;
        let wanted = find.what.map(chars::bytes).unwrap_or_default();
        let mut skip = skip;
        for _ in 0..count {
            loop {
                if find.forward {
                    col += chars::len_at(text, col).max(1);
                    if col >= text.len() {
                        return Err(Fail::Beep);
                    }
                } else {
                    if col == 0 {
                        return Err(Fail::Beep);
                    }
                    col = chars::before(text, col);
                }
                if text[col..].starts_with(&wanted) && !skip {
                    break;
                }
                skip = false;
            }
        }
        if find.till {
            col = if find.forward { chars::before(text, col) } else { col + wanted.len() };
        }
        self.win.cursor.col = col;
        self.win.set_curswant = true;
        self.adjust_for_selection(op);
        self.open_fold_for("hor", op);
        Ok(())
    }
}
