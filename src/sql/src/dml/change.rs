//! Applies updates and deletions to a table: new chunks for those that change, then every constraint over the result.

use super::check::{row_checks, scope_of};
use super::foreign;
use crate::Result;
use crate::catalog::{Catalog, DefaultValue, Key, Name, Table};
use crate::error::{Error, Store};
use crate::execute::{Batch, Context, eval};
use crate::storage::{Chunk, KeyIndex, Rows};
use crate::value::Value;
use crate::vector::{Builder, Vector};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Changes to rows, by row number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// Whole new rows.
    pub(crate) updates: BTreeMap<u32, Vec<Value>>,
    /// Rows that go.
    pub(crate) deletes: Vec<u32>,
}

/// How deep references may cascade.
const CASCADE: usize = 64;

/// Applies changes to a table of `catalog` and all that follows from them. On failure the catalogue is to be thrown away.
pub(crate) fn apply(
    catalog: &mut Catalog,
    name: &Name,
    mut change: Change,
    context: &Context<'_>,
    depth: usize,
) -> Result<()> {
    if depth > CASCADE {
        return Err(crate::error::Execute::TooDeep.into());
    }
    let Some(table) = catalog.table(name).cloned() else { return Ok(()) };
    change.deletes.sort_unstable();
    change.deletes.dedup();
    for row in &change.deletes {
        change.updates.remove(row);
    }
    if change.updates.is_empty() && change.deletes.is_empty() {
        return Ok(());
    }
    regenerate(catalog, name, &table, &mut change, context)?;
    let old = old_rows(&table, &change);
    let new_rows = rewrite(&table.rows, &table, &change, context)?;
    let updated = updated_batch(&table, &change);
    row_checks(catalog, name, &table)?.check(name, &table, &updated, context)?;
    if let Some(target) = catalog.table_mut(name) {
        target.rows = new_rows;
    }
    catalog.note_moves(name, |row| change.updates.contains_key(&row), &change.deletes);
    let Some(changed) = catalog.table(name).cloned() else { return Ok(()) };
    let mut indexes: Vec<Option<Arc<KeyIndex>>> = vec![None; changed.keys.len()];
    for (i, key) in changed.keys.iter().enumerate() {
        let touched = change.updates.iter().any(|(row, values)| {
            old.get(row).is_some_and(|old| key.columns.iter().any(|column| old[*column] != values[*column]))
        });
        if touched {
            context.budget.spend(changed.rows.len() as u64)?;
            indexes[i] = Some(Arc::new(unique_index(name, &changed, key)?));
        }
    }
    if let Some(target) = catalog.table_mut(name) {
        target.rows.indexes = indexes;
    }
    foreign::check_references(catalog, name, &changed, &updated, context)?;
    foreign::follow(catalog, name, &changed, &old, &change, context, depth)
}

/// The index of a key, or the error that two rows share it.
pub(crate) fn unique_index(name: &Name, table: &Table, key: &Key) -> Result<KeyIndex> {
    let index = KeyIndex::build(&table.rows, &key.columns, key.nulls_not_distinct);
    let counted = table.rows.chunks.iter().map(|chunk| {
        (0..chunk.rows)
            .filter(|i| key.nulls_not_distinct || !key.columns.iter().any(|column| chunk.columns[*column].is_null(*i)))
            .count()
    });
    if index.len() == counted.sum::<usize>() {
        return Ok(index);
    }
    let mut number = 0;
    for chunk in &table.rows.chunks {
        for i in 0..chunk.rows {
            let values: Vec<Value> = key.columns.iter().map(|column| chunk.columns[*column].value(i)).collect();
            if index.get(&values).is_some_and(|row| row != number) {
                return Err(duplicate(name, table, key, &values));
            }
            number += 1;
        }
    }
    Ok(index)
}

