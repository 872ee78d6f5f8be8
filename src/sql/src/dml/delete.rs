//! DELETE FROM … USING … WHERE …

use super::change::{self, Change};
use super::update::{beside, numbered_scan, table_factor};
use super::{returning, target};
use crate::Result;
use crate::bind::{Binder, Clause, Level};
use crate::database::{Outcome, Session};
use crate::execute::collect;
use crate::optimise::optimise;
use crate::parse::{Statement, unsupported};
use crate::plan::Expr;
use crate::types::Type;
use base::Budget;
use sqlparser::ast;

/// DELETE
pub(crate) fn delete(
    session: &mut Session,
    statement: &Statement,
    delete: &ast::Delete,
    budget: &Budget,
) -> Result<Outcome> {
    if !delete.order_by.is_empty() || delete.limit.is_some() || !delete.tables.is_empty() {
        return Err(unsupported("DELETE … ORDER BY / LIMIT"));
    }
    let (ast::FromTable::WithFromKeyword(from) | ast::FromTable::WithoutKeyword(from)) = &delete.from;
    let [only] = from.as_slice() else { return Err(unsupported("DELETE FROM a, b")) };
    let (object, alias) = table_factor(&only.relation)?;
    let (full, table) = target(&session.catalog, object, &statement.places)?;
    let alias = alias.unwrap_or_else(|| full.name.clone());
    let mut catalog = session.catalog.clone();
    let view = session.view();
    let context = session.context(&view, budget);
    let mut binder = Binder::new(&session.catalog, &statement.places);
    binder.levels.push(Level::default());
    let mut source = numbered_scan(&full, &session.catalog.picked_from(&full, &table), &alias);
    let width = source.0.types.len();
    if let Some(using) = &delete.using {
        let right = binder.from(using)?;
        source = beside(source, right);
    }
    let (mut plan, scope) = source;
    binder.levels[0] = Level { scope: scope.clone(), clause: Clause::Where, ..Level::default() };
    if let Some(selection) = &delete.selection {
        let predicate = binder.condition(selection, "WHERE")?;
        plan = plan.filter(predicate);
    }
    let returning = returning::bind(&session.catalog, statement, &scope, delete.returning.as_ref())?;
    let exprs = plan.types.iter().enumerate().map(|(i, ty)| Expr::column(i, ty.clone())).collect();
    let mut plan = plan.project(exprs);
    if returning.is_none() {
        plan = plan.project(vec![Expr::column(width - 1, Type::Int8)]);
    }
    let at = if returning.is_none() { 0 } else { width - 1 };
    let plan = optimise(plan, &context);
    let rows = collect(&plan, &context)?;
    let mut seen = std::collections::HashSet::new();
    let mut picked = Vec::new();
    for row in 0..rows.rows {
        let number = rows.columns[at].value(row).as_int().unwrap_or_default() as u32;
        let Some(number) = catalog.row_now(&full, number) else { continue };
        if seen.insert(number) {
            picked.push(row as u32);
        }
    }
    let count = seen.len();
    let change = Change { deletes: seen.into_iter().collect(), ..Change::default() };
    change::apply(&mut catalog, &full, change, &context, 0)?;
    let outcome = returning::outcome(returning.as_ref(), &rows.gather(&picked), "DELETE", count, &context)?;
    drop(context);
    session.catalog = catalog;
    Ok(outcome)
}
