//! Statements that change rows: INSERT, UPDATE, DELETE, MERGE, TRUNCATE. What they read goes through the binder and the executor
//! like any query; what they write is checked in full before anything changes.

mod change;
mod check;
mod conflict;
mod copy;
mod delete;
mod foreign;
mod insert;
mod merge;
mod returning;
mod truncate;
mod update;
mod with;

pub(crate) use change::unique_index as unique_index_of;
pub(crate) use check::{expression, row_checks};
pub(crate) use copy::copy;
pub(crate) use delete::delete;
pub(crate) use foreign::check_references;
use insert::append;
pub(crate) use insert::insert;
pub(crate) use merge::merge;
pub(crate) use truncate::truncate;
pub(crate) use update::update;
pub(crate) use with::with;

use crate::Result;
use crate::bind::nearest;
use crate::catalog::{Catalog, Name, Relation, Table};
use crate::error::{Bind, Error, Store};
use crate::parse::{Places, name};
use sqlparser::ast;
use std::sync::Arc;

/// The table a statement changes.
pub(crate) fn target(catalog: &Catalog, table: &ast::ObjectName, places: &Places) -> Result<(Name, Arc<Table>)> {
    let (schema, last) = match table.0.as_slice() {
        [.., schema, last] => (Some(name(schema)), last),
        [last] => (None, last),
        [] => return Err(Error::from(Store::UndefinedTable)),
    };
    let at = places.of(&last.value);
    let wanted = name(last);
    let Some(full) = catalog.resolve(schema.as_deref(), &wanted) else {
        let error = Error::from(Bind::UndefinedTable).with("name", wanted.clone());
        let names = catalog.relations.keys().map(|known| known.name.as_str());
        return Err(match nearest(&wanted, names) {
            Some(hint) => error.with("suggestion", hint).at(at),
            None => error.at(at),
        });
    };
    match catalog.get(&full) {
        Some(Relation::Table(table)) => Ok((full, Arc::clone(table))),
        _ => Err(Error::from(Bind::NotATable).with("name", wanted).at(at)),
    }
}

/// The column of a table that a statement names.
pub(crate) fn target_column(table: &Table, table_name: &Name, ident: &ast::Ident, places: &Places) -> Result<usize> {
    let wanted = name(ident);
    table.column(&wanted).ok_or_else(|| {
        let error =
            Error::from(Store::UndefinedColumn).with("name", wanted.clone()).with("table", table_name.name.as_str());
        match nearest(&wanted, table.columns.iter().map(|column| column.name.as_str())) {
            Some(hint) => error.with("suggestion", hint).at(places.of(&ident.value)),
            None => error.at(places.of(&ident.value)),
        }
    })
}
