//! TRUNCATE

use super::target;
use crate::Result;
use crate::catalog::{Catalog, DefaultValue, Name, Relation};
use crate::database::{Outcome, Session};
use crate::error::{Error, Store};
use crate::parse::{Statement, unsupported};
use crate::storage::Rows;
use sqlparser::ast;
use std::sync::Arc;

/// TRUNCATE
pub(crate) fn truncate(session: &mut Session, statement: &Statement, ast: &ast::Statement) -> Result<Outcome> {
    let ast::Statement::Truncate { table_names, partitions: None, identity, cascade, .. } = ast else {
        return Err(unsupported("TRUNCATE … PARTITION"));
    };
    let mut names: Vec<Name> = Vec::new();
    for table in table_names {
        names.push(target(&session.catalog, &table.name, &statement.places)?.0);
    }
    let cascade = matches!(cascade, Some(ast::TruncateCascadeOption::Cascade));
    let mut at = 0;
    while at < names.len() {
        for (child, parent) in references(&session.catalog, &names[at].clone()) {
            if names.contains(&child) {
                continue;
            }
            if !cascade {
                return Err(Error::from(Store::TruncateReferenced)
                    .with("table", parent.name)
                    .with("child", child.name));
            }
            names.push(child);
        }
        at += 1;
    }
    let restart = matches!(identity, Some(ast::TruncateIdentityOption::Restart));
    for name in &names {
        let Some(table) = session.catalog.table_mut(name) else { continue };
        table.rows = Rows::default();
        if !restart {
            continue;
        }
        let sequences: Vec<Name> = table
            .columns
            .iter()
            .filter_map(|column| match &column.default {
                Some(DefaultValue::Sequence(sequence)) => Some(sequence.clone()),
                _ => None,
            })
            .collect();
        for sequence in sequences {
            if let Some(Relation::Sequence(sequence)) = session.catalog.relations.get_mut(&sequence) {
                let sequence = Arc::make_mut(sequence);
                (sequence.last, sequence.called) = (sequence.start, false);
            }
        }
    }
    Ok(Outcome::Affected { tag: "TRUNCATE TABLE".to_owned(), count: 0 })
}

/// Tables that point to a table, with it.
fn references(catalog: &Catalog, name: &Name) -> Vec<(Name, Name)> {
    catalog
        .tables()
        .filter(|(child, table)| *child != name && table.foreign_keys.iter().any(|key| key.table == *name))
        .map(|(child, _)| (child.clone(), name.clone()))
        .collect()
}
