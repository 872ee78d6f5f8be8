//! The editor: all state in one value, driven by keys.

mod outcome;
mod queue;

pub use outcome::{Effect, Event, Outcome};

use crate::buffer::{Buffer, marks::FileMark};
use crate::key::Key;
use crate::options::Options;
use crate::register::Registers;
use crate::text::{Line, Pos};
use crate::window::{Layout, Tab, Window};
use base::Budget;
use queue::Queue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Steps that one key may take: about five seconds.
const STEPS_PER_KEY: u64 = 500_000_000;

/// What keys mean now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// Normal mode; Visual mode too, which is an area besides.
    #[default]
    Normal,
    /// Insert mode.
    Insert,
    /// Replace mode (`R`).
    Replace,
    /// Virtual Replace mode (`gR`).
    VirtualReplace,
    /// A command line after `:`, `/` or `?`.
    CommandLine,
    /// `:s///c` asks.
    Confirm,
}

/// The Visual area that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visual {
    /// `v`, `V` or Ctrl-V.
    pub(crate) kind: char,
    /// Where it began.
    pub(crate) start: Pos,
}

/// The editor.
#[derive(Debug, Serialize, Deserialize)]
pub struct Editor {
    pub(crate) buf: Buffer,
    pub(crate) buffers: Vec<Buffer>,
    pub(crate) win: Window,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) tab: usize,
    pub(crate) next_id: usize,
    pub(crate) options: Options,
    pub(crate) registers: Registers,
    pub(crate) file_marks: BTreeMap<char, FileMark>,
    pub(crate) mode: Mode,
    pub(crate) visual: Option<Visual>,
    pub(crate) restart_edit: Option<char>,
    pub(crate) pending: Vec<Key>,
    pub(crate) queue: Queue,
    pub(crate) keys_typed: u64,
    pub(crate) global_busy: bool,
    pub(crate) keep_jumps: bool,
    pub(crate) lock_marks: bool,
    pub(crate) no_undo_sync: usize,
    pub(crate) failed: bool,
    #[serde(skip)]
    pub(crate) out: Outcome,
    #[serde(skip, default = "fresh_budget")]
    pub(crate) budget: Budget,
}

fn fresh_budget() -> Budget {
    Budget::new(STEPS_PER_KEY)
}

impl Editor {
    /// An editor over these lines, in a window of 24 × 80 cells, at its first character, in Normal mode.
    pub fn new<L: Into<String>>(lines: impl IntoIterator<Item = L>) -> Self {
        let lines = lines.into_iter().map(|line| Line::from(line.into().into_bytes())).collect();
        let win = Window::new(1, 1, 23, 80);
        Self {
            buf: Buffer::new(1, None, lines),
            buffers: Vec::new(),
            tabs: vec![Tab { windows: Vec::new(), layout: Layout::Leaf(1), current: 1, previous: 1 }],
            win,
            tab: 0,
            next_id: 2,
            options: Options::default(),
            registers: Registers::default(),
            file_marks: BTreeMap::new(),
            mode: Mode::Normal,
            visual: None,
            restart_edit: None,
            pending: Vec::new(),
            queue: Queue::default(),
            keys_typed: 0,
            global_busy: false,
            keep_jumps: false,
            lock_marks: false,
            no_undo_sync: 0,
            failed: false,
            out: Outcome::default(),
            budget: fresh_budget(),
        }
    }

    /// The same, after reading a `.vimrc`; its errors are in the first outcome.
    pub fn with_rc<L: Into<String>>(lines: impl IntoIterator<Item = L>, rc: &str) -> Self {
        let mut editor = Self::new(lines);
        editor.source(rc);
        editor
    }

    /// Runs Ex commands, one a line, as a `.vimrc` holds them.
    pub fn source(&mut self, rc: &str) {
        let _ = rc;
    }

    /// One typed key.
    pub fn step(&mut self, key: Key) -> Outcome {
        self.budget = fresh_budget();
        self.keys_typed += 1;
        self.queue.push_typed(key);
        self.run_queue();
        std::mem::take(&mut self.out)
    }

    /// Raw bytes, as a terminal sends them.
    pub fn feed(&mut self, bytes: &[u8]) -> Outcome {
        self.feed_keys(&Key::raw(&String::from_utf8_lossy(bytes)))
    }

    /// Keys in notation: `"d2wA!<Esc>"`.
    pub fn feed_notation(&mut self, keys: &str) -> Outcome {
        self.feed_keys(&Key::parse(keys))
    }

    /// Several typed keys; what they did, together.
    pub fn feed_keys(&mut self, keys: &[Key]) -> Outcome {
        let mut all = Outcome::default();
        for key in keys {
            all.extend(self.step(*key));
        }
        all
    }

    /// All lines, each ended by a line break.
    pub fn text(&self) -> String {
        self.buf.lines.iter().map(|line| line.text() + "\n").collect()
    }

    /// All lines.
    pub fn lines(&self) -> Vec<String> {
        self.buf.lines.iter().map(Line::text).collect()
    }

    /// The cursor: line and byte column, both from 1, as `line('.')` and `col('.')`.
    pub fn cursor(&self) -> (usize, usize) {
        (self.win.cursor.line, self.win.cursor.col + 1)
    }

    /// Puts the cursor at a line and a byte column, both from 1, or as near as can be.
    pub fn set_cursor(&mut self, line: usize, col: usize) {
        self.win.cursor = Pos::new(line.max(1), col.saturating_sub(1));
        self.check_cursor();
        self.adjust_cursor();
        self.win.set_curswant = true;
    }

    /// The mode as vim's `mode(1)` names it.
    pub fn mode(&self) -> String {
        match (self.mode, &self.visual) {
            (Mode::Normal, Some(visual)) => visual.kind.to_string(),
            (Mode::Normal, None) if self.restart_edit.is_some() => "niI".into(),
            (Mode::Normal, None) => "n".into(),
            (Mode::Insert, _) => "i".into(),
            (Mode::Replace, _) => "R".into(),
            (Mode::VirtualReplace, _) => "Rv".into(),
            (Mode::CommandLine, _) => "c".into(),
            (Mode::Confirm, _) => "r?".into(),
        }
    }

    /// All state as bytes.
    pub fn snapshot(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// The editor a snapshot was taken of; `None` when the bytes are of no such editor.
    pub fn restore(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Spends steps; true when none are left, and then all pending work ends.
    pub(crate) fn spend(&mut self, steps: u64) -> bool {
        if self.budget.spend(steps).is_ok() {
            return false;
        }
        if !self.out.exhausted {
            self.out.exhausted = true;
            self.error_with("vim-budget", &[]);
            self.queue.clear();
        }
        true
    }
}
