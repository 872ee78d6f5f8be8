//! A learner's file becomes a table; or is only looked at, before it does.

use super::json_rows;
use crate::protocol::{Import, RejectedRecord, Response};
use base::{Budget, Diagnostic, Table};
use sql::{Database, Imported, Outcome, Rejected};
use std::collections::BTreeMap;

/// Rows shown of what came of a file.
const SHOWN: usize = 5;
/// Records listed of those that were put aside; all of them are in their table.
const LISTED: usize = 100;
/// Characters shown of a record.
const LONGEST: usize = 200;

/// Makes a table from the text of a CSV, JSON or NDJSON file.
pub(super) fn import(
    database: &mut Database,
    table: &str,
    text: &str,
    types: &BTreeMap<String, String>,
    budget: &Budget,
) -> Response {
    match try_import(database, table, text, types, budget) {
        Ok(imported) => Response::Imported { import: Box::new(report(database, table, imported, budget)) },
        Err(diagnostic) => Response::Failed { diagnostic },
    }
}

fn try_import(
    database: &mut Database,
    table: &str,
    text: &str,
    types: &BTreeMap<String, String>,
    budget: &Budget,
) -> Result<Imported, Diagnostic> {
    if !json_rows::looks_like_json(text) {
        return database.import_csv(table, text, types, Vec::new(), budget).map_err(sql::Error::into_diagnostic);
    }
    let (csv, before) = json_rows::to_csv(text).map_err(|error| {
        Diagnostic::error("import-no-json", "").with("line", error.line() as i64).with("column", error.column() as i64)
    })?;
    let known = before.len();
    let mut imported = database.import_csv(table, &csv, types, before, budget).map_err(sql::Error::into_diagnostic)?;
    // The lines of a CSV made from JSON are not the file's.
    imported.rejected.iter_mut().skip(known).for_each(|rejected| rejected.line = 0);
    Ok(imported)
}

fn report(database: &mut Database, table: &str, imported: Imported, budget: &Budget) -> Import {
    let name = table.replace('"', "\"\"");
    let first = database.run(&format!("SELECT * FROM \"{name}\" LIMIT {SHOWN}"), budget);
    let sample = match first.into_iter().next() {
        Some(Outcome::Rows(rows)) => rows,
        _ => Table::default(),
    };
    let listed = |rejected: &Rejected| RejectedRecord {
        line: rejected.line,
        record: rejected.record.chars().take(LONGEST).collect(),
        column: rejected.column.clone(),
        why: rejected.why.clone(),
    };
    Import {
        types: imported.columns.into_iter().map(|(_, ty)| ty).collect(),
        rows: imported.rows,
        sample,
        rejected: imported.rejected.len(),
        listed: imported.rejected.iter().take(LISTED).map(listed).collect(),
    }
}
