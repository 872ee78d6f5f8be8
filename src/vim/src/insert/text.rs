//! Putting characters in, and taking them back.

use super::{Kind, OpenLine};
use crate::editor::Editor;
use crate::key::{CR, Key, ctrl};
use crate::text::{Pos, chars, columns, width};

/// How far Backspace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    Char,
    Word,
    Line,
}

impl Editor {
    fn kind(&self) -> Kind {
        self.insert.as_ref().map_or(Kind::Insert, |insert| insert.kind)
    }

    fn bs_allowed(&self, what: &str) -> bool {
        let option = &self.options.backspace;
        match option.as_str() {
            "2" => true,
            "1" => what != "start",
            _ => option.split(',').any(|part| part == what),
        }
    }

    /// A character; `literal`: it was typed after Ctrl-V.
    pub(super) fn insert_char(&mut self, c: char, literal: bool) {
        self.stop_arrow();
        if !literal && self.options.smartindent {
            self.smart_indent_brace(c);
        }
        self.fill_before(c);
        self.end_comment(c);
        self.auto_indented = false;
        self.put_char(c);
        if let Some(insert) = &mut self.insert {
            insert.inserted_space = c == ' ';
            if literal {
                insert.keys.push(Key(ctrl('V')));
                if c.is_ascii_digit() || matches!(c, 'x' | 'o' | 'u' | 'U' | 'X' | 'O') {
                    insert.keys.extend(Key::raw(&format!("{:03}", c as u32)));
                    return;
                }
            }
            insert.keys.push(Key(c));
        }
    }

    /// Puts a character at the cursor as the mode says: before it, or over what is there.
    pub(crate) fn put_char(&mut self, c: char) {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let mut new = chars::bytes(c);
        let mut old = 0;
        match self.kind() {
            Kind::Insert => {}
            Kind::Replace => old = chars::len_at(&text, col),
            Kind::VirtualReplace => {
                let tabstop = self.options.tabstop;
                let from = columns::of(&text, col, tabstop).start;
                let to = from + if c == '\t' { tabstop - from % tabstop } else { width::cells(c) };
                let mut at = from;
                while col + old < text.len() && at < to {
                    at += columns::width_at(&text, col + old, at, tabstop);
                    if at > to && text[col + old] == b'\t' {
                        break;
                    }
                    old += chars::len_at(&text, col + old).max(1);
                    if at > to {
                        new.resize(new.len() + at - to, b' ');
                    }
                }
            }
        }
        let len = c.len_utf8();
        self.push_replaced(chars::slice(&text, col, col + old));
        self.set_line(line, chars::splice(&text, col, col + old, &new));
        let start = self.run_start(c, col);
        self.changed(line, start);
        self.win.cursor.col += len;
    }

    /// Where the run of characters that `c` belongs to began: those that wait in the queue go in with it.
    fn run_start(&mut self, c: char, col: usize) -> usize {
        let plain = |c: char| (c as u32) >= 0x20 && (c as u32) < 0x7f && c != '0' && c != '^';
        let next = self.replay_next.or_else(|| self.queue.peek(0).map(|queued| queued.key));
        let Some(insert) = &mut self.insert else { return col };
        if insert.kind != Kind::Insert || (c as u32) >= 0x7f {
            insert.run_start = None;
            return col;
        }
        let start = *insert.run_start.get_or_insert(col);
        let goes_on = next.is_some_and(|next| plain(next.0))
            && (plain(c) || insert.run_start != Some(col))
            && col - start.min(col) < 99;
        if !goes_on {
            insert.run_start = None;
        }
        start
    }

    /// Tab: a tab, or blanks as 'expandtab' and 'softtabstop' ask.
    pub(super) fn insert_tab(&mut self) {
        if self.expand_abbreviation('\t') {
            return;
        }
        let in_indent = self.in_indent(0);
        let smart = self.options.smarttab && in_indent;
        if !self.options.expandtab
            && self.options.softtabstop == 0
            && !(smart && self.options.tabstop != self.options.shift())
        {
            self.insert_char('\t', false);
            return;
        }
        self.stop_arrow();
        self.auto_indented = false;
        let step = if smart {
            self.options.shift()
        } else if self.options.softtabstop > 0 {
            self.options.softtabstop
        } else {
            self.options.tabstop
        };
        let column = columns::of(self.line(), self.win.cursor.col, self.options.tabstop).start;
        let blanks = step - column % step;
        self.put_char(' ');
        for _ in 1..blanks {
            if self.kind() == Kind::Replace {
                self.insert_bytes(b" ");
                self.win.cursor.col += 1;
                self.push_replaced(&[]);
            } else {
                self.put_char(' ');
            }
        }
        if !self.options.expandtab {
            self.tabs_for_blanks();
        }
        if let Some(insert) = &mut self.insert {
            insert.inserted_space = false;
            insert.run_start = None;
            insert.keys.push(Key('\t'));
        }
    }

