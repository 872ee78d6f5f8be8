//! wasm-split, which npm's `binaryen` leaves out: Debian's, where it can be installed.

use crate::run::{output, say};

/// The command, where it is there.
pub fn wasm_split() -> Option<&'static str> {
    output("wasm-split", &["--version"]).map(|_| "wasm-split")
}

/// Its absence makes a bench wait for more, not the build fail: said, never fatal.
pub(super) fn ensure() {
    if wasm_split().is_none()
        && let Err(error) = super::apt_install(&["binaryen"])
    {
        say(&format!("going on without wasm-split, the machine's lab stays in one piece: {error:#}"));
    }
}
