//! Running other commands: `xargs`, `find -exec`, `env`, `timeout`, `sudo`, `make`, awk's `system`.

use super::Context;
use crate::kernel::process::ChildEvent;
use crate::kernel::{Exit, Fd, OpenFile, Pid};
use crate::{Bytes, Env};
use std::rc::Rc;
use vfs::{Errno, OpenFlags, Who};

/// Where a child's descriptor leads.
#[derive(Clone)]
pub enum Redirect {
    /// To this description.
    File(Rc<OpenFile>),
    /// Nowhere: closed.
    Closed,
}

/// A command could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunError {
    /// No such command: status 127.
    NotFound,
    /// It is there and cannot be run: status 126.
    Refused(Errno),
}

impl RunError {
    /// The status a shell gives.
    pub fn status(self) -> i32 {
        match self {
            Self::NotFound => 127,
            Self::Refused(_) => 126,
        }
    }

    /// The system's error.
    pub fn errno(self) -> Errno {
        match self {
            Self::NotFound => Errno::NoEnt,
            Self::Refused(errno) => errno,
        }
    }
}

/// A child about to be started; made by [`Context::child`].
pub struct Child {
    pub(crate) args: Vec<Bytes>,
    pub(crate) env: Rc<Env>,
    pub(crate) spawn: crate::kernel::Spawn,
}

impl Child {
    /// Its descriptor `number` leads elsewhere.
    #[must_use]
    pub fn redirect(mut self, number: usize, to: Redirect) -> Self {
        if self.spawn.fds.len() <= number {
            self.spawn.fds.resize(number + 1, None);
        }
        self.spawn.fds[number] = match to {
            Redirect::File(file) => Some(Fd { file, close_on_exec: false }),
            Redirect::Closed => None,
        };
        self
    }

    /// Its exported variables.
    #[must_use]
    pub fn env(mut self, env: Env) -> Self {
        self.env = Rc::new(env);
        self
    }

    /// Its user, groups, umask and current directory.
    #[must_use]
    pub fn who(mut self, who: Who) -> Self {
        self.spawn.who = who;
        self
    }

    /// Its niceness.
    #[must_use]
    pub fn nice(mut self, nice: i32) -> Self {
        self.spawn.nice = nice;
        self
    }

    /// It leads a process group of its own.
    #[must_use]
    pub fn own_group(mut self) -> Self {
        self.spawn.group = None;
        self
    }
}

impl Context {
    /// A command to be started, `args[0]` being its name (searched in `$PATH`) or path.
    pub fn child(&self, args: &[Bytes]) -> Child {
        let mut spawn = self.sys.child();
        spawn.command = args.to_vec();
        Child { args: args.to_vec(), env: Rc::clone(&self.env), spawn }
    }

    /// Starts it. Flush standard output first when both write there.
    pub fn start(&self, child: Child) -> Result<Pid, RunError> {
        crate::exec::launch::launch(&self.sys, child.args, child.env, child.spawn)
    }

    /// Waits for a child; stops do not count.
    pub async fn wait(&self, pid: Pid) -> Exit {
        loop {
            if let Some(ChildEvent::Exited(exit)) = self.sys.wait_event(pid).await {
                return exit;
            }
            self.sys.take_signal();
        }
    }

    /// Flushes standard output, runs a command and waits for it.
    pub async fn run(&mut self, args: &[Bytes]) -> Result<Exit, RunError> {
        let _ = self.stdout.flush().await;
        let pid = self.start(self.child(args))?;
        Ok(self.wait(pid).await)
    }

    /// Runs a line of shell with `sh -c`, as `system(3)` does, and waits for it.
    pub async fn shell(&mut self, line: &[u8]) -> Exit {
        let args = [b"sh".to_vec(), b"-c".to_vec(), line.to_vec()];
        self.run(&args).await.unwrap_or(Exit::Code(127))
    }

    /// Starts a line of shell with its output in a pipe (`popen "r"`): the reader and the child.
    pub fn shell_reader(&self, line: &[u8]) -> Result<(super::Input, Pid), RunError> {
        let (reader, writer) = self.sys.pipe();
        let args = [b"sh".to_vec(), b"-c".to_vec(), line.to_vec()];
        let pid = self.start(self.child(&args).redirect(1, Redirect::File(writer)))?;
        Ok((super::Input::new(self.sys.clone(), Some(reader)), pid))
    }

    /// Starts a line of shell with its input from a pipe (`popen "w"`): the writer and the child.
    pub fn shell_writer(&self, line: &[u8]) -> Result<(super::Output, Pid), RunError> {
        let (reader, writer) = self.sys.pipe();
        let args = [b"sh".to_vec(), b"-c".to_vec(), line.to_vec()];
        let pid = self.start(self.child(&args).redirect(0, Redirect::File(reader)))?;
        Ok((super::Output::new(self.sys.clone(), Some(writer)), pid))
    }

    /// Waits for a child for at most `millis` of virtual time; `None` when it is still alive then.
    pub async fn wait_for(&self, pid: Pid, millis: i64) -> Option<Exit> {
        let deadline = self.now().saturating_add(millis);
        loop {
            if let Some(ChildEvent::Exited(exit)) = self.sys.kernel.child_event(pid) {
                return Some(exit);
            }
            if self.now() >= deadline {
                return None;
            }
            self.sys.kernel.enroll_child_wait(self.sys.pid);
            self.sys.kernel.sleep_until(deadline).await;
            self.sys.take_signal();
        }
    }

    /// `/dev/null`, for children.
    pub async fn null(&self, flags: OpenFlags) -> Result<Rc<OpenFile>, Errno> {
        self.sys.open(b"/dev/null", flags, 0).await
    }
}
