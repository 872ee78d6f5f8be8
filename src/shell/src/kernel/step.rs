//! The scheduler: runs processes in turn until the budget ends, or all wait.

use super::process::State;
use super::{Exit, Kernel, Pid};
use base::Budget;
use std::task::{Context, Poll, Waker};

/// Steps a process may take before others get their turn (about 2 ms).
const SLICE: u64 = 200_000;
/// Steps in a millisecond of virtual time.
const STEPS_PER_MILLISECOND: u64 = 100_000;

/// Why a step returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The budget ended: there is more to do.
    Running,
    /// Every process waits, the first of them for this many milliseconds: let time go by.
    Sleeping {
        /// Until the first timer.
        millis: i64,
    },
    /// Every process waits for input.
    Waiting,
    /// No process is left.
    Done,
}

impl Kernel {
    /// Runs until the budget ends or there is nothing to do without input.
    pub fn step(&self, budget: &Budget) -> Step {
        loop {
            if budget.left() == 0 {
                return Step::Running;
            }
            self.ring();
            let next = self.runnable.borrow_mut().pop_front();
            let Some(pid) = next else {
                let daemon = self.dozing.borrow().first().map_or(i64::MAX, |(deadline, _)| *deadline);
                let Some(&(deadline, _)) = self.timers.borrow().first() else {
                    // At an idle prompt, where time is the page's, a daemon's hour comes all the same.
                    if daemon < i64::MAX && !self.jumps.get() {
                        return Step::Sleeping { millis: daemon - self.clock.now() };
                    }
                    let alive = self.processes.borrow().values().any(super::process::Process::is_alive);
                    return if alive { Step::Waiting } else { Step::Done };
                };
                let millis = deadline.min(daemon) - self.clock.now();
                if !self.jumps.get() {
                    return Step::Sleeping { millis };
                }
                self.clock.advance(millis);
                self.untimed.set(0);
                continue;
            };
            let slice = SLICE.min(budget.left());
            self.quantum.set(slice);
            self.slice.set(slice);
            self.run(pid);
            let spent = (slice - self.quantum.get()).max(50);
            if let Some(process) = self.processes.borrow_mut().get_mut(&pid) {
                process.steps += spent;
            }
            let untimed = self.untimed.get() + spent;
            self.clock.advance((untimed / STEPS_PER_MILLISECOND) as i64);
            self.untimed.set(untimed % STEPS_PER_MILLISECOND);
            self.total.set(self.total.get() + spent);
            self.slice.set(0);
            self.quantum.set(0);
            let _ = budget.spend(spent);
            self.release();
        }
    }

    /// Wakes the processes whose instant has come.
    fn ring(&self) {
        let now = self.clock.now();
        for timers in [&self.timers, &self.dozing] {
            let mut timers = timers.borrow_mut();
            while timers.first().is_some_and(|(deadline, _)| *deadline <= now) {
                if let Some((_, pid)) = timers.pop_first() {
                    self.runnable.borrow_mut().push_back(pid);
                }
            }
        }
    }

    /// Polls one process until it waits or ends.
    fn run(&self, pid: Pid) {
        let mut stack = {
            let mut processes = self.processes.borrow_mut();
            match processes.get_mut(&pid) {
                Some(process) if process.state == State::Running => std::mem::take(&mut process.stack),
                _ => return,
            }
        };
        self.current.set(pid);
        let mut context = Context::from_waker(Waker::noop());
        let exit = loop {
            let Some(top) = stack.last_mut() else { break Some(Exit::Code(0)) };
            let poll = top.as_mut().poll(&mut context);
            if let Some(task) = self.pushed.borrow_mut().take() {
                stack.push(task);
                continue;
            }
            let doomed = self.processes.borrow().get(&pid).and_then(|process| process.doomed);
            if doomed.is_some() {
                break doomed;
            }
            match poll {
                Poll::Ready(()) => {
                    stack.pop();
                }
                Poll::Pending => break None,
            }
        };
        if let Some(exit) = exit {
            // Top first: a callee may use what its caller owns.
            while stack.pop().is_some() {}
            self.current.set(0);
            self.bury(pid, exit);
        } else if let Some(process) = self.processes.borrow_mut().get_mut(&pid) {
            process.stack = stack;
        }
        self.current.set(0);
    }
}

impl Kernel {
    /// Steps taken by all processes since the start.
    pub fn total_steps(&self) -> u64 {
        self.total.get() + self.slice.get().saturating_sub(self.quantum.get())
    }
}
