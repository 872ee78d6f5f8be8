//! The state of one shell: what a subshell copies and a function call passes on.

use super::hasher::FastMap;
use super::jobs::Jobs;
use super::options::{SetOptions, ShellOptions};
use super::value::Value;
use super::vars::Vars;
use crate::kernel::{Pid, Sys};
use crate::syntax::{Function, ParseOptions};
use crate::{Bytes, Env};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::rc::Rc;
use vfs::Errno;

/// The running command is over: it has said why, and set the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop;

/// Leaving something other than by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// `break n`
    Break(usize),
    /// `continue n`
    Continue(usize),
    /// `return`
    Return,
    /// `exit`
    Exit,
    /// An error that ends the whole line.
    Discard,
}

/// A function call or a sourced file.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The function's name, `source`, or `main`.
    pub name: Bytes,
    /// The file it was defined in.
    pub source: Bytes,
    /// The line of the call.
    pub line: u32,
    /// A function, not a file.
    pub function: bool,
}

/// Which traps there are besides signals.
pub const TRAP_EXIT: u8 = 0;
/// `trap … DEBUG`
pub const TRAP_DEBUG: u8 = 100;
/// `trap … ERR`
pub const TRAP_ERR: u8 = 101;
/// `trap … RETURN`
pub const TRAP_RETURN: u8 = 102;

/// A shell.
pub struct Shell {
    /// System calls.
    pub sys: Sys,
    /// Variables.
    pub vars: Vars,
    /// Functions.
    pub functions: Rc<BTreeMap<Bytes, Rc<Function>>>,
    /// Files that functions were defined in.
    pub function_sources: Rc<BTreeMap<Bytes, Bytes>>,
    /// Aliases.
    pub aliases: Rc<BTreeMap<Bytes, Bytes>>,
    /// `set -o`
    pub options: SetOptions,
    /// `shopt`
    pub shopts: ShellOptions,
    /// `$0`
    pub name: Bytes,
    /// `$1`…
    pub positional: Rc<Vec<Bytes>>,
    /// `$?`
    pub status: i32,
    /// `${PIPESTATUS[@]}`
    pub pipe_status: Vec<i32>,
    /// Where control goes.
    pub flow: Option<Flow>,
    /// Function calls and sourced files, the outermost first.
    pub frames: Vec<Frame>,
    /// The line being run.
    pub line: u32,
    /// Loops around the running command, in this function.
    pub loops: usize,
    /// Conditions around it: `set -e` sleeps.
    pub forgiving: u32,
    /// Jobs.
    pub jobs: Jobs,
    /// `$!`
    pub last_background: Option<Pid>,
    /// Traps by signal, or by one of the numbers above.
    pub traps: Rc<BTreeMap<u8, Bytes>>,
    /// What `trap` shows in a subshell until it sets one: its parent's.
    pub shown_traps: Rc<BTreeMap<u8, Bytes>>,
    /// A trap is running.
    pub in_trap: bool,
    /// The trap that is running: which, the status before it, the depth of calls.
    pub trap_entry: Option<(u8, i32, usize)>,
    /// `$_`
    pub last_argument: Bytes,
    /// The pid `$$` shows.
    pub main_pid: Pid,
    /// `$BASH_SUBSHELL`
    pub subshells: u32,
    /// Reads commands from a terminal.
    pub interactive: bool,
    /// What `set -c` or the command line gave (`-c`, `-s`), for `$-`.
    pub invoked: &'static str,
    /// Builtins' output, written after each.
    pub out: Bytes,
    /// Where commands were found.
    pub(crate) hashed: FastMap<Bytes, (Bytes, u32)>,
    /// `pushd`'s stack, below the current directory.
    pub directories: Vec<Bytes>,
    /// `getopts`' place inside a cluster of letters, and the `OPTIND` it belongs to.
    pub getopts: (usize, i64),
    /// The state of `$RANDOM`.
    pub random: u32,
    /// When `$SECONDS` was 0, in milliseconds.
    pub seconds_origin: i64,
    /// History, oldest first.
    pub history: Rc<Vec<Bytes>>,
    /// How many lines of its file were read.
    pub history_read: usize,
    /// The command whose DEBUG trap or `$BASH_COMMAND` this is.
    pub command_text: Rc<Bytes>,
    /// Descriptors of process substitutions, closed after the command.
    pub substitutions: Vec<usize>,
    /// Programs' arguments shown in error messages belong to this builtin.
    pub builtin: Option<&'static str>,
    /// A trap for a signal ran or a job changed while `wait` waited.
    pub interrupted: bool,
    /// The last signal whose trap ran.
    pub last_signal: Option<crate::kernel::Signal>,
    /// The status of the last command substitution in this command.
    pub substitution_status: Option<i32>,
    /// Compound commands around the running one, on this native stack.
    pub nesting: u32,
    /// Nested evals, sources and traps.
    pub depth: u32,
    /// Builtins that `enable -n` turned off.
    pub disabled: Rc<Vec<&'static str>>,
    /// `complete` specifications, by command.
    pub completions: Rc<BTreeMap<Bytes, Bytes>>,
    /// Set when this shell may turn into its last program instead of starting one.
    pub one_shot: bool,
    /// Standard input is a pipeline's: commands in the background read it too.
    pub piped: bool,
}

