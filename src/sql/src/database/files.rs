//! The files COPY reads and writes: the engine has none of its own, whoever runs it lends some.

use std::collections::BTreeMap;

/// Why a file could not be read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// There is none of this name, or its folder is not there.
    Missing,
    /// It is not the user's to touch.
    Denied,
    /// It is a folder, or not text.
    NotText,
}

/// Files by path.
pub trait Files {
    /// The text of a file.
    fn read(&mut self, path: &str) -> Result<String, FileFault>;
    /// Writes a file, over what was there.
    fn write(&mut self, path: &str, text: &str) -> Result<(), FileFault>;
}

/// No files at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<String, FileFault> {
        Err(FileFault::Missing)
    }

    fn write(&mut self, _: &str, _: &str) -> Result<(), FileFault> {
        Err(FileFault::Denied)
    }
}

/// Files in memory.
impl Files for BTreeMap<String, String> {
    fn read(&mut self, path: &str) -> Result<String, FileFault> {
        self.get(path).cloned().ok_or(FileFault::Missing)
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), FileFault> {
        self.insert(path.to_owned(), text.to_owned());
        Ok(())
    }
}
