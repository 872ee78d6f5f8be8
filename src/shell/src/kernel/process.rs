//! The table of processes.

use super::park::Task;
use super::{Kernel, OpenFile, Signal, Sys, Terminal, TerminalId, WaitQueue};
use std::future::Future;
use std::rc::Rc;
use vfs::Who;

/// A process id; process groups have their leader's.
pub type Pid = u32;

/// Processes a machine may have.
const MAX_PROCESSES: usize = 1000;

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It exited with this status.
    Code(u8),
    /// A signal killed it.
    Signal(Signal),
}

impl Exit {
    /// What `$?` shows: the status, or 128 and the signal's number.
    pub fn status(self) -> i32 {
        match self {
            Self::Code(code) => code.into(),
            Self::Signal(signal) => 128 + i32::from(signal.0),
        }
    }
}

/// What happened to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChildEvent {
    /// It ended; its entry is gone.
    Exited(Exit),
    /// It was stopped by this signal.
    Stopped(Signal),
    /// It goes on.
    Continued,
}

/// A descriptor: an open description, and whether it closes on exec.
#[derive(Clone)]
pub struct Fd {
    /// The description, shared after `dup` and fork.
    pub file: Rc<OpenFile>,
    /// Not passed on to programs (`FD_CLOEXEC`).
    pub close_on_exec: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Running,
    Stopped,
    Zombie(Exit),
}

/// One process.
pub struct Process {
    pub(crate) parent: Pid,
    pub(crate) group: Pid,
    pub(crate) session: Pid,
    pub(crate) command: Vec<Vec<u8>>,
    pub(crate) who: Who,
    pub(crate) fds: Vec<Option<Fd>>,
    pub(crate) state: State,
    pub(crate) pending: u128,
    pub(crate) ignored: u128,
    pub(crate) caught: u128,
    pub(crate) stopped_by: Option<Signal>,
    pub(crate) continued: bool,
    pub(crate) children: WaitQueue,
    pub(crate) stack: Vec<Task>,
    pub(crate) terminal: Option<TerminalId>,
    pub(crate) started: i64,
    pub(crate) steps: u64,
    pub(crate) nice: i32,
    /// How many programs have taken it over with `exec`.
    pub(crate) replaced: u32,
    pub(crate) doomed: Option<Exit>,
}

impl Process {
    pub(crate) fn is_alive(&self) -> bool {
        !matches!(self.state, State::Zombie(_))
    }
}

/// What a new process starts with.
#[derive(Clone)]
pub struct Spawn {
    /// Its parent, 0 for none: then nobody waits for it.
    pub parent: Pid,
    /// Its process group; `None` makes it the leader of a new one.
    pub group: Option<Pid>,
    /// Words of its command line, for `ps`.
    pub command: Vec<Vec<u8>>,
    /// User, groups, umask, current directory.
    pub who: Who,
    /// Descriptors by number.
    pub fds: Vec<Option<Fd>>,
    /// Its controlling terminal.
    pub terminal: Option<TerminalId>,
    /// Signals it ignores, as bits.
    pub ignored: u128,
    /// Niceness.
    pub nice: i32,
}

/// What `ps` shows of a process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessInfo {
    /// Process id.
    pub pid: Pid,
    /// Its parent's.
    pub parent: Pid,
    /// Its group's.
    pub group: Pid,
    /// Its session's.
    pub session: Pid,
    /// Owner.
    pub uid: u32,
    /// The words of its command line.
    pub command: Vec<Vec<u8>>,
    /// `R`, `S`, `T` or `Z`.
    pub state: char,
    /// Its terminal's number.
    pub terminal: Option<TerminalId>,
    /// When it started, in milliseconds since the epoch.
    pub started: i64,
    /// Steps it has taken (100,000 make a millisecond of processor time).
    pub steps: u64,
    /// Niceness.
    pub nice: i32,
}

impl Kernel {
    /// Starts a process that runs the future made by `body`; its value is the exit status.
    pub fn spawn<F>(self: &Rc<Self>, spawn: Spawn, body: impl FnOnce(Sys) -> F) -> Pid
    where
        F: Future<Output = i32> + 'static,
    {
        // A fork is paid for, so that processes that only make processes end too.
        self.spend(3000);
        let pid = self.next_pid.get();
        self.next_pid.set(pid + 1);
        let sys = Sys::new(Rc::clone(self), pid);
        let kernel = Rc::clone(self);
        let future = body(sys);
        let task: Task = Box::pin(async move {
            let status = future.await;
            kernel.set_exit(pid, Exit::Code(status as u8));
        });
        let process = Process {
            parent: spawn.parent,
            group: spawn.group.unwrap_or(pid),
            session: self.processes.borrow().get(&spawn.parent).map_or(pid, |parent| parent.session),
            command: spawn.command,
            who: spawn.who,
            fds: spawn.fds,
            state: State::Running,
            pending: 0,
            ignored: spawn.ignored,
            caught: 0,
            stopped_by: None,
            continued: false,
            children: WaitQueue::default(),
            stack: vec![task],
            terminal: spawn.terminal,
            started: self.clock.now(),
            steps: 0,
            nice: spawn.nice,
            replaced: 0,
            doomed: None,
        };
        self.processes.borrow_mut().insert(pid, process);
        self.runnable.borrow_mut().push_back(pid);
        pid
    }

