//! WITH, and WITH RECURSIVE round by round.

use super::intern::Interner;
use super::{Batch, Context, Operator, collect, open, piece};
use crate::Result;
use crate::plan::Plan;
use crate::types::Type;
use std::sync::Arc;

pub(super) struct With<'p> {
    ctes: &'p [(usize, String, Plan)],
    body: &'p Plan,
    running: Option<Box<dyn Operator + 'p>>,
}

impl<'p> With<'p> {
    pub(super) fn new(ctes: &'p [(usize, String, Plan)], body: &'p Plan) -> Self {
        Self { ctes, body, running: None }
    }
}

impl Operator for With<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let running = match &mut self.running {
            Some(running) => running,
            None => {
                for (id, _, plan) in self.ctes {
                    context.define_cte(*id, plan);
                }
                self.running.insert(open(self.body, context)?)
            }
        };
        running.next(context)
    }
}

pub(super) struct CteScan {
    id: usize,
    rows: Option<Arc<Batch>>,
    at: usize,
}

impl CteScan {
    pub(super) fn new(id: usize) -> Self {
        Self { id, rows: None, at: 0 }
    }
}

impl Operator for CteScan {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let rows = match &self.rows {
            Some(rows) => rows,
            None => self.rows.insert(context.cte(self.id)?),
        };
        let batch = piece(rows, self.at);
        self.at += batch.as_ref().map_or(0, |batch| batch.rows);
        context.budget.spend(1)?;
        Ok(batch)
    }
}

pub(super) struct Recursive<'p> {
    id: usize,
    base: &'p Plan,
    step: &'p Plan,
    all: bool,
    types: &'p [Type],
    seen: Option<Interner>,
    started: bool,
}

impl<'p> Recursive<'p> {
    pub(super) fn new(id: usize, base: &'p Plan, step: &'p Plan, all: bool, types: &'p [Type]) -> Self {
        Self { id, base, step, all, types, seen: None, started: false }
    }

    /// The rows not seen before.
    fn fresh(&mut self, batch: Batch, context: &Context<'_>) -> Result<Batch> {
        if self.all {
            return Ok(batch);
        }
        let seen = self.seen.get_or_insert_with(|| Interner::without_keys(self.types));
        let mut next = seen.len() as u32;
        let before = seen.heap_size();
        let numbers = seen.insert(&batch.columns, batch.rows);
        context.take_memory(seen.heap_size() - before)?;
        let mut rows = Vec::new();
        for (row, number) in numbers.iter().enumerate() {
            if *number == next {
                rows.push(row as u32);
                next += 1;
            }
        }
        Ok(batch.gather(&rows))
    }
}

impl Operator for Recursive<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        context.budget.spend(32)?;
        let plan = if self.started { self.step } else { self.base };
        self.started = true;
        let rows = collect(plan, context)?;
        let rows = self.fresh(rows, context)?;
        context.ctes.borrow_mut().insert(self.id, Arc::new(rows.clone()));
        // What was answered over the last round's rows is no longer true.
        context.answers.borrow_mut().clear();
        Ok((rows.rows > 0).then_some(rows))
    }
}
