//! Text: reading, cutting, joining, numbering, counting.

mod cat;
mod column;
mod comm;
mod csplit;
mod cut;
mod expand;
mod fmt;
mod fold;
mod head;
mod iconv;
mod join;
mod line_ends;
mod nl;
mod numfmt;
mod paste;
mod rev;
mod seq;
mod shuf;
mod sort;
mod split;
mod tac;
mod tail;
mod tee;
mod tr;
mod uniq;
mod wc;

use crate::Bytes;
use crate::options::Parsed;
use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[
    cat::COMMAND,
    column::COMMAND,
    comm::COMMAND,
    csplit::COMMAND,
    cut::COMMAND,
    expand::COMMAND,
    expand::BACK,
    fmt::COMMAND,
    fold::COMMAND,
    head::COMMAND,
    iconv::COMMAND,
    join::COMMAND,
    line_ends::DOS2UNIX,
    line_ends::UNIX2DOS,
    nl::COMMAND,
    numfmt::COMMAND,
    paste::COMMAND,
    rev::COMMAND,
    seq::COMMAND,
    shuf::COMMAND,
    sort::COMMAND,
    split::COMMAND,
    tac::COMMAND,
    tail::COMMAND,
    tee::COMMAND,
    tr::COMMAND,
    uniq::COMMAND,
    wc::COMMAND,
];

/// The files to read: the operands, or standard input.
pub(super) fn inputs(parsed: &Parsed) -> Vec<Bytes> {
    if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() }
}
