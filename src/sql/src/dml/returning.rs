//! RETURNING

use crate::Result;
use crate::bind::{Binder, Clause, Level, Scope};
use crate::database::{Outcome, fill, result_table};
use crate::execute::{Batch, Context, eval};
use crate::parse::Statement;
use crate::plan::Expr;
use crate::types::{Castable, Type};
use sqlparser::ast;

/// A bound RETURNING list.
pub(super) struct Returning {
    columns: Vec<(String, Type)>,
    exprs: Vec<Expr>,
}

/// Binds RETURNING over the columns of a scope.
pub(super) fn bind(
    catalog: &crate::catalog::Catalog,
    statement: &Statement,
    scope: &Scope,
    items: Option<&Vec<ast::SelectItem>>,
) -> Result<Option<Returning>> {
    let Some(items) = items else { return Ok(None) };
    let mut binder = Binder::new(catalog, &statement.places);
    binder.levels.push(Level { scope: scope.clone(), clause: Clause::Returning, ..Level::default() });
    let (mut columns, mut exprs) = (Vec::new(), Vec::new());
    for (name, expr) in binder.output_list(items)? {
        let expr = if expr.ty == Type::Unknown {
            binder.cast(expr, &Type::Text.into(), Castable::Implicit, None)?
        } else {
            expr
        };
        columns.push((name, expr.ty.clone()));
        exprs.push(expr);
    }
    Ok(Some(Returning { columns, exprs }))
}

/// The outcome of a statement: its RETURNING rows, or how many it touched.
pub(super) fn outcome(
    returning: Option<&Returning>,
    rows: &Batch,
    tag: &str,
    count: usize,
    context: &Context<'_>,
) -> Result<Outcome> {
    let Some(returning) = returning else { return Ok(Outcome::Affected { tag: tag.to_owned(), count: count as u64 }) };
    let columns =
        returning.exprs.iter().map(|expr| eval::eval_vector(expr, rows, context)).collect::<Result<Vec<_>>>()?;
    let mut table = result_table(&returning.columns);
    let rows = Batch::new(columns, rows.rows);
    context.session.returned(&returning.columns, &rows);
    fill(&mut table, &rows);
    Ok(Outcome::Rows(table))
}
