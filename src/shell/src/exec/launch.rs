//! From a name to a process: looking in `$PATH`, reading `#!`, starting.

use crate::context::{Quit, RunError};
use crate::kernel::{Pid, Spawn, Sys};
use crate::registry::Command;
use crate::{Bytes, Context, Env, Outcome};
use std::rc::Rc;
use vfs::{Disk, Errno, Who};

/// How the files of `/usr/bin` begin: an ELF's magic number, so that scripts and `file` tell them from text.
const MAGIC: &[u8] = b"\x7fELF\x02\x01\x01\x00datelier:";

/// `#!` lines followed before giving up.
const MAX_INTERPRETERS: usize = 4;

/// The bytes of a program's file.
pub fn program_file(name: &str) -> Bytes {
    [MAGIC, name.as_bytes(), b"\n"].concat()
}

/// What an executable file is.
pub(crate) enum Program {
    /// One of ours.
    Command(&'static Command),
    /// A text with `#!`: the interpreter and its argument.
    Interpreted(Vec<Bytes>),
    /// A text without: a shell script.
    Script,
}

/// What is behind a path.
pub(crate) fn program(disk: &Disk, who: &Who, path: &[u8]) -> Result<Program, Errno> {
    let stat = disk.stat(who, path)?;
    if !stat.is_file() {
        return Err(Errno::Access);
    }
    disk.access(who, path, 1)?;
    let bytes = disk.bytes(stat.ino)?;
    if let Some(name) = bytes.strip_prefix(MAGIC) {
        let name = std::str::from_utf8(name).ok().and_then(|name| crate::registry::find(name.trim_end()));
        return name.map(Program::Command).ok_or(Errno::NoExec);
    }
    let Some(line) = bytes.strip_prefix(b"#!") else {
        // A binary that is not ours has a NUL in its first line.
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        return if first.contains(&0) { Err(Errno::NoExec) } else { Ok(Program::Script) };
    };
    let line = line.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let (interpreter, argument) = match line.iter().position(|byte| matches!(byte, b' ' | b'\t')) {
        Some(at) => (&line[..at], line[at..].trim_ascii()),
        None => (line, &b""[..]),
    };
    if interpreter.is_empty() {
        return Err(Errno::NoExec);
    }
    let mut words = vec![interpreter.to_vec()];
    if !argument.is_empty() {
        words.push(argument.to_vec());
    }
    Ok(Program::Interpreted(words))
}

/// The first executable file of this name in the folders of `path`; a file that may not be executed only if none may.
pub(crate) fn search(sys: &Sys, name: &[u8], path: &[u8]) -> Option<Bytes> {
    let mut refused = None;
    for folder in path.split(|byte| *byte == b':') {
        let folder = if folder.is_empty() { b"." } else { folder };
        let full = [folder, b"/", name].concat();
        let (is_file, may) = sys.disk(&full, |disk, who| {
            let is_file = disk.stat(who, &full).is_ok_and(|stat| stat.is_file());
            (is_file, is_file && disk.access(who, &full, 1).is_ok())
        });
        if may {
            return Some(full);
        }
        if is_file && refused.is_none() {
            refused = Some(full);
        }
    }
    refused
}

/// Where programs are looked for when `$PATH` is not set.
pub(crate) const DEFAULT_PATH: &[u8] = b"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Starts `args[0]`, searched in the `$PATH` of `env` unless it holds a slash.
pub(crate) fn launch(sys: &Sys, args: Vec<Bytes>, env: Rc<Env>, spawn: Spawn) -> Result<Pid, RunError> {
    let name = args.first().cloned().unwrap_or_default();
    let path = if name.contains(&b'/') {
        name
    } else {
        let path = env.get(b"PATH".as_slice()).map_or(DEFAULT_PATH, Vec::as_slice);
        search(sys, &name, path).filter(|_| !name.is_empty()).ok_or(RunError::NotFound)?
    };
    launch_at(sys, &path, args, env, spawn)
}

/// Starts the program behind a path.
pub(crate) fn launch_at(sys: &Sys, path: &[u8], args: Vec<Bytes>, env: Rc<Env>, spawn: Spawn) -> Result<Pid, RunError> {
    let (command, args) = load(sys, path, args)?;
    Ok(sys.kernel.spawn(exec_fds(spawn), |sys| run_program(sys, command, args, env)))
}

/// Descriptors that close on exec are closed.
fn exec_fds(mut spawn: Spawn) -> Spawn {
    for fd in &mut spawn.fds {
        if fd.as_ref().is_some_and(|fd| fd.close_on_exec) {
            *fd = None;
        }
    }
    spawn
}

/// The command that a path leads to, and its arguments, whatever interpreters stand between.
pub(crate) fn load(sys: &Sys, path: &[u8], mut args: Vec<Bytes>) -> Result<(&'static Command, Vec<Bytes>), RunError> {
    let mut path = path.to_vec();
    for _ in 0..MAX_INTERPRETERS {
        let found = sys.disk(&path, |disk, who| program(disk, who, &path)).map_err(|errno| match errno {
            Errno::NoEnt => RunError::NotFound,
            errno => RunError::Refused(errno),
        })?;
        let interpreter = match found {
            Program::Command(command) => return Ok((command, args)),
            Program::Interpreted(words) => words,
            Program::Script => vec![b"/bin/bash".to_vec()],
        };
        let rest = args.drain(1.min(args.len())..).collect::<Vec<_>>();
        args = interpreter;
        args.push(std::mem::take(&mut path));
        args.extend(rest);
        path.clone_from(&args[0]);
    }
    Err(RunError::Refused(Errno::Loop))
}

/// Programs that may take one process over one after the other: each leaves a little memory behind.
const MAX_REPLACED: u32 = 1000;

/// `exec`: a program takes the process over, on a stack of its own.
pub(crate) async fn replace(sys: &Sys, command: &'static Command, args: Vec<Bytes>, env: Rc<Env>) -> i32 {
    sys.kernel.call(run_program(sys.clone(), command, args, env)).await
}

/// Counts one more program that takes the process over; false when there have been too many.
pub(crate) fn may_replace(sys: &Sys) -> bool {
    sys.kernel.spend(3000);
    let mut processes = sys.kernel.processes.borrow_mut();
    let Some(process) = processes.get_mut(&sys.pid) else { return false };
    process.replaced += 1;
    process.replaced <= MAX_REPLACED
}

/// The life of a program: run, flush, complain about what could not be written.
pub(crate) async fn run_program(sys: Sys, command: &'static Command, mut args: Vec<Bytes>, env: Rc<Env>) -> i32 {
    sys.set_command(args.clone());
    let name = if args.is_empty() { command.name.as_bytes().to_vec() } else { args.remove(0) };
    let mut context = Context::new(sys, name, env);
    let outcome = (command.run)(&mut context, args).await;
    finish(context, outcome, command.usage_status).await
}

/// The exit status, after the last words.
pub(crate) async fn finish(mut context: Context, outcome: Outcome, failure: i32) -> i32 {
    let written = context.stdout.flush().await;
    let write_error = written.err().or(context.stdout.error());
    let status = match outcome {
        Ok(status) | Err(Quit::Status(status)) => status,
        Err(Quit::Failed(errno)) if Some(errno) == write_error => failure,
        Err(Quit::Failed(errno)) => {
            context.complain(errno.text());
            failure
        }
    };
    match write_error {
        Some(errno) => {
            context.complain(format_args!("write error: {errno}"));
            if status == 0 { failure } else { status }
        }
        None => status,
    }
}
