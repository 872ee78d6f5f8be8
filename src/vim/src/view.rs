//! What a page draws and a screen reader says: plain data about the visible lines.

use crate::editor::Editor;
use serde::{Deserialize, Serialize};

/// A stretch of a line, in bytes, and what is special about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// `visual`, `search` or `current-search`.
    pub class: String,
}

/// One row of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLine {
    /// Its line number.
    pub number: usize,
    /// Its text; of a closed fold, the text of its first line.
    pub text: String,
    /// Lines hidden in a closed fold that starts here, else 0.
    pub folded: usize,
    /// Highlights, in order.
    pub spans: Vec<Span>,
}

/// The state of the current window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Visible lines.
    pub lines: Vec<ViewLine>,
    /// Cursor line and byte column, from 1.
    pub cursor: (usize, usize),
    /// As `mode(1)` names it.
    pub mode: String,
    /// Keys of a command that is not complete yet, in notation.
    pub pending: String,
    /// The command line: its first character, its text, its cursor in bytes.
    pub command_line: Option<(char, String, usize)>,
    /// Lines of the buffer.
    pub line_count: usize,
    /// The buffer's file.
    pub file: Option<String>,
    /// Changed since it was written.
    pub modified: bool,
    /// The register being recorded.
    pub recording: Option<char>,
}

impl Editor {
    /// What the current window shows.
    pub fn view(&self) -> View {
        let last = (self.win.topline + self.win.height).min(self.buf.count() + 1);
        View {
            lines: (self.win.topline..last)
                .map(|number| ViewLine {
                    number,
                    text: self.buf.shared(number).text(),
                    folded: 0,
                    spans: Vec::new(),
                })
                .collect(),
            cursor: self.cursor(),
            mode: self.mode(),
            pending: crate::key::notation(&self.pending),
            command_line: None,
            line_count: self.buf.count(),
            file: self.buf.name.clone(),
            modified: self.buf.modified,
            recording: None,
        }
    }
}
