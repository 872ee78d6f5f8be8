//! A script, parsed.

use crate::Bytes;
use pattern::Pattern;

/// Which line.
#[derive(Clone, Debug)]
pub(super) enum Address {
    /// Number so-and-so.
    Line(u64),
    /// Every so many lines from one on.
    Step(u64, u64),
    /// The last.
    Last,
    /// One that matches; `None` is the last pattern used.
    Match(Option<Pattern>),
    /// Before the first: only at the start of a range.
    Zero,
}

/// Where a range ends.
#[derive(Clone, Debug)]
pub(super) enum RangeEnd {
    /// At an address.
    Address(Address),
    /// So many lines later.
    Plus(u64),
    /// At the next multiple.
    Multiple(u64),
}

/// Which lines a command is for.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    pub(super) first: Option<Address>,
    pub(super) end: Option<RangeEnd>,
    pub(super) negated: bool,
}

/// A piece of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text.
    Text(Bytes),
    /// A group, 0 for the whole match.
    Group(usize),
    /// A change of case begins.
    Case(Case),
}

/// Changes of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `\U`
    Upper,
    /// `\L`
    Lower,
    /// `\u`
    UpperNext,
    /// `\l`
    LowerNext,
    /// `\E`
    End,
}

/// `s`.
#[derive(Clone, Debug)]
pub(super) struct Substitution {
    /// `None` is the last pattern used.
    pub(super) pattern: Option<Pattern>,
    pub(super) replacement: Vec<Piece>,
    pub(super) global: bool,
    /// From the how-manieth match on.
    pub(super) number: u64,
    /// `p`, how often.
    pub(super) print: bool,
    pub(super) evaluate: bool,
    pub(super) print_before_evaluation: bool,
    pub(super) file: Option<usize>,
}

/// What a command does.
#[derive(Clone, Debug)]
pub(super) enum Action {
    /// `{`: to the command after the matching `}` when not selected.
    Block(usize),
    /// `}`, `:label`, `v`, comments.
    Nothing,
    Append(Bytes),
    Insert(Bytes),
    Change(Bytes),
    /// `b`, to the end when `None`.
    Branch(Option<usize>),
    /// `t`.
    BranchIfReplaced(Option<usize>),
    /// `T`.
    BranchUnlessReplaced(Option<usize>),
    Delete,
    DeleteFirst,
    Execute(Bytes),
    FileName,
    GetHold,
    GetHoldAppend,
    Hold,
    HoldAppend,
    List(Option<usize>),
    Next,
    NextAppend,
    Print,
    PrintFirst,
    Quit(i32),
    QuitSilently(i32),
    ReadFile(Bytes),
    ReadLine(usize),
    Substitute(Box<Substitution>),
    WriteFile(usize),
    WriteFirst(usize),
    Exchange,
    Translate(Vec<(char, char)>, Box<[u8; 256]>),
    LineNumber,
    Zap,
}

/// A command.
#[derive(Clone, Debug)]
pub(super) struct Command {
    pub(super) selection: Selection,
    pub(super) action: Action,
}

/// A script.
#[derive(Clone, Debug, Default)]
pub(super) struct Script {
    pub(super) commands: Vec<Command>,
    /// Files of `w` and `s///w`.
    pub(super) outputs: Vec<Bytes>,
    /// Files of `R`.
    pub(super) inputs: Vec<Bytes>,
}
