//! The named classes of POSIX, over Unicode as C.UTF-8 has them.

use super::Class;
use std::cell::RefCell;

/// A class with a name: `[:alpha:]` and its fellows, and GNU's `\w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Alpha,
    Digit,
    Alnum,
    Upper,
    Lower,
    Space,
    Blank,
    Punct,
    Print,
    Graph,
    Cntrl,
    Xdigit,
    Word,
}

/// Letters end here: planes 4 to 14 hold none, and a table that stops early is built quickly.
const LAST: u32 = 0x3_FFFF;

thread_local! {
    static TABLES: RefCell<[Option<Class>; 13]> = const { RefCell::new([const { None }; 13]) };
}

impl Named {
    /// The class called `name` between `[:` and `:]`.
    pub(crate) fn from_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"alpha" => Self::Alpha,
            b"digit" => Self::Digit,
            b"alnum" => Self::Alnum,
            b"upper" => Self::Upper,
            b"lower" => Self::Lower,
            b"space" => Self::Space,
            b"blank" => Self::Blank,
            b"punct" => Self::Punct,
            b"print" => Self::Print,
            b"graph" => Self::Graph,
            b"cntrl" => Self::Cntrl,
            b"xdigit" => Self::Xdigit,
            b"word" => Self::Word,
            _ => return None,
        })
    }

    /// Whether a character belongs to it.
    pub(crate) fn holds(self, c: char) -> bool {
        match self {
            Self::Alpha => c.is_alphabetic() || (c.is_numeric() && !c.is_ascii() && !is_other_number(c)),
            Self::Digit => c.is_ascii_digit(),
            Self::Alnum => Self::Alpha.holds(c) || c.is_ascii_digit(),
            Self::Upper => c.is_uppercase(),
            Self::Lower => c.is_lowercase(),
            Self::Space => c.is_whitespace() && !matches!(c, '\u{85}' | '\u{A0}' | '\u{2007}' | '\u{202F}'),
            Self::Blank => c == '\t' || (Self::Space.holds(c) && !matches!(c, '\n'..='\r' | '\u{2028}' | '\u{2029}')),
            Self::Punct => {
                if c.is_ascii() {
                    c.is_ascii_punctuation()
                } else {
                    Self::Graph.holds(c) && !Self::Alpha.holds(c)
                }
            }
            Self::Print => !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}'),
            Self::Graph => Self::Print.holds(c) && !Self::Space.holds(c),
            Self::Cntrl => c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
            Self::Xdigit => c.is_ascii_hexdigit(),
            Self::Word => c == '_' || Self::Alnum.holds(c),
        }
    }

    /// The set itself.
    pub(crate) fn class(self) -> Class {
        TABLES.with_borrow_mut(|tables| tables[self as usize].get_or_insert_with(|| self.build()).clone())
    }

    fn build(self) -> Class {
        let mut ranges = vec![];
        let mut open: Option<u32> = None;
        for unit in 0..=LAST + 1 {
            let inside = unit <= LAST && char::from_u32(unit).is_some_and(|c| self.holds(c));
            match (open, inside) {
                (None, true) => open = Some(unit),
                (Some(low), false) => {
                    ranges.push((low, unit - 1));
                    open = None;
                }
                _ => {}
            }
        }
        Class::from_ranges(ranges)
    }
}

/// Superscripts, fractions, circled numbers: numeric, yet no letter to the C library.
fn is_other_number(c: char) -> bool {
    matches!(c, '\u{B2}'..='\u{B9}' | '\u{BC}'..='\u{BE}' | '\u{2070}'..='\u{209F}' | '\u{2150}'..='\u{215F}' | '\u{2189}'
        | '\u{2460}'..='\u{249B}' | '\u{24EA}'..='\u{24FF}' | '\u{2776}'..='\u{2793}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_letters_are_letters() {
        for c in ['é', 'À', 'œ', 'ç'] {
            assert!(Named::Alpha.class().contains(c as u32) && Named::Word.holds(c));
        }
        assert!(!Named::Alpha.holds('²') && !Named::Space.holds('\u{A0}') && Named::Punct.holds('«'));
    }
}
