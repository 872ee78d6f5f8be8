//! Characters in a line of bytes: where they start, how long they are, what they are.

use super::width;

/// The character at byte `col`, `'\0'` at or past the end.
pub(crate) fn at(line: &[u8], col: usize) -> char {
    decode(line, col).0
}

/// The character at `col` and its length in bytes, without composing characters.
fn decode(line: &[u8], col: usize) -> (char, usize) {
    let Some(&first) = line.get(col) else { return ('\0', 0) };
    if first < 0x80 {
        return (char::from(first), 1);
    }
    let len = match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    let end = (col + len).min(line.len());
    match std::str::from_utf8(&line[col..end]).ok().and_then(|s| s.chars().next()) {
        Some(c) => (c, len),
        None => ('\u{fffd}', 1),
    }
}

/// Length in bytes of the character at `col` with its composing characters; 0 at the end.
pub(crate) fn len_at(line: &[u8], col: usize) -> usize {
    let (_, mut len) = decode(line, col);
    if len == 0 {
        return 0;
    }
    while line.get(col + len).is_some_and(|b| *b >= 0x80) {
        let (c, more) = decode(line, col + len);
        if more == 0 || !width::is_composing(c) {
            break;
        }
        len += more;
    }
    len
}

/// Length in bytes of the character at `col` alone, without composing characters; 0 at the end.
pub(crate) fn bare_len_at(line: &[u8], col: usize) -> usize {
    decode(line, col).1
}

/// The first byte of the character (composing characters belong to their base) that contains byte `col`.
pub(crate) fn head(line: &[u8], col: usize) -> usize {
    let mut start = col.min(line.len());
    if start == line.len() {
        return start;
    }
    loop {
        while start > 0 && line[start] & 0xc0 == 0x80 {
            start -= 1;
        }
        if start > 0 && line[start] >= 0x80 && width::is_composing(decode(line, start).0) {
            start -= 1;
            continue;
        }
        return start;
    }
}

/// The first byte of the character before `col`; 0 at the start.
pub(crate) fn before(line: &[u8], col: usize) -> usize {
    match col.min(line.len()) {
        0 => 0,
        col => head(line, col - 1),
    }
}

/// Column of the last character; 0 in an empty line.
pub(crate) fn last(line: &[u8]) -> usize {
    before(line, line.len())
}

/// Space or tab.
pub(crate) fn is_white(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// First byte at or after `col` that is neither space nor tab.
pub(crate) fn skip_white(line: &[u8], col: usize) -> usize {
    let mut col = col.min(line.len());
    while col < line.len() && is_white(line[col]) {
        col += 1;
    }
    col
}

/// Does the line hold blanks only?
pub(crate) fn is_blank(line: &[u8]) -> bool {
    skip_white(line, 0) == line.len()
}

/// A part of the line; ends beyond the line are cut.
pub(crate) fn slice(line: &[u8], start: usize, end: usize) -> &[u8] {
    let end = end.min(line.len());
    &line[start.min(end)..end]
}

/// `line` with the bytes from `start` to `end` replaced by `with`.
pub(crate) fn splice(line: &[u8], start: usize, end: usize, with: &[u8]) -> Vec<u8> {
    let start = start.min(line.len());
    let end = end.clamp(start, line.len());
    let mut out = Vec::with_capacity(line.len() + with.len());
    out.extend_from_slice(&line[..start]);
    out.extend_from_slice(with);
    out.extend_from_slice(&line[end..]);
    out
}

/// Appends a character as UTF-8.
pub(crate) fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The bytes of a character as UTF-8.
pub(crate) fn bytes(c: char) -> Vec<u8> {
    c.to_string().into_bytes()
}

/// The other case, character by character, when it is one character.
pub(crate) fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// Lower case, when it is one character.
pub(crate) fn lower(c: char) -> char {
    let mut all = c.to_lowercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composing_characters_belong_to_their_base() {
        let line = "ae\u{301}\u{302}x".as_bytes();
        assert_eq!((len_at(line, 1), head(line, 3), before(line, 6)), (5, 1, 1));
        assert_eq!((len_at(line, 7), at(line, 99), last(b"")), (0, '\0', 0));
    }

    #[test]
    fn bytes_that_are_no_utf8_are_single_characters() {
        assert_eq!((len_at(b"\xff\xfe", 0), head(b"\xc3", 0), len_at(b"\xe2\x82", 0)), (1, 0, 1));
    }
}
