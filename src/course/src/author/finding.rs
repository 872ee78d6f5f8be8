//! What is wrong in a course, where, and what to do about it.

use std::cell::RefCell;
use std::fmt;

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, relative to the course's folder.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub fix: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n    fix: {}", self.file, self.line.max(1), self.what, self.fix)
    }
}

/// Collects findings; shared by all that read a course.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    list: RefCell<Vec<Finding>>,
}

impl Findings {
    /// Adds one.
    pub(crate) fn add(&self, file: &str, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.list.borrow_mut().push(Finding { file: file.to_owned(), line, what: what.into(), fix: fix.into() });
    }

    /// All of them, by file and line, each once.
    pub(crate) fn into_sorted(self) -> Vec<Finding> {
        let mut list = self.list.into_inner();
        list.sort();
        list.dedup();
        list
    }
}

/// The line of a byte offset, from 1.
pub(crate) fn line_at(source: &str, offset: usize) -> usize {
    source.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
