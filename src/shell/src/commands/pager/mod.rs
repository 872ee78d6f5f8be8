//! Reading page by page: `less`, `more`, `man`.

mod less;
mod man;

pub(super) use less::page;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[less::COMMAND, less::MORE, man::COMMAND];
