//! Names: making, linking, renaming and removing them.

use crate::resolve::Place;
use crate::{Device, DirEntry, Disk, Errno, Ino, Node, Who};
use std::collections::BTreeMap;

const STICKY: u32 = 0o1000;
const SET_GROUP: u32 = 0o2000;

impl Disk {
    fn children(&mut self, directory: Ino) -> Result<&mut BTreeMap<Vec<u8>, Ino>, Errno> {
        match &mut self.get_mut(directory)?.node {
            Node::Directory { entries, .. } => Ok(entries),
            _ => Err(Errno::NotDir),
        }
    }

    fn touch_dir(&mut self, directory: Ino) {
        let now = self.now;
        if let Ok(inode) = self.get_mut(directory) {
            inode.modified = now;
            inode.changed = now;
        }
    }

    /// Gives a new inode a name. The group comes from a set-group-id directory.
    pub(crate) fn create(&mut self, who: &Who, place: &Place, node: Node, mode: u32) -> Result<Ino, Errno> {
        if place.ino.is_some() {
            return Err(Errno::Exist);
        }
        let is_dir = matches!(node, Node::Directory { .. });
        if place.must_be_dir && !is_dir {
            return Err(Errno::IsDir);
        }
        if let Err(error) = self.check(who, place.directory, 3) {
            // The kernel alone makes names there: for all others there is no such place.
            return Err(if self.is_in_proc(place.directory) { Errno::NoEnt } else { error });
        }
        let directory = self.get(place.directory)?;
        if directory.links == 0 {
            return Err(Errno::NoEnt);
        }
        let inherits = directory.mode & SET_GROUP != 0;
        let gid = if inherits { directory.gid } else { who.gid };
        let mode = mode | if inherits && is_dir { SET_GROUP } else { 0 };
        let ino = self.add(node, mode, who.uid, gid)?;
        self.children(place.directory)?.insert(place.name.clone(), ino);
        if is_dir {
            self.get_mut(place.directory)?.links += 1;
        }
        self.touch_dir(place.directory);
        Ok(ino)
    }

    /// Is this `/proc`, or a directory right in it?
    fn is_in_proc(&self, directory: Ino) -> bool {
        let child = |of: Ino, name: &[u8]| match &self.get(of).ok()?.node {
            Node::Directory { entries, .. } => entries.get(name).copied(),
            _ => None,
        };
        let parent = match self.get(directory).map(|inode| &inode.node) {
            Ok(Node::Directory { parent, .. }) => Some(*parent),
            _ => None,
        };
        child(Self::ROOT, b"proc").is_some_and(|proc| proc == directory || Some(proc) == parent)
    }

    /// May `who` take names out of this directory, this one among them (sticky directories protect others' files)?
    fn may_remove(&self, who: &Who, directory: Ino, child: Ino) -> Result<(), Errno> {
        self.check(who, directory, 3)?;
        let holder = self.get(directory)?;
        if holder.mode & STICKY != 0 && who.uid != 0 && holder.uid != who.uid && self.get(child)?.uid != who.uid {
            return Err(Errno::Perm);
        }
        Ok(())
    }

    fn detach(&mut self, directory: Ino, name: &[u8], child: Ino) -> Result<(), Errno> {
        self.children(directory)?.remove(name);
        let now = self.now;
        let inode = self.get_mut(child)?;
        inode.changed = now;
        if matches!(inode.node, Node::Directory { .. }) {
            inode.links = 0;
            self.get_mut(directory)?.links -= 1;
        } else {
            inode.links -= 1;
        }
        self.touch_dir(directory);
        self.reap(child);
        Ok(())
    }

    /// Makes a directory; `mode` loses the caller's umask.
    pub fn mkdir(&mut self, who: &Who, path: &[u8], mode: u32) -> Result<(), Errno> {
        let place = self.locate(who, path, false)?;
        let node = Node::Directory { entries: BTreeMap::new(), parent: place.directory };
        self.create(who, &place, node, mode & !who.umask).map(|_| ())
    }

    /// Makes a symbolic link at `path` that says `target`.
    pub fn symlink(&mut self, who: &Who, target: &[u8], path: &[u8]) -> Result<(), Errno> {
        if target.is_empty() {
            return Err(Errno::NoEnt);
        }
        let place = self.locate(who, path, false)?;
        self.create(who, &place, Node::Symlink(target.to_vec()), 0o777).map(|_| ())
    }

    /// Makes a named pipe; `mode` loses the caller's umask.
    pub fn mkfifo(&mut self, who: &Who, path: &[u8], mode: u32) -> Result<(), Errno> {
        let place = self.locate(who, path, false)?;
        self.create(who, &place, Node::Fifo, mode & !who.umask).map(|_| ())
    }

