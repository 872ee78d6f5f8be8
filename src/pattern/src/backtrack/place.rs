//! Where in a buffer the text stands: what vim's `\%23l`, `\%#`, `\%V` look at.

use crate::ast::{Order, Place as Test};
use std::fmt;

/// Where the haystack stands in a vim buffer. Lines and byte columns count from 1.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The line that the haystack starts with.
    pub line: usize,
    /// How many lines the buffer has.
    pub line_count: usize,
    /// Line and byte column of the cursor.
    pub cursor: (usize, usize),
    /// The visual area, present or last.
    pub visual: Option<Area>,
    /// Line and byte column of a mark.
    pub marks: &'a dyn Fn(char) -> Option<(usize, usize)>,
    /// Columns a tab takes.
    pub tab_stop: usize,
}

/// A visual area, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Line and byte column of its first character.
    pub start: (usize, usize),
    /// Line and byte column of its last character.
    pub end: (usize, usize),
    /// How it was selected.
    pub shape: AreaShape,
}

/// How a visual area was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaShape {
    /// With `v`.
    Characters,
    /// With `V`.
    Lines,
    /// With CTRL-V.
    Block,
}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Place").field("line", &self.line).field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

impl Place<'_> {
    pub(super) fn holds(&self, test: Test, text: &[u8], at: usize) -> bool {
        let before = &text[..at];
        let line = self.line + before.iter().filter(|&&byte| byte == b'\n').count();
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let column = at - line_start + 1;
        match test {
            Test::Line(order, wanted) => ordered(order, line, wanted),
            Test::Column(order, wanted) => ordered(order, column, wanted),
            Test::Virtual(order, wanted) => ordered(order, self.screen_column(&before[line_start..]), wanted),
            Test::Cursor => self.cursor == (line, column),
            Test::Mark(order, mark) => (self.marks)(mark).is_some_and(|mark| match order {
                Order::Less => (line, column) < mark,
                Order::Equal => (line, column) == mark,
                Order::Greater => (line, column) > mark,
            }),
            Test::FileStart => line == 1 && column == 1,
            Test::FileEnd => at == text.len() && line >= self.line_count,
            Test::Visual => self.visual.is_some_and(|area| {
                let (start, end) = (area.start, area.end);
                match area.shape {
                    AreaShape::Characters => (line, column) >= start && (line, column) <= end,
                    AreaShape::Lines => line >= start.0 && line <= end.0,
                    AreaShape::Block => {
                        let (left, right) = (start.1.min(end.1), start.1.max(end.1));
                        line >= start.0 && line <= end.0 && column >= left && column <= right
                    }
                }
            }),
        }
    }

    /// The screen column, from 1, of what follows `before` in its line.
    fn screen_column(&self, before: &[u8]) -> usize {
        let tab = self.tab_stop.max(1);
        let mut column = 0;
        for c in String::from_utf8_lossy(before).chars() {
            column += if c == '\t' { tab - column % tab } else { 1 };
        }
        column + 1
    }
}

fn ordered(order: Order, found: usize, wanted: usize) -> bool {
    match order {
        Order::Less => found < wanted,
        Order::Equal => found == wanted,
        Order::Greater => found > wanted,
    }
}
