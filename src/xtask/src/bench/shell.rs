//! `cargo xtask bench shell`: bash with the GNU tools, ours native, ours in wasm, and two peers from npm: processor time, in
//! one run.

use super::{lab_wasm, peers};
use crate::run::{cargo, quietly, say};
use crate::{paths, toolchain};
use anyhow::{Context, Result, bail};
use std::process::Command;

const PEERS: [(&str, &str); 2] = [("just-bash", "3.4.2"), ("@everruns/bashkit-wasm", "0.18.2")];

/// Builds the lab and the command line tool, then lets node time them. `--built` takes what the last run built; `--own`
/// leaves the peers out.
pub(super) fn bench(arguments: &[String]) -> Result<()> {
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    if let Some(odd) = arguments.iter().find(|argument| !["--built", "--own"].contains(&argument.as_str())) {
        bail!("«{odd}»? usage: cargo xtask bench shell [--built] [--own]");
    }
    toolchain::for_bench()?;
    let folder = paths::root().join("target/bench/shell");
    if !has("--own") {
        peers::install(&folder, &PEERS)?;
    }
    if !has("--built") {
        lab_wasm::build(&folder.join("lab"), "machine")?;
        let mut build = cargo();
        build.args(["build", "--profile", "drive", "--package", "cli"]);
        quietly("building datelier (native)", &mut build)?;
    }
    say("timing (some minutes; --built takes what is built, --own leaves the peers out)");
    let script = paths::root().join("src/xtask/src/bench/shell/run.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(&folder).arg(paths::target().join("drive/datelier"));
    node.args(has("--own").then_some("--own"));
    let status = node.status().context("cannot start node")?;
    if !status.success() {
        bail!("an answer of ours differs from bash's, or node failed ({status})");
    }
    Ok(())
}
