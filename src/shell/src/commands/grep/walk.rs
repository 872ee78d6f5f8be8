//! The files: operands, and with `-r` what lies in folders.

use super::search;
use super::settings::{Directories, Report, Settings};
use crate::commands::archive::{is_packed, unpacked};
use crate::context::Input;
use crate::{Bytes, Context, Outcome, Quit};
use base::Budget;
use pattern::Glob;
use vfs::{Errno, FileKind};

/// What has come of the search so far.
#[derive(Default)]
struct Tally {
    selected: bool,
    failed: bool,
    /// A first match with `-q` ends everything.
    enough: bool,
}

/// Does a file's name, or an end of its path, match one of the globs?
fn any(globs: &[Glob], path: &[u8]) -> bool {
    let budget = Budget::new(1_000_000);
    let matches = |glob: &Glob, text: &[u8]| glob.is_match(text, &budget).unwrap_or(false);
    globs.iter().any(|glob| {
        matches(glob, path) || path.iter().enumerate().any(|(at, byte)| *byte == b'/' && matches(glob, &path[at + 1..]))
    })
}

/// Searches all files.
pub(super) async fn run(context: &mut Context, settings: Settings, mut operands: Vec<Bytes>) -> Outcome {
    let recursive = settings.directories == Directories::Recurse;
    let implied = operands.is_empty() && recursive;
    if operands.is_empty() {
        operands.push(if recursive { b".".to_vec() } else { b"-".to_vec() });
    }
    let with_name = settings.with_name.unwrap_or(operands.len() > 1 || recursive);
    let mut tally = Tally::default();
    for operand in &operands {
        if tally.enough {
            break;
        }
        if operand == b"-" {
            let stdin = Input::new(context.sys.clone(), None);
            let mut input = std::mem::replace(&mut context.stdin, stdin);
            let label = settings.label.clone();
            one(context, &settings, &mut input, &label, with_name, &mut tally).await?;
            input.give_back();
            continue;
        }
        operand_file(context, &settings, operand, implied, with_name, &mut tally).await?;
    }
    let quiet_success = tally.selected && settings.report == Report::Nothing;
    Ok(if tally.failed && !quiet_success { 2 } else { i32::from(!tally.selected) })
}

fn complain(context: &Context, settings: &Settings, path: &[u8], error: Errno, tally: &mut Tally) {
    tally.failed = true;
    if settings.packed {
        let text = [b"gzip: ".as_slice(), path, b": ", error.text().as_bytes(), b"\n"].concat();
        context.stderr(&text);
    } else if !settings.quiet_errors {
        context.complain_bytes(&[path, b": ", error.text().as_bytes()].concat());
    }
}

async fn operand_file(
    context: &mut Context,
    settings: &Settings,
    path: &[u8],
    implied: bool,
    with_name: bool,
    tally: &mut Tally,
) -> Result<(), Quit> {
    let stat = match context.stat(path) {
        Ok(stat) => stat,
        Err(error) => {
            complain(context, settings, path, error, tally);
            return Ok(());
        }
    };
    if !stat.is_dir() {
        if excluded(settings, path) {
            return Ok(());
        }
        return file(context, settings, path, with_name, tally).await;
    }
    match settings.directories {
        Directories::Skip => Ok(()),
        Directories::Read => {
            complain(context, settings, path, Errno::IsDir, tally);
            Ok(())
        }
        Directories::Recurse => {
            if !implied && any(&settings.exclude_dir, path) {
                return Ok(());
            }
            folder(context, settings, path, implied, with_name, tally).await
        }
    }
}

fn excluded(settings: &Settings, path: &[u8]) -> bool {
    let fits = |glob: &Glob| any(std::slice::from_ref(glob), path);
    match settings.choices.iter().rev().find(|(glob, _)| fits(glob)) {
        Some((_, wanted)) => !wanted,
        // Of no choice that fits, the first tells what the others are.
        None => settings.choices.first().is_some_and(|(_, wanted)| *wanted),
    }
}

/// A folder and everything below, without recursion of ours.
async fn folder(
    context: &mut Context,
    settings: &Settings,
    top: &[u8],
    implied: bool,
    with_name: bool,
    tally: &mut Tally,
) -> Result<(), Quit> {
    let mut pending: Vec<(Bytes, FileKind, bool)> = vec![(top.to_vec(), FileKind::Directory, true)];
    while let Some((path, kind, is_top)) = pending.pop() {
        if tally.enough {
            return Ok(());
        }
        let mut kind = kind;
        if kind == FileKind::Symlink {
            if !settings.follow_links {
                continue;
            }
            match context.stat(&path) {
                Ok(stat) => kind = stat.kind,
                Err(error) => {
                    complain(context, settings, &path, error, tally);
                    continue;
                }
            }
        }
        match kind {
            FileKind::Directory => {
                if !is_top && any(&settings.exclude_dir, &path) {
                    continue;
                }
                match context.read_dir(&path) {
                    Ok(entries) => {
                        for entry in entries.into_iter().rev() {
                            let child = if is_top && implied {
                                entry.name
                            } else {
                                let slash: &[u8] = if path.ends_with(b"/") { b"" } else { b"/" };
                                [&path, slash, &entry.name].concat()
                            };
                            pending.push((child, entry.kind, false));
                        }
                    }
                    Err(error) => complain(context, settings, &path, error, tally),
                }
                context.tick(200).await;
                // A link may lead back to where it came from.
                if path.len() > 4096 {
                    complain(context, settings, &path, Errno::NameTooLong, tally);
                    return Ok(());
                }
            }
            FileKind::File if !excluded(settings, &path) => {
                file(context, settings, &path, with_name, tally).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

async fn file(
    context: &mut Context,
    settings: &Settings,
    path: &[u8],
    with_name: bool,
    tally: &mut Tally,
) -> Result<(), Quit> {
    match context.open(path).await {
        Ok(mut input) => one(context, settings, &mut input, path, with_name, tally).await,
        Err(error) => {
            complain(context, settings, path, error, tally);
            Ok(())
        }
    }
}

async fn one(
    context: &mut Context,
    settings: &Settings,
    input: &mut Input,
    name: &[u8],
    with_name: bool,
    tally: &mut Tally,
) -> Result<(), Quit> {
    let own = input.file().and_then(|file| file.ino());
    let writes = matches!(settings.report, Report::Lines | Report::Matches) && settings.most > 1;
    if writes && own.is_some() && own == context.stdout.file().and_then(|file| file.ino()) {
        // It would read what it writes, without end.
        context.complain_bytes(&[name, b": input file is also the output"].concat());
        tally.failed = true;
        return Ok(());
    }
    if settings.packed
        && let Ok(bytes) = input.read_all().await
    {
        context.tick(bytes.len() as u64).await;
        let content = match unpacked(&bytes) {
            _ if !is_packed(&bytes) => bytes,
            Ok(content) => content,
            Err(words) => {
                context.stderr(format!("\ngzip: {}: {words}\n", String::from_utf8_lossy(name)).as_bytes());
                tally.failed = true;
                return Ok(());
            }
        };
        *input = Input::of_bytes(context.sys.clone(), content);
    }
    match search::file(context, settings, input, name, with_name).await? {
        Ok(selected) => {
            tally.selected |= selected;
            tally.enough |= selected && settings.report == Report::Nothing;
        }
        Err(error) => complain(context, settings, name, error, tally),
    }
    Ok(())
}
