//! A repository as one run of `git` sees it: where it is, what it prints, how it dies.

use super::config::Config;
use super::object::{Kind, Oid};
use crate::context::Context;
use crate::kernel::file::OpenFile;
use crate::{Bytes, Quit};
use base::Budget;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Display;
use std::rc::Rc;
use vfs::Errno;

pub(super) type Result<T> = std::result::Result<T, Quit>;

/// A run of git.
pub(super) struct Git<'c> {
    pub(super) context: &'c Context,
    /// The absolute path of `.git`; empty outside of repositories.
    pub(super) dir: Bytes,
    /// The absolute path of the working tree, without a slash at the end.
    pub(super) work: Bytes,
    /// Where the caller stands below `work`: empty, or with a slash at the end.
    pub(super) prefix: Bytes,
    pub(super) config: RefCell<Config>,
    /// `-c name=value`
    pub(super) overrides: Vec<(String, Bytes)>,
    /// Text for standard output that waits: for the pager, or until something goes to standard error.
    pub(super) out: RefCell<Bytes>,
    /// What was printed may be long and is read page by page on a terminal.
    pub(super) paged: Cell<bool>,
    /// Colours are wanted.
    pub(super) colour: Cell<bool>,
    pub(super) objects: RefCell<HashMap<Oid, (Kind, Rc<Bytes>)>>,
    /// Bounds what computes; see [`Context::settle`].
    pub(super) budget: Budget,
}

impl<'c> Git<'c> {
    pub(super) fn new(context: &'c Context, overrides: Vec<(String, Bytes)>) -> Self {
        Self {
            context,
            dir: Vec::new(),
            work: Vec::new(),
            prefix: Vec::new(),
            config: RefCell::default(),
            overrides,
            out: RefCell::default(),
            paged: Cell::new(false),
            colour: Cell::new(context.is_tty(1)),
            objects: RefCell::default(),
            budget: Budget::new(2_000_000_000),
        }
    }

    /// Looks for the repository here and above.
    pub(super) fn discover(&mut self) -> Result<()> {
        let cwd = self.context.cwd()?;
        let mut here = cwd.as_slice();
        loop {
            let dir = join(here, b".git");
            if self.context.stat(&join(&dir, b"HEAD")).is_ok() {
                self.work = if here == b"/" { Vec::new() } else { here.to_vec() };
                let below = &cwd[self.work.len()..];
                self.prefix = below.strip_prefix(b"/").unwrap_or(below).to_vec();
                if !self.prefix.is_empty() {
                    self.prefix.push(b'/');
                }
                self.dir = dir;
                self.load_config();
                return Ok(());
            }
            match here.iter().rposition(|byte| *byte == b'/') {
                Some(0) if here.len() > 1 => here = b"/",
                Some(at) if at > 0 => here = &here[..at],
                _ => return Err(self.fatal("not a git repository (or any of the parent directories): .git")),
            }
        }
    }

    pub(super) fn exists(&self) -> bool {
        !self.dir.is_empty()
    }

    /// A path below `.git`.
    pub(super) fn path(&self, below: &[u8]) -> Bytes {
        join(&self.dir, below)
    }

    /// The path on the disk of a path in the tree.
    pub(super) fn on_disk(&self, path: &[u8]) -> Bytes {
        join(&self.work, path)
    }

    /// A file below `.git`, trimmed; `None` when it is missing.
    pub(super) fn read(&self, below: &[u8]) -> Option<Bytes> {
        self.context.read_file(&self.path(below)).ok().map(vfs::Content::into_vec)
    }

    /// Writes a file below `.git`, its folders made.
    pub(super) fn write(&self, below: &[u8], bytes: &[u8]) -> Result<()> {
        let path = self.path(below);
        self.make_folders(&path)?;
        self.io(&path, self.context.write_file(&path, bytes))
    }

    pub(super) fn remove(&self, below: &[u8]) {
        // Gone already is as good.
        let _ = self.context.unlink(&self.path(below));
    }

