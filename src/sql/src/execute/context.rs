//! What every operator may use: budget, clock, luck, parameters, the rows of WITH queries.

use super::eval::Answer;
use super::{Batch, Operator};
use crate::Result;
use crate::functions::Session;
use crate::plan::Plan;
use crate::value::Value;
use base::{Budget, Rng};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

/// What was counted of an operator: rows given, steps spent with its children.
pub type Stats = RefCell<HashMap<usize, (u64, u64)>>;

/// A statement's surroundings.
pub struct Context<'a> {
    /// Work and memory left.
    pub budget: &'a Budget,
    /// Luck.
    pub rng: &'a RefCell<Rng>,
    /// The instant the transaction began, in microseconds since 1970.
    pub now: i64,
    /// Sequences and settings.
    pub session: &'a dyn Session,
    /// Values taken from rows around a query, by number.
    pub params: RefCell<Vec<Value>>,
    /// Rows of WITH queries, by number.
    pub(super) ctes: RefCell<HashMap<usize, Arc<Batch>>>,
    /// WITH queries that were not run yet are known by their plan.
    defined: RefCell<HashMap<usize, Plan>>,
    /// For EXPLAIN ANALYZE.
    pub stats: Option<&'a Stats>,
    /// Queries within queries being run.
    pub(super) depth: Cell<usize>,
    /// Answers of queries inside expressions, by query and by the values they take from around.
    pub(super) answers: RefCell<HashMap<(usize, Vec<Value>), Answer>>,
    taken: Cell<u64>,
    /// Of that, what answers and WITH queries keep.
    kept: Cell<u64>,
}

impl<'a> Context<'a> {
    /// The surroundings of one statement.
    pub fn new(budget: &'a Budget, rng: &'a RefCell<Rng>, now: i64, session: &'a dyn Session) -> Self {
        Self {
            budget,
            rng,
            now,
            session,
            params: RefCell::default(),
            ctes: RefCell::default(),
            defined: RefCell::default(),
            stats: None,
            depth: Cell::new(0),
            answers: RefCell::default(),
            taken: Cell::new(0),
            kept: Cell::new(0),
        }
    }

    /// Takes memory until the statement ends.
    pub fn take_memory(&self, bytes: u64) -> Result<()> {
        self.budget.take_memory(bytes)?;
        self.taken.set(self.taken.get() + bytes);
        Ok(())
    }

    /// The same, for what outlives the query inside which it was taken.
    pub(super) fn keep_memory(&self, bytes: u64) -> Result<()> {
        self.take_memory(bytes)?;
        self.kept.set(self.kept.get() + bytes);
        Ok(())
    }

    /// Runs a query that is run again and again, for one row after the other: what it took is free when it is over.
    pub(super) fn scope<T>(&self, run: impl FnOnce() -> Result<T>) -> Result<T> {
        let (taken, kept) = (self.taken.get(), self.kept.get());
        let result = run();
        let free = (self.taken.get() - taken).saturating_sub(self.kept.get() - kept);
        self.taken.set(self.taken.get() - free);
        self.budget.give_memory(free);
        result
    }

    /// Sets a parameter.
    pub fn set_param(&self, id: usize, value: Value) {
        let mut params = self.params.borrow_mut();
        if params.len() <= id {
            params.resize(id + 1, Value::Null);
        }
        params[id] = value;
    }

    /// The value of a parameter.
    pub fn param(&self, id: usize) -> Value {
        self.params.borrow().get(id).cloned().unwrap_or_default()
    }

    /// Makes a WITH query known; it is run when first read.
    pub(super) fn define_cte(&self, id: usize, plan: &Plan) {
        self.ctes.borrow_mut().remove(&id);
        if self.defined.borrow_mut().insert(id, plan.clone()).is_some() {
            // Run anew for another row around: what was answered over its old rows is no longer true.
            self.answers.borrow_mut().clear();
        }
    }

    /// The rows of a WITH query, run now if they were not.
    pub(super) fn cte(&self, id: usize) -> Result<Arc<Batch>> {
        if let Some(rows) = self.ctes.borrow().get(&id) {
            return Ok(Arc::clone(rows));
        }
        let plan = self.defined.borrow().get(&id).cloned();
        let rows = match plan {
            Some(plan) => {
                let rows = super::collect(&plan, self)?;
                self.kept.set(self.kept.get() + rows.heap_size());
                Arc::new(rows)
            }
            None => Arc::new(Batch::default()),
        };
        self.ctes.borrow_mut().insert(id, Arc::clone(&rows));
        Ok(rows)
    }
}

impl Drop for Context<'_> {
    fn drop(&mut self) {
        self.budget.give_memory(self.taken.get());
    }
}

/// Counts what an operator gives, for EXPLAIN ANALYZE.
pub(super) struct Counted<'p> {
    inner: Box<dyn Operator + 'p>,
    key: usize,
}

impl<'p> Counted<'p> {
    pub(super) fn new(inner: Box<dyn Operator + 'p>, plan: &'p Plan) -> Self {
        Self { inner, key: std::ptr::from_ref(plan) as usize }
    }
}

impl Operator for Counted<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let before = context.budget.spent();
        let batch = self.inner.next(context)?;
        if let Some(stats) = context.stats {
            let mut stats = stats.borrow_mut();
            let entry = stats.entry(self.key).or_default();
            entry.0 += batch.as_ref().map_or(0, |batch| batch.rows as u64);
            entry.1 += context.budget.spent() - before;
        }
        Ok(batch)
    }
}
