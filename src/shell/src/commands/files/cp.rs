//! `cp`: copies files and directories.

use super::copy::{Copied, Manner, copy, keep};
use super::target::{base_name, join, pairs};
use crate::options::{Opt, flag, maybe, value};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[
    flag("a", "archive"),
    flag("d", ""),
    flag("f", "force"),
    flag("H", ""),
    flag("i", "interactive"),
    flag("l", "link"),
    flag("L", "dereference"),
    flag("n", "no-clobber"),
    flag("P", "no-dereference"),
    flag("", "parents"),
    flag("p", ""),
    maybe("", "preserve"),
    flag("R", ""),
    flag("r", "recursive"),
    flag("s", "symbolic-link"),
    value("t", "target-directory"),
    flag("T", "no-target-directory"),
    flag("u", "update"),
    flag("v", "verbose"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("cp", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let archive = parsed.has("a");
    let recursive = archive || parsed.has("r") || parsed.has("R");
    let kept =
        parsed.value("preserve").map(|list| list.split(|byte| *byte == b',').map(<[u8]>::to_vec).collect::<Vec<_>>());
    let keeps = |what: &[u8]| {
        archive
            || parsed.has("p")
            || parsed.has("preserve")
                && kept.as_ref().is_none_or(|list| list.iter().any(|item| item == what || item == b"all"))
    };
    let links = match parsed.last_of(&["L", "P", "d", "H", "a"]) {
        Some("L") => false,
        Some("P" | "d" | "a") => true,
        _ => recursive,
    };
    let manner = Manner {
        recursive,
        links,
        follow_operands: parsed.last_of(&["L", "P", "d", "H", "a"]) == Some("H"),
        keep_links: parsed.has("d") || keeps(b"links"),
        keep_mode: keeps(b"mode"),
        keep_times: keeps(b"timestamps"),
        force: parsed.has("f"),
        verbose: parsed.has("v"),
        hard_links: parsed.has("l"),
        symbolic_links: parsed.has("s"),
    };
    let mut status = 0;
    let mut copied = Copied::default();
    let parents = parsed.has("parents");
    for (source, mut target) in pairs(context, &parsed)? {
        if parents {
            target = match with_parents(context, &source, &target, manner) {
                Ok(target) => target,
                Err(Quit::Status(failed)) => {
                    status = failed;
                    continue;
                }
                Err(quit) => return Err(quit),
            };
        }
        if let Ok(there) = context.stat(&target)
            && !there.is_dir()
        {
            let newer = || context.stat(&source).is_ok_and(|source| source.modified > there.modified);
            match parsed.last_of(&["i", "n", "f"]) {
                _ if parsed.has("u") && !newer() => continue,
                Some("n") => continue,
                Some("i") => {
                    context.stdout.flush().await?;
                    context.stderr(&[b"cp: overwrite ", quote::always(&target).as_slice(), b"? "].concat());
                    let yes = context.stdin.line().await?.is_some_and(|line| matches!(line.first(), Some(b'y' | b'Y')));
                    if !yes {
                        continue;
                    }
                }
                _ => {}
            }
        }
        if !copy(context, source, target, manner, &mut copied).await? {
            status = 1;
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}

/// `--parents`: the source's whole name below the folder, the folders on the way made like those it lies in.
fn with_parents(context: &mut Context, source: &[u8], target: &[u8], manner: Manner) -> Result<Bytes, Quit> {
    // Without a folder, the target is what was named.
    let folder = target.strip_suffix(base_name(source)).unwrap_or_default();
    if !context.stat(folder).is_ok_and(|stat| stat.is_dir()) {
        return Err(context.usage_error("with --parents, the destination must be a directory", 1));
    }
    let name = source.strip_suffix(b"/").unwrap_or(source);
    let mut at = 0;
    while let Some(slash) = name[at..].iter().position(|byte| *byte == b'/') {
        let part = &name[..at + slash];
        at += slash + 1;
        if part.is_empty() {
            continue;
        }
        let made = join(folder, part);
        if context.stat(&made).is_ok() {
            continue;
        }
        let stat = context.stat(part).map_err(|error| {
            context.complain_quoted("failed to get attributes of ", part, "", error);
            Quit::Status(1)
        })?;
        if let Err(error) = context.mkdir(&made, stat.mode | 0o700) {
            context.complain_quoted("cannot make directory ", &made, "", error);
            return Err(Quit::Status(1));
        }
        keep(context, &made, &stat, manner);
        if manner.verbose {
            context.stdout.put(&[part, b" -> ", &made, b"\n"].concat());
        }
    }
    Ok(join(folder, name.strip_prefix(b"/").unwrap_or(name)))
}
