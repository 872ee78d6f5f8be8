//! The facade: a machine with a disk, terminals and a shell in each.

mod complete;
mod explain;
mod install;
mod script;

pub use complete::{Completion, Known};
pub use script::{Done, Script};

use crate::host::{EmptyHost, Host};
use crate::kernel::file::{End, OpenFile};
use crate::kernel::{Event, Fd, Kernel, Pid, Signal, Spawn, Step, Terminal, TerminalId};
use crate::{Bytes, Env};
use base::{Budget, Clock, Rng};
use std::cell::RefMut;
use std::collections::BTreeMap;
use std::rc::Rc;
use vfs::{Account, Disk, OpenFlags, Skeleton, SnapshotError, Who};

/// What a machine is made with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The learner's login name.
    pub user: String,
    /// The learner's full name.
    pub full_name: String,
    /// The machine's name.
    pub hostname: String,
    /// The seed of all luck.
    pub seed: u64,
    /// The instant it starts, in milliseconds since the epoch.
    pub start: i64,
    /// The folder where shells start, absolute; home when empty or missing.
    pub cwd: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            user: "apprenant".to_owned(),
            full_name: "Apprenant".to_owned(),
            hostname: "atelier".to_owned(),
            seed: 1,
            start: Clock::START,
            cwd: String::new(),
        }
    }
}

/// What a terminal is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line, without its newline; the page has already shown it.
    Line(String),
    /// Keys for a full-screen program, as a terminal sends them.
    Bytes(Bytes),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-\.
    Quit,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-D.
    Eof,
    /// The window has this many columns and rows now.
    Resize(usize, usize),
}

/// A machine.
pub struct Machine {
    pub(crate) kernel: Rc<Kernel>,
    pub(crate) config: Config,
    shells: BTreeMap<TerminalId, Pid>,
    /// The disk's generation when `FilesChanged` was last told.
    seen: u64,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new(Config::default(), Rc::new(EmptyHost))
    }
}

/// The learner's user id.
const LEARNER: u32 = 1000;

impl Machine {
    /// A machine with a fresh Debian-like disk.
    pub fn new(config: Config, host: Rc<dyn Host>) -> Self {
        let groups = vec!["sudo".to_owned(), "users".to_owned()];
        let learner = Account { name: config.user.clone(), uid: LEARNER, gecos: config.full_name.clone(), groups };
        let skeleton = Skeleton { hostname: config.hostname.clone(), accounts: vec![learner], now: config.start };
        let mut disk = Disk::debian(&skeleton);
        install::programs(&mut disk);
        Self::with_disk(disk, config, host)
    }

    /// A machine over a disk that is already furnished.
    pub fn with_disk(disk: Disk, config: Config, host: Rc<dyn Host>) -> Self {
        let clock = Clock::at(config.start);
        let rng = Rng::new(config.seed).fork("shell");
        let seen = disk.generation();
        let kernel = Kernel::new(disk, clock, rng, config.hostname.as_bytes(), host);
        crate::commands::schedule::start(&kernel);
        Self { kernel, config, shells: BTreeMap::new(), seen }
    }

