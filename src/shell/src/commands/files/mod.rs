//! Files and directories: looking, making, copying, moving, removing.

mod chmod;
mod chown;
mod copy;
mod cp;
mod dd;
mod du;
pub(in crate::commands) mod instant;
mod kind;
mod ln;
mod locate;
mod ls;
mod mkdir;
mod mkfifo;
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
    dd::COMMAND,
    du::COMMAND,
    kind::COMMAND,
    ln::COMMAND,
    locate::COMMAND,
    ls::COMMAND,
    mkdir::COMMAND,
    mkfifo::COMMAND,
    mv::COMMAND,
    rm::COMMAND,
    rmdir::COMMAND,
    stat::COMMAND,
    touch::COMMAND,
    tree::COMMAND,
    truncate::COMMAND,
];
