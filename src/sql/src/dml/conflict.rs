//! ON CONFLICT

use super::change::Change;
use super::check::scope_of;
use super::{insert, target_column};
use crate::Result;
use crate::bind::{Binder, Clause, Level};
use crate::catalog::{Catalog, Name, Table};
use crate::error::{Error, Store};
use crate::execute::{Batch, Context, eval};
use crate::parse::{Statement, name, unsupported};
use crate::plan::Expr;
use crate::value::Value;
use crate::vector::Vector;
use sqlparser::ast;
use std::collections::HashMap;
use std::sync::Arc;

/// What to do with rows whose key exists.
pub(super) struct Conflict {
    /// The keys, by position, that count; all when none is named.
    keys: Vec<usize>,
    /// New values over the existing row, then the excluded one; `None`: do nothing.
    update: Option<(Vec<(usize, Expr)>, Option<Expr>)>,
}

/// Binds an ON CONFLICT clause.
pub(super) fn bind(
    catalog: &Catalog,
    statement: &Statement,
    full: &Name,
    table: &Table,
    alias: &str,
    on: &ast::OnConflict,
) -> Result<Conflict> {
    let keys = match &on.conflict_target {
        None => (0..table.keys.len()).collect(),
        Some(ast::ConflictTarget::Columns(idents)) => {
            let columns = idents.iter().map(|ident| target_column(table, full, ident, &statement.places));
            let columns = columns.collect::<Result<Vec<_>>>()?;
            let same = |key: &&crate::catalog::Key| {
                key.columns.len() == columns.len() && key.columns.iter().all(|c| columns.contains(c))
            };
            let at = table.keys.iter().position(|key| same(&key));
            vec![at.ok_or_else(|| Error::from(Store::NoConflictTarget))?]
        }
        Some(ast::ConflictTarget::OnConstraint(constraint)) => {
            let wanted = constraint.0.last().map(name).unwrap_or_default();
            let at = table.keys.iter().position(|key| key.name == wanted);
            vec![at.ok_or_else(|| {
                Error::from(Store::UndefinedConstraint)
                    .with("constraint", wanted.clone())
                    .with("table", full.name.as_str())
            })?]
        }
    };
    let update = match &on.action {
        ast::OnConflictAction::DoNothing => None,
        ast::OnConflictAction::DoUpdate(update) => {
            if on.conflict_target.is_none() {
                return Err(unsupported("ON CONFLICT DO UPDATE (…)"));
            }
            let scope = scope_of(table, alias).beside(scope_of(table, "excluded"));
            let mut binder = Binder::new(catalog, &statement.places);
            let mut scope = scope;
            // Bare names are the table's own.
            for column in &mut scope.columns {
                column.bare = column.table.as_deref() != Some("excluded");
            }
            binder.levels.push(Level { scope, clause: Clause::Update, ..Level::default() });
            let assigned =
                super::update::assignments(&mut binder, full, table, &update.assignments, &statement.places)?;
            let condition =
                update.selection.as_ref().map(|condition| binder.condition(condition, "WHERE")).transpose()?;
            Some((assigned, condition))
        }
    };
    Ok(Conflict { keys, update })
}

impl Conflict {
    /// The rows to insert, the changes to existing rows, and those rows as they will be.
    pub(super) fn split(
        &self,
        catalog: &mut Catalog,
        full: &Name,
        rows: &Batch,
        context: &Context<'_>,
    ) -> Result<(Batch, Change, Batch)> {
        insert::ensure_indexes(catalog, full, context.budget)?;
        let Some(table) = catalog.table(full).cloned() else {
            return Ok((Batch::default(), Change::default(), Batch::default()));
        };
        let mut fresh: Vec<u32> = Vec::new();
        let mut own: Vec<HashMap<Vec<Value>, u32>> = vec![HashMap::new(); table.keys.len()];
        let mut change = Change::default();
        for row in 0..rows.rows {
            context.budget.spend(4)?;
            let mut hit: Option<u32> = None;
            let mut within = false;
            let mut keys = Vec::new();
            for at in &self.keys {
                let key = &table.keys[*at];
                let values: Vec<Value> = key.columns.iter().map(|column| rows.columns[*column].value(row)).collect();
                if values.iter().any(Value::is_null) && !key.nulls_not_distinct {
                    continue;
                }
                if let Some(Some(index)) = table.rows.indexes.get(*at) {
                    hit = hit.or(index.get(&values));
                }
                within |= own[*at].contains_key(&values);
                keys.push((*at, values));
            }
            let Some((assigned, condition)) = &self.update else {
                if hit.is_none() && !within {
                    for (at, values) in keys {
                        own[at].insert(values, row as u32);
                    }
                    fresh.push(row as u32);
                }
                continue;
            };
            if within {
                return Err(Store::ConflictTwice.into());
            }
            let Some(existing) = hit else {
                for (at, values) in keys {
                    own[at].insert(values, row as u32);
                }
                fresh.push(row as u32);
                continue;
            };
            if change.updates.contains_key(&existing) {
                return Err(Store::ConflictTwice.into());
            }
            let old = row_of(&table, existing);
            let pair = beside(&table, &old, rows, row);
            if let Some(condition) = condition
                && eval::select(condition, &pair, context)?.is_empty()
            {
                continue;
            }
            let mut new = old;
            for (column, expr) in assigned {
                new[*column] = eval::eval(expr, &pair, context)?.value(0);
            }
            change.updates.insert(existing, new);
        }
        let shown = Batch::new(
            table
                .columns
                .iter()
                .enumerate()
                .map(|(i, column)| {
                    Arc::new(Vector::from_values(&column.ty.ty, change.updates.values().map(|row| row[i].clone())))
                })
                .collect(),
            change.updates.len(),
        );
        Ok((rows.gather(&fresh), change, shown))
    }
}

/// A row of a table, by its number.
pub(super) fn row_of(table: &Table, number: u32) -> Vec<Value> {
    let mut left = number as usize;
    for chunk in &table.rows.chunks {
        if left < chunk.rows {
            return chunk.columns.iter().map(|column| column.value(left)).collect();
        }
        left -= chunk.rows;
    }
    vec![Value::Null; table.columns.len()]
}

/// One row: the existing columns, then the excluded ones.
fn beside(table: &Table, old: &[Value], rows: &Batch, row: usize) -> Batch {
    let existing = table
        .columns
        .iter()
        .zip(old)
        .map(|(column, value)| Arc::new(Vector::from_values(&column.ty.ty, [value.clone()])));
    let excluded = rows.columns.iter().map(|column| Arc::new(column.gather(&[row as u32])));
    Batch::new(existing.chain(excluded).collect(), 1)
}
