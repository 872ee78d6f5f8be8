//! `readlink`: where a symbolic link leads.

use super::realpath::{Missing, resolve};
use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("f", "canonicalize"),
    flag("e", "canonicalize-existing"),
    flag("m", "canonicalize-missing"),
    flag("n", "no-newline"),
    flag("q", "quiet"),
    flag("q", "silent"),
    flag("s", ""),
    flag("v", "verbose"),
    flag("z", "zero"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("readlink", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mut newline = !parsed.has("n");
    if !newline && parsed.operands.len() > 1 {
        context.complain("ignoring --no-newline with multiple arguments");
        newline = true;
    }
    let loud = parsed.last_of(&["v", "q", "s"]) == Some("v");
    let mut status = 0;
    for path in &parsed.operands {
        let found = match parsed.last_of(&["f", "e", "m"]) {
            None => context.read_link(path),
            Some("f") => resolve(context, path, Missing::Last),
            Some("e") => resolve(context, path, Missing::None),
            Some(_) => resolve(context, path, Missing::All),
        };
        match found {
            Ok(found) => {
                context.stdout.put(&found);
                if newline {
                    context.stdout.put_byte(if parsed.has("z") { 0 } else { b'\n' });
                }
            }
            Err(error) => {
                status = 1;
                if loud {
                    context.complain_about(path, error);
                }
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}
