//! PostgreSQL's way (Henry Spencer's): first the place of the whole match, then its parts from left to right, each as
//! long or as short as it prefers and as the rest allows.

mod parts;
mod tree;

use crate::captures::{Captures, Match};
use crate::class::same;
use crate::error::PatternError;
use crate::parse::Parsed;
use crate::simulate::Simulator;
use crate::unit::decode;
use base::{Budget, Exhausted};
use tree::{Kind, Tree};

/// A pattern ready to be dissected.
#[derive(Debug)]
pub(crate) struct Dissector {
    tree: Tree,
    groups: usize,
    ignore_case: bool,
}

impl Dissector {
    pub(crate) fn new(parsed: &Parsed) -> Result<Self, PatternError> {
        Ok(Self { tree: tree::build(parsed)?, groups: parsed.groups, ignore_case: parsed.flags.ignore_case })
    }

    /// The leftmost match that starts between `start` and `last_start`; its groups if asked for. `first_end` is where the
    /// match that ends first ends, if that is known.
    pub(crate) fn find(
        &self,
        text: &[u8],
        start: usize,
        last_start: usize,
        first_end: Option<usize>,
        groups: bool,
        budget: &Budget,
    ) -> Result<Option<Captures>, Exhausted> {
        // No match starts after the earliest end there is.
        let first_end = match first_end {
            Some(end) => end,
            None => match Simulator::new(self.tree.program(), text, budget).first_end(start)? {
                Some(end) => end,
                None => return Ok(None),
            },
        };
        let exact = !self.tree.has_back_references();
        let last_start = if exact { first_end.min(last_start) } else { last_start };
        let mut from = start;
        let mut work = Work { text, budget, groups: vec![None; self.groups], ignore_case: self.ignore_case };
        while from <= last_start {
            let ends = work.ends(&self.tree, from, text.len())?;
            for end in self.tree.in_order(ends) {
                let whole = Match { start: from, end };
                if exact && !groups {
                    return Ok(Some(Captures::new(whole, vec![])));
                }
                work.groups.fill(None);
                if work.dissect(&self.tree, from, end)? {
                    return Ok(Some(Captures::new(whole, work.groups)));
                }
            }
            match decode(text, from) {
                Some((_, length)) => from += length,
                None => break,
            }
        }
        Ok(None)
    }
}

/// A dissection under way.
struct Work<'a> {
    text: &'a [u8],
    budget: &'a Budget,
    groups: Vec<Option<Match>>,
    ignore_case: bool,
}

impl Work<'_> {
    /// Visits the places where `tree` may end when it starts at `from`, looking at no group, the nearest first.
    fn each_end(&self, tree: &Tree, from: usize, limit: usize, visit: &mut dyn FnMut(usize)) -> Result<(), Exhausted> {
        let mut done = None;
        if let Some(dfa) = tree.dfa(limit - from + 8) {
            let known = dfa.ends(self.text, from, limit, self.budget, &mut |end| {
                done = Some(end);
                visit(end);
            })?;
            if known {
                return Ok(());
            }
        }
        Simulator::new(tree.program(), self.text, self.budget).ends(from, limit, &mut |end| {
            // What the automaton saw before it gave up has been visited.
            if done.is_none_or(|done| end > done) {
                visit(end);
            }
            true
        })
    }

    fn ends(&self, tree: &Tree, from: usize, limit: usize) -> Result<Vec<usize>, Exhausted> {
        let mut ends = vec![];
        self.each_end(tree, from, limit, &mut |end| ends.push(end))?;
        Ok(ends)
    }

    /// Whether `tree` may match all of `start..end`, looking at no group.
    fn spans(&self, tree: &Tree, start: usize, end: usize) -> Result<bool, Exhausted> {
        let mut last = None;
        self.each_end(tree, start, end, &mut |end| last = Some(end))?;
        Ok(last == Some(end))
    }

    /// Divides `start..end`, which `tree` may match, among its parts; fills the groups.
    fn dissect(&mut self, tree: &Tree, start: usize, end: usize) -> Result<bool, Exhausted> {
        self.budget.spend(1)?;
        let done = match &tree.kind {
            Kind::Plain => true,
            Kind::Wrap(inside) => self.dissect(inside, start, end)?,
            Kind::Back { group, min, max } => self.back(*group, *min, *max, start, end)?,
            Kind::Concat(left, right) => self.concat(left, right, start, end)?,
            Kind::Alternate(branches) => {
                let mut done = false;
                for branch in branches {
                    if self.spans(branch, start, end)? && self.dissect(branch, start, end)? {
                        done = true;
                        break;
                    }
                }
                done
            }
            Kind::Iterate { min, max, inside } => self.iterate(inside, *min, *max, start, end)?,
        };
        if done && tree.capture > 0 {
            self.groups[tree.capture - 1] = Some(Match { start, end });
        }
        Ok(done)
    }

    fn concat(&mut self, left: &Tree, right: &Tree, start: usize, end: usize) -> Result<bool, Exhausted> {
        let ends = self.ends(left, start, end)?;
        for middle in left.in_order(ends) {
            if self.spans(right, middle, end)?
                && self.dissect(left, start, middle)?
                && self.dissect(right, middle, end)?
            {
                return Ok(true);
            }
            self.forget(left);
            self.forget(right);
        }
        Ok(false)
    }

    /// Forgets the groups inside.
    fn forget(&mut self, tree: &Tree) {
        tree.each_capture(&mut |group| self.groups[group - 1] = None);
    }

    /// `min` to `max` times the text of a group.
    fn back(&mut self, group: usize, min: u32, max: Option<u32>, start: usize, end: usize) -> Result<bool, Exhausted> {
        let Some(wanted) = self.groups[group - 1] else { return Ok(false) };
        if wanted.start == wanted.end {
            return Ok(start == end && max.is_none_or(|max| min <= max));
        }
        let mut at = start;
        let mut count = 0;
        while at < end {
            let Some(next) = self.again(wanted, at, end)? else { return Ok(false) };
            at = next;
            count += 1;
        }
        Ok(count >= min && max.is_none_or(|max| count <= max))
    }

    /// Where the text of `wanted` ends when it comes again at `at`.
    fn again(&self, wanted: Match, at: usize, end: usize) -> Result<Option<usize>, Exhausted> {
        let (mut from, mut to) = (wanted.start, at);
        self.budget.spend(1 + (wanted.end - wanted.start) as u64 / 8)?;
        while from < wanted.end {
            match (decode(self.text, from), decode(&self.text[..end], to)) {
                (Some((a, taken)), Some((b, length))) if a == b || self.ignore_case && same(a, b) => {
                    from += taken;
                    to += length;
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(to))
    }
}
