//! The peers from npm, each at one version, so that a ratio can be had again. They go into `target/`, never into the tree.

use crate::run::{quietly, say};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Installs packages (name, version) into `folder`; nothing is fetched when they are there.
pub(super) fn install(folder: &Path, packages: &[(&str, &str)]) -> Result<()> {
    let dependencies: serde_json::Map<String, serde_json::Value> =
        packages.iter().map(|(name, version)| ((*name).to_owned(), (*version).into())).collect();
    let manifest = serde_json::json!({ "private": true, "dependencies": dependencies }).to_string();
    let path = folder.join("package.json");
    let there = packages.iter().all(|(name, _)| folder.join("node_modules").join(name).is_dir());
    if there && fs::read_to_string(&path).is_ok_and(|text| text == manifest) {
        return Ok(());
    }
    let names: Vec<String> = packages.iter().map(|(name, version)| format!("{name} {version}")).collect();
    say(&format!("the peers go into {}: {}", folder.display(), names.join(", ")));
    fs::create_dir_all(folder)?;
    fs::write(&path, manifest)?;
    quietly(
        "fetching the peers from npm",
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", "--prefix"])
            .arg(folder)
            .current_dir(folder),
    )
}
