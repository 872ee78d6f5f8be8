//! Commands on whole lines: `:d`, `:y`, `:pu`, `:m`, `:t`, `:j`, `:>`, `:k`, `:p`, `:retab`, `:center`.

use super::Ex;
use crate::command::Operator;
use crate::editor::{Editor, Event};
use crate::operator::{Op, Put, Shape};
use crate::text::{MAXCOL, Pos, columns};

impl Editor {
    fn lines_op(ex: &Ex, operator: Operator) -> Op {
        let mut op = Op::new(Some(operator), ex.register, Pos::new(ex.first, 0));
        op.end = Pos::new(ex.last, 0);
        op.lines = ex.last - ex.first + 1;
        op.shape = Shape::Line;
        op
    }

    pub(super) fn ex_delete(&mut self, ex: &Ex) {
        let mut op = Self::lines_op(ex, Operator::Delete);
        self.set_pc_mark();
        self.win.cursor.line = ex.first;
        self.begin_line_sol();
        self.op_delete(&mut op);
    }

    pub(super) fn ex_yank(&mut self, ex: &Ex) {
        let op = Self::lines_op(ex, Operator::Yank);
        self.op_yank(&op);
    }

    pub(super) fn ex_shift(&mut self, ex: &Ex, left: bool) {
        let mut ex = ex.clone();
        let symbol = if left { '<' } else { '>' };
        let more = ex.args.chars().take_while(|c| *c == symbol).count();
        let count = ex.args[more..].trim();
        if let Ok(count) = count.parse::<usize>() {
            ex.first = ex.last;
            ex.last = (ex.last + count.max(1) - 1).min(self.buf.count());
        } else if !count.is_empty() {
            self.error("E488");
            return;
        }
        let op = Self::lines_op(&ex, if left { Operator::ShiftLeft } else { Operator::ShiftRight });
        self.set_pc_mark();
        self.win.cursor.line = ex.first;
        self.begin_line_sol();
        self.op_shift(&op, left, 1 + more, false);
    }

    pub(super) fn ex_put(&mut self, ex: &Ex) {
        let mut before = ex.bang;
        let mut line = ex.last;
        if line == 0 {
            line = 1;
            before = true;
        }
        self.win.cursor.line = line;
        self.check_cursor_col();
        let how = Put { as_lines: true, cursor_last_line: true, ..Put::default() };
        self.put_text(ex.register, before, 1, how);
    }

    /// The address after `:m` or `:t`.
    fn destination(&mut self, ex: &Ex) -> Option<usize> {
        let (range, rest) = self.parse_range(&ex.args)?;
        if range.count == 0 {
            self.error("E14");
            return None;
        }
        if !rest.trim().is_empty() {
            self.error("E488");
            return None;
        }
        if range.last > self.buf.count() {
            self.error("E16");
            return None;
        }
        Some(range.last)
    }

    pub(super) fn ex_move(&mut self, ex: &Ex) {
        let Some(dest) = self.destination(ex) else { return };
        let (first, last) = (ex.first, ex.last);
        if dest >= first && dest < last {
            self.error("E134");
            return;
        }
        if dest + 1 == first || dest == last {
            self.win.cursor.line = if dest >= first { dest } else { dest + last - first + 1 };
            self.begin_line_sol();
            return;
        }
        let count = last - first + 1;
        self.save(dest, dest + 1);
        let mut extra = 0;
        for offset in 0..count {
            if self.spend(1) {
                return;
            }
            let text = self.buf.shared(first + offset + extra);
            self.append_line(dest + offset, text);
            if dest < first {
                extra += 1;
            }
        }
        let all = self.buf.count();
        self.adjust_marks_only(first, last, (all - last) as isize, 0, false);
        if dest >= last {
            self.adjust_marks_only(last + 1, dest, -(count as isize), 0, false);
            self.buf.op_start = Pos::new(dest + 1 - count, 0);
            self.buf.op_end = Pos::new(dest, 0);
        } else {
            self.adjust_marks_only(dest + 1, first - 1, count as isize, 0, false);
            self.buf.op_start = Pos::new(dest + 1, 0);
            self.buf.op_end = Pos::new(dest + count, 0);
        }
        self.adjust_marks_only(all - count + 1, all, -((all - dest - extra) as isize), 0, false);
        self.save(first + extra - 1, last + extra + 1);
        self.buf.lines.remove_many(first + extra, count);
        self.win.cursor.line = if dest >= first { dest } else { dest + count };
        let from = first.min(dest + 1);
        self.changed(from, 0);
        self.buf.line_undo = crate::buffer::LineUndo::default();
        self.begin_line_sol();
    }

    pub(super) fn ex_copy(&mut self, ex: &Ex) {
        let Some(dest) = self.destination(ex) else { return };
        let count = ex.last - ex.first + 1;
        self.buf.op_start = Pos::new(dest + 1, 0);
        self.buf.op_end = Pos::new(dest + count, 0);
        self.save(dest, dest + 1);
        let texts: Vec<_> = (ex.first..=ex.last).map(|line| self.buf.shared(line)).collect();
        for (offset, text) in texts.into_iter().enumerate() {
            if self.spend(1) {
                return;
            }
            self.append_line(dest + offset, text);
        }
        self.win.cursor.line = dest + count;
        self.appended_lines(dest, count);
        self.buf.line_undo = crate::buffer::LineUndo::default();
        self.begin_line_sol();
    }

