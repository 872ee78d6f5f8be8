//! The fast engine: an automaton over bytes, made as it runs. It answers whether, and where from and to; never groups.

mod lazy;
mod nfa;
mod skip;
mod utf8;

pub(crate) use skip::Needle;

use crate::ast::Node;
use crate::captures::Match;
use crate::unit::decode;
use base::{Budget, Exhausted};
use lazy::{End, Lazy, byte_classes};
use skip::Skip;
use std::cell::RefCell;
use std::rc::Rc;

/// An answer, or none where another engine must be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer<T> {
    Known(T),
    Unknown,
}

/// A pattern's automata.
#[derive(Debug)]
pub(crate) struct Dfa {
    /// Where does the first match end?
    search: RefCell<Lazy>,
    /// Where does the longest match from here end?
    anchored: RefCell<Lazy>,
    words: bool,
    /// Every match starts at the start of the text.
    at_start: bool,
}

impl Dfa {
    /// The automata of a pattern; `None` for patterns that are no regular language, or too large. If `valid`, they are
    /// only asked about UTF-8.
    pub(crate) fn new(node: &Node, at_start: bool, first: Option<&[bool; 256]>, valid: bool) -> Option<Self> {
        let nfa = Rc::new(nfa::build(node, valid)?);
        let (classes, count) = byte_classes(&nfa);
        Some(Self {
            words: nfa.words,
            at_start,
            search: RefCell::new(Lazy::new(Rc::clone(&nfa), Rc::clone(&classes), count, true, Skip::new(node, first))),
            anchored: RefCell::new(Lazy::new(nfa, classes, count, false, Skip::Nothing)),
        })
    }

    /// Where the match that ends first ends, from `start` on; and a place before which none starts.
    pub(crate) fn first_end(
        &self,
        text: &[u8],
        start: usize,
        budget: &Budget,
    ) -> Result<Answer<Option<(usize, usize)>>, Exhausted> {
        if self.blind(text, start) {
            return Ok(Answer::Unknown);
        }
        if self.at_start && start > 0 {
            return Ok(Answer::Known(None));
        }
        let lazy = if self.at_start { &self.anchored } else { &self.search };
        let mut found = None;
        let end = lazy.borrow_mut().search(text, start, text.len(), budget, &mut |end| {
            found = Some(end);
            false
        })?;
        Ok(match end {
            End::Done { cold } => Answer::Known(found.map(|end| (end, cold))),
            End::Quit => Answer::Unknown,
        })
    }

    /// Where the longest match that starts at `start` ends.
    pub(crate) fn longest(
        &self,
        text: &[u8],
        start: usize,
        budget: &Budget,
    ) -> Result<Answer<Option<usize>>, Exhausted> {
        if self.blind(text, start) {
            return Ok(Answer::Unknown);
        }
        let mut found = None;
        let end = self.anchored.borrow_mut().search(text, start, text.len(), budget, &mut |end| {
            found = Some(end);
            true
        })?;
        Ok(if end == End::Quit { Answer::Unknown } else { Answer::Known(found) })
    }

    /// The leftmost, then longest match that starts between `start` and `last_start`.
    pub(crate) fn find(
        &self,
        text: &[u8],
        start: usize,
        last_start: usize,
        budget: &Budget,
    ) -> Result<Answer<Option<Match>>, Exhausted> {
        let (first_end, cold) = match self.first_end(text, start, budget)? {
            Answer::Unknown => return Ok(Answer::Unknown),
            Answer::Known(None) => return Ok(Answer::Known(None)),
            Answer::Known(Some(found)) => found,
        };
        let mut from = cold;
        while from <= first_end.min(last_start) {
            match self.longest(text, from, budget)? {
                Answer::Known(Some(end)) => return Ok(Answer::Known(Some(Match { start: from, end }))),
                Answer::Known(None) => from += decode(text, from).map_or(1, |(_, length)| length),
                Answer::Unknown => return Ok(Answer::Unknown),
            }
        }
        Ok(Answer::Known(None))
    }

    /// Whether a character beyond ASCII just before hides what the automaton must know.
    fn blind(&self, text: &[u8], start: usize) -> bool {
        self.words && start > 0 && text.get(start - 1).is_some_and(|&byte| byte >= 0x80)
    }
}

/// The automaton of a part of a pattern.
#[derive(Debug)]
pub(crate) struct PartDfa(RefCell<Lazy>, bool);

impl PartDfa {
    /// As [`Dfa::new`].
    pub(crate) fn new(node: &Node) -> Option<Self> {
        let nfa = Rc::new(nfa::build(node, false)?);
        let (classes, count) = byte_classes(&nfa);
        let words = nfa.words;
        Some(Self(RefCell::new(Lazy::new(nfa, classes, count, false, Skip::Nothing)), words))
    }

    /// Visits the places up to `limit` where matches end that start at `start`, the nearest first; false when it cannot
    /// tell, or not all.
    pub(crate) fn ends(
        &self,
        text: &[u8],
        start: usize,
        limit: usize,
        budget: &Budget,
        visit: &mut dyn FnMut(usize),
    ) -> Result<bool, Exhausted> {
        if self.1 && start > 0 && text.get(start - 1).is_some_and(|&byte| byte >= 0x80) {
            return Ok(false);
        }
        let end = self.0.borrow_mut().search(text, start, limit, budget, &mut |end| {
            visit(end);
            true
        })?;
        Ok(end != End::Quit)
    }
}
