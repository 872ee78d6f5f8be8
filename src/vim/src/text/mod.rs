//! Lines of text: bytes of UTF-8, cheap to share with the undo tree, stored so that editing near one place is cheap.

pub(crate) mod chars;
pub(crate) mod columns;
mod lines;
mod tables;
pub(crate) mod width;

pub(crate) use lines::Lines;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::rc::Rc;

/// One line, without its line break. Cloning it shares the bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line(Rc<[u8]>);

impl Line {
    /// The line as text; bytes that are no UTF-8 are shown as U+FFFD.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0).into_owned()
    }
}

impl Deref for Line {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}
impl Default for Line {
    fn default() -> Self {
        Self(Rc::from(&b""[..]))
    }
}
impl From<Vec<u8>> for Line {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Rc::from(bytes))
    }
}
impl From<&[u8]> for Line {
    fn from(bytes: &[u8]) -> Self {
        Self(Rc::from(bytes))
    }
}
impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self(Rc::from(text.as_bytes()))
    }
}
impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Not as text: a line may hold bytes that are none.
        serializer.serialize_bytes(&self.0)
    }
}
impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(Vec::<u8>::deserialize(deserializer)?))
    }
}

/// A place in a buffer.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
pub struct Pos {
    /// Line number, from 1; 0 means "nowhere".
    pub line: usize,
    /// Byte in the line, from 0.
    pub col: usize,
}

impl Pos {
    /// Line `line` (from 1), byte `col` (from 0).
    pub const fn new(line: usize, col: usize) -> Self {
        Self { line, col }
    }
}

/// "As far right as possible": the wanted column after `$`.
pub(crate) const MAXCOL: usize = 0x7fff_ffff;
