//! Tables, chunk by chunk. Columns are shared, not copied; filters run here, before anything else sees the rows.

use super::eval::select_all;
use super::{Batch, Context, Operator};
use crate::Result;
use crate::catalog::Table;
use crate::plan::Expr;
use crate::types::Type;
use crate::vector::{Data, Vector};
use std::sync::Arc;

pub(super) struct Scan<'p> {
    table: &'p Table,
    columns: &'p [usize],
    filters: &'p [Expr],
    row_number: bool,
    /// How many columns are given; those behind are for the filters.
    width: usize,
    chunk: usize,
    seen: i64,
}

impl<'p> Scan<'p> {
    pub(super) fn new(
        table: &'p Table,
        columns: &'p [usize],
        filters: &'p [Expr],
        row_number: bool,
        width: usize,
    ) -> Self {
        Self { table, columns, filters, row_number, width, chunk: 0, seen: 0 }
    }
}

impl Operator for Scan<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        while let Some(chunk) = self.table.rows.chunks.get(self.chunk) {
            self.chunk += 1;
            context.budget.spend(chunk.rows as u64 / 64 + 1)?;
            let mut columns: Vec<Arc<Vector>> =
                self.columns.iter().map(|column| Arc::clone(&chunk.columns[*column])).collect();
            if self.row_number {
                let numbers = (self.seen..self.seen + chunk.rows as i64).collect();
                columns.push(Arc::new(Vector::new(Type::Int8, Data::Int(numbers))));
            }
            self.seen += chunk.rows as i64;
            let mut batch = Batch::new(columns, chunk.rows);
            if !self.filters.is_empty() {
                let rows = select_all(self.filters, &batch, context)?;
                batch.columns.truncate(self.width);
                batch = batch.gather(&rows);
            }
            if batch.rows > 0 {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }
}
