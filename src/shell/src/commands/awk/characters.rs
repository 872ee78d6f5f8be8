//! Characters of UTF-8 text: gawk counts in characters, a stray byte being one of its own.

/// Length in bytes of the character at `at`; 0 at the end.
#[inline]
pub fn length_at(text: &[u8], at: usize) -> usize {
    let Some(first) = text.get(at) else { return 0 };
    let length = match first {
        0..0x80 => return 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return 1,
    };
    match text.get(at..at + length) {
        Some(bytes) if std::str::from_utf8(bytes).is_ok() => length,
        _ => 1,
    }
}

/// Number of characters.
#[inline]
pub fn count(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if let Ok(text) = std::str::from_utf8(text) {
        return text.chars().count();
    }
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        at += length_at(text, at);
        count += 1;
    }
    count
}

/// Byte offset of character number `index` (from 0); the end when there are fewer.
#[inline]
pub fn offset(text: &[u8], index: usize) -> usize {
    let prefix = &text[..index.min(text.len())];
    if prefix.is_ascii() {
        return prefix.len();
    }
    let mut at = 0;
    for _ in 0..index {
        if at >= text.len() {
            break;
        }
        at += length_at(text, at);
    }
    at
}

/// Upper or lower case, character by character; stray bytes stay.
pub fn change_case(text: &[u8], upper: bool) -> Vec<u8> {
    if text.is_ascii() {
        return if upper { text.to_ascii_uppercase() } else { text.to_ascii_lowercase() };
    }
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let length = length_at(text, at);
        let bytes = &text[at..at + length];
        at += length;
        match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
            Some(c) => out.extend_from_slice(one_to_one(c, upper).encode_utf8(&mut [0; 4]).as_bytes()),
            None => out.extend_from_slice(bytes),
        }
    }
    out
}

/// C's `towupper` and `towlower` give one character for one.
pub fn one_to_one(c: char, upper: bool) -> char {
    let changed = |mut all: Box<dyn Iterator<Item = char>>| match (all.next(), all.next()) {
        (Some(only), None) => only,
        _ => c,
    };
    if upper { changed(Box::new(c.to_uppercase())) } else { changed(Box::new(c.to_lowercase())) }
}
