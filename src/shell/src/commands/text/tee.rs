//! `tee`: copies standard input to standard output and to files.

use crate::context::Output;
use crate::options::{Opt, flag, maybe};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] =
    &[flag("a", "append"), flag("i", "ignore-interrupts"), flag("p", ""), maybe("", "output-error")];

/// The command.
pub(super) const COMMAND: Command = Command::new("tee", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut status = 0;
    let mut files: Vec<(Bytes, Output)> = Vec::new();
    for file in &parsed.operands {
        match if parsed.has("a") { context.append(file).await } else { context.create(file).await } {
            Ok(output) => files.push((file.clone(), output)),
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
            }
        }
    }
    while let Some(chunk) = context.stdin.chunk().await? {
        context.stdout.put(&chunk);
        // What is read is passed on at once: tee is often watched.
        context.stdout.flush().await?;
        for (name, output) in &mut files {
            output.put(&chunk);
            if let Err(error) = output.flush().await {
                context.complain_about(name, error);
                status = 1;
            }
        }
    }
    Ok(status)
}
