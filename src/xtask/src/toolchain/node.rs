//! Node and npm: they run wasm-opt (from the `binaryen` package) and fetch axe-core for the accessibility tests.

use crate::paths;
use crate::run::{output, quietly};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const AXE: &str = "axe-core@4.14.1";

/// The script that the browser tests put into a page to look for accessibility faults.
pub fn axe() -> PathBuf {
    folder("axe-core").join("node_modules/axe-core/axe.min.js")
}

pub(super) fn ensure_axe() -> Result<()> {
    if axe().is_file() {
        return Ok(());
    }
    install(AXE)
}

/// Where a package is: each has a folder of its own, for npm would remove what the last call did not name.
pub(super) fn folder(name: &str) -> PathBuf {
    paths::npm().join(name)
}

/// Node and npm themselves.
pub(super) fn ensure() -> Result<()> {
    if output("node", &["--version"]).is_some() && output("npm", &["--version"]).is_some() {
        return Ok(());
    }
    super::apt_install(&["nodejs", "npm"])
}

/// Installs an npm package for this checkout; npm itself first, if it is missing.
pub(super) fn install(package: &str) -> Result<()> {
    ensure()?;
    let folder = folder(package.split('@').next().unwrap_or(package));
    fs::create_dir_all(&folder)?;
    quietly(
        &format!("fetching {package}"),
        Command::new("npm")
            .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(&folder)
            .arg(package),
    )
    .with_context(|| format!("fetch it with: npm install --no-save --prefix target/tools/… {package}"))
}
