//! `awk`: gawk 5.2's language and library.
//!
//! Text → [`lexer`] → [`parser`] → [`ast`] → [`compile`] → [`code`] → [`machine`]. The machine is synchronous and knows no
//! kernel; [`world`] drives it and does what it asks for, so that a program can be stopped anywhere, however long it runs.

pub mod array;
pub mod ast;
pub mod characters;
pub mod code;
pub mod compile;
pub mod fields;
pub mod format;
pub mod lexer;
mod library;
pub mod machine;
pub mod number;
pub mod parser;
pub mod random;
pub mod reader;
pub mod record;
pub mod regexes;
pub mod special;
pub mod time;
pub mod value;

mod invocation;
mod world;

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    value("F", "field-separator"),
    value("v", "assign"),
    value("f", "file"),
    value("e", "source"),
    value("i", "include"),
    flag("b", "characters-as-bytes"),
    flag("c", "traditional"),
    flag("n", "non-decimal-data"),
    flag("P", "posix"),
    flag("r", "re-interval"),
    flag("s", "no-optimize"),
    flag("O", "optimize"),
    maybe("L", "lint"),
    flag("t", "lint-old"),
    flag("N", "use-lc-numeric"),
    flag("S", "sandbox"),
    value("E", "exec"),
    flag("V", ""),
];

/// The command.
pub const COMMAND: Command =
    Command::new("awk", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(1).stops_at_operand();

/// The same by its own name.
pub const GAWK: Command = Command { name: "gawk", ..COMMAND };

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let invocation = invocation::read(context, &parsed).await?;
    world::run(context, invocation).await
}
