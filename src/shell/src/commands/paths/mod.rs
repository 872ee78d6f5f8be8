//! Paths as words: taking them apart, following links, making temporary names, finding programs.

mod basename;
mod dirname;
mod mktemp;
mod readlink;
mod realpath;
mod which;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] =
    &[basename::COMMAND, dirname::COMMAND, mktemp::COMMAND, readlink::COMMAND, realpath::COMMAND, which::COMMAND];
