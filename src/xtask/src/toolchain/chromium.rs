//! A real browser, and the driver that speaks WebDriver to it.

use crate::run::output;
use anyhow::Result;

/// The browser's command.
pub fn chromium() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| output(name, &["--version"]).is_some())
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
