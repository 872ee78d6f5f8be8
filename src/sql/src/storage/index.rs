//! Where the rows of a key are: for unique constraints, references and ON CONFLICT.

use super::Rows;
use crate::value::Value;
use std::collections::HashMap;

/// Key values to row numbers. Rows with a NULL in the key are left out, unless NULLs are not distinct.
#[derive(Clone, Debug, Default)]
pub struct KeyIndex {
    rows: HashMap<Box<[Value]>, u32>,
}

impl KeyIndex {
    /// Builds the index over some columns.
    pub fn build(rows: &Rows, columns: &[usize], with_nulls: bool) -> Self {
        let mut index = Self { rows: HashMap::with_capacity(rows.len()) };
        let mut number = 0;
        for chunk in &rows.chunks {
            for i in 0..chunk.rows {
                let key: Box<[Value]> = columns.iter().map(|column| chunk.columns[*column].value(i)).collect();
                if with_nulls || !key.iter().any(Value::is_null) {
                    index.rows.insert(key, number);
                }
                number += 1;
            }
        }
        index
    }

    /// The row of a key.
    pub fn get(&self, key: &[Value]) -> Option<u32> {
        self.rows.get(key).copied()
    }

    /// Notes the row of a key.
    pub fn insert(&mut self, key: Box<[Value]>, row: u32) {
        self.rows.insert(key, row);
    }
}

impl KeyIndex {
    /// How many keys.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
