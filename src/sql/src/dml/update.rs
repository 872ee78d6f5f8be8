//! UPDATE … SET … FROM … WHERE …

use super::change::{self, Change};
use super::conflict::row_of;
use super::{returning, target, target_column};
use crate::Result;
use crate::bind::{Binder, Clause, Level, Scope};
use crate::catalog::{DefaultValue, Identity, Name, Table};
use crate::database::{Outcome, Session};
use crate::error::{Bind, Error, Store};
use crate::execute::{Batch, collect};
use crate::optimise::optimise;
use crate::parse::{Places, Statement, name, unsupported};
use crate::plan::{Expr, JoinKind, Node, Plan};
use crate::types::{Castable, Type};
use crate::value::Value;
use crate::vector::Vector;
use base::Budget;
use sqlparser::ast;
use std::sync::Arc;

/// A scan of the table that also gives each row's number, and its scope.
pub(super) fn numbered_scan(full: &Name, table: &Arc<Table>, alias: &str) -> (Plan, Scope) {
    let mut scope = super::check::scope_of(table, alias);
    let mut types: Vec<Type> = table.columns.iter().map(|column| column.ty.ty.clone()).collect();
    types.push(Type::Int8);
    scope.width += 1;
    let node = Node::Scan {
        name: full.clone(),
        table: Arc::clone(table),
        columns: (0..table.columns.len()).collect(),
        filters: vec![],
        row_number: true,
    };
    (Plan::new(node, types), scope)
}

/// The table and the alias of an UPDATE, DELETE or MERGE target.
pub(super) fn table_factor(factor: &ast::TableFactor) -> Result<(&ast::ObjectName, Option<String>)> {
    match factor {
        ast::TableFactor::Table { name: table, alias, args: None, .. } => {
            Ok((table, alias.as_ref().map(|alias| name(&alias.name))))
        }
        _ => Err(unsupported("UPDATE / DELETE (…)")),
    }
}

/// Two plans side by side, for FROM and USING.
pub(super) fn beside(left: (Plan, Scope), right: (Plan, Scope)) -> (Plan, Scope) {
    let types = left.0.types.iter().chain(&right.0.types).cloned().collect();
    let node = Node::Join {
        kind: JoinKind::Inner,
        left: Box::new(left.0),
        right: Box::new(right.0),
        keys: vec![],
        residual: None,
    };
    (Plan::new(node, types), left.1.beside(right.1))
}

/// `SET column = value, …` as columns and expressions.
pub(super) fn assignments(
    binder: &mut Binder<'_>,
    full: &Name,
    table: &Table,
    assignments: &[ast::Assignment],
    places: &Places,
) -> Result<Vec<(usize, Expr)>> {
    let mut out: Vec<(usize, Expr)> = Vec::new();
    for assignment in assignments {
        let fields = match (&assignment.target, &assignment.value) {
            (ast::AssignmentTarget::Tuple(columns), ast::Expr::Subquery(query)) => fields(query, columns.len())?,
            _ => vec![],
        };
        let (targets, values): (Vec<&ast::ObjectName>, Vec<&ast::Expr>) = match (&assignment.target, &assignment.value)
        {
            (ast::AssignmentTarget::ColumnName(column), value) => (vec![column], vec![value]),
            (ast::AssignmentTarget::Tuple(columns), ast::Expr::Subquery(_)) => {
                (columns.iter().collect(), fields.iter().collect())
            }
            (ast::AssignmentTarget::Tuple(columns), ast::Expr::Tuple(values)) if columns.len() == values.len() => {
                (columns.iter().collect(), values.iter().collect())
            }
            (ast::AssignmentTarget::Tuple(_), _) => {
                return Err(unsupported("UPDATE … SET (…) = ROW(…)"));
            }
        };
        for (target, value) in targets.into_iter().zip(values) {
            let Some(ident) = target.0.last() else { continue };
            let column = target_column(table, full, ident, places)?;
            let definition = &table.columns[column];
            if out.iter().any(|(known, _)| *known == column) {
                return Err(Error::from(Bind::DuplicateColumn)
                    .with("name", definition.name.as_str())
                    .at(places.of(&ident.value)));
            }
            let default =
                matches!(value, ast::Expr::Identifier(word) if word.quote_style.is_none() && name(word) == "default");
            let fixed = definition.identity == Some(Identity::Always)
                || matches!(definition.default, Some(DefaultValue::Generated(_)));
            if fixed && !default {
                return Err(Error::from(Store::GeneratedUpdate)
                    .with("column", definition.name.as_str())
                    .at(places.of(&ident.value)));
            }
            if default {
                let expr = match &definition.default {
                    Some(DefaultValue::Expression(sql)) => {
                        super::expression(binder.catalog, sql, &Scope::default(), Clause::Default, &definition.ty)?
                    }
                    Some(DefaultValue::Sequence(sequence)) => {
                        let call = format!("nextval('{}.{}')", sequence.schema, sequence.name);
                        super::expression(binder.catalog, &call, &Scope::default(), Clause::Default, &definition.ty)?
                    }
                    _ => Expr::null(definition.ty.ty.clone()),
                };
                out.push((column, expr));
                continue;
            }
            let at = binder.place(value);
            let bound = binder.expr(value)?;
            let from = bound.ty.clone();
            let cast = binder.cast(bound, &definition.ty, Castable::Assignment, at).map_err(|error| {
                if error.id() != "sql-cannot-cast" {
                    return error;
                }
                Error::from(Bind::ColumnTypeMismatch)
                    .with("column", definition.name.as_str())
                    .with("type", definition.ty.ty.name())
                    .with("found", from.name())
                    .at(at)
            })?;
            out.push((column, cast));
        }
    }
    Ok(out)
}

