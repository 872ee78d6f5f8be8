//! Colours, where somebody is looking.

use std::io::{IsTerminal, stdout};

/// Wraps a text in an SGR code when standard output is a terminal and `NO_COLOR` is not set.
fn wrap(code: &str, text: &str) -> String {
    if stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

pub(crate) fn red(text: &str) -> String {
    wrap("31", text)
}

pub(crate) fn green(text: &str) -> String {
    wrap("32", text)
}

pub(crate) fn bold(text: &str) -> String {
    wrap("1", text)
}
