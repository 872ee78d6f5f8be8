//! A deterministic automaton whose states are made when they are first needed, and thrown away when there are too many.

use super::nfa::{Id, Nfa, State};
use super::skip::Skip;
use crate::ast::Look;
use base::{Budget, Exhausted};
use std::collections::HashMap;
use std::rc::Rc;

/// A state's place in the table of transitions.
type Slot = u32;

/// No transition is known yet.
const UNKNOWN: Slot = u32::MAX;
/// Nothing can match any more.
const DEAD: Slot = u32::MAX - 1;
/// The automaton cannot tell: another engine must.
const QUIT: Slot = u32::MAX - 2;
/// A match ended just before the byte that led here.
const MATCHED: Slot = 1 << 31;

/// The most transitions kept: 4 bytes each.
const ROOM: usize = 1 << 18;

/// What came just before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Before {
    Nothing,
    Newline,
    Word,
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    states: Rc<[Id]>,
    before: Before,
}

/// How a search over the automaton ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// All was said. At the last match, none could have started before `cold`.
    Done { cold: usize },
    /// The automaton cannot tell.
    Quit,
}

#[derive(Debug)]
pub(super) struct Lazy {
    nfa: Rc<Nfa>,
    /// Matches may start anywhere, not only where the search starts.
    unanchored: bool,
    /// The class of each byte; the end of the text has the last.
    classes: Rc<[u8; 256]>,
    stride: usize,
    table: Vec<Slot>,
    keys: Vec<Key>,
    known: HashMap<Key, Slot>,
    /// The states where nothing is under way, one for each thing that may come before; they have the first slots.
    cold: [Slot; 4],
    /// How to find the next place where a match may start.
    skip: Skip,
    /// Scratch: the states of a closure.
    closure: Vec<Id>,
    stack: Vec<Id>,
    marks: Vec<u32>,
    epoch: u32,
}

/// Sorts bytes into classes that no state tells apart; the number of classes comes second.
pub(super) fn byte_classes(nfa: &Nfa) -> (Rc<[u8; 256]>, usize) {
    let mut ends = [false; 256];
    let mut end = |byte: u8| ends[usize::from(byte)] = true;
    let mut lines = false;
    for state in &nfa.states {
        match state {
            State::Bytes(ranges) => {
                for &(low, high, _) in ranges {
                    end(high);
                    if low > 0 {
                        end(low - 1);
                    }
                }
            }
            State::Look(Look::LineStart | Look::LineEnd, _) => lines = true,
            _ => {}
        }
    }
    if lines {
        end(b'\n' - 1);
        end(b'\n');
    }
    if nfa.words {
        for byte in [b'0' - 1, b'9', b'A' - 1, b'Z', b'_' - 1, b'_', b'a' - 1, b'z', 0x7F] {
            end(byte);
        }
    }
    let mut classes = [0; 256];
    let mut class = 0_usize;
    for byte in 0..256 {
        classes[byte] = class as u8;
        if ends[byte] && byte < 255 {
            class += 1;
        }
    }
    (Rc::new(classes), class + 1)
}

impl Lazy {
    pub(super) fn new(nfa: Rc<Nfa>, classes: Rc<[u8; 256]>, count: usize, unanchored: bool, skip: Skip) -> Self {
        let marks = vec![0; nfa.states.len()];
        let stride = (count + 1).next_power_of_two();
        let mut lazy = Self {
            nfa,
            unanchored,
            classes,
            stride,
            table: vec![],
            keys: vec![],
            known: HashMap::new(),
            cold: [UNKNOWN; 4],
            skip,
            closure: vec![],
            stack: vec![],
            marks,
            epoch: 0,
        };
        lazy.make_cold();
        lazy
    }

    fn make_cold(&mut self) {
        for before in [Before::Nothing, Before::Newline, Before::Word, Before::Other] {
            self.cold[before as usize] = self.intern(Key { states: Rc::from([self.nfa.start]), before });
        }
    }

    /// Visits the places, up to `limit`, where matches end that start at `start` (or later, if unanchored), until
    /// `visit` says no.
    pub(super) fn search(
        &mut self,
        text: &[u8],
        start: usize,
        limit: usize,
        budget: &Budget,
        visit: &mut dyn FnMut(usize) -> bool,
    ) -> Result<End, Exhausted> {
        let mut slot = self.start(text, start);
        let mut at = start;
        let mut cold = start;
        let mut paid = start;
        let classes = Rc::clone(&self.classes);
        // Slots below this are cold.
        let warm = if self.unanchored { (4 * self.stride) as Slot } else { 0 };
        let leaping = !matches!(self.skip, Skip::Nothing);
        loop {
            if slot < warm && leaping {
                let Some(to) = self.skip.next(text, at) else { break };
                if to > at {
                    at = to;
                    slot = self.start(text, at);
                }
                cold = at;
                if at > limit {
                    break;
                }
            }
            // The hot loop: known transitions between warm states.
            let mut next = 0;
            let stop = limit.min(paid + (1 << 16));
            for &byte in text.get(at..stop).unwrap_or_default() {
                next = self.table[slot as usize + usize::from(classes[usize::from(byte)])];
                if next >= MATCHED {
                    break;
                }
                if next < warm {
                    if leaping {
                        break;
                    }
                    cold = at + 1;
                }
                slot = next;
                at += 1;
            }
            if at - paid >= 1 << 16 {
                budget.spend((at - paid) as u64 / 16)?;
                paid = at;
                continue;
            }
            if at < limit && leaping && next < warm {
                slot = next;
                at += 1;
                continue;
            }
            let class = text.get(at).map_or(self.stride - 1, |&byte| usize::from(classes[usize::from(byte)]));
            next = self.table[slot as usize + class];
            if next == UNKNOWN {
                budget.spend(16)?;
                next = self.make(slot, text.get(at).copied(), class, budget)?;
            }
            match next {
                DEAD => break,
                QUIT => return Ok(End::Quit),
                _ => {}
            }
            if next & MATCHED != 0 && !visit(at) || at >= limit {
                break;
            }
            slot = next & !MATCHED;
            at += 1;
            if slot < warm {
                cold = at;
            }
        }
        budget.spend(1 + (at - paid.min(at)) as u64 / 16)?;
        Ok(End::Done { cold })
    }