/// Functions within functions, files within files: each takes memory, not stack.
pub const MAX_CALLS: usize = 20_000;
/// Evals within evals and traps.
pub const MAX_EVALS: u32 = 1000;

impl Shell {
    /// A shell with these exported variables.
    pub fn new(sys: Sys, name: Bytes, env: &Env) -> Self {
        let mut shell = Self::hollow(sys);
        shell.name = name;
        for (name, value) in env {
            if let Some(function) = name.strip_prefix(b"BASH_FUNC_").and_then(|name| name.strip_suffix(b"%%")) {
                shell.import_function(function, value);
                continue;
            }
            if crate::syntax::is_identifier(name) {
                let var = shell.vars.entry(name);
                var.value = Value::Scalar(value.clone());
                var.attributes.export = true;
            }
        }
        shell.main_pid = shell.sys.pid;
        shell.set_initial();
        shell
    }

    fn import_function(&mut self, name: &[u8], value: &[u8]) {
        let text = [name, b" ", value].concat();
        let mut parser = crate::syntax::Parser::new(&text, ParseOptions::default());
        if let Ok(Some(list)) = parser.next()
            && let Some(item) = list.items.first()
            && let Some(command) = item.chain.first.commands.first()
            && let crate::syntax::CommandKind::Function(function) = &command.kind
        {
            Rc::make_mut(&mut self.functions).insert(name.to_vec(), Rc::clone(function));
        }
    }

    fn set_initial(&mut self) {
        let now = self.sys.now();
        self.seconds_origin = now;
        self.random = (self.sys.kernel.rng.borrow_mut().next_u64() as u32) | 1;
        let cwd = self.sys.disk(b"", |disk, who| disk.path_of(who.cwd)).unwrap_or_else(|_| b"/".to_vec());
        // An inherited PWD is kept when it names the current directory.
        let inherited = self.vars.get(b"PWD").and_then(|var| var.scalar().cloned());
        let same = inherited.as_ref().is_some_and(|path| {
            path.starts_with(b"/")
                && self.sys.disk(path, |disk, who| disk.resolve(who, path, true).is_ok_and(|ino| ino == who.cwd))
        });
        if !same {
            self.vars.set(b"PWD", cwd);
        }
        self.vars.entry(b"PWD").attributes.export = true;
        self.vars.entry(b"OLDPWD").attributes.export = true;
        let level = self
            .vars
            .get(b"SHLVL")
            .and_then(|var| var.scalar())
            .and_then(|text| std::str::from_utf8(text).ok()?.trim().parse::<i64>().ok());
        let level = if level.unwrap_or(0) < 0 { 0 } else { level.unwrap_or(0) + 1 };
        self.vars.set(b"SHLVL", level.to_string());
        self.vars.entry(b"SHLVL").attributes.export = true;
        self.vars.set(b"IFS", b" \t\n".to_vec());
        self.vars.set(b"OPTIND", b"1".to_vec());
        self.vars.set(b"OPTERR", b"1".to_vec());
        self.vars.set(b"PS4", b"+ ".to_vec());
        if self.vars.get(b"PATH").is_none() {
            self.vars.set(b"PATH", super::launch::DEFAULT_PATH.to_vec());
        }
        if self.vars.get(b"TERM").is_none() {
            self.vars.set(b"TERM", b"dumb".to_vec());
        }
        let who = self.sys.who();
        let read_only = |shell: &mut Self, name: &[u8], value: String| {
            shell.vars.set(name, value.into_bytes());
            let var = shell.vars.entry(name);
            var.attributes.readonly = true;
            var.attributes.integer = true;
        };
        read_only(self, b"UID", who.uid.to_string());
        read_only(self, b"EUID", who.uid.to_string());
        let parent = self.sys.parent().to_string();
        read_only(self, b"PPID", parent);
        let hostname = self.sys.kernel.hostname.borrow().clone();
        for (name, value) in [
            (b"HOSTNAME".as_slice(), hostname),
            (b"HOSTTYPE", b"x86_64".to_vec()),
            (b"OSTYPE", b"linux-gnu".to_vec()),
            (b"MACHTYPE", b"x86_64-pc-linux-gnu".to_vec()),
            (b"BASH_VERSION", b"5.2.15(1)-release".to_vec()),
            (b"BASH", b"/bin/bash".to_vec()),
        ] {
            if self.vars.get(name).is_none() {
                self.vars.set(name, value);
            }
        }
        let version = ["5", "2", "15", "1", "release", "x86_64-pc-linux-gnu"];
        let elements = version.iter().enumerate().map(|(at, word)| (at as i64, word.as_bytes().to_vec())).collect();
        let var = self.vars.entry(b"BASH_VERSINFO");
        var.value = Value::Indexed(elements);
        var.attributes.readonly = true;
    }

