//! Scrolling, and the motions that depend on what the window shows: `H`, `M`, `L`.

use super::Moved;
use crate::command::{Motion, Scroll};
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::{chars, columns};

impl Editor {
    /// No line can be wider than the window.
    fn one_row_each(&self) -> bool {
        self.options.tabstop <= 16 && self.buf.lines.widest() <= self.text_width()
    }

    /// Screen rows that a line takes.
    pub(crate) fn rows(&self, line: usize) -> usize {
        if self.one_row_each() || self.win.folds.closed_at(line).is_some() || !self.options.wrap {
            return 1;
        }
        // A line that fills the window and more need not be measured to its end.
        let text = self.buf.line(line);
        let enough = (self.win.height + 1) * self.text_width() * 4;
        let width = columns::total(chars::slice(text, 0, enough), self.options.tabstop);
        width.div_ceil(self.text_width()).max(1)
    }

    /// The line after `line`, a closed fold being one.
    fn line_below(&self, line: usize) -> usize {
        self.win.folds.closed_at(line).map_or(line, |fold| fold.1) + 1
    }

    fn line_above(&self, line: usize) -> usize {
        let above = self.win.folds.closed_at(line).map_or(line, |fold| fold.0).saturating_sub(1);
        self.win.folds.closed_at(above).map_or(above, |fold| fold.0)
    }

    /// The first line below the window.
    pub(crate) fn bottom_line(&self) -> usize {
        if self.one_row_each() && self.win.folds.all.is_empty() {
            return (self.win.topline + self.win.height).min(self.buf.count() + 1);
        }
        let mut used = 0;
        let mut line = self.win.topline;
        while line <= self.buf.count() {
            used += self.rows(line);
            if used > self.win.height {
                break;
            }
            line = self.line_below(line);
        }
        line
    }

    /// Brings the cursor into the window.
    pub(crate) fn update_topline(&mut self) {
        let cursor = self.win.cursor.line;
        let count = self.buf.count();
        self.win.topline = self.win.topline.clamp(1, count);
        let off = self.scroll_offset();
        if let Some((first, _)) = self.win.folds.closed_at(self.win.topline) {
            self.win.topline = first;
        }
        let half = (self.win.height / 2).saturating_sub(1).max(2);
        if cursor < self.win.topline + if self.win.topline > 1 { off } else { 0 } {
            let above = self.win.topline + off - cursor;
            if above >= half {
                self.center(false, false);
            } else {
                self.win.topline = cursor.saturating_sub(off).max(1);
            }
        }
        let bottom = self.bottom_line();
        if bottom <= count && cursor + off >= bottom {
            if cursor + off < bottom + self.win.height + 1 {
                self.scroll_up_to_cursor(bottom, off);
            } else {
                self.center(false, false);
            }
        }
    }

    /// The cursor is a little below the window, which ends before `bottom`: scrolls as far as is needed, or puts the
    /// cursor in the middle when no half window of lines on either side of it would still show the last line.
    fn scroll_up_to_cursor(&mut self, bottom: usize, off: usize) {
        let (count, height) = (self.buf.count(), self.win.height);
        let mut shown = 0;
        let mut line = self.win.topline;
        while line < bottom {
            shown += self.rows(line);
            line = self.line_below(line);
        }
        let empty = if shown == 0 { 0 } else { height.saturating_sub(shown) };
        let cursor = self.win.cursor.line;
        let (mut first, mut last) = self.win.folds.closed_at(cursor).map_or((cursor, cursor), |fold| (fold.0, fold.1));
        let mut used = self.rows(cursor);
        let (mut scrolled, mut extra) = (0_isize, 0);
        let beyond = |line: usize, rows: usize| {
            if line < bottom { 0 } else { rows as isize - if line == bottom { empty as isize } else { 0 } }
        };
        scrolled += beyond(first, used);
        while first > 1 {
            let enough = (scrolled <= 0 || scrolled >= 1) && extra >= off;
            if (enough || last >= count) && first <= bottom {
                break;
            }
            let Some((above, rows)) = self.step_up(first) else { break };
            first = above;
            used += rows;
            if used > height {
                break;
            }
            scrolled += beyond(first, rows);
            if let Some((below, rows)) = self.step_down(last) {
                last = below;
                used += rows;
                if used > height {
                    break;
                }
                if extra < off || scrolled < 1 {
                    extra += rows;
                    scrolled += beyond(last, rows);
                }
            }
        }
        if scrolled <= 0 {
            return;
        }
        let (mut top, mut rows) = (self.win.topline, 0);
        while rows < scrolled && top < bottom {
            rows += self.rows(top) as isize;
            top = self.line_below(top);
        }
        if used > height || rows < scrolled {
            self.center(false, true);
        } else {
            self.win.topline = top.min(count);
        }
    }

