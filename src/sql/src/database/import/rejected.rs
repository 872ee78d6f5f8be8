//! Records that are no rows, and the table they are kept in.

use super::records::Records;
use crate::Result;
use crate::database::{Database, LoadColumn};
use crate::error::{Error, Store};
use base::Diagnostic;

/// A record that could not become a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejected {
    /// The line of the text that it starts on, from 1.
    pub line: u64,
    /// The column whose type does not read it; `None`: it has another number of fields than the heading.
    pub column: Option<String>,
    /// What that column's type does not read.
    pub value: Option<String>,
    /// The record as it is written.
    pub record: String,
    /// Why.
    pub why: Diagnostic,
}

impl Rejected {
    /// A record with another number of fields than the heading.
    pub(super) fn ragged(records: &mut Records<'_>, found: usize) -> Self {
        let (line, record) = records.written();
        let why = Error::from(Store::RaggedRecord).with("expected", records.width()).with("found", found);
        Self { line, column: None, value: None, record: record.to_owned(), why: why.into_diagnostic() }
    }

    /// A record with a field that its column's type does not read.
    pub(super) fn unread(records: &mut Records<'_>, column: &str, value: &str, why: Error) -> Self {
        let (line, record) = records.written();
        Self {
            line,
            column: Some(column.to_owned()),
            value: Some(value.to_owned()),
            record: record.to_owned(),
            why: why.into_diagnostic(),
        }
    }
}

impl Database {
    /// Keeps what was put aside in a table of its own; where there is nothing, the table of an earlier attempt goes.
    pub(super) fn put_rejected(&mut self, name: &str, rejected: &[Rejected]) -> Result<()> {
        let name = format!("{name}_rejected");
        if rejected.is_empty() {
            self.drop_loaded(&name);
            return Ok(());
        }
        let column = |name: &str, ty: &str| LoadColumn { name: name.to_owned(), ty: Some(ty.to_owned()) };
        let columns = [
            column("line", "bigint"),
            column("column_name", "text"),
            column("value", "text"),
            column("record", "text"),
        ];
        let row = |rejected: &Rejected| {
            let line = Some(rejected.line.to_string());
            vec![line, rejected.column.clone(), rejected.value.clone(), Some(rejected.record.clone())]
        };
        self.load_table(&name, &columns, &rejected.iter().map(row).collect::<Vec<_>>())
    }
}
