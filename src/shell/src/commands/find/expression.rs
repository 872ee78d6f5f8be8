//! What `find` is asked.

use super::mode::Mode;
use crate::Bytes;
use pattern::{Glob, Pattern};

/// How a number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// `-n`
    Less(u64),
    /// `n`
    Equal(u64),
    /// `+n`
    More(u64),
}

impl Count {
    /// Is it so for this value?
    pub(super) fn holds(self, value: u64) -> bool {
        match self {
            Self::Less(n) => value < n,
            Self::Equal(n) => value == n,
            Self::More(n) => value > n,
        }
    }
}

/// One of a file's three times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Accessed,
    Modified,
    Changed,
}

/// A question about a file.
pub(super) enum Test {
    Name(Glob),
    Path(Glob),
    LinkName(Glob),
    Regex(Pattern),
    /// The letters of `-type`.
    Type(Bytes),
    LinkedType(Bytes),
    Size(Count, u64),
    Empty,
    Permissions(Mode),
    User(u32),
    Group(u32),
    UserNumber(Count),
    GroupNumber(Count),
    NoUser,
    NoGroup,
    /// Newer than an instant, in milliseconds.
    Newer(Time, i64),
    /// Age in units of so many seconds; the origin is the start of the day for `-daystart`.
    Age {
        time: Time,
        count: Count,
        unit: i64,
        origin: i64,
    },
    Links(Count),
    Inode(Count),
    SameFile(u64),
    /// 4, 2, 1.
    Access(u32),
    True,
    False,
}

/// How names are passed to a command.
pub(super) struct Exec {
    pub(super) words: Vec<Bytes>,
    /// Many at a time (`+`).
    pub(super) many: bool,
    /// In the file's folder.
    pub(super) in_folder: bool,
    /// After a question.
    pub(super) asks: bool,
    /// Names waiting, by the folder they are for.
    pub(super) waiting: usize,
}

/// Something to do with a file.
pub(super) enum Action {
    Print(Option<usize>, u8),
    Format(Option<usize>, Vec<super::format::Piece>),
    List(Option<usize>),
    Delete,
    Exec(Exec),
    Prune,
    Quit,
}

/// An expression.
pub(super) enum Expression {
    Test(Test),
    Action(Action),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Comma(Vec<Expression>),
}

/// Which links are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follow {
    Never,
    Arguments,
    Always,
}

/// Everything besides the expression.
pub(super) struct Request {
    pub(super) paths: Vec<Bytes>,
    pub(super) follow: Follow,
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) depth_first: bool,
    /// Files of `-fprint` and its like.
    pub(super) outputs: Vec<Bytes>,
    /// How many `-exec … +` there are.
    pub(super) batches: usize,
    pub(super) ignore_races: bool,
}