/// `duplicate key value violates unique constraint`
pub(crate) fn duplicate(name: &Name, table: &Table, key: &Key, values: &[Value]) -> Error {
    let texts: Vec<String> =
        key.columns.iter().zip(values).map(|(column, value)| value.write(&table.columns[*column].ty.ty)).collect();
    Error::from(Store::Unique)
        .with("constraint", key.name.as_str())
        .with("table", name.name.as_str())
        .with("columns", table.names(&key.columns).join(", "))
        .with("values", texts.join(", "))
}

/// Stored generated columns of updated rows are computed again.
fn regenerate(catalog: &Catalog, name: &Name, table: &Table, change: &mut Change, context: &Context<'_>) -> Result<()> {
    for (i, column) in table.columns.iter().enumerate() {
        let Some(DefaultValue::Generated(sql)) = &column.default else { continue };
        let scope = scope_of(table, &name.name);
        let expr = super::expression(catalog, sql, &scope, crate::bind::Clause::Default, &column.ty)?;
        let batch = updated_batch(table, change);
        let values = eval::eval_vector(&expr, &batch, context)?;
        for (row, new) in change.updates.values_mut().enumerate() {
            new[i] = values.value(row);
        }
    }
    Ok(())
}

fn old_rows(table: &Table, change: &Change) -> BTreeMap<u32, Vec<Value>> {
    let mut out = BTreeMap::new();
    let mut base = 0_u32;
    for chunk in &table.rows.chunks {
        let end = base + chunk.rows as u32;
        let touched = change.updates.range(base..end).map(|(row, _)| *row);
        let from = change.deletes.partition_point(|row| *row < base);
        let gone = change.deletes[from..].iter().copied().take_while(|row| *row < end);
        for row in touched.chain(gone) {
            let i = (row - base) as usize;
            out.insert(row, chunk.columns.iter().map(|column| column.value(i)).collect());
        }
        base = end;
    }
    out
}

/// The updated rows as columns.
fn updated_batch(table: &Table, change: &Change) -> Batch {
    let columns = table.columns.iter().enumerate().map(|(i, column)| {
        Arc::new(Vector::from_values(&column.ty.ty, change.updates.values().map(|row| row[i].clone())))
    });
    Batch::new(columns.collect(), change.updates.len())
}

fn rewrite(rows: &Rows, table: &Table, change: &Change, context: &Context<'_>) -> Result<Rows> {
    let mut out = Rows::default();
    let mut base = 0_u32;
    for chunk in &rows.chunks {
        let end = base + chunk.rows as u32;
        let updated = change.updates.range(base..end).next().is_some();
        let from = change.deletes.partition_point(|row| *row < base);
        let to = change.deletes.partition_point(|row| *row < end);
        if !updated && from == to {
            out.chunks.push(Arc::clone(chunk));
            base = end;
            continue;
        }
        context.budget.spend(chunk.rows as u64)?;
        let mut columns = chunk.columns.clone();
        if updated {
            for (i, column) in table.columns.iter().enumerate() {
                let differs = change.updates.range(base..end).any(|(row, values)| {
                    let old = columns[i].value((row - base) as usize);
                    old != values[i] || old.is_null() != values[i].is_null() || matches!(old, Value::Decimal(_))
                });
                if !differs {
                    continue;
                }
                let mut builder = Builder::new(&column.ty.ty, chunk.rows);
                for row in 0..chunk.rows {
                    match change.updates.get(&(base + row as u32)) {
                        Some(values) => builder.push(values[i].clone()),
                        None => builder.push(columns[i].value(row)),
                    }
                }
                columns[i] = Arc::new(builder.finish());
            }
        }
        let mut count = chunk.rows;
        if from < to {
            let gone = &change.deletes[from..to];
            let kept: Vec<u32> =
                (base..end).filter(|row| gone.binary_search(row).is_err()).map(|row| row - base).collect();
            columns = columns.iter().map(|column| Arc::new(column.gather(&kept))).collect();
            count = kept.len();
        }
        if count > 0 {
            out.chunks.push(Arc::new(Chunk { columns, rows: count }));
        }
        base = end;
    }
    Ok(out)
}
