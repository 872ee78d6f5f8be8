//! Finds each tool, or installs it; what cannot be installed is named with the command that would.

mod chromium;
mod node;
mod trunk;
mod wasm_bindgen;
mod wasm_opt;
mod wasm_split;
mod wasm_target;

use crate::run::{cargo, output, quietly, say};
use anyhow::{Context, Result};
use std::process::Command;

pub use chromium::{chromedriver, chromium};
pub use node::axe;
pub use wasm_opt::wasm_opt;
pub use wasm_split::wasm_split;

/// All that building the page takes.
pub fn for_site() -> Result<()> {
    wasm_target::ensure()?;
    wasm_bindgen::ensure()?;
    trunk::ensure()?;
    wasm_opt::ensure();
    wasm_split::ensure();
    Ok(())
}

/// All that the benches take: the lab's wasm, and node to run it.
pub fn for_bench() -> Result<()> {
    wasm_target::ensure()?;
    wasm_bindgen::ensure()?;
    node::ensure()?;
    wasm_opt::ensure();
    Ok(())
}

/// All that the browser tests take beyond it.
pub fn for_browser() -> Result<()> {
    chromium::ensure()?;
    node::ensure_axe()
}

/// `cargo install`, from a ready-made binary if `cargo binstall` is there and has one.
fn cargo_install(name: &str, version: &str, locked: bool) -> Result<()> {
    if output("cargo", &["binstall", "-V"]).is_some() {
        let mut binstall = cargo();
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", &format!("{name}@{version}")]);
        if quietly(&format!("fetching {name} {version}"), &mut binstall).is_ok() {
            return Ok(());
        }
    }
    let mut install = cargo();
    install.args(["install", name, "--version", version]);
    if locked {
        install.arg("--locked");
    }
    install.env_remove("CARGO_TARGET_DIR");
    quietly(&format!("building {name} {version} (some minutes, once)"), &mut install).with_context(|| {
        format!("install it with: cargo install {name} --version {version}{}", if locked { " --locked" } else { "" })
    })
}

/// Debian packages, where this machine has apt and we may use it.
fn apt_install(packages: &[&str]) -> Result<()> {
    let fix = format!("install it with: sudo apt-get install {}", packages.join(" "));
    let sudo = output("id", &["-u"]).is_some_and(|id| id.trim() != "0");
    let apt = || {
        let mut command = Command::new(if sudo { "sudo" } else { "apt-get" });
        if sudo {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    say(&format!("asking apt for {}", packages.join(", ")));
    quietly("apt-get update", apt().args(["-qq", "update"])).with_context(|| fix.clone())?;
    quietly(&format!("apt-get install {}", packages.join(" ")), apt().args(["-qq", "-y", "install"]).args(packages))
        .with_context(|| fix)
}
