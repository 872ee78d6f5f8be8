//! A pattern as instructions over units: what the backtracker and the simulator run.

mod compile;

pub(crate) use compile::{compile, compile_flat};

use crate::ast::{Look, Place};
use crate::class::Class;

/// The index of an instruction.
pub(crate) type Pc = u32;

/// One instruction. Where none is named, the next one follows.
#[derive(Clone, Debug)]
pub(crate) enum Inst {
    /// The whole pattern, or the body of a look around, has matched.
    Match,
    /// One unit.
    Unit(u32),
    /// One unit of class number so-and-so.
    Class(u32),
    /// Units of a class, many at once; memo number last.
    Run {
        class: u32,
        min: u32,
        max: u32,
        greedy: bool,
        memo: u32,
    },
    /// First one way, then the other.
    Split {
        first: Pc,
        second: Pc,
        memo: u32,
    },
    Jump(Pc),
    /// Keeps the present place in a slot.
    Save(u32),
    Look(Look),
    /// The text of a group again.
    Back(u32),
    /// A pass through a loop whose body may be empty starts.
    PassStart(u32),
    /// It ends: an empty pass leaves the loop for `exit` (vim), or is refused where there is none (glibc).
    PassEnd {
        slot: u32,
        exit: Option<Pc>,
    },
    /// The instructions after this one are the body; on success (or failure, if negative) go on at `next`.
    Around {
        next: Pc,
        ahead: bool,
        negative: bool,
        reach: u32,
    },
    Atomic {
        next: Pc,
    },
    Except {
        next: Pc,
    },
    Place(Place),
}

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) insts: Vec<Inst>,
    pub(crate) classes: Vec<Class>,
    /// Slots: two for the whole, two a group, then one a loop with an empty body.
    pub(crate) slots: usize,
    pub(crate) groups: usize,
    /// How many memo numbers are in use.
    pub(crate) memos: usize,
    /// Whether a state already seen at a place may be skipped: not with back references.
    pub(crate) memoable: bool,
    /// A group without a match matches the empty string in a back reference (vim), not nothing at all.
    pub(crate) lenient_back: bool,
    /// Whether letters compare without case in back references.
    pub(crate) ignore_case: bool,
    /// The bytes a match may start with, or `None` when it may be empty.
    pub(crate) first: Option<Box<[bool; 256]>>,
    /// Every match starts at the start of the text.
    pub(crate) anchored: bool,
}

/// No memo.
pub(crate) const NO_MEMO: u32 = u32::MAX;
