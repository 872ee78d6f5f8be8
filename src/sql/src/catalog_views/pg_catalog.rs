//! `pg_catalog`: pg_class, pg_namespace, pg_tables, pg_views, pg_indexes, pg_sequences.

use super::{Listing, text};
use crate::catalog::{Catalog, Relation};
use crate::types::Type;
use crate::value::Value;

pub(super) fn read(catalog: &Catalog, name: &str) -> Option<Listing> {
    Some(match name {
        "pg_class" => Listing {
            columns: vec![("relname", Type::Text), ("relkind", Type::Text)],
            rows: catalog
                .relations
                .iter()
                .map(|(name, relation)| {
                    let kind = match relation {
                        Relation::Table(_) => "r",
                        Relation::View(_) => "v",
                        Relation::Sequence(_) => "S",
                        Relation::Index(_) => "i",
                    };
                    vec![text(&name.name), text(kind)]
                })
                .collect(),
        },
        "pg_namespace" => Listing {
            columns: vec![("nspname", Type::Text)],
            rows: catalog
                .schemas
                .iter()
                .map(String::as_str)
                .chain(["information_schema", "pg_catalog"])
                .map(|name| vec![text(name)])
                .collect(),
        },
        "pg_tables" => Listing {
            columns: vec![("schemaname", Type::Text), ("tablename", Type::Text), ("tableowner", Type::Text)],
            rows: catalog
                .tables()
                .map(|(name, _)| vec![text(&name.schema), text(&name.name), text("datelier")])
                .collect(),
        },
        "pg_views" => Listing {
            columns: vec![("schemaname", Type::Text), ("viewname", Type::Text), ("definition", Type::Text)],
            rows: catalog
                .relations
                .iter()
                .filter_map(|(name, relation)| match relation {
                    Relation::View(view) => Some(vec![text(&name.schema), text(&name.name), text(&view.query)]),
                    _ => None,
                })
                .collect(),
        },
        "pg_indexes" => Listing {
            columns: vec![
                ("schemaname", Type::Text),
                ("tablename", Type::Text),
                ("indexname", Type::Text),
                ("indexdef", Type::Text),
            ],
            rows: catalog
                .relations
                .iter()
                .filter_map(|(name, relation)| match relation {
                    Relation::Index(index) => {
                        let unique = if index.unique { "UNIQUE " } else { "" };
                        let definition = format!(
                            "CREATE {unique}INDEX {} ON {}.{} USING btree ({})",
                            name.name,
                            index.table.schema,
                            index.table.name,
                            index.columns.join(", ")
                        );
                        Some(vec![text(&name.schema), text(&index.table.name), text(&name.name), text(definition)])
                    }
                    _ => None,
                })
                .collect(),
        },
        "pg_sequences" => Listing {
            columns: vec![("schemaname", Type::Text), ("sequencename", Type::Text), ("last_value", Type::Int8)],
            rows: catalog
                .relations
                .iter()
                .filter_map(|(name, relation)| match relation {
                    Relation::Sequence(sequence) => {
                        let last = if sequence.called { Value::Int(sequence.last) } else { Value::Null };
                        Some(vec![text(&name.schema), text(&name.name), last])
                    }
                    _ => None,
                })
                .collect(),
        },
        _ => return None,
    })
}
