//! Copying one thing, with all below it: what `cp` does, and `mv` between file systems.

use super::target::join;
use crate::quote;
use crate::{Bytes, Context};
use std::collections::BTreeMap;
use vfs::{Errno, FileKind, Stat};

/// How to copy.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "they are the command's options")]
pub(super) struct Manner {
    pub(super) recursive: bool,
    /// Copy links as links.
    pub(super) links: bool,
    /// Follow the links named on the command line all the same.
    pub(super) follow_operands: bool,
    /// Files that were one stay one.
    pub(super) keep_links: bool,
    pub(super) keep_mode: bool,
    pub(super) keep_times: bool,
    pub(super) force: bool,
    pub(super) verbose: bool,
    pub(super) hard_links: bool,
    pub(super) symbolic_links: bool,
}

/// Files of several names that have been copied, by inode, and where their first copy is.
pub(super) type Copied = BTreeMap<vfs::Ino, Bytes>;

/// Copies one thing and all below it; complains and goes on, and tells whether all went well.
pub(super) async fn copy(
    context: &mut Context,
    source: Bytes,
    target: Bytes,
    manner: Manner,
    copied: &mut Copied,
) -> Result<bool, Errno> {
    let mut fine = true;
    let mut operand = true;
    let mut left = vec![(source, target)];
    // Attributes of directories are set when their names are there.
    let mut folders: Vec<(Bytes, Stat)> = Vec::new();
    while let Some((source, target)) = left.pop() {
        context.tick(300).await;
        let follow = !manner.links || manner.follow_operands && operand;
        operand = false;
        let stat = match if follow { context.stat(&source) } else { context.lstat(&source) } {
            Ok(stat) => stat,
            Err(error) => {
                context.complain_quoted("cannot stat ", &source, "", error);
                fine = false;
                continue;
            }
        };
        if stat.is_dir() {
            if !manner.recursive {
                context.complain_bytes(
                    &[b"-r not specified; omitting directory ", quote::always(&source).as_slice()].concat(),
                );
                fine = false;
                continue;
            }
            match folder(context, &source, &target, &stat) {
                Ok(names) => {
                    say(context, &source, &target, manner);
                    folders.push((target.clone(), stat));
                    left.extend(names.into_iter().rev().map(|name| (join(&source, &name), join(&target, &name))));
                }
                Err(false) => fine = false,
                Err(true) => {}
            }
            continue;
        }
        let first = copied.get(&stat.ino).filter(|_| manner.keep_links).cloned();
        if let Some(first) = first.filter(|first| *first != target) {
            if context.lstat(&target).is_ok() {
                context.unlink(&target)?;
            }
            if let Err(error) = context.link(&first, &target) {
                context.complain_quoted("cannot create hard link ", &target, "", error);
                fine = false;
            }
            say(context, &source, &target, manner);
            continue;
        }
        if stat.links > 1 {
            copied.insert(stat.ino, target.clone());
        }
        fine &= one(context, &source, &target, &stat, manner).await?;
    }
    for (folder, stat) in folders.iter().rev() {
        keep(context, folder, stat, manner);
        if !manner.keep_mode {
            // Made writable at first; the umask has its say now.
            let _ = context.chmod(folder, stat.mode & !context.who().umask);
        }
    }
    Ok(fine)
}

/// Makes the directory and returns the names to copy; what is wrong has been said.
fn folder(context: &mut Context, source: &[u8], target: &[u8], stat: &Stat) -> Result<Vec<Bytes>, bool> {
    let inside = match (context.canonical(source, false), context.canonical(target, true)) {
        (Ok(source), Ok(target)) => target == source || target.starts_with(&[source.as_slice(), b"/"].concat()),
        _ => false,
    };
    if inside {
        let message = [
            b"cannot copy a directory, ".as_slice(),
            &quote::always(source),
            b", into itself, ",
            &quote::always(target),
        ]
        .concat();
        context.complain_bytes(&message);
        return Err(false);
    }
    match context.stat(target) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => {
            let message = [
                b"cannot overwrite non-directory ".as_slice(),
                &quote::always(target),
                b" with directory ",
                &quote::always(source),
            ]
            .concat();
            context.complain_bytes(&message);
            return Err(false);
        }
        Err(_) => {
            if let Err(error) = context.mkdir(target, stat.mode | 0o700) {
                context.complain_quoted("cannot create directory ", target, "", error);
                return Err(false);
            }
        }
    }
    context.read_dir(source).map(|entries| entries.into_iter().map(|entry| entry.name).collect()).map_err(|error| {
        context.complain_quoted("cannot access ", source, "", error);
        false
    })
}

