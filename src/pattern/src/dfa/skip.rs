//! Ways to leap over text where no match can start, or that no match can do without.

use crate::ast::{Look, Node};
use crate::unit::{MAX_CHAR, encode};

/// How to find the next place where a match may start.
#[derive(Debug)]
pub(super) enum Skip {
    /// Anywhere.
    Nothing,
    /// At one of these bytes.
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
    Any(Box<[bool; 256]>),
    /// At this text.
    Text(Needle),
    /// At the start of a line.
    Line,
}

impl Skip {
    /// The best way for a pattern; `first` are the bytes it may start with, `None` if it may be empty.
    pub(super) fn new(node: &Node, first: Option<&[bool; 256]>) -> Self {
        if starts_line(node) {
            return Self::Line;
        }
        let mut text = vec![];
        prefix(node, &mut text);
        if text.len() > 1 {
            let needle = Needle::new(text);
            return if needle.rarity() <= COMMON { Self::Text(needle) } else { Self::Nothing };
        }
        let Some(first) = first else { return Self::Nothing };
        let bytes: Vec<u8> = (0..=255).filter(|&byte| first[usize::from(byte)]).collect();
        match bytes[..] {
            [] => Self::Nothing,
            _ if bytes.len() < 4 && bytes.iter().any(|&byte| frequency(byte) > COMMON) => Self::Nothing,
            [a] => Self::One(a),
            [a, b] => Self::Two(a, b),
            [a, b, c] => Self::Three(a, b, c),
            _ if bytes.len() < 128 => Self::Any(Box::new(*first)),
            _ => Self::Nothing,
        }
    }

    /// The next place, from `at` on, where a match may start; `None` when there is none.
    pub(super) fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let found = match self {
            Self::Nothing => Some(0),
            Self::One(a) => memchr::memchr(*a, rest),
            Self::Two(a, b) => memchr::memchr2(*a, *b, rest),
            Self::Three(a, b, c) => memchr::memchr3(*a, *b, *c, rest),
            Self::Any(first) => rest.iter().position(|&byte| first[usize::from(byte)]),
            Self::Text(needle) => needle.find(rest),
            Self::Line if at == 0 || text[at - 1] == b'\n' => Some(0),
            Self::Line => memchr::memchr(b'\n', rest).map(|newline| newline + 1),
        };
        found.map(|found| at + found)
    }
}

/// Whether every match starts at the start of a line.
fn starts_line(node: &Node) -> bool {
    match node {
        Node::Look(Look::LineStart) => true,
        Node::Concat(nodes) => nodes.first().is_some_and(starts_line),
        Node::Alternate(nodes) => nodes.iter().all(starts_line),
        Node::Group(_, node) => starts_line(node),
        _ => false,
    }
}

/// Adds the text that every match starts with; true when that is all there is.
fn prefix(node: &Node, out: &mut Vec<u8>) -> bool {
    match node {
        Node::Empty => true,
        Node::Unit(unit) if *unit <= MAX_CHAR => {
            encode(*unit, out);
            true
        }
        Node::Concat(nodes) => nodes.iter().all(|node| prefix(node, out)),
        Node::Group(_, node) => prefix(node, out),
        _ => false,
    }
}

/// A text that every match holds.
#[derive(Debug)]
pub(crate) struct Needle {
    text: Vec<u8>,
    /// Where its rarest byte is: that one is looked for.
    rarest: usize,
}

impl Needle {
    /// The rarest such text, if it is worth looking for.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let mut best = vec![];
        let mut run = vec![];
        required(node, &mut run, &mut best);
        keep(&mut run, &mut best);
        // A single letter is on nearly every line.
        let rare = best.len() > 1 || best.first().is_some_and(u8::is_ascii_punctuation);
        rare.then(|| Self::new(best)).filter(|needle| needle.rarity() <= COMMON)
    }

    /// The text that the pattern is, when it is nothing else and ASCII.
    pub(crate) fn whole(node: &Node) -> Option<Self> {
        let mut text = vec![];
        (prefix(node, &mut text) && !text.is_empty() && text.is_ascii() && !text.contains(&b'\n'))
            .then(|| Self::new(text))
    }

    /// How long it is.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    fn rarity(&self) -> usize {
        self.text.get(self.rarest).map_or(0, |&byte| frequency(byte))
    }

    fn new(text: Vec<u8>) -> Self {
        let rarest = (0..text.len()).min_by_key(|&at| frequency(text[at])).unwrap_or(0);
        Self { text, rarest }
    }

    /// Where it is in `text`.
    pub(crate) fn find(&self, text: &[u8]) -> Option<usize> {
        let rare = *self.text.get(self.rarest)?;
        let mut at = self.rarest;
        loop {
            at += memchr::memchr(rare, text.get(at..)?)?;
            let start = at - self.rarest;
            if text.get(start..start + self.text.len()) == Some(&self.text) {
                return Some(start);
            }
            at += 1;
        }
    }
}

/// A byte more common than this is met too often to be worth leaping to.
const COMMON: usize = 53;

/// How common a byte is in what people search, from 0.
fn frequency(byte: u8) -> usize {
    const RARE_FIRST: &[u8] = b"QXZJKYWVUqzxjkHGFBOPDLMNRTISCEAwvybgfpm98765432uhdc10lrsoniate";
    match RARE_FIRST.iter().position(|&known| known == byte) {
        Some(place) => place + 3,
        None if byte == b' ' => 100,
        // The bytes of accented letters come by the lead.
        None if byte >= 0xC0 => 60,
        None if byte >= 0x80 => 2,
        None => 10,
    }
}

/// Walks over what every match goes through; `run` is the text just before.
fn required(node: &Node, run: &mut Vec<u8>, best: &mut Vec<u8>) {
    match node {
        Node::Unit(unit) if *unit <= MAX_CHAR && *unit != u32::from(b'\n') => encode(*unit, run),
        Node::Empty | Node::Look(_) => {}
        Node::Concat(nodes) => nodes.iter().for_each(|node| required(node, run, best)),
        Node::Group(_, node) => required(node, run, best),
        Node::Repeat(repeat) if repeat.min > 0 => {
            keep(run, best);
            required(&repeat.node, run, best);
            keep(run, best);
        }
        _ => keep(run, best),
    }
}

fn keep(run: &mut Vec<u8>, best: &mut Vec<u8>) {
    let rarity = |text: &[u8]| text.iter().map(|&byte| frequency(byte)).min().unwrap_or(usize::MAX);
    if run.len() > 1 && best.len() < 2 || rarity(run) < rarity(best) && run.len() >= best.len().min(2) {
        std::mem::swap(run, best);
    }
    run.clear();
}
