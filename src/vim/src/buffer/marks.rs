//! Marks, the jump list and the change list (`:help mark-motions`).

use crate::editor::Editor;
use crate::text::{MAXCOL, Pos};
use serde::{Deserialize, Serialize};

/// A place that knows its buffer: `'A` to `'Z`, `'0` to `'9`, and entries of the jump list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileMark {
    pub(crate) pos: Pos,
    /// 0 when it is not set.
    pub(crate) buffer: usize,
}

/// Entries kept in the jump list and in the change list.
const LIST: usize = 100;

/// Moves a line number that lies in `first..=last` by `amount` (deletes it when that is MAXCOL), one beyond by `after`.
fn adjust(line: &mut usize, first: usize, last: usize, amount: isize, after: isize, keep: bool) {
    if *line == 0 {
        return;
    }
    if *line >= first && *line <= last {
        if amount == MAXCOL as isize {
            *line = if keep { first } else { 0 };
        } else {
            *line = line.saturating_add_signed(amount);
        }
    } else if after != 0 && *line > last {
        *line = line.saturating_add_signed(after);
    }
}

impl Editor {
    /// The context mark `''` becomes the cursor; the jump list grows.
    pub(crate) fn set_pc_mark(&mut self) {
        if self.global_busy || self.keep_jumps {
            return;
        }
        let id = self.buf.id;
        let win = &mut self.win;
        win.prev_pc_mark = win.pc_mark;
        win.pc_mark = win.cursor;
        win.jumps.push(FileMark { pos: win.cursor, buffer: id });
        if win.jumps.len() > LIST {
            win.jumps.remove(0);
        }
        win.jump_index = win.jumps.len();
    }

    /// To be called after a jump: forgets the context mark when the cursor did not move.
    pub(crate) fn check_pc_mark(&mut self) {
        let win = &mut self.win;
        if win.prev_pc_mark.line != 0 && (win.pc_mark == win.cursor || win.pc_mark.line == 0) {
            win.pc_mark = win.prev_pc_mark;
        }
        win.prev_pc_mark.line = 0;
    }

    /// The place `count` entries further in the jump list.
    pub(crate) fn jump(&mut self, count: isize) -> Option<FileMark> {
        self.clean_jumps();
        let win = &self.win;
        if win.jumps.is_empty() {
            return None;
        }
        let goal = win.jump_index as isize + count;
        if goal < 0 || goal >= win.jumps.len() as isize {
            return None;
        }
        if win.jump_index == win.jumps.len() {
            self.set_pc_mark();
            self.win.jump_index = self.win.jump_index.saturating_sub(1);
            if (self.win.jump_index as isize) + count < 0 {
                return None;
            }
        }
        let index = self.win.jump_index.saturating_add_signed(count);
        self.win.jump_index = index;
        self.win.jumps.get(index).copied()
    }

    /// One entry a line, the newest.
    fn clean_jumps(&mut self) {
        let win = &mut self.win;
        let mut kept: Vec<FileMark> = Vec::with_capacity(win.jumps.len());
        let old = std::mem::take(&mut win.jumps);
        let at_end = win.jump_index == old.len();
        let mut index = win.jump_index;
        for (from, entry) in old.iter().enumerate() {
            if win.jump_index == from {
                index = kept.len();
            }
            let again =
                old[from + 1..].iter().any(|later| later.buffer == entry.buffer && later.pos.line == entry.pos.line);
            if !again {
                kept.push(*entry);
            }
        }
        win.jump_index = if at_end { kept.len() } else { index };
        win.jumps = kept;
    }

    /// The place `count` entries further in the change list.
    pub(crate) fn change_list(&mut self, count: isize) -> Option<Pos> {
        let len = self.buf.changes.len();
        if len == 0 {
            return None;
        }
        let now = self.win.change_index;
        let goal = now as isize + count;
        let next = if goal < 0 {
            if now == 0 {
                return None;
            }
            0
        } else if goal >= len as isize {
            if now + 1 == len {
                return None;
            }
            len - 1
        } else {
            goal as usize
        };
        self.win.change_index = next;
        self.buf.changes.get(next).copied()
    }

    /// Sets mark `name` to `pos`; false when there is no such mark.
    pub(crate) fn set_mark(&mut self, name: char, pos: Pos) -> bool {
        match name {
            '\'' | '`' => {
                if pos == self.win.cursor {
                    self.set_pc_mark();
                    self.win.prev_pc_mark = self.win.pc_mark;
                } else {
                    self.win.pc_mark = pos;
                }
            }
            '"' => self.buf.last_cursor = pos,
            '[' => self.buf.op_start = pos,
            ']' => self.buf.op_end = pos,
            '<' | '>' => {
                if name == '<' {
                    self.buf.visual.start = pos;
                } else {
                    self.buf.visual.end = pos;
                }
                if self.buf.visual.kind == '\0' {
                    self.buf.visual.kind = 'v';
                }
            }
            'a'..='z' => self.buf.named[name as usize - 'a' as usize] = pos,
            'A'..='Z' | '0'..='9' => {
                let mark = FileMark { pos, buffer: self.buf.id };
                self.file_marks.insert(name, mark);
            }
            _ => return false,
        }
        true
    }

