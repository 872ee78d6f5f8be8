//! Text: reading, cutting, counting.

mod cat;
mod cut;
mod head;
mod tee;
mod uniq;
mod wc;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] =
    &[cat::COMMAND, cut::COMMAND, head::COMMAND, tee::COMMAND, uniq::COMMAND, wc::COMMAND];