    fn set_exit(&self, pid: Pid, exit: Exit) {
        if let Some(process) = self.processes.borrow_mut().get_mut(&pid) {
            process.doomed.get_or_insert(exit);
        }
    }

    /// Ends a process: at once, or, when it is the running one, at its next wait.
    pub(crate) fn finish(&self, pid: Pid, exit: Exit) {
        self.set_exit(pid, exit);
        if self.current.get() != pid {
            self.bury(pid, exit);
        }
    }

    /// Drops what a dead process held, and tells its parent.
    pub(crate) fn bury(&self, pid: Pid, exit: Exit) {
        let (stack, fds, parent);
        {
            let mut processes = self.processes.borrow_mut();
            let Some(process) = processes.get_mut(&pid) else { return };
            if !process.is_alive() {
                return;
            }
            stack = std::mem::take(&mut process.stack);
            fds = std::mem::take(&mut process.fds);
            process.state = State::Zombie(exit);
            parent = process.parent;
            let orphans = processes.iter_mut().filter(|(_, other)| other.parent == pid);
            let mut gone = Vec::new();
            for (orphan, process) in orphans {
                process.parent = 0;
                if !process.is_alive() {
                    gone.push(*orphan);
                }
            }
            for orphan in gone {
                processes.remove(&orphan);
            }
            match processes.get(&parent) {
                Some(parent) => parent.children.wake(self),
                None => {
                    self.last_exit.set(Some(exit));
                    processes.remove(&pid);
                }
            }
        }
        // Dropping futures and files runs code of ours: outside the borrow.
        drop(stack);
        drop(fds);
        self.deliver(parent, Signal::CHLD);
    }

    /// Is there room for one more process?
    pub(crate) fn may_fork(&self) -> bool {
        self.processes.borrow().len() < MAX_PROCESSES
    }

    /// A caught signal needs no handling any more.
    pub fn forget_signal(&self, pid: Pid, signal: Signal) {
        if let Some(process) = self.processes.borrow_mut().get_mut(&pid) {
            process.pending &= !signal.bit();
        }
    }

    /// Has the running process a caught signal to handle?
    pub fn has_signal(&self) -> bool {
        self.processes.borrow().get(&self.current.get()).is_some_and(|process| process.pending != 0)
    }

    /// Has the running process been killed?
    pub fn is_doomed(&self) -> bool {
        self.processes.borrow().get(&self.current.get()).is_some_and(|process| process.doomed.is_some())
    }

    /// The running process's descriptor of this number.
    pub(crate) fn descriptor(&self, number: usize) -> Option<Rc<OpenFile>> {
        let processes = self.processes.borrow();
        let fd = processes.get(&self.current.get())?.fds.get(number)?.as_ref()?;
        Some(Rc::clone(&fd.file))
    }

    /// The running process's terminal.
    pub(crate) fn controlling_terminal(&self) -> Option<Rc<Terminal>> {
        let id = self.processes.borrow().get(&self.current.get())?.terminal?;
        self.terminal(id)
    }

    /// What happened to a child since last asked, taking note of it.
    pub fn child_event(&self, pid: Pid) -> Option<ChildEvent> {
        let mut processes = self.processes.borrow_mut();
        let process = processes.get_mut(&pid)?;
        if let State::Zombie(exit) = process.state {
            processes.remove(&pid);
            return Some(ChildEvent::Exited(exit));
        }
        if let Some(signal) = process.stopped_by.take() {
            return Some(ChildEvent::Stopped(signal));
        }
        std::mem::take(&mut process.continued).then_some(ChildEvent::Continued)
    }

    /// All processes, by pid.
    pub fn list_processes(&self) -> Vec<ProcessInfo> {
        let current = self.current.get();
        let info = |(pid, process): (&Pid, &Process)| ProcessInfo {
            pid: *pid,
            parent: process.parent,
            group: process.group,
            session: process.session,
            uid: process.who.uid,
            command: process.command.clone(),
            state: match process.state {
                State::Running if *pid == current => 'R',
                State::Running => 'S',
                State::Stopped => 'T',
                State::Zombie(_) => 'Z',
            },
            terminal: process.terminal,
            started: process.started,
            steps: process.steps,
            nice: process.nice,
        };
        self.processes.borrow().iter().map(info).collect()
    }

    /// Is there a live process of this number?
    pub fn is_alive(&self, pid: Pid) -> bool {
        self.processes.borrow().get(&pid).is_some_and(Process::is_alive)
    }

    /// Kills every process: before a disk is replaced, or when a page closes.
    pub fn kill_all(&self) {
        let pids: Vec<Pid> = self.processes.borrow().keys().copied().collect();
        for pid in pids {
            self.bury(pid, Exit::Signal(Signal::KILL));
            self.processes.borrow_mut().remove(&pid);
        }
        self.release();
    }

    /// Lets the disk free files that nobody holds any more.
    pub(crate) fn release(&self) {
        let released = std::mem::take(&mut *self.released.borrow_mut());
        if !released.is_empty() {
            let mut disk = self.disk.borrow_mut();
            for ino in released {
                disk.close(ino);
            }
        }
    }
}
