//! ALTER TABLE. Each operation works on a copy of the catalogue, which takes the place of the old one at the end.

use super::{constraint, done, table};
use crate::Result;
use crate::bind::{Binder, Clause, Level, Scope};
use crate::cast::cast_operand;
use crate::catalog::{Catalog, DefaultValue, KeyKind, Name, Relation, Table};
use crate::database::{Outcome, Session};
use crate::dml::{expression, row_checks, target, target_column, unique_index_of};
use crate::error::{Error, Store};
use crate::execute::{Batch, Context, eval};
use crate::parse::{Statement, name, strip_tags, unsupported};
use crate::types::{Castable, Type};
use crate::vector::{Operand, Vector};
use base::Budget;
use sqlparser::ast::{self, AlterColumnOperation, AlterTableOperation};
use std::sync::Arc;

pub(super) fn alter(
    session: &mut Session,
    statement: &Statement,
    object: &ast::ObjectName,
    if_exists: bool,
    operations: &[AlterTableOperation],
    budget: &Budget,
) -> Result<Outcome> {
    let wanted = object.0.last().map(name).unwrap_or_default();
    let found = session.catalog.resolve(None, &wanted);
    if found.is_none() && object.0.len() == 1 && if_exists {
        return Ok(done("ALTER TABLE"));
    }
    let (mut full, _) = match target(&session.catalog, object, &statement.places) {
        Ok(found) => found,
        Err(_) if found.as_ref().is_some_and(|full| matches!(session.catalog.get(full), Some(Relation::View(_)))) => {
            return rename_view(session, found, operations);
        }
        Err(error) => return Err(error),
    };
    let mut catalog = session.catalog.clone();
    for operation in operations {
        let view = session.view();
        let context = session.context(&view, budget);
        one(&mut catalog, statement, &mut full, operation, &context)?;
    }
    session.catalog = catalog;
    Ok(done("ALTER TABLE"))
}

fn rename_view(session: &mut Session, found: Option<Name>, operations: &[AlterTableOperation]) -> Result<Outcome> {
    let (Some(full), [AlterTableOperation::RenameTable { table_name }]) = (found, operations) else {
        return Err(unsupported("ALTER TABLE (VIEW)"));
    };
    if let Some(relation) = session.catalog.relations.remove(&full) {
        let new = Name { schema: full.schema, name: table_name.0.last().map(name).unwrap_or_default() };
        session.catalog.relations.insert(new, relation);
    }
    Ok(done("ALTER TABLE"))
}

