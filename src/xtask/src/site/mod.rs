//! Builds the page: packs the course, lets Trunk build www/index.html, makes the wasm smaller.

pub(crate) mod pack;

use crate::paths;
use crate::run::{cargo, quietly};
use crate::toolchain::wasm_opt;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the page into `target/site`.
pub fn build() -> Result<()> {
    build_with(&mut datelier())
}

/// Builds the page with a `datelier` that is built already.
pub fn build_with(datelier: &mut Command) -> Result<()> {
    pack(datelier)?;
    let mut trunk = Command::new("trunk");
    // Trunk reads NO_COLOR as its own boolean flag and stops at «1».
    trunk.args(["build", "--release", "--offline"]).current_dir(paths::root()).env_remove("NO_COLOR");
    quietly("building the page (wasm, release)", &mut trunk)?;
    let machine = paths::site().join("worker_machine_bg.wasm");
    for wasm in files(&paths::site(), "wasm")? {
        if wasm == machine { pack::split(&wasm)? } else { shrink(&wasm)? }
    }
    Ok(())
}

/// Packs the course alone and puts it into the page that is already built.
pub fn refresh_course() -> Result<()> {
    pack(&mut datelier())?;
    copy(&paths::packed(), &paths::site().join("course"))
}

fn datelier() -> Command {
    let mut run = cargo();
    run.args(["run", "--quiet", "--package", "cli", "--"]);
    run
}

fn pack(datelier: &mut Command) -> Result<()> {
    datelier.args(["pack", "content", "--out"]).arg(paths::packed()).current_dir(paths::root());
    quietly("packing the course", datelier)
}

/// What rustc's wasm uses and every browser of the last years reads; `--all-features` would write what none does yet.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes a wasm file smaller in place, where wasm-opt is there.
pub(crate) fn shrink(wasm: &Path) -> Result<()> {
    let Some(wasm_opt) = wasm_opt() else { return Ok(()) };
    let mut command = Command::new(wasm_opt);
    command.arg("-Oz").args(FEATURES).arg("-o").arg(wasm).arg(wasm);
    quietly(&format!("wasm-opt {}", wasm.file_name().unwrap_or_default().to_string_lossy()), &mut command)
}

/// The files of a folder with this extension.
pub fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} is not built: run cargo xtask site", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
