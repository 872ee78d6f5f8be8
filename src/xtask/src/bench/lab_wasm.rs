//! The lab's wasm, built and shrunk just as the page's is.

use crate::run::{cargo, quietly};
use crate::{paths, site};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds the lab with the engines of this feature (`sql` or `machine`) into `folder`: `worker.js` and `worker_bg.wasm`.
pub(super) fn build(folder: &Path, engines: &str) -> Result<()> {
    let mut build = cargo();
    let bin = format!("worker_{engines}");
    build.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", "app", "--bin", &bin]);
    build.args(["--features", engines]);
    quietly("building the lab (wasm, release)", &mut build)?;
    fs::create_dir_all(folder)?;
    let wasm = paths::target().join(format!("wasm32-unknown-unknown/release/{bin}.wasm"));
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen
        .args(["--target", "no-modules", "--no-typescript", "--out-name", "worker", "--out-dir"])
        .arg(folder)
        .arg(wasm);
    quietly("wasm-bindgen", &mut bindgen)?;
    site::shrink(&folder.join("worker_bg.wasm"))
}
