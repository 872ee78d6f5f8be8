//! `git rm` and `git mv`.

use crate::Bytes;
use crate::commands::git::diff::changes::holds;
use crate::commands::git::repo::{Git, Result, join, quoted};
use crate::options::{Opt, flag};

const RM: &[Opt] = &[
    flag("r", ""),
    flag("f", "force"),
    flag("", "cached"),
    flag("n", "dry-run"),
    flag("q", "quiet"),
    flag("", "ignore-unmatch"),
];
const MV: &[Opt] = &[flag("f", "force"), flag("n", "dry-run"), flag("v", "verbose"), flag("k", "")];

pub(in crate::commands::git) fn rm(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("rm", RM, args)?;
    if parsed.operands.is_empty() {
        return Err(git.fatal("No pathspec was given. Which files should I remove?"));
    }
    let mut index = git.index()?;
    let known = index.paths();
    let mut doomed: Vec<Bytes> = Vec::new();
    for word in &parsed.operands {
        let asked = git.tree_path(word)?;
        let shown = String::from_utf8_lossy(word).into_owned();
        let found: Vec<&Bytes> = known.iter().filter(|path| holds(&asked, path)).collect();
        if found.is_empty() && !parsed.has("ignore-unmatch") {
            return Err(git.fatal(format_args!("pathspec '{shown}' did not match any files")));
        }
        let is_glob = asked.iter().any(|byte| matches!(byte, b'*' | b'?' | b'['));
        if !parsed.has("r") && !is_glob && found.iter().any(|path| **path != asked) {
            return Err(git.fatal(format_args!("not removing '{shown}' recursively without -r")));
        }
        doomed.extend(found.into_iter().cloned());
    }
    base::order::sort(&mut doomed);
    doomed.dedup();
    if !parsed.has("f") {
        refuse_changed(git, &doomed, parsed.has("cached"))?;
    }
    for path in &doomed {
        if !parsed.has("q") {
            git.line(format_args!("rm '{}'", String::from_utf8_lossy(path)));
        }
        if parsed.has("n") {
            continue;
        }
        index.drop(path);
        if !parsed.has("cached") {
            git.displace(path);
        }
    }
    if !parsed.has("n") {
        git.save(&index)?;
    }
    Ok(0)
}

/// What would be lost is kept, unless forced.
fn refuse_changed(git: &Git, paths: &[Bytes], cached: bool) -> Result<()> {
    let index = git.index()?;
    let head = git.commit_files(git.head_or_zero())?;
    let (mut both, mut staged, mut local) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        let Some(here) = git.disk_entry(path) else { continue };
        let Some(entry) = index.entry(path, 0).map(Some) else { continue };
        let (is_staged, is_local) = (entry != head.get(path).copied(), entry != Some(here));
        match (is_staged, is_local) {
            (true, true) => both.push(path),
            (true, false) if !cached => staged.push(path),
            (false, true) if !cached => local.push(path),
            _ => {}
        }
    }
    let list = |paths: &[&Bytes]| paths.iter().map(|path| format!("\n    {}", quoted(path))).collect::<String>();
    let many = |paths: &[&Bytes]| if paths.len() == 1 { ("file has", "") } else { ("files have", "s") };
    for (paths, what, hint) in [
        (&both, "staged content different from both the\nfile and the HEAD:", "(use -f to force removal)"),
        (&staged, "changes staged in the index:", "(use --cached to keep the file, or -f to force removal)"),
        (&local, "local modifications:", "(use --cached to keep the file, or -f to force removal)"),
    ] {
        if !paths.is_empty() {
            return Err(git.error(format_args!("the following {} {what}{}\n{hint}", many(paths).0, list(paths))));
        }
    }
    Ok(())
}

pub(in crate::commands::git) fn mv(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("mv", MV, args)?;
    let Some((last, sources)) = parsed.operands.split_last().filter(|(_, sources)| !sources.is_empty()) else {
        git.say("usage: git mv [<options>] <source>... <destination>");
        return Err(crate::Quit::Status(129));
    };
    let target = git.tree_path(last)?;
    let into = git.context.stat(&git.on_disk(&target)).is_ok_and(|stat| stat.is_dir()) || target.is_empty();
    let shown = |path: &[u8]| String::from_utf8_lossy(path).into_owned();
    if sources.len() > 1 && !into {
        return Err(git.fatal(format_args!("destination '{}' is not a directory", shown(last))));
    }
    let mut index = git.index()?;
    for word in sources {
        let source = git.tree_path(word)?;
        let name = source.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        let place = match into {
            true if target.is_empty() => name.to_vec(),
            true => join(&target, name),
            false => target.clone(),
        };
        let bad =
            |why: &str| git.fatal(format_args!("{why}, source={}, destination={}", quoted(&source), quoted(&place)));
        let moved: Vec<Bytes> = index.paths().into_iter().filter(|path| holds(&source, path)).collect();
        if git.context.lstat(&git.on_disk(&source)).is_err() {
            return Err(bad("bad source"));
        }
        if moved.is_empty() {
            let is_folder = git.context.stat(&git.on_disk(&source)).is_ok_and(|stat| stat.is_dir());
            return Err(bad(if is_folder { "source directory is empty" } else { "not under version control" }));
        }
        if git.context.lstat(&git.on_disk(&place)).is_ok() && !parsed.has("f") {
            return Err(bad("destination exists"));
        }
        let above = place.iter().rposition(|byte| *byte == b'/').map(|at| git.on_disk(&place[..at]));
        if above.is_some_and(|above| git.context.stat(&above).is_err()) {
            return Err(git.fatal(format_args!("renaming '{}' failed: No such file or directory", shown(&source))));
        }
        if parsed.has("v") || parsed.has("n") {
            git.line(format_args!("Renaming {} to {}", quoted(&source), quoted(&place)));
        }
        if parsed.has("n") {
            continue;
        }
        let (from, to) = (git.on_disk(&source), git.on_disk(&place));
        if let Err(error) = git.context.rename(&from, &to) {
            return Err(git.fatal(format_args!("renaming '{}' failed: {error}", shown(&source))));
        }
        for path in moved {
            let fresh: Bytes = [&place[..], &path[source.len()..]].concat();
            if let Some(entry) = index.entry(&path, 0) {
                index.drop(&path);
                index.set(&fresh, entry, git.cached(&fresh));
            }
        }
    }
    git.save(&index)?;
    Ok(0)
}
