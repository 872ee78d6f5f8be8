//! Text: reading, cutting, counting.

mod cat;
mod cut;
mod head;
mod sort;
mod tail;
mod tee;
mod tr;
mod uniq;
mod wc;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] =
    &[cat::COMMAND, cut::COMMAND, head::COMMAND, sort::COMMAND, tail::COMMAND, tee::COMMAND, tr::COMMAND, uniq::COMMAND, wc::COMMAND];
