//! Text to [`Node`], one parser a family of syntaxes.

mod are;
pub(crate) mod bracket;
pub(crate) mod glob;
mod literal;
mod posix;
pub(crate) mod vim;

use crate::ast::Node;
use crate::error::{ErrorKind, PatternError};
use crate::syntax::{Flags, Syntax};
use crate::unit;

/// How deeply groups may nest: parsers and compilers walk the tree by recursion.
pub(crate) const MAX_DEPTH: usize = 200;

/// A parsed pattern.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) node: Node,
    /// How many capturing groups it has.
    pub(crate) groups: usize,
    /// The options in force, after those the pattern itself sets.
    pub(crate) flags: Flags,
}

/// Parses `text`, whose groups are numbered after the first `groups`.
pub(crate) fn parse(syntax: Syntax, text: &[u8], flags: Flags, groups: usize) -> Result<Parsed, PatternError> {
    match syntax {
        Syntax::Advanced => are::parse(text, flags, groups),
        Syntax::Vim => vim::parse(text, flags, None),
        Syntax::Literal => Ok(literal::parse(text, flags, groups)),
        _ => posix::parse(syntax, text, flags, groups),
    }
}

/// The text of a pattern being read.
pub(crate) struct Cursor<'t> {
    text: &'t [u8],
    pub(crate) at: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte, not taken.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// The byte `offset` after the next.
    pub(crate) fn peek_at(&self, offset: usize) -> Option<u8> {
        self.text.get(self.at + offset).copied()
    }

    /// Takes `prefix` if it comes next.
    pub(crate) fn eat(&mut self, prefix: &[u8]) -> bool {
        let here = self.rest().starts_with(prefix);
        if here {
            self.at += prefix.len();
        }
        here
    }

    /// Takes a whole unit.
    pub(crate) fn unit(&mut self) -> Option<u32> {
        let (unit, length) = unit::decode(self.text, self.at)?;
        self.at += length;
        Some(unit)
    }

    /// What is left.
    pub(crate) fn rest(&self) -> &'t [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes a decimal number; saturates.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number: Option<u32> = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        }
        number
    }

    /// Takes up to `most` digits of base `radix`.
    pub(crate) fn digits(&mut self, radix: u32, most: usize) -> Option<u32> {
        let mut number: Option<u32> = None;
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(|byte| char::from(byte).to_digit(radix)) else { break };
            self.at += 1;
            number = Some(number.unwrap_or(0).saturating_mul(radix).saturating_add(digit));
        }
        number
    }

    /// An error at this place.
    pub(crate) fn error(&self, kind: ErrorKind) -> PatternError {
        PatternError::new(kind, self.at.min(self.text.len()))
    }
}
