//! Bracket expressions: `[a-z]`, `[^[:space:]]`, `[[.hyphen.]]`, `[[=e=]]`.

use super::Cursor;
use crate::class::{Class, Named};
use crate::error::{ErrorKind, PatternError};
use crate::unit::MAX_CHAR;

/// What differs between the syntaxes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Brackets {
    /// A backslash quotes (awk), with C escapes.
    pub(crate) escapes: bool,
    /// A complement leaves the newline out.
    pub(crate) no_newline: bool,
    pub(crate) ignore_case: bool,
    /// `[:space:]` is an error (grep, sed).
    pub(crate) no_bare_class: bool,
}

/// One end of a range, or a class on its own.
enum Item {
    Unit(u32),
    Class(Class),
}

/// Parses what follows `[`, up to and with its `]`.
pub(crate) fn parse(cursor: &mut Cursor, rules: Brackets) -> Result<Class, PatternError> {
    let open = cursor.at;
    let negated = cursor.eat(b"^");
    if rules.no_bare_class && is_bare_class(cursor.rest()) {
        return Err(PatternError::new(ErrorKind::BareClass, open));
    }
    let mut ranges = vec![];
    let mut first = true;
    loop {
        match cursor.peek() {
            None => {
                let kind = if first { ErrorKind::BracketAtEnd } else { ErrorKind::OpenBracket };
                return Err(PatternError::new(kind, open));
            }
            Some(b']') if !first => {
                cursor.at += 1;
                break;
            }
            _ => {}
        }
        first = false;
        let start = cursor.at;
        let low = item(cursor, rules, open)?;
        let ranged = cursor.peek() == Some(b'-') && !matches!(cursor.peek_at(1), Some(b']') | None);
        match low {
            Item::Class(_) if ranged => return Err(PatternError::new(ErrorKind::BadRange, start)),
            Item::Class(class) => ranges.extend_from_slice(class.ranges()),
            Item::Unit(low) if ranged => {
                cursor.at += 1;
                match item(cursor, rules, open)? {
                    Item::Unit(high) if low <= high => ranges.push((low, high)),
                    _ => return Err(PatternError::new(ErrorKind::BadRange, start)),
                }
            }
            Item::Unit(unit) => ranges.push((unit, unit)),
        }
    }
    let mut class = Class::from_ranges(ranges);
    if rules.ignore_case {
        class = class.ignoring_case();
    }
    if negated {
        class = class.complement(MAX_CHAR);
        if rules.no_newline {
            class = class.without(u32::from(b'\n'));
        }
    }
    Ok(class)
}

/// Whether a bracket holds `:name:`, nothing but plain characters between its colons.
fn is_bare_class(inside: &[u8]) -> bool {
    let Some(end) = inside.iter().position(|&byte| byte == b']') else { return false };
    match &inside[..end] {
        [b':', name @ .., b':'] => {
            !name.is_empty() && !name.contains(&b'[') && !name.contains(&b'-') && name.iter().any(|&byte| byte != b':')
        }
        _ => false,
    }
}

fn item(cursor: &mut Cursor, rules: Brackets, open: usize) -> Result<Item, PatternError> {
    if cursor.peek() == Some(b'[')
        && let Some(kind @ (b':' | b'.' | b'=')) = cursor.peek_at(1)
    {
        return named(cursor, rules, kind, open);
    }
    if rules.escapes && cursor.eat(b"\\") {
        return escape(cursor).map(Item::Unit).ok_or(PatternError::new(ErrorKind::OpenBracket, open));
    }
    cursor.unit().map(Item::Unit).ok_or(PatternError::new(ErrorKind::OpenBracket, open))
}

fn named(cursor: &mut Cursor, rules: Brackets, kind: u8, open: usize) -> Result<Item, PatternError> {
    let start = cursor.at;
    cursor.at += 2;
    let Some(length) = cursor.rest().windows(2).position(|pair| pair == [kind, b']']) else {
        return Err(PatternError::new(ErrorKind::OpenBracket, open));
    };
    let name = &cursor.rest()[..length];
    cursor.at += length + 2;
    if kind == b':' {
        let class = Named::from_name(name).ok_or(PatternError::new(ErrorKind::BadClass, start))?;
        let class =
            if rules.ignore_case && matches!(class, Named::Upper | Named::Lower) { Named::Alpha } else { class };
        return Ok(Item::Class(class.class()));
    }
    let mut inside = Cursor::new(name);
    match (inside.unit(), inside.unit()) {
        (Some(unit), None) if kind == b'.' => Ok(Item::Unit(unit)),
        (Some(unit), None) => Ok(Item::Class(Class::one(unit))),
        _ => Err(PatternError::new(ErrorKind::BadCollation, start)),
    }
}

/// The unit that awk's escape stands for; the backslash is already taken.
pub(crate) fn escape(cursor: &mut Cursor) -> Option<u32> {
    let byte = cursor.peek()?;
    if matches!(byte, b'0'..=b'7') {
        return cursor.digits(8, 3);
    }
    if byte == b'x' && cursor.peek_at(1).is_some_and(|next| next.is_ascii_hexdigit()) {
        cursor.at += 1;
        return cursor.digits(16, 2);
    }
    let control = match byte {
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        b'v' => 11,
        _ => return cursor.unit(),
    };
    cursor.at += 1;
    Some(control)
}
