//! Constraints, from their definitions to the catalogue.

use crate::Result;
use crate::catalog::{Catalog, Check, ForeignKey, Key, KeyKind, Name, Referential, Table};
use crate::dml::target_column;
use crate::error::{Error, Store};
use crate::parse::{PRIMARY_KEY, Statement, name, strip_tags, unsupported};
use sqlparser::ast::{self, ColumnOption, CreateTable, ReferentialAction, TableConstraint};

/// The constraints of a CREATE TABLE, of its columns and its own.
pub(super) fn of_table(
    catalog: &Catalog,
    statement: &Statement,
    full: &Name,
    table: &mut Table,
    create: &CreateTable,
) -> Result<()> {
    for definition in &create.columns {
        of_column(catalog, statement, full, table, definition)?;
    }
    for constraint in &create.constraints {
        add(catalog, statement, full, table, constraint)?;
    }
    Ok(())
}

/// The constraints in a column's definition.
pub(super) fn of_column(
    catalog: &Catalog,
    statement: &Statement,
    full: &Name,
    table: &mut Table,
    definition: &ast::ColumnDef,
) -> Result<()> {
    let column = definition.name.clone();
    for option in &definition.options {
        let given = option.name.clone();
        let constraint = match &option.option {
            ColumnOption::Unique { is_primary: true, .. } => TableConstraint::PrimaryKey {
                name: given,
                index_name: None,
                index_type: None,
                columns: vec![column.clone()],
                index_options: vec![],
                characteristics: None,
            },
            ColumnOption::Unique { is_primary: false, .. } => TableConstraint::Unique {
                name: given,
                index_name: None,
                index_type_display: ast::KeyOrIndexDisplay::None,
                index_type: None,
                columns: vec![column.clone()],
                index_options: vec![],
                characteristics: None,
            },
            ColumnOption::ForeignKey { foreign_table, referred_columns, on_delete, on_update, .. } => {
                TableConstraint::ForeignKey {
                    name: given,
                    columns: vec![column.clone()],
                    foreign_table: foreign_table.clone(),
                    referred_columns: referred_columns.clone(),
                    on_delete: *on_delete,
                    on_update: *on_update,
                    characteristics: None,
                }
            }
            ColumnOption::Check(expr) => {
                let base = format!("{}_{}_check", full.name, name(&column));
                add_check(table, given.as_ref().map(name), &base, expr);
                continue;
            }
            _ => continue,
        };
        add(catalog, statement, full, table, &constraint)?;
    }
    Ok(())
}

fn add_check(table: &mut Table, given: Option<String>, base: &str, expr: &ast::Expr) {
    let free = free_name(table, base);
    table.checks.push(Check { name: given.unwrap_or(free), condition: strip_tags(&expr.to_string()) });
}

fn free_name(table: &Table, base: &str) -> String {
    let used = |name: &str| {
        table.checks.iter().any(|check| check.name == name)
            || table.keys.iter().any(|key| key.name == name)
            || table.foreign_keys.iter().any(|key| key.name == name)
    };
    if !used(base) {
        return base.to_owned();
    }
    (1..=u32::MAX).map(|n| format!("{base}{n}")).find(|name| !used(name)).unwrap_or_default()
}

fn action(action: Option<ReferentialAction>) -> Referential {
    match action {
        None | Some(ReferentialAction::NoAction) => Referential::NoAction,
        Some(ReferentialAction::Restrict) => Referential::Restrict,
        Some(ReferentialAction::Cascade) => Referential::Cascade,
        Some(ReferentialAction::SetNull) => Referential::SetNull,
        Some(ReferentialAction::SetDefault) => Referential::SetDefault,
    }
}