    /// Makes a device; only root may.
    pub fn mknod(&mut self, who: &Who, path: &[u8], device: Device, mode: u32) -> Result<(), Errno> {
        if who.uid != 0 {
            return Err(Errno::Perm);
        }
        let place = self.locate(who, path, false)?;
        self.create(who, &place, Node::Device(device), mode).map(|_| ())
    }

    /// One more name for a file. Directories may not have any; a last symbolic link is itself linked, as `ln -P` does.
    pub fn link(&mut self, who: &Who, existing: &[u8], path: &[u8]) -> Result<(), Errno> {
        let ino = self.resolve(who, existing, false)?;
        if matches!(self.get(ino)?.node, Node::Directory { .. }) {
            return Err(Errno::Perm);
        }
        let place = self.locate(who, path, false)?;
        if place.ino.is_some() {
            return Err(Errno::Exist);
        }
        self.check(who, place.directory, 3)?;
        self.children(place.directory)?.insert(place.name, ino);
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.links += 1;
        inode.changed = now;
        self.touch_dir(place.directory);
        Ok(())
    }

    /// Removes a name that is not a directory's.
    pub fn unlink(&mut self, who: &Who, path: &[u8]) -> Result<(), Errno> {
        let place = self.locate(who, path, false)?;
        let child = place.ino.ok_or(Errno::NoEnt)?;
        if matches!(self.get(child)?.node, Node::Directory { .. }) {
            return Err(Errno::IsDir);
        }
        self.may_remove(who, place.directory, child)?;
        self.detach(place.directory, &place.name, child)
    }

    /// Removes an empty directory.
    pub fn rmdir(&mut self, who: &Who, path: &[u8]) -> Result<(), Errno> {
        let place = self.locate(who, path, false)?;
        let child = place.ino.ok_or(Errno::NoEnt)?;
        if place.name == b"." {
            return Err(if child == Self::ROOT { Errno::Busy } else { Errno::Inval });
        }
        if place.name == b".." {
            return Err(Errno::NotEmpty);
        }
        let Node::Directory { entries, .. } = &self.get(child)?.node else { return Err(Errno::NotDir) };
        let empty = entries.is_empty();
        self.may_remove(who, place.directory, child)?;
        if !empty {
            return Err(Errno::NotEmpty);
        }
        self.detach(place.directory, &place.name, child)
    }

    /// Moves a name, over what is there if kinds agree (`rename(2)`).
    pub fn rename(&mut self, who: &Who, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        let old = self.locate(who, from, false)?;
        let moved = old.ino.ok_or(Errno::NoEnt)?;
        let new = self.locate(who, to, false)?;
        let is_dir = matches!(self.get(moved)?.node, Node::Directory { .. });
        if [&old, &new].iter().any(|place| place.name == b"." || place.name == b"..") {
            return Err(Errno::Busy);
        }
        self.may_remove(who, old.directory, moved)?;
        if new.must_be_dir && !is_dir && new.ino.is_none() {
            return Err(Errno::NotDir);
        }
        if is_dir {
            let mut at = new.directory;
            while at != Self::ROOT {
                if at == moved {
                    return Err(Errno::Inval);
                }
                let Node::Directory { parent, .. } = &self.get(at)?.node else { break };
                at = *parent;
            }
        }
        if let Some(target) = new.ino {
            if target == moved {
                return Ok(());
            }
            self.may_remove(who, new.directory, target)?;
            match (&self.get(target)?.node, is_dir) {
                (Node::Directory { entries, .. }, true) if !entries.is_empty() => return Err(Errno::NotEmpty),
                (Node::Directory { .. }, false) => return Err(Errno::IsDir),
                (Node::Directory { .. }, true) => {}
                (_, true) => return Err(Errno::NotDir),
                _ => {}
            }
            self.detach(new.directory, &new.name, target)?;
        } else {
            self.check(who, new.directory, 3)?;
        }
        self.children(old.directory)?.remove(&old.name);
        self.children(new.directory)?.insert(new.name, moved);
        if is_dir && old.directory != new.directory {
            self.get_mut(old.directory)?.links -= 1;
            self.get_mut(new.directory)?.links += 1;
            if let Node::Directory { parent, .. } = &mut self.get_mut(moved)?.node {
                *parent = new.directory;
            }
        }
        let now = self.now;
        self.get_mut(moved)?.changed = now;
        self.touch_dir(old.directory);
        self.touch_dir(new.directory);
        Ok(())
    }

    /// The names of a directory, in byte order, without `.` and `..`.
    pub fn read_dir(&self, who: &Who, path: &[u8]) -> Result<Vec<DirEntry>, Errno> {
        let ino = self.resolve(who, path, true)?;
        if !matches!(self.get(ino)?.node, Node::Directory { .. }) {
            return Err(Errno::NotDir);
        }
        self.check(who, ino, 4)?;
        self.entries(ino)
    }
}
