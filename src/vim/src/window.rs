//! A window onto a buffer: cursor, wanted column, jump list, folds, size.

use crate::buffer::marks::FileMark;
use crate::fold::Folds;
use crate::text::Pos;
use serde::{Deserialize, Serialize};

/// One window.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Window {
    pub(crate) id: usize,
    pub(crate) buffer: usize,
    pub(crate) cursor: Pos,
    /// The screen column that `j` and `k` aim at.
    pub(crate) curswant: usize,
    /// The wanted column follows the cursor at the next `j` or `k`.
    pub(crate) set_curswant: bool,
    pub(crate) topline: usize,
    /// The first column shown, with 'nowrap'.
    pub(crate) leftcol: usize,
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) pc_mark: Pos,
    pub(crate) prev_pc_mark: Pos,
    pub(crate) jumps: Vec<FileMark>,
    pub(crate) jump_index: usize,
    pub(crate) change_index: usize,
    /// Lines that Ctrl-D and Ctrl-U scroll; 0 for half the window.
    pub(crate) scroll: usize,
    pub(crate) folds: Folds,
    /// The buffer shown before, for Ctrl-^.
    pub(crate) alternate: Option<usize>,
}

impl Window {
    pub(crate) fn new(id: usize, buffer: usize, height: usize, width: usize) -> Self {
        Self {
            id,
            buffer,
            cursor: Pos::new(1, 0),
            curswant: 0,
            set_curswant: true,
            topline: 1,
            leftcol: 0,
            height,
            width,
            pc_mark: Pos::new(1, 0),
            prev_pc_mark: Pos::default(),
            jumps: Vec::new(),
            jump_index: 0,
            change_index: 0,
            scroll: 0,
            folds: Folds::default(),
            alternate: None,
        }
    }
}

/// How the windows of a tab page share the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Layout {
    /// One window, by id.
    Leaf(usize),
    /// One above the other.
    Column(Vec<Layout>),
    /// Side by side.
    Row(Vec<Layout>),
}

/// A tab page: windows and their layout. The current window of the current tab lives in the editor itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Tab {
    pub(crate) windows: Vec<Window>,
    pub(crate) layout: Layout,
    pub(crate) current: usize,
    pub(crate) previous: usize,
}
