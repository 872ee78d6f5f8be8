//! One window: its lines, wrapped or scrolled sideways, with numbers, folds and highlights.

use super::Face;
use super::grid::Grid;
use crate::editor::{Editor, Mode};
use crate::text::{chars, columns, width};
use crate::view::Span;
use crate::windows::Rect;

/// Where a window's text goes, in cells.
#[derive(Clone, Copy)]
struct Area {
    top: usize,
    left: usize,
    height: usize,
    width: usize,
    wraps: bool,
    /// The first column of the text that is shown, where it does not wrap.
    skipped: usize,
}

/// How one character is drawn.
struct Glyph {
    text: String,
    cells: usize,
    face: Face,
    /// Its cells may stand in two rows: those of a tab, of `^A`.
    parts: bool,
}

impl Editor {
    /// Draws the window and gives the cursor's place; `here`: it is the current one.
    pub(super) fn draw_window(&mut self, grid: &mut Grid, rect: Rect, here: bool) -> (usize, usize) {
        let width = self.text_width().min(rect.width);
        let gutter = rect.width - width;
        self.scroll_sideways(width);
        let skipped = if self.options.wrap { 0 } else { self.win.leftcol };
        let wraps = self.options.wrap;
        let mut area = Area { top: rect.top, left: rect.left + gutter, height: self.win.height, width, wraps, skipped };
        let mut cursor = (rect.top, area.left);
        let bottom = rect.top + self.win.height;
        let mut line = self.win.topline.max(1);
        while line <= self.buf.count() && area.top < bottom {
            area.height = bottom - area.top;
            let fold = self.win.folds.closed_at(line);
            let needed = self.rows(line);
            self.draw_number(grid, area, rect.left, line);
            if let Some((first, last)) = fold {
                self.draw_fold(grid, area, first, last);
                if (first..=last).contains(&self.win.cursor.line) {
                    cursor = (area.top, area.left);
                }
            } else {
                let place = self.draw_line(grid, area, line, here);
                cursor = place.unwrap_or(cursor);
                if needed > area.height && line > self.win.topline {
                    grid.fill(bottom - 1, rect.left, rect.left + rect.width, ' ', Face::Text);
                    grid.put(bottom - 1, rect.left, "@@@", Face::NonText, rect.left + rect.width);
                }
            }
            area.top += needed;
            line = fold.map_or(line, |fold| fold.1) + 1;
        }
        for row in area.top.min(bottom)..bottom {
            grid.put(row, rect.left, "~", Face::NonText, rect.left + rect.width);
        }
        cursor
    }

    /// With 'nowrap', a cursor that left the window comes to its middle.
    fn scroll_sideways(&mut self, width: usize) {
        if self.options.wrap {
            self.win.leftcol = 0;
            return;
        }
        let column = self.cursor_column();
        if column < self.win.leftcol || column >= self.win.leftcol + width {
            self.win.leftcol = column.saturating_sub(width / 2);
        }
    }

    /// The column of the text that the cursor is drawn in: on a tab its last, unless text is being inserted.
    fn cursor_column(&self) -> usize {
        let (text, col) = (self.buf.line(self.win.cursor.line), self.win.cursor.col);
        let cells = columns::of(text, col, self.options.tabstop);
        let tab = text.get(col) == Some(&b'\t') && !self.options.list;
        let inserting = matches!(self.mode, Mode::Insert | Mode::Replace | Mode::VirtualReplace);
        if tab && !inserting { cells.end } else { cells.start }
    }

    fn draw_number(&self, grid: &mut Grid, area: Area, left: usize, line: usize) {
        let room = (area.left - left).saturating_sub(1);
        if room == 0 {
            return;
        }
        let away = line.abs_diff(self.win.cursor.line);
        let text = match (self.options.number, self.options.relativenumber) {
            (true, true) if away == 0 => format!("{line:<room$} "),
            (_, true) => format!("{away:>room$} "),
            _ => format!("{line:>room$} "),
        };
        grid.put(area.top, left, &text, Face::LineNumber, area.left);
    }

    /// A closed fold (`:help fold-foldtext`).
    fn draw_fold(&self, grid: &mut Grid, area: Area, first: usize, last: usize) {
        let text = String::from_utf8_lossy(self.buf.line(first)).into_owned();
        let dashes = "-".repeat(self.win.folds.depth(first));
        let text = format!("+-{dashes}{:>3} lines: {}", last + 1 - first, text.trim_start().replace('\t', " "));
        let end = area.left + area.width;
        let at = grid.put(area.top, area.left, &text, Face::Folded, end);
        grid.fill(area.top, at, end, '-', Face::Folded);
    }

