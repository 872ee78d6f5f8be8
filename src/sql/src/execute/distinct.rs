//! DISTINCT and DISTINCT ON: rows are given as they are first seen.

use super::eval::eval_vector;
use super::intern::Interner;
use super::{Batch, Context, Operator};
use crate::Result;
use crate::plan::Expr;
use crate::types::Type;

pub(super) struct Distinct<'p> {
    input: Box<dyn Operator + 'p>,
    on: Option<&'p [Expr]>,
    seen: Option<Interner>,
}

impl<'p> Distinct<'p> {
    pub(super) fn new(input: Box<dyn Operator + 'p>, on: Option<&'p [Expr]>) -> Self {
        Self { input, on, seen: None }
    }
}

impl Operator for Distinct<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        while let Some(batch) = self.input.next(context)? {
            context.budget.spend(batch.rows as u64 / 2 + 1)?;
            let keys = match self.on {
                Some(exprs) => {
                    exprs.iter().map(|expr| eval_vector(expr, &batch, context)).collect::<Result<Vec<_>>>()?
                }
                None => batch.columns.clone(),
            };
            let seen = self.seen.get_or_insert_with(|| {
                let types: Vec<Type> = keys.iter().map(|key| key.ty.clone()).collect();
                Interner::without_keys(&types)
            });
            let mut next = seen.len() as u32;
            let before = seen.heap_size();
            let numbers = seen.insert(&keys, batch.rows);
            context.take_memory(seen.heap_size() - before)?;
            let mut fresh = Vec::new();
            for (row, number) in numbers.iter().enumerate() {
                if *number == next {
                    fresh.push(row as u32);
                    next += 1;
                }
            }
            if !fresh.is_empty() {
                return Ok(Some(batch.gather(&fresh)));
            }
        }
        Ok(None)
    }
}