async fn one(context: &mut Context, source: &[u8], target: &[u8], stat: &Stat, manner: Manner) -> Result<bool, Errno> {
    let there = context.lstat(target);
    if let Ok(found) = &there {
        let same = context.stat(target).is_ok_and(|target| target.ino == stat.ino) || found.ino == stat.ino;
        if same && !manner.hard_links {
            context.complain_bytes(
                &[&quote::always(source), b" and ".as_slice(), &quote::always(target), b" are the same file"].concat(),
            );
            return Ok(false);
        }
        if context.stat(target).is_ok_and(|target| target.is_dir()) {
            let message =
                [b"cannot overwrite directory ".as_slice(), &quote::always(target), b" with non-directory"].concat();
            context.complain_bytes(&message);
            return Ok(false);
        }
    }
    let linked = if manner.hard_links {
        Some(replaced(context, target, manner, |context| context.link(source, target)))
    } else if manner.symbolic_links {
        Some(replaced(context, target, manner, |context| context.symlink(source, target)))
    } else {
        match stat.kind {
            FileKind::Symlink => {
                let link = context.read_link(source)?;
                if there.is_ok() {
                    context.unlink(target)?;
                }
                Some(context.symlink(&link, target))
            }
            FileKind::Fifo => Some(context.mkfifo(target, stat.mode)),
            _ => None,
        }
    };
    if let Some(linked) = linked {
        if let Err(error) = linked {
            context.complain_quoted("cannot create link ", target, "", error);
            return Ok(false);
        }
        say(context, source, target, manner);
        return Ok(true);
    }
    let mut input = match context.open(source).await {
        Ok(input) => input,
        Err(error) => {
            context.complain_quoted("cannot open ", source, " for reading", error);
            return Ok(false);
        }
    };
    let mut output = match context.create(target).await {
        Err(_) if manner.force && there.is_ok() && context.unlink(target).is_ok() => context.create(target).await,
        other => other,
    };
    let output = match &mut output {
        Ok(output) => output,
        Err(error) => {
            let error = if target.ends_with(b"/") && *error == Errno::IsDir { Errno::NotDir } else { *error };
            context.complain_quoted("cannot create regular file ", target, "", error);
            return Ok(false);
        }
    };
    while let Some(chunk) = input.chunk().await? {
        if let Err(error) = output.chunk(chunk).await {
            context.complain_quoted("error writing ", target, "", error);
            return Ok(false);
        }
    }
    if let Err(error) = output.flush().await {
        context.complain_quoted("error writing ", target, "", error);
        return Ok(false);
    }
    if there.is_err() {
        let umask = if manner.keep_mode { 0 } else { context.who().umask };
        let _ = context.chmod(target, stat.mode & 0o777 & !umask);
    }
    keep(context, target, stat, manner);
    say(context, source, target, manner);
    Ok(true)
}

/// With `-f`, a name that is in the way goes first.
fn replaced(
    context: &mut Context,
    target: &[u8],
    manner: Manner,
    make: impl Fn(&Context) -> Result<(), Errno>,
) -> Result<(), Errno> {
    match make(context) {
        Err(Errno::Exist) if manner.force => {
            context.unlink(target)?;
            make(context)
        }
        other => other,
    }
}

pub(super) fn keep(context: &Context, target: &[u8], stat: &Stat, manner: Manner) {
    if manner.keep_mode {
        // Only root may keep an owner that is not its own; the rest is kept as far as it can be.
        let _ = context.chown(target, Some(stat.uid), Some(stat.gid), true);
        let _ = context.chmod(target, stat.mode);
    }
    if manner.keep_times {
        let _ = context.set_times(target, Some(stat.accessed), Some(stat.modified), true);
    }
}

fn say(context: &mut Context, source: &[u8], target: &[u8], manner: Manner) {
    if manner.verbose {
        let line = [&quote::always(source), b" -> ".as_slice(), &quote::always(target), b"\n"].concat();
        context.stdout.put(&line);
    }
}
