//! `p`, `P` and their kin.

use crate::editor::{Editor, Visual};
use crate::key::ctrl;
use crate::register::{Register, RegisterKind};
use crate::text::{Line, MAXCOL, Pos, chars, columns};

/// How a put differs from plain `p`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Put {
    /// `gp`: the cursor goes after the text.
    pub(crate) cursor_after: bool,
    /// `:put`: the cursor goes to the last line.
    pub(crate) cursor_last_line: bool,
    /// `]p`: with the indent of the current line.
    pub(crate) indent: bool,
    /// `zp`: a rectangle without trailing blanks.
    pub(crate) bare: bool,
    /// As whole lines, whatever the register holds.
    pub(crate) as_lines: bool,
    /// Lines replace part of a line: it is split.
    pub(crate) split: bool,
    /// Lines replace a rectangle: they go below it.
    pub(crate) below_block: bool,
}

impl Editor {
    /// The text of a register to be put; special registers included.
    fn text_to_put(&mut self, name: Option<char>) -> Option<Register> {
        if name == Some('_') {
            return Some(Register { kind: RegisterKind::Char, lines: vec![Line::from("")] });
        }
        let special = match name {
            Some(':') => Some(self.last_command_line.clone()),
            Some('/') => Some(self.search.pattern.clone()),
            Some('%') => Some(self.buf.name.clone()),
            Some('#') => Some(self.alternate_name()),
            Some('=') => Some(self.expression_result.clone()),
            _ => None,
        };
        if let Some(text) = special {
            let text = text.filter(|text| !text.is_empty());
            if text.is_none() {
                self.error("E353");
            }
            return text.map(|text| Register { kind: RegisterKind::Char, lines: vec![Line::from(text.as_str())] });
        }
        let found = self.registers.read(name).cloned();
        if found.is_none() {
            self.error_with("E353", &[("register", name.unwrap_or('"').to_string())]);
        }
        found
    }

    /// `p` and `P` as commands: in Visual mode they replace the area.
    pub(crate) fn put_command(
        &mut self,
        register: Option<char>,
        before: bool,
        count: usize,
        how: Put,
        command: &crate::command::Command,
    ) {
        if self.visual.is_some() {
            self.put_over_visual(register, before, count, how, command);
            return;
        }
        self.prepare_redo(command);
        self.put_text(register, before, count, how);
    }

    fn put_over_visual(
        &mut self,
        register: Option<char>,
        before: bool,
        count: usize,
        how: Put,
        command: &crate::command::Command,
    ) {
        let kind = self.visual.map_or('v', |visual| visual.kind);
        let saved = match register {
            None => Some(self.registers.read(None).cloned()),
            Some(name) if name == '"' || name == '-' || name.is_ascii_digit() => {
                Some(self.registers.read(Some(name)).cloned())
            }
            _ => None,
        };
        let previous = self.registers.last;
        let mut deletion = command.clone();
        deletion.operator = Some(crate::command::Operator::Delete);
        deletion.target = crate::command::Target::Selection;
        deletion.count = None;
        let keeps = before && !how.cursor_after && !how.indent && !how.bare;
        deletion.register = if keeps { Some('_') } else { None };
        let mut op = crate::operator::Op::new(deletion.operator, deletion.register, self.win.cursor);
        op.visual = true;
        self.operate(op, &deletion);
        let empty = self.buf.no_lines;
        let slot = match register {
            None | Some('"') => previous.unwrap_or('0'),
            Some(name) => name,
        };
        let deleted = saved.is_some().then(|| self.registers.get(slot).cloned());
        let last_after = self.registers.last;
        if let Some(saved) = &saved {
            self.registers.last = previous;
            match saved {
                Some(text) => self.registers.put(slot, text.clone()),
                None => self.registers.remove(slot),
            }
        }
        let mut how = how;
        match kind {
            'V' => how.as_lines = true,
            'v' => how.split = true,
            _ => {}
        }
        if kind == ctrl('V') && !before {
            how.below_block = true;
        }
        let after = if kind == 'V' {
            self.win.cursor.line < self.buf.op_start.line
        } else {
            self.win.cursor.col < self.buf.op_start.col
        };
        self.visual = Some(Visual { kind, start: self.win.cursor });
        self.put_text(register, !after, count, how);
        self.visual = None;
        if let Some(deleted) = deleted {
            match deleted {
                Some(text) => self.registers.put(slot, text),
                None => self.registers.remove(slot),
            }
            self.registers.last = last_after;
        }
        self.buf.visual.start = self.buf.op_start;
        self.buf.visual.end = self.buf.op_end;
        if empty && self.buf.line(self.buf.count()).is_empty() && self.buf.count() > 1 {
            let last = self.buf.count();
            self.buf.lines.remove(last);
            self.deleted_lines(last, 1);
            if self.win.cursor.line > self.buf.count() {
                self.win.cursor.line = self.buf.count();
                self.advance_to_column(MAXCOL);
            }
        }
        self.check_cursor_col();
    }

