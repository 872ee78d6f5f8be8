//! The last line: what is typed or told, the keys of a pending command, the ruler (`:help 'showcmd'`, `:help 'showmode'`).

use super::grid::Grid;
use super::status::RULER;
use super::{Face, Told};
use crate::editor::{Editor, Mode};
use crate::key::Key;
use crate::text::{chars, columns};

/// Columns for the keys of a pending command.
const PENDING: usize = 10;

/// Where the parts of the last line begin.
pub(super) struct Columns {
    /// The keys of a pending command.
    pub(super) pending: usize,
    /// The ruler; past the screen when status lines have it.
    ruler: usize,
}

impl Editor {
    pub(super) fn columns_of_last_line(&self, windows: usize) -> Columns {
        let width = self.screen.1;
        let ruler = self.options.ruler && windows < 2;
        let mut taken = if ruler { RULER } else { 0 };
        if self.options.showcmd {
            taken += PENDING + usize::from(!ruler);
        }
        Columns {
            pending: width.saturating_sub(taken).max(1),
            ruler: if ruler { self.ruler_column(width) } else { width },
        }
    }

    /// Draws it; gives the cursor's place where a command is typed.
    pub(super) fn draw_last_line(&mut self, grid: &mut Grid, told: Told<'_>, windows: usize) -> Option<(usize, usize)> {
        let (rows, width) = self.screen;
        if let Some((kind, text, cursor)) = self.command_line_view() {
            return Some(typed(grid, rows, width, &format!("{kind}{text}"), cursor + kind.len_utf8()));
        }
        let row = rows - 1;
        let at = self.columns_of_last_line(windows);
        let (mode, recording) = (self.mode_shown(), self.recording_shown());
        if told.text.is_empty() {
            let column = grid.put(row, 0, &mode, Face::Mode, width);
            grid.put(row, column, &recording, Face::Mode, width);
        } else {
            let face = if told.error { Face::Error } else { Face::Text };
            grid.put(row, 0, told.text, face, width);
        }
        if at.ruler < width {
            // In the last line a column stays free.
            let ruler = self.ruler((width - at.ruler).saturating_sub(1));
            grid.fill(row, at.ruler, width, ' ', Face::Text);
            grid.put(row, at.ruler, &ruler, Face::Text, width);
        }
        if self.options.showcmd {
            let keys = self.pending_shown();
            let skip = keys.chars().count().saturating_sub(PENDING);
            let keys: String = keys.chars().skip(skip).collect();
            if !keys.is_empty() {
                grid.put(row, at.pending, &format!("{keys:<PENDING$}"), Face::Text, width);
            }
        }
        (self.mode == Mode::Confirm && !told.text.is_empty())
            .then(|| (row, told.text.chars().count().min(width.saturating_sub(1))))
    }

    pub(super) fn mode_shown(&self) -> String {
        let back = match self.restart_edit {
            Some('R') => "(replace) ",
            Some('V') => "(vreplace) ",
            Some(_) => "(insert) ",
            None => "",
        };
        let what = match (self.mode, &self.visual) {
            (Mode::Insert, _) => "INSERT ",
            (Mode::Replace, _) => "REPLACE ",
            (Mode::VirtualReplace, _) => "VREPLACE ",
            (_, Some(visual)) => match visual.kind {
                'v' => "VISUAL ",
                'V' => "VISUAL LINE ",
                _ => "VISUAL BLOCK ",
            },
            _ if back.is_empty() => return String::new(),
            _ => "",
        };
        format!("-- {back}{what}--")
    }

    pub(super) fn recording_shown(&self) -> String {
        self.recording.as_ref().map(|(name, _)| format!("recording @{name}")).unwrap_or_default()
    }

    /// The keys of what is not complete, in Insert mode too.
    pub(super) fn keys_that_wait(&self) -> &[Key] {
        self.insert.as_ref().map(|insert| &insert.pending).filter(|keys| !keys.is_empty()).unwrap_or(&self.pending)
    }

    /// Keys of a command that is not complete; of a Visual area, its size.
    fn pending_shown(&self) -> String {
        let keys = self.keys_that_wait();
        if !keys.is_empty() {
            return keys.iter().map(key_shown).collect();
        }
        let Some(visual) = self.visual else { return String::new() };
        let (first, last) = (visual.start.min(self.win.cursor), visual.start.max(self.win.cursor));
        let lines = last.line + 1 - first.line;
        match visual.kind {
            'v' if lines == 1 => {
                let text = self.buf.line(first.line);
                let end = (last.col + chars::len_at(text, last.col).max(1)).min(text.len()).max(first.col);
                let slice = chars::slice(text, first.col, end);
                let count = String::from_utf8_lossy(slice).chars().count().max(1);
                let bytes = slice.len().max(1);
                if count == bytes { count.to_string() } else { format!("{count}-{bytes}") }
            }
            'v' | 'V' => lines.to_string(),
            _ => {
                let cells = |line: usize, col: usize| columns::of(self.buf.line(line), col, self.options.tabstop);
                let (a, b) =
                    (cells(visual.start.line, visual.start.col), cells(self.win.cursor.line, self.win.cursor.col));
                if self.win.curswant == crate::text::MAXCOL {
                    let widest =
                        (first.line..=last.line).map(|line| columns::total(self.buf.line(line), self.options.tabstop));
                    let left = a.start.min(b.start);
                    return format!("{lines}x{}", widest.max().unwrap_or(0).saturating_sub(left).max(1));
                }
                format!("{lines}x{}", a.end.max(b.end) + 1 - a.start.min(b.start))
            }
        }
    }
}

/// A command as it is typed, over as many rows as it needs.
fn typed(grid: &mut Grid, rows: usize, width: usize, text: &str, cursor: usize) -> (usize, usize) {
    let text: Vec<char> = text.chars().collect();
    let mut bytes = 0;
    let cursor = text
        .iter()
        .take_while(|c| {
            bytes += c.len_utf8();
            bytes <= cursor
        })
        .count();
    let lines = (text.len().max(cursor + 1)).div_ceil(width).min(rows);
    grid.scroll(lines - 1);
    for line in 0..lines {
        let row = rows - lines + line;
        grid.fill(row, 0, width, ' ', Face::Text);
        let part: String = text.iter().skip(line * width).take(width).collect();
        grid.put(row, 0, &part, Face::Text, width);
    }
    ((rows - lines + cursor / width).min(rows - 1), cursor % width)
}

/// A key as 'showcmd' shows it.
fn key_shown(key: &Key) -> String {
    match key.0 {
        c @ '\0'..='\x1f' => format!("^{}", char::from(c as u8 + 64)),
        '\x7f' => "^?".to_owned(),
        _ => key.to_string(),
    }
}
