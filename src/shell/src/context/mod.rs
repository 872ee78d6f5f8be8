//! What a command is given: streams, disk, environment, terminal, children.
//!
//! A [`Context`] belongs to one process. Its methods fail with [`vfs::Errno`]; [`Context::complain`] and
//! [`Context::complain_about`] say so on standard error the way GNU tools do.

mod ask;
mod disk;
mod input;
mod names;
mod numbers;
mod output;
mod run;
mod screen;
pub mod zone;

pub use input::Input;
pub use names::{Group, Names, User};
pub use numbers::number_with_suffix;
pub use output::Output;
pub use run::{Child, Redirect, RunError};
pub use screen::Screen;

use crate::kernel::{OpenFile, Sys, Terminal};
use crate::options::{Parsed, Refusal};
use crate::registry::Command;
use crate::{Bytes, Env};
use base::Budget;
use std::fmt::Display;
use std::rc::Rc;
use vfs::{Errno, Who};

/// How a command ended: its status, or an early end (both are exit statuses; `Err` lets `?` leave from anywhere).
pub type Outcome = Result<i32, Quit>;

/// An early end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quit {
    /// With this status; whatever was to be said has been said.
    Status(i32),
    /// With status 1 (or the command's `usage_status`), after the words of this error have been printed.
    Failed(Errno),
}

impl From<Errno> for Quit {
    fn from(errno: Errno) -> Self {
        Self::Failed(errno)
    }
}

/// What a command is given.
pub struct Context {
    /// The name it was called by, for messages.
    pub name: Bytes,
    /// Standard input.
    pub stdin: Input,
    /// Standard output. Buffered; flushed by [`Output::relieve`] and when the command ends.
    pub stdout: Output,
    /// Exported variables.
    pub env: Rc<Env>,
    /// System calls.
    pub sys: Sys,
}

impl Context {
    /// A context for the process of `sys`, with its descriptors 0 and 1.
    pub fn new(sys: Sys, name: Bytes, env: Rc<Env>) -> Self {
        let stdin = Input::new(sys.clone(), sys.fd(0));
        let stdout = Output::new(sys.clone(), sys.fd(1));
        Self { name, stdin, stdout, env, sys }
    }

    /// An exported variable's value.
    pub fn var(&self, name: &str) -> Option<&[u8]> {
        self.env.get(name.as_bytes()).map(Vec::as_slice)
    }

    /// Reads the options of `command` out of `args` (without the name). Wrong options are complained about and end the
    /// command; `--help` and `--version` are answered.
    pub async fn options(&mut self, command: &Command, args: Vec<Bytes>) -> Result<Parsed, Quit> {
        let wants_help = |arg: &Bytes| arg == b"--help" || arg == b"--version";
        match crate::options::parse(command.options, command.stops_at_operand, &args) {
            Ok(parsed) => Ok(parsed),
            Err(refusal) => {
                // getopt complains in order: `--help` before a wrong option wins, after it is not seen.
                let before = args.iter().position(wants_help);
                if let (Some(at), Refusal { at: wrong, .. }) = (before, &refusal)
                    && at <= *wrong
                {
                    return Err(self.answer_help(command, &args[at]).await);
                }
                self.complain(crate::options::refused::words(command.name, &refusal.text).unwrap_or(refusal.text));
                let hint = format!("Try '{} --help' for more information.\n", String::from_utf8_lossy(&self.name));
                self.stderr(hint.as_bytes());
                Err(Quit::Status(command.usage_status))
            }
        }
    }

    /// The same for a command that complains of wrong options in words of its own: the refusal is its to tell.
    pub async fn options_or_refusal(
        &mut self,
        command: &Command,
        args: Vec<Bytes>,
    ) -> Result<Result<Parsed, Refusal>, Quit> {
        let wants_help = args.iter().any(|arg| arg == b"--help" || arg == b"--version");
        match crate::options::parse(command.options, command.stops_at_operand, &args) {
            Err(refusal) if !wants_help => {
                let text = crate::options::refused::words(command.name, &refusal.text);
                Ok(Err(Refusal { text: text.unwrap_or(refusal.text), ..refusal }))
            }
            _ => self.options(command, args).await.map(Ok),
        }
    }

    async fn answer_help(&mut self, command: &Command, arg: &[u8]) -> Quit {
        let text = if arg == b"--version" {
            format!("{} (Datelier) {}\n", command.name, env!("CARGO_PKG_VERSION"))
        } else {
            self.help_text(command)
        };
        self.stdout.put(text.as_bytes());
        let _ = self.stdout.flush().await;
        Quit::Status(0)
    }

