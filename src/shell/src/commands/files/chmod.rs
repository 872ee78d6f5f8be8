//! `chmod`: changes permissions.

use super::target::join;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("R", "recursive"),
    flag("v", "verbose"),
    flag("c", "changes"),
    flag("f", "silent"),
    flag("f", "quiet"),
    value("", "reference"),
    flag("", "preserve-root"),
    flag("", "no-preserve-root"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("chmod", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // `chmod -x file`, `chmod -rw file`: a mode, not options.
    let is_mode = |arg: &Bytes| {
        arg.len() > 1
            && arg[0] == b'-'
            && arg[1..].iter().all(|byte| b"rwxXstugo0123456789,=+-".contains(byte))
            && arg[1] != b'-'
    };
    let taken = args.iter().position(is_mode);
    let minus = taken.map(|at| args.remove(at));
    let mut parsed = context.options(&COMMAND, args).await?;
    let reference = parsed.value("reference").map(<[u8]>::to_vec);
    if let Some(minus) = minus {
        parsed.operands.insert(0, minus);
    }
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let change = match &reference {
        Some(file) => {
            let stat = context.stat(file).map_err(|error| {
                context.complain_quoted("failed to get attributes of ", file, "", error);
                Quit::Status(1)
            })?;
            super::mode::parse(format!("{:05o}", stat.mode).as_bytes())
        }
        None => {
            let text = parsed.operands.remove(0);
            if parsed.operands.is_empty() {
                return Err(context.usage_error(format_args!("missing operand after {}", quote::curved(&text)), 1));
            }
            let change = super::mode::parse(&text);
            if change.is_none() {
                return Err(context.usage_error(format_args!("invalid mode: {}", quote::curved(&text)), 1));
            }
            change
        }
    };
    let Some(change) = change else { return Ok(1) };
    let umask = context.who().umask;
    let mut status = 0;
    let mut waiting: Vec<(Bytes, bool)> = parsed.operands.iter().rev().map(|path| (path.clone(), true)).collect();
    while let Some((path, named)) = waiting.pop() {
        context.tick(100).await;
        let found = if named { context.stat(&path) } else { context.lstat(&path) };
        let stat = match found {
            Ok(stat) if stat.is_symlink() => continue,
            Ok(stat) => stat,
            Err(error) => {
                status = 1;
                if !parsed.has("f") {
                    if context.lstat(&path).is_ok() {
                        let shown = String::from_utf8_lossy(&quote::always(&path)).into_owned();
                        context.complain(format_args!("cannot operate on dangling symlink {shown}"));
                    } else {
                        context.complain_quoted("cannot access ", &path, "", error);
                    }
                }
                continue;
            }
        };
        let mode = change.apply(stat.mode, stat.is_dir(), umask);
        match context.chmod(&path, mode) {
            Ok(()) => {
                let changed = mode != stat.mode;
                if parsed.has("v") || parsed.has("c") && changed {
                    let shown = String::from_utf8_lossy(&quote::always(&path)).into_owned();
                    let letters = |mode: u32| vfs::Stat { mode, ..stat.clone() }.letters()[1..].to_owned();
                    let line = if changed {
                        format!(
                            "mode of {shown} changed from {:04o} ({}) to {mode:04o} ({})\n",
                            stat.mode,
                            letters(stat.mode),
                            letters(mode)
                        )
                    } else {
                        format!("mode of {shown} retained as {mode:04o} ({})\n", letters(mode))
                    };
                    context.stdout.put(line.as_bytes());
                }
            }
            Err(error) => {
                status = 1;
                if !parsed.has("f") {
                    context.complain_quoted("changing permissions of ", &path, "", error);
                }
            }
        }
        if parsed.has("R") && stat.is_dir() {
            match context.read_dir(&path) {
                Ok(names) => waiting.extend(names.iter().rev().map(|entry| (join(&path, &entry.name), false))),
                Err(error) => {
                    status = 1;
                    if !parsed.has("f") {
                        context.complain_quoted("cannot read directory ", &path, "", error);
                    }
                }
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}
