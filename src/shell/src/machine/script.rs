//! Scripts in a batch: for grading and for the command line.

use super::Machine;
use crate::Bytes;
use crate::kernel::file::{End, OpenFile};
use crate::kernel::pipe::Pipe;
use crate::kernel::{Exit, Fd, Signal, Step};
use base::Budget;
use std::cell::RefCell;
use std::rc::Rc;
use vfs::{OpenFlags, Who};

/// A script to run as `bash -c` would, or as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The script.
    pub text: Bytes,
    /// A program and its arguments, run directly, without any shell; then `text` means nothing.
    pub program: Vec<Bytes>,
    /// Arguments: with a `file`, `$1` and on; without, `$0` and on.
    pub args: Vec<Bytes>,
    /// The file's name when it is run as `bash FILE` (it is written to the current directory).
    pub file: Option<String>,
    /// The absolute folder that is made and entered; home when none.
    pub cwd: Option<String>,
    /// Files put in the current directory, folders made as needed.
    pub files: Vec<(String, Bytes)>,
    /// What standard input holds.
    pub stdin: Bytes,
}

impl Script {
    /// A program run directly: its name and arguments.
    pub fn program(args: &[&str]) -> Self {
        Self { program: args.iter().map(|arg| arg.as_bytes().to_vec()).collect(), ..Self::default() }
    }

    /// A script without files or input.
    pub fn new(text: impl AsRef<[u8]>) -> Self {
        Self { text: text.as_ref().to_vec(), ..Self::default() }
    }
}

/// What a script did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// What it wrote to standard output.
    pub stdout: Bytes,
    /// What it wrote to standard error.
    pub stderr: Bytes,
    /// Its status; 124 when the budget ended first.
    pub exit: i32,
}

impl Machine {
    /// Runs a script to its end, background jobs included, time jumping from timer to timer.
    pub fn run_script(&mut self, script: &Script, budget: &Budget) -> Done {
        let cwd = script.cwd.clone().unwrap_or_else(|| self.home());
        let mut who = self.learner();
        self.furnish(&cwd, script, &who);
        if let Ok(ino) = self.kernel.disk.borrow().resolve(&who, cwd.as_bytes(), true) {
            who.cwd = ino;
        }
        let (input, feed) = OpenFile::pipe(&self.kernel, usize::MAX);
        feed.write_now(&self.kernel, &script.stdin);
        drop(feed);
        let (stdout, stderr) = (sink(&self.kernel), sink(&self.kernel));
        let fds = [&input, &stdout.1, &stderr.1].map(|file| Some(Fd { file: Rc::clone(file), close_on_exec: false }));
        let mut spawn = self.spawn_spec(fds.to_vec());
        spawn.who = who;
        let mut args = vec![b"bash".to_vec()];
        match &script.file {
            Some(file) => args.push(file.clone().into_bytes()),
            None => args.extend([b"-c".to_vec(), script.text.clone()]),
        }
        args.extend(script.args.iter().cloned());
        if !script.program.is_empty() {
            args.clone_from(&script.program);
        }
        let mut environment = self.environment();
        environment.insert(b"PWD".to_vec(), cwd.into_bytes());
        let program = args.first().map(|name| String::from_utf8_lossy(name).into_owned()).unwrap_or_default();
        let Some(program) = crate::registry::find(&program) else { return Done { exit: 127, ..Done::default() } };
        let status: Rc<RefCell<Option<i32>>> = Rc::default();
        let result = Rc::clone(&status);
        let jumps = self.kernel.jumps.replace(true);
        let pid = self.kernel.spawn(spawn, |sys| async move {
            let status = crate::exec::launch::run_program(sys, program, args, Rc::new(environment)).await;
            // As a parent sees it: eight bits.
            *result.borrow_mut() = Some(status & 255);
            status
        });
        drop(input);
        let step = self.kernel.step(budget);
        self.kernel.jumps.set(jumps);
        let out_of_time = step == Step::Running;
        let exit = match *status.borrow() {
            Some(status) => status,
            None if out_of_time || self.kernel.is_alive(pid) => 124,
            None => self.kernel.last_exit.get().map_or(129, Exit::status),
        };
        for process in
            self.kernel.list_processes().iter().filter(|process| process.session == pid || process.pid == pid)
        {
            self.kernel.deliver(process.pid, Signal::KILL);
        }
        Done { stdout: collect(&stdout.0, &self.kernel), stderr: collect(&stderr.0, &self.kernel), exit }
    }

    fn furnish(&self, cwd: &str, script: &Script, who: &Who) {
        let mut disk = self.kernel.disk.borrow_mut();
        let root = Who { umask: 0o022, ..Who::root() };
        // What does not fit is missing, and the script says so.
        if disk.stat(&root, cwd.as_bytes()).is_err() {
            let _ = disk.mkdir_all(&root, cwd.as_bytes());
            let _ = disk.chown(&root, cwd.as_bytes(), Some(who.uid), Some(who.gid), true);
        }
        let mut put = |name: &str, bytes: &[u8]| {
            let path = format!("{cwd}/{name}");
            if let Some((folder, _)) = path.rsplit_once('/') {
                let _ = disk.mkdir_all(who, folder.as_bytes());
            }
            let _ = disk.write_file(who, path.as_bytes(), bytes);
        };
        for (name, bytes) in &script.files {
            put(name, bytes);
        }
        if let Some(file) = &script.file {
            put(file, &script.text);
        }
    }
}

/// A pipe that never fills.
fn sink(kernel: &Rc<crate::kernel::Kernel>) -> (Rc<OpenFile>, Rc<OpenFile>) {
    let (reader, writer) = OpenFile::pipe(kernel, usize::MAX);
    debug_assert!(writer.flags != OpenFlags::READ);
    (reader, writer)
}

fn collect(reader: &OpenFile, kernel: &crate::kernel::Kernel) -> Bytes {
    let End::PipeReader(pipe) = &reader.end else { return Vec::new() };
    let pipe: &Pipe = pipe;
    let mut all = Vec::new();
    while !pipe.is_empty() {
        match pipe.try_read(kernel, usize::MAX) {
            Some(chunk) => all.extend(chunk),
            None => break,
        }
    }
    all
}
