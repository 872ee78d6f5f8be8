//! Sequences.

use serde::{Deserialize, Serialize};

/// A sequence of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// The last value given, or the first to give.
    pub last: i64,
    /// Whether `last` was given already.
    pub called: bool,
    /// From one value to the next.
    pub increment: i64,
    /// The first value.
    pub start: i64,
    /// The least value.
    pub least: i64,
    /// The greatest value.
    pub greatest: i64,
    /// Whether it begins again at its end.
    pub cycle: bool,
}

impl Default for Sequence {
    fn default() -> Self {
        Self { last: 1, called: false, increment: 1, start: 1, least: 1, greatest: i64::MAX, cycle: false }
    }
}

impl Sequence {
    /// The next value; `None` past its end.
    pub fn next(&mut self) -> Option<i64> {
        if !self.called {
            self.called = true;
            return Some(self.last);
        }
        let next = self.last.checked_add(self.increment).filter(|next| (self.least..=self.greatest).contains(next));
        let next = match next {
            Some(next) => next,
            None if self.cycle => {
                if self.increment > 0 {
                    self.least
                } else {
                    self.greatest
                }
            }
            None => return None,
        };
        self.last = next;
        Some(next)
    }
}
