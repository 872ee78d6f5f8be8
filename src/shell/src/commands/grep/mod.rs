//! `grep`, `egrep`, `fgrep`: GNU grep 3.8.
//!
//! [`settings`] reads the command line; [`walk`] finds the files; [`search`] goes over a file chunk by chunk, whole lines at
//! a time; [`print`] writes what was selected, with context, numbers and colours.

mod packed;
mod perl;
mod print;
mod search;
mod settings;
mod walk;

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome};
use settings::Syntax;

const OPTIONS: &[Opt] = &[
    flag("E", "extended-regexp"),
    flag("F", "fixed-strings"),
    flag("G", "basic-regexp"),
    flag("P", "perl-regexp"),
    value("e", "regexp"),
    value("f", "file"),
    flag("i", "ignore-case"),
    flag("y", ""),
    flag("", "no-ignore-case"),
    flag("w", "word-regexp"),
    flag("x", "line-regexp"),
    flag("z", "null-data"),
    flag("s", "no-messages"),
    flag("v", "invert-match"),
    value("m", "max-count"),
    flag("b", "byte-offset"),
    flag("n", "line-number"),
    flag("", "line-buffered"),
    flag("H", "with-filename"),
    flag("h", "no-filename"),
    value("", "label"),
    flag("o", "only-matching"),
    flag("q", "quiet"),
    flag("q", "silent"),
    value("", "binary-files"),
    flag("a", "text"),
    flag("I", ""),
    value("d", "directories"),
    value("D", "devices"),
    flag("r", "recursive"),
    flag("R", "dereference-recursive"),
    value("", "include"),
    value("", "exclude"),
    value("", "exclude-from"),
    value("", "exclude-dir"),
    flag("L", "files-without-match"),
    flag("l", "files-with-matches"),
    flag("c", "count"),
    flag("T", "initial-tab"),
    flag("Z", "null"),
    value("B", "before-context"),
    value("A", "after-context"),
    value("C", "context"),
    maybe("", "color"),
    maybe("", "colour"),
    value("", "group-separator"),
    flag("", "no-group-separator"),
    flag("U", "binary"),
    flag("V", ""),
];

/// The command.
pub const COMMAND: Command =
    Command::new("grep", OPTIONS, |context, args| Box::pin(run(context, args, Syntax::Basic))).usage_status(2);

/// `grep -E`.
pub const EGREP: Command =
    Command::new("egrep", OPTIONS, |context, args| Box::pin(run(context, args, Syntax::Extended))).usage_status(2);

/// `grep -F`.
pub const FGREP: Command =
    Command::new("fgrep", OPTIONS, |context, args| Box::pin(run(context, args, Syntax::Fixed))).usage_status(2);

pub use packed::{ZEGREP, ZFGREP, ZGREP};

async fn run(context: &mut Context, args: Vec<Bytes>, syntax: Syntax) -> Outcome {
    context.name = b"grep".to_vec();
    let parsed = context.options(&COMMAND, settings::numbers_as_context(args)).await?;
    if parsed.has("V") {
        context.stdout.put(b"grep (GNU grep) 3.8\n");
        return Ok(0);
    }
    let mut operands = parsed.operands.clone();
    let settings = settings::read(context, &parsed, &mut operands, syntax).await?;
    if parsed.has("line-buffered") {
        context.stdout.by_line();
    }
    walk::run(context, settings, operands).await
}
