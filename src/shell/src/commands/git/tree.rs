//! Trees and commits: from bytes and back.

use super::object::{Kind, Oid};
use super::repo::{Git, Result};
use crate::Bytes;
use std::collections::BTreeMap;

/// A file of a tree: its mode (`100644`, `100755`, `120000`) and its blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) mode: u32,
    pub(super) oid: Oid,
}

impl std::fmt::Debug for Oid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// All files below a tree, by path.
pub(super) type Files = BTreeMap<Bytes, Entry>;

/// Folders nested deeper are refused.
const MAX_DEPTH: usize = 200;

/// One line of a tree object.
pub(super) fn lines(content: &[u8]) -> Vec<(u32, Bytes, Oid)> {
    let mut list = Vec::new();
    let mut rest = content;
    while let Some(end) = rest.iter().position(|byte| *byte == 0) {
        let Some(oid) = rest.get(end + 1..end + 21) else { break };
        let Some(blank) = rest[..end].iter().position(|byte| *byte == b' ') else { break };
        let mode = std::str::from_utf8(&rest[..blank]).ok().and_then(|mode| u32::from_str_radix(mode, 8).ok());
        list.push((mode.unwrap_or(0), rest[blank + 1..end].to_vec(), Oid(oid.try_into().unwrap_or_default())));
        rest = &rest[end + 21..];
    }
    list
}

impl Git<'_> {
    /// All files below a tree; the zero name is the empty tree.
    pub(super) fn files(&self, tree: Oid) -> Result<Files> {
        let mut files = Files::new();
        if tree == Oid::ZERO {
            return Ok(files);
        }
        let mut open = vec![(Vec::new(), tree, 0)];
        while let Some((folder, tree, depth)) = open.pop() {
            if depth > MAX_DEPTH {
                return Err(self.fatal("exceeded maximum allowed tree depth"));
            }
            for (mode, name, oid) in lines(&self.content(tree, Kind::Tree)?) {
                self.spend(10)?;
                let path: Bytes = [&folder[..], &name].concat();
                if mode == 0o040_000 {
                    open.push(([&path[..], b"/"].concat(), oid, depth + 1));
                } else {
                    files.insert(path, Entry { mode, oid });
                }
            }
        }
        Ok(files)
    }

    /// Stores the tree objects of these files.
    pub(super) fn write_tree(&self, files: &Files) -> Result<Oid> {
        let list: Vec<(&[u8], Entry)> = files.iter().map(|(path, entry)| (path.as_slice(), *entry)).collect();
        self.write_subtree(&list, 0)
    }

    fn write_subtree(&self, files: &[(&[u8], Entry)], depth: usize) -> Result<Oid> {
        if depth > MAX_DEPTH {
            return Err(self.fatal("exceeded maximum allowed tree depth"));
        }
        let mut items: Vec<(Bytes, u32, Oid)> = Vec::new();
        let mut at = 0;
        while at < files.len() {
            let (path, entry) = files[at];
            match path.iter().position(|byte| *byte == b'/') {
                None => {
                    items.push((path.to_vec(), entry.mode, entry.oid));
                    at += 1;
                }
                Some(slash) => {
                    let folder = &path[..=slash];
                    let count = files[at..].iter().take_while(|(path, _)| path.starts_with(folder)).count();
                    let inner: Vec<(&[u8], Entry)> =
                        files[at..at + count].iter().map(|(path, entry)| (&path[folder.len()..], *entry)).collect();
                    items.push((folder.to_vec(), 0o040_000, self.write_subtree(&inner, depth + 1)?));
                    at += count;
                }
            }
        }
        // A folder sorts as if its name ended with a slash, which it still does here.
        base::order::sort(&mut items);
        let mut content = Vec::new();
        for (name, mode, oid) in items {
            let name = name.strip_suffix(b"/").unwrap_or(&name);
            content.extend_from_slice(format!("{mode:o} ").as_bytes());
            content.extend_from_slice(name);
            content.push(0);
            content.extend_from_slice(&oid.0);
        }
        self.write_object(Kind::Tree, &content)
    }
}

/// A commit object.
#[derive(Clone, Debug, Default)]
pub(super) struct Commit {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// `Name <mail> seconds zone`
    pub(super) author: String,
    pub(super) committer: String,
    pub(super) message: String,
}

impl Commit {
    pub(super) fn parse(content: &[u8]) -> Self {
        let text = String::from_utf8_lossy(content);
        let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut commit = Self { message: message.to_owned(), ..Self::default() };
        for line in head.lines() {
            let (name, value) = line.split_once(' ').unwrap_or((line, ""));
            match name {
                "tree" => commit.tree = Oid::parse(value.as_bytes()).unwrap_or_default(),
                "parent" => commit.parents.extend(Oid::parse(value.as_bytes())),
                "author" => value.clone_into(&mut commit.author),
                "committer" => value.clone_into(&mut commit.committer),
                _ => {}
            }
        }
        commit
    }

    pub(super) fn bytes(&self) -> Bytes {
        let parents: String = self.parents.iter().map(|parent| format!("parent {parent}\n")).collect();
        let Self { tree, author, committer, message, .. } = self;
        format!("tree {tree}\n{parents}author {author}\ncommitter {committer}\n\n{message}").into_bytes()
    }

    /// The first paragraph in one line.
    pub(super) fn subject(&self) -> String {
        subject(&self.message)
    }

    /// Seconds since the epoch of the committer's date.
    pub(super) fn time(&self) -> i64 {
        super::person::split(&self.committer).2
    }
}

/// The first paragraph of a message, in one line.
pub(super) fn subject(message: &str) -> String {
    let lines = message.lines().map(str::trim_end).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Git<'_> {
    /// A commit.
    pub(super) fn commit(&self, oid: Oid) -> Result<Commit> {
        self.spend(50)?;
        Ok(Commit::parse(&self.content(oid, Kind::Commit)?))
    }

    /// All files of a commit; none for the zero name.
    pub(super) fn commit_files(&self, oid: Oid) -> Result<Files> {
        if oid == Oid::ZERO { Ok(Files::new()) } else { self.files(self.commit(oid)?.tree) }
    }
}
