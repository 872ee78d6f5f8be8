//! INSERT

use super::check::{row_checks, scope_of};
use super::{change, conflict, foreign, returning, target, target_column};
use crate::Result;
use crate::bind::{Binder, Clause, Scope};
use crate::catalog::{Catalog, DefaultValue, Identity, Name, Table};
use crate::database::{Outcome, Session, SessionView};
use crate::error::{Bind, Error, Store};
use crate::execute::{Batch, Context, collect, eval};
use crate::optimise::optimise;
use crate::parse::{Statement, name, unsupported};
use crate::plan::{Expr, Node, Plan};
use crate::storage::{Appender, KeyIndex};
use crate::types::{Castable, Type};
use crate::value::Value;
use crate::vector::{Builder, Vector};
use base::Budget;
use sqlparser::ast;
use std::sync::Arc;

/// INSERT INTO …
pub(crate) fn insert(
    session: &mut Session,
    statement: &Statement,
    insert: &ast::Insert,
    budget: &Budget,
) -> Result<Outcome> {
    refuse(insert)?;
    match &insert.on {
        None | Some(ast::OnInsert::OnConflict(_)) => {}
        Some(ast::OnInsert::DuplicateKeyUpdate(_)) => return Err(unsupported("ON DUPLICATE KEY UPDATE")),
        Some(_) => return Err(unsupported("ON …")),
    }
    let (full, table) = target(&session.catalog, &insert.table_name, &statement.places)?;
    let given: Vec<usize> = if insert.columns.is_empty() {
        (0..table.columns.len()).collect()
    } else {
        let columns = insert.columns.iter().map(|ident| target_column(&table, &full, ident, &statement.places));
        columns.collect::<Result<Vec<_>>>()?
    };
    for (i, column) in given.iter().enumerate() {
        if given[..i].contains(column) {
            let error = Error::from(Bind::DuplicateColumn).with("name", table.columns[*column].name.as_str());
            return Err(error.at(insert.columns.get(i).and_then(|ident| statement.places.of(&ident.value))));
        }
    }
    let alias = insert.table_alias.as_ref().map_or_else(|| full.name.clone(), name);
    let scope = scope_of(&table, &alias);
    let returning = returning::bind(&session.catalog, statement, &scope, insert.returning.as_ref())?;
    let conflict = match &insert.on {
        Some(ast::OnInsert::OnConflict(on)) => {
            Some(conflict::bind(&session.catalog, statement, &full, &table, &alias, on)?)
        }
        _ => None,
    };
    let (source, given) = source(session, statement, insert, &table, given)?;
    let rows = {
        let view = session.view();
        let context = session.context(&view, budget);
        let plan = optimise(source, &context);
        let given_rows = collect(&plan, &context)?;
        complete(&session.catalog, &view, &full, &table, &given, given_rows, &context)?
    };
    if let Some(conflict) = conflict {
        let (fresh, change, shown) = {
            let mut catalog = session.catalog.clone();
            let view = session.view();
            let context = session.context(&view, budget);
            conflict.split(&mut catalog, &full, &rows, &context)?
        };
        if change.updates.is_empty() {
            append(session, &full, &fresh, budget)?;
        } else {
            let mut catalog = session.catalog.clone();
            {
                let view = session.view();
                let context = session.context(&view, budget);
                change::apply(&mut catalog, &full, change, &context, 0)?;
            }
            let before = std::mem::replace(&mut session.catalog, catalog);
            if let Err(error) = append(session, &full, &fresh, budget) {
                session.catalog = before;
                return Err(error);
            }
        }
        let count = fresh.rows + shown.rows;
        let types: Vec<Type> = table.columns.iter().map(|column| column.ty.ty.clone()).collect();
        let all = Batch::concat(&[fresh, shown], &types);
        let view = session.view();
        let context = session.context(&view, budget);
        return returning::outcome(returning.as_ref(), &all, "INSERT", count, &context);
    }
    append(session, &full, &rows, budget)?;
    let view = session.view();
    let context = session.context(&view, budget);
    returning::outcome(returning.as_ref(), &rows, "INSERT", rows.rows, &context)
}

/// Adds rows whose given columns have their types already.
pub(super) fn add(
    session: &mut Session,
    full: &Name,
    table: &Table,
    given: &[usize],
    rows: Batch,
    budget: &Budget,
) -> Result<()> {
    let whole = {
        let view = session.view();
        let context = session.context(&view, budget);
        complete(&session.catalog, &view, full, table, given, rows, &context)?
    };
    append(session, full, &whole, budget)
}

fn refuse(insert: &ast::Insert) -> Result<()> {
    let what = if insert.or.is_some() {
        "INSERT OR …"
    } else if insert.ignore {
        "INSERT IGNORE"
    } else if insert.overwrite {
        "INSERT OVERWRITE"
    } else if insert.partitioned.is_some() || !insert.after_columns.is_empty() {
        "INSERT … PARTITION"
    } else if insert.replace_into {
        "REPLACE INTO"
    } else if insert.priority.is_some() || insert.insert_alias.is_some() {
        "INSERT with MySQL options"
    } else {
        return Ok(());
    };
    Err(unsupported(what))
}