    /// A shell with nothing in it: what stays behind while a call has the real one.
    pub fn hollow(sys: Sys) -> Self {
        Self {
            sys,
            vars: Vars::default(),
            functions: Rc::default(),
            function_sources: Rc::default(),
            aliases: Rc::default(),
            options: SetOptions::default(),
            shopts: ShellOptions::default(),
            name: Vec::new(),
            positional: Rc::default(),
            status: 0,
            pipe_status: Vec::new(),
            flow: None,
            frames: Vec::new(),
            line: 0,
            loops: 0,
            forgiving: 0,
            jobs: Jobs::default(),
            last_background: None,
            traps: Rc::default(),
            shown_traps: Rc::default(),
            in_trap: false,
            trap_entry: None,
            last_argument: Vec::new(),
            main_pid: 0,
            subshells: 0,
            interactive: false,
            invoked: "",
            out: Vec::new(),
            hashed: FastMap::default(),
            directories: Vec::new(),
            getopts: (0, 1),
            random: 1,
            seconds_origin: 0,
            history: Rc::default(),
            history_read: 0,
            command_text: Rc::default(),
            substitutions: Vec::new(),
            builtin: None,
            interrupted: false,
            last_signal: None,
            substitution_status: None,
            nesting: 0,
            depth: 0,
            disabled: Rc::default(),
            completions: Rc::default(),
            one_shot: false,
            piped: false,
        }
    }

    /// The shell a subshell starts with, in the process of `sys`.
    pub fn fork(&self, sys: Sys) -> Self {
        let mut traps = Rc::clone(&self.traps);
        if !traps.is_empty() {
            // Only ignored signals stay; ERR and DEBUG stay with errtrace and functrace.
            let keeps = |signal: &u8, action: &Bytes| match *signal {
                TRAP_ERR => self.options.errtrace,
                TRAP_DEBUG | TRAP_RETURN => self.options.functrace,
                _ => action.is_empty(),
            };
            Rc::make_mut(&mut traps).retain(|signal, action| keeps(signal, action));
        }
        Self {
            vars: self.vars.clone(),
            functions: Rc::clone(&self.functions),
            function_sources: Rc::clone(&self.function_sources),
            aliases: Rc::clone(&self.aliases),
            options: self.options,
            shopts: self.shopts,
            name: self.name.clone(),
            positional: Rc::clone(&self.positional),
            status: self.status,
            pipe_status: self.pipe_status.clone(),
            frames: self.frames.clone(),
            line: self.line,
            loops: self.loops,
            forgiving: self.forgiving,
            last_background: self.last_background,
            traps,
            shown_traps: if self.traps.is_empty() { Rc::clone(&self.shown_traps) } else { Rc::clone(&self.traps) },
            last_argument: self.last_argument.clone(),
            main_pid: self.main_pid,
            subshells: self.subshells + 1,
            invoked: self.invoked,
            hashed: self.hashed.clone(),
            directories: self.directories.clone(),
            getopts: self.getopts,
            random: self.random.wrapping_mul(16807).wrapping_add(sys.pid),
            seconds_origin: self.seconds_origin,
            history: Rc::clone(&self.history),
            history_read: self.history_read,
            command_text: Rc::clone(&self.command_text),
            depth: self.depth,
            disabled: Rc::clone(&self.disabled),
            piped: self.piped,
            completions: Rc::clone(&self.completions),
            jobs: self.jobs.inherited(),
            ..Self::hollow(sys)
        }
    }

