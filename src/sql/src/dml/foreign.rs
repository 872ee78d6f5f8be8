//! References: what a new row points to must exist; what pointed to a row that goes follows it as the constraint says.

use super::change::{Change, apply};
use super::check::scope_of;
use crate::Result;
use crate::bind::Clause;
use crate::catalog::{Catalog, DefaultValue, ForeignKey, Name, Referential, Table};
use crate::error::{Error, Store};
use crate::execute::{Batch, Context, eval};
use crate::value::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// New rows must point to existing ones.
pub(crate) fn check_references(
    catalog: &Catalog,
    name: &Name,
    table: &Table,
    rows: &Batch,
    context: &Context<'_>,
) -> Result<()> {
    for key in &table.foreign_keys {
        if rows.rows == 0 {
            continue;
        }
        let Some(parent) = catalog.table(&key.table) else { continue };
        let columns: Vec<usize> = key.referenced.iter().filter_map(|column| parent.column(column)).collect();
        let mut wanted: HashMap<Vec<Value>, usize> = HashMap::new();
        for row in 0..rows.rows {
            let values: Vec<Value> = key.columns.iter().map(|column| rows.columns[*column].value(row)).collect();
            if !values.iter().any(Value::is_null) {
                wanted.entry(values).or_insert(row);
            }
        }
        // A key index answers at once; without one the parent is read.
        let index = parent
            .keys
            .iter()
            .position(|known| known.columns == columns)
            .and_then(|at| parent.rows.indexes.get(at)?.clone());
        match index {
            Some(index) => wanted.retain(|values, _| index.get(values).is_none()),
            None => {
                context.budget.spend(parent.rows.len() as u64)?;
                for chunk in &parent.rows.chunks {
                    if wanted.is_empty() {
                        break;
                    }
                    for i in 0..chunk.rows {
                        let values: Vec<Value> = columns.iter().map(|column| chunk.columns[*column].value(i)).collect();
                        wanted.remove(&values);
                    }
                }
            }
        }
        // A table may point to itself, to rows that come with this statement.
        if key.table == *name && !wanted.is_empty() {
            for row in 0..rows.rows {
                let values: Vec<Value> = columns.iter().map(|column| rows.columns[*column].value(row)).collect();
                wanted.remove(&values);
            }
        }
        if let Some((values, _)) = wanted.into_iter().min_by_key(|(_, row)| *row) {
            return Err(Error::from(Store::ForeignKey)
                .with("table", name.name.as_str())
                .with("constraint", key.name.as_str())
                .with("columns", table.names(&key.columns).join(", "))
                .with("values", written(&values))
                .with("referenced", key.table.name.as_str()));
        }
    }
    Ok(())
}

fn written(values: &[Value]) -> String {
    values.iter().map(Value::to_text).collect::<Vec<_>>().join(", ")
}

/// What pointed to changed rows: refused, or changed too.
pub(super) fn follow(
    catalog: &mut Catalog,
    name: &Name,
    table: &Table,
    old: &BTreeMap<u32, Vec<Value>>,
    change: &Change,
    context: &Context<'_>,
    depth: usize,
) -> Result<()> {
    let children: Vec<(Name, ForeignKey)> = catalog
        .tables()
        .flat_map(|(child, table)| table.foreign_keys.iter().map(|key| (child.clone(), key.clone())))
        .filter(|(_, key)| key.table == *name)
        .collect();
    for (child, key) in children {
        let columns: Vec<usize> = key.referenced.iter().filter_map(|column| table.column(column)).collect();
        let pick = |row: &[Value]| columns.iter().map(|column| row[*column].clone()).collect::<Vec<_>>();
        let mut gone: HashSet<Vec<Value>> = HashSet::new();
        let mut moved: HashMap<Vec<Value>, Vec<Value>> = HashMap::new();
        for (row, values) in old {
            let before = pick(values);
            match change.updates.get(row) {
                Some(after) if pick(after) == before => {}
                Some(after) => {
                    moved.insert(before, pick(after));
                }
                None => {
                    gone.insert(before);
                }
            }
        }
        if !gone.is_empty() {
            react(
                catalog,
                name,
                &child,
                &key,
                key.on_delete,
                &|values| gone.contains(values).then_some(None),
                context,
                depth,
            )?;
        }
        if !moved.is_empty() {
            let to = |values: &Vec<Value>| moved.get(values).map(|after| Some(after.clone()));
            react(catalog, name, &child, &key, key.on_update, &to, context, depth)?;
        }
    }
    Ok(())
}

