//! Searching a buffer of lines, as vim does: a match starts in one line and may reach into the next ones.

use crate::backtrack::{self, Input, Place, UNSET};
use crate::pattern::Pattern;
use base::{Budget, Exhausted};

/// A text kept as lines.
pub trait Lines {
    /// How many lines there are.
    fn line_count(&self) -> usize;
    /// Line `n`, from 0, without its newline.
    fn line(&self, n: usize) -> &[u8];
}

impl<T: AsRef<[u8]>> Lines for [T] {
    fn line_count(&self) -> usize {
        self.len()
    }

    fn line(&self, n: usize) -> &[u8] {
        self.get(n).map_or(&[], AsRef::as_ref)
    }
}

impl<T: AsRef<[u8]>> Lines for Vec<T> {
    fn line_count(&self) -> usize {
        self.len()
    }

    fn line(&self, n: usize) -> &[u8] {
        self.as_slice().line(n)
    }
}

/// A place in a buffer: line and byte column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The line.
    pub line: usize,
    /// The byte in it.
    pub column: usize,
}

/// How the buffer is being looked at, for the items that ask (`\%#`, `\%V`, `\%'m`, `\%9v`).
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The cursor.
    pub cursor: Spot,
    /// Its screen column, from 1.
    pub cursor_screen_column: usize,
    /// The visual area, present or last.
    pub visual: Option<Area>,
    /// Where a mark is.
    pub mark: &'a dyn Fn(char) -> Option<Spot>,
    /// Columns a tab takes.
    pub tab_stop: usize,
}

impl Default for View<'_> {
    fn default() -> Self {
        Self { cursor: Spot::default(), cursor_screen_column: 1, visual: None, mark: &|_| None, tab_stop: 8 }
    }
}

/// A visual area, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its first character.
    pub start: Spot,
    /// Its last character.
    pub end: Spot,
    /// How it was selected.
    pub shape: Shape,
}

impl Area {
    /// Whether a place is inside.
    pub(crate) fn holds(&self, here: Spot) -> bool {
        let (start, end) = (self.start, self.end);
        match self.shape {
            Shape::Characters => here >= start && here <= end,
            Shape::Lines => here.line >= start.line && here.line <= end.line,
            Shape::Block => {
                let (left, right) = (start.column.min(end.column), start.column.max(end.column));
                here.line >= start.line && here.line <= end.line && here.column >= left && here.column <= right
            }
        }
    }
}

/// How a visual area was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With `v`.
    Characters,
    /// With `V`.
    Lines,
    /// With CTRL-V.
    Block,
}

/// A match in a buffer. The end is excluded; past a newline it is column 0 of the next line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMatch {
    /// Its first character.
    pub start: Spot,
    /// Just after its last.
    pub end: Spot,
    /// Its groups, from the first.
    pub groups: Vec<Option<(Spot, Spot)>>,
}

impl Pattern {
    /// The first match that starts in line `from.line`, at column `from.column` or later. Other lines are read only
    /// when the pattern asks for a newline.
    ///
    /// ```
    /// use base::Budget;
    /// use pattern::{Flags, Pattern, Spot, View};
    /// let buffer = vec!["let x = 1", "let y = 2"];
    /// let pattern = Pattern::compile_vim(r"\d\nlet \zs\(.\)", Flags::NONE, None)?;
    /// let found = pattern.find_in_lines(&buffer, Spot::default(), &View::default(), &Budget::new(10_000));
    /// assert_eq!(found.unwrap().unwrap().start, Spot { line: 1, column: 4 });
    /// # Ok::<(), pattern::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn find_in_lines(
        &self,
        lines: &(impl Lines + ?Sized),
        from: Spot,
        view: &View<'_>,
        budget: &Budget,
    ) -> Result<Option<LineMatch>, Exhausted> {
        let line_count = lines.line_count();
        let own = lines.line(from.line);
        if from.line >= line_count || from.column > own.len() {
            return Ok(None);
        }
        if self.is_literal() {
            budget.spend(1 + (own.len() - from.column) as u64 / 64)?;
            let spot = |column| Spot { line: from.line, column };
            let found = self.find_literal(own, from.column);
            return Ok(found.map(|at| LineMatch { start: spot(at.start), end: spot(at.end), groups: vec![] }));
        }
        if !self.is_multi_line() {
            let place = Place { line: from.line, line_count, view: Some(view) };
            let input = Input { place: Some(&place), ..self.input(own, from.column) };
            let Some((input, _)) = self.narrow(input, budget)? else { return Ok(None) };
            let slots = backtrack::find(self.program(), input, budget)?;
            return Ok(slots.map(|slots| to_lines(&slots, self.group_count(), own, from.line)));
        }
        // The line before is there for looks behind; lines after come as far as the search looks.
        let first = from.line.saturating_sub(1);
        let mut text = Vec::new();
        let mut next = first;
        let mut ahead = 1;
        let own_start = if first < from.line { lines.line(first).len() + 1 } else { 0 };
        loop {
            while next < line_count && next <= from.line + ahead {
                text.extend_from_slice(lines.line(next));
                text.push(b'\n');
                next += 1;
            }
            budget.spend(text.len() as u64 / 64)?;
            let place = Place { line: first, line_count, view: Some(view) };
            let last_start = own_start + own.len();
            let input = Input { place: Some(&place), last_start, ..self.input(&text, own_start + from.column) };
            let outcome = backtrack::search(self.program(), input, budget)?;
            if outcome.hit_end && next < line_count {
                ahead = ahead.saturating_mul(2);
                continue;
            }
            return Ok(outcome.slots.map(|slots| to_lines(&slots, self.group_count(), &text, first)));
        }
    }
}

/// Slots as places in the buffer; `text` starts at line `first`.
fn to_lines(slots: &[usize], groups: usize, text: &[u8], first: usize) -> LineMatch {
    let spot = |at: usize| {
        let before = &text[..at.min(text.len())];
        let newlines = memchr::memchr_iter(b'\n', before).count();
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        Spot { line: first + newlines, column: before.len() - start }
    };
    let pair = |group: usize| {
        let (start, end) = (slots[2 * group], slots[2 * group + 1]);
        (start != UNSET && end != UNSET && start <= end).then(|| (spot(start), spot(end)))
    };
    LineMatch { start: spot(slots[0]), end: spot(slots[1]), groups: (1..=groups).map(pair).collect() }
}
