//! Folds: manual and by indent (`:help fold`).

use crate::editor::Editor;
use crate::motion::{Fail, Moved};
use crate::operator::{Op, Shape};
use crate::text::{MAXCOL, chars};
use serde::{Deserialize, Serialize};

/// One fold and those inside it; lines are counted from the start of the buffer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fold {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) closed: bool,
    pub(crate) inner: Vec<Fold>,
}

/// The folds of a window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Folds {
    pub(crate) all: Vec<Fold>,
    /// 'foldenable'
    pub(crate) enabled: bool,
    /// 'foldminlines', less one: folds of no more lines are not closed.
    pub(crate) extra: usize,
}

impl Folds {
    /// First and last line of the closed fold that holds `line`.
    pub(crate) fn closed_at(&self, line: usize) -> Option<(usize, usize)> {
        fn find(folds: &[Fold], line: usize, extra: usize) -> Option<(usize, usize)> {
            let fold = folds.iter().find(|fold| fold.first <= line && line <= fold.last)?;
            if fold.closed {
                (fold.last - fold.first > extra).then_some((fold.first, fold.last))
            } else {
                find(&fold.inner, line, extra)
            }
        }
        if self.enabled { find(&self.all, line, self.extra) } else { None }
    }

    /// How deep the closed fold lies that holds `line`, from 1.
    pub(crate) fn depth(&self, line: usize) -> usize {
        let (mut folds, mut depth) = (&self.all, 0);
        while let Some(fold) = folds.iter().find(|fold| fold.first <= line && line <= fold.last) {
            depth += 1;
            if fold.closed {
                break;
            }
            folds = &fold.inner;
        }
        depth.max(1)
    }

    /// Folds follow lines that move or go.
    pub(crate) fn adjust(&mut self, first: usize, last: usize, amount: isize, after: isize) {
        adjust(&mut self.all, first, last, amount, after);
    }
}

fn adjust(folds: &mut Vec<Fold>, first: usize, last: usize, amount: isize, after: isize) {
    let deleted = amount == MAXCOL as isize;
    folds.retain_mut(|fold| {
        if fold.last < first {
            return true;
        }
        if fold.first > last {
            fold.first = fold.first.saturating_add_signed(after);
            fold.last = fold.last.saturating_add_signed(after);
            adjust(&mut fold.inner, first, last, amount, after);
            return true;
        }
        if fold.first >= first && fold.last <= last {
            if deleted {
                return false;
            }
            fold.first = fold.first.saturating_add_signed(amount);
            fold.last = fold.last.saturating_add_signed(amount);
        } else if fold.first < first {
            if fold.last <= last {
                if deleted {
                    fold.last = first - 1;
                } else {
                    fold.last = fold.last.saturating_add_signed(amount);
                }
            } else {
                fold.last = fold.last.saturating_add_signed(after);
            }
        } else if deleted {
            fold.first = first;
            fold.last = fold.last.saturating_add_signed(after);
        } else {
            fold.first = fold.first.saturating_add_signed(amount);
            fold.last = fold.last.saturating_add_signed(after);
        }
        adjust(&mut fold.inner, first, last, amount, after);
        fold.first <= fold.last
    });
}

/// The folds that hold `line`, outermost first, each given to `change`; how many there are.
fn each_at(folds: &mut [Fold], line: usize, depth: usize, change: &mut impl FnMut(&mut Fold, usize)) -> usize {
    let Some(fold) = folds.iter_mut().find(|fold| fold.first <= line && line <= fold.last) else { return depth };
    change(fold, depth);
    each_at(&mut fold.inner, line, depth + 1, change)
}

fn set_all(folds: &mut [Fold], closed: bool) {
    for fold in folds {
        fold.closed = closed;
        set_all(&mut fold.inner, closed);
    }
}

/// Closes folds at depth `level` and deeper, opens the others.
fn set_level(folds: &mut [Fold], level: usize) {
    for fold in folds {
        fold.closed = level == 0;
        set_level(&mut fold.inner, level.saturating_sub(1));
    }
}

fn depth(folds: &[Fold]) -> usize {
    folds.iter().map(|fold| 1 + depth(&fold.inner)).max().unwrap_or(0)
}

fn insert(folds: &mut Vec<Fold>, first: usize, last: usize) {
    if let Some(outer) = folds
        .iter_mut()
        .find(|fold| fold.first <= first && last <= fold.last && (fold.first, fold.last) != (first, last))
    {
        insert(&mut outer.inner, first, last);
        return;
    }
    let (inner, mut rest): (Vec<Fold>, Vec<Fold>) =
        folds.drain(..).partition(|fold| first <= fold.first && fold.last <= last);
    rest.push(Fold { first, last, closed: true, inner });
    rest.sort_by_key(|fold| fold.first);
    *folds = rest;
}

