//! LATERAL: the right side is run anew for each left row.

use crate::Result;
use crate::execute::eval::{eval, select};
use crate::execute::{Batch, Context, Operator, collect};
use crate::plan::{Expr, Plan};
use crate::vector::Vector;
use std::sync::Arc;

pub(in crate::execute) struct Apply<'p> {
    outer: bool,
    left: Box<dyn Operator + 'p>,
    right: &'p Plan,
    params: &'p [(usize, Expr)],
    on: Option<&'p Expr>,
    current: Option<(Batch, usize)>,
}

impl<'p> Apply<'p> {
    pub(in crate::execute) fn new(
        outer: bool,
        left: Box<dyn Operator + 'p>,
        right: &'p Plan,
        params: &'p [(usize, Expr)],
        on: Option<&'p Expr>,
    ) -> Self {
        Self { outer, left, right, params, on, current: None }
    }
}

impl Operator for Apply<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        loop {
            if self.current.is_none() {
                let Some(batch) = self.left.next(context)? else { return Ok(None) };
                self.current = Some((batch, 0));
            }
            let Some((batch, at)) = &mut self.current else { continue };
            if *at >= batch.rows {
                self.current = None;
                continue;
            }
            let row = *at as u32;
            *at += 1;
            context.budget.spend(8)?;
            let one = batch.gather(&[row]);
            for (id, expr) in self.params {
                context.set_param(*id, eval(expr, &one, context)?.value(0));
            }
            let right = context.scope(|| collect(self.right, context))?;
            let left = one.gather(&vec![0; right.rows]);
            let mut pairs = Batch::new(left.columns.iter().chain(&right.columns).cloned().collect(), right.rows);
            if let Some(on) = self.on {
                let kept = select(on, &pairs, context)?;
                pairs = pairs.gather(&kept);
            }
            if pairs.rows > 0 {
                return Ok(Some(pairs));
            }
            if self.outer {
                let nulls = self.right.types.iter().map(|ty| Arc::new(Vector::nulls(ty, 1)));
                return Ok(Some(Batch::new(one.columns.iter().cloned().chain(nulls).collect(), 1)));
            }
        }
    }
}
