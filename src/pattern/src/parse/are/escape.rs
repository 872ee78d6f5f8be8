//! What a backslash and the next characters mean (manual, 9.7.3.3).

use super::shorthand;
use crate::ast::Look;
use crate::class::Named;
use crate::error::{ErrorKind, PatternError};
use crate::parse::Cursor;
use crate::unit::MAX_CHAR;

pub(super) enum Escape {
    Unit(u32),
    Class(Named, bool),
    Look(Look),
    Back(usize),
}

/// Reads what follows a backslash at `at`; `groups` are open or closed so far.
pub(super) fn read(cursor: &mut Cursor, groups: usize, at: usize) -> Result<Escape, PatternError> {
    let bad = PatternError::new(ErrorKind::BadEscape, at);
    let unit = cursor.unit().ok_or(bad)?;
    let Some(byte) = u8::try_from(unit).ok().filter(u8::is_ascii_alphanumeric) else { return Ok(Escape::Unit(unit)) };
    if let Some((named, negated)) = shorthand(byte) {
        return Ok(Escape::Class(named, negated));
    }
    let exactly = |cursor: &mut Cursor, count: usize| {
        let from = cursor.at;
        cursor.digits(16, count).filter(|&unit| cursor.at - from == count && unit <= MAX_CHAR).ok_or(bad)
    };
    Ok(match byte {
        b'A' => Escape::Look(Look::TextStart),
        b'Z' => Escape::Look(Look::TextEnd),
        b'm' => Escape::Look(Look::WordStart),
        b'M' => Escape::Look(Look::WordEnd),
        b'y' => Escape::Look(Look::Boundary),
        b'Y' => Escape::Look(Look::NotBoundary),
        b'a' => Escape::Unit(7),
        b'b' => Escape::Unit(8),
        b'B' => Escape::Unit(u32::from(b'\\')),
        b'c' => Escape::Unit(cursor.unit().ok_or(bad)? & 0x1F),
        b'e' => Escape::Unit(27),
        b'f' => Escape::Unit(12),
        b'n' => Escape::Unit(10),
        b'r' => Escape::Unit(13),
        b't' => Escape::Unit(9),
        b'v' => Escape::Unit(11),
        b'u' => Escape::Unit(exactly(cursor, 4)?),
        b'U' => Escape::Unit(exactly(cursor, 8)?),
        b'x' => Escape::Unit(cursor.digits(16, 255).filter(|&unit| unit <= MAX_CHAR).ok_or(bad)?),
        b'0'..=b'9' => {
            let one = cursor.at;
            cursor.at = at + 1;
            let number = cursor.number().unwrap_or(0) as usize;
            // One digit is always a back reference; more are if there are so many groups; else they are octal.
            if byte != b'0' && (cursor.at == one || number <= groups) {
                return Ok(Escape::Back(number));
            }
            cursor.at = at + 1;
            Escape::Unit(cursor.digits(8, 3).ok_or(bad)?)
        }
        _ => return Err(bad),
    })
}
