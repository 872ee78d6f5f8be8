//! The whole screen, as a terminal shows it: tab line, windows with their status lines, the last line. Cell by cell as vim draws
//! them; what a face looks like is for whoever shows it.

mod grid;
mod last_line;
mod status;
mod window;

use crate::editor::Editor;
use crate::windows::Rect;
use grid::Grid;

/// What a stretch of cells is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Text of a buffer, and the last line.
    #[default]
    Text,
    /// `~`, `@@@`, `$` and the like: not in the buffer.
    NonText,
    /// Control characters, tabs under 'list'.
    Special,
    /// Line numbers.
    LineNumber,
    /// A closed fold.
    Folded,
    /// What the last search found.
    Search,
    /// The match that `:s` asks about.
    Confirm,
    /// The Visual area.
    Visual,
    /// The status line of the current window.
    Status,
    /// Of another window; the line between windows side by side.
    OtherStatus,
    /// The name of the current tab page.
    Tab,
    /// The rest of the tab line.
    TabLine,
    /// `-- INSERT --`.
    Mode,
    /// An error message.
    Error,
}

/// Cells of one face, left to right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its text; a wide character takes two cells.
    pub text: String,
    /// What it is.
    pub face: Face,
}

/// The screen, top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Its rows; blanks at their ends are left out.
    pub rows: Vec<Vec<Run>>,
    /// Row and column of the cursor, from 0.
    pub cursor: (usize, usize),
}

/// What the last line says when no command is being typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    /// The words; empty for none, then the mode is shown.
    pub text: &'a str,
    /// They tell of an error.
    pub error: bool,
}

impl Editor {
    /// Draws the screen, of the size given to [`Editor::resize`].
    pub fn screen(&mut self, told: Told<'_>) -> Screen {
        self.refresh_budget();
        self.update_topline();
        let (rows, columns) = self.screen;
        let mut grid = Grid::new(rows, columns);
        self.draw_tab_line(&mut grid);
        let rects = self.rects();
        let mut cursor = (0, 0);
        for rect in &rects {
            let here = rect.id == self.win.id;
            let place = self.in_window(rect.id, |editor| {
                let place = editor.draw_window(&mut grid, *rect, here);
                if rects.len() > 1 {
                    editor.draw_status(&mut grid, *rect, here);
                }
                place
            });
            if here {
                cursor = place;
            }
        }
        separators(&mut grid, &rects, columns);
        let cursor = self.draw_last_line(&mut grid, told, rects.len()).unwrap_or(cursor);
        Screen { rows: grid.runs(), cursor }
    }

    /// The first line that the current window shows, from 1.
    pub fn top_line(&mut self) -> usize {
        self.update_topline();
        self.win.topline
    }

    /// What the last line says of the mode: nothing, `-- INSERT --`, `recording @a`.
    pub fn mode_line(&self) -> String {
        format!("{}{}", self.mode_shown(), self.recording_shown())
    }

    /// How wide a message may be without "Press ENTER": it ends before what is shown of a pending command.
    pub fn message_width(&self) -> usize {
        self.columns_of_last_line(self.rects().len()).pending.saturating_sub(1)
    }
}

/// The lines between windows side by side.
fn separators(grid: &mut Grid, rects: &[Rect], columns: usize) {
    for rect in rects.iter().filter(|rect| rect.left + rect.width < columns) {
        let column = rect.left + rect.width;
        for row in rect.top..rect.top + rect.height {
            let ends = |other: &Rect| other.top + other.height == row + 1;
            let between = ends(rect) && rects.iter().any(|other| other.left == column + 1 && ends(other));
            grid.put(row, column, if between { " " } else { "|" }, Face::OtherStatus, columns);
        }
    }
}
