//! GROUP BY and aggregate functions. Each key becomes a small number; each aggregate keeps a column of states, one a number.

mod bits;
mod collect;
mod counts;
mod extremes;
mod moments;
mod pairs;
mod quantiles;
mod resolve;
mod state;
mod sums;

pub use resolve::{Aggregator, Resolved, is_aggregate, resolve};
pub(super) use state::{State, new_state};

use super::eval::{eval_vector, select};
use super::intern::Interner;
use super::{Batch, Context, Operator, piece};
use crate::Result;
use crate::plan::{AggregateCall, Expr};
use crate::types::Type;
use crate::vector::{Data, Vector};
use std::sync::Arc;

/// One grouping set at work.
struct SetState {
    set: Vec<usize>,
    keys: Interner,
    states: Vec<Box<dyn State>>,
    distinct: Vec<Option<Interner>>,
    taken: u64,
}

pub(super) struct Aggregate<'p> {
    input: Box<dyn Operator + 'p>,
    groups: &'p [Expr],
    sets: &'p [Vec<usize>],
    calls: &'p [AggregateCall],
    done: Option<Vec<Batch>>,
    at: (usize, usize),
}

impl<'p> Aggregate<'p> {
    pub(super) fn new(
        input: Box<dyn Operator + 'p>,
        groups: &'p [Expr],
        sets: &'p [Vec<usize>],
        calls: &'p [AggregateCall],
    ) -> Self {
        Self { input, groups, sets, calls, done: None, at: (0, 0) }
    }

    fn run(&mut self, context: &Context<'_>) -> Result<Vec<Batch>> {
        let mut sets: Vec<SetState> = self
            .sets
            .iter()
            .map(|set| {
                let types: Vec<Type> = set.iter().map(|group| self.groups[*group].ty.clone()).collect();
                SetState {
                    set: set.clone(),
                    keys: Interner::new(&types),
                    states: self.calls.iter().map(new_state).collect(),
                    distinct: self
                        .calls
                        .iter()
                        .map(|call| call.distinct.then(|| distinct_keys(call, !set.is_empty())))
                        .collect(),
                    taken: 0,
                }
            })
            .collect();
        while let Some(batch) = self.input.next(context)? {
            context.budget.spend(batch.rows as u64 / 16 + 1)?;
            let keys =
                self.groups.iter().map(|group| eval_vector(group, &batch, context)).collect::<Result<Vec<_>>>()?;
            for set in &mut sets {
                let own: Vec<Arc<Vector>> = set.set.iter().map(|group| Arc::clone(&keys[*group])).collect();
                let numbers = set.keys.insert(&own, batch.rows);
                let groups = set.keys.len();
                context.budget.spend(batch.rows as u64 * (self.calls.len() as u64 + 1) / 8 + 1)?;
                for (i, call) in self.calls.iter().enumerate() {
                    set.states[i].resize(groups);
                    update(call, &mut *set.states[i], set.distinct[i].as_mut(), &batch, &numbers, context)?;
                }
                let size = set.keys.heap_size() + set.states.iter().map(|state| state.heap_size()).sum::<u64>();
                context.take_memory(size.saturating_sub(set.taken))?;
                set.taken = size.max(set.taken);
            }
        }
        let mut out = Vec::new();
        for mut set in sets {
            let mut groups = set.keys.len();
            // Without keys there is always one group, even of no rows.
            if set.set.is_empty() {
                groups = 1;
                set.states.iter_mut().for_each(|state| state.resize(1));
            }
            if groups == 0 {
                continue;
            }
            let mut kept = set.keys.keys().into_iter();
            let mut columns: Vec<Arc<Vector>> = Vec::new();
            let mut own: Vec<Option<Arc<Vector>>> = vec![None; self.groups.len()];
            for group in &set.set {
                own[*group] = kept.next();
            }
            let mut mask = 0_i64;
            for (i, group) in self.groups.iter().enumerate() {
                if !set.set.contains(&i) {
                    mask |= 1 << i;
                }
                columns.push(own[i].take().unwrap_or_else(|| Arc::new(Vector::nulls(&group.ty, groups))));
            }
            for (call, mut state) in self.calls.iter().zip(set.states) {
                columns.push(Arc::new(state.finish(&call.ty, context)?));
            }
            columns.push(Arc::new(Vector::new(Type::Int8, Data::Int(vec![mask; groups]))));
            out.push(Batch::new(columns, groups));
        }
        Ok(out)
    }
}

/// The values seen, with their group where there is more than one.
fn distinct_keys(call: &AggregateCall, grouped: bool) -> Interner {
    let group = grouped.then_some(Type::Int8);
    let types: Vec<Type> = group.into_iter().chain(call.args.iter().map(|arg| arg.ty.clone())).collect();
    Interner::without_keys(&types)
}

/// Lets an aggregate see a batch: filter, distinct, order keys.
pub(super) fn update(
    call: &AggregateCall,
    state: &mut dyn State,
    distinct: Option<&mut Interner>,
    batch: &Batch,
    groups: &[u32],
    context: &Context<'_>,
) -> Result<()> {
    let (mut batch, mut groups) = (std::borrow::Cow::Borrowed(batch), std::borrow::Cow::Borrowed(groups));
    if let Some(filter) = &call.filter {
        let rows = select(filter, &batch, context)?;
        groups = rows.iter().map(|row| groups[*row as usize]).collect::<Vec<_>>().into();
        batch = std::borrow::Cow::Owned(batch.gather(&rows));
        if rows.is_empty() {
            return Ok(());
        }
    }
    let mut args = call.args.iter().map(|arg| eval_vector(arg, &batch, context)).collect::<Result<Vec<_>>>()?;
    let mut order = call.order.iter().map(|key| eval_vector(&key.expr, &batch, context)).collect::<Result<Vec<_>>>()?;
    if let Some(seen) = distinct {
        let mut keys = Vec::with_capacity(args.len() + 1);
        if seen.width() > args.len() {
            let numbers = groups.iter().map(|group| i64::from(*group)).collect();
            keys.push(Arc::new(Vector::new(Type::Int8, Data::Int(numbers))));
        }
        keys.extend(args.iter().cloned());
        let mut next = seen.len() as u32;
        let before = seen.heap_size();
        let found = seen.insert(&keys, batch.rows);
        context.take_memory(seen.heap_size() - before)?;
        context.budget.spend(batch.rows as u64 / 4)?;
        let mut rows = Vec::new();
        for (row, number) in found.iter().enumerate() {
            if *number == next {
                rows.push(row as u32);
                next += 1;
            }
        }
        if rows.len() < batch.rows {
            groups = rows.iter().map(|row| groups[*row as usize]).collect::<Vec<_>>().into();
            args = args.iter().map(|arg| Arc::new(arg.gather(&rows))).collect();
            order = order.iter().map(|key| Arc::new(key.gather(&rows))).collect();
        }
    }
    state.update(&groups, &args, &order, context)
}

impl Operator for Aggregate<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.done.is_none() {
            self.done = Some(self.run(context)?);
        }
        let Some(done) = &self.done else { return Ok(None) };
        while let Some(batch) = done.get(self.at.0) {
            if let Some(next) = piece(batch, self.at.1) {
                self.at.1 += next.rows;
                return Ok(Some(next));
            }
            self.at = (self.at.0 + 1, 0);
        }
        Ok(None)
    }
}
