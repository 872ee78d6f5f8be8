//! Indent in Insert mode: Ctrl-T, Ctrl-D, 'autoindent', 'smartindent', and breaking lines at 'textwidth'.

use crate::editor::Editor;
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
        let col = self.win.cursor.col;
        let old_white = chars::skip_white(self.line(), 0);
        let old_indent = self.indent_of(self.win.cursor.line);
        let column = columns::of(self.line(), col, self.options.tabstop).start;
        let inside = col < old_white;
        match to {
            Some(indent) => {
                self.win.cursor.col = old_white;
                self.set_indent(indent, false);
            }
            None => {
                self.win.cursor.col = old_white;
                self.shift_line(left, true, 1);
            }
        }
        let new_white = chars::skip_white(self.line(), 0);
        if inside {
            let new_indent = self.indent_of(self.win.cursor.line);
            let want = new_indent.saturating_sub(old_indent - column);
            self.win.cursor.col = columns::byte_at(self.line(), want, self.options.tabstop).min(new_white);
        } else {
            self.win.cursor.col = col - old_white + new_white;
        }
        let Pos { line, .. } = self.win.cursor;
        self.changed(line, 0);
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

    /// Breaks the line before the word that passes 'textwidth'; `c` is about to be typed.
    pub(super) fn break_line(&mut self, c: char) {
        let limit = self.options.textwidth;
        loop {
            if self.spend(1) {
                return;
            }
            let Pos { line, col } = self.win.cursor;
            let text = self.buf.shared(line);
            let column = columns::of(&text, col, self.options.tabstop).start;
            if column + crate::text::width::cells(c) <= limit || col == 0 {
                return;
            }
            let Some((keep, next)) = break_at(&text, col, limit, self.options.tabstop) else { return };
            self.save(line, line + 1);
            let mut rest = if self.options.autoindent { self.white(self.indent_of(line)) } else { Vec::new() };
            let shift = rest.len();
            rest.extend_from_slice(chars::slice(&text, next, text.len()));
            self.set_line(line, chars::slice(&text, 0, keep).to_vec());
            self.append_line(line, rest);
            self.adjust_marks(line + 1, crate::text::MAXCOL, 1, 0);
            self.changed(line, keep);
            self.changed(line + 1, 0);
            self.win.cursor = Pos::new(line + 1, col.saturating_sub(next) + shift);
        }
    }
}

/// Where to break a line: the bytes to keep, and where the next line begins.
pub(crate) fn break_at(text: &[u8], cursor: usize, limit: usize, tabstop: usize) -> Option<(usize, usize)> {
    let want = columns::byte_at(text, limit, tabstop);
    let mut found = None;
    let mut at = cursor.min(text.len());
    while at > 0 {
        if text.get(at).is_some_and(|byte| chars::is_white(*byte)) {
            let mut start = at;
            while start > 0 && chars::is_white(text[start - 1]) {
                start -= 1;
            }
            if start == 0 {
                break;
            }
            found = Some((start, chars::skip_white(text, at)));
            if start <= want {
                break;
            }
            at = start;
        }
        at = chars::before(text, at);
    }
    found
}
