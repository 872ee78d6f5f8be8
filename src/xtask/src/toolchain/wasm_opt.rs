//! wasm-opt. Debian's (108) rejects the features of today's compiler; npm's `binaryen` does not.

use crate::run::say;
use std::path::PathBuf;

const PACKAGE: &str = "binaryen@132.0.0";

/// The command, where it could be installed.
pub fn wasm_opt() -> Option<PathBuf> {
    Some(super::node::folder("binaryen").join("node_modules/.bin/wasm-opt")).filter(|path| path.exists())
}

/// Its absence costs some kilobytes, not the build: said, never fatal.
pub(super) fn ensure() {
    if wasm_opt().is_none()
        && let Err(error) = super::node::install(PACKAGE)
    {
        say(&format!("going on without wasm-opt, the page will be a little larger: {error:#}"));
    }
}
