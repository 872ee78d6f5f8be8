//! Which characters are special: vim's four levels of magic, and where `*`, `^` and `$` are themselves.

use crate::unit::decode;

/// How much is special without a backslash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Magic {
    /// `\V`
    None,
    /// `\M`
    Off,
    /// `\m`
    On,
    /// `\v`
    All,
}

/// A character of the pattern, special or itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Special(u8),
    Unit(u32),
}

use Token::{Special, Unit};

impl Token {
    /// Its character, special or not, when it is ASCII.
    pub(super) fn byte(self) -> Option<u8> {
        match self {
            Special(byte) => Some(byte),
            Unit(unit) => u8::try_from(unit).ok().filter(u8::is_ascii),
        }
    }
}

/// Reads the pattern one character at a time.
pub(super) struct Reader<'t> {
    pub(super) text: &'t [u8],
    pub(super) at: usize,
    pub(super) magic: Magic,
    at_start: bool,
    previous_at_start: bool,
    previous: Option<Token>,
    before_previous: Option<Token>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t [u8], magic: Magic) -> Self {
        Self { text, at: 0, magic, at_start: true, previous_at_start: false, previous: None, before_previous: None }
    }

    /// The byte `offset` after the present one.
    pub(super) fn byte(&self, offset: usize) -> Option<u8> {
        self.text.get(self.at + offset).copied()
    }

    /// The next token, how many bytes it takes, and whether it leaves the reader at the start of a branch.
    fn look(&self) -> Option<(Token, usize, bool)> {
        let (unit, length) = decode(self.text, self.at)?;
        if unit != u32::from(b'\\') {
            let Some(byte) = u8::try_from(unit).ok().filter(u8::is_ascii) else {
                return Some((Unit(unit), length, false));
            };
            let special = self.is_special(byte, self.at, self.at_start, self.previous_at_start, false);
            let start = special && byte == b'^';
            return Some((if special { Special(byte) } else { Unit(unit) }, length, start));
        }
        let Some((next, length)) = decode(self.text, self.at + 1) else { return Some((Unit(unit), 1, false)) };
        let taken = length + 1;
        let Some(byte) = u8::try_from(next).ok().filter(u8::is_ascii) else { return Some((Unit(next), taken, false)) };
        let token = if is_meta(byte) {
            let special = self.is_special(byte, self.at + 1, false, self.at_start, true);
            if special { Unit(next) } else { Special(byte) }
        } else if let Some(control) = control(byte) {
            Unit(control)
        } else if self.magic == Magic::None && matches!(byte, b'$' | b'^') {
            Special(byte)
        } else {
            Unit(next)
        };
        Some((token, taken, false))
    }

    fn is_special(&self, byte: u8, at: usize, at_start: bool, previous_at_start: bool, after_slash: bool) -> bool {
        let previous = |bytes: &[u8]| matches!(self.previous, Some(Special(byte)) if bytes.contains(&byte));
        match byte {
            b'.' | b'[' | b'~' => self.magic >= Magic::On,
            b'(' | b')' | b'{' | b'%' | b'+' | b'=' | b'?' | b'@' | b'!' | b'&' | b'|' | b'<' | b'>' | b'#' | b'"'
            | b'\'' | b',' | b'-' | b':' | b';' | b'`' | b'/' => self.magic == Magic::All,
            b'*' => {
                self.magic >= Magic::On
                    && !at_start
                    && !(previous_at_start && self.previous == Some(Special(b'^')))
                    && (after_slash || !previous(b"(&|"))
            }
            b'^' => {
                let group =
                    self.previous.and_then(Token::byte) == Some(b'(') && self.before_previous == Some(Special(b'%'));
                self.magic >= Magic::Off && (at_start || self.magic == Magic::All || previous(b"(|&n") || group)
            }
            b'$' => self.magic >= Magic::Off && self.ends_branch(at + 1),
            // Everything else that a backslash makes special is special on its own in very magic: letters are not.
            _ => false,
        }
    }

    /// Whether `$` just before `at` is the end of a branch.
    fn ends_branch(&self, mut at: usize) -> bool {
        let mut all = self.magic == Magic::All;
        while let [b'\\', byte @ (b'c' | b'C' | b'm' | b'M' | b'v' | b'V' | b'Z'), ..] = self.text[at..] {
            match byte {
                b'v' => all = true,
                b'm' | b'M' | b'V' => all = false,
                _ => {}
            }
            at += 2;
        }
        match self.text[at..] {
            [] | [b'\\', b'|' | b'&' | b')' | b'n', ..] => true,
            [b'|' | b'&' | b')', ..] if all => true,
            _ => self.magic == Magic::All,
        }
    }

    /// The next token, not taken.
    pub(super) fn peek(&self) -> Option<Token> {
        self.look().map(|(token, _, _)| token)
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Option<Token> {
        let (token, taken, start) = self.look()?;
        self.previous_at_start = if start { false } else { self.at_start };
        if start {
            self.previous_at_start = true;
        }
        self.at_start = false;
        self.before_previous = self.previous;
        self.previous = Some(token);
        self.at += taken;
        Some(token)
    }

    /// Takes the next token without leaving the start of the branch: `\v`, `\c`.
    pub(super) fn skip_keeping_start(&mut self) {
        if let Some((_, taken, _)) = self.look() {
            self.at += taken;
        }
    }

    /// Says that what was read by bytes counts as one ordinary character.
    pub(super) fn passed(&mut self) {
        self.previous_at_start = self.at_start;
        self.at_start = false;
        self.before_previous = self.previous;
        self.previous = Some(Unit(u32::from(b'x')));
    }
}

/// What a backslash makes special, or plain.
fn is_meta(byte: u8) -> bool {
    matches!(
        byte,
        b'%' | b'&' | b'(' | b')' | b'*' | b'+' | b'.' | b'0'
            ..=b'9'
                | b'<'
                | b'='
                | b'>'
                | b'?'
                | b'@'
                | b'A'
                | b'C'
                | b'D'
                | b'F'
                | b'H'
                | b'I'
                | b'K'
                | b'L'
                | b'M'
                | b'O'
                | b'P'
                | b'S'
                | b'U'
                | b'V'
                | b'W'
                | b'X'
                | b'Z'
                | b'['
                | b'_'
                | b'a'
                | b'c'
                | b'd'
                | b'f'
                | b'h'
                | b'i'
                | b'k'
                | b'l'
                | b'm'
                | b'n'
                | b'o'
                | b'p'
                | b's'
                | b'u'
                | b'v'
                | b'w'
                | b'x'
                | b'z'
                | b'{'
                | b'|'
                | b'~'
    )
}

/// The control characters that have an escape.
pub(super) fn control(byte: u8) -> Option<u32> {
    Some(match byte {
        b'e' => 0x1B,
        b't' => 0x09,
        b'r' => 0x0D,
        b'b' => 0x08,
        _ => return None,
    })
}
