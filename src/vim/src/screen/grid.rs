//! Cells.

use super::{Face, Run};
use crate::text::width;

#[derive(Clone, Default)]
struct Cell {
    /// A character with what is drawn over it; nothing in the right half of a wide one.
    text: String,
    face: Face,
}

/// All cells of the screen.
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
}

impl Grid {
    pub(super) fn new(rows: usize, columns: usize) -> Self {
        let blank = Cell { text: " ".to_owned(), face: Face::Text };
        Self { rows: vec![vec![blank; columns]; rows] }
    }

    /// Draws a text as far as column `limit`, and gives the column after it.
    pub(super) fn put(&mut self, row: usize, column: usize, text: &str, face: Face, limit: usize) -> usize {
        let Some(cells) = self.rows.get_mut(row) else { return column };
        let limit = limit.min(cells.len());
        let mut at = column;
        for c in text.chars() {
            let size = width::cells(c);
            if size == 0 {
                if at > column
                    && let Some(cell) = at.checked_sub(1).and_then(|at| cells.get_mut(at))
                {
                    cell.text.push(c);
                }
                continue;
            }
            if at + size > limit {
                break;
            }
            cells[at] = Cell { text: c.to_string(), face };
            for cell in &mut cells[at + 1..at + size] {
                *cell = Cell { text: String::new(), face };
            }
            at += size;
        }
        at
    }

    /// Fills cells from column `from` up to column `to`.
    pub(super) fn fill(&mut self, row: usize, from: usize, to: usize, c: char, face: Face) {
        let Some(cells) = self.rows.get_mut(row) else { return };
        let to = to.min(cells.len());
        for cell in cells.get_mut(from..to).into_iter().flatten() {
            *cell = Cell { text: c.to_string(), face };
        }
    }

    /// Moves all rows up; those that come in are blank.
    pub(super) fn scroll(&mut self, by: usize) {
        let by = by.min(self.rows.len());
        self.rows.rotate_left(by);
        let blank = Cell { text: " ".to_owned(), face: Face::Text };
        for row in self.rows.iter_mut().rev().take(by) {
            row.fill(blank.clone());
        }
    }

    /// The rows as stretches of one face.
    pub(super) fn runs(self) -> Vec<Vec<Run>> {
        self.rows.into_iter().map(row_runs).collect()
    }
}

fn row_runs(mut cells: Vec<Cell>) -> Vec<Run> {
    while cells.last().is_some_and(|cell| cell.face == Face::Text && cell.text == " ") {
        cells.pop();
    }
    let mut runs: Vec<Run> = Vec::new();
    for cell in cells {
        match runs.last_mut() {
            Some(run) if run.face == cell.face => run.text.push_str(&cell.text),
            _ => runs.push(Run { text: cell.text, face: cell.face }),
        }
    }
    runs
}
