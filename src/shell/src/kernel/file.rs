//! Open file descriptions: what descriptors share after `dup` and fork.

use super::pipe::Pipe;
use super::terminal::Terminal;
use super::{Kernel, Signal};
use std::cell::Cell;
use std::rc::{Rc, Weak};
use vfs::{Device, Errno, FileKind, Ino, Node, OpenFlags, Who};

/// What an open description leads to.
pub enum End {
    /// A regular file.
    File(Ino),
    /// A directory, which can only be named.
    Directory(Ino),
    /// The reading end of a pipe.
    PipeReader(Rc<Pipe>),
    /// The writing end of a pipe.
    PipeWriter(Rc<Pipe>),
    /// Both ends of a fifo (`<>`).
    PipeBoth(Rc<Pipe>),
    /// A terminal.
    Terminal(Rc<Terminal>),
    /// A device without state.
    Device(Device),
}

/// An open file description (POSIX): an end, an offset, and what may be done.
pub struct OpenFile {
    kernel: Weak<Kernel>,
    /// Where it leads.
    pub end: End,
    /// How it was opened.
    pub flags: OpenFlags,
    /// Where the next byte is read or written, in regular files.
    pub offset: Cell<u64>,
}

impl OpenFile {
    /// A description of this end.
    pub fn new(kernel: &Rc<Kernel>, end: End, flags: OpenFlags) -> Rc<Self> {
        match &end {
            End::File(ino) | End::Directory(ino) => kernel.disk.borrow_mut().hold(*ino),
            End::PipeReader(pipe) => pipe.readers.set(pipe.readers.get() + 1),
            End::PipeWriter(pipe) => pipe.writers.set(pipe.writers.get() + 1),
            End::PipeBoth(pipe) => {
                pipe.readers.set(pipe.readers.get() + 1);
                pipe.writers.set(pipe.writers.get() + 1);
            }
            End::Terminal(_) | End::Device(_) => {}
        }
        Rc::new(Self { kernel: Rc::downgrade(kernel), end, flags, offset: Cell::new(0) })
    }

    /// A pipe: reading end, writing end.
    pub fn pipe(kernel: &Rc<Kernel>, capacity: usize) -> (Rc<Self>, Rc<Self>) {
        let pipe = Rc::new(Pipe::new(capacity));
        let write_only = OpenFlags { write: true, ..OpenFlags::default() };
        let reader = Self::new(kernel, End::PipeReader(Rc::clone(&pipe)), OpenFlags::READ);
        (reader, Self::new(kernel, End::PipeWriter(pipe), write_only))
    }

    /// Is it a terminal?
    pub fn is_terminal(&self) -> bool {
        matches!(self.end, End::Terminal(_))
    }

    /// Is it a regular file, where offsets mean something?
    pub fn is_seekable(&self) -> bool {
        matches!(self.end, End::File(_))
    }

    /// The inode, where there is one.
    pub fn ino(&self) -> Option<Ino> {
        match self.end {
            End::File(ino) | End::Directory(ino) => Some(ino),
            _ => None,
        }
    }

    /// The kind of file it is, as `fstat` says.
    pub fn kind(&self) -> FileKind {
        match self.end {
            End::File(_) => FileKind::File,
            End::Directory(_) => FileKind::Directory,
            End::PipeReader(_) | End::PipeWriter(_) | End::PipeBoth(_) => FileKind::Fifo,
            End::Terminal(_) | End::Device(_) => FileKind::Device,
        }
    }

    /// Reads up to `max` bytes; an empty chunk is the end. Fails with `EINTR` when a caught signal came first.
    pub async fn read(&self, kernel: &Kernel, max: usize) -> Result<Vec<u8>, Errno> {
        if !self.flags.read {
            return Err(Errno::BadF);
        }
        loop {
            let queue = match &self.end {
                End::File(ino) => {
                    let disk = kernel.disk.borrow();
                    let bytes = disk.bytes(*ino)?;
                    let start = (self.offset.get() as usize).min(bytes.len());
                    let end = start.saturating_add(max).min(bytes.len());
                    self.offset.set(end as u64);
                    return Ok(bytes[start..end].to_vec());
                }
                End::Directory(_) => return Err(Errno::IsDir),
                End::PipeReader(pipe) | End::PipeBoth(pipe) => {
                    if let Some(chunk) = pipe.try_read(kernel, max) {
                        return Ok(chunk);
                    }
                    &pipe.readable
                }
                End::PipeWriter(_) => return Err(Errno::BadF),
                End::Terminal(terminal) => {
                    if let Some(chunk) = terminal.try_read(max) {
                        return Ok(chunk);
                    }
                    &terminal.readable
                }
                End::Device(device) => return Ok(read_device(kernel, *device, max)),
            };
            if kernel.has_signal() {
                return Err(Errno::Intr);
            }
            queue.park(kernel).await;
            if kernel.has_signal() {
                return Err(Errno::Intr);
            }
        }
    }

