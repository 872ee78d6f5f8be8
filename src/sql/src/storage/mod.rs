//! Rows in columns: chunks of at most [`CHUNK`] rows, each column a shared vector. Copying a table copies pointers; changing it
//! copies only the chunks that change.

mod append;
mod index;

pub use append::Appender;
pub use index::KeyIndex;

use crate::types::Type;
use crate::vector::Vector;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Rows in a full chunk, which is also the batch the executor works on.
pub const CHUNK: usize = 16_384;

/// Some rows.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Chunk {
    /// The columns, all of one length.
    pub columns: Vec<Arc<Vector>>,
    /// How many rows.
    pub rows: usize,
}

/// The rows of a table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rows {
    /// The chunks, in the order of insertion.
    pub chunks: Vec<Arc<Chunk>>,
    /// Unique-key indexes by key position, built when first needed, dropped when rows are changed in place.
    #[serde(skip)]
    pub indexes: Vec<Option<Arc<KeyIndex>>>,
}

impl Rows {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.rows).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.chunks.iter().all(|chunk| chunk.rows == 0)
    }

    /// Bytes taken, roughly.
    pub fn heap_size(&self) -> u64 {
        self.chunks.iter().flat_map(|chunk| &chunk.columns).map(|column| column.heap_size()).sum()
    }

    /// Adds a column to every chunk.
    pub fn add_column(&mut self, make: impl Fn(usize, usize) -> Vector) {
        for (at, chunk) in self.chunks.iter_mut().enumerate() {
            let rows = chunk.rows;
            Arc::make_mut(chunk).columns.push(Arc::new(make(at, rows)));
        }
    }

    /// Takes a column out of every chunk.
    pub fn drop_column(&mut self, column: usize) {
        for chunk in &mut self.chunks {
            Arc::make_mut(chunk).columns.remove(column);
        }
        self.indexes.clear();
    }

    /// All rows at once, as one vector a column.
    pub fn columns(&self, types: &[Type]) -> Vec<Vector> {
        types
            .iter()
            .enumerate()
            .map(|(i, ty)| {
                let parts: Vec<&Vector> = self.chunks.iter().map(|chunk| &*chunk.columns[i]).collect();
                Vector::concat(ty, &parts)
            })
            .collect()
    }
}
