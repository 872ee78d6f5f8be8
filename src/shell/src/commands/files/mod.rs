//! Files and directories: looking, making, copying, moving, removing.

mod chmod;
mod chown;
mod copy;
mod cp;
mod du;
pub(super) mod instant;
mod ln;
mod ls;
mod mkdir;
mod mode;
mod mv;
mod rm;
mod rmdir;
mod stat;
mod target;
mod touch;
mod tree;
mod truncate;

pub(crate) use ls::{human, version_order};

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[
    chmod::COMMAND,
    chown::COMMAND,
    chown::GROUP,
    cp::COMMAND,
    du::COMMAND,
    ln::COMMAND,
    ls::COMMAND,
    mkdir::COMMAND,
    mv::COMMAND,
    rm::COMMAND,
    rmdir::COMMAND,
    stat::COMMAND,
    touch::COMMAND,
    tree::COMMAND,
    truncate::COMMAND,
];