fn one(
    catalog: &mut Catalog,
    statement: &Statement,
    full: &mut Name,
    operation: &AlterTableOperation,
    context: &Context<'_>,
) -> Result<()> {
    let places = &statement.places;
    let Some(current) = catalog.table(full).cloned() else { return Ok(()) };
    match operation {
        AlterTableOperation::AddColumn { if_not_exists, column_def, column_position: None, .. } => {
            let wanted = name(&column_def.name);
            if current.column(&wanted).is_some() {
                if *if_not_exists {
                    return Ok(());
                }
                let error = Error::from(Store::DuplicateColumn).with("name", wanted).with("table", full.name.as_str());
                return Err(error.at(places.of(&column_def.name.value)));
            }
            add_column(catalog, statement, full, &current, column_def, context)
        }
        AlterTableOperation::DropColumn { column_name, if_exists, cascade } => {
            let wanted = name(column_name);
            if *if_exists && current.column(&wanted).is_none() {
                return Ok(());
            }
            let column = target_column(&current, full, column_name, places)?;
            drop_column(catalog, full, column, *cascade)
        }
        AlterTableOperation::RenameColumn { old_column_name, new_column_name } => {
            let column = target_column(&current, full, old_column_name, places)?;
            let new = name(new_column_name);
            if current.column(&new).is_some() {
                return Err(Error::from(Store::DuplicateColumn).with("name", new).with("table", full.name.as_str()));
            }
            rename_column(catalog, full, column, &new);
            Ok(())
        }
        AlterTableOperation::RenameTable { table_name } => {
            let new = Name { schema: full.schema.clone(), name: table_name.0.last().map(name).unwrap_or_default() };
            if catalog.relations.contains_key(&new) {
                return Err(super::taken(&new, table_name, places));
            }
            rename_table(catalog, full, &new);
            *full = new;
            Ok(())
        }
        AlterTableOperation::AddConstraint(definition) => {
            let mut table = (*current).clone();
            constraint::add(catalog, statement, full, &mut table, definition)?;
            check_existing(catalog, full, &table, context)?;
            if let Some(slot) = catalog.table_mut(full) {
                *slot = table;
                slot.rows.indexes.clear();
            }
            Ok(())
        }
        AlterTableOperation::DropConstraint { if_exists, name: ident, .. } => {
            let wanted = name(ident);
            let Some(table) = catalog.table_mut(full) else { return Ok(()) };
            let before = table.keys.len() + table.checks.len() + table.foreign_keys.len();
            table.keys.retain(|key| key.name != wanted);
            table.checks.retain(|check| check.name != wanted);
            table.foreign_keys.retain(|key| key.name != wanted);
            table.rows.indexes.clear();
            if before == table.keys.len() + table.checks.len() + table.foreign_keys.len() && !if_exists {
                let error = Error::from(Store::UndefinedConstraint)
                    .with("constraint", wanted)
                    .with("table", full.name.as_str());
                return Err(error.at(places.of(&ident.value)));
            }
            Ok(())
        }
        AlterTableOperation::RenameConstraint { old_name, new_name } => {
            let (old, new) = (name(old_name), name(new_name));
            let Some(table) = catalog.table_mut(full) else { return Ok(()) };
            let keys = table.keys.iter_mut().map(|key| &mut key.name);
            let checks = table.checks.iter_mut().map(|check| &mut check.name);
            let references = table.foreign_keys.iter_mut().map(|key| &mut key.name);
            match keys.chain(checks).chain(references).find(|known| **known == old) {
                Some(known) => {
                    *known = new;
                    Ok(())
                }
                None => Err(Error::from(Store::UndefinedConstraint)
                    .with("constraint", old)
                    .with("table", full.name.as_str())),
            }
        }
        AlterTableOperation::AlterColumn { column_name, op } => {
            let column = target_column(&current, full, column_name, places)?;
            alter_column(catalog, statement, full, &current, column, op, context)
        }
        AlterTableOperation::OwnerTo { .. } => Ok(()),
        other => Err(unsupported(strip_tags(&other.to_string()))),
    }
}

/// Every constraint over the rows that are there.
fn check_existing(catalog: &Catalog, full: &Name, table: &Table, context: &Context<'_>) -> Result<()> {
    let checks = row_checks(catalog, full, table)?;
    for chunk in &table.rows.chunks {
        context.budget.spend(chunk.rows as u64)?;
        let batch = Batch::new(chunk.columns.clone(), chunk.rows);
        checks.check(full, table, &batch, context).map_err(|error| {
            let fault = if error.id() == "sql-not-null-violation" { Store::ContainsNull } else { Store::CheckExisting };
            let mut twin = Error::from(fault);
            for (key, value) in error.into_diagnostic().args {
                twin = twin.with(&key, value);
            }
            twin
        })?;
        crate::dml::check_references(catalog, full, table, &batch, context)?;
    }
    for key in &table.keys {
        context.budget.spend(table.rows.len() as u64)?;
        unique_index_of(full, table, key).map_err(|error| {
            let mut twin = Error::from(Store::UniqueExisting);
            for (key, value) in error.into_diagnostic().args {
                twin = twin.with(&key, value);
            }
            twin
        })?;
    }
    Ok(())
}

