//! Where things are.

use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The built page.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// The packed course, before Trunk copies it into the page.
pub fn packed() -> PathBuf {
    root().join("target/course")
}

/// Tools of the npm registry, installed for this checkout only.
pub fn npm() -> PathBuf {
    root().join("target/tools")
}
