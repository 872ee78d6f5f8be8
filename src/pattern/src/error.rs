//! Why a pattern does not compile, and the words the real tools have for it.

use std::fmt;

/// A pattern that does not compile: what is wrong, and where in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Byte offset in the pattern where it was noticed.
    pub at: usize,
    /// The character concerned, where vim's message names it.
    pub detail: Option<char>,
    /// Whether items are written without a backslash there (vim's `\v`).
    pub bare: bool,
}

/// What can be wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `(` without `)`.
    OpenParen,
    /// vim: `\%(` without `\)`.
    OpenPlainGroup,
    /// `)` without `(`.
    CloseParen,
    /// `[` without `]`.
    OpenBracket,
    /// The pattern ends right after `[` or `[^`.
    BracketAtEnd,
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
    /// `[:space:]` for `[[:space:]]`, which grep and sed refuse.
    BareClass,
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
    /// vim: a multi after `\zs` or `\ze`.
    RepeatedBound,
    /// vim: the pattern ends where an item is due.
    EndsEarly,
    /// vim: `~` before any substitution.
    NoSubstitute,
    /// More groups than the syntax has (vim: nine).
    TooManyGroups,
    /// Nested too deeply.
    TooDeep,
    /// The compiled pattern would be too large.
    TooBig,
}

impl PatternError {
    pub(crate) fn new(kind: ErrorKind, at: usize) -> Self {
        Self { kind, at, detail: None, bare: false }
    }

    /// The words of GNU's `regcomp` (sed, expr, find, gawk and grep print them).
    pub fn gnu(&self) -> &'static str {
        match self.kind {
            ErrorKind::OpenParen => "Unmatched ( or \\(",
            ErrorKind::CloseParen => "Unmatched ) or \\)",
            ErrorKind::OpenBracket => "Unmatched [, [^, [:, [., or [=",
            ErrorKind::BracketAtEnd => "Invalid regular expression",
            ErrorKind::OpenBrace => "Unmatched \\{",
            ErrorKind::BadInterval => "Invalid content of \\{\\}",
            ErrorKind::BackReference => "Invalid back reference",
            ErrorKind::TrailingBackslash => "Trailing backslash",
            ErrorKind::BadRange => "Invalid range end",
            ErrorKind::BadClass => "Invalid character class name",
            ErrorKind::BareClass => "character class syntax is [[:space:]], not [:space:]",
            ErrorKind::BadCollation => "Invalid collation character",
            ErrorKind::TooBig | ErrorKind::TooDeep => "Regular expression too big",
            _ => "Invalid preceding regular expression",
        }
    }

    /// The words of GNU `grep`: today those of `regcomp`.
    pub fn grep(&self) -> &'static str {
        self.gnu()
    }

    /// PostgreSQL's words, after "invalid regular expression: ".
    pub fn postgres(&self) -> &'static str {
        match self.kind {
            ErrorKind::OpenParen | ErrorKind::CloseParen => "parentheses () not balanced",
            ErrorKind::OpenBracket | ErrorKind::BracketAtEnd => "brackets [] not balanced",
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

    /// vim 9's message, with its number.
    pub fn vim(&self) -> String {
        let slash = if self.bare { "" } else { "\\" };
        let detail = self.detail.map(String::from).unwrap_or_default();
        // A message cut short where vim's own ends at a NUL.
        let quoted = |item: &str| match self.detail {
            Some(c) => format!("Unknown operator '{item}{c}'"),
            None => format!("Unknown operator '{item}"),
        };
        match self.kind {
            ErrorKind::OpenParen => format!("E54: Unmatched {slash}("),
            ErrorKind::OpenPlainGroup => format!("E53: Unmatched {slash}%("),
            ErrorKind::CloseParen => format!("E55: Unmatched {slash})"),
            ErrorKind::OpenOptional => format!("E69: Missing ] after {slash}%["),
            ErrorKind::EmptyOptional => format!("E70: Empty {slash}%[]"),
            ErrorKind::BadRange => "E944: Reverse range in character class".into(),
            ErrorKind::BadUnderscore => {
                format!("E877: (NFA regexp) Invalid character class: {}", self.detail.map_or(0, u32::from))
            }
            ErrorKind::BadZ if self.detail == Some('(') => "E66: \\z( not allowed here".into(),
            ErrorKind::BadZ if self.detail.is_some_and(|c| matches!(c, '1'..='9')) => {
                "E67: \\z1 - \\z9 not allowed here".into()
            }
            ErrorKind::BadZ => format!("E867: (NFA regexp) {}", quoted("\\z")),
            ErrorKind::BadPercent => format!("E867: (NFA regexp) {}", quoted("\\%")),
            ErrorKind::BadAt => format!("E869: (NFA regexp) {}", quoted("\\@")),
            ErrorKind::RepeatedBound => format!("E888: (NFA regexp) cannot repeat \\z{detail}"),
            ErrorKind::DoubleMulti => "E871: (NFA regexp) Can't have a multi follow a multi".into(),
            ErrorKind::BadInterval | ErrorKind::OpenBrace => format!("E554: Syntax error in {slash}{{...}}"),
            ErrorKind::BackReference => "E65: Illegal back reference".into(),
            ErrorKind::BadCharCode => "E678: Invalid character after \\%[dxouU]".into(),
            ErrorKind::TooManyGroups => "E872: (NFA regexp) Too many '('".into(),
            ErrorKind::EndsEarly => "E865: (NFA regexp) Regexp end encountered prematurely".into(),
            ErrorKind::NoSubstitute => "E33: No previous substitute regular expression".into(),
            ErrorKind::TooBig | ErrorKind::TooDeep => "E339: Pattern too long".into(),
            _ => format!("E866: (NFA regexp) Misplaced {detail}"),
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.gnu())
    }
}

impl std::error::Error for PatternError {}
