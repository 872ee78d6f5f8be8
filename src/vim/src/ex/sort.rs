//! `:sort`.

use super::Ex;
use crate::editor::Editor;
use crate::text::{Line, MAXCOL};

/// What lines are compared by.
enum KeyOf {
    Text(Vec<u8>),
    /// Lines without a number come first.
    Number(Option<i128>),
    Float(f64),
}

impl Editor {
    pub(super) fn ex_sort(&mut self, ex: &Ex) {
        let mut flags = String::new();
        let mut pattern = None;
        let mut rest = ex.args.as_str();
        while let Some(c) = rest.chars().next() {
            match c {
                ' ' | '\t' => rest = &rest[1..],
                'i' | 'l' | 'r' | 'n' | 'f' | 'b' | 'o' | 'x' | 'u' => {
                    flags.push(c);
                    rest = &rest[1..];
                }
                '"' => break,
                '|' => break,
                c if !c.is_ascii_alphanumeric() && pattern.is_none() => {
                    let end = crate::search::pattern_end(&rest[c.len_utf8()..], c);
                    pattern = Some(rest[c.len_utf8()..c.len_utf8() + end].to_owned());
                    rest = rest.get(2 * c.len_utf8() + end..).unwrap_or("");
                }
                _ => {
                    self.error_with("E475", &[("text", rest.to_owned())]);
                    return;
                }
            }
        }
        if ex.first == ex.last {
            return;
        }
        let compiled = match pattern {
            Some(text) => {
                let text = if text.is_empty() { self.last_pattern() } else { Some(text) };
                let Some(found) = text.and_then(|text| self.compile(&text)) else { return };
                Some(found)
            }
            None => None,
        };
        let has = |flag| flags.contains(flag);
        let mut lines: Vec<(KeyOf, Line)> = Vec::with_capacity(ex.last - ex.first + 1);
        for number in ex.first..=ex.last {
            if self.spend(5) {
                return;
            }
            let text = self.buf.shared(number);
            let (mut start, mut end) = (0, text.len());
            if let Some(pattern) = &compiled {
                match self.match_in_line(pattern, number, 0) {
                    Some(found) if has('r') => (start, end) = (found.start.col, found.end.col),
                    Some(found) => start = found.end.col,
                    None => end = 0,
                }
            }
            let part = crate::text::chars::slice(&text, start, end);
            let key = if has('n') || has('x') || has('o') || has('b') {
                KeyOf::Number(number_in(
                    part,
                    if has('x') {
                        16
                    } else if has('o') {
                        8
                    } else if has('b') {
                        2
                    } else {
                        10
                    },
                ))
            } else if has('f') {
                KeyOf::Float(float_in(part))
            } else if has('i') {
                KeyOf::Text(String::from_utf8_lossy(part).to_lowercase().into_bytes())
            } else {
                KeyOf::Text(part.to_vec())
            };
            lines.push((key, text));
        }
        self.save(ex.first - 1, ex.last + 1);
        lines.sort_by(|(a, _), (b, _)| match (a, b) {
            (KeyOf::Text(a), KeyOf::Text(b)) => a.cmp(b),
            (KeyOf::Number(a), KeyOf::Number(b)) => a.cmp(b),
            (KeyOf::Float(a), KeyOf::Float(b)) => a.total_cmp(b),
            _ => std::cmp::Ordering::Equal,
        });
        if ex.bang {
            lines.reverse();
        }
        let mut sorted: Vec<Line> = Vec::with_capacity(lines.len());
        for (_, line) in lines {
            let same = |last: &Line| {
                if has('i') { last.text().to_lowercase() == line.text().to_lowercase() } else { *last == line }
            };
            if !(has('u') && sorted.last().is_some_and(same)) {
                sorted.push(line);
            }
        }
        let count = ex.last - ex.first + 1;
        let deleted = count - sorted.len();
        for (offset, line) in sorted.into_iter().enumerate() {
            self.set_line(ex.first + offset, line);
        }
        self.buf.lines.remove_many(ex.last + 1 - deleted, deleted);
        if deleted > 0 {
            self.adjust_marks(ex.last - deleted, ex.last, MAXCOL as isize, -(deleted as isize));
        }
        self.changed(ex.first, 0);
        self.win.cursor.line = ex.first;
        self.begin_line_fix();
    }
}

/// The first number in a text.
fn number_in(text: &[u8], radix: u32) -> Option<i128> {
    let is_digit = |byte: u8| char::from(byte).is_digit(radix);
    let at = text.iter().position(|byte| is_digit(*byte))?;
    let negative = at > 0 && text[at - 1] == b'-';
    let mut start = at;
    if radix == 16 && text[at] == b'0' && text.get(at + 1).is_some_and(|b| b | 0x20 == b'x') {
        start += 2;
    }
    let value = text[start..]
        .iter()
        .take_while(|byte| is_digit(**byte))
        .fold(0_i128, |sum, byte| {
            sum.saturating_mul(i128::from(radix))
                .saturating_add(i128::from(char::from(*byte).to_digit(radix).unwrap_or(0)))
        })
        .min(i128::from(u64::MAX));
    Some(if negative { -value } else { value })
}

/// The number a text starts with.
fn float_in(text: &[u8]) -> f64 {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start().trim_start_matches('+').trim_start();
    if text.is_empty() {
        return f64::MIN;
    }
    let mut end = text.len();
    while end > 0 {
        if let Some(value) = text.get(..end).and_then(|part| part.parse().ok()) {
            return value;
        }
        end -= 1;
    }
    0.0
}
