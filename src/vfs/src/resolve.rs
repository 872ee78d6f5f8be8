//! From a path to an inode: POSIX.1-2017 path resolution, with permissions.

use crate::{Disk, Errno, Ino, Inode, Node, Stat, Who};

/// Symbolic links followed before giving up, as on Linux.
const MAX_LINKS: u32 = 40;
/// Longest name, in bytes.
const MAX_NAME: usize = 255;
/// Longest path, in bytes.
const MAX_PATH: usize = 4096;

/// Where a path ends: the directory, the last name, and what it stands for, if anything.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) directory: Ino,
    pub(crate) name: Vec<u8>,
    pub(crate) ino: Option<Ino>,
    /// The path ended with a slash: it must be a directory.
    pub(crate) must_be_dir: bool,
}

impl Disk {
    /// May `who` do this (bits of rwx: 4, 2, 1) with this inode?
    pub(crate) fn allows(inode: &Inode, who: &Who, wanted: u32) -> bool {
        if who.uid == 0 {
            let is_dir = matches!(inode.node, Node::Directory { .. });
            return wanted & 1 == 0 || is_dir || inode.mode & 0o111 != 0;
        }
        let class = if inode.uid == who.uid {
            inode.mode >> 6
        } else if who.in_group(inode.gid) {
            inode.mode >> 3
        } else {
            inode.mode
        };
        class & wanted == wanted
    }

    pub(crate) fn check(&self, who: &Who, ino: Ino, wanted: u32) -> Result<(), Errno> {
        if Self::allows(self.get(ino)?, who, wanted) { Ok(()) } else { Err(Errno::Access) }
    }

    /// Looks a path up as far as its last name.
    pub(crate) fn locate(&self, who: &Who, path: &[u8], follow: bool) -> Result<Place, Errno> {
        if path.is_empty() {
            return Err(Errno::NoEnt);
        }
        if path.len() >= MAX_PATH {
            return Err(Errno::NameTooLong);
        }
        let mut links = 0;
        let mut at = if path[0] == b'/' { Self::ROOT } else { who.cwd };
        // Names still to walk, the next one last.
        let mut names: Vec<Vec<u8>> = split(path);
        let mut must_be_dir = path.ends_with(b"/");
        loop {
            let Some(name) = names.pop() else {
                // "/" itself, or a path of slashes and dots only.
                self.get(at)?;
                return Ok(Place { directory: at, name: b".".to_vec(), ino: Some(at), must_be_dir: true });
            };
            let inode = self.get(at)?;
            let Node::Directory { entries, parent } = &inode.node else { return Err(Errno::NotDir) };
            if !Self::allows(inode, who, 1) {
                return Err(Errno::Access);
            }
            let last = names.is_empty();
            if name == b"." || name == b".." {
                let target = if name == b"." { at } else { *parent };
                if last {
                    return Ok(Place { directory: at, name, ino: Some(target), must_be_dir: true });
                }
                at = target;
                continue;
            }
            if name.len() > MAX_NAME {
                return Err(Errno::NameTooLong);
            }
            let Some(&child) = entries.get(&name) else {
                if last {
                    return Ok(Place { directory: at, name, ino: None, must_be_dir });
                }
                return Err(Errno::NoEnt);
            };
            match &self.get(child)?.node {
                Node::Symlink(target) if !last || follow || must_be_dir => {
                    links += 1;
                    if links > MAX_LINKS {
                        return Err(Errno::Loop);
                    }
                    if target.is_empty() {
                        return Err(Errno::NoEnt);
                    }
                    if target[0] == b'/' {
                        at = Self::ROOT;
                    }
                    if last {
                        must_be_dir |= target.ends_with(b"/");
                    }
                    names.extend(split(target));
                }
                Node::Directory { .. } if !last => at = child,
                _ if !last => return Err(Errno::NotDir),
                node => {
                    if must_be_dir && !matches!(node, Node::Directory { .. }) {
                        return Err(Errno::NotDir);
                    }
                    return Ok(Place { directory: at, name, ino: Some(child), must_be_dir });
                }
            }
        }
    }

    /// The inode a path stands for; `follow` says whether a last symbolic link is followed.
    pub fn resolve(&self, who: &Who, path: &[u8], follow: bool) -> Result<Ino, Errno> {
        self.locate(who, path, follow)?.ino.ok_or(Errno::NoEnt)
    }

    /// The attributes of the file a path leads to.
    pub fn stat(&self, who: &Who, path: &[u8]) -> Result<Stat, Errno> {
        self.stat_ino(self.resolve(who, path, true)?)
    }

    /// The attributes of what a path names, symbolic links themselves included.
    pub fn lstat(&self, who: &Who, path: &[u8]) -> Result<Stat, Errno> {
        self.stat_ino(self.resolve(who, path, false)?)
    }

    /// May `who` read (4), write (2), execute (1) it? 0 asks only whether it exists.
    pub fn access(&self, who: &Who, path: &[u8], wanted: u32) -> Result<(), Errno> {
        let ino = self.resolve(who, path, true)?;
        self.check(who, ino, wanted)
    }

    /// The target of a symbolic link.
    pub fn read_link(&self, who: &Who, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let ino = self.resolve(who, path, false)?;
        match &self.get(ino)?.node {
            Node::Symlink(target) => Ok(target.clone()),
            _ => Err(Errno::Inval),
        }
    }

    /// The absolute path without any link, `.` or `..`; the last name need not exist when `allow_missing`.
    pub fn canonical(&self, who: &Who, path: &[u8], allow_missing: bool) -> Result<Vec<u8>, Errno> {
        let place = self.locate(who, path, true)?;
        match place.ino {
            Some(ino) if matches!(self.get(ino)?.node, Node::Directory { .. }) => self.path_of(ino),
            None if !allow_missing => Err(Errno::NoEnt),
            _ => {
                let mut full = self.path_of(place.directory)?;
                if full != b"/" {
                    full.push(b'/');
                }
                full.extend_from_slice(&place.name);
                Ok(full)
            }
        }
    }
}

/// The names of a path, the first one last.
fn split(path: &[u8]) -> Vec<Vec<u8>> {
    path.split(|byte| *byte == b'/').filter(|name| !name.is_empty()).rev().map(<[u8]>::to_vec).collect()
}
