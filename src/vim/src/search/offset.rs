//! What follows the pattern: `/foo/e+1`, `/foo/+2`, `/foo/;/bar`.

use serde::{Deserialize, Serialize};

/// Where the cursor goes, seen from the match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Offset {
    /// In lines.
    pub(crate) line: bool,
    /// From its end.
    pub(crate) end: bool,
    /// How far.
    pub(crate) by: isize,
}

/// A typed search, split.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Typed {
    /// The pattern, with the delimiter's backslash removed; empty for "the last one".
    pub(crate) pattern: String,
    /// The offset, when there was a delimiter.
    pub(crate) offset: Offset,
    /// A search that follows `;`: its delimiter and text.
    pub(crate) next: Option<(char, String)>,
    /// The text was empty: the last offset too.
    pub(crate) empty: bool,
}

/// End of the pattern that starts at the beginning of `text`: the index of the delimiter, or the length.
pub(crate) fn pattern_end(text: &str, delimiter: char) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == delimiter {
            return at;
        }
        if c == '\\' {
            chars.next();
        } else if c == '['
            && let Some(close) = closing_bracket(&text[at + 1..])
        {
            let end = at + 1 + close;
            while chars.clone().next().is_some_and(|(next, _)| next <= end) {
                chars.next();
            }
        }
    }
    text.len()
}

/// Index of the `]` that ends a collection; none when it is not closed.
fn closing_bracket(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = usize::from(bytes.first() == Some(&b'^'));
    if bytes.get(at) == Some(&b']') || bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    while at < bytes.len() && bytes[at] != b']' {
        if bytes[at] == b'\\'
            && matches!(
                bytes.get(at + 1),
                Some(b'\\' | b']' | b'^' | b'-' | b'e' | b't' | b'r' | b'b' | b'n' | b'd' | b'o' | b'x' | b'u' | b'U')
            )
        {
            at += 1;
        } else if bytes[at] == b'['
            && bytes.get(at + 1) == Some(&b':')
            && let Some(end) = text.get(at..).and_then(|rest| rest.find(":]"))
        {
            at += end + 1;
        }
        at += 1;
    }
    (at < bytes.len()).then_some(at)
}

/// Splits what was typed after `/` or `?`.
pub(crate) fn split(text: &str, delimiter: char) -> Typed {
    let end = pattern_end(text, delimiter);
    let mut pattern = text[..end].to_owned();
    if delimiter == '?' {
        pattern = pattern.replace("\\?", "?");
    } else {
        pattern = pattern.replace("\\/", "/");
    }
    let mut offset = Offset::default();
    let mut next = None;
    if end < text.len() {
        let rest = &text[end + delimiter.len_utf8()..];
        let bytes = rest.as_bytes();
        let mut at = 0;
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        match bytes.first() {
            Some(b'+' | b'-') => offset.line = true,
            Some(c) if c.is_ascii_digit() => offset.line = true,
            Some(b'e') => {
                offset.end = true;
                at = 1;
            }
            Some(b's' | b'b') => at = 1,
            _ => {}
        }
        let sign = bytes.get(at).copied();
        if digit(at) || matches!(sign, Some(b'+' | b'-')) {
            let negative = sign == Some(b'-');
            if !digit(at) {
                at += 1;
            }
            let start = at;
            while digit(at) {
                at += 1;
            }
            let number: isize = rest[start..at].parse().unwrap_or(1);
            offset.by = if negative { -number } else { number };
        }
        if bytes.get(at) == Some(&b';')
            && let Some(delimiter) = rest[at + 1..].chars().next()
        {
            next = Some((delimiter, rest[at + 1 + delimiter.len_utf8()..].to_owned()));
        }
    }
    Typed { empty: text.is_empty(), pattern, offset, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        let typed = split("a[/]b/e-1", '/');
        assert_eq!((typed.pattern.as_str(), typed.offset), ("a[/]b", Offset { line: false, end: true, by: -1 }));
        assert_eq!(split("x/+", '/').offset, Offset { line: true, end: false, by: 1 });
        assert_eq!(split("x/;?y", '/').next, Some(('?', "y".to_owned())));
        assert_eq!(split("a\\/b", '/').pattern, "a/b");
    }
}
