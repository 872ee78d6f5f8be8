//! COPY between tables and files, in PostgreSQL's text and CSV formats.

mod options;
mod reader;
mod writer;

use super::insert::{add, forbid_generated};
use super::{target, target_column};
use crate::Result;
use crate::cast::cast_value;
use crate::database::{FileFault, Files, Outcome, Session};
use crate::error::{Bind, Error, Store};
use crate::execute::Batch;
use crate::parse::{Statement, plain, strip_tags, unsupported};
use crate::types::Type;
use crate::value::Value;
use crate::vector::Builder;
use base::Budget;
use options::Options;
use sqlparser::ast::{self, CopySource, CopyTarget};
use std::sync::Arc;

/// COPY
pub(crate) fn copy(
    session: &mut Session,
    statement: &Statement,
    files: &mut dyn Files,
    budget: &Budget,
) -> Result<Outcome> {
    let ast::Statement::Copy { source, to, target: file, options, legacy_options, values: _ } = &statement.ast else {
        return Err(unsupported("COPY"));
    };
    let path = match file {
        CopyTarget::File { filename } => plain(filename),
        CopyTarget::Stdin if *to => return Err(unsupported("COPY TO STDIN")),
        CopyTarget::Stdin => {
            let options = Options::read(options, legacy_options)?;
            let text = statement.data.as_deref().unwrap_or("");
            let count = load(session, statement, source, &options, text, budget)?;
            return Ok(Outcome::Affected { tag: "COPY".to_owned(), count: count as u64 });
        }
        CopyTarget::Stdout => return Err(unsupported("COPY TO STDOUT")),
        CopyTarget::Program { .. } => return Err(unsupported("COPY PROGRAM")),
    };
    let options = Options::read(options, legacy_options)?;
    let count = if *to {
        let (names, rows) = rows_of(session, statement, source, budget)?;
        let text = writer::write(&options, &names, &rows, budget)?;
        files.write(path, &text).map_err(|fault| fault_of(fault, path, "writing"))?;
        rows.rows
    } else {
        let text = files.read(path).map_err(|fault| fault_of(fault, path, "reading"))?;
        load(session, statement, source, &options, &text, budget)?
    };
    Ok(Outcome::Affected { tag: "COPY".to_owned(), count: count as u64 })
}

fn fault_of(fault: FileFault, path: &str, what: &str) -> Error {
    match fault {
        FileFault::Missing => Error::from(Store::UndefinedFile).with("path", path).with("what", what),
        FileFault::Denied => Error::from(Store::DeniedFile).with("path", path).with("what", what),
        FileFault::NotText => Error::from(Store::WrongFile).with("path", path).with("what", what),
    }
}

/// What COPY … TO writes.
fn rows_of(
    session: &Session,
    statement: &Statement,
    source: &CopySource,
    budget: &Budget,
) -> Result<(Vec<String>, Batch)> {
    let query = match source {
        CopySource::Query(query) => (**query).clone(),
        CopySource::Table { table_name, columns } => {
            // A view is no source, as in PostgreSQL.
            let (full, table) = target(&session.catalog, table_name, &statement.places)?;
            let columns: Vec<String> = if columns.is_empty() {
                table.columns.iter().map(|column| quoted(&column.name)).collect()
            } else {
                for ident in columns {
                    target_column(&table, &full, ident, &statement.places)?;
                }
                columns.iter().map(|ident| strip_tags(&ident.to_string())).collect()
            };
            let text = format!("SELECT {} FROM {}.{}", columns.join(", "), quoted(&full.schema), quoted(&full.name));
            let parsed = crate::parse::parse(&text, base::Span::new(0, text.len()))?;
            let ast::Statement::Query(query) = parsed.ast else { return Err(unsupported("COPY")) };
            *query
        }
    };
    let bound = session.bind_query(statement, &query)?;
    let names = bound.columns.iter().map(|(name, _)| name.clone()).collect();
    Ok((names, session.run_plan(bound.plan, budget)?))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Reads a file into a table; all of it, or nothing.
fn load(
    session: &mut Session,
    statement: &Statement,
    source: &CopySource,
    options: &Options,
    text: &str,
    budget: &Budget,
) -> Result<usize> {
    let CopySource::Table { table_name, columns } = source else { return Err(unsupported("COPY (query) FROM")) };
    let (full, table) = target(&session.catalog, table_name, &statement.places)?;
    let mut given = Vec::new();
    for ident in columns {
        let column = target_column(&table, &full, ident, &statement.places)?;
        if given.contains(&column) {
            return Err(Error::from(Bind::DuplicateColumn).with("name", table.columns[column].name.as_str()));
        }
        forbid_generated(&table.columns[column], statement.places.of(&ident.value))?;
        given.push(column);
    }
    if columns.is_empty() {
        given =
            (0..table.columns.len()).filter(|column| forbid_generated(&table.columns[*column], None).is_ok()).collect();
    }
    budget.spend(text.len() as u64 / 2 + 1)?;
    let rows = reader::read(options, text)?;
    let mut builders: Vec<Builder> =
        given.iter().map(|column| Builder::new(&table.columns[*column].ty.ty, rows.len())).collect();
    let mut count = 0;
    for (line, row) in rows {
        budget.spend(row.len() as u64 + 1)?;
        if row.len() < given.len() {
            let column = table.columns[given[row.len()]].name.as_str();
            return Err(Error::from(Store::CopyRow).with("line", line).with("column", column));
        }
        if row.len() > given.len() {
            return Err(Error::from(Store::CopyExtra).with("line", line));
        }
        for ((field, column), builder) in row.into_iter().zip(&given).zip(&mut builders) {
            let definition = &table.columns[*column];
            builder.push(match field {
                None => Value::Null,
                Some(text) => cast_value(&Value::text(text), &Type::Unknown, &definition.ty, false)
                    .map_err(|error| error.with("line", line).with("column", definition.name.as_str()))?,
            });
        }
        count += 1;
    }
    let vectors = builders.into_iter().map(|builder| Arc::new(builder.finish())).collect();
    add(session, &full, &table, &given, Batch::new(vectors, count), budget)?;
    Ok(count)
}
