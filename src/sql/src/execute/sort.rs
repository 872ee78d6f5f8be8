//! ORDER BY, with a bounded buffer when only the first rows are needed.

use super::eval::eval_vector;
use super::{Batch, Context, Operator, piece};
use crate::Result;
use crate::plan::SortKey;
use crate::storage::CHUNK;
use crate::types::Type;
use crate::value::compare_floats;
use crate::vector::{Data, Vector};
use std::cmp::Ordering;
use std::sync::Arc;

/// A key column with its direction.
pub(super) struct Ordered {
    vector: Arc<Vector>,
    descending: bool,
    nulls_first: bool,
}

impl Ordered {
    pub(super) fn new(vector: Arc<Vector>, key: &SortKey) -> Self {
        Self { vector, descending: key.descending, nulls_first: key.nulls_first }
    }

    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.compare_with(a, self, b)
    }

    /// A row of this column against a row of another.
    pub(super) fn compare_with(&self, a: u32, other: &Self, b: u32) -> Ordering {
        let (a, b) = (a as usize, b as usize);
        match (self.vector.is_null(a), other.vector.is_null(b)) {
            (true, true) => return Ordering::Equal,
            (true, false) => return if self.nulls_first { Ordering::Less } else { Ordering::Greater },
            (false, true) => return if self.nulls_first { Ordering::Greater } else { Ordering::Less },
            (false, false) => {}
        }
        let order = match (&self.vector.data, &other.vector.data) {
            (Data::Int(x), Data::Int(y)) => x[a].cmp(&y[b]),
            (Data::Float(x), Data::Float(y)) => compare_floats(x[a], y[b]),
            (Data::Bool(x), Data::Bool(y)) => x[a].cmp(&y[b]),
            (Data::Decimal(x), Data::Decimal(y)) => x[a].cmp(&y[b]),
            (Data::Text(x), Data::Text(y)) => x.bytes(a).cmp(y.bytes(b)),
            _ => self.vector.value(a).cmp(&other.vector.value(b)),
        };
        if self.descending { order.reverse() } else { order }
    }
}

