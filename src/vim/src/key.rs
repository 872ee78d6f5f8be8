//! Keys as they are typed, and their `<Esc>` notation (`:help key-notation`).

use serde::{Deserialize, Serialize};
use std::fmt;

/// One key. Keys that print nothing and have no ASCII code live in a private-use area, so that a macro is plain text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub char);

/// Escape.
pub(crate) const ESC: char = '\x1b';
/// Enter.
pub(crate) const CR: char = '\r';
/// Backspace (Ctrl-H).
pub(crate) const BS: char = '\x08';
/// Delete.
pub(crate) const DEL: char = '\u{F700}';
/// Arrow up.
pub(crate) const UP: char = '\u{F701}';
/// Arrow down.
pub(crate) const DOWN: char = '\u{F702}';
/// Arrow left.
pub(crate) const LEFT: char = '\u{F703}';
/// Arrow right.
pub(crate) const RIGHT: char = '\u{F704}';
/// Home.
pub(crate) const HOME: char = '\u{F705}';
/// End.
pub(crate) const END: char = '\u{F706}';
/// Page up.
pub(crate) const PAGE_UP: char = '\u{F707}';
/// Page down.
pub(crate) const PAGE_DOWN: char = '\u{F708}';
/// Insert.
pub(crate) const INSERT: char = '\u{F709}';
/// Shift-Left, the same as `b` in Normal mode.
pub(crate) const SHIFT_LEFT: char = '\u{F70A}';
/// Shift-Right, the same as `w` in Normal mode.
pub(crate) const SHIFT_RIGHT: char = '\u{F70B}';
/// Shift-Tab.
pub(crate) const SHIFT_TAB: char = '\u{F70C}';
/// `<Plug>`, a key nobody can type.
pub(crate) const PLUG: char = '\u{F70D}';
/// `<Nop>`: maps to nothing.
pub(crate) const NOP: char = '\u{F70E}';
/// `<Cmd>`: runs an Ex command without leaving the mode.
pub(crate) const CMD: char = '\u{F70F}';
/// Function keys F1 to F12 start here.
pub(crate) const F1: char = '\u{F711}';

/// Ctrl with a letter or one of `@[\]^_`.
pub(crate) const fn ctrl(letter: char) -> char {
    ((letter as u8).to_ascii_uppercase() & 0x1f) as char
}

const NAMES: &[(&str, char)] = &[
    ("Esc", ESC),
    ("CR", CR),
    ("Return", CR),
    ("Enter", CR),
    ("NL", '\n'),
    ("BS", BS),
    ("Tab", '\t'),
    ("Space", ' '),
    ("lt", '<'),
    ("Bslash", '\\'),
    ("Bar", '|'),
    ("Del", DEL),
    ("Up", UP),
    ("Down", DOWN),
    ("Left", LEFT),
    ("Right", RIGHT),
    ("Home", HOME),
    ("End", END),
    ("PageUp", PAGE_UP),
    ("PageDown", PAGE_DOWN),
    ("Insert", INSERT),
    ("S-Left", SHIFT_LEFT),
    ("C-Left", SHIFT_LEFT),
    ("S-Right", SHIFT_RIGHT),
    ("C-Right", SHIFT_RIGHT),
    ("S-Tab", SHIFT_TAB),
    ("Plug", PLUG),
    ("Nop", NOP),
    ("Cmd", CMD),
    ("Nul", '\0'),
];

impl Key {
    /// The keys of a text in which `<Esc>`, `<C-w>`, `<lt>` and so on name keys.
    ///
    /// ```
    /// use vim::Key;
    /// assert_eq!(Key::parse("a<C-w><Esc>"), [Key('a'), Key('\x17'), Key('\x1b')]);
    /// ```
    pub fn parse(text: &str) -> Vec<Self> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first == '<'
                && let Some(end) = rest.find('>')
                && let Some(key) = named(&rest[1..end])
            {
                keys.push(key);
                rest = &rest[end + 1..];
                continue;
            }
            keys.push(Self(first));
            rest = &rest[first.len_utf8()..];
        }
        keys
    }

    /// Raw text as keys: every character is the key that types it.
    pub fn raw(text: &str) -> Vec<Self> {
        text.chars().map(Self).collect()
    }

    /// Is it a key without a character?
    pub fn is_special(self) -> bool {
        matches!(self.0, '\u{F700}'..='\u{F7FF}')
    }
}

/// The key named between `<` and `>`.
fn named(name: &str) -> Option<Key> {
    if let Some((_, key)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(Key(*key));
    }
    let upper = name.to_ascii_uppercase();
    if let Some(number) = upper.strip_prefix('F').and_then(|n| n.parse::<u32>().ok()) {
        return (1..=12).contains(&number).then(|| Key(char::from_u32(F1 as u32 + number - 1).unwrap_or(F1)));
    }
    let letter = upper.strip_prefix("C-")?;
    if letter.eq_ignore_ascii_case("space") {
        return Some(Key('\0'));
    }
    let mut chars = letter.chars();
    match (chars.next(), chars.next()) {
        (Some(c @ ('A'..='Z' | '@' | '[' | '\\' | ']' | '^' | '_')), None) => Some(Key(ctrl(c))),
        _ => None,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == ' ' || self.0 == '\\' || self.0 == '|' {
            return write!(out, "{}", self.0);
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, key)| *key == self.0) {
            return write!(out, "<{name}>");
        }
        match self.0 {
            c @ '\u{F711}'..='\u{F71C}' => write!(out, "<F{}>", c as u32 - F1 as u32 + 1),
            c if (c as u32) < 0x20 => write!(out, "<C-{}>", char::from((c as u8 | 0x40).to_ascii_lowercase())),
            c => write!(out, "{c}"),
        }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

/// A sequence of keys in notation, as a page shows it.
pub fn notation(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_goes_both_ways() {
        for text in ["d2w", "a<Esc>", "<C-w>j", "<F5>", "x<lt>y", "<Up><Del>"] {
            assert_eq!(notation(&Key::parse(text)), text);
        }
        assert_eq!(Key::parse("<b>"), Key::raw("<b>"));
    }
}
