//! Rows written out.

use super::eval::eval_constant;
use super::{Batch, Context, Operator};
use crate::Result;
use crate::plan::Expr;
use crate::storage::CHUNK;
use crate::types::Type;
use crate::vector::Builder;
use std::sync::Arc;

pub(super) struct Values<'p> {
    rows: &'p [Vec<Expr>],
    types: &'p [Type],
    at: usize,
}

impl<'p> Values<'p> {
    pub(super) fn new(rows: &'p [Vec<Expr>], types: &'p [Type]) -> Self {
        Self { rows, types, at: 0 }
    }
}

impl Operator for Values<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.at >= self.rows.len() {
            return Ok(None);
        }
        let rows = &self.rows[self.at..(self.at + CHUNK).min(self.rows.len())];
        self.at += rows.len();
        context.budget.spend(rows.len() as u64)?;
        let mut builders: Vec<Builder> = self.types.iter().map(|ty| Builder::new(ty, rows.len())).collect();
        for row in rows {
            for (builder, expr) in builders.iter_mut().zip(row) {
                match expr.as_const() {
                    Some(value) => builder.push(value.clone()),
                    None => builder.push(eval_constant(expr, context)?),
                }
            }
        }
        let columns = builders.into_iter().map(|builder| Arc::new(builder.finish())).collect();
        Ok(Some(Batch::new(columns, rows.len())))
    }
}
