//! Window functions: rows are put in order, cut into partitions and peers, and each call fills a column.

mod frame;
mod over;
mod rank;
mod running;
mod value;

pub use frame::{Bound, Frame, Units};

use super::aggregate::Aggregator;
use super::eval::eval_vector;
use super::intern::Interner;
use super::sort::{Ordered, compare_rows, differences, sort_rows};
use super::{Batch, Context, Operator, drain, piece};
use crate::Result;
use crate::plan::{Plan, SortKey, WindowCall};
use crate::types::Type;
use crate::vector::Vector;
use std::sync::Arc;

/// A window function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WindowFunction {
    /// row_number
    RowNumber,
    /// rank
    Rank,
    /// dense_rank
    DenseRank,
    /// percent_rank
    PercentRank,
    /// cume_dist
    CumeDist,
    /// ntile
    Ntile,
    /// lag
    Lag,
    /// lead
    Lead,
    /// first_value
    FirstValue,
    /// last_value
    LastValue,
    /// nth_value
    NthValue,
    /// An aggregate over the frame.
    Aggregate(Aggregator),
}

/// The window function of a name that is not an aggregate.
pub fn window_function(name: &str) -> Option<WindowFunction> {
    Some(match name {
        "row_number" => WindowFunction::RowNumber,
        "rank" => WindowFunction::Rank,
        "dense_rank" => WindowFunction::DenseRank,
        "percent_rank" => WindowFunction::PercentRank,
        "cume_dist" => WindowFunction::CumeDist,
        "ntile" => WindowFunction::Ntile,
        "lag" => WindowFunction::Lag,
        "lead" => WindowFunction::Lead,
        "first_value" => WindowFunction::FirstValue,
        "last_value" => WindowFunction::LastValue,
        "nth_value" => WindowFunction::NthValue,
        _ => return None,
    })
}

/// Sorted rows with their partitions and peers.
struct Sorted {
    batch: Batch,
    /// First row of each partition, then the number of rows.
    partitions: Vec<usize>,
    /// For each row, the first row of its peers and one past the last.
    peers: Vec<(u32, u32)>,
}

pub(super) struct Window<'p> {
    input: Box<dyn Operator + 'p>,
    types: &'p [Type],
    calls: &'p [WindowCall],
    done: Option<Batch>,
    at: usize,
}

impl<'p> Window<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, plan: &'p Plan, calls: &'p [WindowCall]) -> Self {
        Self { input, types: &plan.types, calls, done: None, at: 0 }
    }

    fn run(&mut self, context: &Context<'_>) -> Result<Batch> {
        let mut batch = drain(&mut *self.input, self.types, context)?;
        let width = batch.columns.len();
        let mut results: Vec<Option<Arc<Vector>>> = vec![None; self.calls.len()];
        for (i, call) in self.calls.iter().enumerate() {
            if results[i].is_some() {
                continue;
            }
            let (order, partitions) = order(call, &batch, context)?;
            let columns: Vec<Arc<Vector>> = batch.columns[..width].to_vec();
            let mut sorted = arrange(call, Batch::new(columns, batch.rows).gather(&order), partitions, context)?;
            for result in results.iter_mut().flatten() {
                *result = Arc::new(result.gather(&order));
            }
            for (j, other) in self.calls.iter().enumerate().skip(i) {
                if results[j].is_none() && other.partition == call.partition && other.order == call.order {
                    context.budget.spend(batch.rows as u64 / 2 + 1)?;
                    let vector = compute(other, &sorted, context)?;
                    context.take_memory(vector.heap_size())?;
                    results[j] = Some(Arc::new(vector));
                }
            }
            batch = std::mem::take(&mut sorted.batch);
        }
        batch.columns.extend(results.into_iter().flatten());
        Ok(batch)
    }
}