    /// Puts a register's text before or after the cursor.
    pub(crate) fn put_text(&mut self, name: Option<char>, before: bool, count: usize, how: Put) {
        if name == Some('.') {
            self.put_last_insert(before, count, how.cursor_after);
            return;
        }
        let indent = self.indent_of(self.win.cursor.line);
        self.buf.op_start = self.win.cursor;
        self.buf.op_end = self.win.cursor;
        if !matches!(name, Some(':' | '/' | '%' | '#' | '=')) {
            // vim opens an undo step even when the register turns out to be empty.
            let here = self.win.cursor.line;
            self.save(here, here + 1);
        }
        let Some(mut register) = self.text_to_put(name) else { return };
        let size: usize = register.lines.iter().map(|line| line.len() + 1).sum();
        if self.spend((size as u64).saturating_mul(count as u64) / 16) || size.saturating_mul(count) > 1 << 26 {
            self.error("E1240");
            return;
        }
        let lines = self.buf.count();
        let mut before = before;
        let mut extra = 0;
        if register.kind == RegisterKind::Line {
            if how.split {
                self.split_line(before);
                extra = 1;
                before = false;
            }
            if how.below_block {
                self.win.cursor = self.buf.visual.end;
                self.check_cursor_line();
                before = false;
            }
            self.buf.op_start = self.win.cursor;
            self.buf.op_end = self.win.cursor;
        }
        if how.as_lines {
            register.kind = RegisterKind::Line;
        }
        match register.kind {
            RegisterKind::Block(width) => self.put_block(&register, width, before, count, how),
            RegisterKind::Line => self.put_lines(&register, before, count, how, indent, extra),
            RegisterKind::Char => {
                self.save_cursor_line();
                if register.lines.len() == 1 {
                    self.put_in_line(&register.lines[0], before, count, how);
                } else {
                    self.put_across_lines(&register, before, count, how);
                }
            }
        }
        self.tell_lines(lines);
        self.win.set_curswant = true;
        let len = self.line().len();
        self.win.cursor.col = self.win.cursor.col.min(len);
        if !self.may_stand_after_end() {
            // The caller's mode decides about the end of the line.
            self.adjust_cursor();
        }
    }

    /// Cuts the cursor's line in two.
    fn split_line(&mut self, before: bool) {
        let Pos { line, col } = self.win.cursor;
        self.save_cursor_line();
        let text = self.buf.shared(line);
        let at = if before { col } else { col + chars::len_at(&text, col) };
        self.append_line(line, chars::slice(&text, at, text.len()));
        self.set_line(line, chars::slice(&text, 0, at));
    }

