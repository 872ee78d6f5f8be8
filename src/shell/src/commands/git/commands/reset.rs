//! `git reset`: the branch, and as much as is asked for, back to a commit.

use crate::Bytes;
use crate::commands::git::diff::changes::{between, wanted};
use crate::commands::git::index::Index;
use crate::commands::git::object::Oid;
use crate::commands::git::repo::{Git, Result, quoted};
use crate::options::{Opt, flag};

const OPTIONS: &[Opt] =
    &[flag("", "soft"), flag("", "mixed"), flag("", "hard"), flag("", "keep"), flag("", "merge"), flag("q", "quiet")];

impl Git<'_> {
    /// The index as this commit's tree, the working tree left alone.
    fn reset_index(&self, files: &crate::commands::git::tree::Files, paths: &[Bytes]) -> Result<()> {
        let mut index = self.index()?;
        for path in index.paths().into_iter().filter(|path| wanted(paths, path)) {
            index.drop(&path);
        }
        for (path, entry) in files.iter().filter(|(path, _)| wanted(paths, path)) {
            index.set(path, *entry, self.cached(path));
        }
        self.save(&index)
    }

    fn put_unstaged(&self, index: &Index) {
        let changes = between(&index.files(), &self.disk_files(index), true);
        if !changes.is_empty() {
            self.line("Unstaged changes after reset:");
            for change in changes {
                self.line(format_args!("{}\t{}", change.letter(), quoted(change.path())));
            }
        }
    }
}

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (before, after) = Git::parted(args);
    let parsed = git.options("reset", OPTIONS, &before)?;
    let mode = parsed.last_of(&["soft", "mixed", "hard", "keep", "merge"]);
    if let Some(mode @ ("keep" | "merge")) = mode {
        return Err(git.fatal(format_args!("--{mode} is not supported on this machine")));
    }
    let (mut revisions, paths) = git.revisions_and_paths(&parsed.operands, after)?;
    let name = if revisions.is_empty() { "HEAD".to_owned() } else { revisions.remove(0) };
    if !paths.is_empty() {
        if let Some(mode) = mode.filter(|mode| *mode != "mixed") {
            return Err(git.fatal(format_args!("Cannot do {mode} reset with paths.")));
        }
        let tree = git.resolve(&name).and_then(|oid| git.tree_of(oid)).unwrap_or(Oid::ZERO);
        git.reset_index(&git.files(tree)?, &paths)?;
        if !parsed.has("q") {
            git.put_unstaged(&git.index()?);
        }
        return Ok(0);
    }
    let target = git.commit_named(&name);
    if target.is_none() && name != "HEAD" {
        return Err(git.fatal(format_args!("Could not parse object '{name}'.")));
    }
    let files = git.commit_files(target.unwrap_or(Oid::ZERO))?;
    match mode {
        Some("soft") => {
            if git.read(b"MERGE_HEAD").is_some() {
                return Err(git.fatal("Cannot do a soft reset in the middle of a merge."));
            }
        }
        Some("hard") => git.force_tree(&files)?,
        _ => git.reset_index(&files, &[])?,
    }
    if let Some(target) = target {
        let head = git.head_or_zero();
        git.write(b"ORIG_HEAD", format!("{head}\n").as_bytes())?;
        git.move_head(target, &format!("reset: moving to {name}"))?;
        if mode == Some("hard") && !parsed.has("q") {
            git.line(format_args!("HEAD is now at {} {}", git.short(target), git.commit(target)?.subject()));
        }
    }
    for file in ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"] {
        git.remove(file.as_bytes());
    }
    if matches!(mode, None | Some("mixed")) && !parsed.has("q") {
        git.put_unstaged(&git.index()?);
    }
    Ok(0)
}
