//! `touch`: makes empty files, and changes times.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("a", ""),
    flag("m", ""),
    flag("c", "no-create"),
    flag("h", "no-dereference"),
    flag("f", ""),
    value("r", "reference"),
    value("d", "date"),
    value("t", ""),
    value("", "time"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("touch", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing file operand", 1));
    }
    let mut times = (context.now(), context.now());
    if let Some(reference) = parsed.value("r") {
        match context.stat(reference) {
            Ok(stat) => times = (stat.accessed, stat.modified),
            Err(error) => {
                context.complain_quoted("failed to get attributes of ", reference, "", error);
                return Ok(1);
            }
        }
    }
    for (key, reader) in [("d", super::instant::parse as fn(&[u8], i64) -> Option<i64>), ("t", super::instant::stamp)] {
        if let Some(text) = parsed.value(key) {
            let Some(instant) = reader(text, context.now()) else {
                let quoted = crate::quote::curved(text);
                context.complain(format_args!("invalid date format {quoted}"));
                return Ok(1);
            };
            times = (instant, instant);
        }
    }
    let only = |key, word: &[&[u8]]| parsed.has(key) || parsed.value("time").is_some_and(|time| word.contains(&time));
    let (accessed, modified) = (only("a", &[b"access", b"atime", b"use"]), only("m", &[b"modify", b"mtime"]));
    let accessed_time = (accessed || !modified).then_some(times.0);
    let modified_time = (modified || !accessed).then_some(times.1);
    let mut status = 0;
    for path in &parsed.operands {
        let set = |context: &Context| context.set_times(path, accessed_time, modified_time, !parsed.has("h"));
        let result = match set(context) {
            Err(Errno::NoEnt) if parsed.has("c") || parsed.has("h") => Ok(()),
            Err(Errno::NoEnt) => context.append(path).await.map(drop).and_then(|()| set(context)),
            other => other,
        };
        if let Err(error) = result {
            let what = if error == Errno::NoEnt || context.lstat(path).is_err() {
                "cannot touch "
            } else {
                "setting times of "
            };
            context.complain_quoted(what, path, "", error);
            status = 1;
        }
    }
    Ok(status)
}