/// Whether an expression is the word DEFAULT.
fn is_default(expr: &ast::Expr) -> bool {
    matches!(expr, ast::Expr::Identifier(ident) if ident.quote_style.is_none() && name(ident) == "default")
}

/// What is inserted, cast to the columns it goes to; and which columns those are.
fn source(
    session: &Session,
    statement: &Statement,
    insert: &ast::Insert,
    table: &Table,
    given: Vec<usize>,
) -> Result<(Plan, Vec<usize>)> {
    let Some(query) = &insert.source else { return Ok((Plan::one_row(), vec![])) };
    let mut binder = Binder::new(&session.catalog, &statement.places);
    let explicit = !insert.columns.is_empty();
    let too_many = |at: Option<base::Span>| Err(Error::from(Bind::InsertTooManyValues).at(at));
    let too_few = |at: Option<base::Span>| Err(Error::from(Bind::InsertTooFewValues).at(at));
    let fit = |binder: &Binder<'_>, expr: Expr, column: usize, at: Option<base::Span>| -> Result<Expr> {
        let definition = &table.columns[column];
        let from = expr.ty.clone();
        binder.cast(expr, &definition.ty, Castable::Assignment, at).map_err(|error| {
            if error.id() != "sql-cannot-cast" {
                return error;
            }
            Error::from(Bind::ColumnTypeMismatch)
                .with("column", definition.name.as_str())
                .with("type", definition.ty.ty.name())
                .with("found", from.name())
                .at(at)
        })
    };
    if let ast::SetExpr::Values(values) = &*query.body
        && query.with.is_none()
        && query.order_by.is_none()
        && query.limit.is_none()
        && query.offset.is_none()
    {
        let width = values.rows.first().map_or(0, Vec::len);
        let mut rows = Vec::with_capacity(values.rows.len());
        for row in &values.rows {
            let at = row.last().and_then(|expr| binder.place(expr));
            if row.len() != width {
                return Err(Error::from(Bind::ValuesLength).at(at));
            }
            if row.len() > given.len() {
                return too_many(row.get(given.len()).and_then(|expr| binder.place(expr)).or(at));
            }
            if row.len() < given.len() && explicit {
                return too_few(insert.columns.get(row.len()).and_then(|ident| statement.places.of(&ident.value)));
            }
            let mut bound = Vec::with_capacity(row.len());
            for (expr, column) in row.iter().zip(&given) {
                let definition = &table.columns[*column];
                if is_default(expr) {
                    bound.push(match &definition.default {
                        Some(DefaultValue::Expression(sql)) => super::expression(
                            &session.catalog,
                            sql,
                            &Scope::default(),
                            Clause::Default,
                            &definition.ty,
                        )?,
                        Some(DefaultValue::Sequence(sequence)) => {
                            let next = session.view().next_of(sequence)?;
                            Expr::constant(Value::Int(next), definition.ty.ty.clone())
                        }
                        _ => Expr::null(definition.ty.ty.clone()),
                    });
                    continue;
                }
                let place = binder.place(expr);
                forbid_generated(definition, place)?;
                binder.clause(Clause::Values);
                let value = binder.expr(expr)?;
                bound.push(fit(&binder, value, *column, place)?);
            }
            rows.push(bound);
        }
        let given: Vec<usize> = given.into_iter().take(width).collect();
        let types = given.iter().map(|column| table.columns[*column].ty.ty.clone()).collect();
        return Ok((Plan::new(Node::Values(rows), types), given));
    }
    let bound = binder.query(query)?;
    if bound.columns.len() > given.len() {
        return too_many(None);
    }
    if bound.columns.len() < given.len() && explicit {
        return too_few(None);
    }
    let given: Vec<usize> = given.into_iter().take(bound.columns.len()).collect();
    for column in &given {
        forbid_generated(&table.columns[*column], None)?;
    }
    let exprs = given
        .iter()
        .enumerate()
        .map(|(i, column)| fit(&binder, Expr::column(i, bound.columns[i].1.clone()), *column, None))
        .collect::<Result<Vec<_>>>()?;
    Ok((bound.plan.project(exprs), given))
}

pub(super) fn forbid_generated(column: &crate::catalog::Column, at: Option<base::Span>) -> Result<()> {
    let always =
        column.identity == Some(Identity::Always) || matches!(column.default, Some(DefaultValue::Generated(_)));
    if always {
        let kind = if column.identity.is_some() { "identity" } else { "generated" };
        return Err(Error::from(Store::GeneratedAlways).with("column", column.name.as_str()).with("kind", kind).at(at));
    }
    Ok(())
}

