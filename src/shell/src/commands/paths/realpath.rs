//! `realpath`: the absolute path without links, `.` or `..`.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("e", "canonicalize-existing"),
    flag("m", "canonicalize-missing"),
    flag("L", "logical"),
    flag("P", "physical"),
    flag("q", "quiet"),
    value("", "relative-to"),
    value("", "relative-base"),
    flag("s", "strip"),
    flag("s", "no-symlinks"),
    flag("z", "zero"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("realpath", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Which names of a path may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// None.
    None,
    /// The last one.
    Last,
    /// Any.
    All,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let missing = match parsed.last_of(&["e", "m"]) {
        Some("e") => Missing::None,
        Some(_) => Missing::All,
        None => Missing::Last,
    };
    let strip = parsed.has("s");
    let find =
        |context: &Context, path: &[u8]| if strip { logical(context, path) } else { resolve(context, path, missing) };
    let mut origins = [None, None];
    for (origin, key) in origins.iter_mut().zip(["relative-to", "relative-base"]) {
        if let Some(path) = parsed.value(key) {
            *origin = Some(find(context, path).map_err(|error| {
                context.complain_about(path, error);
                Quit::Status(1)
            })?);
        }
    }
    let [mut to, base] = origins;
    to = to.or_else(|| base.clone());
    let mut status = 0;
    for path in &parsed.operands {
        match find(context, path) {
            Ok(found) => {
                let within = base
                    .as_ref()
                    .is_none_or(|base| is_below(&found, base) && to.as_ref().is_some_and(|to| is_below(to, base)));
                let shown = match &to {
                    Some(to) if within => relative(&found, to),
                    _ => found,
                };
                context.stdout.put(&shown);
                context.stdout.put_byte(if parsed.has("z") { 0 } else { b'\n' });
            }
            Err(error) => {
                status = 1;
                if !parsed.has("q") {
                    context.complain_about(path, error);
                }
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}

/// Links followed, dots gone.
pub(super) fn resolve(context: &Context, path: &[u8], missing: Missing) -> Result<Bytes, Errno> {
    if path.is_empty() {
        return Err(Errno::NoEnt);
    }
    if missing != Missing::All {
        return context.canonical(path, missing == Missing::Last);
    }
    let full = absolute(context, path)?;
    let mut found: Bytes = b"/".to_vec();
    for name in full.split(|byte| *byte == b'/') {
        match name {
            b"" | b"." => {}
            b".." => {
                let parent = found.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
                found.truncate(parent.max(1));
            }
            name => {
                if !found.ends_with(b"/") {
                    found.push(b'/');
                }
                found.extend_from_slice(name);
                if let Ok(there) = context.canonical(&found, true) {
                    found = there;
                }
            }
        }
    }
    Ok(found)
}

fn absolute(context: &Context, path: &[u8]) -> Result<Bytes, Errno> {
    Ok(if path.starts_with(b"/") { path.to_vec() } else { [context.cwd()?.as_slice(), b"/", path].concat() })
}

/// Dots gone by their spelling alone.
fn logical(context: &Context, path: &[u8]) -> Result<Bytes, Errno> {
    if path.is_empty() {
        return Err(Errno::NoEnt);
    }
    let full = absolute(context, path)?;
    let mut names: Vec<&[u8]> = Vec::new();
    for name in full.split(|byte| *byte == b'/') {
        match name {
            b"" | b"." => {}
            b".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    Ok([b"/", names.join(&b'/').as_slice()].concat())
}

fn is_below(path: &[u8], base: &[u8]) -> bool {
    base == b"/" || path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}

fn relative(path: &[u8], from: &[u8]) -> Bytes {
    let names = |path: &'_ [u8]| {
        path.split(|byte| *byte == b'/').filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let (path, from) = (names(path), names(from));
    let common = path.iter().zip(&from).take_while(|(a, b)| a == b).count();
    let mut words = vec![b"..".to_vec(); from.len() - common];
    words.extend_from_slice(&path[common..]);
    if words.is_empty() { b".".to_vec() } else { words.join(&b'/') }
}
