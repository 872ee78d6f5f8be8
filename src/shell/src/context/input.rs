//! A buffered stream of bytes to read.

use crate::Bytes;
use crate::kernel::{OpenFile, Sys};
use memchr::memchr;
use std::rc::Rc;
use vfs::Errno;

/// Bytes asked for at a time.
const CHUNK: usize = 64 << 10;

/// The steps a record costs, beside those of its bytes.
const RECORD: u64 = 8;

/// A reader over a descriptor or an opened file.
///
/// The hot loop of a command: `while !(chunk = input.fill().await?).is_empty() { …; input.consume(n) }`, or line by line
/// with [`Input::line`], or [`Input::read_all`]. Lines are slices of the buffer: nothing is copied.
pub struct Input {
    sys: Sys,
    file: Option<Rc<OpenFile>>,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
}

impl Input {
    /// A reader; `None` is a closed descriptor, which fails with `EBADF`.
    pub fn new(sys: Sys, file: Option<Rc<OpenFile>>) -> Self {
        Self { sys, file, buffer: Vec::new(), start: 0, ended: false }
    }

    /// A reader over bytes that are already here.
    pub fn of_bytes(sys: Sys, bytes: Vec<u8>) -> Self {
        Self { sys, file: None, buffer: bytes, start: 0, ended: true }
    }

    /// The open description it reads.
    pub fn file(&self) -> Option<&Rc<OpenFile>> {
        self.file.as_ref()
    }

    async fn more(&mut self) -> Result<Vec<u8>, Errno> {
        if self.ended {
            return Ok(Vec::new());
        }
        let file = self.file.as_ref().ok_or(Errno::BadF)?;
        let chunk = loop {
            match file.read(&self.sys.kernel, CHUNK).await {
                Err(Errno::Intr) => {
                    self.sys.take_signal();
                }
                other => break other?,
            }
        };
        // A terminal may be read again after Ctrl-D, a file that grows after its end (`tail -f`).
        self.sys.tick(20 + chunk.len() as u64 / 16).await;
        Ok(chunk)
    }

    /// What is buffered and unread; reads more when that is nothing. Empty at the end.
    pub async fn fill(&mut self) -> Result<&[u8], Errno> {
        if self.start >= self.buffer.len() {
            self.start = 0;
            self.buffer.clear();
            self.buffer = self.more().await?;
        }
        Ok(&self.buffer[self.start..])
    }

    /// What is buffered and unread, without waiting.
    pub fn buffered(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Marks `count` buffered bytes as read.
    pub fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.buffer.len());
    }

    /// Takes the next chunk whole, without a copy; `None` at the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Errno> {
        self.fill().await?;
        let mut chunk = std::mem::take(&mut self.buffer);
        if self.start > 0 {
            chunk.drain(..self.start);
            self.start = 0;
        }
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    /// The next line with its newline (the last one may lack it); `None` at the end.
    pub async fn line(&mut self) -> Result<Option<&[u8]>, Errno> {
        self.until(b'\n').await
    }

    /// The next record up to and with `end`; `None` at the end.
    pub async fn until(&mut self, end: u8) -> Result<Option<&[u8]>, Errno> {
        let mut searched = 0;
        loop {
            if let Some(at) = memchr(end, &self.buffer[self.start + searched..]) {
                // A record is work for whoever reads it.
                self.sys.kernel.spend(RECORD);
                let from = self.start;
                self.start += searched + at + 1;
                return Ok(Some(&self.buffer[from..self.start]));
            }
            searched = self.buffer.len() - self.start;
            let more = self.more().await?;
            if more.is_empty() {
                let from = self.start;
                self.start = self.buffer.len();
                return Ok((searched > 0).then(|| &self.buffer[from..]));
            }
            if searched == 0 {
                self.buffer = more;
                self.start = 0;
            } else {
                self.buffer.drain(..self.start);
                self.start = 0;
                self.buffer.extend_from_slice(&more);
                if self.buffer.len() > crate::MAX_VALUE {
                    return Err(Errno::NoMem);
                }
            }
        }
    }

    /// Everything up to the end.
    pub async fn read_all(&mut self) -> Result<Bytes, Errno> {
        let mut all = std::mem::take(&mut self.buffer);
        if self.start > 0 {
            all.drain(..self.start);
            self.start = 0;
        }
        loop {
            let more = self.more().await?;
            if more.is_empty() {
                return Ok(all);
            }
            if all.is_empty() {
                all = more;
            } else {
                all.extend_from_slice(&more);
            }
            if all.len() > crate::MAX_VALUE {
                return Err(Errno::NoMem);
            }
        }
    }

    /// Gives what is buffered and unread back to a regular file, so the next reader of the same description sees it
    /// (`head`, `read`, `sed q` on a file).
    pub fn give_back(&mut self) {
        let rest = self.buffer.split_off(self.start.min(self.buffer.len()));
        self.buffer.clear();
        self.start = 0;
        if let Some(file) = &self.file
            && file.is_seekable()
        {
            file.unread(rest);
        }
    }

    /// Gives what is buffered and unread back, to pipes and terminals too: for the shell, which must not read ahead.
    pub fn give_all_back(&mut self) {
        let rest = self.buffer.split_off(self.start.min(self.buffer.len()));
        self.buffer.clear();
        self.start = 0;
        if let Some(file) = &self.file {
            file.unread(rest);
        }
    }
}
