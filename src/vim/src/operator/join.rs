//! `J` and `gJ`.

use crate::editor::Editor;
use crate::text::{Pos, chars};

impl Editor {
    /// Joins `count` lines from the cursor on; with `spaces`, white space between them becomes one blank.
    pub(crate) fn join(&mut self, count: usize, spaces: bool, save: bool, marks: bool) {
        let top = self.win.cursor.line;
        let count = count.min(self.buf.count() + 1 - top);
        if count == 0 {
            return;
        }
        if save {
            self.save(top - 1, top + count);
        }
        let marks = marks && !self.lock_marks;
        if marks {
            self.buf.op_start = Pos::new(top, self.buf.line(top).len());
        }
        let mut out: Vec<u8> = Vec::new();
        let mut col = 0;
        // The last two characters of the line before, as they were.
        let (mut last, mut before_last) = ('\0', '\0');
        let mut moved = Vec::with_capacity(count);
        for index in 0..count {
            if self.spend(1) {
                return;
            }
            let text = self.buf.line(top + index);
            let mut start = 0;
            let mut blanks = 0;
            if spaces && index > 0 {
                start = chars::skip_white(text, 0);
                let first = text.get(start).copied();
                if first.is_some_and(|c| c != b')') && !out.is_empty() && last != '\t' {
                    if last == ' ' {
                        last = before_last;
                    } else {
                        blanks += 1;
                    }
                    if self.options.joinspaces && matches!(last, '.' | '?' | '!') {
                        blanks += 1;
                    }
                }
            }
            col = out.len();
            moved.push((start, out.len() + blanks));
            out.resize(out.len() + blanks, b' ');
            let rest = &text[start..];
            out.extend_from_slice(rest);
            last = '\0';
            before_last = '\0';
            if spaces && !rest.is_empty() {
                let end = chars::last(rest);
                last = chars::at(rest, end);
                if end > 0 {
                    before_last = chars::at(rest, chars::before(rest, end));
                }
            }
        }
        self.move_marks_to_joined(top, &moved);
        if marks {
            self.buf.op_end = Pos::new(top, out.len());
        }
        let first_len = self.buf.line(top).len();
        self.set_line(top, out);
        self.changed(top, first_len);
        self.win.cursor.line = top + 1;
        self.delete_lines(count - 1, false);
        self.win.cursor.line = top;
        self.win.cursor.col = col;
        self.check_cursor_col();
        self.win.set_curswant = true;
    }

    /// Marks in the joined lines follow their text.
    fn move_marks_to_joined(&mut self, top: usize, moved: &[(usize, usize)]) {
        let adjust = |pos: &mut Pos| {
            let Some(index) = pos.line.checked_sub(top).filter(|index| *index > 0 && *index < moved.len()) else {
                return;
            };
            let (start, at) = moved[index];
            *pos = Pos::new(top, if pos.col <= start { at } else { pos.col - start + at });
        };
        self.move_each_mark(adjust);
    }
}
