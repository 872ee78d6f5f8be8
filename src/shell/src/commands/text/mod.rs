//! Text: reading, cutting, sorting, searching.

mod cat;
mod head;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[cat::COMMAND, head::COMMAND];
