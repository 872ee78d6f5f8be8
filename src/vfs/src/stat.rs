//! What `stat` tells about a file.

use crate::{Device, Ino};

/// The kinds of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A regular file (`-`).
    File,
    /// A directory (`d`).
    Directory,
    /// A symbolic link (`l`).
    Symlink,
    /// A named pipe (`p`).
    Fifo,
    /// A character device (`c`).
    Device,
}

impl FileKind {
    /// The letter of `ls -l`.
    pub fn letter(self) -> char {
        match self {
            Self::File => '-',
            Self::Directory => 'd',
            Self::Symlink => 'l',
            Self::Fifo => 'p',
            Self::Device => 'c',
        }
    }

    /// The `S_IFMT` bits of `st_mode`.
    pub fn bits(self) -> u32 {
        match self {
            Self::Fifo => 0o010_000,
            Self::Device => 0o020_000,
            Self::Directory => 0o040_000,
            Self::File => 0o100_000,
            Self::Symlink => 0o120_000,
        }
    }
}

/// A file's attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Inode number.
    pub ino: Ino,
    /// Kind.
    pub kind: FileKind,
    /// Which device, for devices.
    pub device: Option<Device>,
    /// Permission bits (12).
    pub mode: u32,
    /// Owner.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// Number of names.
    pub links: u32,
    /// Size in bytes (4096 for directories, the target's length for symbolic links).
    pub size: u64,
    /// Last access, in milliseconds since the epoch.
    pub accessed: i64,
    /// Last change of the contents, likewise.
    pub modified: i64,
    /// Last change of the inode, likewise.
    pub changed: i64,
}

impl Stat {
    /// Is it a directory?
    pub fn is_dir(&self) -> bool {
        self.kind == FileKind::Directory
    }

    /// Is it a regular file?
    pub fn is_file(&self) -> bool {
        self.kind == FileKind::File
    }

    /// Is it a symbolic link?
    pub fn is_symlink(&self) -> bool {
        self.kind == FileKind::Symlink
    }

    /// Blocks of 512 bytes it takes on disk, in whole pages of 4096 bytes as ext4 counts.
    pub fn blocks(&self) -> u64 {
        match self.kind {
            FileKind::File => self.size.div_ceil(4096) * 8,
            FileKind::Directory => 8,
            _ => 0,
        }
    }

    /// The ten letters of `ls -l`, such as `-rw-r--r--`.
    pub fn letters(&self) -> String {
        let mut text = String::with_capacity(10);
        text.push(self.kind.letter());
        let special = [(0o4000, 's', 'S'), (0o2000, 's', 'S'), (0o1000, 't', 'T')];
        for (class, (bit, with_x, without_x)) in special.into_iter().enumerate() {
            let bits = self.mode >> (6 - 3 * class);
            text.push(if bits & 4 != 0 { 'r' } else { '-' });
            text.push(if bits & 2 != 0 { 'w' } else { '-' });
            text.push(match (self.mode & bit != 0, bits & 1 != 0) {
                (true, true) => with_x,
                (true, false) => without_x,
                (false, true) => 'x',
                (false, false) => '-',
            });
        }
        text
    }
}

/// One name of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirEntry {
    /// The name, without any slash.
    pub name: Vec<u8>,
    /// Its inode.
    pub ino: Ino,
    /// Its kind (links are not followed).
    pub kind: FileKind,
}
