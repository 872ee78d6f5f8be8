//! `cargo xtask bench vim`: one key in a long buffer, and Ex commands over 100,000 lines beside real vim, in node.

use super::lab_wasm;
use crate::paths;
use crate::run::say;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// Builds the lab, then lets node time it; vim is timed where it is installed.
pub(super) fn bench(arguments: &[String]) -> Result<()> {
    let folder = paths::root().join("target/bench");
    fs::create_dir_all(&folder)?;
    if !arguments.iter().any(|argument| argument == "--built") {
        lab_wasm::build(&folder.join("lab"), "machine")?;
    }
    say("timing (a minute; --built takes the lab of the last run)");
    let script = paths::root().join("src/xtask/src/bench/vim/run.mjs");
    let status = Command::new("node").arg(script).arg(&folder).status().context("cannot start node")?;
    if !status.success() {
        bail!("a text of ours differs from vim's, or node failed ({status})");
    }
    Ok(())
}