    pub(super) fn ex_join(&mut self, ex: &Ex) {
        let mut last = ex.last;
        self.win.cursor.line = ex.first;
        if ex.first == ex.last {
            if ex.addresses >= 2 && ex.count.is_none() {
                return;
            }
            if ex.last == self.buf.count() {
                self.beep();
                return;
            }
            last += 1;
        }
        self.join(last - ex.first + 1, !ex.bang, true, true);
        self.begin_line_fix();
    }

    pub(super) fn ex_mark(&mut self, ex: &Ex) {
        let mut names = ex.args.chars();
        match (names.next(), names.next()) {
            (Some(name), None) => {
                let saved = self.win.cursor;
                self.win.cursor = Pos::new(ex.last, 0);
                self.begin_line_fix();
                let pos = self.win.cursor;
                if !self.set_mark(name, pos) {
                    self.error("E191");
                }
                self.win.cursor = saved;
            }
            (None, _) => self.error("E471"),
            _ => self.error("E488"),
        }
    }

    pub(super) fn ex_print(&mut self, ex: &Ex) {
        let lines = (ex.first..=ex.last).map(|line| self.buf.shared(line).text()).collect();
        self.out.events.push(Event::Listing(lines));
        self.set_pc_mark();
        self.win.cursor.line = ex.last;
        self.begin_line_sol();
    }

    pub(super) fn ex_retab(&mut self, ex: &Ex) {
        let tabstop = ex.args.trim().parse().unwrap_or(self.options.tabstop).max(1);
        for line in ex.first..=ex.last {
            if self.spend(1) {
                return;
            }
            let text = self.buf.shared(line);
            if !text.contains(&b'\t') && !ex.bang {
                continue;
            }
            let mut out = Vec::with_capacity(text.len());
            let (mut at, mut column) = (0, 0);
            while at < text.len() {
                let width = columns::width_at(&text, at, column, self.options.tabstop);
                let len = crate::text::chars::len_at(&text, at).max(1);
                if text[at] == b'\t' && self.options.expandtab {
                    out.resize(out.len() + width, b' ');
                } else {
                    out.extend_from_slice(&text[at..at + len]);
                }
                column += width;
                at += len;
            }
            if out[..] != text[..] {
                self.save_one(line);
                self.set_line(line, out);
                self.changed(line, 0);
            }
        }
        self.options.tabstop = tabstop;
        self.advance_to_column(self.win.curswant);
    }

    /// `:center`, `:left`, `:right`.
    pub(super) fn ex_align(&mut self, ex: &Ex, side: char) {
        let given: Option<usize> = ex.args.trim().parse().ok();
        let width = given.unwrap_or(if side == 'l' {
            0
        } else if self.options.textwidth > 0 {
            self.options.textwidth
        } else {
            80
        });
        let cursor = self.win.cursor;
        self.save(ex.first - 1, ex.last + 1);
        for line in ex.first..=ex.last {
            self.win.cursor = Pos::new(line, 0);
            let text = self.buf.shared(line);
            let end = text.iter().rposition(|byte| !crate::text::chars::is_white(*byte)).map_or(0, |at| at + 1);
            let start = crate::text::chars::skip_white(&text, 0).min(end);
            let length = columns::total(&text[start..end], self.options.tabstop);
            if length == 0 {
                continue;
            }
            let indent = match side {
                'l' => width,
                'c' => width.saturating_sub(length) / 2,
                _ => width.saturating_sub(length),
            };
            let mut new = self.white(indent.min(MAXCOL >> 8));
            new.extend_from_slice(&text[start..]);
            self.set_line(line, new);
        }
        self.changed(ex.first, 0);
        self.win.cursor = cursor;
        self.begin_line_fix();
    }

    pub(super) fn ex_undo(&mut self, ex: &Ex) {
        match ex.count {
            Some(number) => self.undo_time(number as isize, crate::buffer::undo::TimeUnit::Changes, true),
            None => {
                self.sync_undo();
                self.undo(1);
            }
        }
    }

    pub(super) fn ex_earlier(&mut self, args: &str, back: bool) {
        use crate::buffer::undo::TimeUnit;
        let digits = args.chars().take_while(char::is_ascii_digit).count();
        let number: isize = if digits == 0 { 1 } else { args[..digits].parse().unwrap_or(1) };
        let (unit, factor) = match &args[digits..] {
            "" => (TimeUnit::Changes, 1),
            "s" => (TimeUnit::Keys, 1),
            "m" => (TimeUnit::Keys, 60),
            "h" => (TimeUnit::Keys, 3600),
            "d" => (TimeUnit::Keys, 86400),
            "f" => (TimeUnit::Files, 1),
            _ => {
                self.error("E475");
                return;
            }
        };
        let step = number.saturating_mul(factor);
        self.undo_time(if back { -step } else { step }, unit, false);
    }
}
