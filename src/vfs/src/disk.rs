//! The disk itself: the table of inodes, its limits, and its clock hand.

use crate::{Content, DirEntry, Errno, FileKind, Ino, Inode, Node, Stat};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A tree of files in memory.
#[derive(Clone, Debug)]
pub struct Disk {
    /// Inodes by number; number 0 is never used, freed numbers are used again.
    pub(crate) inodes: Vec<Option<Arc<Inode>>>,
    pub(crate) free: Vec<Ino>,
    pub(crate) now: i64,
    pub(crate) generation: u64,
    pub(crate) used: u64,
    pub(crate) count: u32,
    pub(crate) max_bytes: u64,
    pub(crate) max_inodes: u32,
}

/// How full a disk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of contents held.
    pub bytes: u64,
    /// Bytes it may hold.
    pub max_bytes: u64,
    /// Inodes held.
    pub inodes: u32,
    /// Inodes it may hold.
    pub max_inodes: u32,
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

impl Disk {
    /// The inode of `/`.
    pub const ROOT: Ino = 2;

    /// An empty disk: a root directory owned by root, mode 755, 256 MiB and 200,000 inodes at most.
    pub fn new() -> Self {
        let root = Inode {
            node: Node::Directory { entries: BTreeMap::new(), parent: Self::ROOT },
            mode: 0o755,
            uid: 0,
            gid: 0,
            links: 2,
            accessed: 0,
            modified: 0,
            changed: 0,
            opened: 0,
        };
        Self {
            inodes: vec![None, None, Some(Arc::new(root))],
            free: Vec::new(),
            now: 0,
            generation: 0,
            used: 0,
            count: 1,
            max_bytes: 256 << 20,
            max_inodes: 200_000,
        }
    }

    /// Sets the quota, in bytes of contents and in inodes.
    pub fn set_quota(&mut self, max_bytes: u64, max_inodes: u32) {
        self.max_bytes = max_bytes;
        self.max_inodes = max_inodes;
    }

    /// Tells the time, in milliseconds since the epoch; later changes are stamped with it.
    pub fn set_now(&mut self, millis: i64) {
        self.now = millis;
    }

    /// A number that grows with every change: equal numbers mean an equal tree.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// How full it is.
    pub fn usage(&self) -> Usage {
        Usage { bytes: self.used, max_bytes: self.max_bytes, inodes: self.count, max_inodes: self.max_inodes }
    }

    /// The inode of this number, if it is alive.
    pub fn inode(&self, ino: Ino) -> Option<&Inode> {
        self.inodes.get(ino as usize)?.as_deref()
    }

    pub(crate) fn get(&self, ino: Ino) -> Result<&Inode, Errno> {
        self.inode(ino).ok_or(Errno::NoEnt)
    }

    pub(crate) fn get_mut(&mut self, ino: Ino) -> Result<&mut Inode, Errno> {
        self.generation += 1;
        self.inodes.get_mut(ino as usize).and_then(Option::as_mut).map(Arc::make_mut).ok_or(Errno::NoEnt)
    }

    /// Adds an inode with no name yet.
    pub(crate) fn add(&mut self, node: Node, mode: u32, uid: u32, gid: u32) -> Result<Ino, Errno> {
        if self.count >= self.max_inodes {
            return Err(Errno::NoSpc);
        }
        if let Node::File(content) = &node {
            self.grow(content.len() as u64)?;
        }
        let links = if matches!(node, Node::Directory { .. }) { 2 } else { 1 };
        let now = self.now;
        let inode = Inode { node, mode, uid, gid, links, accessed: now, modified: now, changed: now, opened: 0 };
        self.count += 1;
        self.generation += 1;
        let slot = Some(Arc::new(inode));
        if let Some(ino) = self.free.pop() {
            self.inodes[ino as usize] = slot;
            return Ok(ino);
        }
        self.inodes.push(slot);
        Ok(self.inodes.len() as Ino - 1)
    }

    /// Counts `bytes` more of contents.
    pub(crate) fn grow(&mut self, bytes: u64) -> Result<(), Errno> {
        if self.used.saturating_add(bytes) > self.max_bytes {
            return Err(Errno::NoSpc);
        }
        self.used += bytes;
        Ok(())
    }

    /// Frees an inode that has neither name nor opener.
    pub(crate) fn reap(&mut self, ino: Ino) {
        let Some(inode) = self.inode(ino) else { return };
        if inode.links > 0 || inode.opened > 0 {
            return;
        }
        if let Node::File(content) = &inode.node {
            self.used = self.used.saturating_sub(content.len() as u64);
        }
        self.inodes[ino as usize] = None;
        self.free.push(ino);
        self.count -= 1;
    }

    /// An open description holds this inode: it outlives its last name until [`Disk::close`].
    pub fn hold(&mut self, ino: Ino) {
        if let Some(inode) = self.inodes.get_mut(ino as usize).and_then(Option::as_mut) {
            Arc::make_mut(inode).opened += 1;
        }
    }

    /// The open description is gone.
    pub fn close(&mut self, ino: Ino) {
        if let Some(inode) = self.inodes.get_mut(ino as usize).and_then(Option::as_mut) {
            let inode = Arc::make_mut(inode);
            inode.opened = inode.opened.saturating_sub(1);
            self.reap(ino);
        }
    }

    /// The attributes of an inode.
    pub fn stat_ino(&self, ino: Ino) -> Result<Stat, Errno> {
        let inode = self.get(ino)?;
        let (kind, size, device) = match &inode.node {
            Node::File(content) => (FileKind::File, content.len() as u64, None),
            Node::Directory { .. } => (FileKind::Directory, 4096, None),
            Node::Symlink(target) => (FileKind::Symlink, target.len() as u64, None),
            Node::Fifo => (FileKind::Fifo, 0, None),
            Node::Device(device) => (FileKind::Device, 0, Some(*device)),
        };
        Ok(Stat {
            ino,
            kind,
            device,
            mode: inode.mode,
            uid: inode.uid,
            gid: inode.gid,
            links: inode.links,
            size,
            accessed: inode.accessed,
            modified: inode.modified,
            changed: inode.changed,
        })
    }

    /// The names of a directory inode, in byte order.
    pub fn entries(&self, ino: Ino) -> Result<Vec<DirEntry>, Errno> {
        let Node::Directory { entries, .. } = &self.get(ino)?.node else { return Err(Errno::NotDir) };
        let entry = |(name, ino): (&Vec<u8>, &Ino)| {
            Some(DirEntry { name: name.clone(), ino: *ino, kind: self.stat_ino(*ino).ok()?.kind })
        };
        Ok(entries.iter().filter_map(entry).collect())
    }

    /// The absolute path of a directory inode, as `getcwd` finds it.
    pub fn path_of(&self, ino: Ino) -> Result<Vec<u8>, Errno> {
        let mut parts: Vec<&[u8]> = Vec::new();
        let mut at = ino;
        while at != Self::ROOT {
            let Node::Directory { parent, .. } = &self.get(at)?.node else { return Err(Errno::NotDir) };
            let Node::Directory { entries, .. } = &self.get(*parent)?.node else { return Err(Errno::NotDir) };
            let name = entries.iter().find(|(_, child)| **child == at).ok_or(Errno::NoEnt)?.0;
            parts.push(name);
            at = *parent;
        }
        let mut path = Vec::new();
        for part in parts.iter().rev() {
            path.push(b'/');
            path.extend_from_slice(part);
        }
        if path.is_empty() {
            path.push(b'/');
        }
        Ok(path)
    }

    /// An empty file's contents.
    pub(crate) fn empty() -> Node {
        Node::File(Content::default())
    }
}
