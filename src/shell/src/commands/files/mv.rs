//! `mv`: moves and renames.

use super::target::pairs;
use crate::options::{Opt, flag, value};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("f", "force"),
    flag("i", "interactive"),
    flag("n", "no-clobber"),
    value("t", "target-directory"),
    flag("T", "no-target-directory"),
    flag("u", "update"),
    flag("v", "verbose"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("mv", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let way = parsed.last_of(&["f", "i", "n"]);
    let mut status = 0;
    for (source, target) in pairs(context, &parsed)? {
        let from = match context.lstat(&source) {
            Ok(stat) => stat,
            Err(error) => {
                context.complain_quoted("cannot stat ", &source, "", error);
                status = 1;
                continue;
            }
        };
        if let Ok(there) = context.lstat(&target) {
            let same = there.ino == from.ino;
            let refusal = if same && (source == target || from.links < 2) {
                Some(
                    [&quote::always(&source), b" and ".as_slice(), &quote::always(&target), b" are the same file"]
                        .concat(),
                )
            } else if there.is_dir() && !from.is_dir() {
                Some(
                    [b"cannot overwrite directory ".as_slice(), &quote::always(&target), b" with non-directory"]
                        .concat(),
                )
            } else if from.is_dir() && !there.is_dir() {
                let ends = [
                    b"cannot overwrite non-directory ".as_slice(),
                    &quote::always(&target),
                    b" with directory ",
                    &quote::always(&source),
                ];
                Some(ends.concat())
            } else {
                None
            };
            if let Some(refusal) = refusal {
                context.complain_bytes(&refusal);
                status = 1;
                continue;
            }
            if way == Some("n") || parsed.has("u") && from.modified <= there.modified {
                continue;
            }
            let protected =
                way != Some("f") && context.is_tty(0) && !there.is_symlink() && context.access(&target, 2).is_err();
            if way == Some("i") || protected {
                context.stdout.flush().await?;
                context.stderr(&[b"mv: overwrite ", quote::always(&target).as_slice(), b"? "].concat());
                let yes = context.stdin.line().await?.is_some_and(|line| matches!(line.first(), Some(b'y' | b'Y')));
                if !yes {
                    continue;
                }
            }
        }
        match context.rename(&source, &target) {
            Ok(()) => {
                if parsed.has("v") {
                    let line =
                        [b"renamed ".as_slice(), &quote::always(&source), b" -> ", &quote::always(&target), b"\n"]
                            .concat();
                    context.stdout.put(&line);
                }
            }
            Err(error) => {
                status = 1;
                let message = if error == Errno::Inval {
                    [
                        b"cannot move ".as_slice(),
                        &quote::always(&source),
                        b" to a subdirectory of itself, ",
                        &quote::always(&target),
                    ]
                    .concat()
                } else {
                    let ends = [
                        b"cannot move ".as_slice(),
                        &quote::always(&source),
                        b" to ",
                        &quote::always(&target),
                        b": ",
                        error.text().as_bytes(),
                    ];
                    ends.concat()
                };
                context.complain_bytes(&message);
            }
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}
