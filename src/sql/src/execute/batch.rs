//! Some rows, column by column.

use crate::types::Type;
use crate::vector::Vector;
use std::sync::Arc;

/// Columns of one length.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The columns.
    pub columns: Vec<Arc<Vector>>,
    /// How many rows; a batch may have rows and no column.
    pub rows: usize,
}

impl Batch {
    /// Columns of `rows` rows.
    pub fn new(columns: Vec<Arc<Vector>>, rows: usize) -> Self {
        Self { columns, rows }
    }

    /// No row of these types.
    pub fn empty(types: &[Type]) -> Self {
        Self { columns: types.iter().map(|ty| Arc::new(Vector::from_values(ty, []))).collect(), rows: 0 }
    }

    /// The rows at these places.
    #[must_use]
    pub fn gather(&self, rows: &[u32]) -> Self {
        if rows.len() == self.rows && rows.iter().enumerate().all(|(i, row)| i == *row as usize) {
            return self.clone();
        }
        Self { columns: self.columns.iter().map(|column| Arc::new(column.gather(rows))).collect(), rows: rows.len() }
    }

    /// The rows at these places; [`crate::vector::NO_ROW`] gives NULLs.
    #[must_use]
    pub fn gather_or_null(&self, rows: &[u32]) -> Self {
        Self {
            columns: self.columns.iter().map(|column| Arc::new(column.gather_or_null(rows))).collect(),
            rows: rows.len(),
        }
    }

    /// Batches one after the other.
    pub fn concat(batches: &[Self], types: &[Type]) -> Self {
        match batches {
            [] => Self::empty(types),
            [only] => only.clone(),
            many => {
                let rows = many.iter().map(|batch| batch.rows).sum();
                let columns = types.iter().enumerate().map(|(i, ty)| {
                    let parts: Vec<&Vector> = many.iter().map(|batch| &*batch.columns[i]).collect();
                    Arc::new(Vector::concat(ty, &parts))
                });
                Self { columns: columns.collect(), rows }
            }
        }
    }

    /// Bytes taken, roughly.
    pub fn heap_size(&self) -> u64 {
        self.columns.iter().map(|column| column.heap_size()).sum()
    }
}
