//! Searching: patterns, offsets, and what `n` repeats (`:help pattern`).

mod commands;
mod offset;

pub(crate) use commands::word_at;
pub(crate) use offset::pattern_end;

use crate::editor::Editor;
use crate::text::{MAXCOL, Pos, chars};
use offset::Offset;
use pattern::{Flags, LineMatch, Pattern, Spot, View};
use serde::{Deserialize, Serialize};

/// What was searched for last.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Search {
    /// `"/`
    pub(crate) pattern: Option<String>,
    /// The pattern of the last `:s`.
    pub(crate) substitute: Option<String>,
    /// `:s` was used after the last search: an empty pattern means its.
    pub(crate) substitute_last: bool,
    pub(crate) offset: Offset,
    /// `n` goes back.
    pub(crate) backward: bool,
    /// `*` was used: 'smartcase' does not count.
    pub(crate) no_smartcase: bool,
    /// 'hlsearch' is off until the next search.
    pub(crate) highlight_off: bool,
}

impl Search {
    /// The pattern used last, by a search or by `:s`.
    pub(crate) fn last(&self) -> Option<&String> {
        let (used, other) =
            if self.substitute_last { (&self.substitute, &self.pattern) } else { (&self.pattern, &self.substitute) };
        used.as_ref().or(other.as_ref())
    }
}

/// A match in the buffer; columns in bytes, lines from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Found {
    pub(crate) start: Pos,
    pub(crate) end: Pos,
    pub(crate) groups: Vec<Option<(Pos, Pos)>>,
}

/// How a search goes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct How {
    pub(crate) backward: bool,
    /// A match at the cursor counts.
    pub(crate) at_start: bool,
    /// The place is the match's end.
    pub(crate) end: bool,
    pub(crate) wrap: bool,
}

fn pos(spot: Spot) -> Pos {
    Pos::new(spot.line + 1, spot.column)
}

impl pattern::Lines for crate::text::Lines {
    fn line_count(&self) -> usize {
        self.len()
    }
    fn line(&self, n: usize) -> &[u8] {
        self.get(n + 1).map_or(&[], |line| line)
    }
}

impl Editor {
    /// Compiles a pattern with the options in force; says its error.
    pub(crate) fn compile(&mut self, text: &str) -> Option<Pattern> {
        let smart = self.options.smartcase && !self.search.no_smartcase;
        let flags = Flags {
            ignore_case: self.options.ignorecase,
            smart_case: smart,
            no_magic: !self.options.magic,
            ..Flags::NONE
        };
        if let Some((key, known, pattern)) = &self.compiled
            && key == text
            && *known == flags
        {
            return Some(pattern.clone());
        }
        let last = self.substitution.replacement.clone();
        match Pattern::compile_vim(text.as_bytes(), flags, last.as_deref().map(str::as_bytes)) {
            Ok(pattern) => {
                self.compiled = Some((text.to_owned(), flags, pattern.clone()));
                Some(pattern)
            }
            Err(error) => {
                let words = error.vim();
                let (id, rest) = words.split_once(": ").unwrap_or(("E383", &words));
                self.error_with(id, &[("text", rest.to_owned()), ("pattern", text.to_owned())]);
                None
            }
        }
    }

    /// The first match in line `line` at byte `col` or later.
    pub(crate) fn match_in_line(&mut self, pattern: &Pattern, line: usize, col: usize) -> Option<Found> {
        let area = self.buf.visual;
        let cursor = self.win.cursor;
        let named = &self.buf.named;
        let mark = |name: char| match name {
            'a'..='z' => {
                let pos = named[name as usize - 'a' as usize];
                (pos.line > 0).then(|| Spot { line: pos.line - 1, column: pos.col })
            }
            '<' | '>' if area.start.line > 0 => {
                let pos = if (name == '<') == (area.start < area.end) { area.start } else { area.end };
                Some(Spot { line: pos.line - 1, column: pos.col })
            }
            _ => None,
        };
        let spot = |pos: Pos| Spot { line: pos.line.saturating_sub(1), column: pos.col };
        let view = View {
            cursor: spot(cursor),
            cursor_screen_column: self.cells_at(cursor).start + 1,
            visual: (area.start.line > 0).then(|| pattern::Area {
                start: spot(area.start.min(area.end)),
                end: spot(area.end.max(area.start)),
                shape: match area.kind {
                    'V' => pattern::Shape::Lines,
                    '\x16' => pattern::Shape::Block,
                    _ => pattern::Shape::Characters,
                },
            }),
            mark: &mark,
            tab_stop: self.options.tabstop,
        };
        let from = Spot { line: line - 1, column: col };
        match pattern.find_in_lines(&self.buf.lines, from, &view, &self.budget) {
            Ok(found) => found.map(|LineMatch { start, end, groups }| Found {
                start: pos(start),
                end: pos(end),
                groups: groups.into_iter().map(|group| group.map(|(a, b)| (pos(a), pos(b)))).collect(),
            }),
            Err(_) => {
                self.spend(u64::MAX);
                None
            }
        }
    }