    /// Puts man pages on the disk: (language tag, command, page), for `man` and `--help`.
    pub fn mount_manual<'a>(&mut self, pages: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) {
        let root = Who { umask: 0o022, ..Who::root() };
        let mut disk = self.kernel.disk.borrow_mut();
        for (language, command, page) in pages {
            let path = crate::manual::path(language, command);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            // A disk without room has no manual; nothing else depends on it.
            let _ = disk.mkdir_all(&root, folder.as_bytes());
            let _ = disk.write_file(&root, path.as_bytes(), page.as_bytes());
        }
        drop(disk);
        let generation = self.disk().generation();
        self.seen = generation;
    }

    /// The disk, to read and to change between steps.
    pub fn disk(&self) -> RefMut<'_, Disk> {
        self.kernel.disk.borrow_mut()
    }

    /// The learner's credentials, standing where shells start.
    pub fn learner(&self) -> Who {
        let mut who = Who::user(LEARNER, LEARNER);
        who.groups.extend([27, 100]);
        let disk = self.kernel.disk.borrow();
        let folders = [self.config.cwd.clone(), self.home()];
        let found = folders
            .iter()
            .filter(|folder| !folder.is_empty())
            .find_map(|folder| disk.resolve(&who, folder.as_bytes(), true).ok());
        if let Some(folder) = found {
            who.cwd = folder;
        }
        who
    }

    /// The learner's home.
    pub fn home(&self) -> String {
        format!("/home/{}", self.config.user)
    }

    /// The variables a login gives.
    pub(crate) fn environment(&self) -> Env {
        let user = &self.config.user;
        let set = [
            ("HOME", self.home()),
            ("LANG", "C.UTF-8".to_owned()),
            ("LOGNAME", user.clone()),
            ("PATH", "/usr/local/bin:/usr/bin:/bin".to_owned()),
            ("SHELL", "/bin/bash".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("USER", user.clone()),
        ];
        set.into_iter().map(|(name, value)| (name.as_bytes().to_vec(), value.into_bytes())).collect()
    }

    /// Opens a terminal with an interactive shell in it.
    pub fn open_terminal(&mut self, columns: usize, rows: usize) -> TerminalId {
        let id = TerminalId(self.kernel.terminals.borrow().len());
        let terminal = Rc::new(Terminal::new(id, columns, rows));
        self.kernel.terminals.borrow_mut().push(terminal);
        self.kernel.jumps.set(false);
        self.start_shell(id);
        id
    }

    /// Starts a shell in a terminal: at first, and after the last one has exited.
    pub fn start_shell(&mut self, id: TerminalId) {
        let Some(terminal) = self.kernel.terminal(id) else { return };
        let flags = OpenFlags { read: true, write: true, ..OpenFlags::default() };
        let file = OpenFile::new(&self.kernel, End::Terminal(terminal), flags);
        let spawn = self.spawn_spec(vec![Some(Fd { file, close_on_exec: false }); 3]);
        let args = vec![b"bash".to_vec(), b"-i".to_vec()];
        let environment = Rc::new(self.environment());
        let Some(shell) = crate::registry::find("bash") else { return };
        let pid = self.kernel.spawn(spawn, |sys| {
            sys.take_terminal(id);
            async move {
                let terminal = sys.kernel.terminal(id);
                let status = crate::exec::launch::run_program(sys, shell, args, environment).await;
                if let Some(terminal) = terminal {
                    terminal.emit(Event::Exited { status });
                }
                status
            }
        });
        // The group is the shell's own, known once it has a pid.
        self.shells.insert(id, pid);
        if let Some(process) = self.kernel.processes.borrow_mut().get_mut(&pid) {
            process.terminal = Some(id);
            process.session = pid;
            process.group = pid;
        }
        if let Some(terminal) = self.kernel.terminal(id) {
            terminal.foreground.set(pid);
        }
    }

    /// Has a process something to do at once? What a terminal told may have let a writer go on.
    pub fn is_ready(&self) -> bool {
        !self.kernel.runnable.borrow().is_empty()
    }

    /// Ends everything that runs in a terminal; [`Machine::start_shell`] opens it again.
    pub fn close_terminal(&mut self, id: TerminalId) {
        let Some(terminal) = self.kernel.terminal(id) else { return };
        for process in self.kernel.list_processes().iter().filter(|process| process.terminal == Some(id)) {
            self.kernel.deliver(process.pid, Signal::KILL);
        }
        // What the last ones said is nobody's any more.
        terminal.flush_input();
        terminal.raw.set(false);
        terminal.set_echo(true);
        terminal.drain(&self.kernel);
    }

    pub(crate) fn spawn_spec(&self, fds: Vec<Option<Fd>>) -> Spawn {
        Spawn {
            parent: 0,
            group: None,
            command: vec![b"bash".to_vec()],
            who: self.learner(),
            fds,
            terminal: None,
            ignored: 0,
            nice: 0,
        }
    }

    /// Gives a terminal something.
    pub fn input(&mut self, id: TerminalId, input: Input) {
        let Some(terminal) = self.kernel.terminal(id) else { return };
        let group = terminal.foreground.get();
        match input {
            Input::Line(line) => {
                let mut bytes = line.into_bytes();
                bytes.push(b'\n');
                terminal.feed(&self.kernel, bytes);
            }
            Input::Bytes(bytes) => terminal.feed(&self.kernel, bytes),
            Input::Eof => terminal.feed(&self.kernel, Vec::new()),
            Input::Interrupt => {
                terminal.flush_input();
                self.kernel.kill_group(group, Signal::INT);
            }
            Input::Quit => {
                self.kernel.kill_group(group, Signal::QUIT);
            }
            Input::Suspend => {
                self.kernel.kill_group(group, Signal::TSTP);
            }
            Input::Resize(columns, rows) => {
                terminal.columns.set(columns);
                terminal.rows.set(rows);
                self.kernel.kill_group(group, Signal::WINCH);
            }
        }
    }

    /// Runs one slice: until the budget ends, or until all wait.
    pub fn step(&mut self, budget: &Budget) -> Step {
        self.kernel.step(budget)
    }

    /// Lets virtual time go by, in milliseconds: real time on a page, or at once up to [`Step::Sleeping`]'s.
    pub fn elapse(&mut self, millis: i64) {
        self.kernel.clock.advance(millis);
    }

    /// The present virtual instant, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.kernel.clock.now()
    }

    /// What a terminal has to tell since last asked. `FilesChanged` is told to whoever asks first.
    pub fn drain(&mut self, id: TerminalId) -> Vec<Event> {
        let Some(terminal) = self.kernel.terminal(id) else { return Vec::new() };
        let mut events = terminal.drain(&self.kernel);
        let generation = self.kernel.disk.borrow().generation();
        if generation != self.seen {
            self.seen = generation;
            events.push(Event::FilesChanged);
        }
        events
    }

    /// The disk as bytes. Processes are not part of it.
    pub fn snapshot(&self) -> Vec<u8> {
        self.kernel.disk.borrow().snapshot()
    }

    /// Ends every process, puts the disk of a snapshot in place, and starts a shell in each terminal.
    pub fn restore(&mut self, snapshot: &[u8]) -> Result<(), SnapshotError> {
        let disk = Disk::restore(snapshot)?;
        self.kernel.kill_all();
        *self.kernel.disk.borrow_mut() = disk;
        self.kernel.released.borrow_mut().clear();
        crate::commands::schedule::start(&self.kernel);
        for id in self.shells.keys().copied().collect::<Vec<_>>() {
            self.start_shell(id);
        }
        Ok(())
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // Processes own the kernel and the kernel owns the processes; what a terminal knows of its shell does, too.
        self.kernel.kill_all();
        for terminal in &*self.kernel.terminals.borrow() {
            terminal.known.take();
        }
    }
}
