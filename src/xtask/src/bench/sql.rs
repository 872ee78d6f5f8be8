//! `cargo xtask bench sql [ROWS…]`: ours, DuckDB-wasm, sql.js, PGlite and alasql on the same rows and queries, in node.

use super::{lab_wasm, peers};
use crate::run::say;
use crate::{paths, toolchain};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The peers, each at one version, so that a ratio can be had again.
const PEERS: [(&str, &str); 4] =
    [("@duckdb/duckdb-wasm", "1.32.0"), ("sql.js", "1.16.0"), ("@electric-sql/pglite", "0.5.16"), ("alasql", "4.19.1")];

/// Sets up what is missing under `target/bench`, then lets node time everything.
pub(super) fn bench(sizes: &[String]) -> Result<()> {
    if let Some(odd) = sizes.iter().find(|size| size.parse::<u32>().is_err()) {
        bail!("«{odd}» is not a number of rows; usage: cargo xtask bench sql [ROWS…]");
    }
    toolchain::for_bench()?;
    let folder = folder();
    peers::install(&folder, &PEERS)?;
    lab_wasm::build(&folder.join("lab"), "sql")?;
    say("timing (about ten minutes for all sizes; cargo xtask bench sql 100000 times one)");
    let script = paths::root().join("src/xtask/src/bench/sql/run.mjs");
    let status = Command::new("node").arg(script).arg(&folder).args(sizes).status().context("cannot start node")?;
    if !status.success() {
        bail!("a result of ours differs from the peers', or node failed ({status})");
    }
    Ok(())
}

fn folder() -> PathBuf {
    paths::root().join("target/bench")
}
