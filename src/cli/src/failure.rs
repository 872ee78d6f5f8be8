//! Why the program ends before its work is done.

use std::fmt::Display;
use std::io;
use std::path::Path;

/// A message and an exit status: 2 for wrong usage, 1 for anything else.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) status: u8,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1 }
    }

    pub(crate) fn usage(message: impl Display) -> Self {
        Self { message: format!("{message}\n\n{}", crate::USAGE), status: 2 }
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: impl AsRef<Path>, error: &io::Error) -> Self {
        Self::new(format!("{}: {error}", path.as_ref().display()))
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(error.to_string())
    }
}
