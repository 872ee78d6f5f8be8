//! `mkfifo`: named pipes.

use crate::options::{Opt, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const OPTIONS: &[Opt] = &[value("m", "mode")];

/// The command.
pub(super) const COMMAND: Command = Command::new("mkfifo", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mode = match parsed.value("m") {
        None => None,
        Some(text) => match super::mode::parse(text) {
            Some(change) => Some(change.apply(0o777, true, 0)),
            None => {
                context.complain(format_args!("invalid mode {}", quote::curved(text)));
                return Ok(1);
            }
        },
    };
    let mut status = 0;
    for name in &parsed.operands {
        if let Err(error) = context.mkfifo(name, 0o666) {
            context.complain_quoted("cannot create fifo ", name, "", error);
            status = 1;
        } else if let Some(mode) = mode {
            context.chmod(name, mode)?;
        }
    }
    Ok(status)
}
