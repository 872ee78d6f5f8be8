//! CREATE INDEX. A unique one is a key of its table; others are kept by name only: chunks are scanned faster than they are probed.

use super::{done, put, taken};
use crate::Result;
use crate::catalog::{Index, Key, KeyKind, Name, Relation};
use crate::database::{Outcome, Session};
use crate::dml::{target, target_column};
use crate::error::{Error, Store};
use crate::parse::{Statement, name, strip_tags, unsupported};
use crate::storage::KeyIndex;
use base::Budget;
use sqlparser::ast::{self, CreateIndex};
use std::sync::Arc;

pub(super) fn create(
    session: &mut Session,
    statement: &Statement,
    create: &CreateIndex,
    budget: &Budget,
) -> Result<Outcome> {
    let (table_name, table) = target(&session.catalog, &create.table_name, &statement.places)?;
    let mut spelled = Vec::new();
    let mut columns = Vec::new();
    for key in &create.columns {
        spelled.push(strip_tags(&key.expr.to_string()));
        match &key.expr {
            ast::Expr::Identifier(ident) => columns.push(target_column(&table, &table_name, ident, &statement.places)?),
            _ if create.unique => return Err(unsupported("CREATE UNIQUE INDEX ((…))")),
            _ => {}
        }
    }
    if create.unique && create.predicate.is_some() {
        return Err(unsupported("CREATE UNIQUE INDEX … WHERE"));
    }
    let base = format!("{}_{}_idx", table_name.name, table.names(&columns).join("_"));
    let index_name = match &create.name {
        Some(object) => Name { schema: table_name.schema.clone(), name: object.0.last().map(name).unwrap_or_default() },
        None => Name { schema: table_name.schema.clone(), name: session.catalog.free_name(&table_name.schema, &base) },
    };
    if session.catalog.relations.contains_key(&index_name) {
        if create.if_not_exists {
            return Ok(done("CREATE INDEX"));
        }
        let object = create.name.clone().unwrap_or(ast::ObjectName(vec![]));
        return Err(taken(&index_name, &object, &statement.places));
    }
    if create.unique {
        let nulls_not_distinct = create.nulls_distinct == Some(false);
        let key = Key { name: index_name.name.clone(), columns, kind: KeyKind::Index, nulls_not_distinct };
        budget.spend(table.rows.len() as u64 + 1)?;
        let index: KeyIndex = crate::dml::unique_index_of(&table_name, &table, &key).map_err(|error| {
            let mut twin = Error::from(Store::UniqueExisting);
            for (key, value) in error.into_diagnostic().args {
                twin = twin.with(&key, value);
            }
            twin
        })?;
        if let Some(table) = session.catalog.table_mut(&table_name) {
            table.rows.indexes.resize(table.keys.len(), None);
            table.keys.push(key);
            table.rows.indexes.push(Some(Arc::new(index)));
        }
    }
    let index = Index { table: table_name, columns: spelled, unique: create.unique };
    put(&mut session.catalog, index_name, Relation::Index(Arc::new(index)));
    Ok(done("CREATE INDEX"))
}