fn add_column(
    catalog: &mut Catalog,
    statement: &Statement,
    full: &Name,
    current: &Table,
    definition: &ast::ColumnDef,
    context: &Context<'_>,
) -> Result<()> {
    let mut sequences = Vec::new();
    let column = table::column(catalog, statement, full, definition, &mut sequences)?;
    let rows = current.rows.len();
    let mut vectors: Vec<Vector> = Vec::new();
    let mut sequence = sequences.first().map(|(_, sequence)| sequence.clone());
    for chunk in &current.rows.chunks {
        context.budget.spend(chunk.rows as u64)?;
        let batch = Batch::new(chunk.columns.clone(), chunk.rows);
        vectors.push(match &column.default {
            Some(DefaultValue::Expression(sql)) => {
                let expr = expression(catalog, sql, &Scope::default(), Clause::Default, &column.ty)?;
                (*eval::eval_vector(&expr, &batch, context)?).clone()
            }
            Some(DefaultValue::Generated(sql)) => {
                let columns: Vec<(String, Type)> =
                    current.columns.iter().map(|c| (c.name.clone(), c.ty.ty.clone())).collect();
                let expr = expression(catalog, sql, &Scope::table(&full.name, &columns), Clause::Default, &column.ty)?;
                (*eval::eval_vector(&expr, &batch, context)?).clone()
            }
            Some(DefaultValue::Sequence(_)) => {
                let numbers = (0..chunk.rows).map(|_| sequence.as_mut().and_then(crate::catalog::Sequence::next));
                Vector::from_values(
                    &column.ty.ty,
                    numbers.map(|n| n.map_or(crate::value::Value::Null, crate::value::Value::Int)),
                )
            }
            None => Vector::nulls(&column.ty.ty, chunk.rows),
        });
    }
    let mut table = current.clone();
    table.columns.push(column);
    table.rows.add_column(|at, _| vectors[at].clone());
    for (name, made) in sequences {
        let made = if rows > 0 { sequence.clone().unwrap_or(made) } else { made };
        catalog.relations.insert(name, Relation::Sequence(Arc::new(made)));
    }
    constraint::of_column(catalog, statement, full, &mut table, definition)?;
    check_existing(catalog, full, &table, context)?;
    table.rows.indexes.clear();
    catalog.relations.insert(full.clone(), Relation::Table(Arc::new(table)));
    Ok(())
}

pub(super) fn drop_column(catalog: &mut Catalog, full: &Name, column: usize, cascade: bool) -> Result<()> {
    let Some(current) = catalog.table(full).cloned() else { return Ok(()) };
    let dropped = current.columns[column].name.clone();
    let referenced: Vec<String> = catalog
        .tables()
        .filter(|(_, table)| {
            table.foreign_keys.iter().any(|key| key.table == *full && key.referenced.contains(&dropped))
        })
        .map(|(name, _)| name.name.clone())
        .collect();
    if !referenced.is_empty() && !cascade {
        let error = Error::from(Store::DependentObjects).with("kind", "column").with("name", dropped);
        return Err(error.with("dependents", referenced));
    }
    let children: Vec<Name> = catalog.tables().map(|(name, _)| name.clone()).collect();
    for child in children {
        if let Some(table) = catalog.table_mut(&child) {
            table.foreign_keys.retain(|key| !(key.table == *full && key.referenced.contains(&dropped)));
        }
    }
    let Some(table) = catalog.table_mut(full) else { return Ok(()) };
    let names =
        |sql: &str| crate::text::lex(sql).iter().any(|l| l.span.of(sql).trim_matches('"').to_lowercase() == dropped);
    table.keys.retain(|key| !key.columns.contains(&column));
    table.foreign_keys.retain(|key| !key.columns.contains(&column));
    table.checks.retain(|check| !names(&check.condition));
    let lower = |columns: &mut Vec<usize>| columns.iter_mut().for_each(|at| *at -= usize::from(*at > column));
    table.keys.iter_mut().for_each(|key| lower(&mut key.columns));
    table.foreign_keys.iter_mut().for_each(|key| lower(&mut key.columns));
    table.columns.remove(column);
    table.rows.drop_column(column);
    Ok(())
}

/// An expression kept as SQL with a column's new name in it.
fn renamed(sql: &str, old: &str, new: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for lexeme in crate::text::lex(sql) {
        let word = lexeme.span.of(sql);
        let named = matches!(lexeme.kind, crate::text::LexemeKind::Word | crate::text::LexemeKind::QuotedName);
        if named && word.trim_matches('"').to_lowercase() == old {
            out.push_str(&sql[at..lexeme.span.start as usize]);
            out.push('"');
            out.push_str(new);
            out.push('"');
            at = lexeme.span.end as usize;
        }
    }
    out.push_str(&sql[at..]);
    out
}

