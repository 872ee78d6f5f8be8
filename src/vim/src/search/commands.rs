//! `/`, `?`, `n`, `N`, `*`, `#`, `gn`.

use super::How;
use super::offset::{Offset, split};
use crate::cursor::Step;
use crate::editor::{Editor, Visual};
use crate::motion::{Fail, Moved};
use crate::operator::{Op, Shape};
use crate::text::{MAXCOL, Pos, chars, width};
use pattern::Pattern;

impl Editor {
    /// The pattern an empty one stands for.
    pub(crate) fn last_pattern(&mut self) -> Option<String> {
        let found = self.search.last().cloned();
        if found.is_none() {
            self.error("E35");
        }
        found
    }

    /// Remembers a search pattern: for `n` and `"/`.
    pub(crate) fn keep_pattern(&mut self, pattern: &str) {
        self.search.pattern = Some(pattern.to_owned());
        self.search.substitute_last = false;
        self.search.highlight_off = false;
    }

    /// A typed search, as a motion.
    pub(crate) fn move_search(&mut self, forward: bool, text: &str, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        op.use_register_one = true;
        self.win.set_curswant = true;
        self.search.backward = !forward;
        self.search.no_smartcase = false;
        let mut from = self.search_from.take().unwrap_or(self.win.cursor);
        let mut forward = forward;
        let mut delimiter = if forward { '/' } else { '?' };
        let mut text = text.to_owned();
        let mut count = count;
        loop {
            let typed = split(&text, delimiter);
            if typed.pattern.is_empty() {
                if self.search.pattern.is_none() {
                    let Some(last) = self.last_pattern() else { return Err(Fail::Quiet) };
                    self.keep_pattern(&last);
                } else {
                    self.search.substitute_last = false;
                }
            } else {
                self.keep_pattern(&typed.pattern);
            }
            if !typed.empty {
                self.search.offset = typed.offset;
            }
            let shown = self.search.pattern.clone().unwrap_or_default();
            let Some(pattern) = self.compile(&shown) else { return Err(Fail::Quiet) };
            from = self.search_with_offset(&pattern, from, !forward, count, op)?;
            count = 1;
            let Some((next, rest)) = typed.next else { break };
            if next != '/' && next != '?' {
                self.error("E386");
                return Err(Fail::Quiet);
            }
            delimiter = next;
            forward = next == '/';
            text = rest;
        }
        self.land(from, op);
        Ok(())
    }

    fn land(&mut self, to: Pos, op: &Op) {
        self.set_pc_mark();
        self.win.cursor = to;
        self.win.set_curswant = true;
        self.check_cursor();
        self.open_fold_for("search", op);
    }

    fn not_found(&mut self, pattern: &str, backward: bool) -> Fail {
        let id = if self.options.wrapscan {
            "E486"
        } else if backward {
            "E384"
        } else {
            "E385"
        };
        self.error_with(id, &[("pattern", pattern.to_owned())]);
        Fail::Quiet
    }

    /// Searches, and applies the offset in force.
    fn search_with_offset(
        &mut self,
        pattern: &Pattern,
        from: Pos,
        backward: bool,
        count: usize,
        op: &mut Op,
    ) -> Result<Pos, Fail> {
        let offset = self.search.offset;
        let mut pos = from;
        if let Some((first, last)) = self.win.folds.closed_at(pos.line) {
            pos = if backward { Pos::new(first, 0) } else { Pos::new(last, MAXCOL - 2) };
        }
        if !offset.line && offset.by != 0 && pos.col < MAXCOL - 2 {
            let stuck = self.step_chars(&mut pos, -offset.by);
            if stuck {
                pos = if offset.by > 0 { Pos::new(0, MAXCOL) } else { Pos::new(self.buf.count() + 1, 0) };
            }
        }
        let how = How { backward, at_start: false, end: offset.end, wrap: self.options.wrapscan };
        let Some((mut place, _, wrapped)) = self.search_from(pattern, pos, count, how) else {
            let shown = self.search.pattern.clone().unwrap_or_default();
            return Err(self.not_found(&shown, backward));
        };
        self.search_wrapped = wrapped;
        if wrapped {
            self.message(if backward { "vim-search-hit-top" } else { "vim-search-hit-bottom" });
        }
        if offset.end {
            op.inclusive = true;
        }
        if offset.line {
            let line = (place.line as isize + offset.by).clamp(1, self.buf.count() as isize);
            place = Pos::new(line as usize, 0);
            op.shape = Shape::Line;
        } else {
            self.step_chars(&mut place, offset.by);
        }
        Ok(place)
    }

    /// Moves by characters, back when `by` is negative; true when it met an end.
    fn step_chars(&mut self, pos: &mut Pos, by: isize) -> bool {
        for _ in 0..by.unsigned_abs().min(1 << 30) {
            let step = if by > 0 { self.incl(pos) } else { self.decl(pos) };
            if step == Step::Stuck || self.spend(1) {
                return true;
            }
        }
        false
    }

    /// `n` and `N`.
    pub(crate) fn move_search_next(&mut self, reverse: bool, count: usize, op: &mut Op) -> Moved {
        let before = self.win.cursor;
        self.search_wrapped = false;
        self.search_again(reverse, count, op)?;
        if !self.search_wrapped && before == self.win.cursor && op.shape != Shape::Line {
            self.search_again(reverse, count + 1, op)?;
        }
        Ok(())
    }

