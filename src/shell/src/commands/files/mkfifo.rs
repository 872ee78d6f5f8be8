//! `mkfifo`: named pipes.

use crate::options::{Opt, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[value("m", "mode")];

/// The command.
pub(super) const COMMAND: Command = Command::new("mkfifo", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mode = super::mode::wanted(context, parsed.value("m"), false)?;
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
