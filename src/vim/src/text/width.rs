//! How wide a character is drawn, and which kind of word it belongs to.

use super::tables::{CLASSES, COMPOSING, UNPRINTABLE, WIDE};
use std::cmp::Ordering;

fn find(table: &[(u32, u32)], code: u32) -> bool {
    table.binary_search_by(|&(first, last)| order(first, last, code)).is_ok()
}

fn find_value(table: &[(u32, u32, u32)], code: u32) -> Option<u32> {
    let index = table.binary_search_by(|&(first, last, _)| order(first, last, code)).ok()?;
    table.get(index).map(|entry| entry.2)
}

fn order(first: u32, last: u32, code: u32) -> Ordering {
    if last < code {
        Ordering::Less
    } else if first > code {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

/// Is it drawn over the character before it?
pub(crate) fn is_composing(c: char) -> bool {
    c as u32 >= 0x300 && find(COMPOSING, c as u32)
}

/// Cells taken, but for a tab, whose width depends on its column.
pub(crate) fn cells(c: char) -> usize {
    match c as u32 {
        0x20..=0x7e => 1,
        0..=0x1f | 0x7f => 2,
        0xa0..=0x2ff => 1,
        code => {
            if let Some(width) = find_value(UNPRINTABLE, code) {
                width as usize
            } else if find(COMPOSING, code) {
                0
            } else if find(WIDE, code) {
                2
            } else {
                1
            }
        }
    }
}

/// Is it a word character ('iskeyword' at its default `@,48-57,_,192-255`)?
pub(crate) fn is_word(c: char) -> bool {
    match c as u32 {
        0x30..=0x39 | 0x41..=0x5a | 0x5f | 0x61..=0x7a | 0xb5 | 0xc0..=0xff => true,
        0..=0xff => false,
        _ => class(c) >= 2,
    }
}

/// vim's `charclass()`: 0 blank, 1 punctuation, 2 word, others each a script of its own.
pub(crate) fn class(c: char) -> u32 {
    match c {
        '\0' | ' ' | '\t' | '\u{a0}' => 0,
        c if (c as u32) < 0x100 => {
            if is_word(c) {
                2
            } else {
                1
            }
        }
        c => find_value(CLASSES, c as u32).unwrap_or(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_classes() {
        assert_eq!(['a', '漢', '\u{301}', '\x01', '\u{80}'].map(cells), [1, 2, 0, 2, 4]);
        assert_eq!(['a', ' ', '.', '漢', 'é', '🙂'].map(class), [2, 0, 1, 0x4e00, 2, 3]);
    }
}
