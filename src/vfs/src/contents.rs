//! Contents and attributes: opening, reading, writing, changing modes, owners and times.

use crate::{Content, Disk, Errno, Ino, Node, Who};

/// How a file is opened (`open(2)`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenFlags {
    /// For reading.
    pub read: bool,
    /// For writing.
    pub write: bool,
    /// Every write goes to the end.
    pub append: bool,
    /// Made when missing.
    pub create: bool,
    /// Emptied first.
    pub truncate: bool,
    /// With `create`: must not exist (`O_EXCL`).
    pub exclusive: bool,
    /// A last symbolic link is refused (`O_NOFOLLOW`).
    pub no_follow: bool,
}

impl OpenFlags {
    /// `<`
    pub const READ: Self = Self {
        read: true,
        write: false,
        append: false,
        create: false,
        truncate: false,
        exclusive: false,
        no_follow: false,
    };
    /// `>`
    pub const WRITE: Self = Self { read: false, write: true, create: true, truncate: true, ..Self::READ };
    /// `>>`
    pub const APPEND: Self = Self { append: true, truncate: false, ..Self::WRITE };
    /// `<>`
    pub const READ_WRITE: Self = Self { read: true, truncate: false, ..Self::WRITE };
}

impl Disk {
    /// Finds or makes the file to open; `mode` is for a new one and loses the umask. Does not [`Disk::hold`] it.
    pub fn open(&mut self, who: &Who, path: &[u8], flags: OpenFlags, mode: u32) -> Result<Ino, Errno> {
        let refuses_links = flags.no_follow || (flags.create && flags.exclusive);
        let place = self.locate(who, path, !refuses_links)?;
        let Some(ino) = place.ino else {
            if !flags.create {
                return Err(Errno::NoEnt);
            }
            return self.create(who, &place, Self::empty(), mode & !who.umask);
        };
        if flags.create && flags.exclusive {
            return Err(Errno::Exist);
        }
        match &self.get(ino)?.node {
            Node::Directory { .. } if flags.write || flags.create => return Err(Errno::IsDir),
            Node::Symlink(_) => return Err(Errno::Loop),
            _ => {}
        }
        let wanted = if flags.read { 4 } else { 0 } | if flags.write { 2 } else { 0 };
        self.check(who, ino, wanted)?;
        if flags.truncate && flags.write && matches!(self.get(ino)?.node, Node::File(_)) {
            self.truncate(ino, 0)?;
        }
        Ok(ino)
    }

    /// A regular file's contents, shared.
    pub fn content(&self, ino: Ino) -> Result<Content, Errno> {
        match &self.get(ino)?.node {
            Node::File(content) => Ok(content.clone()),
            Node::Directory { .. } => Err(Errno::IsDir),
            _ => Err(Errno::Inval),
        }
    }

    /// A view of a regular file's contents.
    pub fn bytes(&self, ino: Ino) -> Result<&[u8], Errno> {
        match &self.get(ino)?.node {
            Node::File(content) => Ok(content),
            Node::Directory { .. } => Err(Errno::IsDir),
            _ => Err(Errno::Inval),
        }
    }

    /// Writes at an offset; a gap is filled with zeros.
    pub fn write_at(&mut self, ino: Ino, offset: u64, bytes: &[u8]) -> Result<(), Errno> {
        let size = self.bytes(ino)?.len() as u64;
        let end = offset.checked_add(bytes.len() as u64).ok_or(Errno::FBig)?;
        if end > size {
            self.grow(end - size)?;
        }
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.modified = now;
        inode.changed = now;
        let Node::File(content) = &mut inode.node else { return Err(Errno::Inval) };
        let data = content.make_mut();
        let at = offset as usize;
        if data.len() < at {
            data.resize(at, 0);
        }
        let overlap = (data.len() - at).min(bytes.len());
        data[at..at + overlap].copy_from_slice(&bytes[..overlap]);
        data.extend_from_slice(&bytes[overlap..]);
        Ok(())
    }

