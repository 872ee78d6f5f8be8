//! The executor: each operator gives batches of columns until it has no more. Nothing is computed that is not asked for, so
//! LIMIT stops early and a cross join of any size streams.

pub mod aggregate;
mod batch;
mod context;
mod cte;
mod distinct;
pub mod eval;
mod filter;
mod intern;
mod join;
mod limit;
mod scan;
mod set_operation;
pub mod set_returning;
mod sort;
mod values;
pub mod window;

pub use batch::Batch;
pub use context::{Context, Stats};

use crate::Result;
use crate::plan::{Node, Plan};
use crate::storage::CHUNK;
use crate::vector::Vector;
use std::sync::Arc;

/// A running operator.
pub trait Operator {
    /// The next batch, never empty; `None` at the end.
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>>;
}

/// Starts a plan.
pub fn open<'p>(plan: &'p Plan, context: &Context<'_>) -> Result<Box<dyn Operator + 'p>> {
    let operator: Box<dyn Operator + 'p> = match &plan.node {
        Node::Values(rows) => Box::new(values::Values::new(rows, &plan.types)),
        Node::Scan { table, columns, filters, row_number, .. } => {
            let width = if *row_number { columns.len() + 1 } else { plan.types.len() };
            Box::new(scan::Scan::new(table, columns, filters, *row_number, width))
        }
        Node::Filter { input, predicate } => Box::new(filter::Filter::new(open(input, context)?, predicate)),
        Node::Project { input, exprs } => Box::new(filter::Project::new(open(input, context)?, exprs)),
        Node::ProjectSet { input, calls } => Box::new(set_returning::ProjectSet::new(open(input, context)?, calls)),
        Node::TableFunction { calls, ordinality } => Box::new(set_returning::TableFunction::new(calls, *ordinality)),
        Node::Join { kind, left, right, keys, residual } => {
            join::open(*kind, left, right, keys, residual.as_ref(), context)?
        }
        Node::Apply { outer, left, right, params, on } => {
            Box::new(join::Apply::new(*outer, open(left, context)?, right, params, on.as_ref()))
        }
        Node::Aggregate { input, groups, sets, calls } => {
            Box::new(aggregate::Aggregate::new(open(input, context)?, groups, sets, calls))
        }
        Node::Window { input, calls } => Box::new(window::Window::new(open(input, context)?, input, calls)),
        Node::Sort { input, keys, top } => Box::new(sort::Sort::new(open(input, context)?, keys, *top, &input.types)),
        Node::Limit { input, limit, offset, ties } => {
            Box::new(limit::Limit::new(open(input, context)?, limit.as_ref(), offset.as_ref(), ties.as_deref()))
        }
        Node::Distinct { input, on } => Box::new(distinct::Distinct::new(open(input, context)?, on.as_deref())),
        Node::SetOperation { op, all, left, right } => {
            Box::new(set_operation::SetOperation::new(*op, *all, open(left, context)?, open(right, context)?))
        }
        Node::With { ctes, body } => {
            for (id, _, plan) in ctes {
                context.define_cte(*id, plan);
            }
            Box::new(cte::With::new(ctes, body))
        }
        Node::CteScan { id, .. } => Box::new(cte::CteScan::new(*id)),
        Node::Recursive { id, base, step, all } => Box::new(cte::Recursive::new(*id, base, step, *all, &plan.types)),
    };
    Ok(match context.stats {
        Some(_) => Box::new(context::Counted::new(operator, plan)),
        None => operator,
    })
}

/// Runs a plan to its end, as one vector a column.
pub fn collect(plan: &Plan, context: &Context<'_>) -> Result<Batch> {
    let mut operator = open(plan, context)?;
    drain(&mut *operator, &plan.types, context)
}

/// Runs an operator to its end, as one vector a column.
pub fn drain(operator: &mut dyn Operator, types: &[crate::types::Type], context: &Context<'_>) -> Result<Batch> {
    let mut batches = Vec::new();
    while let Some(batch) = operator.next(context)? {
        context.budget.spend(batch.rows as u64 / 16 + 1)?;
        context.take_memory(batch.heap_size())?;
        batches.push(batch);
    }
    Ok(Batch::concat(&batches, types))
}

/// Cuts a big batch into batches of at most [`CHUNK`] rows.
pub(crate) fn piece(batch: &Batch, from: usize) -> Option<Batch> {
    if from >= batch.rows {
        return None;
    }
    if from == 0 && batch.rows <= CHUNK {
        return Some(batch.clone());
    }
    let count = CHUNK.min(batch.rows - from);
    let columns: Vec<Arc<Vector>> = batch.columns.iter().map(|column| Arc::new(column.slice(from, count))).collect();
    Some(Batch { columns, rows: count })
}