    fn put_block(&mut self, register: &Register, width: usize, before: bool, count: usize, how: Put) {
        let size = register.lines.len();
        let Pos { line: first, .. } = self.win.cursor;
        let last = (first + size + 1).min(self.buf.count() + 1);
        self.save(first - 1, last);
        let here = self.char_here();
        let cells = self.cells_at(self.win.cursor);
        let column = if !before && here != '\0' {
            self.win.cursor.col += chars::len_at(self.line(), self.win.cursor.col);
            cells.end + 1
        } else {
            cells.start
        };
        let tabstop = self.options.tabstop;
        let (mut end_col, mut total) = (0, 0);
        for (index, piece) in register.lines.iter().enumerate() {
            let line = first + index;
            if line > self.buf.count() {
                self.append_line(line - 1, Line::default());
            }
            let text = self.buf.shared(line);
            let (mut at, mut now, mut cell) = (0, 0, 0);
            while now < column && at < text.len() {
                cell = columns::width_at(&text, at, now, tabstop);
                now += cell;
                at += chars::len_at(&text, at).max(1);
            }
            let short = now < column || (now == column && at == text.len());
            let (mut start_spaces, mut end_spaces, mut cut) = (0, 0, 0);
            if now < column {
                start_spaces = column - now;
            } else if now > column {
                end_spaces = now - column;
                start_spaces = cell - end_spaces;
                at = chars::before(&text, at);
                cut = 1;
                if text.get(at) != Some(&b'\t') {
                    cut = 0;
                    end_spaces = 0;
                }
            }
            let mut spaces = 0;
            if !how.bare {
                spaces = (width + 1).saturating_sub(columns::total(piece, tabstop));
            }
            let mut new = text[..at].to_vec();
            new.resize(new.len() + start_spaces, b' ');
            let from = new.len();
            for turn in 0..count {
                new.extend_from_slice(piece);
                if (turn + 1 < count || !short) && spaces > 0 {
                    new.resize(new.len() + spaces, b' ');
                }
            }
            new.resize(new.len() + end_spaces, b' ');
            total = new.len() - from + start_spaces;
            end_col = at;
            new.extend_from_slice(chars::slice(&text, at + cut, text.len()));
            self.set_line(line, new);
            if index == 0 {
                self.win.cursor.col += start_spaces;
            }
        }
        self.changed(first, 0);
        self.buf.op_start = Pos::new(first, self.win.cursor.col);
        let last = first + size - 1;
        self.buf.op_end = Pos::new(last, (end_col + total).saturating_sub(1));
        if how.cursor_after {
            self.win.cursor = self.buf.op_end;
            self.win.cursor.col = (self.win.cursor.col + 1).min(self.line().len());
        } else {
            self.win.cursor.line = first;
        }
    }

    fn put_lines(&mut self, register: &Register, before: bool, count: usize, how: Put, indent: usize, extra: usize) {
        let mut line = self.win.cursor.line;
        if let Some((first, last)) = self.win.folds.closed_at(line) {
            line = if before { first } else { last };
        }
        if !before {
            line += 1;
        }
        if self.buf.is_empty() {
            self.save(0, 2);
        } else {
            self.save(line - 1, line);
        }
        self.win.cursor.line = if before { line } else { line - 1 };
        self.buf.op_start = self.win.cursor;
        let first_new = line;
        let mut at = line - 1;
        let mut shift: Option<isize> = None;
        let mut last_len = 0;
        for _ in 0..count {
            for text in &register.lines {
                if self.spend(1) {
                    return;
                }
                self.append_line(at, text.clone());
                at += 1;
                last_len = text.len();
                if how.indent && !text.is_empty() {
                    let cursor = self.win.cursor;
                    self.win.cursor = Pos::new(at, 0);
                    let now = self.indent_of(at) as isize;
                    let by = *shift.get_or_insert(indent as isize - now);
                    self.set_indent((now + by).max(0) as usize, false);
                    last_len = self.line().len();
                    self.win.cursor = cursor;
                }
            }
        }
        let added = at + 1 - first_new;
        self.buf.op_start.col = 0;
        if !before {
            self.buf.op_start.line += 1;
        }
        let start = self.buf.op_start.line;
        self.adjust_marks(start, MAXCOL, (added + extra) as isize, 0);
        self.changed(start, 0);
        let one = first_new + register.lines.len() - 1;
        self.buf.op_end = Pos::new(one, last_len.saturating_sub(1));
        if how.cursor_last_line {
            self.win.cursor.line = at;
            self.begin_line_fix();
        } else if how.cursor_after {
            self.win.cursor = Pos::new((at + 1).min(self.buf.count()), 0);
            if at >= self.buf.count() {
                self.win.cursor.line = self.buf.count();
            }
        } else {
            self.win.cursor.col = 0;
            if !before {
                self.win.cursor.line += 1;
            }
            self.begin_line_fix();
        }
    }