    /// What `--help` prints: the English man page, or, where no manual is mounted, the options' names.
    fn help_text(&self, command: &Command) -> String {
        let path = format!("/usr/share/man/en/{}.md", command.name);
        let page = self.sys.disk(path.as_bytes(), |disk, who| disk.read_file(who, path.as_bytes()));
        match page {
            Ok(page) => crate::manual::help(command, &String::from_utf8_lossy(&page)),
            Err(_) => crate::manual::bare_help(command),
        }
    }

    /// Writes bytes to standard error at once.
    pub fn stderr(&self, bytes: &[u8]) {
        if let Some(file) = self.sys.fd(2) {
            file.write_now(&self.sys.kernel, bytes);
        }
    }

    /// `name: message`.
    pub fn complain(&self, message: impl Display) {
        self.complain_bytes(message.to_string().as_bytes());
    }

    /// `name: message`, for messages with bytes that may not be UTF-8.
    pub fn complain_bytes(&self, message: &[u8]) {
        self.stderr(&[&self.name, b": ".as_slice(), message, b"\n"].concat());
    }

    /// `name: file: No such file or directory`, the file quoted the way GNU quotes when it has odd characters.
    pub fn complain_about(&self, file: &[u8], error: Errno) {
        self.complain_bytes(&[&crate::quote::maybe(file), b": ".as_slice(), error.text().as_bytes()].concat());
    }

    /// `name: cannot open 'file' for reading: No such file or directory`: what stands before and after the file, which is
    /// always quoted.
    pub fn complain_quoted(&self, before: &str, file: &[u8], after: &str, error: Errno) {
        let quoted = crate::quote::always(file);
        let message = [before.as_bytes(), &quoted, after.as_bytes(), b": ", error.text().as_bytes()].concat();
        self.complain_bytes(&message);
    }

    /// `name: message` and `Try 'name --help' for more information.`, then the end with `status`.
    pub fn usage_error(&self, message: impl Display, status: i32) -> Quit {
        self.complain(message);
        self.stderr(format!("Try '{} --help' for more information.\n", String::from_utf8_lossy(&self.name)).as_bytes());
        Quit::Status(status)
    }

    /// Who runs it, and where.
    pub fn who(&self) -> Who {
        self.sys.who()
    }

    /// The present instant, in milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.sys.now()
    }

    /// The terminal behind a descriptor, if it is one.
    pub fn tty(&self, fd: usize) -> Option<Rc<Terminal>> {
        match &self.sys.fd(fd)?.end {
            crate::kernel::file::End::Terminal(terminal) => Some(Rc::clone(terminal)),
            _ => None,
        }
    }

    /// Is this descriptor a terminal?
    pub fn is_tty(&self, fd: usize) -> bool {
        self.sys.fd(fd).is_some_and(|file| file.is_terminal())
    }

    /// Width of the output in columns: the terminal's, else `$COLUMNS`, else 80.
    pub fn columns(&self) -> usize {
        let from_env = || std::str::from_utf8(self.var("COLUMNS")?).ok()?.parse().ok();
        self.tty(1).map(|terminal| terminal.columns.get()).or_else(from_env).unwrap_or(80)
    }

    /// Names of users and groups, from `/etc/passwd` and `/etc/group`.
    pub fn names(&self) -> Names {
        Names::load(&self.sys)
    }

    /// A random number below `bound`, from the machine's seed.
    pub fn random(&self, bound: u64) -> u64 {
        self.sys.kernel.rng.borrow_mut().below(bound)
    }

    /// The description behind a descriptor.
    pub fn fd(&self, number: usize) -> Option<Rc<OpenFile>> {
        self.sys.fd(number)
    }

    /// A budget for one call that takes one (a pattern's match): generous, and bounded. [`Context::settle`] it.
    pub fn budget(&self) -> Budget {
        Budget::new(100_000_000)
    }

    /// Counts what a call has spent; yields when the slice is over.
    pub async fn settle(&self, budget: &Budget) {
        self.tick(budget.spent()).await;
    }

    /// Spends steps of the budget (one is about 10 ns); yields when the slice is over. Reading and writing spend by
    /// themselves: call this in loops that compute.
    #[inline]
    pub async fn tick(&self, steps: u64) {
        if !self.sys.kernel.spend(steps) {
            self.sys.kernel.yield_now().await;
        }
    }
}
