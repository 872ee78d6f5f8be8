//! The compiler's wasm32-unknown-unknown target.

use crate::run::{output, quietly};
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

pub(super) fn ensure() -> Result<()> {
    let sysroot = output("rustc", &["--print", "sysroot"]).context("no rustc: install Rust from https://rustup.rs")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(());
    }
    quietly("adding the wasm target", Command::new("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("add it with: rustup target add {TARGET}"))
}
