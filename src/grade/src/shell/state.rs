//! What stands at some paths of the disk, and how it differs from what should.

use crate::verdict::{Args, args};
use course::model::Aspect;
use shell::Machine;
use std::collections::{BTreeMap, BTreeSet};
use vfs::{Disk, FileKind, Who};

/// A file, a folder or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    kind: FileKind,
    mode: u32,
    /// The mode as `ls -l` writes it.
    letters: String,
    /// A file's bytes, or where a link leads.
    content: Vec<u8>,
}

/// Nodes by their paths, as the check names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Nodes {
    nodes: BTreeMap<String, Node>,
}

impl Nodes {
    /// Reads the paths, which are absolute or start at home; a folder stands for all below it.
    pub(super) fn read(machine: &Machine, paths: &[String]) -> Self {
        let mut nodes = Self::default();
        let (disk, home) = (machine.disk(), machine.home());
        // Root sees everything: what learners may not read counts, too.
        let who = Who::root();
        for path in paths {
            let path = path.trim_end_matches('/');
            let relative = path.strip_prefix("~/").unwrap_or(path);
            let full = match relative {
                "~" | "" | "." => home.clone(),
                relative if relative.starts_with('/') => relative.to_owned(),
                relative => format!("{home}/{relative}"),
            };
            nodes.add(&disk, &who, relative, &full);
        }
        nodes
    }

    fn add(&mut self, disk: &Disk, who: &Who, name: &str, full: &str) {
        let mut open = vec![(name.to_owned(), full.to_owned())];
        while let Some((name, full)) = open.pop() {
            let Ok(stat) = disk.lstat(who, full.as_bytes()) else { continue };
            let content = match stat.kind {
                FileKind::File => disk.bytes(stat.ino).map(<[u8]>::to_vec).unwrap_or_default(),
                FileKind::Symlink => disk.read_link(who, full.as_bytes()).unwrap_or_default(),
                FileKind::Directory => {
                    for entry in disk.read_dir(who, full.as_bytes()).unwrap_or_default() {
                        let entry = String::from_utf8_lossy(&entry.name).into_owned();
                        open.push((format!("{name}/{entry}"), format!("{full}/{entry}")));
                    }
                    Vec::new()
                }
                FileKind::Fifo | FileKind::Device => Vec::new(),
            };
            self.nodes.insert(name, Node { kind: stat.kind, mode: stat.mode, letters: stat.letters(), content });
        }
    }
}

/// The first path that differs in this aspect, as arguments; `None` where none does.
pub(super) fn difference(expected: &Nodes, actual: &Nodes, aspect: Aspect) -> Option<Args> {
    let paths: BTreeSet<&String> = expected.nodes.keys().chain(actual.nodes.keys()).collect();
    let path = paths.into_iter().find(|path| !same(expected.nodes.get(*path), actual.nodes.get(*path), aspect))?;
    let (expected, actual) = (expected.nodes.get(path), actual.nodes.get(path));
    let letters = |node: Option<&Node>| node.map_or("\u{2014}".to_owned(), |node| node.letters.clone());
    let text =
        |node: Option<&Node>| node.map(|node| String::from_utf8_lossy(&node.content).into_owned()).unwrap_or_default();
    let mut all = crate::text::difference(&text(expected), &text(actual));
    all.extend(args([
        ("path", path.as_str().into()),
        ("expected", letters(expected).into()),
        ("actual", letters(actual).into()),
    ]));
    Some(all)
}

fn same(expected: Option<&Node>, actual: Option<&Node>, aspect: Aspect) -> bool {
    let (Some(expected), Some(actual)) = (expected, actual) else { return expected.is_none() && actual.is_none() };
    let kind = expected.kind == actual.kind;
    // A link's own mode means nothing.
    let mode = expected.mode == actual.mode || expected.kind == FileKind::Symlink;
    let content = expected.content == actual.content;
    match aspect {
        Aspect::Exists => kind,
        Aspect::Mode => kind && mode,
        Aspect::Content => kind && content,
        Aspect::All => kind && mode && content,
    }
}
