//! Folds the built page into one `.html` that runs from a USB key, a mail, or an LMS's file area.

use anyhow::Result;

/// Writes `target/dist/datelier.html`.
pub fn fold() -> Result<()> {
    anyhow::bail!("not built yet")
}
