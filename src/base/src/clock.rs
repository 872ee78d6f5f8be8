//! Virtual time: the only clock of the engines.

use std::cell::Cell;

/// A clock that moves only when told to. Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Debug)]
pub struct Clock {
    now: Cell<i64>,
}

impl Clock {
    /// Where every lab starts: Monday 2 March 2026, 08:00:00 UTC.
    pub const START: i64 = 1_772_438_400_000;

    /// A clock that stands at `millis`.
    pub fn at(millis: i64) -> Self {
        Self { now: Cell::new(millis) }
    }

    /// The present instant, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.now.get()
    }

    /// Lets `millis` go by. Negative spans are ignored: time does not run backwards.
    pub fn advance(&self, millis: i64) {
        self.now.set(self.now.get().saturating_add(millis.max(0)));
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::at(Self::START)
    }
}
