//! `basename`: the last name of a path.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const OPTIONS: &[Opt] = &[flag("a", "multiple"), value("s", "suffix"), flag("z", "zero")];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("basename", OPTIONS, |context, args| Box::pin(run(context, args))).stops_at_operand();

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let many = parsed.has("a") || parsed.has("s");
    let (mut names, mut suffix) = (parsed.operands.as_slice(), parsed.value("s").unwrap_or_default());
    if names.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    if !many {
        if let Some(extra) = names.get(2) {
            return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
        }
        suffix = names.get(1).map_or(b"", Vec::as_slice);
        names = &names[..1];
    }
    let end = if parsed.has("z") { 0 } else { b'\n' };
    for name in names {
        context.stdout.put(base(name, suffix));
        context.stdout.put_byte(end);
        context.stdout.relieve().await?;
    }
    Ok(0)
}

/// The last name, without slashes at its end and without the suffix, unless that is all there is.
fn base<'a>(path: &'a [u8], suffix: &[u8]) -> &'a [u8] {
    let Some(last) = path.iter().rposition(|byte| *byte != b'/') else { return &path[..path.len().min(1)] };
    let start = path[..last].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let name = &path[start..=last];
    name.strip_suffix(suffix).filter(|rest| !rest.is_empty()).unwrap_or(name)
}