    /// Makes the folders a path stands in.
    pub(super) fn make_folders(&self, path: &[u8]) -> Result<()> {
        let Some(at) = path.iter().rposition(|byte| *byte == b'/').filter(|at| *at > 0) else { return Ok(()) };
        let folder = &path[..at];
        self.io(folder, self.context.sys.disk(folder, |disk, who| disk.mkdir_all(who, folder)))
    }

    /// An error of the disk is fatal.
    pub(super) fn io<T>(&self, path: &[u8], result: std::result::Result<T, Errno>) -> Result<T> {
        let shown = String::from_utf8_lossy(path);
        result.map_err(|error| self.fatal(format_args!("could not open '{shown}': {error}")))
    }

    /// Gathers text for standard output.
    pub(super) fn put(&self, text: impl AsRef<[u8]>) {
        self.out.borrow_mut().extend_from_slice(text.as_ref());
    }

    /// A line for standard output.
    pub(super) fn line(&self, text: impl Display) {
        self.put(format!("{text}\n"));
    }

    /// A line on standard error, after what was gathered.
    pub(super) fn say(&self, text: impl Display) {
        self.say_bytes(format!("{text}\n").as_bytes());
    }

    pub(super) fn say_bytes(&self, text: &[u8]) {
        if !self.paged.get() {
            self.release();
        }
        self.context.stderr(text);
    }

    /// Passes on what was gathered.
    pub(super) fn release(&self) {
        let out = std::mem::take(&mut *self.out.borrow_mut());
        if let (Some(file), false) = (self.context.fd(1), out.is_empty()) {
            OpenFile::write_now(&file, &self.context.sys.kernel, &out);
        }
    }

    /// `fatal: …`, status 128.
    pub(super) fn fatal(&self, text: impl Display) -> Quit {
        self.say(format_args!("fatal: {text}"));
        Quit::Status(128)
    }

    /// `error: …`, status 1.
    pub(super) fn error(&self, text: impl Display) -> Quit {
        self.say(format_args!("error: {text}"));
        Quit::Status(1)
    }

    /// The text in a colour (SGR), where colours are wanted.
    pub(super) fn paint(&self, sgr: &str, text: impl Display) -> String {
        if self.colour.get() && !sgr.is_empty() { format!("\x1b[{sgr}m{text}\x1b[m") } else { text.to_string() }
    }

    /// Counts work; a run that never ends dies.
    pub(super) fn spend(&self, steps: u64) -> Result<()> {
        self.budget.spend(steps).map_err(|_| self.fatal("too much to compute"))
    }
}

/// `folder/name`
pub(super) fn join(folder: &[u8], name: &[u8]) -> Bytes {
    [folder, b"/", name].concat()
}

/// A path as git prints it: in quotes, with C's escapes, when it holds odd bytes (`core.quotePath`).
pub(super) fn quoted(path: &[u8]) -> String {
    let odd = |byte: &u8| *byte < 32 || *byte > 126 || matches!(byte, b'"' | b'\\');
    if !path.iter().any(odd) {
        return String::from_utf8_lossy(path).into_owned();
    }
    let mut shown = String::from("\"");
    for byte in path {
        match byte {
            b'\n' => shown.push_str("\\n"),
            b'\t' => shown.push_str("\\t"),
            b'\r' => shown.push_str("\\r"),
            b'"' | b'\\' => {
                shown.push('\\');
                shown.push(*byte as char);
            }
            _ if odd(byte) => shown.push_str(&format!("\\{byte:03o}")),
            _ => shown.push(*byte as char),
        }
    }
    shown + "\""
}

/// The path from one folder of the tree (`""` or ending with a slash) to a path of the tree.
pub(super) fn relative(prefix: &[u8], path: &[u8]) -> Bytes {
    let shared = prefix.iter().zip(path).take_while(|(a, b)| a == b).count();
    let shared = prefix[..shared].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let ups = prefix[shared..].iter().filter(|byte| **byte == b'/').count();
    let mut text = b"../".repeat(ups);
    text.extend_from_slice(&path[shared..]);
    if text.is_empty() {
        text.extend_from_slice(b"./");
    }
    text
}
