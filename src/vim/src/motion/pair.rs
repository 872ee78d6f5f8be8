//! Matching pairs: `%`, `[(`, `]}` and the blocks of text objects.

use super::{Fail, Moved};
use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::{MAXCOL, Pos, chars};

/// Where to look for a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the character under the cursor says.
    Auto,
    Forward,
    Backward,
}

/// What one bracket is open at the starts of successive lines: a search backwards need not read what is above them.
#[derive(Debug, Default)]
pub(crate) struct OpenBrackets {
    first: usize,
    open: Vec<Option<Pos>>,
}

impl OpenBrackets {
    /// For lines from `first` on.
    pub(crate) const fn from(first: usize) -> Self {
        Self { first, open: Vec::new() }
    }

    fn at(&self, line: usize) -> Option<&Option<Pos>> {
        self.open.get(line.checked_sub(self.first)?)
    }

    /// The answer for the last line that is known.
    pub(crate) fn last(&self) -> Option<Pos> {
        self.open.last().copied().flatten()
    }

    /// The answer for the next line.
    pub(crate) fn push(&mut self, open: Option<Pos>) {
        self.open.push(open);
    }
}

/// Pairs that text objects know, whatever 'matchpairs' says.
const OBJECT_PAIRS: &str = "(:),{:},[:],<:>";

fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// Is the number of backslashes before `col` odd?
fn escaped(text: &[u8], col: usize) -> bool {
    let mut count = 0;
    while count < col && byte(text, col - 1 - count) == b'\\' {
        count += 1;
    }
    count % 2 == 1
}

/// Column where a `//` comment starts.
fn line_comment(text: &[u8]) -> usize {
    let mut quoted = false;
    let mut at = 0;
    while at + 1 < text.len() {
        match text[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'/' if !quoted
                && text[at + 1] == b'/'
                && (at == 0 || text[at - 1] != b'*' || byte(text, at + 2) != b'*') =>
            {
                return at;
            }
            _ => {}
        }
        at += 1;
    }
    MAXCOL
}

impl Editor {
    /// The partner of `c` in the pairs in force, and whether it is searched backwards.
    fn partner(&self, c: char) -> Option<(char, bool)> {
        let pairs = if self.object_pairs { OBJECT_PAIRS } else { &self.options.matchpairs };
        pairs.split(',').find_map(|pair| {
            let (open, close) = (pair.chars().next()?, pair.chars().nth(2)?);
            if open == c {
                Some((close, false))
            } else if close == c {
                Some((open, true))
            } else {
                None
            }
        })
    }

    /// The match of the pair character under or after the cursor, or of an `#if` or a comment. True: it is linewise.
    pub(crate) fn find_match_here(&mut self) -> Option<(Pos, bool)> {
        let cursor = self.win.cursor;
        let text = self.buf.shared(cursor.line);
        let mut pos = cursor;
        let blank = chars::skip_white(&text, 0);
        let mut hash = 0;
        let mut comment = Way::Auto;
        if byte(&text, blank) == b'#' && pos.col <= blank {
            let word = &text[chars::skip_white(&text, blank + 1)..];
            if word.starts_with(b"if") || word.starts_with(b"endif") || word.starts_with(b"el") {
                hash = 1;
            }
        } else if byte(&text, pos.col) == b'/' {
            if byte(&text, pos.col + 1) == b'*' {
                comment = Way::Forward;
                pos.col += 1;
            } else if pos.col > 0 && byte(&text, pos.col - 1) == b'*' {
                comment = Way::Backward;
                pos.col -= 1;
            }
        } else if byte(&text, pos.col) == b'*' {
            if byte(&text, pos.col + 1) == b'/' {
                comment = Way::Backward;
            } else if pos.col > 0 && byte(&text, pos.col - 1) == b'/' {
                comment = Way::Forward;
            }
        }
        if comment != Way::Auto {
            return self.find_comment(pos, comment, false).map(|pos| (pos, false));
        }
        if hash == 0 {
            if pos.col >= text.len() && pos.col > 0 {
                pos.col = chars::last(&text);
            }
            let mut found = None;
            while pos.col < text.len() {
                let c = chars::at(&text, pos.col);
                if let Some((other, back)) = self.partner(c) {
                    found = Some((c, other, back));
                    break;
                }
                pos.col += chars::len_at(&text, pos.col).max(1);
            }
            if let Some((c, other, back)) = found {
                let odd = escaped(&text, pos.col);
                return self.find_pair(pos, c, other, back, odd, None).map(|pos| (pos, false));
            }
            if byte(&text, blank) != b'#' {
                return None;
            }
        }
        let word = &text[chars::skip_white(&text, (blank + 1).min(text.len()))..];
        let forward = if word.starts_with(b"if") || word.starts_with(b"el") {
            true
        } else if word.starts_with(b"endif") {
            false
        } else {
            return None;
        };
        self.find_conditional(pos.line, forward, false).map(|pos| (pos, true))
    }