    /// The cold state at a place.
    fn start(&self, text: &[u8], at: usize) -> Slot {
        let before = match at.checked_sub(1).and_then(|last| text.get(last)) {
            None => Before::Nothing,
            Some(&byte) => self.before(byte),
        };
        self.cold[before as usize]
    }

    fn before(&self, byte: u8) -> Before {
        if self.nfa.looks { before(byte, self.nfa.words) } else { Before::Other }
    }

    fn intern(&mut self, key: Key) -> Slot {
        if let Some(&slot) = self.known.get(&key) {
            return slot;
        }
        let slot = self.table.len() as Slot;
        self.table.resize(self.table.len() + self.stride, UNKNOWN);
        self.keys.push(key.clone());
        self.known.insert(key, slot);
        slot
    }

    /// Makes the transition of a state on a byte, or on the end of the text.
    fn make(&mut self, slot: Slot, byte: Option<u8>, class: usize, budget: &Budget) -> Result<Slot, Exhausted> {
        let mut slot = slot;
        if self.table.len() + 2 * self.stride > ROOM {
            let key = self.keys[slot as usize / self.stride].clone();
            self.table.clear();
            self.keys.clear();
            self.known.clear();
            self.make_cold();
            slot = self.intern(key);
        }
        let key = self.keys[slot as usize / self.stride].clone();
        let next = self.step(&key, byte);
        budget.spend(self.closure.len() as u64)?;
        self.table[slot as usize + class] = next;
        Ok(next)
    }

    fn step(&mut self, key: &Key, byte: Option<u8>) -> Slot {
        if self.nfa.words && byte.is_some_and(|byte| byte >= 0x80) {
            return QUIT;
        }
        self.close(key, byte);
        let nfa = Rc::clone(&self.nfa);
        let mut states: Vec<Id> = Vec::with_capacity(self.closure.len());
        let mut matched = false;
        for &id in &self.closure {
            match &nfa.states[id as usize] {
                State::Match => matched = true,
                State::Bytes(ranges) => {
                    let Some(byte) = byte else { continue };
                    let after = ranges.partition_point(|&(low, _, _)| low <= byte);
                    if after > 0 && ranges[after - 1].1 >= byte {
                        states.push(ranges[after - 1].2);
                    }
                }
                _ => {}
            }
        }
        let mark = if matched { MATCHED } else { 0 };
        let Some(byte) = byte else { return if matched { mark } else { DEAD } };
        if self.unanchored {
            states.push(nfa.start);
        }
        states.sort_unstable();
        states.dedup();
        if states.is_empty() {
            // Only the mark counts; the state after it is one from which nothing comes.
            if !matched {
                return DEAD;
            }
        }
        let next = self.intern(Key { states: states.into(), before: self.before(byte) });
        next | mark
    }

    /// All states reached without a byte, given what comes before and after.
    fn close(&mut self, key: &Key, byte: Option<u8>) {
        self.epoch += 1;
        self.closure.clear();
        self.stack.extend_from_slice(&key.states);
        while let Some(id) = self.stack.pop() {
            if std::mem::replace(&mut self.marks[id as usize], self.epoch) == self.epoch {
                continue;
            }
            match &self.nfa.states[id as usize] {
                State::Split(first, second) => {
                    self.stack.push(*second);
                    self.stack.push(*first);
                }
                State::Look(look, next) => {
                    if holds(*look, key.before, byte) {
                        self.stack.push(*next);
                    }
                }
                _ => self.closure.push(id),
            }
        }
    }
}

fn before(byte: u8, words: bool) -> Before {
    match byte {
        b'\n' => Before::Newline,
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' if words => Before::Word,
        _ => Before::Other,
    }
}

fn holds(look: Look, before: Before, after: Option<u8>) -> bool {
    let word_before = before == Before::Word;
    let word_after = after.is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    match look {
        Look::TextStart => before == Before::Nothing,
        Look::TextEnd => after.is_none(),
        Look::LineStart => matches!(before, Before::Nothing | Before::Newline),
        Look::LineEnd => matches!(after, None | Some(b'\n')),
        Look::Boundary => word_before != word_after,
        Look::NotBoundary => word_before == word_after,
        Look::WordStart | Look::KeywordStart => !word_before && word_after,
        Look::WordEnd | Look::KeywordEnd => word_before && !word_after,
        Look::NoWordBefore => !word_before,
        Look::NoWordAfter => !word_after,
        Look::Never => false,
    }
}
