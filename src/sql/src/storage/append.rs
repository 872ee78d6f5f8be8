//! New rows at the end: the last chunk is filled, full chunks are sealed (few distinct strings become a dictionary).

use super::{CHUNK, Chunk, Rows};
use crate::vector::{Data, Vector};
use std::sync::Arc;

/// Adds batches of columns to rows.
pub struct Appender<'a> {
    rows: &'a mut Rows,
}

impl<'a> Appender<'a> {
    /// Appends to these rows.
    pub fn new(rows: &'a mut Rows) -> Self {
        Self { rows }
    }

    /// Adds the rows of a batch.
    pub fn append(&mut self, columns: &[Arc<Vector>], count: usize) {
        let mut from = 0;
        while from < count {
            let room = self.rows.chunks.last().map_or(0, |chunk| CHUNK.saturating_sub(chunk.rows));
            if room == 0 {
                let take = (count - from).min(CHUNK);
                let columns = columns.iter().map(|column| {
                    if from == 0 && take == column.len() {
                        Arc::clone(column)
                    } else {
                        Arc::new(column.slice(from, take))
                    }
                });
                let mut chunk = Chunk { columns: columns.collect(), rows: take };
                if take == CHUNK {
                    seal(&mut chunk);
                }
                self.rows.chunks.push(Arc::new(chunk));
                from += take;
                continue;
            }
            let take = (count - from).min(room);
            let Some(last) = self.rows.chunks.last_mut() else { return };
            let last = Arc::make_mut(last);
            for (have, more) in last.columns.iter_mut().zip(columns) {
                Arc::make_mut(have).append(more, from, take);
            }
            last.rows += take;
            if last.rows == CHUNK {
                seal(last);
            }
            from += take;
        }
    }
}

/// Gives text columns a dictionary of distinct strings, where they are few.
fn seal(chunk: &mut Chunk) {
    for column in &mut chunk.columns {
        let Data::Text(strings) = &column.data else { continue };
        if let Some(compressed) = strings.compress() {
            *column =
                Arc::new(Vector { ty: column.ty.clone(), data: Data::Text(compressed), valid: column.valid.clone() });
        }
    }
}

impl Rows {
    /// Gives all text columns their dictionary.
    pub(crate) fn seal(&mut self) {
        self.chunks.iter_mut().for_each(|chunk| seal(Arc::make_mut(chunk)));
    }

    /// Gives text columns of the last, unfilled chunk their dictionary: after a bulk load.
    pub fn seal_last(&mut self) {
        if let Some(last) = self.chunks.last_mut() {
            seal(Arc::make_mut(last));
        }
    }
}
