//! `git restore`: files back to what the index, or a commit, says.

use crate::Bytes;
use crate::commands::git::diff::changes::wanted;
use crate::commands::git::object::Oid;
use crate::commands::git::repo::{Git, Result};
use crate::options::{Opt, flag, value};

const OPTIONS: &[Opt] = &[
    value("s", "source"),
    flag("S", "staged"),
    flag("W", "worktree"),
    flag("q", "quiet"),
    flag("", "ours"),
    flag("", "theirs"),
];

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("restore", OPTIONS, args)?;
    let words = &parsed.operands;
    if words.is_empty() {
        return Err(git.fatal("you must specify path(s) to restore"));
    }
    let paths = git.tree_paths(words)?;
    let source = match parsed.value("s") {
        None => None,
        Some(name) => {
            let name = String::from_utf8_lossy(name).into_owned();
            let oid = git.resolve(&name).and_then(|oid| git.tree_of(oid));
            Some(oid.ok_or_else(|| git.fatal(format_args!("could not resolve {name}")))?)
        }
    };
    let staged = parsed.has("S");
    let worktree = parsed.has("W") || !staged;
    if !staged && source.is_none() {
        let stage = match parsed.last_of(&["ours", "theirs"]) {
            Some("ours") => 2,
            Some(_) => 3,
            None => 0,
        };
        git.take_files(None, &paths, words, stage)?;
        return Ok(0);
    }
    let tree = match source {
        Some(tree) => tree,
        None => match git.head() {
            Some(head) => git.commit(head)?.tree,
            None => return Err(git.fatal("could not resolve HEAD")),
        },
    };
    let files = git.files(if tree == Oid::ZERO { tree } else { git.tree_of(tree).unwrap_or(tree) })?;
    let mut index = git.index()?;
    for (path, word) in paths.iter().zip(words) {
        let one = std::slice::from_ref(path);
        let known =
            files.keys().any(|known| wanted(one, known)) || index.paths().iter().any(|known| wanted(one, known));
        if !known {
            let shown = String::from_utf8_lossy(word).into_owned();
            return Err(git.error(format_args!("pathspec '{shown}' did not match any file(s) known to git")));
        }
    }
    for path in index.paths().into_iter().filter(|path| wanted(&paths, path) && !files.contains_key(path)) {
        if worktree {
            git.displace(&path);
        }
        if staged {
            index.drop(&path);
        }
    }
    for (path, entry) in files.iter().filter(|(path, _)| wanted(&paths, path)) {
        if worktree && git.disk_entry(path).as_ref() != Some(entry) {
            git.place(path, *entry)?;
        }
        if staged {
            index.set(path, *entry, git.cached(path));
        }
    }
    git.save(&index)?;
    Ok(0)
}
