//! CREATE VIEW. A materialized view is a table filled once.

use super::{done, new_name, put, table_relation, taken};
use crate::Result;
use crate::bind::Binder;
use crate::catalog::{Column, Relation, Table, View};
use crate::database::{Outcome, Session};
use crate::error::{Error, Store};
use crate::parse::{Statement, name, strip_tags, unsupported};
use crate::storage::Appender;
use crate::types::ColumnType;
use base::Budget;
use sqlparser::ast;
use std::sync::Arc;

pub(super) fn create(
    session: &mut Session,
    statement: &Statement,
    ast: &ast::Statement,
    budget: &Budget,
) -> Result<Outcome> {
    let ast::Statement::CreateView {
        or_replace,
        materialized,
        name: object,
        columns,
        query,
        if_not_exists,
        temporary,
        to: None,
        ..
    } = ast
    else {
        return Err(unsupported("CREATE VIEW … TO"));
    };
    let full = new_name(&session.catalog, object, *temporary, &statement.places)?;
    let tag = if *materialized { "SELECT" } else { "CREATE VIEW" };
    let existing = session.catalog.get(&full).cloned();
    match &existing {
        Some(_) if *if_not_exists => return Ok(done(tag)),
        Some(Relation::View(_)) if *or_replace => {}
        Some(_) if *or_replace => {
            return Err(Error::from(Store::WrongObject).with("name", full.name.as_str()).with("kind", "view"));
        }
        Some(_) => return Err(taken(&full, object, &statement.places)),
        None => {}
    }
    let bound = session.bind_query(statement, query)?;
    let names: Vec<String> = bound
        .columns
        .iter()
        .enumerate()
        .map(|(i, (known, _))| columns.get(i).map_or_else(|| known.clone(), |column| name(&column.name)))
        .collect();
    for (i, column) in names.iter().enumerate() {
        if names[..i].contains(column) {
            return Err(Error::from(crate::error::Bind::DuplicateColumn).with("name", column.as_str()));
        }
    }
    if *materialized {
        let types: Vec<_> = bound.columns.iter().map(|(_, ty)| ty.clone()).collect();
        let rows = session.run_plan(bound.plan, budget)?;
        let mut table = Table::default();
        for (column, ty) in names.into_iter().zip(types) {
            table.columns.push(Column {
                name: column,
                ty: ColumnType::plain(ty),
                not_null: false,
                default: None,
                identity: None,
            });
        }
        Appender::new(&mut table.rows).append(&rows.columns, rows.rows);
        put(&mut session.catalog, full, table_relation(table));
        return Ok(Outcome::Affected { tag: tag.to_owned(), count: rows.rows as u64 });
    }
    if let Some(Relation::View(view)) = &existing {
        let before = {
            let mut binder = Binder::new(&session.catalog, &statement.places);
            binder.view(view)?.columns
        };
        for (i, (known, _)) in before.iter().enumerate() {
            match names.get(i) {
                Some(new) if new == known => {}
                Some(new) => {
                    return Err(Error::from(Store::InvalidView).with("old", known.as_str()).with("new", new.as_str()));
                }
                None => return Err(Error::from(Store::InvalidView).with("old", known.as_str())),
            }
        }
    }
    // As it was written: not all of it is in the tree. A recursive one was rewritten.
    let written = crate::parse::after_as(&statement.text).filter(|_| !recursive(&statement.text));
    let text = written.map_or_else(|| strip_tags(&query.to_string()), str::to_owned);
    let view = View { query: text, columns: names };
    put(&mut session.catalog, full, Relation::View(Arc::new(view)));
    Ok(done("CREATE VIEW"))
}

fn recursive(text: &str) -> bool {
    let words: Vec<String> = crate::text::lex(text).iter().take(8).map(|l| l.span.of(text).to_lowercase()).collect();
    let view = words.iter().position(|word| word == "view").unwrap_or(0);
    words[..view].iter().any(|word| word == "recursive")
}
