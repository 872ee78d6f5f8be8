//! Why a pattern does not compile, and the words the real tools have for it.

use std::fmt;

/// A pattern that does not compile: what is wrong, and where in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Byte offset in the pattern where it was noticed.
    pub at: usize,
}

/// What can be wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `(` without `)`.
    OpenParen,
    /// `)` without `(`.
    CloseParen,
    /// `[` without `]`.
    OpenBracket,
    /// `{` without `}`.
    OpenBrace,
    /// What stands in `{…}` is no interval.
    BadInterval,
    /// A quantifier with nothing to repeat.
    NothingToRepeat,
    /// `\3` without a third group.
    BackReference,
    /// The pattern ends with a lone backslash.
    TrailingBackslash,
    /// `[z-a]`.
    BadRange,
    /// `[[:nope:]]`.
    BadClass,
    /// `[[.nope.]]`.
    BadCollation,
    /// An escape that means nothing.
    BadEscape,
    /// An option in `(?…)` or an embedded director that does not exist (PostgreSQL).
    BadOption,
    /// `a**` in vim: a multi after a multi.
    DoubleMulti,
    /// vim: `\%[` without `]`.
    OpenOptional,
    /// vim: an empty `\%[]`.
    EmptyOptional,
    /// vim: an item after `\_` that does not exist.
    BadUnderscore,
    /// vim: an item after `\%` that does not exist.
    BadPercent,
    /// vim: an item after `\z` that does not exist.
    BadZ,
    /// vim: an item after `\@` that does not exist.
    BadAt,
    /// vim: `\%d`, `\%x`, … without a number.
    BadCharCode,
    /// More groups than the syntax has (vim: nine).
    TooManyGroups,
    /// Nested too deeply.
    TooDeep,
    /// The compiled pattern would be too large.
    TooBig,
}

impl PatternError {
    pub(crate) fn new(kind: ErrorKind, at: usize) -> Self {
        Self { kind, at }
    }

    /// The words of GNU's `regcomp` (sed, expr, find, gawk print them; `grep` says `OpenParen` a little differently, see [`Self::grep`]).
    pub fn gnu(&self) -> &'static str {
        match self.kind {
            ErrorKind::OpenParen => "Unmatched ( or \\(",
            ErrorKind::CloseParen => "Unmatched ) or \\)",
            ErrorKind::OpenBracket => "Unmatched [, [^, [:, [., or [=",
            ErrorKind::OpenBrace => "Unmatched \\{",
            ErrorKind::BadInterval => "Invalid content of \\{\\}",
            ErrorKind::BackReference => "Invalid back reference",
            ErrorKind::TrailingBackslash => "Trailing backslash",
            ErrorKind::BadRange => "Invalid range end",
            ErrorKind::BadClass => "Invalid character class name",
            ErrorKind::BadCollation => "Invalid collation character",
            ErrorKind::TooBig | ErrorKind::TooDeep => "Regular expression too big",
            _ => "Invalid preceding regular expression",
        }
    }

    /// The words of GNU `grep` 3.8, whose own parser answers first.
    pub fn grep(&self) -> &'static str {
        match self.kind {
            ErrorKind::OpenBracket => "Unmatched [, [^, [:, [., or [=",
            ErrorKind::BadClass => "Invalid character class name",
            _ => self.gnu(),
        }
    }

    /// PostgreSQL's words, after "invalid regular expression: ".
    pub fn postgres(&self) -> &'static str {
        match self.kind {
            ErrorKind::OpenParen | ErrorKind::CloseParen => "parentheses () not balanced",
            ErrorKind::OpenBracket => "brackets [] not balanced",
            ErrorKind::OpenBrace => "braces {} not balanced",
            ErrorKind::BadInterval => "invalid repetition count(s)",
            ErrorKind::BackReference => "invalid backreference number",
            ErrorKind::TrailingBackslash | ErrorKind::BadEscape => "invalid escape \\ sequence",
            ErrorKind::BadRange => "invalid character range",
            ErrorKind::BadClass => "invalid character class",
            ErrorKind::BadCollation => "invalid collating element",
            ErrorKind::BadOption => "invalid embedded option",
            ErrorKind::TooBig | ErrorKind::TooDeep => "regular expression is too complex",
            _ => "quantifier operand invalid",
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.gnu())
    }
}

impl std::error::Error for PatternError {}
