//! `cargo xtask bench sql [ROWS…]`: ours, DuckDB-wasm, sql.js, PGlite and alasql on the same rows and queries, in node.

use super::lab_wasm;
use crate::run::{quietly, say};
use crate::{paths, toolchain};
use anyhow::{Context, Result, bail};
use std::fs;
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
    fs::create_dir_all(&folder)?;
    install_peers()?;
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

/// npm packages at the versions above; nothing is fetched when they are there.
fn install_peers() -> Result<()> {
    let dependencies: serde_json::Map<String, serde_json::Value> =
        PEERS.iter().map(|(name, version)| ((*name).to_owned(), (*version).into())).collect();
    let manifest = serde_json::json!({ "private": true, "dependencies": dependencies }).to_string();
    let path = folder().join("package.json");
    let there = PEERS.iter().all(|(name, _)| folder().join("node_modules").join(name).is_dir());
    if there && fs::read_to_string(&path).is_ok_and(|text| text == manifest) {
        return Ok(());
    }
    let peers: Vec<String> = PEERS.iter().map(|(name, version)| format!("{name} {version}")).collect();
    say(&format!("the peers go into target/bench: {}", peers.join(", ")));
    fs::write(&path, manifest)?;
    quietly(
        "fetching the peers from npm",
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--prefix"])
            .arg(folder())
            .current_dir(folder()),
    )
}