    fn put_in_line(&mut self, piece: &Line, before: bool, count: usize, how: Put) {
        let mut col = self.win.cursor.col;
        if !before && self.char_here() != '\0' {
            let len = chars::len_at(self.line(), col);
            col += len;
            if !piece.is_empty() {
                self.win.cursor.col += len;
                self.buf.op_end.col += len;
            }
        }
        self.buf.op_start = self.win.cursor;
        let first = self.win.cursor.line;
        let mut last = first;
        let column = columns::of(self.buf.line(first), col, self.options.tabstop).start;
        if self.visual.is_some() {
            last = self.buf.visual.end.line.max(self.buf.visual.start.line).clamp(first, self.buf.count());
        }
        let total = piece.len() * count;
        let text: Vec<u8> = piece.iter().copied().cycle().take(total).collect();
        if total > 0 {
            for line in first..=last {
                if self.spend(1) {
                    return;
                }
                let old = self.buf.shared(line);
                if line > first {
                    let width = columns::total(&old, self.options.tabstop);
                    if width < column {
                        continue;
                    }
                    col = columns::byte_at(&old, column, self.options.tabstop);
                }
                if self.visual.is_some() && col > old.len() {
                    continue;
                }
                self.set_line(line, chars::splice(&old, col, col, &text));
                self.changed(line, col);
                if line == first {
                    self.win.cursor.col += total - 1;
                }
            }
        }
        self.buf.op_end = self.win.cursor;
        let head = chars::head(self.line(), self.win.cursor.col);
        self.buf.op_end.col = head;
        if total > 0 && (self.restart_edit.is_some() || how.cursor_after) {
            self.win.cursor.col += 1;
        } else {
            self.win.cursor.col = head;
        }
    }

    fn put_across_lines(&mut self, register: &Register, before: bool, count: usize, how: Put) {
        let mut col = self.win.cursor.col;
        if !before && self.char_here() != '\0' {
            let len = chars::len_at(self.line(), col);
            col += len;
            self.win.cursor.col += len;
        }
        let start = self.win.cursor;
        self.buf.op_start = start;
        let size = register.lines.len();
        let (first, last) = (&register.lines[0], &register.lines[size - 1]);
        let line = start.line;
        for _ in 0..count {
            if self.spend(size as u64) {
                return;
            }
            let text = self.buf.shared(line);
            let mut end = last.to_vec();
            end.extend_from_slice(chars::slice(&text, col, text.len()));
            self.append_line(line, end);
            let mut begin = chars::slice(&text, 0, col).to_vec();
            begin.extend_from_slice(first);
            self.set_line(line, begin);
            for (offset, middle) in register.lines[1..size - 1].iter().enumerate() {
                self.append_line(line + offset, middle.clone());
            }
        }
        let added = (size - 1) * count;
        self.adjust_marks(start.line + 1, MAXCOL, added as isize, 0);
        self.changed(line, col);
        let new_line = start.line + size - 1;
        self.buf.op_end = Pos::new(new_line, chars::last(last));
        if how.cursor_last_line {
            self.win.cursor.line = start.line + added;
            self.begin_line_fix();
        } else if how.cursor_after {
            self.win.cursor = Pos::new(start.line + added, last.len());
            self.buf.op_end = self.win.cursor;
            self.buf.op_end.col = last.len().saturating_sub(1);
        } else {
            self.win.cursor = start;
        }
    }

    /// `".p`: types the last inserted text again.
    fn put_last_insert(&mut self, before: bool, count: usize, cursor_after: bool) {
        let Some(text) = &self.last_insert else {
            self.error("E29");
            return;
        };
        let keys: Vec<crate::Key> = text.iter().copied().map(crate::Key).collect();
        let mut all = vec![crate::Key(if before { 'i' } else { 'a' })];
        for _ in 0..count.min(10_000) {
            all.extend_from_slice(&keys);
        }
        all.push(crate::Key(crate::key::ESC));
        if cursor_after {
            all.push(crate::Key('l'));
        }
        self.run_keys(&all);
    }
}
