//! Which rows a window function sees from each row.

use super::Sorted;
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::execute::eval::eval_vector;
use crate::execute::sort::Ordered;
use crate::parse::Exclusion;
use crate::plan::{Expr, SortKey};
use crate::vector::Vector;
use std::cmp::Ordering;
use std::sync::Arc;

/// What a frame counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Rows.
    Rows,
    /// Groups of peers.
    Groups,
    /// Values of the order key.
    Range,
}

/// An end of a frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// The partition's first (or last) row.
    Unbounded,
    /// The current row, or its peers.
    Current,
    /// So many rows or groups before.
    Preceding(Expr),
    /// So many rows or groups after.
    Following(Expr),
    /// RANGE: up to this value of the order key; and the offset, which must not be negative.
    Value(Expr, Expr),
}

/// A frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What it counts in.
    pub units: Units,
    /// Where it begins.
    pub start: Bound,
    /// Where it ends.
    pub end: Bound,
    /// What it leaves out.
    pub exclude: Option<Exclusion>,
    /// RANGE with offsets: the order key, in the type of the bounds.
    pub range_key: Option<SortKey>,
}

impl Frame {
    /// From the partition's start to the current row's last peer.
    pub fn default_frame() -> Self {
        Self { units: Units::Range, start: Bound::Unbounded, end: Bound::Current, exclude: None, range_key: None }
    }

    /// Whether every frame begins with its partition.
    pub(super) fn grows(&self) -> bool {
        self.start == Bound::Unbounded && self.exclude.is_none()
    }
}

/// The frame of each row, before exclusion: first row and one past the last.
pub(super) fn frames(frame: &Frame, sorted: &Sorted, context: &Context<'_>) -> Result<Vec<(u32, u32)>> {
    let rows = sorted.batch.rows;
    context.budget.spend(rows as u64 / 4 + 1)?;
    let offsets = |bound: &Bound| -> Result<Option<Arc<Vector>>> {
        match bound {
            Bound::Preceding(expr) | Bound::Following(expr) | Bound::Value(expr, _) => {
                Ok(Some(eval_vector(expr, &sorted.batch, context)?))
            }
            _ => Ok(None),
        }
    };
    let (start, end) = (offsets(&frame.start)?, offsets(&frame.end)?);
    for (bound, which) in [(&frame.start, "starting"), (&frame.end, "ending")] {
        let vector = match bound {
            Bound::Value(_, given) => eval_vector(given, &sorted.batch, context)?,
            Bound::Preceding(given) | Bound::Following(given) => eval_vector(given, &sorted.batch, context)?,
            _ => continue,
        };
        for row in 0..rows {
            let value = vector.value(row);
            if value.is_null() {
                return Err(Error::from(Execute::InvalidArgument).with("why", format!("null-{which}-offset")));
            }
            let negative = match &value {
                crate::value::Value::Interval(interval) => interval.span() < 0,
                other => other.as_float().is_some_and(|x| x < 0.0),
            };
            if negative {
                return Err(Error::from(Execute::NegativeFrame).with("which", which));
            }
        }
    }
    let key = match &frame.range_key {
        Some(key) => Some(Ordered::new(eval_vector(&key.expr, &sorted.batch, context)?, key)),
        None => None,
    };
    let limits = |vector: &Option<Arc<Vector>>| -> Option<Ordered> {
        Some(Ordered::new(Arc::clone(vector.as_ref()?), frame.range_key.as_ref()?))
    };
    let (start_limit, end_limit) = (limits(&start), limits(&end));
    let mut out = Vec::with_capacity(rows);
    if frame.start == Bound::Unbounded && frame.end == Bound::Current {
        for bounds in sorted.partitions.windows(2) {
            let (first, past) = (bounds[0] as u32, bounds[1]);
            if frame.units == Units::Rows {
                out.extend((first..past as u32).map(|row| (first, row + 1)));
            } else {
                out.extend(sorted.peers[bounds[0]..past].iter().map(|peers| (first, peers.1)));
            }
        }
        return Ok(out);
    }
    for bounds in sorted.partitions.windows(2) {
        let (first, past) = (bounds[0], bounds[1]);
        let groups = Groups::new(sorted, first, past, frame.units);
        for row in first..past {
            let at = Position { sorted, first, past, row, groups: &groups };
            let s = match &frame.start {
                Bound::Unbounded => first,
                Bound::Current => at.current(frame.units, true),
                Bound::Preceding(_) => at.moved(frame.units, start.as_deref(), true, true),
                Bound::Following(_) => at.moved(frame.units, start.as_deref(), false, true),
                Bound::Value(..) => at.valued(key.as_ref(), start_limit.as_ref(), true),
            };
            let e = match &frame.end {
                Bound::Unbounded => past,
                Bound::Current => at.current(frame.units, false),
                Bound::Preceding(_) => at.moved(frame.units, end.as_deref(), true, false),
                Bound::Following(_) => at.moved(frame.units, end.as_deref(), false, false),
                Bound::Value(..) => at.valued(key.as_ref(), end_limit.as_ref(), false),
            };
            out.push((s as u32, e.max(s) as u32));
        }
    }
    Ok(out)
}

