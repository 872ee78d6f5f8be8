//! The learner's disk: a POSIX tree of inodes in memory, with owners, groups, modes, links, fifos and devices.
//!
//! The disk knows no process and no clock: whoever calls says who they are ([`Who`]) and what time it is ([`Disk::set_now`]).
//! Contents are shared (`Arc`), so cloning a disk, taking a snapshot and restoring it cost little.
//! Semantics follow POSIX.1-2017 path resolution and Linux error numbers ([`Errno`], whose words are glibc's).
//!
//! ```
//! use vfs::{Disk, Who};
//! let mut disk = Disk::new();
//! let root = Who::root();
//! disk.mkdir(&root, b"/tmp", 0o777).unwrap();
//! disk.write_file(&root, b"/tmp/a", b"hello\n").unwrap();
//! let copy = Disk::restore(&disk.snapshot()).unwrap();
//! assert_eq!(copy.read_file(&root, b"/tmp/../tmp/./a").unwrap().as_slice(), b"hello\n");
//! ```

mod content;
mod contents;
mod disk;
mod entries;
mod errno;
mod inode;
mod resolve;
mod skeleton;
mod snapshot;
mod stat;
mod who;

pub use content::Content;
pub use contents::OpenFlags;
pub use disk::{Disk, Usage};
pub use errno::Errno;
pub use inode::{Device, Ino, Inode, Node};
pub use skeleton::{Account, Skeleton};
pub use snapshot::SnapshotError;
pub use stat::{DirEntry, FileKind, Stat};
pub use who::Who;