    /// The unmatched `what` around the cursor: an opening one before it, a closing one after it.
    pub(crate) fn find_unmatched(&mut self, what: char, way: Way) -> Option<Pos> {
        let (other, closing) = self.partner(what)?;
        let back = match way {
            Way::Auto => !closing,
            Way::Forward => false,
            Way::Backward => true,
        };
        self.find_pair(self.win.cursor, other, what, back, false, None)
    }

    /// The bracket `what` that is open at the start of `line`; `known` holds the answers for lines before.
    pub(crate) fn open_at(&mut self, line: usize, what: char, known: &OpenBrackets) -> Option<Pos> {
        let (other, _) = self.partner(what)?;
        self.find_pair(Pos::new(line, 0), other, what, true, false, Some(known))
    }

    /// Searches for `find`, counting `init` as its partner, from `from` on.
    fn find_pair(
        &mut self,
        from: Pos,
        init: char,
        find: char,
        back: bool,
        odd: bool,
        known: Option<&OpenBrackets>,
    ) -> Option<Pos> {
        let mut pos = from;
        let mut text = self.buf.shared(pos.line);
        let mut count = 0;
        let mut fresh = true;
        let mut quotes = false;
        let mut in_quote = false;
        let mut start_quoted: Option<bool> = None;
        loop {
            if self.spend(1) {
                return None;
            }
            if back {
                if pos.col == 0 {
                    if pos.line == 1 {
                        return None;
                    }
                    // What is open at the start of this line closes as many as are counted; all between is paired.
                    if let Some(open) = known.and_then(|known| known.at(pos.line))
                        && self.buf.line(pos.line - 1).last() != Some(&b'\\')
                    {
                        pos = (*open)?;
                        if count == 0 {
                            return Some(pos);
                        }
                        count -= 1;
                        text = self.buf.shared(pos.line);
                        (fresh, in_quote, start_quoted) = (true, false, Some(false));
                        continue;
                    }
                    pos.line -= 1;
                    text = self.buf.shared(pos.line);
                    pos.col = text.len();
                    fresh = true;
                } else {
                    pos.col = chars::before(&text, pos.col);
                }
            } else if pos.col >= text.len() {
                if pos.line == self.buf.count() {
                    return None;
                }
                pos = Pos::new(pos.line + 1, 0);
                text = self.buf.shared(pos.line);
                fresh = true;
            } else {
                pos.col += chars::len_at(&text, pos.col).max(1);
            }
            if fresh && self.ignore_quotes {
                fresh = false;
                quotes = false;
            }
            if fresh {
                fresh = false;
                // Quotes count in a line that holds an even number of them, or where a string continues.
                let (mut number, mut at_start) = (-1_i64, true);
                let mut at = 0;
                while at < text.len() {
                    if at == pos.col + usize::from(back) {
                        at_start = number & 1 == 1;
                    }
                    if text[at] == b'"' && (at == 0 || text[at - 1] != b'\'' || byte(&text, at + 1) != b'\'') {
                        number += 1;
                    }
                    if text[at] == b'\\' && at + 1 < text.len() {
                        at += 1;
                    }
                    at += 1;
                }
                quotes = number & 1 == 1;
                if !quotes {
                    in_quote = false;
                    if text.last() == Some(&b'\\') {
                        quotes = true;
                        if start_quoted.is_none() {
                            in_quote = true;
                            start_quoted = Some(true);
                        } else if back {
                            in_quote = true;
                        }
                    }
                    if pos.line > 1 && self.buf.line(pos.line - 1).last() == Some(&b'\\') {
                        quotes = true;
                        if start_quoted.is_none() {
                            in_quote = at_start;
                            if in_quote {
                                start_quoted = Some(true);
                            }
                        } else if !back {
                            in_quote = true;
                        }
                    }
                }
            }
            if start_quoted.is_none() {
                start_quoted = Some(false);
            }
            let c = chars::at(&text, pos.col);
            match c {
                '\0' => {
                    if pos.col == 0 || byte(&text, pos.col - 1) != b'\\' {
                        in_quote = false;
                        start_quoted = Some(false);
                    }
                    continue;
                }
                '"' => {
                    if quotes && !escaped(&text, pos.col) {
                        in_quote = !in_quote;
                        start_quoted = Some(false);
                    }
                    continue;
                }
                '\'' if !self.ignore_quotes && init != '\'' && find != '\'' => {
                    if back {
                        if pos.col > 1 {
                            if text[pos.col - 2] == b'\'' {
                                pos.col -= 2;
                                continue;
                            } else if text[pos.col - 2] == b'\\' && pos.col > 2 && text[pos.col - 3] == b'\'' {
                                pos.col -= 3;
                                continue;
                            }
                        }
                    } else if pos.col + 1 < text.len() {
                        if text[pos.col + 1] == b'\\' && pos.col + 2 < text.len() && byte(&text, pos.col + 3) == b'\'' {
                            pos.col += 3;
                            continue;
                        } else if byte(&text, pos.col + 2) == b'\'' {
                            pos.col += 2;
                            continue;
                        }
                    }
                }
                _ => {}
            }
            if (!in_quote || start_quoted == Some(true)) && (c == init || c == find) && escaped(&text, pos.col) == odd {
                if c == init {
                    count += 1;
                } else {
                    if count == 0 {
                        return Some(pos);
                    }
                    count -= 1;
                }
            }
        }
    }

