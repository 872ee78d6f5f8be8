//! The machine's disk as the files of the database's COPY, touched as the learner.

use super::MachineBench;
use sql::{FileFault, Files};
use std::collections::BTreeMap;
use vfs::Errno;

/// A disk, if there is a machine, and what was read of it: a saved bench reads the same again.
pub(crate) struct DiskFiles<'a> {
    machine: Option<&'a mut MachineBench>,
    /// Texts read, by path.
    pub(crate) read: BTreeMap<String, String>,
}

impl<'a> DiskFiles<'a> {
    /// The files of this machine.
    pub(crate) fn new(machine: Option<&'a mut MachineBench>) -> Self {
        Self { machine, read: BTreeMap::new() }
    }
}

impl Files for DiskFiles<'_> {
    fn read(&mut self, path: &str) -> Result<String, FileFault> {
        let machine = self.machine.as_deref_mut().ok_or(FileFault::Missing)?.machine();
        let who = machine.learner();
        let path_there = absolute(&machine.home(), path);
        let content = machine.disk().read_file(&who, path_there.as_bytes()).map_err(fault)?;
        let text = String::from_utf8(content.into_vec()).map_err(|_| FileFault::NotText)?;
        self.read.insert(path.to_owned(), text.clone());
        Ok(text)
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), FileFault> {
        let machine = self.machine.as_deref_mut().ok_or(FileFault::Denied)?.machine();
        let who = machine.learner();
        let path = absolute(&machine.home(), path);
        machine.disk().write_file(&who, path.as_bytes(), text.as_bytes()).map_err(fault)
    }
}

/// Relative paths start at home.
fn absolute(home: &str, path: &str) -> String {
    match path.strip_prefix("~/") {
        Some(rest) => format!("{home}/{rest}"),
        None if path.starts_with('/') => path.to_owned(),
        None => format!("{home}/{path}"),
    }
}

fn fault(errno: Errno) -> FileFault {
    match errno.symbol() {
        "EACCES" | "EPERM" | "EROFS" => FileFault::Denied,
        "EISDIR" => FileFault::NotText,
        _ => FileFault::Missing,
    }
}

/// What a saved bench once read; what it wrote is on the saved disk.
pub(crate) struct Remembered(pub(crate) BTreeMap<String, String>);

impl Files for Remembered {
    fn read(&mut self, path: &str) -> Result<String, FileFault> {
        self.0.get(path).cloned().ok_or(FileFault::Missing)
    }

    fn write(&mut self, _: &str, _: &str) -> Result<(), FileFault> {
        Ok(())
    }
}