/// Adds a constraint to a table's definition. Rows are checked by whoever calls.
pub(super) fn add(
    catalog: &Catalog,
    statement: &Statement,
    full: &Name,
    table: &mut Table,
    constraint: &TableConstraint,
) -> Result<()> {
    let places = &statement.places;
    let columns_of = |table: &Table, idents: &[ast::Ident]| -> Result<Vec<usize>> {
        idents.iter().map(|ident| target_column(table, full, ident, places)).collect()
    };
    let duplicate = |table: &Table, wanted: &Option<ast::Ident>| -> Result<()> {
        let Some(ident) = wanted else { return Ok(()) };
        let wanted = name(ident);
        if free_name(table, &wanted) == wanted {
            return Ok(());
        }
        Err(Error::from(Store::DuplicateConstraint)
            .with("constraint", wanted)
            .with("table", full.name.as_str())
            .at(places.of(&ident.value)))
    };
    match constraint {
        TableConstraint::PrimaryKey { name: given, columns, .. } => {
            duplicate(table, given)?;
            if table.keys.iter().any(|key| key.kind == KeyKind::Primary) {
                let error = Error::from(Store::MultiplePrimaryKeys).with("table", full.name.as_str());
                return Err(error.at(columns.first().and_then(|ident| places.of(&ident.value))));
            }
            let columns = columns_of(table, columns)?;
            columns.iter().for_each(|column| table.columns[*column].not_null = true);
            let key = given.as_ref().map_or_else(|| format!("{}_pkey", full.name), name);
            table.keys.insert(0, Key { name: key, columns, kind: KeyKind::Primary, nulls_not_distinct: false });
        }
        TableConstraint::Unique { name: given, columns, .. } => {
            duplicate(table, given)?;
            let columns = columns_of(table, columns)?;
            let base = format!("{}_{}_key", full.name, table.names(&columns).join("_"));
            let key = given.as_ref().map_or_else(|| free_name(table, &base), name);
            table.keys.push(Key { name: key, columns, kind: KeyKind::Unique, nulls_not_distinct: false });
        }
        TableConstraint::Check { name: given, expr } => {
            duplicate(table, given)?;
            // PostgreSQL names it after the column when it speaks of one only.
            let text = strip_tags(&expr.to_string());
            let used: Vec<&str> = table
                .columns
                .iter()
                .map(|column| column.name.as_str())
                .filter(|column| {
                    crate::text::lex(&text).iter().any(|l| l.span.of(&text).trim_matches('"').to_lowercase() == *column)
                })
                .collect();
            let base = match used.as_slice() {
                [only] => format!("{}_{only}_check", full.name),
                _ => format!("{}_check", full.name),
            };
            add_check(table, given.as_ref().map(name), &base, expr);
        }
        TableConstraint::ForeignKey {
            name: given,
            columns,
            foreign_table,
            referred_columns,
            on_delete,
            on_update,
            ..
        } => {
            duplicate(table, given)?;
            let columns = columns_of(table, columns)?;
            let own = foreign_table.0.last().map(name).is_some_and(|last| last == full.name);
            let (parent_name, parent) = match crate::dml::target(catalog, foreign_table, places) {
                Ok(found) => found,
                Err(_) if own => (full.clone(), std::sync::Arc::new(table.clone())),
                Err(error) => return Err(error),
            };
            let keyed =
                matches!(referred_columns.as_slice(), [one] if name(one) == PRIMARY_KEY && one.quote_style.is_some());
            let referenced: Vec<usize> = if referred_columns.is_empty() || keyed {
                let primary = parent.keys.iter().find(|key| key.kind == KeyKind::Primary);
                let missing = || Error::from(Store::NoMatchingKey).with("table", parent_name.name.as_str());
                primary.ok_or_else(missing)?.columns.clone()
            } else {
                referred_columns
                    .iter()
                    .map(|ident| target_column(&parent, &parent_name, ident, places))
                    .collect::<Result<_>>()?
            };
            if referenced.len() != columns.len() {
                return Err(Store::ForeignKeyColumns.into());
            }
            for (own, other) in columns.iter().zip(&referenced) {
                let (own, other) = (&table.columns[*own], &parent.columns[*other]);
                if crate::types::common_type(&own.ty.ty, &other.ty.ty).is_none() {
                    let error = Error::from(Store::ForeignKeyTypes).with("column", own.name.as_str());
                    let error = error.with("from", own.ty.ty.name()).with("to", other.ty.ty.name());
                    return Err(error.at(places.of(foreign_table.0.last().map_or("", |part| part.value.as_str()))));
                }
            }
            let covers =
                |key: &Key| key.columns.len() == referenced.len() && key.columns.iter().all(|c| referenced.contains(c));
            if !parent.keys.iter().any(covers) {
                let at = foreign_table.0.last().and_then(|part| places.of(&part.value));
                return Err(Error::from(Store::NoMatchingKey).with("table", parent_name.name.as_str()).at(at));
            }
            let base = format!("{}_{}_fkey", full.name, table.names(&columns).join("_"));
            let key = given.as_ref().map_or_else(|| free_name(table, &base), name);
            table.foreign_keys.push(ForeignKey {
                name: key,
                columns,
                table: parent_name,
                referenced: parent.names(&referenced),
                on_delete: action(*on_delete),
                on_update: action(*on_update),
            });
        }
        other => return Err(unsupported(strip_tags(&other.to_string()))),
    }
    Ok(())
}
