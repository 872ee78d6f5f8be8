//! Where `cp`, `mv` and `ln` put things: a new name, or names inside a directory (GNU coreutils, «Target directory»).

use crate::options::Parsed;
use crate::quote;
use crate::{Bytes, Context, Quit};
use vfs::Errno;

/// Sources with their destinations.
pub(super) type Pairs = Vec<(Bytes, Bytes)>;

/// The last name of a path, slashes at its end left out.
pub(super) fn base_name(path: &[u8]) -> &[u8] {
    let end = path.iter().rposition(|byte| *byte != b'/').map_or(0, |at| at + 1);
    path[..end].rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

/// A name inside a directory.
pub(super) fn join(folder: &[u8], name: &[u8]) -> Bytes {
    let slash: &[u8] = if folder.ends_with(b"/") { b"" } else { b"/" };
    [folder, slash, name].concat()
}

/// Reads operands, `-t` and `-T` into pairs.
pub(super) fn pairs(context: &Context, parsed: &Parsed) -> Result<Pairs, Quit> {
    let mut operands = parsed.operands.clone();
    let quoted = |path: &[u8]| String::from_utf8_lossy(&quote::always(path)).into_owned();
    if operands.is_empty() {
        return Err(context.usage_error("missing file operand", 1));
    }
    let folder = match parsed.value("t") {
        Some(folder) => {
            let is_folder = context.stat(folder).map(|stat| stat.is_dir());
            if is_folder != Ok(true) {
                let error = is_folder.err().unwrap_or(Errno::NotDir);
                context.complain_quoted("target directory ", folder, "", error);
                return Err(Quit::Status(1));
            }
            Some(folder.to_vec())
        }
        None if operands.len() == 1 => {
            return Err(
                context.usage_error(format_args!("missing destination file operand after {}", quoted(&operands[0])), 1)
            );
        }
        None if parsed.has("T") => {
            if operands.len() > 2 {
                return Err(context.usage_error(format_args!("extra operand {}", quoted(&operands[2])), 1));
            }
            None
        }
        None => {
            let last = operands.last().cloned().unwrap_or_default();
            let found = context.stat(&last).map(|stat| stat.is_dir());
            if found == Ok(true) {
                operands.pop();
                Some(last)
            } else if operands.len() > 2 {
                let error = found.err().unwrap_or(Errno::NotDir);
                context.complain_quoted("target ", &last, "", error);
                return Err(Quit::Status(1));
            } else {
                None
            }
        }
    };
    Ok(match folder {
        Some(folder) => operands
            .into_iter()
            .map(|source| {
                let target = join(&folder, base_name(&source));
                (source, target)
            })
            .collect(),
        None => {
            let target = operands.pop().unwrap_or_default();
            operands.into_iter().map(|source| (source, target.clone())).collect()
        }
    })
}
