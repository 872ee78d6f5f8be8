//! `rm`: removes files, and directories with all they hold.

use crate::options::{Opt, flag, maybe};
use crate::quote;
use crate::{Bytes, Command, Context, Outcome};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("r", "recursive"),
    flag("R", ""),
    flag("f", "force"),
    flag("i", ""),
    flag("I", ""),
    maybe("", "interactive"),
    flag("d", "dir"),
    flag("v", "verbose"),
    flag("", "preserve-root"),
    flag("", "no-preserve-root"),
    flag("", "one-file-system"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("rm", OPTIONS, |context, args| Box::pin(run(context, args)));

/// What was asked.
struct Plan {
    recursive: bool,
    force: bool,
    ask: bool,
    empty_directories: bool,
    verbose: bool,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let last = parsed.last_of(&["f", "i", "I", "interactive"]);
    let always = last == Some("i")
        || (last == Some("interactive") && matches!(parsed.value("interactive"), None | Some(b"always")));
    let once = last == Some("I") || (last == Some("interactive") && parsed.value("interactive") == Some(b"once"));
    let plan = Plan {
        recursive: parsed.has("r") || parsed.has("R"),
        force: last == Some("f"),
        ask: always,
        empty_directories: parsed.has("d"),
        verbose: parsed.has("v"),
    };
    if parsed.operands.is_empty() {
        return if plan.force { Ok(0) } else { Err(context.usage_error("missing operand", 1)) };
    }
    if once && (plan.recursive || parsed.operands.len() > 3) {
        let count = parsed.operands.len();
        let (things, way) =
            (if count == 1 { "argument" } else { "arguments" }, if plan.recursive { " recursively" } else { "" });
        if !confirm(context, format!("rm: remove {count} {things}{way}? ").as_bytes()).await? {
            return Ok(0);
        }
    }
    let mut status = 0;
    for path in &parsed.operands {
        let name = path.strip_suffix(b"/").unwrap_or(path).rsplit(|byte| *byte == b'/').next().unwrap_or(path);
        if name == b"." || name == b".." {
            let quoted = String::from_utf8_lossy(&quote::always(path)).into_owned();
            context.complain(format_args!("refusing to remove '.' or '..' directory: skipping {quoted}"));
            status = 1;
            continue;
        }
        if plan.recursive
            && !parsed.has("no-preserve-root")
            && context.canonical(path, false).is_ok_and(|found| found == b"/")
        {
            context.complain("it is dangerous to operate recursively on '/'");
            context.complain("use --no-preserve-root to override this failsafe");
            status = 1;
            continue;
        }
        if !remove(context, path.clone(), &plan).await? {
            status = 1;
        }
        context.stdout.relieve().await?;
    }
    Ok(status)
}

/// A step of the walk: a name to remove, or a directory whose names are gone.
enum Step {
    Enter(Bytes),
    Leave(Bytes),
}

/// Removes a name and all below it, without recursion; tells whether nothing went wrong.
async fn remove(context: &mut Context, path: Bytes, plan: &Plan) -> Result<bool, Errno> {
    let mut fine = true;
    let mut steps = vec![Step::Enter(path)];
    while let Some(step) = steps.pop() {
        context.tick(200).await;
        match step {
            Step::Enter(path) => {
                let stat = match context.lstat(&path) {
                    Ok(stat) => stat,
                    Err(Errno::NoEnt | Errno::NotDir) if plan.force => continue,
                    Err(error) => {
                        context.complain_quoted("cannot remove ", &path, "", error);
                        fine = false;
                        continue;
                    }
                };
                if stat.is_dir() {
                    if plan.recursive {
                        let names = match context.read_dir(&path) {
                            Ok(names) => names,
                            Err(error) => {
                                context.complain_quoted("cannot remove ", &path, "", error);
                                fine = false;
                                continue;
                            }
                        };
                        if plan.ask && !names.is_empty() && !ask(context, "descend into directory", &path).await? {
                            continue;
                        }
                        steps.push(Step::Leave(path.clone()));
                        let below = names.into_iter().rev().map(|entry| Step::Enter(join(&path, &entry.name)));
                        steps.extend(below);
                        continue;
                    }
                    if !plan.empty_directories {
                        context.complain_quoted("cannot remove ", &path, "", Errno::IsDir);
                        fine = false;
                        continue;
                    }
                    fine &= leave(context, &path, plan).await?;
                    continue;
                }
                let empty = if stat.size == 0 && stat.is_file() {
                    "regular empty file"
                } else if stat.is_symlink() {
                    "symbolic link"
                } else {
                    "regular file"
                };
                let protected =
                    !plan.force && !stat.is_symlink() && context.is_tty(0) && context.access(&path, 2).is_err();
                if plan.ask && !ask(context, &format!("remove {empty}"), &path).await?
                    || !plan.ask
                        && protected
                        && !ask(context, &format!("remove write-protected {empty}"), &path).await?
                {
                    continue;
                }
                fine &= done(context, context.unlink(&path), "removed ", &path, plan);
            }
            Step::Leave(path) => fine &= leave(context, &path, plan).await?,
        }
    }
    Ok(fine)
}

async fn leave(context: &mut Context, path: &[u8], plan: &Plan) -> Result<bool, Errno> {
    if plan.ask && !ask(context, "remove directory", path).await? {
        return Ok(true);
    }
    let result = context.rmdir(path);
    Ok(done(context, result, "removed directory ", path, plan))
}

fn done(context: &mut Context, result: Result<(), Errno>, what: &str, path: &[u8], plan: &Plan) -> bool {
    match result {
        Ok(()) => {
            if plan.verbose {
                let line = [what.as_bytes(), &quote::always(path), b"\n"].concat();
                context.stdout.put(&line);
            }
            true
        }
        Err(error) => {
            context.complain_quoted("cannot remove ", path, "", error);
            false
        }
    }
}

fn join(folder: &[u8], name: &[u8]) -> Bytes {
    let slash: &[u8] = if folder.ends_with(b"/") { b"" } else { b"/" };
    [folder, slash, name].concat()
}

async fn ask(context: &mut Context, what: &str, path: &[u8]) -> Result<bool, Errno> {
    let question = [b"rm: ", what.as_bytes(), b" ", &quote::always(path), b"? "].concat();
    confirm(context, &question).await
}

/// Asks on standard error; a line that begins with y says yes, as in the C locale.
async fn confirm(context: &mut Context, question: &[u8]) -> Result<bool, Errno> {
    context.stdout.flush().await?;
    context.stderr(question);
    Ok(context.stdin.line().await?.is_some_and(|line| line.first().is_some_and(|first| matches!(first, b'y' | b'Y'))))
}
