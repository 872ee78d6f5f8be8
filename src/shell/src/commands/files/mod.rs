//! Files and directories: looking, making, moving, removing.

mod ls;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[ls::COMMAND];