    /// White space before the cursor becomes tabs where it can.
    fn tabs_for_blanks(&mut self) {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let mut start = col;
        while start > 0 && chars::is_white(text[start - 1]) {
            start -= 1;
        }
        if self.kind() == Kind::Replace
            && let Some(insert) = &self.insert
            && insert.start.line == line
        {
            start = start.max(insert.start.col);
        }
        let tabstop = self.options.tabstop;
        let (mut now, want) = (columns::of(&text, start, tabstop).start, columns::of(&text, col, tabstop).start);
        let mut white = Vec::new();
        while now - now % tabstop + tabstop <= want {
            white.push(b'\t');
            now = now - now % tabstop + tabstop;
        }
        white.resize(white.len() + want - now, b' ');
        self.set_line(line, chars::splice(&text, start, col, &white));
        self.win.cursor.col = start + white.len();
        if let Some(insert) = &mut self.insert
            && insert.start.line == line
            && insert.start.col > self.win.cursor.col
        {
            insert.start.col = self.win.cursor.col;
        }
    }

    /// Enter.
    pub(super) fn insert_newline(&mut self) {
        self.stop_arrow();
        if self.kind() == Kind::Replace {
            self.push_replaced(&[]);
        }
        self.note_insert_keys(&[Key(CR)]);
        let second_indent = self.insert.as_mut().map_or(0, |insert| std::mem::take(&mut insert.old_indent));
        let comments = self.has_format('r');
        self.open_line(OpenLine { below: true, inserting: true, comments, second_indent, ..OpenLine::default() });
        if let Some(insert) = &mut self.insert {
            insert.inserted_space = false;
        }
    }

    /// Delete.
    pub(super) fn insert_delete(&mut self) {
        self.stop_arrow();
        if self.char_here() == '\0' {
            let col = self.win.cursor.col;
            if self.bs_allowed("eol") && self.win.cursor.line < self.buf.count() {
                self.join(2, false, true, false);
                self.win.cursor.col = col;
            } else {
                self.bell();
            }
        } else {
            self.delete_chars(1, false);
        }
        self.auto_indented = false;
        self.note_insert_keys(&[Key(crate::key::DEL)]);
    }

    /// Backspace, Ctrl-W and Ctrl-U.
    pub(super) fn backspace(&mut self, c: char, how: Back) {
        let cursor = self.win.cursor;
        let Some(insert) = &self.insert else { return };
        let arrow = insert.arrow_used;
        let origin = insert.origin;
        let at_origin = cursor.line == origin.line && cursor.col <= origin.col;
        if self.buf.is_empty()
            || (cursor.line == 1 && cursor.col == 0)
            || (!self.bs_allowed("start") && (arrow || at_origin))
            || (!self.bs_allowed("indent") && !arrow && self.auto_indent_col > 0 && cursor.col <= self.auto_indent_col)
            || (!self.bs_allowed("eol") && cursor.col == 0)
        {
            self.bell();
            return;
        }
        self.stop_arrow();
        let in_indent = self.in_indent(0);
        if cursor.col == 0 {
            self.backspace_line_break();
            self.auto_indented = false;
        } else {
            self.backspace_chars(how, in_indent);
        }
        if self.win.cursor.col <= 1 {
            self.auto_indented = false;
        }
        let now = self.win.cursor;
        if let Some(insert) = &mut self.insert {
            insert.keys.push(Key(c));
            if now.line == insert.origin.line && now.col < insert.origin.col {
                insert.origin.col = now.col;
            }
            if how == Back::Line {
                insert.inserted_space = false;
            }
        }
    }

    fn backspace_line_break(&mut self) {
        let line = self.win.cursor.line;
        let Some(insert) = &mut self.insert else { return };
        let start_line = insert.start.line;
        if line == start_line {
            self.save(line.saturating_sub(2), line + 1);
            let len = self.buf.line(line - 1).len();
            if let Some(insert) = &mut self.insert {
                insert.start = Pos::new(line - 1, len);
            }
        }
        let kind = self.kind();
        let replaced = self.insert.as_mut().filter(|_| kind != Kind::Insert).and_then(|insert| insert.replaced.pop());
        if kind != Kind::Insert && line <= start_line {
            self.dec_cursor();
            return;
        }
        let lines = self.insert.as_ref().map_or(0, |insert| insert.lines);
        if kind != Kind::VirtualReplace || line > lines {
            let at_end = self.char_here() == '\0';
            self.win.cursor.line -= 1;
            self.join(2, false, false, false);
            if at_end && self.char_here() != '\0' {
                self.inc_cursor();
            }
        } else {
            self.dec_cursor();
        }
        if kind != Kind::Insert {
            // First what was deleted after the cursor, then what the line break replaced.
            let beneath = self.insert.as_mut().filter(|_| replaced.is_some()).and_then(|insert| insert.replaced.pop());
            for old in [replaced, beneath].into_iter().flatten().filter(|old| !old.is_empty()) {
                self.insert_bytes(&old);
            }
        }
    }

