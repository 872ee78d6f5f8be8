//! A buffer: lines, marks, changes and the tree of undo states.

pub(crate) mod change;
pub(crate) mod marks;
pub(crate) mod undo;

use crate::text::{Line, Lines, Pos};
use serde::{Deserialize, Serialize};

/// The last Visual area of a buffer: `'<`, `'>` and what `gv` needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct VisualArea {
    pub(crate) start: Pos,
    pub(crate) end: Pos,
    /// `v`, `V` or Ctrl-V; `'\0'` when there was none.
    pub(crate) kind: char,
    pub(crate) curswant: usize,
}

/// What `U` restores.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LineUndo {
    pub(crate) line: usize,
    pub(crate) col: usize,
    pub(crate) text: Option<Line>,
}

/// One buffer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Buffer {
    pub(crate) id: usize,
    /// Its file's path as it was given.
    pub(crate) name: Option<String>,
    pub(crate) lines: Lines,
    pub(crate) modified: bool,
    /// All lines were deleted: the one empty line is none.
    pub(crate) no_lines: bool,
    /// Shown by `:ls`.
    pub(crate) listed: bool,
    /// `'a` to `'z`.
    pub(crate) named: Vec<Pos>,
    /// `'^`
    pub(crate) last_insert: Pos,
    /// `'.`
    pub(crate) last_change: Pos,
    /// `'"`
    pub(crate) last_cursor: Pos,
    /// `'[`
    pub(crate) op_start: Pos,
    /// `']`
    pub(crate) op_end: Pos,
    pub(crate) visual: VisualArea,
    pub(crate) changes: Vec<Pos>,
    /// A new undoable change has begun since the change list grew.
    pub(crate) new_change: bool,
    pub(crate) undo: undo::Tree,
    pub(crate) line_undo: LineUndo,
}

impl Buffer {
    pub(crate) fn new(id: usize, name: Option<String>, lines: Vec<Line>) -> Self {
        let no_lines = lines.is_empty();
        Self {
            id,
            name,
            lines: Lines::new(lines),
            modified: false,
            no_lines,
            listed: true,
            named: vec![Pos::default(); 26],
            last_insert: Pos::default(),
            last_change: Pos::default(),
            last_cursor: Pos::new(1, 0),
            op_start: Pos::new(1, 0),
            op_end: Pos::new(1, 0),
            visual: VisualArea::default(),
            changes: Vec::new(),
            new_change: false,
            undo: undo::Tree::default(),
            line_undo: LineUndo::default(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.lines.len()
    }

    /// Line `number`, from 1; empty where there is none.
    pub(crate) fn line(&self, number: usize) -> &[u8] {
        self.lines.get(number).map_or(&[], |line| line)
    }

    /// The same, shared.
    pub(crate) fn shared(&self, number: usize) -> Line {
        self.lines.get(number).cloned().unwrap_or_default()
    }

    /// One line, and it is empty.
    pub(crate) fn is_empty(&self) -> bool {
        self.count() == 1 && self.line(1).is_empty()
    }
}
