//! Folds: manual and by indent (`:help fold`).

use crate::text::MAXCOL;
use serde::{Deserialize, Serialize};

/// One fold and those inside it; inner lines count from the outer fold's first line.
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
}

impl Folds {
    /// First and last line of the closed fold that holds `line`.
    pub(crate) fn closed_at(&self, line: usize) -> Option<(usize, usize)> {
        if !self.enabled {
            return None;
        }
        fn find(folds: &[Fold], line: usize) -> Option<(usize, usize)> {
            let fold = folds.iter().find(|fold| fold.first <= line && line <= fold.last)?;
            if fold.closed { Some((fold.first, fold.last)) } else { find(&fold.inner, line) }
        }
        find(&self.all, line)
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
