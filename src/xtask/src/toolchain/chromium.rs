//! A real browser, and the driver that speaks WebDriver to it.

use crate::run::output;
use anyhow::Result;
use std::path::PathBuf;

/// The browser's program, with its whole path: its driver takes no less.
pub fn chromium() -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.into_iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file()))
}

/// Its driver's command.
pub fn chromedriver() -> Option<&'static str> {
    output("chromedriver", &["--version"]).map(|_| "chromedriver")
}

pub(super) fn ensure() -> Result<()> {
    if chromium().is_some() && chromedriver().is_some() {
        return Ok(());
    }
    super::apt_install(&["chromium", "chromium-driver"])
}
