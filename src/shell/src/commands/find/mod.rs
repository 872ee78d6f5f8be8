//! `find`: GNU findutils 4.9's.
//!
//! [`parse`] reads the command line into an [`expression`]; [`walk`] goes through the tree; [`test`](mod@test) and [`action`]
//! answer for each file; [`format`] is `-printf`.

mod action;
mod expression;
mod format;
mod mode;
mod parse;
mod test;
mod walk;
mod when;

use crate::options::Opt;
use crate::{Bytes, Command, Context, Outcome, Quit};

/// Its words are predicates, not options: what completion offers.
const OPTIONS: &[Opt] = &[];

/// The command.
pub const COMMAND: Command = Command::new("find", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    if args.iter().any(|arg| arg == b"--help" || arg == b"-help" || arg == b"--version" || arg == b"-version") {
        let asked = if args.iter().any(|arg| arg.ends_with(b"version")) { b"--version" } else { b"--help".as_slice() };
        context.options(&COMMAND, vec![asked.to_vec()]).await?;
    }
    let (request, expression) = match parse::parse(context, &args) {
        Ok(parsed) => parsed,
        Err(message) => {
            context.complain_bytes(&message);
            return Err(Quit::Status(1));
        }
    };
    walk::run(context, request, expression).await
}

/// Text in quotation marks, as findutils prints names.
fn quoted(context: &Context, text: &[u8]) -> Bytes {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| context.var(name).filter(|value| !value.is_empty()));
    let utf8 = locale.is_some_and(|locale| locale.to_ascii_uppercase().windows(3).any(|part| part == b"UTF"));
    if utf8 { ["\u{2018}".as_bytes(), text, "\u{2019}".as_bytes()].concat() } else { [b"'", text, b"'"].concat() }
}
