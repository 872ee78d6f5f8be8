//! `i"`, `a'`, and the like: strings within a line.

use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::chars;

fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// The next `quote` at or after `col`; a backslash hides one when `escape`.
fn next_quote(text: &[u8], col: usize, quote: u8, escape: bool) -> Option<usize> {
    let mut col = col;
    while col < text.len() {
        if escape && text[col] == b'\\' {
            col += 1;
            if col >= text.len() {
                return None;
            }
        } else if text[col] == quote {
            return Some(col);
        }
        col += chars::len_at(text, col).max(1);
    }
    None
}

/// The `quote` before `col`, or where the search ended.
fn previous_quote(text: &[u8], col: usize, quote: u8, escape: bool) -> usize {
    let mut col = col;
    while col > 0 {
        col = chars::before(text, col);
        let mut slashes = 0;
        if escape {
            while col > slashes && text[col - slashes - 1] == b'\\' {
                slashes += 1;
            }
        }
        if slashes % 2 == 1 {
            col -= slashes;
        } else if byte(text, col) == quote {
            break;
        }
    }
    col
}

impl Editor {
    pub(super) fn quote_object(&mut self, around: bool, quote: u8, count: usize, op: &mut Op) -> bool {
        let text = self.buf.shared(self.win.cursor.line);
        let text = &text[..];
        let cursor = self.win.cursor;
        let visual = self.visual_start();
        let mut empty = true;
        let mut forward = false;
        if let Some(from) = visual {
            if from.line != cursor.line {
                return false;
            }
            forward = from < cursor;
            empty = from == cursor;
        }
        let from = visual.map_or(0, |pos| pos.col);
        let (mut inside, mut selected) = (false, false);
        if !empty {
            let (low, high) = if forward { (from, cursor.col) } else { (cursor.col, from) };
            inside = low > 0 && byte(text, low - 1) == quote && high < text.len() && byte(text, high + 1) == quote;
            selected = (low..=high).any(|at| byte(text, at) == quote);
        }
        let Some((mut start, mut end)) = find_string(text, cursor.col, quote, empty, forward) else { return false };
        if around {
            if chars::is_white(byte(text, end + 1)) {
                while chars::is_white(byte(text, end + 1)) {
                    end += 1;
                }
            } else {
                while start > 0 && chars::is_white(text[start - 1]) {
                    start -= 1;
                }
            }
        }
        if !around && count < 2 && (empty || !inside) {
            start += 1;
        }
        self.win.cursor.col = start;
        if visual.is_some() {
            let outside = byte(text, from) != quote && (from == 0 || byte(text, from - 1) != quote);
            if empty || (forward && !selected && (inside || outside)) {
                self.set_visual_start(self.win.cursor);
            }
        } else {
            op.start = self.win.cursor;
            op.shape = Shape::Char;
        }
        self.win.cursor.col = end;
        let mut inclusive = false;
        if (around || count > 1 || (!empty && inside)) && self.inc_cursor() == Step::End {
            inclusive = true;
        }
        if let Some(visual) = self.visual {
            if empty || forward {
                if !self.exclusive_selection() {
                    self.dec_cursor();
                }
            } else {
                if inside
                    || (!selected
                        && byte(text, from) != quote
                        && (byte(text, from) == 0 || byte(text, from + 1) != quote))
                {
                    self.dec_cursor();
                    self.set_visual_start(self.win.cursor);
                }
                self.win.cursor.col = start;
            }
            if visual.kind == 'V' {
                self.set_visual_kind('v');
            }
        } else {
            op.inclusive = inclusive;
        }
        true
    }
}

/// The quotes of the string at `col`, or of the next one when an area is being grown.
fn find_string(text: &[u8], col: usize, quote: u8, empty: bool, forward: bool) -> Option<(usize, usize)> {
    if !empty && byte(text, col) == quote {
        if forward {
            let start = next_quote(text, col + 1, quote, false)?;
            return Some(match next_quote(text, start + 1, quote, true) {
                Some(end) => (start, end),
                None => (col, start),
            });
        }
        let end = previous_quote(text, col, quote, false);
        if byte(text, end) != quote {
            return None;
        }
        let start = previous_quote(text, end, quote, true);
        return Some(if byte(text, start) == quote { (start, end) } else { (end, col) });
    }
    if byte(text, col) == quote || !empty {
        let mut first = col;
        if !empty {
            first =
                if forward { next_quote(text, col, quote, false)? } else { previous_quote(text, col, quote, false) };
        }
        let mut start = 0;
        loop {
            start = next_quote(text, start, quote, false).filter(|start| *start <= first)?;
            let end = next_quote(text, start + 1, quote, true)?;
            if start <= first && first <= end {
                return Some((start, end));
            }
            start = end + 1;
        }
    }
    let mut start = previous_quote(text, col, quote, true);
    if byte(text, start) != quote {
        start = next_quote(text, start, quote, false)?;
    }
    Some((start, next_quote(text, start + 1, quote, true)?))
}