    /// The other end of a C comment.
    fn find_comment(&mut self, from: Pos, way: Way, ignore_end: bool) -> Option<Pos> {
        let back = way == Way::Backward;
        let mut pos = from;
        let mut text = self.buf.shared(pos.line);
        let mut comment_col = if back { line_comment(&text) } else { MAXCOL };
        let mut seen = None;
        loop {
            if self.spend(1) {
                return None;
            }
            if back {
                if pos.col == 0 {
                    if pos.line == 1 {
                        return seen;
                    }
                    pos.line -= 1;
                    text = self.buf.shared(pos.line);
                    pos.col = text.len();
                    comment_col = line_comment(&text);
                } else {
                    pos.col = chars::before(&text, pos.col);
                }
                if pos.col == 0 {
                    continue;
                }
                let (before, here) = (byte(&text, pos.col - 1), byte(&text, pos.col));
                if before == b'/'
                    && here == b'*'
                    && (pos.col == 1 || text[pos.col - 2] != b'*')
                    && pos.col < comment_col
                {
                    seen = Some(Pos::new(pos.line, pos.col - 1));
                } else if before == b'*' && here == b'/' {
                    if seen.is_some() {
                        return seen;
                    }
                    if pos.col > 1 && text[pos.col - 2] == b'/' && pos.col <= comment_col {
                        return Some(Pos::new(pos.line, pos.col - 2));
                    }
                    if !ignore_end {
                        return None;
                    }
                }
            } else {
                if pos.col >= text.len() {
                    if pos.line == self.buf.count() {
                        return None;
                    }
                    pos = Pos::new(pos.line + 1, 0);
                    text = self.buf.shared(pos.line);
                } else {
                    pos.col += chars::len_at(&text, pos.col).max(1);
                }
                if byte(&text, pos.col) == b'*' && byte(&text, pos.col + 1) == b'/' {
                    return Some(Pos::new(pos.line, pos.col + 1));
                }
            }
        }
    }