fn delete(folds: &mut Vec<Fold>, line: usize, all: bool) -> bool {
    let Some(at) = folds.iter().position(|fold| fold.first <= line && line <= fold.last) else { return false };
    let closed = folds[at].closed;
    if !closed && !all && delete(&mut folds[at].inner, line, false) {
        return true;
    }
    let fold = folds.remove(at);
    if !all {
        for (offset, inner) in fold.inner.into_iter().enumerate() {
            folds.insert(at + offset, inner);
        }
    }
    true
}

fn edges(folds: &[Fold], out: &mut Vec<(usize, usize)>) {
    for fold in folds {
        out.push((fold.first, fold.last));
        edges(&fold.inner, out);
    }
}

impl Editor {
    /// `zf` and `:fold`.
    pub(crate) fn create_fold(&mut self, first: usize, last: usize) {
        if self.options.foldmethod != "manual" {
            self.error("E350");
            return;
        }
        let (mut first, mut last) = (first, last.min(self.buf.count()));
        if let Some((top, _)) = self.win.folds.closed_at(first) {
            first = top;
        }
        if let Some((_, bottom)) = self.win.folds.closed_at(last) {
            last = bottom;
        }
        insert(&mut self.win.folds.all, first, last);
    }

    /// Opens the folds that hide the cursor's line.
    pub(crate) fn open_fold_at_cursor(&mut self) {
        let line = self.win.cursor.line;
        while self.win.folds.closed_at(line).is_some() {
            each_at(&mut self.win.folds.all, line, 0, &mut |fold, _| fold.closed = false);
        }
    }

    /// Opens or closes folds in a range of lines; `deep`: nested ones too.
    pub(crate) fn set_folds(&mut self, first: usize, last: usize, open: bool, deep: bool) {
        let mut line = first;
        while line <= last && !self.spend(1) {
            let next = self.win.folds.closed_at(line).map_or(line, |fold| fold.1);
            if open {
                self.open_fold(line, deep);
            } else {
                self.close_fold(line, deep);
            }
            line = if open { next } else { self.win.folds.closed_at(line).map_or(line, |fold| fold.1) } + 1;
        }
    }

    /// Opens the outermost closed fold at `line`.
    fn open_fold(&mut self, line: usize, deep: bool) -> bool {
        let mut done = false;
        each_at(&mut self.win.folds.all, line, 0, &mut |fold, _| {
            if deep {
                done = true;
                fold.closed = false;
                set_all(&mut fold.inner, false);
            } else if fold.closed && !done {
                done = true;
                fold.closed = false;
            }
        });
        done
    }

    /// Closes the innermost open fold at `line`.
    fn close_fold(&mut self, line: usize, deep: bool) -> bool {
        let mut target = None;
        let mut stopped = false;
        let all = each_at(&mut self.win.folds.all, line, 0, &mut |fold, depth| {
            if fold.closed {
                stopped = true;
            } else if !stopped {
                target = Some(depth);
            }
        });
        if deep {
            each_at(&mut self.win.folds.all, line, 0, &mut |fold, _| fold.closed = true);
            return all > 0;
        }
        // The fold around a closed one is next.
        if stopped {
            let mut closed_depth = None;
            each_at(&mut self.win.folds.all, line, 0, &mut |fold, depth| {
                if fold.closed && closed_depth.is_none() {
                    closed_depth = Some(depth);
                }
            });
            target = closed_depth.and_then(|depth| depth.checked_sub(1));
        }
        let Some(target) = target else { return all > 0 };
        each_at(&mut self.win.folds.all, line, 0, &mut |fold, depth| {
            if depth == target {
                fold.closed = true;
            }
        });
        true
    }