    /// Puts the cursor's line in the middle of the window; `at_end`: rows below the last line count; `above`: of an odd
    /// number of rows, more are above it.
    fn center(&mut self, at_end: bool, above_first: bool) {
        let mut top = self.win.folds.closed_at(self.win.cursor.line).map_or(self.win.cursor.line, |fold| fold.0);
        let mut bottom = self.line_below(self.win.cursor.line);
        let mut used = self.rows(top);
        let (mut above, mut below) = (0, 0);
        loop {
            if below > above || (above_first && below == above) {
                if top <= 1 {
                    break;
                }
                let line = self.line_above(top).max(1);
                let rows = self.rows(line);
                if used + rows > self.win.height {
                    break;
                }
                used += rows;
                above += rows;
                top = line;
            } else {
                if bottom > self.buf.count() {
                    if top <= 1 {
                        break;
                    }
                    below += 1;
                    used += usize::from(at_end);
                    continue;
                }
                let rows = self.rows(bottom);
                if used + rows > self.win.height {
                    break;
                }
                used += rows;
                below += rows;
                bottom = self.line_below(bottom);
            }
        }
        self.win.topline = top;
    }

    pub(super) fn move_in_window(&mut self, motion: &Motion, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Line;
        self.set_pc_mark();
        let count_lines = self.buf.count();
        let bottom = self.bottom_line();
        let line = match motion {
            Motion::WindowBottom => {
                let mut line = bottom - 1;
                if count > line {
                    1
                } else {
                    for _ in 1..count {
                        if line > self.win.topline {
                            line = self.line_above(line).max(1);
                        }
                    }
                    line
                }
            }
            Motion::WindowMiddle => {
                let shown: usize = {
                    let (mut line, mut rows) = (self.win.topline, 0);
                    while line < bottom {
                        rows += self.rows(line);
                        line = self.line_below(line);
                    }
                    rows
                };
                let empty = if bottom > count_lines { self.win.height.saturating_sub(shown) } else { 0 };
                let half = (self.win.height - empty).div_ceil(2);
                let (mut line, mut used) = (self.win.topline, 0);
                while line < count_lines {
                    used += self.rows(line);
                    if used >= half {
                        break;
                    }
                    line = self.line_below(line);
                }
                line
            }
            _ => {
                let mut line = self.win.topline;
                for _ in 1..count {
                    if line + 1 >= bottom && !self.win.folds.all.is_empty() {
                        break;
                    }
                    line = self.line_below(line);
                    if line >= count_lines {
                        break;
                    }
                }
                line
            }
        };
        self.win.cursor.line = line.clamp(1, count_lines);
        if op.operator.is_none() && self.scroll_offset() > 0 {
            self.correct_cursor();
        }
        self.begin_line_sol();
        Ok(())
    }

    /// Keeps the cursor within the window after scrolling.
    fn pull_cursor(&mut self) {
        let before = self.win.cursor.line;
        self.correct_cursor();
        if self.win.cursor.line != before {
            self.advance_to_column(self.win.curswant);
        }
    }

    /// Lines kept around the cursor ('scrolloff').
    fn scroll_offset(&self) -> usize {
        self.options.scrolloff.min(self.win.height.saturating_sub(1) / 2)
    }