    /// Draws one line as far as there is room, and gives the cursor's place if it is in it.
    fn draw_line(&mut self, grid: &mut Grid, area: Area, line: usize, here: bool) -> Option<(usize, usize)> {
        let shown = (area.height + 1) * area.width * 4 + area.skipped * 4;
        let text = chars::slice(self.buf.line(line), 0, shown).to_vec();
        let spans = self.spans(line, 0, text.len());
        let cursor = (line == self.win.cursor.line).then(|| chars::head(&text, self.win.cursor.col.min(text.len())));
        let inserting = matches!(self.mode, Mode::Insert | Mode::Replace | Mode::VirtualReplace);
        let mut pen = Pen { area, row: 0, column: 0, at: 0 };
        let mut place = None;
        let mut at = 0;
        while at < text.len() && pen.row < area.height {
            let length = chars::len_at(&text, at).max(1);
            let c = chars::at(&text, at);
            let glyph = self.glyph(&text[at..(at + length).min(text.len())], c, pen.column);
            let face = face_at(&spans, at).unwrap_or(glyph.face);
            let asked = (here && cursor == Some(at)).then(|| self.key_asked()).flatten();
            if let Some(asked) = asked {
                place = Some(pen.place());
                pen.sign(grid, asked, Face::Special);
            }
            let start = pen.put(grid, &Glyph { face, ..glyph });
            if cursor == Some(at) && asked.is_none() {
                let last = c == '\t' && !self.options.list && !(inserting && here);
                place = Some(if last { pen.place_before() } else { start });
            }
            at += length;
        }
        if self.options.list && pen.row < area.height {
            pen.sign(grid, "$", Face::NonText);
        } else if let Some(face) = face_at(&spans, text.len()) {
            let (row, at) = (pen.row, pen.at);
            pen.sign(grid, " ", face);
            (pen.row, pen.at) = (row, at);
        }
        if cursor == Some(text.len()) && place.is_none() {
            place = Some(pen.next_place());
            if let Some(asked) = self.key_asked().filter(|_| here) {
                pen.sign(grid, asked, Face::Special);
            }
        }
        place.filter(|(row, _)| *row < area.top + area.height)
    }

    /// What stands at the cursor while Insert mode waits for the key after Ctrl-R, Ctrl-V or Ctrl-K.
    fn key_asked(&self) -> Option<&'static str> {
        let inserting = matches!(self.mode, Mode::Insert | Mode::Replace | Mode::VirtualReplace);
        match self.keys_that_wait().first().filter(|_| inserting)?.0 {
            '\x12' => Some("\""),
            '\x16' | '\x11' => Some("^"),
            '\x0b' => Some("?"),
            _ => None,
        }
    }

    /// How a character is drawn that starts at this column of its line.
    fn glyph(&self, bytes: &[u8], c: char, column: usize) -> Glyph {
        let parts = |text: String, face| Glyph { cells: text.len(), text, face, parts: true };
        match c {
            '\t' if !self.options.list => {
                parts(" ".repeat(self.options.tabstop - column % self.options.tabstop), Face::Text)
            }
            '\0'..='\x1f' => parts(format!("^{}", char::from(c as u8 + 64)), Face::Special),
            '\x7f' => parts("^?".to_owned(), Face::Special),
            _ => {
                let cells = width::cells(c);
                let code = format!("<{:02x}>", u32::from(c));
                if cells == code.len() {
                    return parts(code, Face::Special);
                }
                let text = String::from_utf8_lossy(bytes).into_owned();
                // A combining character with nothing before it stands over a blank.
                let text = if cells == 0 { format!(" {text}") } else { text };
                Glyph { text, cells: cells.max(1), face: Face::Text, parts: false }
            }
        }
    }
}

/// The face of the last span that holds this byte: the Visual area lies over what was found.
fn face_at(spans: &[Span], at: usize) -> Option<Face> {
    let span = spans.iter().rev().find(|span| span.start <= at && at < span.end)?;
    Some(match span.class.as_str() {
        "visual" => Face::Visual,
        "confirm" => Face::Confirm,
        _ => Face::Search,
    })
}

/// Draws a line's characters one after the other.
struct Pen {
    area: Area,
    /// Row of the window's area, and cell in it.
    row: usize,
    at: usize,
    /// Column of the line.
    column: usize,
}

impl Pen {
    fn place(&self) -> (usize, usize) {
        (self.area.top + self.row, self.area.left + self.at)
    }

    /// Where the next cell will be drawn.
    fn next_place(&self) -> (usize, usize) {
        if self.at < self.area.width { self.place() } else { (self.area.top + self.row + 1, self.area.left) }
    }

    /// The last cell that was drawn.
    fn place_before(&self) -> (usize, usize) {
        (self.area.top + self.row, self.area.left + self.at.saturating_sub(1))
    }

    /// A sign of one cell that is not in the text.
    fn sign(&mut self, grid: &mut Grid, text: &str, face: Face) {
        self.put(grid, &Glyph { text: text.to_owned(), cells: 1, face, parts: false });
    }

    /// Draws a character and gives its place.
    fn put(&mut self, grid: &mut Grid, glyph: &Glyph) -> (usize, usize) {
        if !glyph.parts {
            // A wide character is not cut: what is left of the row shows `>`.
            while self.area.wraps && self.at < self.area.width && self.at + glyph.cells > self.area.width {
                self.cells(grid, ">", 1, Face::NonText);
                self.column -= 1;
            }
            return self.cells(grid, &glyph.text, glyph.cells, glyph.face);
        }
        let mut first = None;
        let mut buffer = [0; 4];
        for c in glyph.text.chars() {
            let place = self.cells(grid, c.encode_utf8(&mut buffer), 1, glyph.face);
            first = first.or(Some(place));
        }
        first.unwrap_or_else(|| self.place())
    }

    /// Draws cells that stay together, in the next row if this one is full, and gives their place; what is left of the window,
    /// right of it or below is passed over.
    fn cells(&mut self, grid: &mut Grid, text: &str, cells: usize, face: Face) -> (usize, usize) {
        if self.area.wraps && self.at >= self.area.width {
            (self.row, self.at) = (self.row + 1, 0);
        }
        let place = self.place();
        if self.column >= self.area.skipped {
            if self.row < self.area.height {
                grid.put(place.0, place.1, text, face, self.area.left + self.area.width);
            }
            self.at += cells;
        }
        self.column += cells;
        place
    }
}
