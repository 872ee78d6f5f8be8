//! A process's own view of the kernel: its system calls.

use super::process::{ChildEvent, State};
use super::{Exit, Fd, Kernel, OpenFile, Pid, Signal, Spawn, Terminal, TerminalId};
use std::rc::Rc;
use vfs::{Disk, Errno, OpenFlags, Who};

/// The kernel, as one process sees it.
#[derive(Clone)]
pub struct Sys {
    /// The kernel.
    pub kernel: Rc<Kernel>,
    /// Who calls.
    pub pid: Pid,
}

impl Sys {
    pub(crate) fn new(kernel: Rc<Kernel>, pid: Pid) -> Self {
        Self { kernel, pid }
    }

    /// User, groups, umask, current directory.
    pub fn who(&self) -> Who {
        self.kernel.processes.borrow().get(&self.pid).map_or_else(Who::root, |process| process.who.clone())
    }

    /// Changes user, groups, umask or current directory. Whoever calls has checked the right to.
    pub fn set_who(&self, change: impl FnOnce(&mut Who)) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&self.pid) {
            change(&mut process.who);
        }
    }

    /// Calls the disk in the name of this process, the time told, `/proc` fresh when `path` needs it.
    pub fn disk<T>(&self, path: &[u8], call: impl FnOnce(&mut Disk, &Who) -> T) -> T {
        if path.starts_with(b"/proc") {
            self.kernel.refresh_proc();
        }
        let processes = self.kernel.processes.borrow();
        let mut disk = self.kernel.disk.borrow_mut();
        disk.set_now(self.kernel.clock.now());
        match processes.get(&self.pid) {
            Some(process) => call(&mut disk, &process.who),
            None => call(&mut disk, &Who::root()),
        }
    }

    /// Opens a path.
    pub async fn open(&self, path: &[u8], flags: OpenFlags, mode: u32) -> Result<Rc<OpenFile>, Errno> {
        let who = self.who();
        self.kernel.open(&who, path, flags, mode).await
    }

    /// The description behind a descriptor.
    pub fn fd(&self, number: usize) -> Option<Rc<OpenFile>> {
        let processes = self.kernel.processes.borrow();
        let fd = processes.get(&self.pid)?.fds.get(number)?.as_ref()?;
        Some(Rc::clone(&fd.file))
    }

    /// All descriptors, by number.
    pub fn fds(&self) -> Vec<Option<Fd>> {
        self.kernel.processes.borrow().get(&self.pid).map_or_else(Vec::new, |process| process.fds.clone())
    }

    /// Puts a description behind a descriptor, or closes it; gives back what was there.
    pub fn set_fd(&self, number: usize, fd: Option<Fd>) -> Option<Fd> {
        let mut processes = self.kernel.processes.borrow_mut();
        let fds = &mut processes.get_mut(&self.pid)?.fds;
        if fds.len() <= number {
            fd.as_ref()?;
            fds.resize(number + 1, None);
        }
        std::mem::replace(&mut fds[number], fd)
    }

    /// The lowest free descriptor from `least` on.
    pub fn free_fd(&self, least: usize) -> usize {
        let processes = self.kernel.processes.borrow();
        let Some(process) = processes.get(&self.pid) else { return least };
        let taken = process.fds.iter().skip(least).take_while(|fd| fd.is_some()).count();
        least + taken
    }

    /// A pipe: reading end, writing end.
    pub fn pipe(&self) -> (Rc<OpenFile>, Rc<OpenFile>) {
        OpenFile::pipe(&self.kernel, super::pipe::Pipe::CAPACITY)
    }

    /// What a child of this process would start with: the same user, folder, descriptors, group, terminal.
    pub fn child(&self) -> Spawn {
        let processes = self.kernel.processes.borrow();
        match processes.get(&self.pid) {
            Some(process) => Spawn {
                parent: self.pid,
                group: Some(process.group),
                command: process.command.clone(),
                who: process.who.clone(),
                fds: process.fds.clone(),
                terminal: process.terminal,
                ignored: process.ignored,
                nice: process.nice,
            },
            None => Spawn {
                parent: 0,
                group: None,
                command: Vec::new(),
                who: Who::root(),
                fds: Vec::new(),
                terminal: None,
                ignored: 0,
                nice: 0,
            },
        }
    }

    /// Waits for a child to end.
    pub async fn wait(&self, pid: Pid) -> Exit {
        loop {
            match self.wait_event(pid).await {
                Some(ChildEvent::Exited(exit)) => return exit,
                Some(_) => {}
                None => self.kernel.yield_now().await,
            }
        }
    }

    /// What has happened to a child since last asked; one that is not there has ended.
    pub fn child_event(&self, pid: Pid) -> Option<ChildEvent> {
        let missing = || !self.kernel.processes.borrow().contains_key(&pid);
        self.kernel.child_event(pid).or_else(|| missing().then_some(ChildEvent::Exited(Exit::Code(127))))
    }

    /// Waits until a child ends, stops or goes on; `None` when a caught signal came first.
    pub async fn wait_event(&self, pid: Pid) -> Option<ChildEvent> {
        loop {
            if let Some(event) = self.child_event(pid) {
                return Some(event);
            }
            self.park_for_children().await;
            if self.kernel.has_signal() && self.kernel.is_alive(pid) {
                return None;
            }
        }
    }

    /// Waits until something happens to any child, or a caught signal arrives.
    pub async fn park_for_children(&self) {
        let kernel = &self.kernel;
        let mut registered = false;
        std::future::poll_fn(|_| {
            if registered {
                return std::task::Poll::Ready(());
            }
            registered = true;
            if let Some(process) = kernel.processes.borrow().get(&self.pid) {
                process.children.enroll(self.pid);
            }
            std::task::Poll::Pending
        })
        .await;
    }

    /// Takes the lowest caught signal that waits to be handled.
    pub fn take_signal(&self) -> Option<Signal> {
        let mut processes = self.kernel.processes.borrow_mut();
        let pending = &mut processes.get_mut(&self.pid)?.pending;
        if *pending == 0 {
            return None;
        }
        let signal = Signal(pending.trailing_zeros() as u8);
        *pending &= !signal.bit();
        Some(signal)
    }

    /// Says what a signal does: handled by the process, ignored, or (both false) its default.
    pub fn set_signal(&self, signal: Signal, caught: bool, ignored: bool) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&self.pid) {
            let set = |mask: &mut u128, on: bool| *mask = if on { *mask | signal.bit() } else { *mask & !signal.bit() };
            set(&mut process.caught, caught);
            set(&mut process.ignored, ignored);
        }
    }

    /// Is this signal ignored?
    pub fn ignores(&self, signal: Signal) -> bool {
        let processes = self.kernel.processes.borrow();
        processes.get(&self.pid).is_some_and(|process| process.ignored & signal.bit() != 0)
    }

    /// Sends a signal; a process that kills itself does not come back.
    pub async fn kill(&self, pid: Pid, signal: Signal) -> Result<(), Errno> {
        self.kernel.kill(self.pid, pid, signal)?;
        if pid == self.pid {
            self.kernel.yield_now().await;
        }
        Ok(())
    }

    /// The controlling terminal.
    pub fn terminal(&self) -> Option<Rc<Terminal>> {
        let id = self.kernel.processes.borrow().get(&self.pid)?.terminal?;
        self.kernel.terminal(id)
    }

    /// The process group of a process; this one for 0.
    pub fn group(&self, pid: Pid) -> Option<Pid> {
        let pid = if pid == 0 { self.pid } else { pid };
        self.kernel.processes.borrow().get(&pid).map(|process| process.group)
    }

    /// Moves a process to a group.
    pub fn set_group(&self, pid: Pid, group: Pid) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&pid) {
            process.group = group;
        }
    }

    /// Gives this process a terminal, a new session and the foreground.
    pub fn take_terminal(&self, id: TerminalId) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&self.pid) {
            process.terminal = Some(id);
            process.session = self.pid;
            process.group = self.pid;
        }
        if let Some(terminal) = self.kernel.terminal(id) {
            terminal.foreground.set(self.pid);
        }
    }

    /// The parent's pid.
    pub fn parent(&self) -> Pid {
        self.kernel.processes.borrow().get(&self.pid).map_or(0, |process| process.parent)
    }

    /// Sets the command line that `ps` shows.
    pub fn set_command(&self, command: Vec<Vec<u8>>) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&self.pid) {
            process.command = command;
        }
    }

    /// Sets the niceness of a process.
    pub fn set_nice(&self, pid: Pid, nice: i32) {
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&pid) {
            process.nice = nice;
        }
    }

    /// Is the process stopped?
    pub fn is_stopped(&self, pid: Pid) -> bool {
        self.kernel.processes.borrow().get(&pid).is_some_and(|process| process.state == State::Stopped)
    }

    /// The present instant, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.kernel.clock.now()
    }

    /// Spends steps of the budget; yields when the slice is over.
    #[inline]
    pub async fn tick(&self, steps: u64) {
        if !self.kernel.spend(steps) {
            self.kernel.yield_now().await;
        }
    }

    /// Waits this many milliseconds of virtual time; true when all of it went by, false when a caught signal came first.
    pub async fn sleep(&self, millis: i64) -> bool {
        let deadline = self.now().saturating_add(millis);
        while self.now() < deadline {
            self.kernel.sleep_until(deadline).await;
            if self.kernel.has_signal() {
                return false;
            }
        }
        true
    }
}