    /// Puts the cursor's line into the window, 'scrolloff' lines from its edges where the text goes on there.
    fn correct_cursor(&mut self) {
        let (off, count, bottom) = (self.scroll_offset(), self.buf.count(), self.bottom_line());
        let first = if self.win.topline == 1 { 1 } else { self.win.topline + off };
        let last = if bottom > count { count } else { (bottom - 1).saturating_sub(off) };
        let last = last.max(self.win.topline);
        self.win.cursor.line = self.win.cursor.line.clamp(first.min(last), last);
    }

    /// A scrolling command; false when it could not scroll.
    pub(crate) fn scroll(&mut self, scroll: Scroll, count0: Option<usize>) -> bool {
        let count = count0.unwrap_or(1);
        let last = self.buf.count();
        self.update_topline();
        match scroll {
            Scroll::LineDown => {
                for _ in 0..count.min(last) {
                    self.win.topline = self.line_below(self.win.topline).min(last);
                }
                self.pull_cursor();
            }
            Scroll::LineUp => {
                for _ in 0..count.min(last) {
                    self.win.topline = self.line_above(self.win.topline).max(1);
                }
                self.pull_cursor();
            }
            Scroll::HalfDown | Scroll::HalfUp => return self.half_page(scroll == Scroll::HalfDown, count0),
            Scroll::PageDown | Scroll::PageUp => {
                let done = if scroll == Scroll::PageDown { self.page_down(count) } else { self.page_up(count) };
                if self.scroll_offset() > 0 {
                    self.correct_cursor();
                }
                return done;
            }
            Scroll::Place(how) => self.place(how, count0),
        }
        true
    }

    fn half_page(&mut self, down: bool, count0: Option<usize>) -> bool {
        let last = self.buf.count();
        if (down && self.win.cursor.line == last) || (!down && self.win.cursor.line == 1) {
            return false;
        }
        if let Some(count) = count0 {
            self.win.scroll = count.min(self.win.height);
        }
        let amount = if self.win.scroll == 0 { self.win.height / 2 } else { self.win.scroll };
        for _ in 0..amount {
            if down {
                if self.bottom_line() <= last {
                    self.win.topline = self.line_below(self.win.topline).min(last);
                    if self.win.cursor.line < last {
                        self.win.cursor.line = self.line_below(self.win.cursor.line).min(last);
                    }
                } else if self.win.cursor.line < last {
                    self.win.cursor.line = self.line_below(self.win.cursor.line).min(last);
                }
            } else {
                if self.win.topline > 1 {
                    self.win.topline = self.line_above(self.win.topline).max(1);
                }
                if self.win.cursor.line > 1 {
                    self.win.cursor.line = self.line_above(self.win.cursor.line).max(1);
                }
            }
        }
        if self.scroll_offset() > 0 {
            self.correct_cursor();
        }
        self.begin_line_sol();
        true
    }

    /// Rows of the line above `line`, and that line; nothing above the first.
    fn step_up(&self, line: usize) -> Option<(usize, usize)> {
        let above = self.line_above(line);
        (above >= 1).then(|| (above, self.rows(above)))
    }

    /// The same of the line below; of a closed fold, its last line.
    fn step_down(&self, line: usize) -> Option<(usize, usize)> {
        let below = line + 1;
        let end = self.line_below(below) - 1;
        (below <= self.buf.count()).then(|| (end, self.rows(below)))
    }

    /// A page keeps two lines of the page before, if they are short enough: where it begins, coming from `line`.
    fn overlap(&self, line: usize, down: bool) -> usize {
        let room = self.win.height.saturating_sub(2);
        let step = |line| if down { self.step_down(line) } else { self.step_up(line) };
        let one = if line > self.buf.count() { 1 } else { self.rows(line) };
        if one > room {
            return line;
        }
        let Some((second, two)) = step(line).filter(|(_, rows)| rows + one <= room) else { return line };
        let Some((third, three)) = step(second).filter(|(_, rows)| rows + two <= room) else { return line };
        match step(third) {
            Some((_, four)) if four + three + two <= room && three + two + one <= room => third,
            _ => second,
        }
    }

