//! Pipes: a bounded queue of chunks, moved, not copied.

use super::{Kernel, WaitQueue};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use vfs::Errno;

/// Bytes between writers and readers.
#[derive(Debug)]
pub struct Pipe {
    chunks: RefCell<VecDeque<Vec<u8>>>,
    len: Cell<usize>,
    capacity: usize,
    pub(crate) readers: Cell<u32>,
    pub(crate) writers: Cell<u32>,
    /// Woken when bytes come or the last writer goes.
    pub(crate) readable: WaitQueue,
    /// Woken when room comes, or the last reader goes, or an end of a fifo is opened.
    pub(crate) writable: WaitQueue,
}

impl Pipe {
    /// The capacity of a Linux pipe.
    pub const CAPACITY: usize = 64 << 10;

    /// An empty pipe without ends.
    pub fn new(capacity: usize) -> Self {
        Self {
            chunks: RefCell::default(),
            len: Cell::new(0),
            capacity,
            readers: Cell::new(0),
            writers: Cell::new(0),
            readable: WaitQueue::default(),
            writable: WaitQueue::default(),
        }
    }

    /// Takes up to `max` bytes; `None` means wait, an empty chunk means the end.
    pub(crate) fn try_read(&self, kernel: &Kernel, max: usize) -> Option<Vec<u8>> {
        let mut chunks = self.chunks.borrow_mut();
        let Some(mut chunk) = chunks.pop_front() else {
            return if self.writers.get() == 0 { Some(Vec::new()) } else { None };
        };
        if chunk.len() > max {
            let rest = chunk.split_off(max);
            chunks.push_front(rest);
        }
        self.len.set(self.len.get() - chunk.len());
        self.writable.wake(kernel);
        Some(chunk)
    }

    /// Gives bytes back to the front: a reader took more than it used.
    pub(crate) fn unread(&self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.len.set(self.len.get() + bytes.len());
            self.chunks.borrow_mut().push_front(bytes);
        }
    }

    /// Adds a chunk; `None` means wait for room (the chunk stays the caller's).
    pub(crate) fn try_write(&self, kernel: &Kernel, bytes: &mut Vec<u8>) -> Option<Result<(), Errno>> {
        if self.readers.get() == 0 {
            return Some(Err(Errno::Pipe));
        }
        if bytes.is_empty() {
            return Some(Ok(()));
        }
        if self.len.get() >= self.capacity {
            return None;
        }
        self.len.set(self.len.get() + bytes.len());
        let mut chunks = self.chunks.borrow_mut();
        match chunks.back_mut() {
            // Many small writes: keep the queue short.
            Some(last) if bytes.len() < 512 && last.len() < 8192 => {
                last.extend_from_slice(bytes);
                bytes.clear();
            }
            _ => chunks.push_back(std::mem::take(bytes)),
        }
        self.readable.wake(kernel);
        Some(Ok(()))
    }

    /// Adds a chunk whatever the capacity.
    pub(crate) fn force(&self, kernel: &Kernel, bytes: Vec<u8>) {
        self.len.set(self.len.get() + bytes.len());
        self.chunks.borrow_mut().push_back(bytes);
        self.readable.wake(kernel);
    }

    /// Does anybody hold the writing end?
    pub fn has_writer(&self) -> bool {
        self.writers.get() > 0
    }

    /// Bytes waiting to be read.
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Nothing waits to be read.
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }
}