/// The rows in the order of the partition and the order keys, and where each partition begins, with the number of rows last.
fn order(call: &WindowCall, batch: &Batch, context: &Context<'_>) -> Result<(Vec<u32>, Vec<usize>)> {
    let rows = batch.rows;
    context.budget.spend((rows as u64) * (u64::from((rows as u64 + 1).ilog2()) + 1) / 4 + 1)?;
    let (mut order, partitions) = partitioned(call, batch, context)?;
    let keys = call
        .order
        .iter()
        .map(|key| Ok(Ordered::new(eval_vector(&key.expr, batch, context)?, key)))
        .collect::<Result<Vec<_>>>()?;
    if keys.is_empty() {
        return Ok((order, partitions));
    }
    // The sort is stable, so rows that are in order already, as they often are, take one look each.
    for bounds in partitions.windows(2) {
        sort_rows(&keys, &mut order[bounds[0]..bounds[1]]);
    }
    Ok((order, partitions))
}

/// The rows, partition by partition in the order of the partition keys, each in the order they come in; where each begins.
fn partitioned(call: &WindowCall, batch: &Batch, context: &Context<'_>) -> Result<(Vec<u32>, Vec<usize>)> {
    if call.partition.is_empty() {
        return Ok(((0..batch.rows as u32).collect(), vec![0, batch.rows]));
    }
    let vectors = call.partition.iter().map(|expr| eval_vector(expr, batch, context)).collect::<Result<Vec<_>>>()?;
    let types: Vec<Type> = vectors.iter().map(|vector| vector.ty.clone()).collect();
    let mut interner = Interner::new(&types);
    let numbers = interner.insert(&vectors, batch.rows);
    let keys: Vec<Ordered> = interner
        .keys()
        .into_iter()
        .zip(&call.partition)
        .map(|(vector, expr)| {
            Ordered::new(vector, &SortKey { expr: expr.clone(), descending: false, nulls_first: false })
        })
        .collect();
    let mut places: Vec<u32> = (0..interner.len() as u32).collect();
    places.sort_by(|a, b| compare_rows(&keys, *a, *b));
    Ok(columns::partition(&numbers, &places))
}

/// Finds peers in sorted rows.
fn arrange(call: &WindowCall, batch: Batch, partitions: Vec<usize>, context: &Context<'_>) -> Result<Sorted> {
    let keys = call
        .order
        .iter()
        .map(|key| Ok(Ordered::new(eval_vector(&key.expr, &batch, context)?, key)))
        .collect::<Result<Vec<_>>>()?;
    let rows = batch.rows;
    let differs = differences(&keys, rows);
    let mut peers = vec![(0, 0); rows];
    for bounds in partitions.windows(2) {
        let mut start = bounds[0];
        for row in bounds[0] + 1..=bounds[1] {
            if row == bounds[1] || differs[row] {
                peers[start..row].fill((start as u32, row as u32));
                start = row;
            }
        }
    }
    Ok(Sorted { batch, partitions, peers })
}

fn compute(call: &WindowCall, sorted: &Sorted, context: &Context<'_>) -> Result<Vector> {
    match &call.function {
        WindowFunction::RowNumber
        | WindowFunction::Rank
        | WindowFunction::DenseRank
        | WindowFunction::PercentRank
        | WindowFunction::CumeDist
        | WindowFunction::Ntile => rank::compute(call, sorted, context),
        WindowFunction::Lag | WindowFunction::Lead => value::shifted(call, sorted, context),
        WindowFunction::FirstValue | WindowFunction::LastValue | WindowFunction::NthValue => {
            value::in_frame(call, sorted, context)
        }
        WindowFunction::Aggregate(function) => over::compute(call, function, sorted, context),
    }
}

impl Operator for Window<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.done.is_none() {
            self.done = Some(self.run(context)?);
        }
        let Some(done) = &self.done else { return Ok(None) };
        let batch = piece(done, self.at);
        self.at += batch.as_ref().map_or(0, |batch| batch.rows);
        Ok(batch)
    }
}