/// `new_key`: for a key that is no more, `Some(None)` when its row went, `Some(Some(key))` when it moved.
type NewKey<'f> = &'f dyn Fn(&Vec<Value>) -> Option<Option<Vec<Value>>>;

#[allow(clippy::too_many_arguments, reason = "one reaction, told by all of its circumstances")]
fn react(
    catalog: &mut Catalog,
    parent: &Name,
    child: &Name,
    key: &ForeignKey,
    action: Referential,
    new_key: NewKey<'_>,
    context: &Context<'_>,
    depth: usize,
) -> Result<()> {
    let Some(table) = catalog.table(child).cloned() else { return Ok(()) };
    context.budget.spend(table.rows.len() as u64)?;
    let mut change = Change::default();
    let mut number = 0_u32;
    for chunk in &table.rows.chunks {
        for i in 0..chunk.rows {
            let values: Vec<Value> = key.columns.iter().map(|column| chunk.columns[*column].value(i)).collect();
            let at = number;
            number += 1;
            if values.iter().any(Value::is_null) {
                continue;
            }
            let Some(after) = new_key(&values) else { continue };
            let mut row: Vec<Value> = chunk.columns.iter().map(|column| column.value(i)).collect();
            match (action, after) {
                (Referential::NoAction | Referential::Restrict, _) => {
                    // Another row may have taken the key over in the same statement.
                    if action == Referential::NoAction && still_there(catalog, key, &values) {
                        continue;
                    }
                    return Err(Error::from(Store::Referenced)
                        .with("table", parent.name.as_str())
                        .with("constraint", key.name.as_str())
                        .with("child", child.name.as_str())
                        .with("columns", key.referenced.join(", "))
                        .with("values", written(&values)));
                }
                (Referential::Cascade, None) => change.deletes.push(at),
                (Referential::Cascade, Some(after)) => {
                    for (column, value) in key.columns.iter().zip(after) {
                        row[*column] = value;
                    }
                    change.updates.insert(at, row);
                }
                (Referential::SetNull, _) => {
                    key.columns.iter().for_each(|column| row[*column] = Value::Null);
                    change.updates.insert(at, row);
                }
                (Referential::SetDefault, _) => {
                    for column in &key.columns {
                        row[*column] = default_of(catalog, child, &table, *column, context)?;
                    }
                    change.updates.insert(at, row);
                }
            }
        }
    }
    apply(catalog, child, change, context, depth + 1)
}

fn still_there(catalog: &Catalog, key: &ForeignKey, values: &[Value]) -> bool {
    let Some(parent) = catalog.table(&key.table) else { return false };
    let columns: Vec<usize> = key.referenced.iter().filter_map(|column| parent.column(column)).collect();
    parent.rows.chunks.iter().any(|chunk| {
        (0..chunk.rows)
            .any(|i| columns.iter().zip(values).all(|(column, value)| chunk.columns[*column].value(i) == *value))
    })
}

fn default_of(catalog: &Catalog, name: &Name, table: &Table, column: usize, context: &Context<'_>) -> Result<Value> {
    let definition = &table.columns[column];
    match &definition.default {
        Some(DefaultValue::Expression(sql)) => {
            let scope = scope_of(&Table::default(), &name.name);
            let expr = super::expression(catalog, sql, &scope, Clause::Default, &definition.ty)?;
            eval::eval_constant(&expr, context)
        }
        _ => Ok(Value::Null),
    }
}
