//! Ctrl-A and Ctrl-X: adding to the number under or after the cursor.

use super::{Op, Shape};
use crate::editor::Editor;
use crate::text::{MAXCOL, Pos, chars};

/// What a number is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Decimal,
    Octal,
    Hex(u8),
    Binary(u8),
}

/// Formats that 'nrformats' allows.
#[derive(Clone, Copy)]
struct Formats {
    hex: bool,
    octal: bool,
    binary: bool,
    alpha: bool,
    unsigned: bool,
}

fn at(text: &[u8], col: usize) -> u8 {
    text.get(col).copied().unwrap_or(0)
}

fn is_binary(byte: u8) -> bool {
    byte == b'0' || byte == b'1'
}

/// Reads a number: its base, its length in bytes, its value.
fn read(text: &[u8], formats: Formats, max: usize) -> (Base, usize, u64) {
    let text = &text[..text.len().min(max)];
    let next = at(text, 1);
    let mut base = Base::Decimal;
    let mut start = 0;
    if at(text, 0) == b'0' && next != b'8' && next != b'9' {
        if formats.hex && (next | 0x20) == b'x' && at(text, 2).is_ascii_hexdigit() {
            base = Base::Hex(next);
            start = 2;
        } else if formats.binary && (next | 0x20) == b'b' && is_binary(at(text, 2)) {
            base = Base::Binary(next);
            start = 2;
        } else if formats.octal {
            let mut end = 1;
            base = Base::Decimal;
            while at(text, end).is_ascii_digit() {
                if at(text, end) > b'7' {
                    base = Base::Decimal;
                    break;
                }
                base = Base::Octal;
                end += 1;
            }
        }
    }
    let (radix, is_digit): (u64, fn(u8) -> bool) = match base {
        Base::Hex(_) => (16, |b| b.is_ascii_hexdigit()),
        Base::Binary(_) => (2, is_binary),
        Base::Octal => (8, |b| (b'0'..=b'7').contains(&b)),
        Base::Decimal => (10, |b| b.is_ascii_digit()),
    };
    let mut value: u64 = 0;
    let mut end = start;
    while is_digit(at(text, end)) {
        let digit = char::from(text[end]).to_digit(16).unwrap_or(0);
        value = value.checked_mul(radix).and_then(|v| v.checked_add(u64::from(digit))).unwrap_or(u64::MAX);
        end += 1;
    }
    (base, end, value)
}

impl Editor {
    fn formats(&self) -> Formats {
        let has = |name| self.options.nrformats.split(',').any(|part| part == name);
        Formats {
            hex: has("hex"),
            octal: has("octal"),
            binary: has("bin"),
            alpha: has("alpha"),
            unsigned: has("unsigned"),
        }
    }

    /// Ctrl-A or Ctrl-X in Normal mode.
    pub(crate) fn add_to_number(&mut self, amount: i64) {
        self.save_cursor_line();
        let pos = self.win.cursor;
        if self.add_at(pos, None, amount, false) {
            self.changed(pos.line, 0);
        }
    }

    pub(crate) fn op_number(&mut self, op: Op, amount: i64, progressive: bool) {
        self.save(op.start.line - 1, op.end.line + 1);
        let mut total = amount;
        let mut first = None;
        let mut end = op.end;
        if op.shape == Shape::Char && !op.inclusive {
            self.dec(&mut end);
        }
        let last_line = if op.shape == Shape::Char { end.line } else { op.end.line };
        for line in op.start.line..=last_line {
            if self.spend(1) {
                break;
            }
            let len = self.buf.line(line).len();
            let (col, length) = match op.shape {
                Shape::Block => {
                    let block = self.block(&op, line, false);
                    (block.col, block.len)
                }
                Shape::Line => {
                    self.win.cursor.col = 0;
                    (0, len)
                }
                Shape::Char => {
                    let col = if line == op.start.line { op.start.col } else { 0 };
                    let last = if line == end.line { end.col.min(len.saturating_sub(1)) + 1 } else { len };
                    (col, last.saturating_sub(col))
                }
            };
            if self.add_at(Pos::new(line, col), Some(length), total, op.shape != Shape::Line) {
                first.get_or_insert(self.buf.op_start);
                if progressive {
                    total += amount;
                }
            }
        }
        if let Some(first) = first {
            self.changed(op.start.line, 0);
            if !self.lock_marks {
                self.buf.op_start = first;
            }
        }
        self.check_cursor_col();
    }

    /// Adds to the number at or after `pos`, within `area` bytes when it is given.
    fn add_at(&mut self, pos: Pos, area: Option<usize>, amount: i64, bounded: bool) -> bool {
        let saved = self.win.cursor;
        let done = self.add_here(pos, area, amount, bounded);
        if area.is_some() {
            self.win.cursor = saved;
        } else if done {
            self.win.set_curswant = true;
        }
        done
    }