    /// Mark `name` in this buffer; line 0 when it is not set. `None`: no such mark.
    pub(crate) fn mark(&mut self, name: char) -> Option<FileMark> {
        let buffer = self.buf.id;
        let here = |pos| Some(FileMark { pos, buffer });
        match name {
            '\'' | '`' => here(self.win.pc_mark),
            '"' => here(self.buf.last_cursor),
            '^' => here(self.buf.last_insert),
            '.' => here(self.buf.last_change),
            '[' => here(self.buf.op_start),
            ']' => here(self.buf.op_end),
            '{' | '}' | '(' | ')' => {
                let cursor = self.win.cursor;
                let busy = std::mem::replace(&mut self.keep_jumps, true);
                let found = match name {
                    '{' | '}' => self.find_paragraph(name == '}', 1, 0, false).is_some(),
                    _ => self.find_sentence(name == ')', 1),
                };
                let pos = self.win.cursor;
                self.win.cursor = cursor;
                self.keep_jumps = busy;
                here(if found { pos } else { Pos::default() })
            }
            '<' | '>' => {
                let area = self.buf.visual;
                let first = ((name == '<') == (area.start < area.end) || area.end.line == 0) && area.start.line != 0;
                let mut pos = if first { area.start } else { area.end };
                if area.kind == 'V' {
                    pos.col = if name == '<' { 0 } else { MAXCOL };
                }
                here(pos)
            }
            'a'..='z' => here(self.buf.named[name as usize - 'a' as usize]),
            'A'..='Z' | '0'..='9' => Some(self.file_marks.get(&name).copied().unwrap_or_default()),
            _ => None,
        }
    }

    /// Lines `first..=last` moved by `amount` (deleted when MAXCOL), those below by `after`: every mark follows.
    pub(crate) fn adjust_marks(&mut self, first: usize, last: usize, amount: isize, after: isize) {
        self.adjust_marks_only(first, last, amount, after, true);
    }

    /// The same; folds stay when `folds` is false.
    pub(crate) fn adjust_marks_only(&mut self, first: usize, last: usize, amount: isize, after: isize, folds: bool) {
        if last < first && after == 0 {
            return;
        }
        let id = self.buf.id;
        if !self.lock_marks {
            for pos in &mut self.buf.named {
                adjust(&mut pos.line, first, last, amount, after, false);
            }
            for mark in self.file_marks.values_mut().filter(|mark| mark.buffer == id) {
                adjust(&mut mark.pos.line, first, last, amount, after, true);
            }
            adjust(&mut self.buf.last_insert.line, first, last, amount, after, false);
            adjust(&mut self.buf.last_change.line, first, last, amount, after, false);
            if self.buf.last_cursor != Pos::new(1, 0) {
                adjust(&mut self.buf.last_cursor.line, first, last, amount, after, false);
            }
            for pos in &mut self.buf.changes {
                adjust(&mut pos.line, first, last, amount, after, true);
            }
            adjust(&mut self.buf.visual.start.line, first, last, amount, after, true);
            adjust(&mut self.buf.visual.end.line, first, last, amount, after, true);
        }
        if let Some(cursor) = &mut self.kept_cursor {
            adjust(&mut cursor.line, first, last, amount, after, true);
        }
        adjust(&mut self.win.pc_mark.line, first, last, amount, after, false);
        adjust(&mut self.win.prev_pc_mark.line, first, last, amount, after, false);
        let lock = self.lock_marks;
        for win in std::iter::once(&mut self.win).chain(self.tabs.iter_mut().flat_map(|tab| tab.windows.iter_mut())) {
            if !lock {
                for jump in win.jumps.iter_mut().filter(|jump| jump.buffer == id) {
                    adjust(&mut jump.pos.line, first, last, amount, after, true);
                }
            }
            if win.buffer == id && folds {
                win.folds.adjust(first, last, amount, after);
            }
        }
        let here = self.win.id;
        for win in self.tabs.iter_mut().flat_map(|tab| tab.windows.iter_mut()) {
            if win.buffer != id || win.id == here {
                continue;
            }
            let before = win.cursor.line;
            adjust(&mut win.topline, first, last, amount, after, true);
            adjust(&mut win.cursor.line, first, last, amount, after, true);
            if amount == MAXCOL as isize && before >= first && before <= last {
                win.cursor.col = 0;
            }
        }
    }

    /// Moves every mark of this buffer, the jump list and the cursor that `gw` keeps.
    pub(crate) fn move_each_mark(&mut self, adjust: impl Fn(&mut Pos)) {
        let id = self.buf.id;
        let buf = &mut self.buf;
        buf.named.iter_mut().chain(&mut buf.changes).for_each(&adjust);
        for mark in self.file_marks.values_mut().chain(&mut self.win.jumps).filter(|mark| mark.buffer == id) {
            adjust(&mut mark.pos);
        }
        let area = &mut buf.visual;
        let win = &mut self.win;
        for pos in [
            &mut buf.last_insert,
            &mut buf.last_change,
            &mut area.start,
            &mut area.end,
            &mut win.pc_mark,
            &mut win.prev_pc_mark,
        ] {
            adjust(pos);
        }
        if let Some(cursor) = &mut self.kept_cursor {
            adjust(cursor);
        }
    }

    /// Notes a change at `line`, `col` in `'.` and in the change list.
    pub(crate) fn note_change(&mut self, line: usize, col: usize) {
        self.buf.modified = true;
        if self.keep_jumps {
            return;
        }
        let pos = Pos::new(line, col);
        self.buf.last_change = pos;
        if self.buf.new_change || self.buf.changes.is_empty() {
            let far = |last: &Pos| last.line != line || last.col + 79 < col || col + 79 < last.col;
            if self.buf.changes.last().is_none_or(far) {
                self.buf.new_change = false;
                if self.buf.changes.len() == LIST {
                    self.buf.changes.remove(0);
                }
                self.buf.changes.push(pos);
            }
        }
        if let Some(last) = self.buf.changes.last_mut() {
            *last = pos;
        }
        self.win.change_index = self.buf.changes.len();
    }
}