    /// Has the caller woken when there is something to read.
    pub fn enroll(&self, sys: &super::Sys) {
        match &self.end {
            End::PipeReader(pipe) | End::PipeBoth(pipe) => pipe.readable.enroll(sys.pid),
            End::Terminal(terminal) => terminal.readable.enroll(sys.pid),
            _ => {}
        }
    }

    /// Tells where the reader really is: gives back what it buffered and did not use.
    pub fn unread(&self, bytes: Vec<u8>) {
        match &self.end {
            End::File(_) => self.offset.set(self.offset.get().saturating_sub(bytes.len() as u64)),
            End::PipeReader(pipe) | End::PipeBoth(pipe) => pipe.unread(bytes),
            End::Terminal(terminal) => terminal.unread(bytes),
            _ => {}
        }
    }

    /// Writes all, or says `None` when it must wait; what is left stays in `bytes`.
    pub fn try_write(&self, kernel: &Kernel, bytes: &mut Vec<u8>) -> Option<Result<(), Errno>> {
        if !self.flags.write {
            return Some(Err(Errno::BadF));
        }
        match &self.end {
            End::File(ino) => {
                let mut disk = kernel.disk.borrow_mut();
                let at = if self.flags.append {
                    disk.bytes(*ino).map_or(0, |bytes| bytes.len() as u64)
                } else {
                    self.offset.get()
                };
                let result = disk.write_at(*ino, at, bytes);
                if result.is_ok() {
                    self.offset.set(at + bytes.len() as u64);
                }
                bytes.clear();
                Some(result)
            }
            End::PipeWriter(pipe) | End::PipeBoth(pipe) => pipe.try_write(kernel, bytes),
            End::Terminal(terminal) => terminal.try_write(bytes).then_some(Ok(())),
            End::Device(Device::Full) if !bytes.is_empty() => Some(Err(Errno::NoSpc)),
            End::Device(_) => {
                bytes.clear();
                Some(Ok(()))
            }
            End::Directory(_) | End::PipeReader(_) => Some(Err(Errno::BadF)),
        }
    }

    /// Writes all, waiting for room. A broken pipe raises `SIGPIPE`, as the kernel does.
    pub async fn write(&self, kernel: &Kernel, bytes: &mut Vec<u8>) -> Result<(), Errno> {
        loop {
            match self.try_write(kernel, bytes) {
                Some(Err(Errno::Pipe)) => {
                    kernel.deliver(kernel.current.get(), Signal::PIPE);
                    if kernel.is_doomed() {
                        kernel.never().await;
                    }
                    return Err(Errno::Pipe);
                }
                Some(result) => return result,
                None => {}
            }
            match &self.end {
                End::PipeWriter(pipe) | End::PipeBoth(pipe) => pipe.writable.park(kernel).await,
                End::Terminal(terminal) => terminal.drained.park(kernel).await,
                _ => kernel.yield_now().await,
            }
            if kernel.has_signal() {
                return Err(Errno::Intr);
            }
        }
    }

    /// Writes even past a pipe's capacity: for short messages that must not wait.
    pub fn write_now(&self, kernel: &Kernel, bytes: &[u8]) {
        let mut bytes = bytes.to_vec();
        if self.try_write(kernel, &mut bytes).is_some() {
            return;
        }
        match &self.end {
            End::PipeWriter(pipe) | End::PipeBoth(pipe) => pipe.force(kernel, bytes),
            End::Terminal(terminal) => terminal.force(&bytes),
            _ => {}
        }
    }
}

