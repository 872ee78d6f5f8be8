//! Files and directories: looking, making, copying, moving, removing.

mod copy;
mod cp;
mod instant;
mod ls;
mod mkdir;
mod mode;
mod mv;
mod rm;
mod rmdir;
mod target;
mod touch;

pub(crate) use ls::version_order;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] =
    &[cp::COMMAND, ls::COMMAND, mkdir::COMMAND, mv::COMMAND, rm::COMMAND, rmdir::COMMAND, touch::COMMAND];
