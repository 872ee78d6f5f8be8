//! The schema as plain data.

use crate::catalog::{Catalog, KeyKind, PUBLIC, Relation, TEMPORARY};
use serde::{Deserialize, Serialize};

/// What exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// Tables and views, by name.
    pub tables: Vec<TableInfo>,
}

/// What kind of relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// A table.
    #[default]
    Table,
    /// A view.
    View,
}

/// A table or a view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableInfo {
    /// Its name, with its schema where that is not `public`.
    pub name: String,
    /// Table or view.
    pub kind: TableKind,
    /// Its columns; a view's are known when it is read.
    pub columns: Vec<ColumnInfo>,
    /// How many rows it has.
    pub rows: u64,
    /// Its references to other tables.
    pub foreign_keys: Vec<ForeignKeyInfo>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Its name.
    pub name: String,
    /// Its type, as PostgreSQL names it.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Whether it is part of the primary key.
    pub key: bool,
}

/// A reference to another table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKeyInfo {
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table.
    pub table: String,
    /// The referenced columns.
    pub referenced: Vec<String>,
}

fn shown(schema: &str, name: &str) -> String {
    if schema == PUBLIC || schema == TEMPORARY { name.to_owned() } else { format!("{schema}.{name}") }
}

pub(super) fn describe(catalog: &Catalog) -> Schema {
    let mut tables = Vec::new();
    for (name, relation) in &catalog.relations {
        let full = shown(&name.schema, &name.name);
        match relation {
            Relation::Table(table) => {
                let primary = table.keys.iter().find(|key| key.kind == KeyKind::Primary);
                let columns = table.columns.iter().enumerate().map(|(i, column)| ColumnInfo {
                    name: column.name.clone(),
                    ty: column.ty.name(),
                    nullable: !column.not_null,
                    key: primary.is_some_and(|key| key.columns.contains(&i)),
                });
                let foreign_keys = table.foreign_keys.iter().map(|key| ForeignKeyInfo {
                    columns: table.names(&key.columns),
                    table: shown(&key.table.schema, &key.table.name),
                    referenced: key.referenced.clone(),
                });
                tables.push(TableInfo {
                    name: full,
                    kind: TableKind::Table,
                    columns: columns.collect(),
                    rows: table.rows.len() as u64,
                    foreign_keys: foreign_keys.collect(),
                });
            }
            Relation::View(view) => {
                let column = |name: &String| ColumnInfo { name: name.clone(), nullable: true, ..ColumnInfo::default() };
                tables.push(TableInfo {
                    name: full,
                    kind: TableKind::View,
                    columns: view.columns.iter().map(column).collect(),
                    ..TableInfo::default()
                });
            }
            Relation::Sequence(_) | Relation::Index(_) => {}
        }
    }
    Schema { tables }
}
