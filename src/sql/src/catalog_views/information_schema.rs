//! `information_schema`: schemata, tables, columns, views, table_constraints, key_column_usage.

use super::{Listing, text, yes_no};
use crate::catalog::{Catalog, DefaultValue, KeyKind, Relation};
use crate::types::Type;
use crate::value::Value;

const CATALOG: &str = "datelier";

pub(super) fn read(catalog: &Catalog, name: &str) -> Option<Listing> {
    Some(match name {
        "schemata" => Listing {
            columns: vec![("catalog_name", Type::Text), ("schema_name", Type::Text), ("schema_owner", Type::Text)],
            rows: catalog.schemas.iter().map(|schema| vec![text(CATALOG), text(schema), text("datelier")]).collect(),
        },
        "tables" => Listing {
            columns: vec![
                ("table_catalog", Type::Text),
                ("table_schema", Type::Text),
                ("table_name", Type::Text),
                ("table_type", Type::Text),
            ],
            rows: catalog
                .relations
                .iter()
                .filter_map(|(name, relation)| {
                    let kind = match relation {
                        Relation::Table(_) if name.schema == crate::catalog::TEMPORARY => "LOCAL TEMPORARY",
                        Relation::Table(_) => "BASE TABLE",
                        Relation::View(_) => "VIEW",
                        _ => return None,
                    };
                    Some(vec![text(CATALOG), text(&name.schema), text(&name.name), text(kind)])
                })
                .collect(),
        },
        "views" => Listing {
            columns: vec![
                ("table_catalog", Type::Text),
                ("table_schema", Type::Text),
                ("table_name", Type::Text),
                ("view_definition", Type::Text),
            ],
            rows: catalog
                .relations
                .iter()
                .filter_map(|(name, relation)| match relation {
                    Relation::View(view) => {
                        Some(vec![text(CATALOG), text(&name.schema), text(&name.name), text(&view.query)])
                    }
                    _ => None,
                })
                .collect(),
        },
        "columns" => columns(catalog),
        "table_constraints" => constraints(catalog),
        "key_column_usage" => key_columns(catalog),
        _ => return None,
    })
}

fn columns(catalog: &Catalog) -> Listing {
    let mut rows = Vec::new();
    for (name, table) in catalog.tables() {
        for (i, column) in table.columns.iter().enumerate() {
            let length = if matches!(column.ty.ty, Type::Varchar | Type::Char | Type::Bit | Type::Varbit) {
                column.ty.length
            } else {
                None
            };
            let (precision, scale) = match &column.ty.ty {
                Type::Int2 => (Some(16), Some(0)),
                Type::Int4 => (Some(32), Some(0)),
                Type::Int8 => (Some(64), Some(0)),
                Type::Float4 => (Some(24), None),
                Type::Float8 => (Some(53), None),
                Type::Numeric => {
                    (column.ty.length.map(i64::from), column.ty.length.map(|_| i64::from(column.ty.scale)))
                }
                _ => (None, None),
            };
            let number = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
            let default = match &column.default {
                Some(DefaultValue::Expression(sql)) => text(sql),
                Some(DefaultValue::Sequence(sequence)) if column.identity.is_none() => {
                    text(format!("nextval('{}'::regclass)", sequence.name))
                }
                _ => Value::Null,
            };
            let shown = match column.ty.ty {
                Type::Array(_) => "ARRAY".to_owned(),
                Type::Enum(_) => "USER-DEFINED".to_owned(),
                _ => column.ty.ty.name(),
            };
            rows.push(vec![
                text(CATALOG),
                text(&name.schema),
                text(&name.name),
                text(&column.name),
                Value::Int(i as i64 + 1),
                default,
                yes_no(!column.not_null),
                text(shown),
                number(length.map(i64::from)),
                number(precision),
                number(scale),
                text(column.ty.ty.short_name()),
                yes_no(column.identity.is_some()),
            ]);
        }
    }
    Listing {
        columns: vec![
            ("table_catalog", Type::Text),
            ("table_schema", Type::Text),
            ("table_name", Type::Text),
            ("column_name", Type::Text),
            ("ordinal_position", Type::Int4),
            ("column_default", Type::Text),
            ("is_nullable", Type::Text),
            ("data_type", Type::Text),
            ("character_maximum_length", Type::Int4),
            ("numeric_precision", Type::Int4),
            ("numeric_scale", Type::Int4),
            ("udt_name", Type::Text),
            ("is_identity", Type::Text),
        ],
        rows,
    }
}

fn constraints(catalog: &Catalog) -> Listing {
    let mut rows = Vec::new();
    for (name, table) in catalog.tables() {
        let mut add = |constraint: &str, kind: &str| {
            rows.push(vec![text(&name.schema), text(constraint), text(&name.schema), text(&name.name), text(kind)]);
        };
        for key in &table.keys {
            match key.kind {
                KeyKind::Primary => add(&key.name, "PRIMARY KEY"),
                KeyKind::Unique => add(&key.name, "UNIQUE"),
                KeyKind::Index => {}
            }
        }
        table.checks.iter().for_each(|check| add(&check.name, "CHECK"));
        table.foreign_keys.iter().for_each(|key| add(&key.name, "FOREIGN KEY"));
    }
    Listing {
        columns: vec![
            ("constraint_schema", Type::Text),
            ("constraint_name", Type::Text),
            ("table_schema", Type::Text),
            ("table_name", Type::Text),
            ("constraint_type", Type::Text),
        ],
        rows,
    }
}

fn key_columns(catalog: &Catalog) -> Listing {
    let mut rows = Vec::new();
    for (name, table) in catalog.tables() {
        let keys = table.keys.iter().filter(|key| key.kind != KeyKind::Index).map(|key| (&key.name, &key.columns));
        let references = table.foreign_keys.iter().map(|key| (&key.name, &key.columns));
        for (constraint, columns) in keys.chain(references) {
            for (i, column) in columns.iter().enumerate() {
                rows.push(vec![
                    text(&name.schema),
                    text(constraint),
                    text(&name.schema),
                    text(&name.name),
                    text(&table.columns[*column].name),
                    Value::Int(i as i64 + 1),
                ]);
            }
        }
    }
    Listing {
        columns: vec![
            ("constraint_schema", Type::Text),
            ("constraint_name", Type::Text),
            ("table_schema", Type::Text),
            ("table_name", Type::Text),
            ("column_name", Type::Text),
            ("ordinal_position", Type::Int4),
        ],
        rows,
    }
}