/// The order of two rows by several keys.
pub(super) fn compare_rows(keys: &[Ordered], a: u32, b: u32) -> Ordering {
    for key in keys {
        let order = key.compare(a, b);
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// The places of `rows` rows in the order of the keys; ties keep their order.
pub(super) fn sorted(keys: &[Ordered], rows: usize, context: &Context<'_>) -> Result<Vec<u32>> {
    let steps = (rows as u64) * (u64::from((rows as u64 + 1).ilog2()) + 1) / 4;
    context.budget.spend(steps + 1)?;
    let mut order: Vec<u32> = (0..rows as u32).collect();
    sort_rows(keys, &mut order);
    Ok(order)
}

/// Puts places in the order of the keys; ties keep their order.
pub(super) fn sort_rows(keys: &[Ordered], order: &mut [u32]) {
    if let [key] = keys
        && key.vector.valid.is_none()
    {
        match &key.vector.data {
            Data::Int(values) => return columns::sort_ints(values, key.descending, order),
            Data::Float(values) => return columns::sort_floats(values, key.descending, order),
            _ => {}
        }
    }
    order.sort_by(|a, b| compare_rows(keys, *a, *b));
}

/// For each row whether it differs from the one before in a key.
pub(super) fn differences(keys: &[Ordered], rows: usize) -> Vec<bool> {
    let mut differs = vec![false; rows];
    for key in keys {
        match &key.vector.data {
            Data::Int(values) if key.vector.valid.is_none() => {
                columns::differences(values, &mut differs);
            }
            _ => {
                for row in 1..rows {
                    differs[row] = differs[row] || key.compare(row as u32, row as u32 - 1).is_ne();
                }
            }
        }
    }
    differs
}

/// The first `top` of [`sorted`].
fn first_sorted(keys: &[Ordered], rows: usize, top: usize, context: &Context<'_>) -> Result<Vec<u32>> {
    if top == 0 || top * 4 > rows {
        let mut order = sorted(keys, rows, context)?;
        order.truncate(top);
        return Ok(order);
    }
    context.budget.spend(rows as u64 / 2 + 1)?;
    let mut order: Vec<u32> = (0..rows as u32).collect();
    let compare = |a: &u32, b: &u32| compare_rows(keys, *a, *b).then(a.cmp(b));
    order.select_nth_unstable_by(top - 1, compare);
    order.truncate(top);
    order.sort_unstable_by(compare);
    Ok(order)
}

pub(super) struct Sort<'p> {
    input: Box<dyn Operator + 'p>,
    keys: &'p [SortKey],
    top: Option<u64>,
    types: &'p [Type],
    done: Option<Batch>,
    at: usize,
}

impl<'p> Sort<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, keys: &'p [SortKey], top: Option<u64>, types: &'p [Type]) -> Self {
        Self { input, keys, top, types, done: None, at: 0 }
    }

    fn ordered(&self, batch: &Batch, context: &Context<'_>) -> Result<Vec<Ordered>> {
        self.keys.iter().map(|key| Ok(Ordered::new(eval_vector(&key.expr, batch, context)?, key))).collect()
    }

    fn all(&mut self, context: &Context<'_>) -> Result<Batch> {
        let batch = super::drain(&mut *self.input, self.types, context)?;
        let keys = self.ordered(&batch, context)?;
        let order = sorted(&keys, batch.rows, context)?;
        Ok(batch.gather(&order))
    }

    /// Keeps the best `top` rows; a batch first loses the rows that come after the worst kept one.
    fn first(&mut self, top: usize, context: &Context<'_>) -> Result<Batch> {
        let mut kept = Batch::empty(self.types);
        let mut waiting: Vec<Batch> = Vec::new();
        let mut count = 0;
        let mut worst: Option<Vec<Ordered>> = None;
        let settle =
            |kept: &mut Batch, waiting: &mut Vec<Batch>, worst: &mut Option<Vec<Ordered>>, this: &Self| -> Result<()> {
                let mut parts = vec![std::mem::take(kept)];
                if parts[0].rows == 0 {
                    parts.clear();
                }
                parts.append(waiting);
                let all = Batch::concat(&parts, this.types);
                let keys = this.ordered(&all, context)?;
                let order = first_sorted(&keys, all.rows, top, context)?;
                *kept = all.gather(&order);
                if kept.rows == top && top > 0 {
                    let last = kept.gather(&[top as u32 - 1]);
                    *worst = Some(this.ordered(&last, context)?);
                }
                Ok(())
            };
        while let Some(batch) = self.input.next(context)? {
            context.budget.spend(batch.rows as u64 / 16 + 1)?;
            // A few rows first tell which of the others can be passed over.
            let sample = top.saturating_mul(4).max(1024);
            let mut from = 0;
            if worst.is_none() && waiting.is_empty() && batch.rows > 2 * sample {
                waiting.push(batch.gather(&(0..sample as u32).collect::<Vec<_>>()));
                settle(&mut kept, &mut waiting, &mut worst, self)?;
                from = sample as u32;
            }
            let batch = match &worst {
                None => batch,
                Some(worst) => {
                    let keys = self.ordered(&batch, context)?;
                    let mut better = better_rows(&keys, worst, batch.rows);
                    better.drain(..better.partition_point(|row| *row < from));
                    if better.is_empty() {
                        continue;
                    }
                    batch.gather(&better)
                }
            };
            count += batch.rows;
            context.take_memory(0)?;
            waiting.push(batch);
            if count >= top.saturating_mul(4).max(1024) || worst.is_none() && count >= top {
                settle(&mut kept, &mut waiting, &mut worst, self)?;
                count = 0;
            }
        }
        settle(&mut kept, &mut waiting, &mut worst, self)?;
        Ok(kept)
    }
}

/// The rows that come strictly before the worst kept one.
fn better_rows(keys: &[Ordered], worst: &[Ordered], rows: usize) -> Vec<u32> {
    let first = &keys[0];
    let limit = &worst[0];
    if first.vector.valid.is_none() && !limit.vector.is_null(0) {
        let strict = keys.len() == 1;
        match (&first.vector.data, &limit.vector.data) {
            (Data::Int(values), Data::Int(limit)) => {
                return columns::top_ints(values, limit[0], first.descending, !strict);
            }
            (Data::Float(values), Data::Float(limit)) if !limit[0].is_nan() => {
                return columns::top_floats(values, limit[0], first.descending, !strict);
            }
            _ => {}
        }
    }
    let before = |row: u32| {
        for (key, worst) in keys.iter().zip(worst) {
            match key.compare_with(row, worst, 0) {
                Ordering::Less => return true,
                Ordering::Greater => return false,
                Ordering::Equal => {}
            }
        }
        false
    };
    (0..rows as u32).filter(|row| before(*row)).collect()
}

impl Operator for Sort<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.done.is_none() {
            let sorted = match self.top {
                Some(top) if top <= 4 * CHUNK as u64 => self.first(top as usize, context)?,
                _ => self.all(context)?,
            };
            self.done = Some(sorted);
        }
        let Some(done) = &self.done else { return Ok(None) };
        let batch = piece(done, self.at);
        self.at += batch.as_ref().map_or(0, |batch| batch.rows);
        Ok(batch)
    }
}
