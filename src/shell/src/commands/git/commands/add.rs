//! `git add`: contents of files into the index.

use crate::Bytes;
use crate::commands::git::diff::changes::{holds, wanted};
use crate::commands::git::index::Index;
use crate::commands::git::object::Kind;
use crate::commands::git::repo::{Git, Result, quoted};
use crate::commands::git::tree::Entry;
use crate::options::{Opt, flag};

const OPTIONS: &[Opt] = &[
    flag("A", "all"),
    flag("u", "update"),
    flag("f", "force"),
    flag("n", "dry-run"),
    flag("v", "verbose"),
    flag("N", "intent-to-add"),
];

impl Git<'_> {
    /// Stores a file of the working tree and puts it into the index.
    pub(in crate::commands::git) fn stage(&self, index: &mut Index, path: &[u8]) -> Result<()> {
        let Some(mode) = self.disk_mode(path) else { return Ok(()) };
        let content = match self.disk_content(path) {
            Some(content) => content,
            None => {
                let shown = quoted(path);
                self.say(format_args!(
                    "error: open(\"{shown}\"): Permission denied\nerror: unable to index file '{shown}'"
                ));
                return Err(self.fatal("adding files failed"));
            }
        };
        let oid = self.write_object(Kind::Blob, &content)?;
        // A file where a folder was, or the other way round, takes its place.
        let inner: Bytes = [path, b"/"].concat();
        let below: Vec<Bytes> = index.paths().into_iter().filter(|known| known.starts_with(&inner)).collect();
        for known in &below {
            index.drop(known);
        }
        for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
            index.drop(&path[..at]);
        }
        index.set(path, Entry { mode, oid }, self.cached(path));
        Ok(())
    }
}

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("add", OPTIONS, args)?;
    if parsed.has("N") {
        return Err(git.fatal("--intent-to-add is not supported on this machine"));
    }
    let (all, update) = (parsed.has("A"), parsed.has("u"));
    if parsed.operands.is_empty() && !all && !update {
        git.say("Nothing specified, nothing added.\nhint: Maybe you wanted to say 'git add .'?\nhint: Turn this message off by running\nhint: \"git config advice.addEmptyPathspec false\"");
        return Ok(0);
    }
    let paths = git.tree_paths(&parsed.operands)?;
    let mut index = git.index()?;
    let strangers = git.strangers(&index, true)?;
    let ignore = git.ignore();
    let mut ignored = Vec::new();
    for (path, word) in paths.iter().zip(&parsed.operands) {
        let known = path.is_empty()
            || index.paths().iter().any(|known| holds(path, known))
            || strangers.untracked.iter().any(|known| holds(path, known))
            || strangers.ignored.iter().any(|known| holds(path, known) && parsed.has("f"));
        let on_disk = git.context.lstat(&git.on_disk(path));
        if !known && on_disk.is_err() {
            return Err(git.fatal(format_args!("pathspec '{}' did not match any files", String::from_utf8_lossy(word))));
        }
        let is_folder = on_disk.is_ok_and(|stat| stat.is_dir());
        if !known && !parsed.has("f") && ignore.ignores(path, is_folder) {
            ignored.push(path.clone());
        }
    }
    let mut fresh: Vec<Bytes> = Vec::new();
    if !update {
        let list = strangers.untracked.iter().chain(strangers.ignored.iter().filter(|_| parsed.has("f")));
        for path in list.filter(|path| wanted(&paths, path)) {
            if path.ends_with(b"/") {
                // An ignored folder, wanted all the same.
                let mut open = vec![path.clone()];
                while let Some(folder) = open.pop() {
                    for entry in git.context.read_dir(&git.on_disk(&folder[..folder.len() - 1])).unwrap_or_default() {
                        let name: Bytes = [&folder[..], &entry.name].concat();
                        match entry.kind {
                            vfs::FileKind::Directory => open.push([&name[..], b"/"].concat()),
                            _ => fresh.push(name),
                        }
                    }
                }
            } else {
                fresh.push(path.clone());
            }
        }
    }
    let mut news = Vec::new();
    for path in index.paths().into_iter().filter(|path| wanted(&paths, path)) {
        let here = git.disk_entry(&path);
        if here.is_none() {
            news.push((path, "remove"));
        } else if here != index.entry(&path, 0) {
            news.push((path, "add"));
        }
    }
    news.extend(fresh.into_iter().map(|path| (path, "add")));
    for (path, deed) in &news {
        if parsed.has("n") || parsed.has("v") {
            git.line(format_args!("{deed} '{}'", String::from_utf8_lossy(path)));
        }
        if parsed.has("n") {
            continue;
        }
        if *deed == "add" { git.stage(&mut index, path)? } else { index.drop(path) }
    }
    if !parsed.has("n") {
        git.save(&index)?;
    }
    if !ignored.is_empty() {
        let list: String = ignored.iter().map(|path| format!("{}\n", quoted(path))).collect();
        git.say(format_args!(
            "The following paths are ignored by one of your .gitignore files:\n{list}hint: Use -f if you really want to add them.\nhint: Turn this message off by running\nhint: \"git config advice.addIgnoredFile false\""
        ));
        return Ok(1);
    }
    Ok(0)
}
