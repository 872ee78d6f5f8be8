//! Keys that wait: typed ones, those of macros and mappings, and which of them a failure drops.

use super::{Editor, Event, Mode};
use crate::command::{Motion, Parse, Target, parse};
use crate::key::Key;
use crate::mapping::Lookup;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Steps that a key costs besides its work: a hundred thousand lines may have their `:normal`.
const KEY_COST: u64 = 1_500;

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

    /// Sets whether the first key may start a mapping.
    pub(crate) fn set_remap(&mut self, remap: bool) {
        if let Some(first) = self.keys.front_mut() {
            first.remap = remap;
        }
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

impl Editor {
    /// Works through the queue; tells when the mode changed.
    pub(crate) fn run_queue(&mut self) {
        let before = self.mode();
        self.drain();
        let after = self.mode();
        if before != after {
            self.out.events.push(Event::Mode(after));
        }
    }

    /// Processes keys until none is left, one could start a longer mapping, or the world must answer first.
    pub(crate) fn drain(&mut self) {
        while let Some(first) = self.queue.peek(0) {
            if self.waiting.is_some() || self.closed || self.spend(KEY_COST) {
                return;
            }
            if first.remap && !self.maps.is_empty() && self.may_map() {
                match self.maps.find(self.map_mode(), &self.queue) {
                    Lookup::None => {}
                    Lookup::Partial if !self.timed_out && self.nesting == 0 => return,
                    Lookup::Partial => {}
                    Lookup::Found { length, keys, remap } => {
                        self.expand_mapping(length, &keys, remap);
                        continue;
                    }
                }
            }
            self.timed_out = false;
            let Some(queued) = self.queue.pop() else { return };
            self.take_typed(queued);
            self.process(queued.key);
        }
    }

    /// Drops the mapping that comes next, if one does.
    pub(crate) fn drop_mapping(&mut self) {
        if let Lookup::Found { length, .. } = self.maps.find(self.map_mode(), &self.queue) {
            for _ in 0..length {
                self.queue.pop();
            }
        }
    }

    fn expand_mapping(&mut self, length: usize, keys: &[Key], remap: bool) {
        let mut first = Vec::new();
        for _ in 0..length {
            if let Some(queued) = self.queue.pop() {
                first.push(queued.key);
                self.take_typed(queued);
            }
        }
        let keys: Vec<Key> = keys.iter().copied().filter(|key| key.0 != crate::key::NOP).collect();
        self.queue.push_front(&keys, remap);
        // A mapping that starts with its own name is not mapped again.
        if remap && keys.len() >= first.len() && keys[..first.len()] == first[..] {
            self.queue.set_remap(false);
        }
    }

    /// A typed key: it is recorded, and outside Insert mode it ends the undo step before it.
    fn take_typed(&mut self, queued: Queued) {
        self.key_typed = queued.typed;
        self.key_remap = queued.remap;
        if !queued.typed {
            return;
        }
        self.playing = false;
        if let Some((_, keys)) = &mut self.recording {
            keys.push(queued.key);
        }
        let arrow = self.insert.as_ref().is_some_and(|insert| insert.arrow_used);
        if (!self.mode.is_insert() && self.mode != Mode::CommandLine && self.mode != Mode::Confirm) || arrow {
            self.sync_undo();
        }
    }

    fn process(&mut self, key: Key) {
        match self.mode {
            Mode::Insert | Mode::Replace | Mode::VirtualReplace => {
                self.insert_typed(key);
                if self.mode == Mode::Normal {
                    self.after_insert();
                }
            }
            Mode::CommandLine => self.command_line_key(key),
            Mode::Confirm => self.confirm_key(key),
            Mode::Normal => {
                if key.0 == 'q' && self.playing && self.pending.is_empty() && self.visual.is_none() {
                    // A macro cannot record: its `q` is nothing.
                } else if key.0 == 'q' && self.stops_recording() {
                    self.check_cursor();
                    self.stop_recording();
                } else {
                    self.normal_key(key);
                }
            }
        }
    }

    /// Insert mode ended: what waited for that goes on.
    fn after_insert(&mut self) {
        if self.restart_edit.is_none() {
            self.check_cursor();
        }
    }

    /// Which mappings count now: `n`, `v`, `o`, `i` or `c`.
    fn map_mode(&self) -> char {
        match self.mode {
            Mode::Insert | Mode::Replace | Mode::VirtualReplace => 'i',
            Mode::CommandLine => 'c',
            Mode::Confirm => '\0',
            Mode::Normal if self.visual.is_some() => 'v',
            Mode::Normal if self.pending.is_empty() => 'n',
            Mode::Normal => {
                let pending = self.awaits_operand();
                if pending == Some(true) { 'o' } else { 'n' }
            }
        }
    }

    /// Is the next key the start of a command or of an operand? Arguments of `f`, `r`, Ctrl-V and the like are not mapped.
    fn may_map(&self) -> bool {
        match self.mode {
            Mode::Insert | Mode::Replace | Mode::VirtualReplace => {
                self.insert.as_ref().is_none_or(|insert| insert.pending.is_empty())
            }
            Mode::Normal => self.pending.is_empty() || (!self.zero_of_count() && self.awaits_operand().is_some()),
            Mode::CommandLine => true,
            Mode::Confirm => false,
        }
    }

    /// Is the next key the `0` of a count, as in `10j`? That one is not mapped.
    fn zero_of_count(&self) -> bool {
        let digit = |key: Option<Key>| key.is_some_and(|key| key.0.is_ascii_digit());
        self.queue.peek(0).is_some_and(|next| next.key.0 == '0') && digit(self.pending.last().copied())
    }

    /// Would the next key start a command, after a count and a register at most?
    pub(crate) fn starts_command(&self) -> bool {
        self.pending.is_empty() || self.awaits_operand() == Some(false)
    }

    /// Whether an operator waits for its target; none when an argument is awaited.
    fn awaits_operand(&self) -> Option<bool> {
        let mut keys = self.pending.clone();
        keys.push(Key('j'));
        match parse(&keys, self.visual.map(|visual| visual.kind)) {
            Parse::Done(command) if command.target == Target::Motion(Motion::Down) => Some(command.operator.is_some()),
            _ => None,
        }
    }

    /// The time to type the rest of a mapping is over: keys that wait are taken as they are.
    pub fn timeout(&mut self) -> super::Outcome {
        self.timed_out = true;
        self.run_queue();
        self.timed_out = false;
        std::mem::take(&mut self.out)
    }
}