    fn search_again(&mut self, reverse: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        op.use_register_one = true;
        self.win.set_curswant = true;
        let backward = self.search.backward != reverse;
        let Some(text) = self.last_pattern() else { return Err(Fail::Quiet) };
        if self.search.pattern.is_none() {
            self.keep_pattern(&text);
        }
        self.search.highlight_off = false;
        let Some(pattern) = self.compile(&text) else { return Err(Fail::Quiet) };
        let place = self.search_with_offset(&pattern, self.win.cursor, backward, count, op)?;
        self.land(place, op);
        Ok(())
    }

    /// `*`, `#`, `g*`, `g#`.
    pub(crate) fn move_word_under_cursor(&mut self, forward: bool, whole: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        op.use_register_one = true;
        let text = self.buf.shared(self.win.cursor.line);
        let Some((start, end, keyword)) = word_at(&text, self.win.cursor.col) else {
            self.error("E348");
            return Err(Fail::Quiet);
        };
        self.set_pc_mark();
        self.win.cursor.col = start;
        let word = String::from_utf8_lossy(&text[start..end]).into_owned();
        let special = if forward { "/.*~[^$\\" } else { "/?.*~[^$\\" };
        let mut pattern = String::new();
        let starts_word = keyword && width::is_word(chars::at(&text, start));
        if whole && starts_word {
            pattern.push_str("\\<");
        }
        for c in word.chars() {
            if special.contains(c) {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        if whole && width::is_word(chars::at(&text, chars::before(&text, end))) {
            pattern.push_str("\\>");
        }
        self.add_history('/', &pattern);
        self.search.backward = !forward;
        self.search.offset = Offset::default();
        let typed = split(&pattern, if forward { '/' } else { '?' });
        self.keep_pattern(&typed.pattern);
        self.search.no_smartcase = true;
        let Some(compiled) = self.compile(&typed.pattern) else { return Err(Fail::Quiet) };
        let place = self.search_with_offset(&compiled, self.win.cursor, !forward, count, op)?;
        self.win.cursor = place;
        self.win.set_curswant = true;
        self.check_cursor();
        self.open_fold_for("search", op);
        Ok(())
    }

    /// Does the last pattern match the empty text at or after the cursor?
    fn matches_nothing(&mut self, pattern: &Pattern) -> bool {
        let how = How { wrap: true, ..How::default() };
        let found = self.search_from(pattern, Pos::default(), 1, how);
        found.is_some_and(|(start, end, _)| start == end)
    }

    /// `gn` and `gN`: the match under or after the cursor becomes the Visual area.
    pub(crate) fn select_match(&mut self, forward: bool, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        let Some(text) = self.last_pattern() else { return Err(Fail::Beep) };
        let Some(pattern) = self.compile(&text) else { return Err(Fail::Beep) };
        let origin = self.win.cursor;
        let saved = self.visual;
        let skip_first = forward && saved.is_some_and(|visual| origin < visual.start);
        let mut pos = origin;
        if saved.is_some() {
            if forward {
                self.incl(&mut pos);
            } else {
                self.decl(&mut pos);
            }
        }
        let nothing = self.matches_nothing(&pattern);
        let mut end = pos;
        for round in 0..2 {
            if forward && round == 0 && skip_first {
                continue;
            }
            let ahead = if forward { round == 1 } else { round == 0 };
            let how = How {
                backward: !ahead,
                at_start: false,
                end: !ahead && !nothing,
                wrap: round == 1 && self.options.wrapscan,
            };
            // Searching for an end, the place is the match's last character and the other its first.
            match self.search_from(&pattern, pos, if round == 1 { count } else { 1 }, how) {
                Some((place, other, _)) => {
                    pos = place;
                    end = other;
                }
                None if round == 1 => {
                    self.win.cursor = origin;
                    self.visual = saved;
                    return Err(Fail::Beep);
                }
                None => {
                    pos = if forward {
                        Pos::default()
                    } else {
                        let last = self.buf.count();
                        Pos::new(last, self.buf.line(last).len())
                    };
                }
            }
        }
        let start = pos;
        let from = saved.map_or(start, |visual| visual.start);
        self.win.cursor = end;
        if from < end && forward {
            if skip_first {
                self.win.cursor = pos;
            } else {
                self.dec_cursor();
            }
        } else if saved.is_some() && self.win.cursor < from && forward {
            self.win.cursor = pos;
        }
        self.visual = Some(Visual { kind: 'v', start: from });
        self.win.set_curswant = true;
        Ok(())
    }
}

/// The keyword under or after `col`, else the next non-blank text: start, end, whether it is a keyword.
pub(crate) fn word_at(text: &[u8], col: usize) -> Option<(usize, usize, bool)> {
    let col = chars::head(text, col.min(text.len()));
    let is_word = |at: usize| width::is_word(chars::at(text, at));
    let class = |at: usize| width::class(chars::at(text, at));
    for keyword in [true, false] {
        let mut at = col;
        if keyword {
            while at < text.len() && !is_word(at) {
                at += chars::len_at(text, at).max(1);
            }
        } else {
            at = chars::skip_white(text, at);
        }
        if at >= text.len() {
            continue;
        }
        let kind = class(at);
        let mut start = at;
        while start > 0 {
            let before = chars::before(text, start);
            if class(before) != kind || (kind != 1 && kind != 0 && !is_word(before)) {
                break;
            }
            start = before;
        }
        if !keyword {
            // Non-blank text: from the first character under or after the cursor back to white space of its kind.
            start = start.min(at);
        }
        let mut end = at;
        while end < text.len() && class(end) == kind {
            end += chars::len_at(text, end).max(1);
        }
        return Some((start, end, keyword));
    }
    None
}
