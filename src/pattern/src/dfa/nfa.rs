//! [`Node`] to a byte automaton (Thompson's construction, from the end to the start).

use super::utf8::{Sequence, sequences};
use crate::ast::{Look, Node};
use crate::class::Class;
use crate::unit::{MAX_CHAR, encode};
use std::collections::HashMap;

/// Beyond so many states the automaton is not worth it.
const MOST: usize = 30_000;

pub(super) type Id = u32;

#[derive(Debug)]
pub(super) enum State {
    /// Byte ranges, sorted and disjoint, and where each leads.
    Bytes(Box<[(u8, u8, Id)]>),
    Split(Id, Id),
    Look(Look, Id),
    Match,
}

/// A byte automaton without captures.
#[derive(Debug)]
pub(super) struct Nfa {
    pub(super) states: Vec<State>,
    pub(super) start: Id,
    /// Looks at what comes before or after.
    pub(super) looks: bool,
    /// Looks at words: bytes beyond ASCII are then more than it can tell.
    pub(super) words: bool,
}

/// Builds the automaton; `None` for what no automaton can do, or when it would be too large. If `valid`, it will only
/// see UTF-8, so that stray bytes need not be known.
pub(super) fn build(node: &Node, valid: bool) -> Option<Nfa> {
    let mut builder = Builder { states: vec![State::Match], known: HashMap::new(), words: false, valid };
    let start = builder.node(node, 0)?;
    // A state of its own, to which nothing comes back: whoever is only there has matched nothing so far.
    let start = builder.push(State::Split(start, start))?;
    let looks = builder.states.iter().any(|state| matches!(state, State::Look(..)));
    Some(Nfa { states: builder.states, start, looks, words: builder.words })
}

struct Builder {
    states: Vec<State>,
    /// Byte states already there: classes share their tails.
    known: HashMap<Vec<(u8, u8, Id)>, Id>,
    words: bool,
    valid: bool,
}

impl Builder {
    fn push(&mut self, state: State) -> Option<Id> {
        if self.states.len() >= MOST {
            return None;
        }
        self.states.push(state);
        Some(self.states.len() as Id - 1)
    }

    fn bytes(&mut self, ranges: Vec<(u8, u8, Id)>) -> Option<Id> {
        if let Some(&id) = self.known.get(&ranges) {
            return Some(id);
        }
        let id = self.push(State::Bytes(ranges.clone().into()))?;
        self.known.insert(ranges, id);
        Some(id)
    }

    /// The state from which `node` leads to `next`.
    fn node(&mut self, node: &Node, next: Id) -> Option<Id> {
        match node {
            Node::Empty | Node::MatchStart | Node::MatchEnd => Some(next),
            Node::Unit(unit) => {
                if *unit > MAX_CHAR {
                    return None;
                }
                let mut bytes = vec![];
                encode(*unit, &mut bytes);
                bytes.iter().rev().try_fold(next, |next, &byte| self.bytes(vec![(byte, byte, next)]))
            }
            Node::Class(class) => self.class(class, next),
            Node::Look(look) => {
                match look {
                    Look::TextStart | Look::TextEnd | Look::LineStart | Look::LineEnd | Look::Never => {}
                    _ => self.words = true,
                }
                self.push(State::Look(*look, next))
            }
            Node::Concat(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.node(node, next)),
            Node::Alternate(branches) => {
                let mut branches = branches.iter().rev();
                let mut start = self.node(branches.next()?, next)?;
                for branch in branches {
                    let branch = self.node(branch, next)?;
                    start = self.push(State::Split(branch, start))?;
                }
                Some(start)
            }
            Node::Repeat(repeat) => {
                let mut next = next;
                match repeat.max {
                    None => {
                        let split = self.push(State::Match)?;
                        let body = self.node(&repeat.node, split)?;
                        self.states[split as usize] = State::Split(body, next);
                        next = split;
                    }
                    Some(max) => {
                        let end = next;
                        for _ in repeat.min..max {
                            let body = self.node(&repeat.node, next)?;
                            next = self.push(State::Split(body, end))?;
                        }
                    }
                }
                (0..repeat.min).try_fold(next, |next, _| self.node(&repeat.node, next))
            }
            Node::Group(_, node) => self.node(node, next),
            _ => None,
        }
    }

    fn class(&mut self, class: &Class, next: Id) -> Option<Id> {
        let mut all = vec![];
        for &(low, high) in class.ranges() {
            if high > MAX_CHAR && !self.valid {
                return None;
            }
            if low <= MAX_CHAR {
                sequences(low, high.min(MAX_CHAR), &mut all);
            }
        }
        let tails: Vec<&[(u8, u8)]> = all.iter().map(Sequence::as_slice).collect();
        self.trie(&tails, next)
    }

    /// The state that reads any of these sequences, which are sorted and of which the first ranges are equal or disjoint.
    fn trie(&mut self, sequences: &[&[(u8, u8)]], next: Id) -> Option<Id> {
        let mut ranges: Vec<(u8, u8, Id)> = vec![];
        let mut at = 0;
        while at < sequences.len() {
            let (low, high) = sequences[at][0];
            let count = sequences[at..].iter().take_while(|sequence| sequence[0] == (low, high)).count();
            let tails: Vec<&[(u8, u8)]> = sequences[at..at + count].iter().map(|sequence| &sequence[1..]).collect();
            let to = if tails[0].is_empty() { next } else { self.trie(&tails, next)? };
            match ranges.last_mut() {
                // Neighbours that lead to the same place are one.
                Some(last) if last.2 == to && last.1.checked_add(1) == Some(low) => last.1 = high,
                _ => ranges.push((low, high, to)),
            }
            at += count;
        }
        self.bytes(ranges)
    }
}