/// The peer groups of a partition, when GROUPS counts them.
struct Groups {
    starts: Vec<usize>,
}

impl Groups {
    fn new(sorted: &Sorted, first: usize, past: usize, units: Units) -> Self {
        let mut starts = Vec::new();
        if units == Units::Groups {
            let mut at = first;
            while at < past {
                starts.push(at);
                at = sorted.peers[at].1 as usize;
            }
        }
        Self { starts }
    }
}

struct Position<'a> {
    sorted: &'a Sorted,
    first: usize,
    past: usize,
    row: usize,
    groups: &'a Groups,
}

impl Position<'_> {
    fn current(&self, units: Units, start: bool) -> usize {
        let (peer_start, peer_end) = self.sorted.peers[self.row];
        match (units, start) {
            (Units::Rows, true) => self.row,
            (Units::Rows, false) => self.row + 1,
            (_, true) => peer_start as usize,
            (_, false) => peer_end as usize,
        }
    }

    fn moved(&self, units: Units, offsets: Option<&Vector>, before: bool, start: bool) -> usize {
        let offset = offsets.and_then(|v| v.value(self.row).as_int()).unwrap_or(0);
        let offset = if before { -offset } else { offset };
        if units == Units::Groups {
            let own = self.groups.starts.partition_point(|group| *group <= self.row) as i64 - 1;
            let wanted = own.saturating_add(offset);
            let last = self.groups.starts.len() as i64;
            return if start {
                self.group_start(wanted)
            } else if wanted < 0 {
                self.first
            } else {
                self.group_start(wanted.saturating_add(1).min(last))
            };
        }
        let at = (self.row as i64).saturating_add(offset).saturating_add(i64::from(!start));
        at.clamp(self.first as i64, self.past as i64) as usize
    }

    fn group_start(&self, group: i64) -> usize {
        if group < 0 {
            return self.first;
        }
        self.groups.starts.get(group as usize).copied().unwrap_or(self.past)
    }

    /// RANGE: the first row at or past the limit, or one past the last row at or before it.
    fn valued(&self, key: Option<&Ordered>, limit: Option<&Ordered>, start: bool) -> usize {
        let (Some(key), Some(limit)) = (key, limit) else { return if start { self.first } else { self.past } };
        let row = self.row as u32;
        // A NULL key sees its peers only.
        let (mut low, mut high) = (self.first, self.past);
        while low < high {
            let middle = low.midpoint(high);
            let order = key.compare_with(middle as u32, limit, row);
            let before = if start { order == Ordering::Less } else { order != Ordering::Greater };
            if before {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The stretches of a frame that remain after exclusion.
pub(super) fn without(exclude: Option<Exclusion>, sorted: &Sorted, row: usize, frame: (u32, u32)) -> Vec<(u32, u32)> {
    let Some(exclude) = exclude else { return if frame.0 < frame.1 { vec![frame] } else { vec![] } };
    let row32 = row as u32;
    let peers = sorted.peers[row];
    let holes: Vec<(u32, u32)> = match exclude {
        Exclusion::CurrentRow => vec![(row32, row32 + 1)],
        Exclusion::Group => vec![peers],
        Exclusion::Ties => vec![(peers.0, row32), (row32 + 1, peers.1)],
    };
    let mut parts = Vec::new();
    let mut from = frame.0;
    for (start, end) in holes {
        if start > from {
            parts.push((from, start.min(frame.1)));
        }
        from = from.max(end);
    }
    parts.push((from, frame.1));
    parts.retain(|(start, end)| start < end);
    parts
}

impl Bound {
    /// The expressions of a bound, to be changed.
    pub fn exprs_mut(&mut self) -> Vec<&mut Expr> {
        match self {
            Self::Unbounded | Self::Current => vec![],
            Self::Preceding(expr) | Self::Following(expr) => vec![expr],
            Self::Value(limit, offset) => vec![limit, offset],
        }
    }
}
