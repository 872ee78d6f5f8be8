//! What the learner did, in order: what a grader replays in fresh labs.

use crate::protocol::Input;
use serde::{Deserialize, Serialize};

/// One thing the learner did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// Ran a SQL script.
    Sql(String),
    /// Typed at a terminal.
    Input {
        /// which one
        terminal: usize,
        /// what
        input: Input,
    },
    /// Typed keys in the editor, in vim's notation.
    Keys(String),
}

/// Everything done since the lab was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// In order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds what was just done. Keys typed one after the other become one entry.
    pub fn record(&mut self, entry: Entry) {
        if let (Some(Entry::Keys(before)), Entry::Keys(keys)) = (self.entries.last_mut(), &entry) {
            before.push_str(keys);
        } else {
            self.entries.push(entry);
        }
    }

    /// The keys typed in the editor.
    pub fn keys(&self) -> String {
        self.entries
            .iter()
            .filter_map(|entry| if let Entry::Keys(keys) = entry { Some(keys.as_str()) } else { None })
            .collect()
    }
}