    /// Cuts or lengthens (with zeros) a regular file.
    pub fn truncate(&mut self, ino: Ino, size: u64) -> Result<(), Errno> {
        let old = self.bytes(ino)?.len() as u64;
        if size > old {
            self.grow(size - old)?;
        } else {
            self.used = self.used.saturating_sub(old - size);
        }
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.modified = now;
        inode.changed = now;
        let Node::File(content) = &mut inode.node else { return Err(Errno::Inval) };
        if size == 0 {
            *content = Content::default();
        } else {
            content.make_mut().resize(size as usize, 0);
        }
        Ok(())
    }

    /// Reads a whole file.
    pub fn read_file(&self, who: &Who, path: &[u8]) -> Result<Content, Errno> {
        let ino = self.resolve(who, path, true)?;
        self.check(who, ino, 4)?;
        self.content(ino)
    }

    /// Makes or replaces a whole file, mode 666 less the umask when new.
    pub fn write_file(&mut self, who: &Who, path: &[u8], bytes: &[u8]) -> Result<(), Errno> {
        let ino = self.open(who, path, OpenFlags::WRITE, 0o666)?;
        self.write_at(ino, 0, bytes)
    }

    /// Makes a directory and those above it, as `mkdir -p` does.
    pub fn mkdir_all(&mut self, who: &Who, path: &[u8]) -> Result<(), Errno> {
        let ends = path.iter().enumerate().filter(|(at, byte)| **byte == b'/' && *at > 0).map(|(at, _)| at);
        let ends: Vec<usize> = ends.chain([path.len()]).collect();
        for end in ends {
            match self.stat(who, &path[..end]) {
                Ok(stat) if stat.is_dir() => {}
                Ok(_) => return Err(Errno::NotDir),
                Err(Errno::NoEnt) => self.mkdir(who, &path[..end], 0o777)?,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Sets the permission bits; the owner and root may.
    pub fn chmod(&mut self, who: &Who, path: &[u8], mode: u32) -> Result<(), Errno> {
        let ino = self.resolve(who, path, true)?;
        let inode = self.get(ino)?;
        if who.uid != 0 && who.uid != inode.uid {
            return Err(Errno::Perm);
        }
        let drop_set_group = who.uid != 0 && !who.in_group(inode.gid);
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.mode = mode & if drop_set_group { 0o5777 } else { 0o7777 };
        inode.changed = now;
        Ok(())
    }

    /// Sets owner and group; root may, and an owner may give a file to one of their own groups.
    pub fn chown(
        &mut self,
        who: &Who,
        path: &[u8],
        uid: Option<u32>,
        gid: Option<u32>,
        follow: bool,
    ) -> Result<(), Errno> {
        let ino = self.resolve(who, path, follow)?;
        let inode = self.get(ino)?;
        let keeps_owner = uid.is_none_or(|uid| uid == inode.uid);
        let own_group = gid.is_none_or(|gid| who.in_group(gid) || gid == inode.gid);
        if who.uid != 0 && !(who.uid == inode.uid && keeps_owner && own_group) {
            return Err(Errno::Perm);
        }
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.uid = uid.unwrap_or(inode.uid);
        inode.gid = gid.unwrap_or(inode.gid);
        if who.uid != 0 && matches!(inode.node, Node::File(_)) {
            inode.mode &= 0o1777;
        }
        inode.changed = now;
        Ok(())
    }

    /// Sets access and modification times (`None` leaves one); the owner and root may, writers may set them to now.
    pub fn set_times(
        &mut self,
        who: &Who,
        path: &[u8],
        accessed: Option<i64>,
        modified: Option<i64>,
        follow: bool,
    ) -> Result<(), Errno> {
        let ino = self.resolve(who, path, follow)?;
        let inode = self.get(ino)?;
        if who.uid != 0 && who.uid != inode.uid {
            let only_now = [accessed, modified].iter().all(|time| time.is_none_or(|time| time == self.now));
            if !only_now {
                return Err(Errno::Perm);
            }
            self.check(who, ino, 2)?;
        }
        let now = self.now;
        let inode = self.get_mut(ino)?;
        inode.accessed = accessed.unwrap_or(inode.accessed);
        inode.modified = modified.unwrap_or(inode.modified);
        inode.changed = now;
        Ok(())
    }
}