    fn backspace_chars(&mut self, how: Back, in_indent: bool) {
        let mut least = 0;
        if how == Back::Line && self.options.autoindent {
            let indent = chars::skip_white(self.line(), 0);
            if indent < self.win.cursor.col {
                least = indent;
            }
        }
        let step = if self.options.smarttab && in_indent { self.options.shift() } else { self.options.softtabstop };
        let col = self.win.cursor.col;
        let before = self.line()[col - 1];
        let spaced = self.insert.as_ref().is_some_and(|insert| insert.inserted_space && !insert.arrow_used);
        if how == Back::Char
            && step > 0
            && ((self.options.smarttab && in_indent) || before == b'\t' || (before == b' ' && !spaced))
        {
            self.backspace_to_stop(step);
            return;
        }
        let mut how = how;
        let mut seen: Option<bool> = None;
        let mut class = width::class(self.char_here());
        loop {
            self.dec_cursor();
            let c = self.char_here();
            let previous = class;
            class = if c == '\0' { 0 } else { width::class(c) };
            if how == Back::Word {
                let space = matches!(c, ' ' | '\t' | '\0' | '\u{b}' | '\u{c}');
                match seen {
                    None if !space => seen = Some(width::is_word(c)),
                    Some(word) if space || width::is_word(c) != word || previous != class => {
                        self.inc_cursor();
                        break;
                    }
                    _ => {}
                }
            }
            if self.kind() == Kind::Insert {
                self.delete_chars(1, false);
            } else {
                self.restore_replaced();
            }
            if how == Back::Char || self.spend(1) {
                break;
            }
            how = if how == Back::Char { Back::Word } else { how };
            let at = self.win.cursor;
            let Some(insert) = &self.insert else { break };
            if at.col <= least {
                break;
            }
            if at == insert.origin && !self.options.backspace.contains("nostop") {
                break;
            }
        }
    }

    fn backspace_to_stop(&mut self, step: usize) {
        let tabstop = self.options.tabstop;
        let column = |editor: &Self| columns::of(editor.line(), editor.win.cursor.col, tabstop).start;
        let start = column(self);
        let mut previous = self.win.cursor;
        self.dec(&mut previous);
        let want = columns::of(self.line(), previous.col, tabstop).end / step * step;
        let mut now = start;
        let back = |editor: &mut Self| {
            editor.dec_cursor();
            if editor.kind() == Kind::Insert {
                editor.delete_chars(1, false);
            } else {
                editor.restore_replaced();
            }
        };
        while now > want && self.win.cursor.col > 0 && chars::is_white(self.line()[self.win.cursor.col - 1]) {
            back(self);
            now = column(self);
        }
        while now < want {
            self.insert_bytes(b" ");
            self.win.cursor.col += 1;
            now = column(self);
        }
        if now >= start {
            back(self);
        }
        if let Some(insert) = &mut self.insert {
            insert.inserted_space = false;
        }
    }

    /// In Replace mode: what was under the character at the cursor comes back.
    pub(super) fn restore_replaced(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        let virtual_replace = insert.kind == Kind::VirtualReplace;
        let Some(old) = insert.replaced.pop() else { return };
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let mut len = chars::len_at(&text, col);
        if virtual_replace && !old.is_empty() {
            let tabstop = self.options.tabstop;
            let from = columns::of(&text, col, tabstop).start;
            let mut now = columns::width_at(&text, col, from, tabstop);
            let mut cells = 0;
            let mut at = 0;
            while at < old.len() {
                cells += columns::width_at(&old, at, from + cells, tabstop);
                at += chars::len_at(&old, at).max(1);
            }
            // Blanks that kept the text aligned go.
            while now < cells && text.get(col + len) == Some(&b' ') {
                len += 1;
                now += 1;
            }
        }
        self.set_line(line, chars::splice(&text, col, col + len, &old));
        self.changed(line, col);
    }

    /// The two characters typed last are taken back together.
    pub(super) fn join_replaced(&mut self) {
        if let Some(insert) = &mut self.insert
            && let Some(top) = insert.replaced.pop()
            && let Some(below) = insert.replaced.last_mut()
        {
            below.extend(top);
        }
    }

    /// Takes back what is between byte `col` and the cursor.
    pub(crate) fn backspace_to(&mut self, col: usize) {
        while self.win.cursor.col > col && !self.spend(1) {
            let before = chars::before(self.line(), self.win.cursor.col);
            self.win.cursor.col = before;
            if self.kind() != Kind::Insert {
                self.restore_replaced();
            } else if before < col || !self.delete_chars(1, false) {
                break;
            }
        }
    }

    /// The character that ends a comment was typed right after its leader: the leader becomes the comment's end.
    fn end_comment(&mut self, c: char) {
        if self.comment_end.take() != Some(c) || !self.auto_indented {
            return;
        }
        let Pos { line, col } = self.win.cursor;
        let Some((middle, end)) = crate::format::leader::middle_and_end(&self.options.comments, self.buf.line(line))
        else {
            return;
        };
        let text = self.buf.line(line);
        let mut at = col;
        while at > 0 && chars::is_white(text[at - 1]) {
            at -= 1;
        }
        let Some(start) = at.checked_sub(middle) else { return };
        let mut chars: Vec<char> = end.chars().collect();
        if chars.pop() == Some(c) {
            self.backspace_to(start);
            for c in chars {
                self.put_char(c);
            }
        }
    }
}
