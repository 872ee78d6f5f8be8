//! The files of a course, in memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Files by path, relative to the course's folder, with `/` between. It remembers which ones were asked for, so that
/// what nobody asked for can be named.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
    binary: BTreeSet<String>,
    used: RefCell<BTreeSet<String>>,
}

impl Tree {
    /// Adds a file; one that is not UTF-8 is only known by its name.
    pub fn insert(&mut self, path: impl Into<String>, content: Vec<u8>) {
        let path = path.into();
        match String::from_utf8(content) {
            Ok(text) => {
                self.files.insert(path, text.replace("\r\n", "\n"));
            }
            Err(_) => {
                self.binary.insert(path);
            }
        }
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> Option<&str> {
        let text = self.files.get(path)?;
        self.used.borrow_mut().insert(path.to_owned());
        Some(text)
    }

    /// Whether there is such a file, without counting as use.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Files below a folder, by their paths from there.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.files.keys().filter_map(move |path| path.strip_prefix(folder)?.strip_prefix('/'))
    }

    /// Names of the folders directly below a folder ("" is the course's own), in order.
    pub fn folders(&self, folder: &str) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for path in self.files.keys() {
            let rest = match folder {
                "" => Some(path.as_str()),
                folder => path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')),
            };
            if let Some((name, _)) = rest.and_then(|rest| rest.split_once('/'))
                && found.last() != Some(&name)
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
        found
    }

    /// Files that nobody read, and those that are no text.
    pub fn strays(&self) -> Vec<&str> {
        let used = self.used.borrow();
        let unread = self.files.keys().filter(|path| !used.contains(*path));
        unread.chain(&self.binary).map(String::as_str).collect()
    }
}