/// Whole rows of the table: given columns, defaults, sequences, generated columns.
fn complete(
    catalog: &Catalog,
    view: &SessionView<'_>,
    full: &Name,
    table: &Table,
    given: &[usize],
    rows: Batch,
    context: &Context<'_>,
) -> Result<Batch> {
    let count = rows.rows;
    let mut columns: Vec<Option<Arc<Vector>>> = vec![None; table.columns.len()];
    for (vector, column) in rows.columns.iter().zip(given) {
        columns[*column] = Some(Arc::clone(vector));
    }
    let bare = Batch::new(vec![], count);
    for (slot, column) in columns.iter_mut().zip(&table.columns) {
        if slot.is_some() {
            continue;
        }
        let vector = match &column.default {
            Some(DefaultValue::Expression(sql)) => {
                let expr = super::expression(catalog, sql, &Scope::default(), Clause::Default, &column.ty)?;
                eval::eval_vector(&expr, &bare, context)?
            }
            Some(DefaultValue::Sequence(sequence)) => {
                let mut builder = Builder::new(&column.ty.ty, count);
                for _ in 0..count {
                    context.budget.spend(1)?;
                    builder.push(Value::Int(view.next_of(sequence)?));
                }
                Arc::new(builder.finish())
            }
            _ => Arc::new(Vector::nulls(&column.ty.ty, count)),
        };
        *slot = Some(vector);
    }
    let mut whole = Batch::new(columns.into_iter().flatten().collect(), count);
    for (i, column) in table.columns.iter().enumerate() {
        if let Some(DefaultValue::Generated(sql)) = &column.default {
            let expr = super::expression(catalog, sql, &scope_of(table, &full.name), Clause::Default, &column.ty)?;
            whole.columns[i] = eval::eval_vector(&expr, &whole, context)?;
        }
    }
    Ok(whole)
}

/// Adds checked rows to a table of the session; nothing changes when a check fails.
pub(crate) fn append(session: &mut Session, full: &Name, rows: &Batch, budget: &Budget) -> Result<()> {
    if rows.rows == 0 {
        return Ok(());
    }
    let Some(table) = session.catalog.table(full).cloned() else { return Ok(()) };
    {
        let view = session.view();
        let context = session.context(&view, budget);
        context.budget.spend(rows.rows as u64 * table.columns.len() as u64 / 4 + 1)?;
        row_checks(&session.catalog, full, &table)?.check(full, &table, rows, &context)?;
        foreign::check_references(&session.catalog, full, &table, rows, &context)?;
    }
    budget.take_memory(rows.heap_size())?;
    let definition = Arc::clone(&table);
    drop(table);
    ensure_indexes(&mut session.catalog, full, budget)?;
    let base = definition.rows.len() as u32;
    // Every new key, before any is noted.
    let mut fresh: Vec<Vec<(Box<[Value]>, u32)>> = Vec::new();
    {
        let Some(table) = session.catalog.table(full) else { return Ok(()) };
        for (i, key) in table.keys.iter().enumerate() {
            let Some(Some(index)) = table.rows.indexes.get(i) else { continue };
            let mut seen = std::collections::HashSet::new();
            let mut own = Vec::with_capacity(rows.rows);
            for row in 0..rows.rows {
                let values: Box<[Value]> = key.columns.iter().map(|column| rows.columns[*column].value(row)).collect();
                if !key.nulls_not_distinct && values.iter().any(Value::is_null) {
                    continue;
                }
                if index.get(&values).is_some() || !seen.insert(values.clone()) {
                    return Err(change::duplicate(full, table, key, &values));
                }
                own.push((values, base + row as u32));
            }
            fresh.push(own);
        }
    }
    drop(definition);
    let Some(table) = session.catalog.table_mut(full) else { return Ok(()) };
    let mut indexes = std::mem::take(&mut table.rows.indexes);
    for (index, own) in indexes.iter_mut().zip(fresh) {
        if let Some(index) = index {
            let index = Arc::make_mut(index);
            own.into_iter().for_each(|(values, row)| index.insert(values, row));
        }
    }
    Appender::new(&mut table.rows).append(&rows.columns, rows.rows);
    table.rows.indexes = indexes;
    Ok(())
}

/// Builds the indexes of a table's keys that are not there.
pub(super) fn ensure_indexes(catalog: &mut Catalog, full: &Name, budget: &Budget) -> Result<()> {
    let Some(table) = catalog.table(full) else { return Ok(()) };
    let missing: Vec<usize> =
        (0..table.keys.len()).filter(|i| !matches!(table.rows.indexes.get(*i), Some(Some(_)))).collect();
    if missing.is_empty() {
        return Ok(());
    }
    budget.spend(table.rows.len() as u64 * missing.len() as u64)?;
    let built: Vec<(usize, KeyIndex)> = missing
        .into_iter()
        .map(|i| (i, KeyIndex::build(&table.rows, &table.keys[i].columns, table.keys[i].nulls_not_distinct)))
        .collect();
    let Some(table) = catalog.table_mut(full) else { return Ok(()) };
    table.rows.indexes.resize(table.keys.len(), None);
    for (i, index) in built {
        table.rows.indexes[i] = Some(Arc::new(index));
    }
    Ok(())
}
