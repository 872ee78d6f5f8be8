//! The text as a whole, for a page that has it in a field of its own.

use super::{Editor, fresh_budget};
use crate::text::Line;

impl Editor {
    /// The lines joined by line breaks, and the cursor's byte in them.
    pub fn joined(&self) -> (String, usize) {
        let before: usize = self.buf.lines.iter().take(self.win.cursor.line - 1).map(|line| line.len() + 1).sum();
        (self.lines().join("\n"), before + self.win.cursor.col)
    }

    /// Puts the cursor at a byte of the joined lines.
    pub fn set_cursor_byte(&mut self, at: usize) {
        let mut left = at;
        let mut line = 1;
        while line < self.buf.count() && left > self.buf.line(line).len() {
            left -= self.buf.line(line).len() + 1;
            line += 1;
        }
        self.set_cursor(line, left + 1);
    }

    /// Puts `text` in place of all lines, as one change that can be undone; lines that stay keep their marks.
    pub fn set_joined(&mut self, text: &str) {
        self.budget = fresh_budget();
        self.sync_undo();
        let new: Vec<Line> = text.split('\n').map(Line::from).collect();
        let (old, least) = (self.buf.count(), self.buf.count().min(new.len()));
        let head = (0..least).take_while(|at| self.buf.line(at + 1) == &new[*at][..]).count();
        let tail = (0..least - head).take_while(|at| self.buf.line(old - at) == &new[new.len() - 1 - at][..]).count();
        let (gone, come) = (old - head - tail, new.len() - head - tail);
        self.save(head, old - tail + 1);
        for (offset, line) in new.into_iter().skip(head).take(come).enumerate() {
            if offset < gone {
                self.set_line(head + 1 + offset, line);
            } else {
                self.append_line(head + offset, line);
            }
        }
        if gone > come {
            self.buf.lines.remove_many(head + come + 1, gone - come);
            self.deleted_lines(head + come + 1, gone - come);
        } else if come > gone {
            self.appended_lines(head + gone, come - gone);
        }
        self.changed(head + 1, 0);
        self.sync_undo();
        self.check_cursor();
    }

    /// What is selected: first byte and one past the last, in the joined lines; in Normal mode, the character under the
    /// cursor.
    pub fn selected_bytes(&self) -> (usize, usize) {
        use crate::text::{Pos, chars};
        let cursor = self.win.cursor;
        let (mut first, mut last) =
            self.visual.map_or((cursor, cursor), |visual| (visual.start.min(cursor), visual.start.max(cursor)));
        if self.visual.is_some_and(|visual| visual.kind == 'V') {
            (first.col, last.col) = (0, self.buf.line(last.line).len());
        }
        let byte =
            |pos: Pos| self.buf.lines.iter().take(pos.line - 1).map(|line| line.len() + 1).sum::<usize>() + pos.col;
        (byte(first), byte(last) + chars::len_at(self.buf.line(last.line), last.col))
    }
}

#[cfg(test)]
mod tests {
    use crate::Editor;

    #[test]
    fn a_text_from_outside_is_a_change() {
        let mut editor = Editor::new(["select 1", "from a", "where b"]);
        editor.feed_notation("jlma");
        editor.set_joined("select 1\n,2\nfrom a\nwhere c");
        assert_eq!(editor.joined().0, "select 1\n,2\nfrom a\nwhere c");
        editor.feed_notation("u");
        assert_eq!(editor.joined().0, "select 1\nfrom a\nwhere b");
        editor.set_joined("x");
        assert_eq!(editor.joined(), ("x".to_owned(), 0));
        editor.feed_notation("u");
        editor.set_cursor_byte(11);
        assert_eq!(editor.cursor(), (2, 3));
        assert_eq!((editor.joined().1, editor.selected_bytes()), (11, (11, 12)));
        editor.feed_notation("Vj");
        assert_eq!(editor.selected_bytes(), (9, 23));
    }
}
