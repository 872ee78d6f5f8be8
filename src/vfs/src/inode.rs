//! Inodes: what a name stands for.

use crate::Content;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An inode number.
pub type Ino = u32;

/// The devices of `/dev`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Device {
    /// Reads nothing, swallows all.
    Null,
    /// Reads zeros for ever.
    Zero,
    /// Refuses every write: no space left.
    Full,
    /// Reads seeded random bytes for ever.
    Random,
    /// The terminal of the process that opens it.
    Tty,
    /// The process's own descriptor of this number (`/dev/stdin`, `/dev/fd/N`).
    Descriptor(u8),
}

/// What an inode is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// A regular file.
    File(Content),
    /// A directory: names and the inode of `..`.
    Directory {
        /// Names and what they stand for, without `.` and `..`.
        entries: BTreeMap<Vec<u8>, Ino>,
        /// The directory that holds this one; its own number for the root.
        parent: Ino,
    },
    /// A symbolic link and its target.
    Symlink(Vec<u8>),
    /// A named pipe; its buffer lives in the kernel.
    Fifo,
    /// A character device.
    Device(Device),
}

/// A file of any kind, whatever its names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inode {
    /// What it is and holds.
    pub node: Node,
    /// Permission bits, with set-user-id, set-group-id and sticky (12 bits).
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// How many names it has (directories: 2 and one for each subdirectory).
    pub links: u32,
    /// Last access, in milliseconds since the epoch.
    pub accessed: i64,
    /// Last change of the contents.
    pub modified: i64,
    /// Last change of the inode.
    pub changed: i64,
    /// How many open descriptions keep it alive without a name. Not part of a snapshot.
    #[serde(skip)]
    pub(crate) opened: u32,
}
