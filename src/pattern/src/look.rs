//! Whether a place between units is what a pattern asks for: anchors and the ends of words.

use crate::ast::Look;
use crate::class::Named;
use crate::unit::{decode, decode_before};

/// Whether a place between units is what is asked for.
pub(crate) fn look_holds(look: Look, text: &[u8], at: usize) -> bool {
    let before = || decode_before(text, at).is_some_and(|(unit, _)| is_word(unit));
    let after = || decode(text, at).is_some_and(|(unit, _)| is_word(unit));
    match look {
        Look::TextStart => at == 0,
        Look::TextEnd => at == text.len(),
        Look::LineStart => at == 0 || text.get(at - 1) == Some(&b'\n'),
        Look::LineEnd => at == text.len() || text.get(at) == Some(&b'\n'),
        Look::Boundary => before() != after(),
        Look::NotBoundary => before() == after(),
        Look::WordStart => !before() && after(),
        Look::WordEnd => before() && !after(),
        Look::NoWordBefore => !before(),
        Look::NoWordAfter => !after(),
        Look::KeywordStart => {
            let keyword = |found: Option<(u32, usize)>| found.is_some_and(|(unit, _)| is_keyword(unit));
            !keyword(decode_before(text, at)) && keyword(decode(text, at))
        }
        Look::KeywordEnd => {
            let keyword = |found: Option<(u32, usize)>| found.is_some_and(|(unit, _)| is_keyword(unit));
            keyword(decode_before(text, at)) && !keyword(decode(text, at))
        }
        Look::Never => false,
    }
}

/// Whether a unit is part of words: a letter, a digit or an underscore.
fn is_word(unit: u32) -> bool {
    match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => byte == b'_' || byte.is_ascii_alphanumeric(),
        _ => char::from_u32(unit).is_some_and(|c| Named::Word.holds(c)),
    }
}

/// Whether a unit is a keyword character to vim: `@,48-57,_,192-255`, and letters beyond.
fn is_keyword(unit: u32) -> bool {
    match unit {
        0x80..=0xFF => unit == 0xB5 || unit >= 0xC0,
        _ => is_word(unit),
    }
}
