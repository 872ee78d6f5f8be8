//! A kernel for one thread: processes are futures, polled in turn; nothing here knows an operating system.
//!
//! - [`process`]: the table of processes, their descriptors, signals and exits;
//! - [`park`]: how a process waits (queues, yielding, timers) and how deep calls leave the native stack;
//! - [`pipe`], [`file`], [`terminal`]: what a descriptor stands for;
//! - [`step`]: the scheduler, one slice at a time.
//!
//! Everything is shared by `Rc` and guarded by `Cell` and `RefCell`; no borrow is ever held across an `await`.

pub mod file;
pub mod modes;
pub mod park;
pub mod pipe;
mod proc;
pub mod process;
pub mod signal;
mod step;
pub mod sys;
pub mod terminal;

pub use file::OpenFile;
pub use modes::Modes;
pub use park::WaitQueue;
pub use process::{Exit, Fd, Pid, Spawn};
pub use signal::Signal;
pub use step::Step;
pub use sys::Sys;
pub use terminal::{Event, Frame, FrameLine, Style, Terminal, TerminalId};

use crate::host::Host;
use crate::kernel::pipe::Pipe;
use crate::kernel::process::Process;
use base::{Clock, Rng};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::{Rc, Weak};
use vfs::{Disk, Ino};

/// The state every process shares.
pub struct Kernel {
    /// The disk. Borrow briefly, never across an `await`.
    pub disk: RefCell<Disk>,
    /// Virtual time.
    pub clock: Clock,
    /// Seeded luck (`/dev/random`, `shuf`, `$RANDOM`'s seed).
    pub rng: RefCell<Rng>,
    /// What the lab provides: virtual web hosts, editors.
    pub host: RefCell<Rc<dyn Host>>,
    /// The machine's name.
    pub hostname: RefCell<Vec<u8>>,
    /// When the machine was started, in milliseconds since the epoch.
    pub boot: i64,
    pub(crate) processes: RefCell<BTreeMap<Pid, Process>>,
    pub(crate) runnable: RefCell<VecDeque<Pid>>,
    pub(crate) timers: RefCell<BTreeSet<(i64, Pid)>>,
    /// Timers of daemons: they ring when time goes by, and never make it jump.
    pub(crate) dozing: RefCell<BTreeSet<(i64, Pid)>>,
    /// Woken when a crontab has changed.
    pub(crate) schedule: WaitQueue,
    pub(crate) terminals: RefCell<Vec<Rc<Terminal>>>,
    pub(crate) fifos: RefCell<BTreeMap<Ino, Weak<Pipe>>>,
    /// Inodes whose last open description went away, to be released at the next switch.
    pub(crate) released: RefCell<Vec<Ino>>,
    pub(crate) current: Cell<Pid>,
    pub(crate) next_pid: Cell<Pid>,
    /// Steps the running process may still take before it must yield.
    pub(crate) quantum: Cell<u64>,
    /// How long the running process's slice was.
    pub(crate) slice: Cell<u64>,
    /// Steps taken in earlier slices.
    pub(crate) total: Cell<u64>,
    /// A call the running process wants on top of its stack.
    pub(crate) pushed: RefCell<Option<park::Task>>,
    /// Steps taken that have not yet moved the clock.
    pub(crate) untimed: Cell<u64>,
    /// Whether time jumps to the next timer when all is idle.
    pub(crate) jumps: Cell<bool>,
    /// How the last process without a parent ended.
    pub(crate) last_exit: Cell<Option<Exit>>,
}

impl Kernel {
    /// A kernel over this disk.
    pub fn new(disk: Disk, clock: Clock, rng: Rng, hostname: &[u8], host: Rc<dyn Host>) -> Rc<Self> {
        let boot = clock.now();
        Rc::new(Self {
            disk: RefCell::new(disk),
            clock,
            rng: RefCell::new(rng),
            host: RefCell::new(host),
            hostname: RefCell::new(hostname.to_vec()),
            boot,
            processes: RefCell::default(),
            runnable: RefCell::default(),
            timers: RefCell::default(),
            dozing: RefCell::default(),
            schedule: WaitQueue::default(),
            terminals: RefCell::default(),
            fifos: RefCell::default(),
            released: RefCell::default(),
            current: Cell::new(0),
            next_pid: Cell::new(Self::FIRST_PID),
            quantum: Cell::new(0),
            slice: Cell::new(0),
            total: Cell::new(0),
            pushed: RefCell::new(None),
            untimed: Cell::new(0),
            jumps: Cell::new(true),
            last_exit: Cell::new(None),
        })
    }

    /// The pid of the first process.
    const FIRST_PID: Pid = 1000;

    /// The terminal of this number.
    pub fn terminal(&self, id: TerminalId) -> Option<Rc<Terminal>> {
        self.terminals.borrow().get(id.0).cloned()
    }
}
