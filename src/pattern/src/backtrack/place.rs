//! Where in a buffer the text stands: what vim's `\%23l`, `\%#`, `\%V` look at.

use crate::ast::{Order, Place as Test};
use crate::lines::{Spot, View};

/// A stretch of a buffer being searched, and how it is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The line that the text starts with, from 0.
    pub(crate) line: usize,
    /// How many lines the buffer has.
    pub(crate) line_count: usize,
    /// `None` when a string is searched, not a buffer.
    pub(crate) view: Option<&'a View<'a>>,
}

impl std::fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Place").field("line", &self.line).finish_non_exhaustive()
    }
}

impl Place<'_> {
    pub(super) fn holds(&self, test: Test, text: &[u8], at: usize) -> bool {
        let before = &text[..at];
        let line = self.line + memchr::memchr_iter(b'\n', before).count();
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let here = Spot { line, column: at - line_start };
        let screen = || self.screen_column(&before[line_start..]);
        let in_view = |test: &dyn Fn(&View) -> bool| self.view.is_some_and(test);
        match test {
            Test::Line(order, wanted) => in_view(&|_| ordered(order, line + 1, wanted)),
            Test::Column(order, wanted) => ordered(order, here.column + 1, wanted),
            Test::Virtual(order, wanted) => ordered(order, screen(), wanted),
            Test::CursorLine(order) => in_view(&|view| ordered(order, line, view.cursor.line)),
            Test::CursorColumn(order) => in_view(&|view| ordered(order, here.column, view.cursor.column)),
            Test::CursorVirtual(order) => in_view(&|view| ordered(order, screen(), view.cursor_screen_column)),
            Test::Cursor => in_view(&|view| view.cursor == here),
            Test::Mark(order, mark) => {
                in_view(&|view| (view.mark)(mark).is_some_and(|mark| ordered(order, here, mark)))
            }
            Test::FileStart => here == Spot { line: 0, column: 0 },
            // Past the last newline is past the end.
            Test::FileEnd => match self.view {
                None => at == text.len(),
                Some(_) => line + 1 == self.line_count && matches!(text[at..], [] | [b'\n']),
            },
            Test::Visual => in_view(&|view| view.visual.is_some_and(|area| area.holds(here))),
        }
    }

    /// The screen column, from 1, of what follows `before` in its line.
    fn screen_column(&self, before: &[u8]) -> usize {
        let tab = self.view.map_or(8, |view| view.tab_stop.max(1));
        let mut column = 0;
        for c in String::from_utf8_lossy(before).chars() {
            column += if c == '\t' { tab - column % tab } else { 1 };
        }
        column + 1
    }
}

fn ordered<T: Ord>(order: Order, found: T, wanted: T) -> bool {
    match order {
        Order::Less => found < wanted,
        Order::Equal => found == wanted,
        Order::Greater => found > wanted,
    }
}
