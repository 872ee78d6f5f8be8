//! `cp`: copies files and directories.

use super::copy::{Manner, copy};
use super::target::pairs;
use crate::options::{Opt, flag, maybe, value};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome};

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
        _ => recursive && !parsed.has("H"),
    };
    let manner = Manner {
        recursive,
        links,
        keep_mode: keeps(b"mode"),
        keep_times: keeps(b"timestamps"),
        force: parsed.has("f"),
        verbose: parsed.has("v"),
        hard_links: parsed.has("l"),
        symbolic_links: parsed.has("s"),
    };
    let mut status = 0;
    for (source, target) in pairs(context, &parsed)? {
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
        if !copy(context, source, target, manner).await? {
            status = 1;
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}
