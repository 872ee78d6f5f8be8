//! How a process waits: in a queue, for its turn, for an instant; and how a deep call leaves the native stack.

use super::{Kernel, Pid};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// One call on a process's own stack of futures.
pub(crate) type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Processes that wait for the same thing. Whoever is woken checks again whether the thing has come.
#[derive(Debug, Default)]
pub struct WaitQueue {
    waiting: RefCell<Vec<Pid>>,
}

impl WaitQueue {
    /// Makes every waiter runnable.
    pub fn wake(&self, kernel: &Kernel) {
        let mut waiting = self.waiting.borrow_mut();
        if !waiting.is_empty() {
            kernel.runnable.borrow_mut().extend(waiting.drain(..));
        }
    }

    /// Adds a waiter.
    pub(crate) fn enroll(&self, pid: Pid) {
        // A process may enroll again after another thing has woken it.
        let mut waiting = self.waiting.borrow_mut();
        if !waiting.contains(&pid) {
            waiting.push(pid);
        }
    }

    /// Waits until woken, or until a caught signal arrives.
    pub fn park<'a>(&'a self, kernel: &'a Kernel) -> impl Future<Output = ()> + 'a {
        pause(move || self.waiting.borrow_mut().push(kernel.current.get()))
    }
}

/// A future that is pending once, after calling `arrange`.
fn pause(arrange: impl FnOnce()) -> impl Future<Output = ()> {
    let mut arrange = Some(arrange);
    std::future::poll_fn(move |_: &mut Context<'_>| match arrange.take() {
        Some(arrange) => {
            arrange();
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
}

impl Kernel {
    /// Lets the others run.
    pub fn yield_now(&self) -> impl Future<Output = ()> + '_ {
        pause(|| self.runnable.borrow_mut().push_back(self.current.get()))
    }

    /// Takes steps off the running process's slice; false when it is over and the process should yield.
    #[inline]
    pub fn spend(&self, steps: u64) -> bool {
        let left = self.quantum.get();
        self.quantum.set(left.saturating_sub(steps));
        left > steps
    }

    /// Spends steps, and lets the others run when the slice is over.
    #[inline]
    pub async fn tick(&self, steps: u64) {
        if !self.spend(steps) {
            self.yield_now().await;
        }
    }

    /// Wakes a process when one of its children changes.
    pub(crate) fn enroll_child_wait(&self, pid: Pid) {
        if let Some(process) = self.processes.borrow().get(&pid) {
            process.children.enroll(pid);
        }
    }

    /// Never resumes: what is left to do for a process that has been killed.
    pub async fn never(&self) {
        std::future::pending::<()>().await;
    }

    /// Waits until the clock shows `instant` (milliseconds since the epoch), or a caught signal arrives.
    pub async fn sleep_until(&self, instant: i64) {
        let pid = self.current.get();
        if self.clock.now() >= instant {
            self.yield_now().await;
            return;
        }
        pause(|| {
            self.timers.borrow_mut().insert((instant, pid));
        })
        .await;
        self.timers.borrow_mut().remove(&(instant, pid));
    }

    /// The same for a daemon, on whose account time is never made to go by: it wakes when the clock gets there. Also wakes
    /// when something it has enrolled for happens.
    pub(crate) async fn doze_until(&self, instant: i64) {
        let pid = self.current.get();
        pause(|| {
            self.dozing.borrow_mut().insert((instant, pid));
        })
        .await;
        self.dozing.borrow_mut().remove(&(instant, pid));
    }

    /// Runs a call on the process's own stack of futures instead of the native stack, so recursion costs memory, not stack.
    pub async fn call<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> T {
        let slot: Rc<Cell<Option<T>>> = Rc::new(Cell::new(None));
        let result = Rc::clone(&slot);
        let task: Task = Box::pin(async move { result.set(Some(future.await)) });
        *self.pushed.borrow_mut() = Some(task);
        std::future::poll_fn(move |_| match slot.take() {
            Some(value) => Poll::Ready(value),
            None => Poll::Pending,
        })
        .await
    }
}