    /// Commands that start with `z` and are about folds.
    pub(crate) fn fold_command(&mut self, how: char, count: usize) {
        let line = self.win.cursor.line;
        let closed = self.win.folds.closed_at(line).is_some();
        match how {
            'o' => {
                for _ in 0..count {
                    self.open_fold(line, false);
                }
            }
            'O' => {
                self.open_fold(line, true);
            }
            'c' => {
                for _ in 0..count {
                    if !self.close_fold(line, false) {
                        self.error("E490");
                        break;
                    }
                }
                self.win.folds.enabled = true;
            }
            'C' => {
                if !self.close_fold(line, true) {
                    self.error("E490");
                }
                self.win.folds.enabled = true;
            }
            'a' if closed => self.fold_command('o', count),
            'a' => self.fold_command('c', count),
            'A' if closed => self.fold_command('O', 1),
            'A' => self.fold_command('C', 1),
            'd' | 'D' => {
                if !delete(&mut self.win.folds.all, line, how == 'D') {
                    self.error("E490");
                }
            }
            'E' => self.win.folds.all.clear(),
            'F' => {
                let last = (line + count - 1).min(self.buf.count());
                self.create_fold(line, last);
                self.win.folds.enabled = true;
            }
            'n' => self.win.folds.enabled = false,
            'N' => self.win.folds.enabled = true,
            'i' => self.win.folds.enabled = !self.win.folds.enabled,
            'v' => self.open_fold_at_cursor(),
            'x' | 'X' => {
                self.win.folds.enabled = true;
                set_level(&mut self.win.folds.all, self.options.foldlevel);
                if how == 'x' {
                    self.open_fold_at_cursor();
                }
            }
            'm' => {
                self.options.foldlevel = self.options.foldlevel.saturating_sub(count);
                self.win.folds.enabled = true;
                set_level(&mut self.win.folds.all, self.options.foldlevel);
            }
            'M' => {
                self.options.foldlevel = 0;
                self.win.folds.enabled = true;
                set_level(&mut self.win.folds.all, 0);
            }
            'r' => {
                self.options.foldlevel = (self.options.foldlevel + count).min(depth(&self.win.folds.all));
                set_level(&mut self.win.folds.all, self.options.foldlevel);
            }
            _ => {
                self.options.foldlevel = depth(&self.win.folds.all);
                set_level(&mut self.win.folds.all, self.options.foldlevel);
            }
        }
    }

    /// `zo`, `zc`, `zd` on a Visual area.
    pub(crate) fn op_fold(&mut self, op: &Op, how: char) {
        match how {
            'd' | 'D' => {
                for line in op.start.line..=op.end.line {
                    delete(&mut self.win.folds.all, line, how == 'D');
                }
            }
            _ => self.set_folds(op.start.line, op.end.line, how.eq_ignore_ascii_case(&'o'), how.is_ascii_uppercase()),
        }
    }

    /// `zj`, `zk`, `[z`, `]z`.
    pub(crate) fn move_by_folds(&mut self, what: char, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Line;
        let mut all = Vec::new();
        edges(&self.win.folds.all, &mut all);
        let mut moved = false;
        for _ in 0..count {
            let line = self.win.cursor.line;
            if matches!(what, '[' | ']') && self.win.folds.closed_at(line).is_some() {
                break;
            }
            let next = match what {
                'j' => all.iter().map(|edge| edge.0).filter(|first| *first > line).min(),
                'k' => all.iter().map(|edge| edge.1).filter(|last| *last < line).max(),
                '[' => all.iter().filter(|edge| edge.0 < line && line <= edge.1).map(|edge| edge.0).max(),
                _ => all.iter().filter(|edge| edge.0 <= line && line < edge.1).map(|edge| edge.1).min(),
            };
            let Some(next) = next else { break };
            if !moved {
                self.set_pc_mark();
            }
            self.win.cursor.line = next;
            moved = true;
        }
        if !moved {
            return Err(Fail::Beep);
        }
        self.advance_to_column(self.win.curswant);
        Ok(())
    }

    /// Makes the folds anew when 'foldmethod' is indent.
    pub(crate) fn update_folds(&mut self) {
        if self.options.foldmethod != "indent" {
            return;
        }
        let step = self.options.shift();
        let count = self.buf.count();
        let mut levels = Vec::with_capacity(count);
        for line in 1..=count {
            if self.spend(1) {
                return;
            }
            let blank = chars::is_blank(self.buf.line(line));
            levels.push(if blank { None } else { Some((self.indent_of(line) / step).min(self.options.foldnestmax)) });
        }
        // A blank line has the lower level of its neighbours.
        let known = levels.clone();
        let resolved: Vec<usize> = (0..count)
            .map(|at| {
                known[at].unwrap_or_else(|| {
                    let before = known[..at].iter().rev().find_map(|level| *level).unwrap_or(0);
                    let after = known[at..].iter().find_map(|level| *level).unwrap_or(0);
                    before.min(after)
                })
            })
            .collect();
        self.win.folds.all = by_level(&resolved, 0, count, 1, self.options.foldminlines);
        set_level(&mut self.win.folds.all, self.options.foldlevel);
    }
}

/// Folds of the lines from `start` to `end` (from 0, `end` excluded) at `level` and deeper.
fn by_level(levels: &[usize], start: usize, end: usize, level: usize, least: usize) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut at = start;
    while at < end {
        if levels[at] < level {
            at += 1;
            continue;
        }
        let first = at;
        while at < end && levels[at] >= level {
            at += 1;
        }
        if at - first > least {
            let inner = by_level(levels, first, at, level + 1, least);
            folds.push(Fold { first: first + 1, last: at, closed: true, inner });
        }
    }
    folds
}
