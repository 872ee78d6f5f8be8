//! `tac`: lines in reverse.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use memchr::memmem;

const OPTIONS: &[Opt] = &[flag("b", "before"), flag("r", "regex"), value("s", "separator")];

/// The command.
pub(super) const COMMAND: Command = Command::new("tac", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("r") {
        context.complain("--regex is not supported");
        return Ok(1);
    }
    let separator = match parsed.value("s") {
        None => b"\n".to_vec(),
        // An empty separator stands for NUL.
        Some(b"") => vec![0],
        Some(separator) => separator.to_vec(),
    };
    let mut status = 0;
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_quoted("failed to open ", file, " for reading", error);
                status = 1;
                continue;
            }
        };
        let text = match input.read_all().await {
            Ok(text) => text,
            Err(error) => {
                context.complain(format_args!("{}: read error: {error}", String::from_utf8_lossy(file)));
                status = 1;
                continue;
            }
        };
        let mut end = text.len();
        let mut search = text.len();
        // A separator belongs to the record before it, with -b to the one after.
        while let Some(at) = memmem::rfind(&text[..search], &separator) {
            let cut = if parsed.has("b") { at } else { at + separator.len() };
            if cut < end {
                context.stdout.put(&text[cut..end]);
                end = cut;
            }
            search = at;
            context.stdout.relieve().await?;
        }
        context.stdout.put(&text[..end]);
        context.stdout.relieve().await?;
    }
    Ok(status)
}