    /// The next place where `pattern` matches, and the other end of the match; whether the search wrapped.
    pub(crate) fn search_from(
        &mut self,
        pattern: &Pattern,
        from: Pos,
        count: usize,
        how: How,
    ) -> Option<(Pos, Pos, bool)> {
        let mut from = from;
        let mut other = from;
        let mut wrapped = false;
        let mut first = true;
        for _ in 0..count.max(1) {
            let (place, end, wrap) = self.search_once(pattern, from, how, first)?;
            from = place;
            other = end;
            wrapped |= wrap;
            first = false;
        }
        if from.line > self.buf.count() {
            from.line = self.buf.count();
            from.col = self.buf.line(from.line).len().saturating_sub(1);
        }
        Some((from, other, wrapped))
    }

    fn search_once(&mut self, pattern: &Pattern, from: Pos, how: How, first: bool) -> Option<(Pos, Pos, bool)> {
        let count = self.buf.count();
        let start_len = if from.col >= MAXCOL {
            0
        } else if from.line >= 1 && from.line <= count && from.col < MAXCOL - 2 {
            chars::len_at(self.buf.line(from.line), from.col).max(1)
        } else {
            1
        };
        let extra = if how.backward == how.at_start { start_len } else { 0 };
        let mut at_first = from.line != 0;
        let mut line = if from.line == 0 { 1 } else { from.line };
        if how.backward && from.col == 0 && !how.at_start {
            line = line.saturating_sub(1);
            at_first = false;
        }
        for round in 0..2 {
            while line >= 1 && line <= count {
                if self.spend(1) {
                    return None;
                }
                let again = round == 1;
                if let Some(found) = self.match_for(pattern, line, from, how, first, extra, at_first, again) {
                    let (mut place, mut other) = (found.start, found.end);
                    if how.end && found.start != found.end {
                        place = self.last_of(found.end);
                        other = found.start;
                    }
                    if place.line > count && !how.end {
                        place.line = place.line.min(count + 1);
                    }
                    return Some((place, other, round == 1));
                }
                if round == 1 && line == from.line {
                    break;
                }
                at_first = false;
                line = if how.backward { line - 1 } else { line + 1 };
            }
            at_first = false;
            if !how.wrap {
                break;
            }
            line = if how.backward { count } else { 1 };
        }
        None
    }

    /// The last character of a match that ends before `end`.
    fn last_of(&self, end: Pos) -> Pos {
        if end.col > 0 {
            return Pos::new(end.line, chars::before(self.buf.line(end.line), end.col));
        }
        if end.line > 1 {
            return Pos::new(end.line - 1, self.buf.line(end.line - 1).len());
        }
        end
    }

    /// The match in `line` that counts, seen from `from`.
    #[allow(clippy::too_many_arguments)] // All of one search's state; a struct would hide it.
    fn match_for(
        &mut self,
        pattern: &Pattern,
        line: usize,
        from: Pos,
        how: How,
        first: bool,
        extra: usize,
        at_first: bool,
        again: bool,
    ) -> Option<Found> {
        let mut found = self.match_in_line(pattern, line, 0)?;
        let from_col = from.col.min(MAXCOL);
        let next_col = |editor: &Self, found: &Found| {
            let mut col = found.end.col;
            if found.end == found.start {
                col += chars::len_at(editor.buf.line(line), col);
            }
            col
        };
        if !how.backward {
            if !at_first {
                return Some(found);
            }
            loop {
                let before = found.start.line == line
                    && if how.end && first {
                        found.end.line == line && found.end.col < from_col + extra + 1
                    } else {
                        let at_end = usize::from(found.start.col >= self.buf.line(line).len());
                        found.start.col < from_col + extra + at_end
                    };
                if !before {
                    return Some(found);
                }
                if found.end.line != line {
                    return None;
                }
                let col = next_col(self, &found);
                if col == 0 && how.at_start {
                    return Some(found);
                }
                if col >= self.buf.line(line).len() {
                    return None;
                }
                found = self.match_in_line(pattern, line, col)?;
            }
        }
        let mut best = None;
        loop {
            let fits = again
                || if how.end {
                    found.end.line < from.line || (found.end.line == from.line && found.end.col < from_col + extra + 1)
                } else {
                    found.start.line < from.line
                        || (found.start.line == from.line && found.start.col < from_col + extra)
                };
            if !fits {
                break;
            }
            let several = found.end.line != line;
            let col = next_col(self, &found);
            best = Some(found);
            if several || col >= self.buf.line(line).len() {
                break;
            }
            match self.match_in_line(pattern, line, col) {
                Some(next) => found = next,
                None => break,
            }
        }
        best
    }
}