/// The columns of a query that gives several values, each as a query of its own: `(SELECT c1 FROM (query) AS s(c1, c2))`.
fn fields(query: &ast::Query, count: usize) -> Result<Vec<ast::Expr>> {
    let names: Vec<String> = (1..=count).map(|i| format!("c{i}")).collect();
    let list = names.join(", ");
    let field = |name: &String| {
        let text = format!("SELECT {name} FROM (SELECT 1) AS s({list})");
        let parsed = crate::parse::parse(&text, base::Span::new(0, text.len()))?;
        let ast::Statement::Query(mut outer) = parsed.ast else {
            return Err(unsupported("UPDATE … SET (…) = …"));
        };
        if let ast::SetExpr::Select(select) = &mut *outer.body
            && let Some(ast::TableFactor::Derived { subquery, .. }) =
                select.from.first_mut().map(|from| &mut from.relation)
        {
            **subquery = query.clone();
        }
        Ok(ast::Expr::Subquery(outer))
    };
    names.iter().map(field).collect()
}

/// UPDATE
pub(crate) fn update(
    session: &mut Session,
    statement: &Statement,
    ast: &ast::Statement,
    budget: &Budget,
) -> Result<Outcome> {
    let ast::Statement::Update { table: target_table, assignments: sets, from, selection, returning: shown } = ast
    else {
        return Err(unsupported("UPDATE"));
    };
    if !target_table.joins.is_empty() {
        return Err(unsupported("UPDATE … JOIN"));
    }
    let (object, alias) = table_factor(&target_table.relation)?;
    let (full, table) = target(&session.catalog, object, &statement.places)?;
    let alias = alias.unwrap_or_else(|| full.name.clone());
    let mut catalog = session.catalog.clone();
    let view = session.view();
    let context = session.context(&view, budget);
    let mut binder = Binder::new(&session.catalog, &statement.places);
    binder.levels.push(Level::default());
    let mut source = numbered_scan(&full, &session.catalog.picked_from(&full, &table), &alias);
    let width = source.0.types.len();
    if let Some(from) = from {
        let right = binder.from(std::slice::from_ref(from))?;
        source = beside(source, right);
    }
    let (mut plan, scope) = source;
    binder.levels[0] = Level { scope: scope.clone(), clause: Clause::Where, ..Level::default() };
    if let Some(selection) = selection {
        let predicate = binder.condition(selection, "WHERE")?;
        plan = plan.filter(predicate);
    }
    binder.clause(Clause::Update);
    let assigned = assignments(&mut binder, &full, &table, sets, &statement.places)?;
    let returning = returning::bind(&session.catalog, statement, &scope, shown.as_ref())?;
    // The row's number, its new values, and everything RETURNING may read.
    let mut exprs = vec![Expr::column(width - 1, Type::Int8)];
    exprs.extend(assigned.iter().map(|(_, expr)| expr.clone()));
    let kept = exprs.len();
    exprs.extend(plan.types.iter().enumerate().map(|(i, ty)| Expr::column(i, ty.clone())));
    let plan = optimise(plan.project(exprs), &context);
    let rows = collect(&plan, &context)?;
    let mut change = Change::default();
    let mut picked = Vec::new();
    for row in 0..rows.rows {
        context.budget.spend(table.columns.len() as u64)?;
        let number = rows.columns[0].value(row).as_int().unwrap_or_default() as u32;
        let Some(number) = catalog.row_now(&full, number) else { continue };
        // A row that several rows of FROM match is updated once, by the first.
        if change.updates.contains_key(&number) {
            continue;
        }
        let mut new = row_of_batch(&rows, kept, row, table.columns.len());
        for (i, (column, _)) in assigned.iter().enumerate() {
            new[*column] = rows.columns[i + 1].value(row);
        }
        change.updates.insert(number, new);
        picked.push((number, row as u32));
    }
    let count = change.updates.len();
    let numbers: Vec<u32> = change.updates.keys().copied().collect();
    change::apply(&mut catalog, &full, change, &context, 0)?;
    let outcome = match &returning {
        None => Outcome::Affected { tag: "UPDATE".to_owned(), count: count as u64 },
        Some(_) => {
            let new_table = catalog.table(&full).cloned().unwrap_or_default();
            picked.sort_unstable();
            let around = rows.gather(&picked.iter().map(|(_, row)| *row).collect::<Vec<_>>());
            let new: Vec<Vec<Value>> = numbers.iter().map(|number| row_of(&new_table, *number)).collect();
            let mut columns: Vec<Arc<Vector>> = around.columns[kept..].to_vec();
            for (i, column) in table.columns.iter().enumerate() {
                columns[i] = Arc::new(Vector::from_values(&column.ty.ty, new.iter().map(|row| row[i].clone())));
            }
            returning::outcome(returning.as_ref(), &Batch::new(columns, count), "UPDATE", count, &context)?
        }
    };
    drop(context);
    session.catalog = catalog;
    Ok(outcome)
}

fn row_of_batch(rows: &Batch, from: usize, row: usize, width: usize) -> Vec<Value> {
    rows.columns[from..from + width].iter().map(|column| column.value(row)).collect()
}
