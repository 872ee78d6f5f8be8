//! The lab's wasm, built and shrunk just as the page's is.

use crate::run::{cargo, quietly};
use crate::{paths, site};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Builds the worker into `folder`: `worker.js` and `worker_bg.wasm`.
pub(super) fn build(folder: &Path) -> Result<()> {
    let mut build = cargo();
    build.args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", "app", "--bin", "worker"]);
    quietly("building the lab (wasm, release)", &mut build)?;
    fs::create_dir_all(folder)?;
    let wasm = paths::target().join("wasm32-unknown-unknown/release/worker.wasm");
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "no-modules", "--no-typescript", "--out-dir"]).arg(folder).arg(wasm);
    quietly("wasm-bindgen", &mut bindgen)?;
    site::shrink(&folder.join("worker_bg.wasm"))
}