fn read_device(kernel: &Kernel, device: Device, max: usize) -> Vec<u8> {
    match device {
        Device::Zero | Device::Full => vec![0; max],
        Device::Random => {
            let mut rng = kernel.rng.borrow_mut();
            let mut bytes = Vec::with_capacity(max + 8);
            while bytes.len() < max {
                bytes.extend_from_slice(&rng.next_u64().to_le_bytes());
            }
            bytes.truncate(max);
            bytes
        }
        Device::Null | Device::Tty | Device::Descriptor(_) => Vec::new(),
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        let Some(kernel) = self.kernel.upgrade() else { return };
        let (reads, writes) = match &self.end {
            End::File(ino) | End::Directory(ino) => {
                kernel.released.borrow_mut().push(*ino);
                return;
            }
            End::PipeReader(_) => (true, false),
            End::PipeWriter(_) => (false, true),
            End::PipeBoth(_) => (true, true),
            End::Terminal(_) | End::Device(_) => return,
        };
        let (End::PipeReader(pipe) | End::PipeWriter(pipe) | End::PipeBoth(pipe)) = &self.end else { return };
        if reads {
            pipe.readers.set(pipe.readers.get() - 1);
            if pipe.readers.get() == 0 {
                pipe.writable.wake(&kernel);
            }
        }
        if writes {
            pipe.writers.set(pipe.writers.get() - 1);
            if pipe.writers.get() == 0 {
                pipe.readable.wake(&kernel);
            }
        }
    }
}

impl Kernel {
    /// Opens a path. `/dev/fd/N`, `/dev/tty` lead to the caller's own; a fifo waits for its other end.
    pub async fn open(
        self: &Rc<Self>,
        who: &Who,
        path: &[u8],
        flags: OpenFlags,
        mode: u32,
    ) -> Result<Rc<OpenFile>, Errno> {
        if path.starts_with(b"/proc") {
            self.refresh_proc();
        }
        let ino = {
            let mut disk = self.disk.borrow_mut();
            disk.set_now(self.clock.now());
            disk.open(who, path, flags, mode)?
        };
        let node = {
            let disk = self.disk.borrow();
            match &disk.inode(ino).ok_or(Errno::NoEnt)?.node {
                Node::File(_) => None,
                Node::Directory { .. } => return Ok(OpenFile::new_after(disk, self, End::Directory(ino), flags)),
                Node::Device(device) => Some(Some(*device)),
                Node::Fifo => Some(None),
                Node::Symlink(_) => return Err(Errno::Loop),
            }
        };
        match node {
            None => Ok(OpenFile::new(self, End::File(ino), flags)),
            Some(Some(Device::Descriptor(number))) => self.descriptor(number.into()).ok_or(Errno::NoEnt),
            Some(Some(Device::Tty)) => {
                let terminal = self.controlling_terminal().ok_or(Errno::NoTty)?;
                Ok(OpenFile::new(self, End::Terminal(terminal), flags))
            }
            Some(Some(device)) => Ok(OpenFile::new(self, End::Device(device), flags)),
            Some(None) => self.open_fifo(ino, flags).await,
        }
    }

    async fn open_fifo(self: &Rc<Self>, ino: Ino, flags: OpenFlags) -> Result<Rc<OpenFile>, Errno> {
        let known = self.fifos.borrow().get(&ino).and_then(Weak::upgrade);
        let pipe = known.unwrap_or_else(|| {
            let pipe = Rc::new(Pipe::new(Pipe::CAPACITY));
            self.fifos.borrow_mut().insert(ino, Rc::downgrade(&pipe));
            pipe
        });
        let file = match (flags.read, flags.write) {
            (true, true) => OpenFile::new(self, End::PipeBoth(Rc::clone(&pipe)), flags),
            (true, false) => OpenFile::new(self, End::PipeReader(Rc::clone(&pipe)), flags),
            _ => OpenFile::new(self, End::PipeWriter(Rc::clone(&pipe)), flags),
        };
        pipe.writable.wake(self);
        pipe.readable.wake(self);
        // A reader that came and went counts as having met the writer: its bytes wait in the pipe.
        while pipe.readers.get() == 0 || (pipe.writers.get() == 0 && pipe.is_empty()) {
            let queue = if flags.read { &pipe.readable } else { &pipe.writable };
            queue.park(self).await;
            if self.has_signal() {
                return Err(Errno::Intr);
            }
        }
        Ok(file)
    }
}

impl OpenFile {
    /// The same as `new`, once the disk is no longer borrowed.
    fn new_after(disk: std::cell::Ref<'_, vfs::Disk>, kernel: &Rc<Kernel>, end: End, flags: OpenFlags) -> Rc<Self> {
        drop(disk);
        Self::new(kernel, end, flags)
    }
}
