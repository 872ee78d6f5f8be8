//! Reading page by page: `less`, `more`, `man`; and `explain`, which reads man pages for the reader.

mod explain;
mod less;
mod man;

pub(super) use less::page;

use crate::Context;
use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[explain::COMMAND, less::COMMAND, less::MORE, man::COMMAND];

/// The language pages are read in: the one asked for, else `$LC_ALL`'s or `$LANG`'s, else the reader's own.
fn language(context: &Context, wanted: Option<&[u8]>) -> &'static str {
    let wanted = wanted
        .or_else(|| context.var("LC_ALL").filter(|tag| !tag.is_empty()))
        .or_else(|| context.var("LANG"))
        .unwrap_or_default();
    match wanted.get(..2) {
        Some(b"fr") => "fr",
        Some(b"en") => "en",
        _ => context.sys.kernel.host.borrow().language(),
    }
}
