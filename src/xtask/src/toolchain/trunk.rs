//! Trunk, which builds www/index.html. 0.21.14: the newest that our compiler builds (0.22 wants a later one).

use crate::run::output;
use anyhow::Result;

const VERSION: &str = "0.21.14";

pub(super) fn ensure() -> Result<()> {
    let present = output("trunk", &["--version"]);
    if present.as_deref().and_then(|text| text.split_whitespace().nth(1)) == Some(VERSION) {
        return Ok(());
    }
    super::cargo_install("trunk", VERSION, true)
}
