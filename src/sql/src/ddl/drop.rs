//! DROP TABLE, VIEW, SCHEMA, SEQUENCE, INDEX.

use super::done;
use crate::Result;
use crate::catalog::{Catalog, DefaultValue, Name, Relation};
use crate::database::{Outcome, Session};
use crate::error::{Error, Store};
use crate::parse::{Statement, name, unsupported};
use sqlparser::ast::{self, ObjectType};

pub(super) fn drop_objects(
    session: &mut Session,
    statement: &Statement,
    object_type: ObjectType,
    if_exists: bool,
    objects: &[ast::ObjectName],
    cascade: bool,
) -> Result<Outcome> {
    let kind = match object_type {
        ObjectType::Table => "table",
        ObjectType::View => "view",
        ObjectType::Index => "index",
        ObjectType::Schema => "schema",
        ObjectType::Sequence => "sequence",
        _ => return Err(unsupported(format!("DROP {object_type}"))),
    };
    let mut catalog = session.catalog.clone();
    for object in objects {
        let at = object.0.last().and_then(|part| statement.places.of(&part.value));
        let wanted = object.0.last().map(name).unwrap_or_default();
        if object_type == ObjectType::Schema {
            drop_schema(&mut catalog, &wanted, if_exists, cascade).map_err(|error| error.at(at))?;
            continue;
        }
        let schema = (object.0.len() > 1).then(|| name(&object.0[object.0.len() - 2]));
        let found = catalog.resolve(schema.as_deref(), &wanted);
        let Some(full) = found else {
            if if_exists {
                continue;
            }
            return Err(missing(kind, &wanted).at(at));
        };
        let right = match (catalog.get(&full), object_type) {
            (Some(Relation::Table(_)), ObjectType::Table) | (Some(Relation::View(_)), ObjectType::View) => true,
            (Some(Relation::Sequence(_)), ObjectType::Sequence) | (Some(Relation::Index(_)), ObjectType::Index) => true,
            // A materialized view is a table.
            (Some(Relation::Table(_)), ObjectType::View) => true,
            _ => false,
        };
        if !right {
            return Err(Error::from(Store::WrongObject).with("name", wanted).with("kind", kind).at(at));
        }
        drop_relation(&mut catalog, &full, kind, cascade).map_err(|error| error.at(at))?;
    }
    session.catalog = catalog;
    Ok(done(&format!("DROP {}", kind.to_uppercase())))
}

fn missing(kind: &str, wanted: &str) -> Error {
    let fault = match kind {
        "index" => Store::UndefinedIndex,
        "view" => Store::UndefinedView,
        "sequence" => Store::UndefinedSequence,
        _ => Store::UndefinedTable,
    };
    Error::from(fault).with("name", wanted)
}

fn drop_schema(catalog: &mut Catalog, wanted: &str, if_exists: bool, cascade: bool) -> Result<()> {
    if !catalog.schemas.contains(wanted) {
        return if if_exists { Ok(()) } else { Err(Error::from(Store::UndefinedSchema).with("name", wanted)) };
    }
    let inside: Vec<Name> = catalog.relations.keys().filter(|name| name.schema == wanted).cloned().collect();
    if !inside.is_empty() && !cascade {
        let names: Vec<String> = inside.iter().map(|name| name.name.clone()).collect();
        return Err(Error::from(Store::DependentObjects)
            .with("kind", "schema")
            .with("name", wanted)
            .with("dependents", names));
    }
    for name in inside {
        if catalog.relations.contains_key(&name) {
            drop_relation(catalog, &name, "table", true)?;
        }
    }
    catalog.schemas.remove(wanted);
    Ok(())
}

fn drop_relation(catalog: &mut Catalog, full: &Name, kind: &str, cascade: bool) -> Result<()> {
    let views = dependent_views(catalog, full);
    let children: Vec<Name> = catalog
        .tables()
        .filter(|(child, table)| *child != full && table.foreign_keys.iter().any(|key| key.table == *full))
        .map(|(child, _)| child.clone())
        .collect();
    if !cascade && (!views.is_empty() || !children.is_empty()) {
        let names: Vec<String> = views.iter().chain(&children).map(|name| name.name.clone()).collect();
        let error = Error::from(Store::DependentObjects).with("kind", kind).with("name", full.name.as_str());
        return Err(error.with("dependents", names));
    }
    for view in views {
        if catalog.relations.contains_key(&view) {
            drop_relation(catalog, &view, "view", true)?;
        }
    }
    for child in children {
        if let Some(table) = catalog.table_mut(&child) {
            table.foreign_keys.retain(|key| key.table != *full);
        }
    }
    match catalog.relations.remove(full) {
        Some(Relation::Table(table)) => {
            for column in &table.columns {
                if let Some(DefaultValue::Sequence(sequence)) = &column.default {
                    catalog.relations.remove(sequence);
                }
            }
            catalog.relations.retain(|_, relation| !matches!(relation, Relation::Index(index) if index.table == *full));
        }
        Some(Relation::Index(index)) => {
            let index_name = full.name.clone();
            if let Some(table) = catalog.table_mut(&index.table) {
                table.keys.retain(|key| key.name != index_name);
                table.rows.indexes.clear();
            }
        }
        _ => {}
    }
    Ok(())
}

/// Views whose query names a relation.
fn dependent_views(catalog: &Catalog, full: &Name) -> Vec<Name> {
    catalog
        .relations
        .iter()
        .filter_map(|(name, relation)| match relation {
            Relation::View(view) if name != full => {
                let lexemes = crate::text::lex(&view.query);
                let named = lexemes.iter().enumerate().any(|(i, l)| {
                    let word = l.span.of(&view.query).trim_matches('"').to_lowercase();
                    let before = i.checked_sub(1).map_or("", |i| lexemes[i].span.of(&view.query)).to_uppercase();
                    word == full.name && matches!(before.as_str(), "FROM" | "JOIN" | "," | ".")
                });
                named.then(|| name.clone())
            }
            _ => None,
        })
        .collect()
}
