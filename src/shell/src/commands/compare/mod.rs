//! Comparing files: byte by byte, and line by line.

mod cmp;
pub(in crate::commands) mod diff;
mod patch;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[cmp::COMMAND, diff::COMMAND, patch::COMMAND];
