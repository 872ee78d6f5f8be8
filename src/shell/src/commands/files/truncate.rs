//! `truncate`: cuts or lengthens files.

use crate::context::number_with_suffix;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use vfs::Errno;

const OPTIONS: &[Opt] = &[flag("c", "no-create"), flag("o", "io-blocks"), value("r", "reference"), value("s", "size")];

/// The command.
pub(super) const COMMAND: Command = Command::new("truncate", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut base = None;
    if let Some(reference) = parsed.value("r") {
        let stat = context.stat(reference).map_err(|error| {
            context.complain_quoted("cannot stat ", reference, "", error);
            Quit::Status(1)
        })?;
        base = Some(stat.size);
    }
    let size = match parsed.value("s") {
        None if base.is_none() => {
            let message =
                format!("you must specify either {} or {}", quote::curved(b"--size"), quote::curved(b"--reference"));
            return Err(context.usage_error(message, 1));
        }
        None => None,
        Some(text) => {
            let text = text.trim_ascii();
            let (operator, digits) = match text.split_first() {
                Some((sign, rest)) if b"+-<>/%".contains(sign) => (*sign, rest),
                _ => (b'=', text),
            };
            let Some(number) = number_with_suffix(digits) else {
                context.complain(format_args!("Invalid number: {}", quote::curved(text)));
                return Ok(1);
            };
            if matches!(operator, b'/' | b'%') && number == 0 {
                context.complain("division by zero");
                return Ok(1);
            }
            Some((operator, number))
        }
    };
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing file operand", 1));
    }
    let mut status = 0;
    for path in &parsed.operands {
        let found = context.stat(path);
        if parsed.has("c") && found == Err(Errno::NoEnt) {
            continue;
        }
        let present = base.unwrap_or_else(|| found.map_or(0, |stat| stat.size));
        let wanted = match size {
            None => present,
            Some((b'+', number)) => present.saturating_add(number),
            Some((b'-', number)) => present.saturating_sub(number),
            Some((b'<', number)) => present.min(number),
            Some((b'>', number)) => present.max(number),
            Some((b'/', number)) => present / number * number,
            Some((b'%', number)) => present.div_ceil(number).saturating_mul(number),
            Some((_, number)) => number,
        };
        if let Err(error) = context.truncate(path, wanted) {
            if matches!(error, Errno::FBig | Errno::NoSpc | Errno::DQuot) {
                context.complain_quoted("failed to truncate ", path, &format!(" at {wanted} bytes"), error);
            } else {
                context.complain_quoted("cannot open ", path, " for writing", error);
            }
            status = 1;
        }
    }
    Ok(status)
}
