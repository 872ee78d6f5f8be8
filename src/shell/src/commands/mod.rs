//! The programs of `/usr/bin`, one file each, in families. How to add one: see [`crate::registry`].

pub mod files;
pub mod text;

use crate::registry::Command;

/// Every family.
pub const FAMILIES: &[&[Command]] = &[files::COMMANDS, text::COMMANDS, crate::exec::COMMANDS];
