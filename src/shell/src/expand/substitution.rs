//! `$(…)`, backquotes, `<(…)` and `>(…)`.

use super::Expanded;
use crate::Bytes;
use crate::exec::{Flow, Shell};
use crate::kernel::{Exit, Fd, OpenFile};
use crate::syntax::CommandSub;
use std::rc::Rc;
use vfs::{Errno, OpenFlags};

/// Descriptors of process substitutions start here and go down, as in bash.
const FIRST_SUBSTITUTION: usize = 63;

impl Shell {
    /// The output of commands, without the newlines at its end and without NULs.
    pub(super) async fn command_substitution(&mut self, sub: &Rc<CommandSub>) -> Expanded<Bytes> {
        if let Some(word) = &sub.file {
            return self.file_substitution(word).await;
        }
        if let Some(error) = &sub.error {
            let error = error.clone();
            self.report_syntax_error(&error, b"command substitution");
            self.substitution_status = Some(2);
            self.status = 2;
            return Ok(Vec::new());
        }
        if sub.body.items.is_empty() {
            self.substitution_status = Some(0);
            self.status = 0;
            return Ok(Vec::new());
        }
        let (reader, writer) = OpenFile::pipe(&self.sys.kernel, 1 << 20);
        let mut spawn = self.child();
        if spawn.fds.len() < 2 {
            spawn.fds.resize(2, None);
        }
        spawn.fds[1] = Some(Fd { file: writer, close_on_exec: false });
        let body = Rc::clone(sub);
        let pid = self.spawn_subshell(
            spawn,
            |shell| {
                if !shell.shopts.inherit_errexit && !shell.options.posix {
                    shell.options.errexit = false;
                }
                shell.options.monitor = false;
                shell.depth += 1;
            },
            move |mut shell| async move {
                shell.run_list_in_subshell(&body.body).await;
                shell
            },
        );
        let mut text = Vec::new();
        loop {
            match reader.read(&self.sys.kernel, 1 << 20).await {
                Ok(chunk) if chunk.is_empty() => break,
                Ok(chunk) if text.is_empty() => text = chunk,
                Ok(chunk) => text.extend_from_slice(&chunk),
                Err(Errno::Intr) => {
                    self.run_pending_traps().await;
                    if self.flow.is_some() {
                        break;
                    }
                }
                Err(_) => break,
            }
            if text.len() > crate::MAX_VALUE {
                self.complain("xrealloc: cannot allocate memory");
                return Err(self.fatal(2));
            }
        }
        drop(reader);
        let exit = self.wait_quietly(pid).await;
        self.status = exit.status();
        self.substitution_status = Some(self.status);
        if text.contains(&0) {
            self.complain("warning: command substitution: ignored null byte in input");
            text.retain(|byte| *byte != 0);
        }
        while text.last() == Some(&b'\n') {
            text.pop();
        }
        if matches!(exit, Exit::Signal(crate::kernel::Signal::INT)) && self.interactive {
            self.flow = Some(Flow::Discard);
            return Err(crate::exec::Stop);
        }
        Ok(text)
    }

    /// `$(< file)`
    async fn file_substitution(&mut self, word: &crate::syntax::Word) -> Expanded<Bytes> {
        let path = Box::pin(self.expand_single(word)).await?;
        let file = match self.sys.open(&path, OpenFlags::READ, 0).await {
            Ok(file) => file,
            Err(error) => {
                self.complain_about(&path, error);
                self.status = 1;
                self.substitution_status = Some(1);
                return Ok(Vec::new());
            }
        };
        let mut text = Vec::new();
        loop {
            match file.read(&self.sys.kernel, 1 << 20).await {
                Ok(chunk) if chunk.is_empty() => break,
                Ok(chunk) => text.extend_from_slice(&chunk),
                Err(Errno::Intr) => self.run_pending_traps().await,
                Err(error) => {
                    self.complain_about(&path, error);
                    break;
                }
            }
            if text.len() > crate::MAX_VALUE {
                self.complain("xrealloc: cannot allocate memory");
                return Err(self.fatal(2));
            }
        }
        self.status = 0;
        self.substitution_status = Some(0);
        text.retain(|byte| *byte != 0);
        while text.last() == Some(&b'\n') {
            text.pop();
        }
        Ok(text)
    }

    /// `<(…)` and `>(…)`: a path that leads to a pipe.
    pub(super) async fn process_substitution(&mut self, output: bool, sub: &Rc<CommandSub>) -> Expanded<Bytes> {
        let (reader, writer) = self.sys.pipe();
        let mut spawn = self.child();
        let own = usize::from(!output);
        if spawn.fds.len() < 2 {
            spawn.fds.resize(2, None);
        }
        let (theirs, ours) = if output { (reader, writer) } else { (writer, reader) };
        spawn.fds[own] = Some(Fd { file: theirs, close_on_exec: false });
        let body = Rc::clone(sub);
        let pid = self.spawn_subshell(
            spawn,
            |shell| shell.options.monitor = false,
            move |mut shell| async move {
                shell.run_list_in_subshell(&body.body).await;
                shell
            },
        );
        self.last_background = Some(pid);
        self.jobs.gone.retain(|(known, _)| *known != pid);
        let mut number = FIRST_SUBSTITUTION;
        while number > 3 && self.sys.fd(number).is_some() {
            number -= 1;
        }
        self.sys.set_fd(number, Some(Fd { file: ours, close_on_exec: false }));
        self.substitutions.push(number);
        Ok(format!("/dev/fd/{number}").into_bytes())
    }
}
