//! PostgreSQL's bracket expressions: POSIX's, with escapes inside.

use super::escape::{self, Escape};
use crate::class::{Class, Named};
use crate::error::{ErrorKind, PatternError};
use crate::parse::Cursor;
use crate::syntax::Flags;
use crate::unit::MAX_CHAR;

enum Item {
    Unit(u32),
    Class(Class),
}

/// Parses what follows `[`, up to and with its `]`.
pub(super) fn parse(cursor: &mut Cursor, flags: Flags) -> Result<Class, PatternError> {
    let open = cursor.at;
    let unclosed = PatternError::new(ErrorKind::OpenBracket, open);
    let negated = cursor.eat(b"^");
    let mut ranges = vec![];
    let mut first = true;
    loop {
        match cursor.peek() {
            None => return Err(unclosed),
            Some(b']') if !first => {
                cursor.at += 1;
                break;
            }
            // A hyphen is itself only at either end.
            Some(b'-') if !first && cursor.peek_at(1) != Some(b']') => {
                return Err(PatternError::new(ErrorKind::BadRange, cursor.at));
            }
            _ => {}
        }
        first = false;
        let start = cursor.at;
        let low = item(cursor, unclosed)?;
        let ranged = cursor.peek() == Some(b'-') && cursor.peek_at(1).is_some_and(|next| next != b']');
        match low {
            Item::Class(class) => ranges.extend_from_slice(class.ranges()),
            Item::Unit(low) if ranged => {
                cursor.at += 1;
                if cursor.peek() == Some(b'-') && cursor.peek_at(1) != Some(b']') {
                    return Err(PatternError::new(ErrorKind::BadRange, start));
                }
                match item(cursor, unclosed)? {
                    Item::Unit(high) if low <= high => ranges.push((low, high)),
                    _ => return Err(PatternError::new(ErrorKind::BadRange, start)),
                }
            }
            Item::Unit(unit) => ranges.push((unit, unit)),
        }
    }
    let mut class = Class::from_ranges(ranges);
    if flags.ignore_case {
        class = class.ignoring_case();
    }
    if negated {
        class = class.complement(MAX_CHAR);
        if flags.no_newline {
            class = class.without(u32::from(b'\n'));
        }
    }
    Ok(class)
}

fn item(cursor: &mut Cursor, unclosed: PatternError) -> Result<Item, PatternError> {
    let at = cursor.at;
    if cursor.eat(b"\\") {
        return match escape::read(cursor, 0, at)? {
            Escape::Unit(unit) => Ok(Item::Unit(unit)),
            Escape::Class(named, negated) => {
                let class = named.class();
                Ok(Item::Class(if negated { class.complement(MAX_CHAR) } else { class }))
            }
            _ => Err(PatternError::new(ErrorKind::BadEscape, at)),
        };
    }
    if cursor.peek() == Some(b'[')
        && let Some(kind @ (b':' | b'.' | b'=')) = cursor.peek_at(1)
    {
        cursor.at += 2;
        let length = cursor.rest().windows(2).position(|pair| pair == [kind, b']']).ok_or(unclosed)?;
        let name = &cursor.rest()[..length];
        cursor.at += length + 2;
        if kind == b':' {
            let named = Named::from_name(name).ok_or(PatternError::new(ErrorKind::BadClass, at))?;
            return Ok(Item::Class(named.class()));
        }
        let mut inside = Cursor::new(name);
        return match (inside.unit(), inside.unit()) {
            (Some(unit), None) if kind == b'.' => Ok(Item::Unit(unit)),
            (Some(unit), None) => Ok(Item::Class(Class::one(unit))),
            _ => collating(name).map(Item::Unit).ok_or(PatternError::new(ErrorKind::BadCollation, at)),
        };
    }
    cursor.unit().map(Item::Unit).ok_or(unclosed)
}

/// The collating elements with a name that people use.
const COLLATING: [(&str, u8); 38] = [
    ("tab", b'\t'),
    ("newline", b'\n'),
    ("space", b' '),
    ("exclamation-mark", b'!'),
    ("quotation-mark", b'"'),
    ("number-sign", b'#'),
    ("dollar-sign", b'$'),
    ("percent-sign", b'%'),
    ("ampersand", b'&'),
    ("apostrophe", b'\''),
    ("left-parenthesis", b'('),
    ("right-parenthesis", b')'),
    ("asterisk", b'*'),
    ("plus-sign", b'+'),
    ("comma", b','),
    ("hyphen", b'-'),
    ("hyphen-minus", b'-'),
    ("period", b'.'),
    ("full-stop", b'.'),
    ("slash", b'/'),
    ("solidus", b'/'),
    ("colon", b':'),
    ("semicolon", b';'),
    ("equals-sign", b'='),
    ("question-mark", b'?'),
    ("commercial-at", b'@'),
    ("left-square-bracket", b'['),
    ("backslash", b'\\'),
    ("reverse-solidus", b'\\'),
    ("right-square-bracket", b']'),
    ("underscore", b'_'),
    ("low-line", b'_'),
    ("left-brace", b'{'),
    ("left-curly-bracket", b'{'),
    ("vertical-line", b'|'),
    ("right-brace", b'}'),
    ("right-curly-bracket", b'}'),
    ("tilde", b'~'),
];

fn collating(name: &[u8]) -> Option<u32> {
    COLLATING.iter().find(|(known, _)| known.as_bytes() == name).map(|&(_, byte)| u32::from(byte))
}
