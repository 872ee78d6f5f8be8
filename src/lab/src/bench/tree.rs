//! The disk as a tree, with what a command added, changed and removed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vfs::{Disk, Ino, Who};

/// Folders that are no part of the learner's disk.
const LEFT_OUT: [&str; 3] = ["proc", "dev", "sys"];
/// Entries looked at; a disk with more is shown as far as that.
const MOST: usize = 20_000;

/// What happened to an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// nothing
    #[default]
    Same,
    /// it is new
    Added,
    /// its content or its mode changed, or something in it
    Changed,
    /// it is gone
    Removed,
}

/// A row of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeRow {
    /// absolute
    pub path: String,
    /// its last name
    pub name: String,
    /// 0 for the root
    pub depth: usize,
    /// open or closed, for a folder
    pub folder: Option<bool>,
    /// an ordinary file that is still there: it can be taken
    pub file: bool,
    /// since the last command
    pub mark: Mark,
}

/// What tells whether an entry changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    folder: bool,
    file: bool,
    ino: Ino,
    mode: u32,
    size: u64,
    modified: i64,
}

/// Entries by the names on the way to them.
pub(super) type Stamps = BTreeMap<Vec<String>, Stamp>;

/// Everything that this person may see.
pub(super) fn scan(disk: &Disk, who: &Who) -> Stamps {
    let mut found = Stamps::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(folder) = open.pop() {
        let path = path_of(&folder);
        for entry in disk.read_dir(who, path.as_bytes()).unwrap_or_default() {
            let name = String::from_utf8_lossy(&entry.name).into_owned();
            let out = name == "." || name == ".." || folder.is_empty() && LEFT_OUT.contains(&name.as_str());
            let Some(stat) = disk.stat_ino(entry.ino).ok().filter(|_| !out && found.len() < MOST) else { continue };
            let mut names = folder.clone();
            names.push(name);
            let folder = stat.is_dir();
            if folder {
                open.push(names.clone());
            }
            // A folder changes with what is in it, which has marks of its own.
            let (size, modified) = if folder { (0, 0) } else { (stat.size, stat.modified) };
            let stamp = Stamp { folder, file: stat.is_file(), ino: entry.ino, mode: stat.mode, size, modified };
            found.insert(names, stamp);
        }
    }
    found
}

/// The rows of the open folders. Home and what leads there is open, other folders are closed, except those `turned`.
pub(super) fn rows(before: &Stamps, now: &Stamps, home: &str, turned: &[String]) -> Vec<TreeRow> {
    let mut marks: BTreeMap<&[String], Mark> = BTreeMap::new();
    for names in before.keys().chain(now.keys()) {
        let mark = match (before.get(names), now.get(names)) {
            (None, _) => Mark::Added,
            (_, None) => Mark::Removed,
            (Some(earlier), Some(later)) if earlier != later => Mark::Changed,
            _ => continue,
        };
        marks.insert(names, mark);
        for length in 0..names.len() {
            marks.entry(&names[..length]).or_insert(Mark::Changed);
        }
    }
    let is_open = |path: &str| {
        let leads_home =
            path == "/" || home == path || home.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        leads_home != turned.iter().any(|one| one == path)
    };
    let root = TreeRow {
        path: "/".to_owned(),
        name: "/".to_owned(),
        folder: Some(is_open("/")),
        mark: marks.get([].as_slice()).copied().unwrap_or_default(),
        ..TreeRow::default()
    };
    let mut rows = vec![root];
    let mut names: Vec<&Vec<String>> = before.keys().chain(now.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for names in names {
        let shown = (0..names.len()).all(|length| is_open(&path_of(&names[..length])));
        let Some(stamp) = now.get(names).or_else(|| before.get(names)).filter(|_| shown) else { continue };
        let path = path_of(names);
        rows.push(TreeRow {
            name: names.last().cloned().unwrap_or_default(),
            depth: names.len(),
            folder: stamp.folder.then(|| is_open(&path)),
            file: stamp.file && now.contains_key(names),
            mark: marks.get(names.as_slice()).copied().unwrap_or_default(),
            path,
        });
    }
    rows
}

fn path_of(names: &[String]) -> String {
    format!("/{}", names.join("/"))
}
