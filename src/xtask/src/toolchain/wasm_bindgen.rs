//! wasm-bindgen's command, at the very version of Cargo.lock: the two must match.

use crate::run::output;
use anyhow::{Context, Result};
use std::fs;

pub(super) fn ensure() -> Result<()> {
    let wanted = locked_version("wasm-bindgen").context("Cargo.lock names no wasm-bindgen: run cargo build once")?;
    let present = output("wasm-bindgen", &["--version"]);
    if present.as_deref().and_then(|text| text.split_whitespace().nth(1)) == Some(wanted.as_str()) {
        return Ok(());
    }
    super::cargo_install("wasm-bindgen-cli", &wanted, false)
}

/// The version that Cargo.lock gives for a package.
fn locked_version(package: &str) -> Option<String> {
    let lock = fs::read_to_string(crate::paths::root().join("Cargo.lock")).ok()?;
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))?;
    let version = entry.lines().find_map(|line| line.strip_prefix("version = \""))?;
    Some(version.trim_end_matches('"').to_owned())
}
