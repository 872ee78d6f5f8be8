//! Executing: from a parsed line to processes.

pub mod launch;

use crate::registry::Command;

/// The programs that are shells.
pub const COMMANDS: &[Command] = &[];
