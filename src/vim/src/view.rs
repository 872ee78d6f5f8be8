//! What a page draws and a screen reader says: plain data about the visible lines.

use crate::editor::{Editor, Mode};
use crate::text::{MAXCOL, Pos, chars, columns};
use serde::{Deserialize, Serialize};

/// A stretch of a line, in bytes, and what is special about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; past the line's end when its line break is in it.
    pub end: usize,
    /// `visual`, `search` or `confirm`.
    pub class: String,
}

/// One row of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLine {
    /// Its line number.
    pub number: usize,
    /// Its text; of a closed fold, the text of its first line. Of a line far longer than the window, what is around the cursor.
    pub text: String,
    /// Bytes of the line before `text`.
    pub skipped: usize,
    /// Lines in the closed fold that starts here, else 0.
    pub folded: usize,
    /// Highlights, as bytes of `text`, in order of their kind: `search` before `visual`.
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
    /// Show line numbers: 'number' and 'relativenumber'.
    pub numbers: (bool, bool),
    /// Rows and columns of the window.
    pub size: (usize, usize),
    /// Tab page and tab pages, from 1.
    pub tab: (usize, usize),
    /// The last window was closed.
    pub closed: bool,
}

impl View {
    /// The byte of `line`'s text that the cursor is on, if it is the cursor's line.
    pub fn cursor_in(&self, line: &ViewLine) -> Option<usize> {
        (line.number == self.cursor.0).then(|| (self.cursor.1 - 1).saturating_sub(line.skipped))
    }
}

/// Bytes of a line that are shown at most, unless it is no longer than twice that.
const SHOWN: usize = 8192;

impl Editor {
    /// What the current window shows.
    pub fn view(&mut self) -> View {
        self.refresh_budget();
        self.update_topline();
        let mut lines = Vec::new();
        let (mut line, mut used) = (self.win.topline, 0);
        while line <= self.buf.count() {
            used += self.rows(line);
            if used > self.win.height && !lines.is_empty() {
                break;
            }
            let fold = self.win.folds.closed_at(line);
            let last = fold.map_or(line, |fold| fold.1);
            let (start, end) = self.shown_bytes(line);
            let spans = self.spans(line, start, end);
            lines.push(ViewLine {
                number: line,
                text: String::from_utf8_lossy(chars::slice(self.buf.line(line), start, end)).into_owned(),
                skipped: start,
                folded: if fold.is_some() { last + 1 - line } else { 0 },
                spans,
            });
            line = last + 1;
        }
        View {
            lines,
            cursor: self.cursor(),
            mode: self.mode(),
            pending: crate::key::notation(&self.pending),
            command_line: self.command_line_view(),
            line_count: self.buf.count(),
            file: self.buf.name.clone(),
            modified: self.buf.modified,
            recording: self.recording.as_ref().map(|(name, _)| *name),
            numbers: (self.options.number, self.options.relativenumber),
            size: (self.win.height, self.win.width),
            tab: (self.tab + 1, self.tabs.len()),
            closed: self.closed,
        }
    }

    /// Which bytes of a line are shown: all, but for lines far longer than any window.
    fn shown_bytes(&self, line: usize) -> (usize, usize) {
        let text = self.buf.line(line);
        if text.len() <= 2 * SHOWN {
            return (0, text.len());
        }
        let cursor = if line == self.win.cursor.line { self.win.cursor.col } else { 0 };
        let start = chars::head(text, cursor.saturating_sub(SHOWN / 2));
        (start, chars::head(text, (start + SHOWN).min(text.len())))
    }

    pub(crate) fn spans(&mut self, line: usize, first: usize, last: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        self.search_spans(line, first, last, &mut spans);
        if let Some((start, end)) = self.visual_span(line) {
            spans.push(Span { start, end, class: "visual".into() });
        }
        if self.mode == Mode::Confirm && line == self.win.cursor.line {
            let start = self.win.cursor.col;
            spans.push(Span { start, end: start + 1, class: "confirm".into() });
        }
        spans.retain_mut(|span| {
            (span.start, span.end) = (span.start.saturating_sub(first), span.end.saturating_sub(first));
            span.end > 0 && span.start <= last - first
        });
        spans
    }

    fn search_spans(&mut self, line: usize, first: usize, last: usize, spans: &mut Vec<Span>) {
        let typing = self
            .command_line_view()
            .filter(|(kind, text, _)| self.options.incsearch && matches!(kind, '/' | '?') && !text.is_empty());
        let pattern = match typing {
            Some((kind, text, _)) => text[..crate::search::pattern_end(&text, kind)].to_owned(),
            None if self.options.hlsearch && !self.search.highlight_off => {
                let search = &self.search;
                let last = if search.substitute_last { &search.substitute } else { &search.pattern };
                last.clone().unwrap_or_default()
            }
            None => return,
        };
        if pattern.is_empty() {
            return;
        }
        let failed = self.failed;
        let events = self.out.events.len();
        if let Some(compiled) = self.compile(&pattern) {
            let mut col = first;
            while let Some(found) = self.match_in_line(&compiled, line, col) {
                if found.start.line != line || found.start.col > last || self.spend(1) {
                    break;
                }
                let end = if found.end.line == line { found.end.col } else { self.buf.line(line).len() + 1 };
                if end > found.start.col {
                    spans.push(Span { start: found.start.col, end, class: "search".into() });
                }
                col = end.max(found.start.col + chars::len_at(self.buf.line(line), found.start.col).max(1));
                if col > self.buf.line(line).len() {
                    break;
                }
            }
        }
        // A pattern being typed may be no pattern yet.
        self.out.events.truncate(events);
        self.failed = failed;
    }

    fn visual_span(&self, line: usize) -> Option<(usize, usize)> {
        let visual = self.visual?;
        let (first, last) = (visual.start.min(self.win.cursor), visual.start.max(self.win.cursor));
        if line < first.line || line > last.line {
            return None;
        }
        let text = self.buf.line(line);
        match visual.kind {
            'V' => Some((0, text.len() + 1)),
            'v' => {
                let start = if line == first.line { first.col } else { 0 };
                let end =
                    if line == last.line { last.col + chars::len_at(text, last.col).max(1) } else { text.len() + 1 };
                Some((start, end))
            }
            _ => {
                let cells = |pos: Pos| columns::of(self.buf.line(pos.line), pos.col, self.options.tabstop);
                let (a, b) = (cells(visual.start), cells(self.win.cursor));
                let tabstop = self.options.tabstop;
                let start = columns::byte_at(text, a.start.min(b.start), tabstop);
                let right = a.end.max(b.end);
                let end = if self.win.curswant == MAXCOL { text.len() } else { columns::byte_at(text, right, tabstop) };
                let end = if self.win.curswant == MAXCOL { end } else { end + chars::len_at(text, end) };
                (start < end).then_some((start, end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Editor;

    #[test]
    fn the_area_and_the_matches_are_shown() {
        let mut editor = Editor::new(["one two", "two"]);
        editor.feed_notation(":set hls<CR>/two<CR>v");
        let view = editor.view();
        assert_eq!(view.mode, "v");
        let spans: Vec<(usize, usize, &str)> =
            view.lines[0].spans.iter().map(|span| (span.start, span.end, span.class.as_str())).collect();
        assert_eq!(spans, [(4, 7, "search"), (4, 5, "visual")]);
        editor.feed_notation("<Esc>2d");
        assert_eq!(editor.view().pending, "2d");
    }
}
