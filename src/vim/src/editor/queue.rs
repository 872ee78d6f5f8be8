//! Keys that wait: typed ones, those of macros and mappings, and which of them a failure drops.

use crate::key::Key;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// A key in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Queued {
    pub(crate) key: Key,
    /// It came from a hand, not from a macro or a mapping.
    pub(crate) typed: bool,
    /// It may start a mapping.
    pub(crate) remap: bool,
}

/// Keys to be read, in order.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Queue {
    keys: VecDeque<Queued>,
}

impl Queue {
    pub(crate) fn push_typed(&mut self, key: Key) {
        self.keys.push_back(Queued { key, typed: true, remap: true });
    }

    /// Keys to be read before all others.
    pub(crate) fn push_front(&mut self, keys: &[Key], remap: bool) {
        for key in keys.iter().rev() {
            self.keys.push_front(Queued { key: *key, typed: false, remap });
        }
    }

    pub(crate) fn pop(&mut self) -> Option<Queued> {
        self.keys.pop_front()
    }

    pub(crate) fn peek(&self, index: usize) -> Option<Queued> {
        self.keys.get(index).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// A command failed: what was not typed and comes first is dropped.
    pub(crate) fn flush(&mut self) {
        while self.keys.front().is_some_and(|queued| !queued.typed) {
            self.keys.pop_front();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.keys.clear();
    }
}