    /// How texts are read now.
    pub fn parse_options(&self) -> ParseOptions {
        let expands = self.shopts.expand_aliases && !self.aliases.is_empty();
        ParseOptions {
            extglob: self.shopts.extglob,
            aliases: expands.then(|| Rc::clone(&self.aliases)),
            line_offset: 0,
            no_comments: self.interactive && !self.shopts.interactive_comments,
        }
    }

    /// The name that error messages begin with.
    fn error_name(&self) -> &[u8] {
        match self.frames.last() {
            Some(frame) if !self.interactive && !frame.source.is_empty() => &frame.source,
            _ => &self.name,
        }
    }

    /// Writes to standard error at once.
    pub fn stderr(&self, bytes: &[u8]) {
        if let Some(file) = self.sys.fd(2) {
            file.write_now(&self.sys.kernel, bytes);
        }
    }

    /// `bash: line 3: message`
    pub fn complain_bytes(&self, message: &[u8]) {
        let mut text = self.error_name().to_vec();
        if !self.interactive {
            text.extend_from_slice(format!(": line {}", self.line.max(1)).as_bytes());
        }
        text.extend_from_slice(b": ");
        if let Some(builtin) = self.builtin {
            text.extend_from_slice(builtin.as_bytes());
            text.extend_from_slice(b": ");
        }
        text.extend_from_slice(message);
        text.push(b'\n');
        self.stderr(&text);
    }

    /// The same, for texts.
    pub fn complain(&self, message: impl Display) {
        self.complain_bytes(message.to_string().as_bytes());
    }

    /// `bash: line 3: file: No such file or directory`
    pub fn complain_about(&self, what: &[u8], error: Errno) {
        self.complain_bytes(&[what, b": ", error.text().as_bytes()].concat());
    }

    /// The command fails with this status.
    pub fn fail(&mut self, status: i32) -> Stop {
        self.status = status;
        Stop
    }

    /// An error that ends the whole line (an expansion that cannot be done).
    pub fn discard(&mut self) -> Stop {
        self.status = 1;
        self.flow = Some(Flow::Discard);
        Stop
    }

    /// An error that ends a script and, at a prompt, the line.
    pub fn fatal(&mut self, status: i32) -> Stop {
        // Only the script's own shell ends with 127 for an unset parameter.
        self.status = if status == 127 && self.subshells > 0 { 1 } else { status };
        self.flow = Some(if self.interactive { Flow::Discard } else { Flow::Exit });
        Stop
    }

    /// Gathers a builtin's output.
    pub fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Writes what builtins have gathered; a failure is complained about and makes the status 1.
    pub async fn flush(&mut self) -> i32 {
        if self.out.is_empty() {
            return 0;
        }
        let mut bytes = std::mem::take(&mut self.out);
        let result = match self.sys.fd(1) {
            Some(file) => file.write(&self.sys.kernel, &mut bytes).await,
            None => Err(Errno::BadF),
        };
        bytes.clear();
        self.out = bytes;
        match result {
            Ok(()) | Err(Errno::Intr) => 0,
            Err(error) => {
                self.complain(format_args!("write error: {error}"));
                1
            }
        }
    }

    /// The scope that `local` makes variables in.
    pub(crate) fn function_level(&self) -> usize {
        self.vars.function_level()
    }

    /// Is a function running?
    pub fn in_function(&self) -> bool {
        self.frames.iter().any(|frame| frame.function)
    }
}
