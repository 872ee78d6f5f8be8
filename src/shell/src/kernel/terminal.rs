//! Terminals: lines and keys in, output and frames out.

use super::{Kernel, Modes, Pid, WaitQueue};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// A terminal's number, from 0 (`/dev/pts/0`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TerminalId(pub usize);

/// How a stretch of a full-screen program's text looks. Colours are the 256 of xterm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Foreground.
    pub foreground: Option<u8>,
    /// Background.
    pub background: Option<u8>,
    /// Bold.
    pub bold: bool,
    /// Foreground and background exchanged.
    pub reverse: bool,
    /// Underlined.
    pub underline: bool,
}

/// One line of a full-screen program: stretches of text, left to right.
pub type FrameLine = Vec<(Style, String)>;

/// What a full-screen program shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Lines, top to bottom.
    pub lines: Vec<FrameLine>,
    /// The cursor's row and column, from 0, when it is shown.
    pub cursor: Option<(usize, usize)>,
    /// What the program says about itself to the host that gave it, in a form that only they know.
    pub note: Vec<u8>,
}

/// What a terminal tells its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Bytes to show, with ANSI colours (SGR) in them.
    Output(Vec<u8>),
    /// The shell wants a command line.
    Prompt {
        /// The prompt, `\[` and `\]` taken out; it may hold colours.
        text: Vec<u8>,
        /// It goes on with what was typed before (`PS2`).
        continuation: bool,
    },
    /// The screen is to be cleared.
    Clear,
    /// A full-screen program's picture; the first one switches to the grid.
    FullScreen(Frame),
    /// The full-screen program has ended.
    EndFullScreen,
    /// The shell of this terminal has exited.
    Exited {
        /// Its status.
        status: i32,
    },
    /// Something on the disk has changed.
    FilesChanged,
    /// Whether the page shows what is typed (`read -s`, `passwd`).
    Echo(bool),
}

/// Output that may wait for its page before writers are made to wait.
const BACKLOG: usize = 256 << 10;

/// A terminal.
#[derive(Debug)]
pub struct Terminal {
    /// Its number.
    pub id: TerminalId,
    /// Width in characters.
    pub columns: Cell<usize>,
    /// Height in lines.
    pub rows: Cell<usize>,
    /// The process group that the keyboard's signals go to.
    pub foreground: Cell<Pid>,
    /// Keys go to the program one by one, unedited.
    pub raw: Cell<bool>,
    /// What is typed is shown by the page (false while a password is typed).
    echo: Cell<bool>,
    /// What `stty` shows and sets. Only the size and the echo act here: lines come whole from the page.
    pub modes: Cell<Modes>,
    /// What the shell at the prompt knows, for completion.
    pub known: RefCell<crate::machine::Known>,
    /// What was typed: one entry a line with its newline, or a key; an empty entry is Ctrl-D.
    input: RefCell<VecDeque<Vec<u8>>>,
    events: RefCell<Vec<Event>>,
    backlog: Cell<usize>,
    pub(crate) readable: WaitQueue,
    pub(crate) drained: WaitQueue,
}

impl Terminal {
    pub(crate) fn new(id: TerminalId, columns: usize, rows: usize) -> Self {
        Self {
            id,
            columns: Cell::new(columns),
            rows: Cell::new(rows),
            foreground: Cell::new(0),
            raw: Cell::new(false),
            echo: Cell::new(true),
            modes: Cell::default(),
            known: RefCell::default(),
            input: RefCell::default(),
            events: RefCell::default(),
            backlog: Cell::new(0),
            readable: WaitQueue::default(),
            drained: WaitQueue::default(),
        }
    }

    /// Takes up to `max` bytes of what was typed; `None` means wait, an empty chunk is Ctrl-D.
    pub(crate) fn try_read(&self, max: usize) -> Option<Vec<u8>> {
        let mut input = self.input.borrow_mut();
        let mut chunk = input.pop_front()?;
        if chunk.len() > max {
            let rest = chunk.split_off(max);
            input.push_front(rest);
        }
        Some(chunk)
    }

    pub(crate) fn unread(&self, bytes: Vec<u8>) {
        if !bytes.is_empty() {
            self.input.borrow_mut().push_front(bytes);
        }
    }

    /// Waits for the next thing typed: a line, a key, or nothing at Ctrl-D. `None` when a caught signal came first.
    pub async fn next_input(&self, kernel: &Kernel) -> Option<Vec<u8>> {
        loop {
            if kernel.has_signal() {
                return None;
            }
            if let Some(chunk) = self.try_read(usize::MAX) {
                return Some(chunk);
            }
            self.readable.park(kernel).await;
        }
    }

    /// Something is typed.
    pub fn feed(&self, kernel: &Kernel, bytes: Vec<u8>) {
        self.input.borrow_mut().push_back(bytes);
        self.readable.wake(kernel);
    }

    /// Has something been typed that nobody has read?
    pub fn has_input(&self) -> bool {
        !self.input.borrow().is_empty()
    }

    /// Forgets what was typed ahead.
    pub fn flush_input(&self) {
        self.input.borrow_mut().clear();
    }

    /// Tells the page something.
    pub fn emit(&self, event: Event) {
        self.events.borrow_mut().push(event);
    }

    pub(crate) fn try_write(&self, bytes: &mut Vec<u8>) -> bool {
        if self.backlog.get() > BACKLOG {
            return false;
        }
        self.force(bytes);
        bytes.clear();
        true
    }

    pub(crate) fn force(&self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.backlog.set(self.backlog.get() + bytes.len());
        let mut events = self.events.borrow_mut();
        if let Some(Event::Output(last)) = events.last_mut() {
            last.extend_from_slice(bytes);
        } else {
            events.push(Event::Output(bytes.to_vec()));
        }
    }

    /// Says whether what is typed is shown.
    pub fn set_echo(&self, on: bool) {
        if self.echo.replace(on) != on {
            self.events.borrow_mut().push(Event::Echo(on));
        }
    }

    /// Takes the events since last asked.
    pub fn drain(&self, kernel: &Kernel) -> Vec<Event> {
        self.backlog.set(0);
        self.drained.wake(kernel);
        std::mem::take(&mut *self.events.borrow_mut())
    }
}
