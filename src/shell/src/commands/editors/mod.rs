//! Full-screen editors. `vim` is the lab's: the shell only lends it the terminal and the disk.

mod nano;
mod vim;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[nano::COMMAND, vim::VIM, vim::VI];