    /// After the pages, all of them if `done`: the cursor goes into the window.
    fn after_page(&mut self, done: bool) -> bool {
        let bottom = self.bottom_line();
        let (top, last) = (self.win.topline, bottom.saturating_sub(1));
        let line = &mut self.win.cursor.line;
        if last <= top {
            *line = top.min(last.max(1));
        } else if *line < top && top > 1 {
            *line = top;
        } else if *line > last && bottom <= self.buf.count() {
            *line = last;
        }
        if let Some((first, _)) = self.win.folds.closed_at(self.win.cursor.line) {
            self.win.cursor.line = first;
        }
        self.check_cursor();
        if done {
            self.begin_line_sol();
        }
        done
    }

    fn page_down(&mut self, count: usize) -> bool {
        let last = self.buf.count();
        let at_end = |editor: &Self| editor.win.topline >= last && editor.bottom_line() > last;
        if last == 1 || at_end(self) {
            return false;
        }
        for _ in 0..count {
            if at_end(self) || self.spend(1) {
                return self.after_page(false);
            }
            let bottom = self.bottom_line();
            if bottom > last {
                self.win.topline = last;
            } else {
                self.win.topline = self.overlap(bottom, false);
                self.win.cursor.line = self.win.topline;
            }
        }
        self.after_page(true)
    }

    fn page_up(&mut self, count: usize) -> bool {
        if self.win.topline == 1 || self.buf.count() == 1 {
            return false;
        }
        for _ in 0..count {
            if self.win.topline == 1 || self.spend(1) {
                return self.after_page(false);
            }
            let bottom = self.overlap(self.win.topline - 1, true).min(self.buf.count());
            self.win.cursor.line = bottom;
            // The line above the new first one, then two lines forward again.
            let (mut line, mut rows) = (bottom, 0);
            while rows <= self.win.height && line >= 1 {
                match self.step_up(line) {
                    Some((above, more)) => (line, rows) = (above, rows + more),
                    None => (line, rows) = (0, usize::MAX),
                }
            }
            if line < 1 {
                self.win.topline = 1;
                continue;
            }
            for _ in 0..2 {
                line = self.step_down(line).map_or(line + 1, |(below, _)| below);
            }
            line = self.win.folds.closed_at(line).map_or(line, |fold| fold.0);
            if line >= self.win.topline {
                self.win.topline -= 1;
                self.win.cursor.line = self.bottom_line().saturating_sub(1).max(1);
            } else {
                self.win.topline = line;
            }
        }
        self.after_page(true)
    }

    fn place(&mut self, how: char, count0: Option<usize>) {
        if let Some(line) = count0.filter(|line| *line != self.win.cursor.line) {
            self.set_pc_mark();
            self.win.cursor.line = line.min(self.buf.count());
            self.check_cursor_col();
        }
        if how == '+' && count0.is_none() {
            self.win.cursor.line = self.bottom_line().min(self.buf.count());
        }
        if how == '^' {
            if count0.is_some() {
                self.cursor_at_bottom();
                self.win.cursor.line = self.win.topline;
            } else {
                self.win.cursor.line = self.win.topline.saturating_sub(1).max(1);
            }
        }
        if matches!(how, '\r' | '.' | '-' | '+' | '^') {
            self.begin_line_fix();
        }
        match how {
            't' | '\r' | '+' => self.win.topline = self.win.cursor.line,
            'z' | '.' => self.center(true, false),
            _ => self.cursor_at_bottom(),
        }
    }

    fn cursor_at_bottom(&mut self) {
        let mut top = self.win.cursor.line;
        let mut rows = self.rows(top);
        while top > 1 {
            let above = self.line_above(top).max(1);
            rows += self.rows(above);
            if rows > self.win.height {
                break;
            }
            top = above;
        }
        self.win.topline = top;
    }
}
