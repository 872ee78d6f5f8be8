//! `rmdir`: removes empty directories.

use crate::options::{Opt, flag};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome};
use vfs::Errno;

const OPTIONS: &[Opt] = &[flag("p", "parents"), flag("v", "verbose"), flag("", "ignore-fail-on-non-empty")];

/// The command.
pub(super) const COMMAND: Command = Command::new("rmdir", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mut status = 0;
    for operand in &parsed.operands {
        let mut path = operand.as_slice();
        loop {
            if parsed.has("v") {
                let line = [b"rmdir: removing directory, ", quote::always(path).as_slice(), b"\n"].concat();
                context.stdout.put(&line);
            }
            if let Err(error) = context.rmdir(path) {
                if !(error == Errno::NotEmpty && parsed.has("ignore-fail-on-non-empty")) {
                    let what =
                        if path.len() == operand.len() { "failed to remove " } else { "failed to remove directory " };
                    context.complain_quoted(what, path, "", error);
                    status = 1;
                }
                break;
            }
            let trimmed = path.strip_suffix(b"/").unwrap_or(path);
            match trimmed.iter().rposition(|byte| *byte == b'/') {
                Some(at) if at > 0 && parsed.has("p") => path = &trimmed[..at],
                _ => break,
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}