    fn add_here(&mut self, pos: Pos, area: Option<usize>, amount: i64, bounded: bool) -> bool {
        let formats = self.formats();
        self.win.cursor = pos;
        let text = self.buf.shared(pos.line);
        let mut col = pos.col;
        if text.is_empty() || col >= text.len() {
            return false;
        }
        let is_start = |byte: u8| byte.is_ascii_digit() || (formats.alpha && byte.is_ascii_alphabetic());
        let mut length = area.unwrap_or(0);
        let mut negative = false;
        let mut was_positive = true;
        if area.is_none() {
            col = number_start(&text, col, formats);
        } else {
            while col < text.len() && length > 0 && !is_start(text[col]) {
                let len = chars::len_at(&text, col).max(1);
                col += len;
                length = length.saturating_sub(len);
            }
            if length == 0 {
                return false;
            }
            if col > pos.col && text[col - 1] == b'-' && !formats.unsigned {
                negative = true;
                was_positive = false;
            }
        }
        let first = at(&text, col);
        if !is_start(first) {
            self.beep();
            return false;
        }
        if formats.alpha && first.is_ascii_alphabetic() {
            let base = if first.is_ascii_uppercase() { b'A' } else { b'a' };
            let letter = (i64::from(first - base) + amount).clamp(0, 25) as u8 + base;
            self.set_line(pos.line, chars::splice(&text, col, col + 1, &[letter]));
            self.win.cursor.col = col;
            self.buf.op_start = self.win.cursor;
            self.buf.op_end = self.win.cursor;
            return true;
        }
        let visual = area.is_some();
        if col > 0 && text[col - 1] == b'-' && !visual && !formats.unsigned {
            col -= 1;
            negative = true;
        }
        let max = if visual && bounded {
            if self.buf.visual.curswant == MAXCOL { text.len() - col } else { length }
        } else {
            usize::MAX
        };
        let sign = usize::from(negative && !visual);
        let (base, len, old) = read(&text[col + sign..], formats, max.saturating_sub(sign).max(1));
        let mut length = len + sign;
        if base != Base::Decimal && negative {
            if !visual {
                col += 1;
                length -= 1;
            }
            negative = false;
        }
        let mut subtract = amount < 0;
        if negative {
            subtract = !subtract;
        }
        let by = amount.unsigned_abs();
        let mut value = if subtract { old.wrapping_sub(by) } else { old.wrapping_add(by) };
        if base == Base::Decimal {
            if subtract && value > old {
                value = 1_u64.wrapping_add(value ^ u64::MAX);
                negative = !negative;
            } else if !subtract && value < old {
                value ^= u64::MAX;
                negative = !negative;
            }
            if value == 0 {
                negative = false;
            }
        }
        if formats.unsigned && negative {
            value = if subtract { 0 } else { u64::MAX };
            negative = false;
        }
        if visual && !was_positive && !negative && col > 0 && base == Base::Decimal {
            col -= 1;
            length += 1;
        }
        let old_text = &text[col..(col + length).min(text.len())];
        for byte in old_text {
            if byte.is_ascii_alphabetic() {
                self.hex_upper = byte.is_ascii_uppercase();
            }
        }
        let new = written(
            value,
            base,
            negative && (!visual || was_positive),
            length,
            at(&text, col),
            first,
            formats,
            self.hex_upper,
        );
        self.set_line(pos.line, chars::splice(&text, col, col + length, &new));
        self.win.cursor.col = col;
        self.buf.op_start = self.win.cursor;
        self.win.cursor.col = col + new.len() - 1;
        self.buf.op_end = self.win.cursor;
        true
    }
}

/// Where the number at or after `col` starts, in Normal mode.
fn number_start(text: &[u8], origin: usize, formats: Formats) -> usize {
    let mut col = origin;
    let back = |mut col: usize, is: fn(u8) -> bool| {
        while col > 0 && is(at(text, col)) {
            col = chars::before(text, col);
        }
        col
    };
    if formats.binary {
        col = back(col, is_binary);
    }
    if formats.hex {
        col = back(col, |b| b.is_ascii_hexdigit());
    }
    let prefixed = |col: usize, letter: u8, is: fn(u8) -> bool| {
        col > 0 && (at(text, col) | 0x20) == letter && text[col - 1] == b'0' && is(at(text, col + 1))
    };
    let hex: fn(u8) -> bool = |b| b.is_ascii_hexdigit();
    if formats.binary && formats.hex && !prefixed(col, b'x', hex) {
        col = back(origin, |b| b.is_ascii_digit());
    }
    if (formats.hex && prefixed(col, b'x', hex)) || (formats.binary && prefixed(col, b'b', is_binary)) {
        return col - 1;
    }
    col = origin;
    while col < text.len() && !text[col].is_ascii_digit() && !(formats.alpha && text[col].is_ascii_alphabetic()) {
        col += chars::len_at(text, col).max(1);
    }
    while col > 0 && text[col - 1].is_ascii_digit() && !(formats.alpha && at(text, col).is_ascii_alphabetic()) {
        col -= 1;
    }
    col
}

/// The new number as it is written in place of the old.
#[allow(clippy::too_many_arguments)] // Each is one fact about the old number.
fn written(
    value: u64,
    base: Base,
    minus: bool,
    length: usize,
    start: u8,
    first: u8,
    formats: Formats,
    upper: bool,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut length = length as isize;
    if start == b'-' {
        length -= 1;
    }
    if minus {
        out.push(b'-');
    }
    if base != Base::Decimal {
        out.push(b'0');
        length -= 1;
    }
    let digits = match base {
        Base::Hex(letter) => {
            out.push(letter);
            length -= 1;
            if upper { format!("{value:X}") } else { format!("{value:x}") }
        }
        Base::Binary(letter) => {
            out.push(letter);
            length -= 1;
            if value == 0 { String::new() } else { format!("{value:b}") }
        }
        Base::Octal => format!("{value:o}"),
        Base::Decimal => value.to_string(),
    };
    length -= digits.len() as isize;
    if first == b'0' && !(formats.octal && base == Base::Decimal) {
        out.resize(out.len() + length.max(0) as usize, b'0');
    }
    out.extend_from_slice(digits.as_bytes());
    out
}
