//! Subshells: copies of the shell in processes of their own.

use super::shell::{Flow, Shell};
use crate::kernel::{Pid, Spawn};
use crate::syntax::List;
use std::future::Future;
use std::rc::Rc;

impl Shell {
    /// What a child starts with. Signals that an interactive shell ignores for itself are the child's again.
    pub(crate) fn child(&self) -> Spawn {
        let mut spawn = self.sys.child();
        if self.interactive {
            let keeps = |signal: &u8| self.traps.get(signal).is_some_and(Vec::is_empty);
            spawn.ignored = (1..=64).filter(keeps).map(|signal| crate::kernel::Signal(signal).bit()).sum();
        }
        spawn
    }

    /// Starts a copy of this shell; `prepare` changes it, `body` runs it.
    pub(crate) fn spawn_subshell<F>(
        &mut self,
        spawn: Spawn,
        prepare: impl FnOnce(&mut Shell),
        body: impl FnOnce(Shell) -> F + 'static,
    ) -> Pid
    where
        F: Future<Output = Shell> + 'static,
    {
        let kernel = Rc::clone(&self.sys.kernel);
        if !kernel.may_fork() {
            self.complain("fork: Resource temporarily unavailable");
            self.flow = Some(Flow::Exit);
            return kernel.spawn(spawn, |_| async { 254 });
        }
        let mut child = self.fork(self.sys.clone());
        // A subshell is no terminal's shell any more.
        child.interactive = false;
        prepare(&mut child);
        kernel.spawn(spawn, move |sys| {
            child.sys = sys;
            async move {
                let mut shell = body(child).await;
                shell.finish().await
            }
        })
    }

    /// A list, to its end.
    pub(crate) async fn run_list_in_subshell(&mut self, list: &List) {
        self.run_list(list).await;
    }

    /// The end of a shell: the EXIT trap, and the last words.
    pub(crate) async fn finish(&mut self) -> i32 {
        self.flow = None;
        if self.traps.contains_key(&super::TRAP_EXIT) {
            let status = self.status;
            self.run_trap(super::TRAP_EXIT).await;
            if self.flow != Some(Flow::Exit) {
                self.status = status;
            }
        }
        let failed = self.flush().await;
        if failed != 0 && self.status == 0 { failed } else { self.status }
    }
}
