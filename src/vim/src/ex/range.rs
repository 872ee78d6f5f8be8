//! Line ranges: `1,5`, `.`, `$`, `%`, `'a`, `/foo/`, `+3`, `;`.

use crate::editor::Editor;
use crate::search::How;
use crate::text::{MAXCOL, Pos};

/// A range and how many addresses it had.
pub(super) struct Range {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) count: usize,
}

impl Editor {
    /// Reads the range at the start of `text`; `None` after an error.
    pub(super) fn parse_range<'t>(&mut self, text: &'t str) -> Option<(Range, &'t str)> {
        let parsed = self.read_range(text);
        self.win.cursor.line = self.win.cursor.line.max(1);
        parsed
    }

    /// As [`Self::parse_range`]; after `0;` the cursor is at line 0.
    fn read_range<'t>(&mut self, text: &'t str) -> Option<(Range, &'t str)> {
        let saved = self.win.cursor;
        let mut rest = text;
        let mut moved = false;
        let here = self.win.cursor.line;
        let mut range = Range { first: here, last: here, count: 0 };
        loop {
            let (address, after) = self.parse_address(rest)?;
            rest = after.trim_start();
            range.first = range.last;
            match address {
                Some(line) => {
                    range.last = line;
                    range.count += 1;
                }
                None if rest.starts_with(['%', '*']) => {
                    let area = self.buf.visual;
                    (range.first, range.last) =
                        (area.start.line.min(area.end.line), area.start.line.max(area.end.line));
                    if rest.starts_with('%') {
                        (range.first, range.last) = (1, self.buf.count());
                    }
                    range.count += 2;
                    rest = rest[1..].trim_start();
                }
                None => {
                    if matches!(rest.chars().next(), Some(',' | ';')) || range.count > 0 {
                        range.last = self.win.cursor.line;
                        range.count += 1;
                    }
                }
            }
            let separator = rest.chars().next();
            if separator == Some(';') {
                self.win.cursor.line = range.last.min(self.buf.count());
                moved = true;
            } else if separator != Some(',') {
                break;
            }
            if range.count == 0 {
                range.count = 1;
            }
            rest = rest[1..].trim_start();
            if self.spend(1) {
                return None;
            }
        }
        if range.count == 1 {
            range.first = range.last;
        }
        if !moved {
            self.win.cursor = saved;
        }
        Some((range, rest))
    }

    fn parse_address<'t>(&mut self, text: &'t str) -> Option<(Option<usize>, &'t str)> {
        let mut rest = text.trim_start();
        let mut line: Option<isize> = None;
        // The first offset after a pattern is the search's own: it stays in the text.
        let mut searched = false;
        let here = self.win.cursor.line as isize;
        match rest.chars().next() {
            Some('.') => {
                line = Some(here);
                rest = &rest[1..];
            }
            Some('$') => {
                line = Some(self.buf.count() as isize);
                rest = &rest[1..];
            }
            Some('\'') => {
                let name = rest[1..].chars().next()?;
                let mark = self.mark(name);
                rest = &rest[1 + name.len_utf8()..];
                match mark {
                    Some(mark) if mark.pos.line > 0 && mark.pos.line <= self.buf.count() => {
                        line = Some(mark.pos.line as isize);
                    }
                    _ => {
                        self.error("E20");
                        return None;
                    }
                }
            }
            Some(delimiter @ ('/' | '?')) => {
                let end = crate::search::pattern_end(&rest[1..], delimiter);
                let pattern = rest[1..=end].replace(&format!("\\{delimiter}"), &delimiter.to_string());
                rest = rest.get(end + 2..).unwrap_or("");
                line = Some(self.search_line(&pattern, delimiter == '?')? as isize);
                searched = true;
            }
            Some('\\') => {
                let which = rest[1..].chars().next()?;
                rest = &rest[1 + which.len_utf8()..];
                let pattern = match which {
                    '/' | '?' => self.search.pattern.clone(),
                    '&' => self.search.substitute.clone(),
                    _ => None,
                };
                let Some(pattern) = pattern else {
                    self.error("E35");
                    return None;
                };
                line = Some(self.search_line(&pattern, which == '?')? as isize);
            }
            Some(c) if c.is_ascii_digit() => {
                let digits = rest.chars().take_while(char::is_ascii_digit).count();
                line = Some(rest[..digits].parse().unwrap_or(isize::MAX / 4));
                rest = &rest[digits..];
            }
            _ => {}
        }
        loop {
            rest = rest.trim_start_matches([' ', '\t']);
            let (sign, skip) = match rest.chars().next() {
                Some('+') => (1, 1),
                Some('-') => (-1, 1),
                Some(c) if c.is_ascii_digit() && line.is_some() => (1, 0),
                _ => break,
            };
            rest = &rest[skip..];
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            let by: isize = if digits == 0 { 1 } else { rest[..digits].parse().unwrap_or(isize::MAX / 4) };
            rest = &rest[digits..];
            let mut sum = line.unwrap_or(here).saturating_add(sign * by);
            if std::mem::take(&mut searched) {
                sum = sum.clamp(1, self.buf.count() as isize);
            }
            line = Some(sum);
        }
        match line {
            Some(line) if line < 0 => {
                self.error("E16");
                None
            }
            Some(line) => Some((Some(line as usize), rest)),
            None => Some((None, rest)),
        }
    }

    /// The line of the next match, as an address.
    fn search_line(&mut self, pattern: &str, backward: bool) -> Option<usize> {
        let pattern = if pattern.is_empty() { self.last_pattern()? } else { pattern.to_owned() };
        self.keep_pattern(&pattern);
        let compiled = self.compile(&pattern)?;
        let from = Pos::new(self.win.cursor.line, if backward { 0 } else { MAXCOL });
        let how = How { backward, wrap: self.options.wrapscan, ..How::default() };
        match self.search_from(&compiled, from, 1, how) {
            Some((pos, _, _)) => Some(pos.line),
            None => {
                self.error_with("E486", &[("pattern", pattern)]);
                None
            }
        }
    }
}
