//! MERGE INTO … USING … ON … WHEN …

use super::change::{self, Change};
use super::conflict::row_of;
use super::update::{assignments, numbered_scan, table_factor};
use super::{target, target_column};
use crate::Result;
use crate::bind::{Binder, Clause, Level};
use crate::catalog::DefaultValue;
use crate::database::{Outcome, Session};
use crate::error::{Bind, Error, Store};
use crate::execute::{Batch, collect, eval};
use crate::optimise::optimise;
use crate::parse::{DEFAULT_VALUES, NOTHING, Statement, name, plain, unsupported};
use crate::plan::{Expr, JoinKind, Node, Plan};
use crate::types::Castable;
use crate::value::Value;
use crate::vector::Vector;
use base::Budget;
use sqlparser::ast::{self, MergeAction, MergeClauseKind, MergeInsertKind};
use std::sync::Arc;

enum Action {
    Nothing,
    Update(Vec<(usize, Expr)>),
    Delete,
    Insert(Vec<(usize, Expr)>),
}

struct When {
    matched: bool,
    condition: Option<Expr>,
    action: Action,
}

/// DO NOTHING, as the parser was told it.
fn is_nothing(ident: &ast::Ident) -> bool {
    ident.quote_style.is_some() && plain(&ident.value) == NOTHING
}

fn nothing(target: &ast::AssignmentTarget) -> bool {
    matches!(target, ast::AssignmentTarget::ColumnName(name) if name.0.iter().any(is_nothing))
}

