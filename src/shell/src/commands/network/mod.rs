//! The network, as far as there is one: the lab serves virtual hosts (see [`crate::host`]), everything else is unknown.

mod address;
mod curl;
mod ping;
mod ssh_keygen;
mod wget;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[curl::COMMAND, ping::COMMAND, ssh_keygen::COMMAND, wget::COMMAND];
