//! Which files differ.

use crate::Bytes;
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::{Entry, Files};
use std::collections::BTreeSet;
use std::rc::Rc;

/// One changed file.
#[derive(Clone, Debug)]
pub(in crate::commands::git) struct Change {
    /// Its path before, and after.
    pub(in crate::commands::git) paths: (Bytes, Bytes),
    pub(in crate::commands::git) old: Option<Entry>,
    pub(in crate::commands::git) new: Option<Entry>,
    /// How much alike the two are in percent, for renames.
    pub(in crate::commands::git) score: Option<u32>,
    /// A merge stopped here.
    pub(in crate::commands::git) unmerged: bool,
    /// The new side is in the working tree, not among the objects.
    pub(in crate::commands::git) on_disk: bool,
}

impl Change {
    /// `A`, `D`, `M`, `R`, `T`, `U`
    pub(in crate::commands::git) fn letter(&self) -> char {
        match (&self.old, &self.new) {
            _ if self.unmerged => 'U',
            (None, _) => 'A',
            (_, None) => 'D',
            _ if self.score.is_some() => 'R',
            (Some(old), Some(new)) if old.mode & 0o170_000 != new.mode & 0o170_000 => 'T',
            _ => 'M',
        }
    }

    /// The path it is known by: the new one.
    pub(in crate::commands::git) fn path(&self) -> &Bytes {
        &self.paths.1
    }
}

/// The files that differ between two trees, in order of their paths, renames not looked for.
pub(in crate::commands::git) fn between(old: &Files, new: &Files, on_disk: bool) -> Vec<Change> {
    let paths: BTreeSet<&Bytes> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for path in paths {
        let (before, after) = (old.get(path).copied(), new.get(path).copied());
        if before != after {
            changes.push(Change {
                paths: (path.clone(), path.clone()),
                old: before,
                new: after,
                score: None,
                unmerged: false,
                on_disk,
            });
        }
    }
    changes
}

impl Git<'_> {
    /// The content of one side of a change; empty where the file is not.
    pub(in crate::commands::git) fn side(&self, change: &Change, new: bool) -> Result<Rc<Bytes>> {
        let (entry, path) = if new { (change.new, &change.paths.1) } else { (change.old, &change.paths.0) };
        match entry {
            None => Ok(Rc::default()),
            Some(_) if new && change.on_disk => Ok(Rc::new(self.disk_content(path).unwrap_or_default())),
            Some(Entry { oid, .. }) if oid == Oid::ZERO => Ok(Rc::default()),
            Some(Entry { oid, .. }) => self.content(oid, Kind::Blob),
        }
    }

    /// What a commit changed with regard to its first parent, renames found.
    pub(in crate::commands::git) fn commit_changes(&self, parent: Option<Oid>, commit: Oid) -> Result<Vec<Change>> {
        let old = self.commit_files(parent.unwrap_or(Oid::ZERO))?;
        self.with_renames(between(&old, &self.commit_files(commit)?, false))
    }
}

/// Do the paths asked for (none is all) hold this one? A path asked for holds itself and what is below.
pub(in crate::commands::git) fn wanted(asked: &[Bytes], path: &[u8]) -> bool {
    asked.is_empty() || asked.iter().any(|asked| holds(asked, path))
}

/// Is `path` this pathspec, below it, or matched by it as a glob?
pub(in crate::commands::git) fn holds(asked: &[u8], path: &[u8]) -> bool {
    let asked = asked.strip_suffix(b"/").unwrap_or(asked);
    if asked.is_empty() || asked == path || path.strip_prefix(asked).is_some_and(|rest| rest.starts_with(b"/")) {
        return true;
    }
    let is_glob = asked.iter().any(|byte| matches!(byte, b'*' | b'?' | b'['));
    is_glob
        && pattern::Glob::compile(asked, false, false)
            .is_ok_and(|glob| glob.is_match(path, &base::Budget::new(1_000_000)).unwrap_or(false))
}
