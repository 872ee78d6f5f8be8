//! A buffered stream of bytes to write.

use crate::kernel::{OpenFile, Sys};
use memchr::memchr;
use std::rc::Rc;
use vfs::Errno;

/// Bytes gathered before they are passed on.
const CHUNK: usize = 64 << 10;

/// A writer over a descriptor or an opened file.
///
/// [`Output::put`] only gathers; call [`Output::relieve`] once per record or loop: it passes full buffers on (whole lines
/// at once on a terminal) and waits for a slow reader. A reader that went away ends the process, as `SIGPIPE` does.
pub struct Output {
    sys: Sys,
    file: Option<Rc<OpenFile>>,
    buffer: Vec<u8>,
    by_line: bool,
    error: Option<Errno>,
}

impl Output {
    /// A writer; `None` is a closed descriptor, which fails with `EBADF` once there is something to write.
    pub fn new(sys: Sys, file: Option<Rc<OpenFile>>) -> Self {
        let by_line = file.as_ref().is_some_and(|file| file.is_terminal());
        Self { sys, file, buffer: Vec::new(), by_line, error: None }
    }

    /// The open description it writes.
    pub fn file(&self) -> Option<&Rc<OpenFile>> {
        self.file.as_ref()
    }

    /// Passes every line on at once (`stdbuf -oL`, `grep --line-buffered`).
    pub fn by_line(&mut self) {
        self.by_line = true;
    }

    /// Gathers bytes.
    #[inline]
    pub fn put(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Gathers one byte.
    #[inline]
    pub fn put_byte(&mut self, byte: u8) {
        self.buffer.push(byte);
    }

    /// The buffer itself, to format into.
    #[inline]
    pub fn buffer(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// Is it time to pass bytes on?
    #[inline]
    pub fn is_full(&self) -> bool {
        self.buffer.len() >= CHUNK || (self.by_line && memchr(b'\n', &self.buffer).is_some())
    }

    /// Passes bytes on when the buffer is full.
    #[inline]
    pub async fn relieve(&mut self) -> Result<(), Errno> {
        if self.is_full() { self.flush().await } else { Ok(()) }
    }

    /// Passes a chunk on without a copy, after what was gathered.
    pub async fn chunk(&mut self, mut chunk: Vec<u8>) -> Result<(), Errno> {
        if self.buffer.is_empty() {
            std::mem::swap(&mut self.buffer, &mut chunk);
        } else {
            self.buffer.extend_from_slice(&chunk);
        }
        self.relieve().await
    }

    /// Passes everything on.
    pub async fn flush(&mut self) -> Result<(), Errno> {
        if let Some(error) = self.error {
            self.buffer.clear();
            return Err(error);
        }
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.sys.tick(20 + self.buffer.len() as u64 / 16).await;
        let result = match &self.file {
            None => Err(Errno::BadF),
            Some(file) => loop {
                match file.write(&self.sys.kernel, &mut self.buffer).await {
                    Err(Errno::Intr) => {
                        self.sys.take_signal();
                    }
                    other => break other,
                }
            },
        };
        self.buffer.clear();
        self.error = result.err();
        result
    }

    /// The error that stopped it, if one did.
    pub fn error(&self) -> Option<Errno> {
        self.error
    }
}
