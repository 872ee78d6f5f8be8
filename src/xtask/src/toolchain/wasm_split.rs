//! wasm-split, which npm's `binaryen` leaves out: Debian's, where it can be installed.

use crate::run::{output, say};

/// How names are escaped and placeholders called has changed since; other versions were not tried.
const VERSION: &str = "version 108";

/// The command, where it is there in the version that is known to do what we need.
pub fn wasm_split() -> Option<&'static str> {
    output("wasm-split", &["--version"]).filter(|version| version.contains(VERSION)).map(|_| "wasm-split")
}

/// Its absence makes a bench wait for more, not the build fail: said, never fatal.
pub(super) fn ensure() {
    if wasm_split().is_some() {
        return;
    }
    let installed = super::apt_install(&["binaryen"]);
    if wasm_split().is_none() {
        let why = installed.err().map_or_else(|| format!("it is not {VERSION}"), |error| format!("{error:#}"));
        say(&format!("going on without wasm-split, the machine's lab stays in one piece: {why}"));
    }
}