/// MERGE
pub(crate) fn merge(
    session: &mut Session,
    statement: &Statement,
    ast: &ast::Statement,
    budget: &Budget,
) -> Result<Outcome> {
    let ast::Statement::Merge { table: into, source, on, clauses, .. } = ast else { return Err(unsupported("MERGE")) };
    let (object, alias) = table_factor(into)?;
    let (full, table) = target(&session.catalog, object, &statement.places)?;
    let alias = alias.unwrap_or_else(|| full.name.clone());
    let before = session.catalog.clone();
    let (change, fresh) = {
        let view = session.view();
        let context = session.context(&view, budget);
        let mut binder = Binder::new(&session.catalog, &statement.places);
        binder.levels.push(Level::default());
        let with_source = ast::TableWithJoins { relation: source.clone(), joins: vec![] };
        let (left, left_scope) = binder.from(std::slice::from_ref(&with_source))?;
        let (right, right_scope) = numbered_scan(&full, &table, &alias);
        let offset = left.types.len();
        let types: Vec<_> = left.types.iter().chain(&right.types).cloned().collect();
        let scope = left_scope.beside(right_scope);
        binder.levels[0] = Level { scope, clause: Clause::On, ..Level::default() };
        let condition = binder.condition(on, "MERGE/ON")?;
        binder.clause(Clause::Update);
        let mut whens = Vec::new();
        for clause in clauses {
            let matched = match clause.clause_kind {
                MergeClauseKind::Matched => true,
                MergeClauseKind::NotMatched | MergeClauseKind::NotMatchedByTarget => false,
                MergeClauseKind::NotMatchedBySource => return Err(unsupported("WHEN NOT MATCHED BY SOURCE")),
            };
            let condition =
                clause.predicate.as_ref().map(|predicate| binder.condition(predicate, "WHEN")).transpose()?;
            let action = match &clause.action {
                MergeAction::Delete => Action::Delete,
                MergeAction::Update { assignments: sets } if sets.iter().any(|set| nothing(&set.target)) => {
                    Action::Nothing
                }
                MergeAction::Insert(insert) if insert.columns.iter().any(is_nothing) => Action::Nothing,
                MergeAction::Insert(insert) if insert.columns.iter().any(|column| name(column) == DEFAULT_VALUES) => {
                    Action::Insert(vec![])
                }
                MergeAction::Update { assignments: sets } => {
                    Action::Update(assignments(&mut binder, &full, &table, sets, &statement.places)?)
                }
                MergeAction::Insert(insert) => {
                    let MergeInsertKind::Values(values) = &insert.kind else { return Err(unsupported("INSERT ROW")) };
                    let [row] = values.rows.as_slice() else {
                        return Err(unsupported("MERGE … VALUES (…), (…)"));
                    };
                    let columns: Vec<usize> = if insert.columns.is_empty() {
                        (0..table.columns.len().min(row.len())).collect()
                    } else {
                        let columns =
                            insert.columns.iter().map(|ident| target_column(&table, &full, ident, &statement.places));
                        columns.collect::<Result<_>>()?
                    };
                    if row.len() != columns.len() {
                        let fault = if row.len() > columns.len() {
                            Bind::InsertTooManyValues
                        } else {
                            Bind::InsertTooFewValues
                        };
                        return Err(Error::from(fault).at(row.last().and_then(|expr| binder.place(expr))));
                    }
                    let mut exprs = Vec::new();
                    for (column, value) in columns.into_iter().zip(row) {
                        if matches!(value, ast::Expr::Identifier(word) if word.quote_style.is_none() && name(word) == "default")
                        {
                            continue;
                        }
                        let at = binder.place(value);
                        let bound = binder.expr(value)?;
                        exprs.push((column, binder.cast(bound, &table.columns[column].ty, Castable::Assignment, at)?));
                    }
                    Action::Insert(exprs)
                }
            };
            whens.push(When { matched, condition, action });
        }
        let node = Node::Join {
            kind: JoinKind::Left,
            left: Box::new(left),
            right: Box::new(right),
            keys: vec![],
            residual: Some(condition),
        };
        let plan = optimise(Plan::new(node, types), &context);
        let rows = collect(&plan, &context)?;
        let number_at = offset + table.columns.len();
        let mut change = Change::default();
        let mut fresh: Vec<Vec<Value>> = Vec::new();
        for row in 0..rows.rows {
            context.budget.spend(16)?;
            let number = rows.columns[number_at].value(row).as_int().map(|n| n as u32);
            let one = rows.gather(&[row as u32]);
            for when in &whens {
                if when.matched != number.is_some() {
                    continue;
                }
                if let Some(condition) = &when.condition
                    && eval::select(condition, &one, &context)?.is_empty()
                {
                    continue;
                }
                if matches!(when.action, Action::Nothing) {
                    break;
                }
                if let Some(number) = number
                    && (change.updates.contains_key(&number) || change.deletes.contains(&number))
                {
                    return Err(Store::MergeTwice.into());
                }
                match (&when.action, number) {
                    (Action::Delete, Some(number)) => change.deletes.push(number),
                    (Action::Update(assigned), Some(number)) => {
                        let mut new = row_of(&table, number);
                        for (column, expr) in assigned {
                            new[*column] = eval::eval(expr, &one, &context)?.value(0);
                        }
                        change.updates.insert(number, new);
                    }
                    (Action::Insert(exprs), None) => {
                        let mut new = vec![None; table.columns.len()];
                        for (column, expr) in exprs {
                            new[*column] = Some(eval::eval(expr, &one, &context)?.value(0));
                        }
                        let mut whole = Vec::with_capacity(new.len());
                        for (value, column) in new.into_iter().zip(&table.columns) {
                            whole.push(match (value, &column.default) {
                                (Some(value), _) => value,
                                (None, Some(DefaultValue::Sequence(sequence))) => Value::Int(view.next_of(sequence)?),
                                (None, Some(DefaultValue::Expression(sql))) => {
                                    let scope = crate::bind::Scope::default();
                                    let expr =
                                        super::expression(&session.catalog, sql, &scope, Clause::Default, &column.ty)?;
                                    eval::eval_constant(&expr, &context)?
                                }
                                (None, _) => Value::Null,
                            });
                        }
                        fresh.push(whole);
                    }
                    _ => return Err(unsupported("WHEN … THEN …")),
                }
                break;
            }
        }
        (change, fresh)
    };
    let count = change.updates.len() + change.deletes.len() + fresh.len();
    let mut catalog = session.catalog.clone();
    {
        let view = session.view();
        let context = session.context(&view, budget);
        change::apply(&mut catalog, &full, change, &context, 0)?;
    }
    session.catalog = catalog;
    let columns = table
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| Arc::new(Vector::from_values(&column.ty.ty, fresh.iter().map(|row| row[i].clone()))))
        .collect();
    if let Err(error) = super::append(session, &full, &Batch::new(columns, fresh.len()), budget) {
        session.catalog = before;
        return Err(error);
    }
    Ok(Outcome::Affected { tag: "MERGE".to_owned(), count: count as u64 })
}
