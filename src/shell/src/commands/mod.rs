//! The programs of `/usr/bin`, one file each, in families. How to add one: see [`crate::registry`].

pub mod archive;
pub mod awk;
pub mod bc;
pub mod compare;
pub mod editors;
pub mod encode;
pub mod expr;
pub mod factor;
pub mod files;
pub mod find;
pub mod git;
pub mod grep;
pub mod jq;
pub mod make;
pub mod network;
pub mod pager;
pub mod paths;
pub mod programmable;
pub mod schedule;
pub mod sed;
pub mod system;
pub mod text;
pub mod xargs;

use crate::registry::Command;

/// Every family.
pub const FAMILIES: &[&[Command]] = &[
    archive::COMMANDS,
    compare::COMMANDS,
    encode::COMMANDS,
    files::COMMANDS,
    network::COMMANDS,
    pager::COMMANDS,
    paths::COMMANDS,
    schedule::COMMANDS,
    system::COMMANDS,
    text::COMMANDS,
    programmable::COMMANDS,
    editors::COMMANDS,
    crate::exec::COMMANDS,
];
