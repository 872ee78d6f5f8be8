//! `cargo xtask bench vim`: one key in a long buffer, and Ex commands over 100,000 lines: native, wasm in node, real vim.

use crate::paths;
use crate::run::{cargo, quietly, say};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// What wasm needs to read a file and the clock without a page.
const TARGET: &str = "wasm32-wasip1";

/// Builds the editor's timer twice, as the page is built and natively, and lets node run both; vim is timed where it is installed.
pub(super) fn bench(arguments: &[String]) -> Result<()> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder)?;
    if !arguments.iter().any(|argument| argument == "--built") {
        quietly("the target for wasm outside a page", Command::new("rustup").args(["target", "add", TARGET]))?;
        let timer = ["build", "--package", "vim", "--example", "timing"];
        quietly("building the timer (wasm)", cargo().args(timer).args(["--release", "--target", TARGET]))?;
        quietly("building the timer (native)", cargo().args(timer).args(["--profile", "drive"]))?;
        fs::copy(paths::target().join(TARGET).join("release/examples/timing.wasm"), folder.join("timing.wasm"))?;
        fs::copy(paths::target().join("drive/examples/timing"), folder.join("timing"))?;
    }
    say("timing (some minutes; --built takes the timers of the last run)");
    let script = paths::root().join("src/xtask/src/bench/vim/run.mjs");
    let rounds = arguments.iter().find(|argument| argument.parse::<u32>().is_ok());
    let status = Command::new("node")
        .arg("--no-warnings")
        .arg(script)
        .arg(&folder)
        .args(rounds)
        .status()
        .context("cannot start node")?;
    if !status.success() {
        bail!("a text of ours differs from vim's, or node failed ({status})");
    }
    Ok(())
}
