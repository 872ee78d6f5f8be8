//! Paragraphs `{ }` and sections `[[ ]]`.

use super::{Fail, Moved};
use crate::editor::Editor;
use crate::operator::Op;
use crate::text::chars;

/// Two-letter nroff macros that start a section ('sections') or a paragraph ('paragraphs').
const SECTIONS: &[u8] = b"SHNHH HUnhsh";
const PARAGRAPHS: &[u8] = b"IPLPPPQPP TPHPLIPpLpItpplpipbp";

/// Does the text after a dot name one of the macros?
fn is_macro(names: &[u8], text: &[u8]) -> bool {
    let at = |index: usize| text.get(index).copied().unwrap_or(0);
    names.chunks(2).any(|name| {
        let second = name.get(1).copied().unwrap_or(0);
        (name[0] == at(0) || (name[0] == b' ' && (at(0) == 0 || at(0) == b' ')))
            && (second == at(1) || ((second == 0 || second == b' ') && (at(0) == 0 || at(1) == 0 || at(1) == b' ')))
    })
}

impl Editor {
    /// Does line `number` start a paragraph or, with `what` a brace, a section?
    pub(crate) fn starts_paragraph(&self, number: usize, what: u8, both: bool) -> bool {
        let text = self.buf.line(number);
        let first = text.first().copied().unwrap_or(0);
        if first == what || first == 0x0c || (both && first == b'}') {
            return true;
        }
        first == b'.' && (is_macro(SECTIONS, &text[1..]) || (what == 0 && is_macro(PARAGRAPHS, &text[1..])))
    }

    /// Moves by paragraphs or sections; `Some(inclusive)` when it could.
    pub(crate) fn find_paragraph(&mut self, forward: bool, count: usize, what: u8, both: bool) -> Option<bool> {
        let all = self.buf.count();
        let mut line = self.win.cursor.line;
        let mut left = count;
        while left > 0 {
            left -= 1;
            let mut skipped = false;
            let mut first = true;
            loop {
                if self.spend(1) {
                    return None;
                }
                if !self.buf.line(line).is_empty() {
                    skipped = true;
                }
                let mut folded = false;
                if first && let Some((top, bottom)) = self.win.folds.closed_at(line) {
                    line = if forward { bottom + 1 } else { top.wrapping_sub(1) };
                    folded = true;
                }
                if !first && skipped && self.starts_paragraph(line, what, both) {
                    break;
                }
                if folded {
                    line = if forward { line - 1 } else { line + 1 };
                }
                if (forward && line >= all) || (!forward && line <= 1) {
                    if left > 0 {
                        return None;
                    }
                    break;
                }
                line = if forward { line + 1 } else { line - 1 };
                first = false;
            }
        }
        self.set_pc_mark();
        if both && self.buf.line(line).first() == Some(&b'}') {
            line += 1;
        }
        self.win.cursor.line = line;
        let mut inclusive = false;
        self.win.cursor.col = 0;
        if line == all && what != b'}' {
            let text = self.buf.line(line);
            if !text.is_empty() {
                self.win.cursor.col = chars::last(text);
                inclusive = true;
            }
        }
        Some(inclusive)
    }

    pub(super) fn move_paragraphs(&mut self, forward: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        op.use_register_one = true;
        self.win.set_curswant = true;
        match self.find_paragraph(forward, count, 0, false) {
            None => Err(Fail::Beep),
            Some(inclusive) => {
                op.inclusive |= inclusive;
                self.open_fold_for("block", op);
                Ok(())
            }
        }
    }

    pub(super) fn move_sections(&mut self, forward: bool, end: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        let what = if end { b'}' } else { b'{' };
        self.win.set_curswant = true;
        let both = op.operator.is_some() && forward && what == b'{';
        match self.find_paragraph(forward, count, what, both) {
            None => Err(Fail::Beep),
            Some(inclusive) => {
                op.inclusive |= inclusive;
                if op.operator.is_none() {
                    self.begin_line_fix();
                }
                self.open_fold_for("block", op);
                Ok(())
            }
        }
    }
}
