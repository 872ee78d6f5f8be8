//! Makes a dataset's rows: the same on every machine, another set for each variant.
//!
//! ```
//! use course::dataset::generate;
//! use course::model::{ColumnSpec, Dataset, TableSpec};
//! let id = ColumnSpec { sequence: Some(1), ..ColumnSpec::default() };
//! let bike = ColumnSpec { integer: Some((1, 240)), ..ColumnSpec::default() };
//! let trips = TableSpec { name: "trips".into(), rows: 3,
//!     columns: [("id".into(), id), ("bike".into(), bike)].into(), ..TableSpec::default() };
//! let velos = Dataset { id: "velos".into(), seed: 2026, tables: vec![trips], ..Dataset::default() };
//! let tables = generate(&velos, None).unwrap();
//! assert_eq!(tables[0].rows.rows.len(), 3);
//! assert_eq!(tables, generate(&velos, None).unwrap());
//! ```

mod civil;
mod column;
mod csv;
mod table;

pub use civil::{parse_instant, write_date, write_instant};
pub use csv::{CsvError, read_csv, write_csv};

use crate::model::{Dataset, DatasetVariant};
use base::{Rng, Table};

/// A table with its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NamedTable {
    /// Its name in the schema.
    pub name: String,
    /// Its rows; days and instants are written out.
    pub rows: Table,
}

/// Why a dataset cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatasetError {
    /// There is no variant of this name.
    UnknownVariant(String),
    /// A table's CSV file cannot be read.
    Csv {
        /// the table
        table: String,
        /// what is wrong
        error: CsvError,
    },
    /// A column's description makes no values.
    Column {
        /// the table
        table: String,
        /// the column
        column: String,
        /// what is wrong with it
        problem: ColumnProblem,
    },
}

/// What is wrong with a column's description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnProblem {
    /// It names no way to make values, or more than one.
    NotOneMaker,
    /// Its bounds are in the wrong order, or its list is empty.
    EmptyRange,
    /// A day or an instant cannot be read.
    BadInstant(String),
    /// `from` names no column of an earlier table.
    UnknownColumn(String),
    /// The weights are negative, all zero, or more than the choices.
    BadWeights,
    /// More than one column of the table is sorted.
    TwoSorted,
}

/// The tables of a variant: the visible one, or the hidden one of this name.
pub fn generate(dataset: &Dataset, variant: Option<&str>) -> Result<Vec<NamedTable>, DatasetError> {
    let visible = DatasetVariant { label: String::new(), seed: dataset.seed, scale: 1.0, edge: [].into() };
    let variant = match variant {
        None => &visible,
        Some(label) => dataset
            .hidden
            .iter()
            .find(|hidden| hidden.label == label)
            .ok_or_else(|| DatasetError::UnknownVariant(label.to_owned()))?,
    };
    let rng = Rng::new(variant.seed);
    let mut made: Vec<NamedTable> = Vec::with_capacity(dataset.tables.len());
    for spec in &dataset.tables {
        let rows = table::make(spec, variant, &made, &rng.fork(&spec.name))?;
        made.push(NamedTable { name: spec.name.clone(), rows });
    }
    Ok(made)
}

#[cfg(test)]
mod tests;
