//! `dirname`: a path without its last name.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[flag("z", "zero")];

/// The command.
pub(super) const COMMAND: Command = Command::new("dirname", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    for path in &parsed.operands {
        context.stdout.put(folder(path));
        context.stdout.put_byte(if parsed.has("z") { 0 } else { b'\n' });
        context.stdout.relieve().await?;
    }
    Ok(0)
}

fn folder(path: &[u8]) -> &[u8] {
    let is_name = |byte: &u8| *byte != b'/';
    let root: &[u8] = if path.first() == Some(&b'/') { b"/" } else { b"." };
    let Some(last) = path.iter().rposition(is_name) else { return root };
    let Some(slash) = path[..last].iter().rposition(|byte| *byte == b'/') else { return b"." };
    match path[..slash].iter().rposition(is_name) {
        Some(end) => &path[..=end],
        None => b"/",
    }
}
