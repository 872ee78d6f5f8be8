//! The editor: all state in one value, driven by keys.

mod outcome;
mod queue;
mod whole;

pub(crate) use outcome::REPORT;
pub use outcome::{Effect, Event, Outcome};

use crate::buffer::{Buffer, marks::FileMark};
use crate::command::Command;
use crate::command_line::CommandLine;
use crate::ex::{Job, Substitution, Waiting};
use crate::insert::{Abbreviation, Insertion};
use crate::key::Key;
use crate::mapping::Maps;
use crate::motion::LastFind;
use crate::normal::Redo;
use crate::operator::AreaSize;
use crate::options::Options;
use crate::register::Registers;
use crate::search::Search;
use crate::text::{Line, Pos};
use crate::window::{Layout, Tab, Window};
use base::Budget;
pub(crate) use queue::Queue;
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
    /// Errors do not drop keys, as within `:try`: recorded cases were played so.
    pub(crate) errors_are_caught: bool,
    pub(crate) screen: (usize, usize),
    pub(crate) insert: Option<Insertion>,
    pub(crate) command_line: Option<CommandLine>,
    pub(crate) command_history: Vec<String>,
    pub(crate) search_history: Vec<String>,
    pub(crate) last_command_line: Option<String>,
    pub(crate) last_command_candidate: Option<String>,
    pub(crate) expression_result: Option<String>,
    pub(crate) search: Search,
    pub(crate) search_wrapped: bool,
    pub(crate) substitution: Substitution,
    pub(crate) last_find: Option<LastFind>,
    pub(crate) last_bang: Option<String>,
    pub(crate) redo: Redo,
    pub(crate) redo_visual: Option<AreaSize>,
    pub(crate) redo_visual_busy: bool,
    /// First and last column of the last area operated on.
    pub(crate) last_columns: (usize, usize),
    pub(crate) reselect: Option<AreaSize>,
    pub(crate) visual_kind_before: Option<char>,
    /// A `.` is at work.
    pub(crate) replaying: bool,
    pub(crate) replay_depth: usize,
    /// The key that `.` will type next.
    pub(crate) replay_next: Option<Key>,
    pub(crate) nesting: usize,
    pub(crate) ex_depth: usize,
    /// What follows a `|` and waits for an answer.
    pub(crate) ex_rest: Vec<String>,
    /// The last key was typed.
    pub(crate) key_typed: bool,
    /// It may be part of a mapping or an abbreviation.
    pub(crate) key_remap: bool,
    pub(crate) recording: Option<(char, Vec<Key>)>,
    pub(crate) playing: bool,
    pub(crate) last_played: Option<char>,
    pub(crate) last_insert: Option<Vec<char>>,
    pub(crate) insert_start: Pos,
    pub(crate) insert_origin: Pos,
    pub(crate) insert_at_end: bool,
    pub(crate) insert_end_line: usize,
    /// The line's indent was made by 'autoindent', and nothing was typed since.
    pub(crate) auto_indented: bool,
    pub(crate) auto_indent_col: usize,
    /// This character, typed next, ends the comment whose leader was just repeated.
    pub(crate) comment_end: Option<char>,
    /// The cursor that `gw` will put back; it moves with the text.
    pub(crate) kept_cursor: Option<Pos>,
    /// Where the search that was just typed starts, if not at the cursor.
    #[serde(skip)]
    pub(crate) search_from: Option<Pos>,
    /// The match and its groups while an expression replaces it: what `submatch()` gives.
    #[serde(skip)]
    pub(crate) submatches: Option<Vec<String>>,
    pub(crate) hex_upper: bool,
    /// Pairs are those of text objects, not 'matchpairs'.
    pub(crate) object_pairs: bool,
    /// Brackets in strings count as well.
    pub(crate) ignore_quotes: bool,
    pub(crate) maps: Maps,
    pub(crate) timed_out: bool,
    pub(crate) abbreviations: Vec<Abbreviation>,
    pub(crate) no_abbreviation: bool,
    pub(crate) global_command: Option<String>,
    pub(crate) global_needs_begin_line: bool,
    pub(crate) global_errors: bool,
    pub(crate) waiting: Option<Waiting>,
    /// The last window was closed.
    pub(crate) closed: bool,
    /// The last commands, for advice.
    pub(crate) recent: Vec<Command>,
    /// Where they were typed.
    #[serde(skip)]
    pub(crate) scenes: Vec<Option<crate::explain::Scene>>,
    /// Commands completed so far.
    pub(crate) completed: u64,
    #[serde(skip)]
    pub(crate) compiled: Option<(String, pattern::Flags, pattern::Pattern)>,
    pub(crate) substitute_job: Option<Job>,
    /// A command line whose range is backwards: may it be turned round?
    pub(crate) swap_asked: Option<String>,
    /// It may.
    pub(crate) swap_agreed: bool,
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
        Self::of_lines(lines.into_iter().map(|line| Line::from(line.into().into_bytes())).collect())
    }

    /// An editor of these lines.
    pub(crate) fn of_lines(lines: Vec<Line>) -> Self {
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
            errors_are_caught: false,
            screen: (24, 80),
            insert: None,
            command_line: None,
            command_history: Vec::new(),
            search_history: Vec::new(),
            last_command_line: None,
            last_command_candidate: None,
            expression_result: None,
            search: Search::default(),
            search_wrapped: false,
            substitution: Substitution::default(),
            last_find: None,
            last_bang: None,
            redo: Redo::default(),
            redo_visual: None,
            redo_visual_busy: false,
            last_columns: (0, 0),
            reselect: None,
            visual_kind_before: None,
            replaying: false,
            replay_depth: 0,
            replay_next: None,
            nesting: 0,
            ex_depth: 0,
            ex_rest: Vec::new(),
            key_typed: true,
            key_remap: true,
            recording: None,
            playing: false,
            last_played: None,
            last_insert: None,
            insert_start: Pos::default(),
            insert_origin: Pos::default(),
            insert_at_end: false,
            insert_end_line: 0,
            auto_indented: false,
            auto_indent_col: 0,
            comment_end: None,
            kept_cursor: None,
            search_from: None,
            submatches: None,
            hex_upper: false,
            object_pairs: false,
            ignore_quotes: false,
            maps: Maps::default(),
            timed_out: false,
            abbreviations: Vec::new(),
            no_abbreviation: false,
            global_command: None,
            global_needs_begin_line: false,
            global_errors: false,
            waiting: None,
            closed: false,
            recent: Vec::new(),
            scenes: Vec::new(),
            completed: 0,
            compiled: None,
            substitute_job: None,
            swap_asked: None,
            swap_agreed: false,
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
        for line in rc.lines() {
            self.budget = fresh_budget();
            self.execute_line(line.trim());
            self.failed = false;
        }
    }

    /// One typed key.
    pub fn step(&mut self, key: Key) -> Outcome {
        self.budget = fresh_budget();
        self.keys_typed += 1;
        self.queue.push_typed(key);
        self.run_queue();
        std::mem::take(&mut self.out)
    }

    /// Raw bytes, as a terminal sends them: all are there at once, as when text is pasted.
    pub fn feed(&mut self, bytes: &[u8]) -> Outcome {
        self.budget = fresh_budget();
        for c in String::from_utf8_lossy(bytes).chars() {
            self.keys_typed += 1;
            self.queue.push_typed(Key(c));
        }
        self.run_queue();
        std::mem::take(&mut self.out)
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

    /// A new budget for work outside a key.
    pub(crate) fn refresh_budget(&mut self) {
        self.budget = fresh_budget();
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
