//! Fuel: every loop that a learner's input can lengthen spends some, so nothing runs for ever.

use std::cell::Cell;

/// Work that may still be done, in abstract steps (about 10 ns each), and memory that may still be taken, in bytes.
///
/// Shared by reference: spending needs no `&mut`, so an executor can pass one budget through all its parts.
#[derive(Debug)]
pub struct Budget {
    steps: Cell<u64>,
    spent: Cell<u64>,
    memory: Cell<u64>,
}

/// The budget ran out: of steps, or of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exhausted {
    /// No step is left.
    Steps,
    /// No byte is left.
    Memory,
}

impl Budget {
    /// A budget of `steps` and of 512 MiB.
    pub fn new(steps: u64) -> Self {
        Self { steps: Cell::new(steps), spent: Cell::new(0), memory: Cell::new(512 << 20) }
    }

    /// The same budget with another bound on memory, in bytes.
    #[must_use]
    pub fn with_memory(self, bytes: u64) -> Self {
        self.memory.set(bytes);
        self
    }

    /// A budget that does not end in practice: for tools and tests, never for a learner's input in a page.
    pub fn unlimited() -> Self {
        Self::new(u64::MAX).with_memory(u64::MAX)
    }

    /// Takes `steps`; when fewer are left, takes them all and fails.
    #[inline]
    pub fn spend(&self, steps: u64) -> Result<(), Exhausted> {
        let left = self.steps.get();
        if steps > left {
            self.spent.set(self.spent.get().saturating_add(left));
            self.steps.set(0);
            return Err(Exhausted::Steps);
        }
        self.steps.set(left - steps);
        self.spent.set(self.spent.get().saturating_add(steps));
        Ok(())
    }

    /// Takes `bytes` of memory.
    pub fn take_memory(&self, bytes: u64) -> Result<(), Exhausted> {
        let left = self.memory.get();
        if bytes > left {
            return Err(Exhausted::Memory);
        }
        self.memory.set(left - bytes);
        Ok(())
    }

    /// Gives `bytes` of memory back.
    pub fn give_memory(&self, bytes: u64) {
        self.memory.set(self.memory.get().saturating_add(bytes));
    }

    /// Adds steps: the next time slice of a cooperative engine.
    pub fn refill(&self, steps: u64) {
        self.steps.set(self.steps.get().saturating_add(steps));
    }

    /// Steps left.
    pub fn left(&self) -> u64 {
        self.steps.get()
    }

    /// Steps spent since the start.
    pub fn spent(&self) -> u64 {
        self.spent.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overdraft_takes_all_and_fails() {
        let budget = Budget::new(5);
        assert_eq!(budget.spend(3), Ok(()));
        assert_eq!(budget.spend(3), Err(Exhausted::Steps));
        assert_eq!((budget.left(), budget.spent()), (0, 5));
        budget.refill(1);
        assert_eq!(budget.spend(1), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_returned() {
        let budget = Budget::new(0).with_memory(10);
        assert_eq!(budget.take_memory(8), Ok(()));
        assert_eq!(budget.take_memory(8), Err(Exhausted::Memory));
        budget.give_memory(8);
        assert_eq!(budget.take_memory(8), Ok(()));
    }
}
