//! WITH queries that change data, and statements that change data after WITH. Every part reads the tables, and picks the rows it
//! changes, as they were when the statement began; what a part returns is known to the parts after it by its name. All of it happens, or nothing.

use crate::Result;
use crate::catalog::{Column, Table};
use crate::database::{Outcome, Session};
use crate::error::{Bind, Error};
use crate::execute::Batch;
use crate::parse::{Statement, WithPart};
use crate::storage::Appender;
use crate::types::{ColumnType, Type};
use base::Budget;
use sqlparser::ast;
use std::sync::Arc;

/// Runs a statement whose WITH clause was taken apart.
pub(crate) fn with(session: &mut Session, statement: &Statement, budget: &Budget) -> Result<Outcome> {
    let before = session.catalog.clone();
    session.catalog.before = Some(Arc::new(before.relations.clone()));
    let outcome = parts(session, statement, budget);
    session.catalog.before = None;
    session.catalog.moved.clear();
    session.catalog.transients.clear();
    if outcome.is_err() {
        session.catalog = before;
    }
    outcome
}

fn parts(session: &mut Session, statement: &Statement, budget: &Budget) -> Result<Outcome> {
    let mut known: Vec<&str> = Vec::new();
    for part in &statement.with {
        if known.contains(&part.name.as_str()) {
            return Err(Error::from(Bind::DuplicateCte).with("name", part.name.as_str()));
        }
        known.push(&part.name);
        let (columns, rows) = rows_of(session, part, budget)?;
        let table = table_of(part, columns, &rows)?;
        session.catalog.transients.push((part.name.clone(), Arc::new(table)));
    }
    session.dispatch(statement, &statement.ast, budget)
}

/// The columns and rows of a part; a part that returns nothing has no columns.
fn rows_of(session: &mut Session, part: &WithPart, budget: &Budget) -> Result<(Vec<(String, Type)>, Batch)> {
    let statement = &part.statement;
    if let ast::Statement::Query(query) = &statement.ast {
        let bound = session.bind_query(statement, query)?;
        let rows = session.run_plan(bound.plan, budget)?;
        return Ok((bound.columns, rows));
    }
    *session.returned.borrow_mut() = Some((vec![], Batch::default()));
    let outcome = session.dispatch(statement, &statement.ast, budget);
    let returned = session.returned.borrow_mut().take();
    outcome?;
    Ok(returned.unwrap_or_default())
}

fn table_of(part: &WithPart, columns: Vec<(String, Type)>, rows: &Batch) -> Result<Table> {
    if part.columns.len() > columns.len() {
        return Err(Error::from(Bind::TooManyAliases)
            .with("name", part.name.as_str())
            .with("available", columns.len())
            .with("specified", part.columns.len()));
    }
    let mut table = Table::default();
    for (i, (name, ty)) in columns.into_iter().enumerate() {
        table.columns.push(Column {
            name: part.columns.get(i).cloned().unwrap_or(name),
            ty: ColumnType::plain(ty),
            not_null: false,
            default: None,
            identity: None,
        });
    }
    Appender::new(&mut table.rows).append(&rows.columns, rows.rows);
    Ok(table)
}
