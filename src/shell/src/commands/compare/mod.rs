//! Comparing files: byte by byte, and line by line.

mod cmp;
mod diff;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[cmp::COMMAND, diff::COMMAND];
