//! Status lines, the tab line, the ruler (`:help status-line`, `:help 'ruler'`).

use super::Face;
use super::grid::Grid;
use crate::buffer::Buffer;
use crate::editor::Editor;
use crate::text::columns;
use crate::windows::Rect;

/// Columns that the ruler has in the last line.
pub(super) const RULER: usize = 18;

impl Editor {
    /// The current window's status line.
    pub(super) fn draw_status(&mut self, grid: &mut Grid, rect: Rect, here: bool) {
        let face = if here { Face::Status } else { Face::OtherStatus };
        let (row, right) = ((rect.top + rect.height).saturating_sub(1), rect.left + rect.width);
        grid.fill(row, rect.left, right, ' ', face);
        let (name, room) = (title(&self.buf), self.ruler_column(rect.width));
        let mut text = name.to_owned();
        if self.buf.modified {
            text.push_str(" [+]");
        }
        if self.options.readonly {
            text.push_str(" [RO]");
        }
        // Of what is too long, the end is shown.
        let long = text.chars().count();
        if self.options.ruler && long > room.saturating_sub(1) {
            text = text.chars().skip(long + 2 - room.max(2)).collect();
            text.insert(0, '<');
        }
        grid.put(row, rect.left, &text, face, right);
        if self.options.ruler {
            let ruler = self.ruler(rect.width - room.min(rect.width));
            grid.put(row, rect.left + room, &ruler, face, right);
        }
    }

    /// Where the ruler begins in a status line of this width.
    pub(super) fn ruler_column(&self, width: usize) -> usize {
        let last = self.screen.1.saturating_sub(RULER).max(1);
        last.saturating_sub(self.screen.1 - width).max(width.div_ceil(2))
    }

    /// `1,1-8    50%`: line, column in bytes and on the screen, how much of the text is above.
    pub(super) fn ruler(&self, width: usize) -> String {
        let (line, col) = (self.win.cursor.line, self.win.cursor.col);
        let text = self.buf.line(line);
        let cells = columns::of(text, col, self.options.tabstop);
        let normal = matches!(self.mode, crate::editor::Mode::Normal | crate::editor::Mode::CommandLine);
        let tab = text.get(col) == Some(&b'\t') && normal;
        let shown = 1 + if tab { cells.end } else { cells.start };
        let byte = if text.is_empty() && normal { 0 } else { col + 1 };
        let line = if self.buf.no_lines { 0 } else { line };
        let place = if byte == shown { format!("{line},{byte}") } else { format!("{line},{byte}-{shown}") };
        let part = self.part_shown();
        let pad = width.saturating_sub(part.len()).max(place.len() + 1);
        format!("{place:<pad$}{part}")
    }

    /// `All`, `Top`, `Bot` or how many percent of the lines are above the window.
    fn part_shown(&self) -> String {
        let above = self.win.topline - 1;
        let below = (self.buf.count() + 1).saturating_sub(self.bottom_line());
        match (above, below) {
            (0, 0) => "All".to_owned(),
            (0, _) => "Top".to_owned(),
            (_, 0) => "Bot".to_owned(),
            _ => format!("{:>2}%", above * 100 / (above + below)),
        }
    }

    /// The names of the tab pages, where there are several.
    pub(super) fn draw_tab_line(&self, grid: &mut Grid) {
        let count = self.tabs.len();
        if count < 2 {
            return;
        }
        let columns = self.screen.1;
        grid.fill(0, 0, columns, ' ', Face::TabLine);
        let room = ((columns - 1 + count / 2) / count).max(6);
        let mut at = 0;
        for (index, tab) in self.tabs.iter().enumerate() {
            if at + 4 >= columns {
                break;
            }
            let here = index == self.tab;
            let face = if here { Face::Tab } else { Face::TabLine };
            let mut shown: Vec<usize> = tab.windows.iter().map(|window| window.buffer).collect();
            if here {
                shown.push(self.win.buffer);
            }
            let window = tab.windows.iter().find(|window| window.id == tab.current);
            let buffer = window.filter(|_| !here).map_or(self.win.buffer, |window| window.buffer);
            let changed = shown.iter().any(|id| self.buffer_of(*id).is_some_and(|buffer| buffer.modified));
            let start = at;
            at = grid.put(0, at, " ", face, columns);
            if shown.len() > 1 || changed {
                let count = if shown.len() > 1 { shown.len().to_string() } else { String::new() };
                at = grid.put(0, at, &format!("{count}{} ", if changed { "+" } else { "" }), face, columns);
            }
            let name = self.buffer_of(buffer).map_or("[No Name]", title);
            let space = (start + room).saturating_sub(at + 1);
            let skip = name.chars().count().saturating_sub(space);
            let name: String = name.chars().skip(skip).collect();
            at = grid.put(0, at, &name, face, columns.saturating_sub(1));
            at = grid.put(0, at, " ", face, columns);
        }
        grid.put(0, columns - 1, "X", Face::TabLine, columns);
    }

    fn buffer_of(&self, id: usize) -> Option<&Buffer> {
        if self.buf.id == id { Some(&self.buf) } else { self.buffers.iter().find(|buffer| buffer.id == id) }
    }
}

fn title(buffer: &Buffer) -> &str {
    buffer.name.as_deref().unwrap_or("[No Name]")
}
