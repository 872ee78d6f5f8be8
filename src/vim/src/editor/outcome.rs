//! What a key did: events to narrate, effects for the world.

use super::Editor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something that happened, as data; a page shows it, a screen reader says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The command failed; vim beeps.
    Bell,
    /// A message: an id of the catalogue, or vim's error number, and what its words need.
    Message {
        /// `vim-…`, or `E486` and the like.
        id: String,
        /// Named values.
        args: BTreeMap<String, String>,
        /// Is it an error?
        error: bool,
    },
    /// Lines to be shown as they are: `:reg`, `:ls`, `:marks`.
    Listing(Vec<String>),
    /// The mode is now this, as `mode(1)` names it.
    Mode(String),
}

/// Something the world must do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Write `text` to `path`; `None`: the buffer has no name yet.
    Write {
        /// As it was typed.
        path: String,
        /// All of it, with line breaks.
        text: String,
        /// `:w >>`
        append: bool,
    },
    /// The last window closed: leave the editor with this exit status.
    Quit {
        /// 0, or 1 after `:cq`.
        status: i32,
    },
    /// Read a file; answer with `Editor::answer_read`.
    Read {
        /// As it was typed.
        path: String,
    },
    /// Run a shell command; answer with `Editor::answer_shell`.
    Shell {
        /// The command line.
        command: String,
        /// Its standard input.
        input: String,
    },
    /// Show the help page on a subject.
    Help {
        /// What was asked; empty for the start page.
        topic: String,
    },
}

/// What one key did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// In order.
    pub events: Vec<Event>,
    /// In order.
    pub effects: Vec<Effect>,
    /// The key's work was cut short: its budget was spent.
    pub exhausted: bool,
}

impl Outcome {
    /// Adds a later outcome.
    pub fn extend(&mut self, later: Self) {
        self.events.extend(later.events);
        self.effects.extend(later.effects);
        self.exhausted |= later.exhausted;
    }
}

/// What changes no more lines than this is not told ('report').
pub(crate) const REPORT: usize = 2;

impl Editor {
    /// The command failed: a bell, and keys that were not typed are dropped.
    pub(crate) fn beep(&mut self) {
        self.queue.flush();
        self.out.events.push(Event::Bell);
    }

    /// A bell that drops nothing.
    pub(crate) fn bell(&mut self) {
        self.out.events.push(Event::Bell);
    }

    /// A message that is no error.
    pub(crate) fn message(&mut self, id: &str) {
        self.message_with(id, &[]);
    }

    /// Tells how many lines have come or gone since there were `before`, if they are more than 'report', which is 2.
    pub(crate) fn tell_lines(&mut self, before: usize) {
        let now = self.buf.count();
        if self.buf.no_lines {
            self.message("vim-no-lines");
        } else if !self.global_busy && now.abs_diff(before) > REPORT {
            let id = if now > before { "vim-more-lines" } else { "vim-fewer-lines" };
            self.message_with(id, &[("count", now.abs_diff(before).to_string())]);
        }
    }

    pub(crate) fn message_with(&mut self, id: &str, args: &[(&str, String)]) {
        self.push_message(id, args, false);
    }

    /// An error: keys that were not typed are dropped.
    pub(crate) fn error(&mut self, id: &str) {
        self.error_with(id, &[]);
    }

    pub(crate) fn error_with(&mut self, id: &str, args: &[(&str, String)]) {
        if !self.errors_are_caught {
            self.queue.flush();
        }
        self.failed = true;
        self.push_message(id, args, true);
    }

    fn push_message(&mut self, id: &str, args: &[(&str, String)], error: bool) {
        let args = args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.out.events.push(Event::Message { id: id.to_owned(), args, error });
    }
}
