//! The disk, as a command sees it: paths start at its current directory, and its user's rights count.

use super::{Context, Input, Output};
use crate::Bytes;
use vfs::{Content, DirEntry, Errno, OpenFlags, Stat};

impl Context {
    /// Attributes, links followed.
    pub fn stat(&self, path: &[u8]) -> Result<Stat, Errno> {
        self.sys.disk(path, |disk, who| disk.stat(who, path))
    }

    /// Attributes, a last link not followed.
    pub fn lstat(&self, path: &[u8]) -> Result<Stat, Errno> {
        self.sys.disk(path, |disk, who| disk.lstat(who, path))
    }

    /// Names of a directory in byte order, without `.` and `..`.
    pub fn read_dir(&self, path: &[u8]) -> Result<Vec<DirEntry>, Errno> {
        self.sys.disk(path, |disk, who| disk.read_dir(who, path))
    }

    /// A symbolic link's target.
    pub fn read_link(&self, path: &[u8]) -> Result<Bytes, Errno> {
        self.sys.disk(path, |disk, who| disk.read_link(who, path))
    }

    /// The absolute path without links, `.` or `..`; the last name may be missing when `allow_missing`.
    pub fn canonical(&self, path: &[u8], allow_missing: bool) -> Result<Bytes, Errno> {
        self.sys.disk(path, |disk, who| disk.canonical(who, path, allow_missing))
    }

    /// May the user read (4), write (2), execute (1) it?
    pub fn access(&self, path: &[u8], wanted: u32) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.access(who, path, wanted))
    }

    /// Makes a directory; `mode` loses the umask.
    pub fn mkdir(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.mkdir(who, path, mode))
    }

    /// Removes an empty directory.
    pub fn rmdir(&self, path: &[u8]) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.rmdir(who, path))
    }

    /// Removes a name that is not a directory's.
    pub fn unlink(&self, path: &[u8]) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.unlink(who, path))
    }

    /// Moves a name.
    pub fn rename(&self, from: &[u8], to: &[u8]) -> Result<(), Errno> {
        self.sys.disk(from, |disk, who| disk.rename(who, from, to))
    }

    /// One more name for a file.
    pub fn link(&self, existing: &[u8], path: &[u8]) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.link(who, existing, path))
    }

    /// Makes a symbolic link at `path` that says `target`.
    pub fn symlink(&self, target: &[u8], path: &[u8]) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.symlink(who, target, path))
    }

    /// Makes a named pipe; `mode` loses the umask.
    pub fn mkfifo(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.mkfifo(who, path, mode))
    }

    /// Sets the permission bits.
    pub fn chmod(&self, path: &[u8], mode: u32) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.chmod(who, path, mode))
    }

    /// Sets owner and group; `follow` a last link or change the link itself.
    pub fn chown(&self, path: &[u8], uid: Option<u32>, gid: Option<u32>, follow: bool) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.chown(who, path, uid, gid, follow))
    }

    /// Sets access and modification times, in milliseconds since the epoch.
    pub fn set_times(
        &self,
        path: &[u8],
        accessed: Option<i64>,
        modified: Option<i64>,
        follow: bool,
    ) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.set_times(who, path, accessed, modified, follow))
    }

    /// A whole file, shared, for commands that need all of it (regular files only; see [`Context::open`]).
    pub fn read_file(&self, path: &[u8]) -> Result<Content, Errno> {
        self.sys.disk(path, |disk, who| disk.read_file(who, path))
    }

    /// Makes or replaces a whole file.
    pub fn write_file(&self, path: &[u8], bytes: &[u8]) -> Result<(), Errno> {
        self.sys.disk(path, |disk, who| disk.write_file(who, path, bytes))
    }

    /// Cuts or lengthens a file, made when missing.
    pub fn truncate(&self, path: &[u8], size: u64) -> Result<(), Errno> {
        let flags = OpenFlags { truncate: false, ..OpenFlags::WRITE };
        self.sys.disk(path, |disk, who| {
            let ino = disk.open(who, path, flags, 0o666)?;
            disk.truncate(ino, size)
        })
    }

    /// Opens a file for reading; `-` is standard input. Directories open too and fail on reading with `EISDIR`.
    pub async fn open(&self, path: &[u8]) -> Result<Input, Errno> {
        let file = match path {
            b"-" => Some(self.sys.fd(0).ok_or(Errno::BadF)?),
            _ => Some(self.sys.open(path, OpenFlags::READ, 0).await?),
        };
        Ok(Input::new(self.sys.clone(), file))
    }

    /// Opens a file for writing, made when missing, emptied first. Call [`Output::flush`] when done.
    pub async fn create(&self, path: &[u8]) -> Result<Output, Errno> {
        self.open_output(path, OpenFlags::WRITE).await
    }

    /// Puts these bytes into a file of any kind (`/dev/null`, a fifo), made when missing, emptied first.
    pub async fn save(&self, path: &[u8], bytes: &[u8]) -> Result<(), Errno> {
        let mut output = self.create(path).await?;
        output.put(bytes);
        output.flush().await
    }

    /// Opens a file for writing at its end, made when missing.
    pub async fn append(&self, path: &[u8]) -> Result<Output, Errno> {
        self.open_output(path, OpenFlags::APPEND).await
    }

    /// Opens a file for writing with these flags.
    pub async fn open_output(&self, path: &[u8], flags: OpenFlags) -> Result<Output, Errno> {
        let file = self.sys.open(path, flags, 0o666).await?;
        Ok(Output::new(self.sys.clone(), Some(file)))
    }

    /// The current directory's absolute path.
    pub fn cwd(&self) -> Result<Bytes, Errno> {
        self.sys.disk(b"", |disk, who| disk.path_of(who.cwd))
    }

    /// Makes a directory the current one of this process.
    pub fn chdir(&self, path: &[u8]) -> Result<(), Errno> {
        let ino = self.sys.disk(path, |disk, who| {
            let stat = disk.stat(who, path)?;
            if !stat.is_dir() {
                return Err(Errno::NotDir);
            }
            disk.access(who, path, 1)?;
            Ok(stat.ino)
        })?;
        self.sys.set_who(|who| who.cwd = ino);
        Ok(())
    }
}
