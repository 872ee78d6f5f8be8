//! Screen columns: tabs, wide characters, and the way from a column to a byte and back.

use super::{chars, width};

/// The screen columns a character takes, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    /// First column.
    pub(crate) start: usize,
    /// Last column.
    pub(crate) end: usize,
}

/// Cells of the character at `col` when it starts at screen column `column`.
pub(crate) fn width_at(line: &[u8], col: usize, column: usize, tabstop: usize) -> usize {
    match line.get(col) {
        None => 0,
        Some(b'\t') => tabstop - column % tabstop,
        Some(byte @ 0x20..=0x7e) if line.get(col + 1).is_none_or(|b| *b < 0x80) => usize::from(*byte >= 0x20),
        Some(_) => width::cells(chars::at(line, col)),
    }
}

/// Screen columns of the character that contains byte `col`; one cell past the end.
pub(crate) fn of(line: &[u8], col: usize, tabstop: usize) -> Cells {
    let col = chars::head(line, col);
    // Printable ASCII takes a cell a byte; only the last of a run may have a combining character.
    let plain = line[..col].iter().take_while(|byte| (0x20..=0x7e).contains(*byte)).count();
    let mut at = if plain == col { plain } else { plain.saturating_sub(1) };
    let mut column = at;
    while at < col {
        column += width_at(line, at, column, tabstop);
        at += chars::len_at(line, at).max(1);
    }
    let size = width_at(line, at, column, tabstop).max(1);
    Cells { start: column, end: column + size - 1 }
}

/// Width of a whole line.
pub(crate) fn total(line: &[u8], tabstop: usize) -> usize {
    of(line, line.len(), tabstop).start
}

/// The byte of the character that covers screen column `column`, or the line's length when it is shorter.
pub(crate) fn byte_at(line: &[u8], column: usize, tabstop: usize) -> usize {
    let (mut at, mut now) = (0, 0);
    while at < line.len() {
        let size = width_at(line, at, now, tabstop);
        if now + size > column {
            return at;
        }
        now += size;
        at += chars::len_at(line, at).max(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_wide_characters() {
        let line = "a\t漢b".as_bytes();
        assert_eq!(of(line, 1, 8), Cells { start: 1, end: 7 });
        assert_eq!(of(line, 2, 8), Cells { start: 8, end: 9 });
        assert_eq!((byte_at(line, 5, 8), byte_at(line, 9, 8), byte_at(line, 10, 8)), (1, 2, 5));
        assert_eq!(total(line, 8), 11);
    }
}
