//! Indent in Insert mode: Ctrl-T, Ctrl-D, 'autoindent', 'smartindent', and breaking lines at 'textwidth'.

use crate::editor::{Editor, Mode};
use crate::key::Key;
use crate::text::{Pos, chars, columns};

impl Editor {
    /// Ctrl-D and Ctrl-T.
    pub(super) fn insert_shift(&mut self, left: bool) {
        self.stop_arrow();
        let last = self.insert.as_ref().map_or('\0', |insert| insert.last);
        self.note_insert_keys(&[Key(if left { '\x04' } else { '\x14' })]);
        if left && matches!(last, '0' | '^') && self.win.cursor.col > 0 {
            self.win.cursor.col -= 1;
            self.delete_chars(1, false);
            if let Some(old) = self.insert.as_mut().and_then(|insert| insert.replaced.pop()) {
                self.insert_bytes(&old);
            }
            let indent = self.indent_of(self.win.cursor.line);
            if last == '^'
                && let Some(insert) = &mut self.insert
            {
                insert.old_indent = indent;
            }
            self.change_indent(Some(0), false);
        } else {
            self.change_indent(None, left);
        }
        if self.auto_indented && !chars::is_blank(self.line()) {
            self.auto_indented = false;
        }
    }

    /// Sets the indent, or shifts it by one step; the cursor stays on its character.
    fn change_indent(&mut self, to: Option<usize>, left: bool) {
        let Pos { line, col } = self.win.cursor;
        let before = self.buf.shared(line);
        let old_white = chars::skip_white(&before, 0);
        let old_indent = self.indent_of(line);
        let column = columns::of(&before, col, self.options.tabstop).start;
        let inside = col < old_white;
        self.win.cursor.col = old_white;
        match to {
            Some(indent) => {
                self.set_indent(indent, false);
            }
            None => self.shift_line(left, true, 1),
        }
        let new_white = chars::skip_white(self.line(), 0);
        if inside {
            let new_indent = self.indent_of(line);
            let want = new_indent.saturating_sub(old_indent - column);
            self.win.cursor.col = columns::byte_at(self.line(), want, self.options.tabstop).min(new_white);
        } else {
            self.win.cursor.col = col - old_white + new_white;
        }
        if self.line() != &before[..] {
            self.changed(line, 0);
        }
        let shift = old_white as isize - new_white as isize;
        if let Some(insert) = &mut self.insert
            && insert.start.line == line
        {
            let start = insert.start.col;
            // When the cursor is in the indent or touches it, all that is before it counts as typed.
            insert.start.col = if start == 0 || col <= old_white { 0 } else { start.saturating_add_signed(-shift) };
            if insert.start.col < insert.origin.col {
                insert.origin.col = insert.start.col;
            }
        }
        self.auto_indent_col = if col <= old_white { 0 } else { self.auto_indent_col.saturating_add_signed(-shift) };
        match self.mode {
            // What is replaced has to be known for each character before the cursor.
            Mode::Replace if col <= old_white => {
                let now = self.win.cursor.col;
                for _ in now..col {
                    self.join_replaced();
                }
                for _ in col..now {
                    self.push_replaced(&[]);
                }
            }
            // The line is typed anew up to the cursor, over what is there.
            Mode::VirtualReplace => {
                let typed = self.line()[..self.win.cursor.col].to_vec();
                self.set_line(line, &before[..]);
                self.win.cursor.col = col;
                self.backspace_to(0);
                for c in String::from_utf8_lossy(&typed).chars() {
                    self.put_char(c);
                }
            }
            _ => {}
        }
    }

    /// An indent that 'autoindent' made and nothing followed is removed.
    pub(super) fn remove_auto_indent(&mut self, end: Pos) {
        let cursor = self.win.cursor;
        self.win.cursor = end;
        self.check_cursor_col();
        loop {
            let text = self.line();
            let col = self.win.cursor.col;
            if col >= text.len() && col > 0 {
                self.win.cursor.col = col - 1;
            }
            let here = self.char_here();
            if !matches!(here, ' ' | '\t') {
                if cursor.line == self.win.cursor.line && here != '\0' {
                    let mut next = self.win.cursor;
                    next.col += 1;
                    if self.char_at(next) == '\0' {
                        self.win.cursor.col += 1;
                    }
                }
                break;
            }
            if !self.delete_chars(1, true) || self.spend(1) {
                break;
            }
        }
        if self.win.cursor.line != cursor.line {
            self.win.cursor = cursor;
        }
    }

    /// The indent of a new line with 'smartindent'.
    pub(super) fn smart_indent(&mut self, below: bool, head: &[u8], rest: &[u8], indent: usize) -> usize {
        let trimmed = head.iter().rposition(|byte| !chars::is_white(*byte)).map(|at| head[at]);
        if !below {
            return indent;
        }
        let opens = rest.get(chars::skip_white(rest, 0)) == Some(&b'{');
        let first = head.get(chars::skip_white(head, 0)).copied();
        if first == Some(b'#') {
            return indent;
        }
        let word_end = head[chars::skip_white(head, 0)..]
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
            .map_or(head.len(), |at| at + chars::skip_white(head, 0));
        let word = &head[chars::skip_white(head, 0).min(word_end)..word_end];
        let keyword = matches!(word, b"if" | b"else" | b"while" | b"do" | b"for" | b"switch");
        if !opens && (trimmed == Some(b'{') || (keyword && !matches!(trimmed, Some(b';' | b'}')))) {
            let step = self.options.shift();
            return indent / step * step + step;
        }
        indent
    }

    /// `}` as the first character of a line goes to the indent of its `{`.
    pub(super) fn smart_indent_brace(&mut self, c: char) {
        let Pos { line, col } = self.win.cursor;
        if c == '#' && self.auto_indented && chars::skip_white(self.line(), 0) >= col {
            self.set_indent(0, false);
            return;
        }
        if c != '}' || chars::skip_white(self.line(), 0) < col {
            return;
        }
        if let Some(pos) = self.find_unmatched('{', crate::motion::Way::Backward) {
            let indent = self.indent_of(pos.line);
            if pos.line != line {
                self.set_indent(indent, false);
            }
        }
    }
}