fn rename_column(catalog: &mut Catalog, full: &Name, column: usize, new: &str) {
    let Some(table) = catalog.table_mut(full) else { return };
    let old = std::mem::replace(&mut table.columns[column].name, new.to_owned());
    for check in &mut table.checks {
        check.condition = renamed(&check.condition, &old, new);
    }
    for column in &mut table.columns {
        if let Some(DefaultValue::Generated(sql)) = &mut column.default {
            *sql = renamed(sql, &old, new);
        }
    }
    let names: Vec<Name> = catalog.tables().map(|(name, _)| name.clone()).collect();
    for child in names {
        let Some(table) = catalog.table_mut(&child) else { continue };
        for key in table.foreign_keys.iter_mut().filter(|key| key.table == *full) {
            key.referenced.iter_mut().filter(|column| **column == old).for_each(|column| new.clone_into(column));
        }
    }
}

fn rename_table(catalog: &mut Catalog, full: &Name, new: &Name) {
    if let Some(relation) = catalog.relations.remove(full) {
        catalog.relations.insert(new.clone(), relation);
    }
    let names: Vec<Name> = catalog.tables().map(|(name, _)| name.clone()).collect();
    for child in names {
        let Some(table) = catalog.table_mut(&child) else { continue };
        for key in &mut table.foreign_keys {
            if key.table == *full {
                key.table = new.clone();
            }
        }
    }
    for relation in catalog.relations.values_mut() {
        if let Relation::Index(index) = relation
            && index.table == *full
        {
            Arc::make_mut(index).table = new.clone();
        }
    }
}

fn alter_column(
    catalog: &mut Catalog,
    statement: &Statement,
    full: &Name,
    current: &Table,
    column: usize,
    operation: &AlterColumnOperation,
    context: &Context<'_>,
) -> Result<()> {
    let mut table = current.clone();
    let definition = &mut table.columns[column];
    match operation {
        AlterColumnOperation::SetNotNull => {
            definition.not_null = true;
            check_existing(catalog, full, &table, context)?;
        }
        AlterColumnOperation::DropNotNull => {
            if table.keys.iter().any(|key| key.kind == KeyKind::Primary && key.columns.contains(&column)) {
                return Err(Error::from(Store::InvalidView).with("primary", table.columns[column].name.as_str()));
            }
            definition.not_null = false;
        }
        AlterColumnOperation::SetDefault { value } => {
            let sql = strip_tags(&value.to_string());
            expression(catalog, &sql, &Scope::default(), Clause::Default, &definition.ty)?;
            definition.default = Some(DefaultValue::Expression(sql));
        }
        AlterColumnOperation::DropDefault => definition.default = None,
        AlterColumnOperation::SetDataType { data_type, using } => {
            let mut binder = Binder::new(catalog, &statement.places);
            let to = binder.written_type(data_type)?;
            let from = definition.ty.clone();
            let columns: Vec<(String, Type)> =
                current.columns.iter().map(|c| (c.name.clone(), c.ty.ty.clone())).collect();
            let expr = match using {
                Some(using) => {
                    binder.levels.push(Level { scope: Scope::table(&full.name, &columns), ..Level::default() });
                    let bound = binder.expr(using)?;
                    Some(binder.cast(bound, &to, Castable::Assignment, binder.place(using))?)
                }
                None => None,
            };
            if expr.is_none() && crate::types::cast_context(&from.ty, &to.ty) > Castable::Assignment {
                return Err(Error::from(crate::error::Bind::ColumnTypeMismatch)
                    .with("column", definition.name.as_str())
                    .with("type", to.ty.name())
                    .with("found", from.ty.name())
                    .with("alter", 1_i64));
            }
            definition.ty = to.clone();
            for chunk in &mut table.rows.chunks {
                context.budget.spend(chunk.rows as u64)?;
                let batch = Batch::new(chunk.columns.clone(), chunk.rows);
                let vector = match &expr {
                    Some(expr) => eval::eval_vector(expr, &batch, context)?,
                    None => {
                        let operand = Operand::Vector(Arc::clone(&batch.columns[column]));
                        cast_operand(operand, &to, false, false)?.into_vector(chunk.rows)
                    }
                };
                Arc::make_mut(chunk).columns[column] = vector;
            }
            table.rows.indexes.clear();
            check_existing(catalog, full, &table, context)?;
        }
        AlterColumnOperation::AddGenerated { .. } => return Err(unsupported("ALTER COLUMN … ADD GENERATED")),
    }
    catalog.relations.insert(full.clone(), Relation::Table(Arc::new(table)));
    Ok(())
}
