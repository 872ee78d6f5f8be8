//! `sed`: GNU sed 4.9's stream editor.
//!
//! [`parse`] turns the script into a flat list of [`script::Command`]s with jumps; [`run`] plays it over the lines that
//! [`stream`] brings; [`substitute`] is `s`.

mod escape;
mod list;
mod output;
mod parse;
mod read_script;
mod run;
mod script;
mod stream;
mod substitute;

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[
    flag("n", "quiet"),
    flag("n", "silent"),
    value("e", "expression"),
    value("f", "file"),
    flag("E", "regexp-extended"),
    flag("r", ""),
    maybe("i", "in-place"),
    flag("s", "separate"),
    flag("z", "null-data"),
    flag("z", "zero-terminated"),
    flag("u", "unbuffered"),
    value("l", "line-length"),
    flag("b", "binary"),
    flag("", "follow-symlinks"),
    flag("", "posix"),
    flag("", "sandbox"),
    flag("", "debug"),
];

/// The command.
pub const COMMAND: Command = Command::new("sed", OPTIONS, |context, args| Box::pin(run(context, args)));

/// What the options say.
#[derive(Clone, Debug)]
struct Settings {
    quiet: bool,
    extended: bool,
    separate: bool,
    in_place: Option<Bytes>,
    end: u8,
    wrap: usize,
    posix: bool,
    sandbox: bool,
    unbuffered: bool,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("debug") {
        context.complain("--debug is not supported");
        return Err(Quit::Status(1));
    }
    let mut settings = Settings {
        quiet: parsed.has("n"),
        extended: parsed.has("E") || parsed.has("r"),
        separate: parsed.has("s") || parsed.has("i"),
        in_place: parsed.has("i").then(|| parsed.value("i").unwrap_or_default().to_vec()),
        end: if parsed.has("z") { 0 } else { b'\n' },
        wrap: 70,
        posix: parsed.has("posix"),
        sandbox: parsed.has("sandbox"),
        unbuffered: parsed.has("u"),
    };
    if let Some(width) = parsed.value("l") {
        let number = std::str::from_utf8(width).ok().and_then(|width| width.parse().ok());
        settings.wrap = number.ok_or_else(|| {
            context.complain(format_args!("invalid line length: {}", String::from_utf8_lossy(width)));
            Quit::Status(1)
        })?;
    }
    let mut operands = parsed.operands.clone();
    let pieces = read_script::pieces(context, &parsed, &mut operands).await?;
    let script = match parse::parse(&pieces, &mut settings) {
        Ok(script) => script,
        Err(error) => {
            // GNU calls a missing label a failure of its own, not one of usage.
            let status = if error.starts_with(parse::LABEL) { 4 } else { 1 };
            context.complain(error);
            return Err(Quit::Status(status));
        }
    };
    run::run(context, script, settings, operands).await
}