    /// The next or previous branch of an `#if`; `own`: of the one around.
    fn find_conditional(&mut self, line: usize, forward: bool, own: bool) -> Option<Pos> {
        let mut line = line;
        let mut count = 0;
        loop {
            if self.spend(1) || (forward && line == self.buf.count()) || (!forward && line <= 1) {
                return None;
            }
            line = if forward { line + 1 } else { line - 1 };
            let text = self.buf.line(line);
            let col = chars::skip_white(text, 0);
            if byte(text, col) != b'#' {
                continue;
            }
            let word = &text[chars::skip_white(text, col + 1)..];
            let found = Some(Pos::new(line, col));
            if forward {
                if word.starts_with(b"if") {
                    count += 1;
                } else if word.starts_with(b"el") {
                    if count == 0 {
                        return found;
                    }
                } else if word.starts_with(b"endif") {
                    if count == 0 {
                        return found;
                    }
                    count -= 1;
                }
            } else if word.starts_with(b"if") {
                if count == 0 {
                    return found;
                }
                count -= 1;
            } else if own && word.starts_with(b"el") {
                if count == 0 {
                    return found;
                }
            } else if word.starts_with(b"endif") {
                count += 1;
            }
        }
    }

    pub(super) fn move_percent(&mut self, count: Option<usize>, op: &mut Op) -> Moved {
        op.inclusive = true;
        let line = self.win.cursor.line;
        if let Some(percent) = count {
            if percent > 100 {
                return Err(Fail::Beep);
            }
            op.shape = Shape::Line;
            self.set_pc_mark();
            let all = self.buf.count();
            self.win.cursor.line = (all * percent).div_ceil(100).clamp(1, all);
            self.begin_line_sol();
        } else {
            op.shape = Shape::Char;
            op.use_register_one = true;
            let Some((pos, lines)) = self.find_match_here() else { return Err(Fail::Beep) };
            if lines {
                op.shape = Shape::Line;
            }
            self.set_pc_mark();
            self.win.cursor = pos;
            self.win.set_curswant = true;
            self.adjust_for_selection(op);
        }
        if line != self.win.cursor.line {
            self.open_fold_for("percent", op);
        }
        Ok(())
    }

    pub(super) fn move_unmatched(&mut self, forward: bool, what: char, count: usize, op: &mut Op) -> Moved {
        op.exclusive();
        let start = self.win.cursor;
        let found = match what {
            'm' | 'M' => self.find_method(forward, what, count),
            _ => self.repeat_unmatched(forward, what, count),
        };
        self.win.cursor = start;
        match found {
            Some(pos) => {
                self.set_pc_mark();
                self.win.cursor = pos;
                self.win.set_curswant = true;
                self.open_fold_for("block", op);
                Ok(())
            }
            None => Err(Fail::Beep),
        }
    }

    fn repeat_unmatched(&mut self, forward: bool, what: char, count: usize) -> Option<Pos> {
        let way = if forward { Way::Forward } else { Way::Backward };
        let mut found = None;
        for _ in 0..count {
            let cursor = self.win.cursor;
            let next = match what {
                '*' | '/' => self.find_comment(cursor, way, true),
                '#' => self.find_conditional(cursor.line, forward, true),
                _ => self.find_unmatched(what, way),
            };
            let Some(pos) = next else { break };
            self.win.cursor = pos;
            found = Some(pos);
        }
        found
    }

    /// `[m`, `]m`, `[M`, `]M`: starts and ends of methods.
    fn find_method(&mut self, forward: bool, what: char, count: usize) -> Option<Pos> {
        let brace = if forward { '}' } else { '{' };
        let way = if forward { Way::Forward } else { Way::Backward };
        let start = self.win.cursor;
        let (mut outer, mut before) = (None, None);
        while let Some(pos) = self.find_unmatched(brace, way) {
            before = outer;
            self.win.cursor = pos;
            outer = Some(pos);
        }
        self.win.cursor = start;
        let normal = (brace == '{') == (what == 'm');
        let mut left = count;
        let mut found = None;
        let mut last = outer;
        if let Some(pos) = before {
            found = Some(pos);
            self.win.cursor = pos;
            if normal {
                left -= 1;
            }
        }
        while left > 0 {
            loop {
                let step = if forward { self.inc_cursor() } else { self.dec_cursor() };
                if step == Step::Stuck || self.spend(1) {
                    return found.or(None);
                }
                let c = self.char_here();
                if c == '{' || c == '}' {
                    if (c == brace && normal) || (left == 1 && !normal) {
                        return Some(self.win.cursor);
                    }
                    if last.is_none() {
                        last = Some(self.win.cursor);
                        found = last;
                    } else if let Some(pos) = self.find_unmatched(brace, way) {
                        self.win.cursor = pos;
                        found = Some(pos);
                    } else {
                        return found;
                    }
                    break;
                }
            }
            left -= 1;
        }
        found
    }
}
