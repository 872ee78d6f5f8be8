//! Who asks, and from where: the credentials and current folder of a process.

use crate::{Disk, Ino};

/// A caller's user, groups, umask and current directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Effective user id; 0 passes every permission check but executing a file without any x bit.
    pub uid: u32,
    /// Effective group id.
    pub gid: u32,
    /// Supplementary groups.
    pub groups: Vec<u32>,
    /// Mode bits taken away from new files.
    pub umask: u32,
    /// Current directory, where relative paths start.
    pub cwd: Ino,
}

impl Who {
    /// The superuser, standing at `/`, umask 022.
    pub fn root() -> Self {
        Self { uid: 0, gid: 0, groups: vec![0], umask: 0o022, cwd: Disk::ROOT }
    }

    /// An ordinary user with one group, standing at `/`, umask 022.
    pub fn user(uid: u32, gid: u32) -> Self {
        Self { uid, gid, groups: vec![gid], umask: 0o022, cwd: Disk::ROOT }
    }

    /// Whether the user is in this group.
    pub fn in_group(&self, gid: u32) -> bool {
        self.gid == gid || self.groups.contains(&gid)
    }
}
