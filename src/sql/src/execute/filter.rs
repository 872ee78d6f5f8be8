//! WHERE and the select list.

use super::eval::{eval_vector, select};
use super::{Batch, Context, Operator};
use crate::Result;
use crate::plan::Expr;

pub(super) struct Filter<'p> {
    input: Box<dyn Operator + 'p>,
    predicate: &'p Expr,
}

impl<'p> Filter<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, predicate: &'p Expr) -> Self {
        Self { input, predicate }
    }
}

impl Operator for Filter<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        while let Some(batch) = self.input.next(context)? {
            context.budget.spend(batch.rows as u64 / 32 + 1)?;
            let rows = select(self.predicate, &batch, context)?;
            if !rows.is_empty() {
                return Ok(Some(batch.gather(&rows)));
            }
        }
        Ok(None)
    }
}

pub(super) struct Project<'p> {
    input: Box<dyn Operator + 'p>,
    exprs: &'p [Expr],
}

impl<'p> Project<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, exprs: &'p [Expr]) -> Self {
        Self { input, exprs }
    }
}

impl Operator for Project<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let Some(batch) = self.input.next(context)? else { return Ok(None) };
        let columns = self.exprs.iter().map(|expr| eval_vector(expr, &batch, context)).collect::<Result<Vec<_>>>()?;
        Ok(Some(Batch::new(columns, batch.rows)))
    }
}
