//! The working tree: what is there, and making it what a commit says.

use super::ignore::Ignore;
use super::index::{Cached, Index};
use super::object::{Kind, hash};
use super::repo::{Git, Result, join, quoted};
use super::tree::{Entry, Files};
use crate::Bytes;
use std::collections::BTreeSet;
use vfs::FileKind;

/// Folders nested deeper are not looked into.
const MAX_DEPTH: usize = 200;

/// What stands in the working tree besides what the index knows.
#[derive(Default)]
pub(super) struct Strangers {
    /// Untracked files; a folder that holds nothing else stands as `folder/`.
    pub(super) untracked: BTreeSet<Bytes>,
    /// Ignored ones, likewise.
    pub(super) ignored: BTreeSet<Bytes>,
}

impl Git<'_> {
    /// The mode a file has for git; `None` where there is nothing git keeps.
    pub(super) fn disk_mode(&self, path: &[u8]) -> Option<u32> {
        let stat = self.context.lstat(&self.on_disk(path)).ok()?;
        match stat.kind {
            FileKind::File => Some(if stat.mode & 0o100 == 0 { 0o100_644 } else { 0o100_755 }),
            FileKind::Symlink => Some(0o120_000),
            _ => None,
        }
    }

    /// A file's content as git stores it.
    pub(super) fn disk_content(&self, path: &[u8]) -> Option<Bytes> {
        let full = self.on_disk(path);
        match self.disk_mode(path)? {
            0o120_000 => self.context.read_link(&full).ok(),
            _ => self.context.read_file(&full).ok().map(vfs::Content::into_vec),
        }
    }

    /// A file of the working tree as an entry, its blob not stored.
    pub(super) fn disk_entry(&self, path: &[u8]) -> Option<Entry> {
        let mode = self.disk_mode(path)?;
        let content = self.disk_content(path)?;
        self.spend(content.len() as u64 / 4 + 100).ok()?;
        Some(Entry { mode, oid: hash(Kind::Blob, &content) })
    }

    /// What the index keeps about a file, fresh.
    pub(super) fn cached(&self, path: &[u8]) -> Cached {
        self.context.lstat(&self.on_disk(path)).map(|stat| Cached::of(&stat)).unwrap_or_default()
    }

    /// The working tree's version of every file of the index; missing ones are left out.
    pub(super) fn disk_files(&self, index: &Index) -> Files {
        let paths = index.paths().into_iter();
        paths.filter_map(|path| self.disk_entry(&path).map(|entry| (path, entry))).collect()
    }

    /// Looks for files the index does not know; `all` opens folders that hold nothing else.
    pub(super) fn strangers(&self, index: &Index, all: bool) -> Result<Strangers> {
        let mut strangers = Strangers::default();
        let mut ignore = self.ignore();
        let known: BTreeSet<Bytes> = index.paths().into_iter().collect();
        self.look(b"", &known, &mut ignore, all, 0, &mut strangers)?;
        Ok(strangers)
    }

    fn look(
        &self,
        folder: &[u8],
        known: &BTreeSet<Bytes>,
        ignore: &mut Ignore,
        all: bool,
        depth: usize,
        found: &mut Strangers,
    ) -> Result<()> {
        let path = if folder.is_empty() { self.work.clone() } else { self.on_disk(&folder[..folder.len() - 1]) };
        let path = if path.is_empty() { b"/".to_vec() } else { path };
        for entry in self.context.read_dir(&path).unwrap_or_default() {
            self.spend(200)?;
            let name: Bytes = [folder, &entry.name].concat();
            if entry.name == b".git" || depth > MAX_DEPTH {
                continue;
            }
            if entry.kind != FileKind::Directory {
                if known.contains(&name) || !matches!(entry.kind, FileKind::File | FileKind::Symlink) {
                    continue;
                }
                let list = if ignore.ignores(&name, false) { &mut found.ignored } else { &mut found.untracked };
                list.insert(name);
                continue;
            }
            let inner: Bytes = [&name[..], b"/"].concat();
            let has_known = known.range(inner.clone()..).next().is_some_and(|path| path.starts_with(&inner));
            if ignore.ignores(&name, true) && !has_known {
                if self.has_files(&inner, 0) {
                    found.ignored.insert(inner);
                }
                continue;
            }
            if self.context.stat(&self.on_disk(&join(&name, b".git"))).is_ok() && !has_known {
                found.untracked.insert(inner);
                continue;
            }
            self.ignore_folder(ignore, &inner);
            if has_known || all {
                self.look(&inner, known, ignore, all, depth + 1, found)?;
                continue;
            }
            let mut below = Strangers::default();
            self.look(&inner, known, ignore, true, depth + 1, &mut below)?;
            if below.untracked.is_empty() {
                found.ignored.extend(below.ignored);
            } else {
                found.untracked.insert(inner);
                found.ignored.extend(below.ignored);
            }
        }
        Ok(())
    }

    fn has_files(&self, folder: &[u8], depth: usize) -> bool {
        let entries = self.context.read_dir(&self.on_disk(&folder[..folder.len() - 1])).unwrap_or_default();
        entries.iter().any(|entry| {
            entry.kind != FileKind::Directory
                || (depth < MAX_DEPTH && self.has_files(&[folder, &entry.name, b"/"].concat(), depth + 1))
        })
    }

    /// Writes a file of the tree to the disk.
    pub(super) fn place(&self, path: &[u8], entry: Entry) -> Result<()> {
        let content = self.content(entry.oid, Kind::Blob)?;
        self.place_bytes(path, entry.mode, &content)
    }

    /// Writes these bytes to a path of the working tree.
    pub(super) fn place_bytes(&self, path: &[u8], mode: u32, content: &[u8]) -> Result<()> {
        let full = self.on_disk(path);
        self.clear_way(path)?;
        self.make_folders(&full)?;
        if self.context.lstat(&full).is_ok() {
            self.io(&full, self.context.unlink(&full))?;
        }
        if mode == 0o120_000 {
            return self.io(&full, self.context.symlink(content, &full));
        }
        self.io(&full, self.context.write_file(&full, content))?;
        if mode == 0o100_755 {
            let umask = self.context.who().umask;
            self.io(&full, self.context.chmod(&full, 0o777 & !umask))?;
        }
        Ok(())
    }

    /// A file where a folder must be goes away; an empty folder where a file must be, too.
    fn clear_way(&self, path: &[u8]) -> Result<()> {
        for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
            let above = self.on_disk(&path[..at]);
            if self.context.lstat(&above).is_ok_and(|stat| !stat.is_dir()) {
                self.io(&above, self.context.unlink(&above))?;
            }
        }
        let full = self.on_disk(path);
        if self.context.lstat(&full).is_ok_and(|stat| stat.is_dir()) {
            self.io(&full, self.context.rmdir(&full))?;
        }
        Ok(())
    }

    /// Takes a file off the disk, with folders that are empty then (never the caller's own).
    pub(super) fn displace(&self, path: &[u8]) {
        // Gone already is as good.
        let _ = self.context.unlink(&self.on_disk(path));
        let mut path = path;
        while let Some(at) = path.iter().rposition(|byte| *byte == b'/') {
            path = &path[..at];
            let standing = self.prefix.starts_with(&[path, b"/"].concat());
            if standing || self.context.rmdir(&self.on_disk(path)).is_err() {
                break;
            }
        }
    }

    /// Goes from one tree to another, as `checkout` does: what the caller changed stays, unless it is in the way; then
    /// nothing is done and the paths in the way come back: changed ones, untracked ones.
    pub(super) fn switch_trees(&self, from: &Files, to: &Files) -> Result<std::result::Result<Index, [Vec<Bytes>; 2]>> {
        let mut index = self.index()?;
        let (mut changed, mut untracked) = (Vec::new(), Vec::new());
        let mut steps: Vec<(Bytes, Option<Entry>)> = Vec::new();
        let paths: BTreeSet<&Bytes> = from.keys().chain(to.keys()).collect();
        let ignore = self.ignore();
        for path in paths {
            let (old, new) = (from.get(path), to.get(path));
            if old == new {
                continue;
            }
            let staged = index.entry(path, 0);
            if staged.as_ref() == new && (new.is_some() || self.disk_mode(path).is_none()) {
                continue;
            }
            if staged.is_none() && old.is_none() {
                let here = self.disk_entry(path);
                if here.is_some() && here.as_ref() != new && !ignore.ignores(path, false) {
                    untracked.push(path.clone());
                    continue;
                }
            } else if staged.as_ref() != old || self.disk_entry(path).is_some_and(|here| Some(&here) != staged.as_ref())
            {
                changed.push(path.clone());
                continue;
            }
            steps.push((path.clone(), new.copied()));
        }
        if !changed.is_empty() || !untracked.is_empty() {
            return Ok(Err([changed, untracked]));
        }
        for (path, new) in steps.iter().filter(|(_, new)| new.is_none()) {
            self.displace(path);
            index.drop(path);
            debug_assert!(new.is_none());
        }
        for (path, new) in &steps {
            if let Some(entry) = new {
                self.place(path, *entry)?;
                index.set(path, *entry, self.cached(path));
            }
        }
        Ok(Ok(index))
    }

    /// Complains about what is in the way of `deed` (`checkout`, `merge`).
    pub(super) fn in_the_way(&self, blocked: &[Vec<Bytes>; 2], deed: &str) {
        let list = |paths: &[Bytes]| paths.iter().map(|path| format!("\t{}\n", quoted(path))).collect::<String>();
        let before = if deed == "checkout" { "switch branches" } else { deed };
        let [changed, untracked] = blocked;
        if !changed.is_empty() {
            self.say(format_args!(
                "error: Your local changes to the following files would be overwritten by {deed}:\n{}Please commit your changes or stash them before you {before}.",
                list(changed)
            ));
        }
        if !untracked.is_empty() {
            self.say(format_args!(
                "error: The following untracked working tree files would be overwritten by {deed}:\n{}Please move or remove them before you {before}.",
                list(untracked)
            ));
        }
        self.say("Aborting");
    }

    /// Makes index and working tree exactly this tree (`reset --hard`).
    pub(super) fn force_tree(&self, to: &Files) -> Result<()> {
        let old = self.index()?;
        let mut index = Index::default();
        for path in old.paths().iter().filter(|path| !to.contains_key(*path)) {
            self.displace(path);
        }
        for (path, entry) in to {
            if self.disk_entry(path).as_ref() != Some(entry) {
                self.place(path, *entry)?;
            }
            index.set(path, *entry, self.cached(path));
        }
        self.save(&index)
    }
}
