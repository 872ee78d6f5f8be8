//! `mkdir`: makes directories.

use crate::options::{Opt, flag, value};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome};
use vfs::Errno;

const OPTIONS: &[Opt] = &[flag("p", "parents"), flag("v", "verbose"), value("m", "mode")];

/// The command.
pub(super) const COMMAND: Command = Command::new("mkdir", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mode = super::mode::wanted(context, parsed.value("m"), true)?;
    let mut status = 0;
    for path in &parsed.operands {
        let made = if parsed.has("p") {
            with_parents(context, path, parsed.has("v"))
        } else {
            one(context, path, parsed.has("v"))
        };
        match made {
            Ok(made) => {
                if let (true, Some(mode)) = (made, mode) {
                    context.chmod(path, mode)?;
                }
            }
            Err((path, error)) => {
                context.complain(format_args!("cannot create directory {}: {error}", quote::curved(&path)));
                status = 1;
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}

fn one(context: &mut Context, path: &[u8], verbose: bool) -> Result<bool, (Bytes, Errno)> {
    context.mkdir(path, 0o777).map_err(|error| (path.to_vec(), error))?;
    if verbose {
        let line = [b"mkdir: created directory ", quote::always(path).as_slice(), b"\n"].concat();
        context.stdout.put(&line);
    }
    Ok(true)
}

/// Makes every missing directory on the way; tells whether the last one was missing.
fn with_parents(context: &mut Context, path: &[u8], verbose: bool) -> Result<bool, (Bytes, Errno)> {
    let mut made = false;
    let ends = path.iter().enumerate().filter(|(at, byte)| **byte == b'/' && *at > 0).map(|(at, _)| at);
    for end in ends.chain([path.len()]) {
        let prefix = &path[..end];
        if prefix.ends_with(b"/") {
            continue;
        }
        made = match context.stat(prefix) {
            Ok(stat) if stat.is_dir() => false,
            Ok(_) => return Err((prefix.to_vec(), if end == path.len() { Errno::Exist } else { Errno::NotDir })),
            Err(_) => one(context, prefix, verbose)?,
        };
    }
    Ok(made)
}
