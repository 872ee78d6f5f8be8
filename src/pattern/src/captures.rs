//! Where a pattern matched: the whole, and its groups.

use std::ops::Range;

/// Where a pattern matched, in bytes of the haystack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Match {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Match {
    /// The same as a range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The bytes it covers; empty when `haystack` is too short.
    pub fn of<'h>(&self, haystack: &'h [u8]) -> &'h [u8] {
        haystack.get(self.range()).unwrap_or_default()
    }
}

/// The whole match and the groups inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captures {
    groups: Vec<Option<Match>>,
    whole: Match,
}

impl Captures {
    pub(crate) fn new(whole: Match, groups: Vec<Option<Match>>) -> Self {
        Self { groups, whole }
    }

    /// The whole match.
    pub fn whole(&self) -> Match {
        self.whole
    }

    /// Group `n` (0 is the whole), `None` when it does not exist or took no part in the match.
    pub fn get(&self, n: usize) -> Option<Match> {
        if n == 0 { Some(self.whole) } else { self.groups.get(n - 1).copied().flatten() }
    }

    /// How many groups there are, the whole not counted.
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// The text of group `n`, empty when it took no part.
    pub fn text<'h>(&self, n: usize, haystack: &'h [u8]) -> &'h [u8] {
        self.get(n).map_or(&[], |group| group.of(haystack))
    }
}
