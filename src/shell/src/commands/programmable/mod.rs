//! Commands that have a language of their own: awk, sed, grep, find, git, make, xargs, jq, bc, expr. Each lives in its own folder.

use super::{awk, bc, expr, factor, find, git, grep, jq, make, sed, xargs};
use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[
    awk::COMMAND,
    awk::GAWK,
    bc::COMMAND,
    expr::COMMAND,
    factor::COMMAND,
    find::COMMAND,
    git::COMMAND,
    grep::COMMAND,
    grep::EGREP,
    grep::FGREP,
    grep::ZEGREP,
    grep::ZFGREP,
    grep::ZGREP,
    jq::COMMAND,
    make::COMMAND,
    sed::COMMAND,
    xargs::COMMAND,
];
