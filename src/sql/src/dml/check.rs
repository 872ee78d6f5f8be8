//! Conditions and defaults kept as SQL, bound anew for each statement that needs them.

use crate::Result;
use crate::bind::{Binder, Clause, Level, Scope};
use crate::catalog::{Catalog, Name, Table};
use crate::error::{Error, Store};
use crate::execute::{Batch, Context, eval};
use crate::parse::{self, unsupported};
use crate::plan::Expr;
use crate::types::{Castable, ColumnType, Type};
use crate::value::Value;
use base::Span;
use sqlparser::ast;

/// Binds an expression kept as SQL, over a table's columns.
pub(crate) fn expression(catalog: &Catalog, sql: &str, scope: &Scope, clause: Clause, to: &ColumnType) -> Result<Expr> {
    let text = format!("SELECT {sql}");
    let statement = parse::parse(&text, Span::new(0, text.len()))?;
    let ast::Statement::Query(query) = &statement.ast else { return Err(unsupported(sql)) };
    let ast::SetExpr::Select(select) = &*query.body else { return Err(unsupported(sql)) };
    let Some(ast::SelectItem::UnnamedExpr(expr)) = select.projection.first() else { return Err(unsupported(sql)) };
    let mut binder = Binder::new(catalog, &statement.places);
    binder.levels.push(Level { scope: scope.clone(), clause, ..Level::default() });
    let bound = binder.expr(expr)?;
    // Places are those of another text.
    binder.cast(bound, to, Castable::Assignment, None)
}

/// A table's columns as a scope.
pub(crate) fn scope_of(table: &Table, alias: &str) -> Scope {
    let columns: Vec<(String, Type)> = table.columns.iter().map(|c| (c.name.clone(), c.ty.ty.clone())).collect();
    Scope::table(alias, &columns)
}

/// What every row of a table must meet.
pub(crate) struct RowCheck {
    checks: Vec<(String, Expr)>,
}

/// Binds a table's CHECK constraints.
pub(crate) fn row_checks(catalog: &Catalog, name: &Name, table: &Table) -> Result<RowCheck> {
    let scope = scope_of(table, &name.name);
    let checks = table.checks.iter().map(|check| {
        let expr = expression(catalog, &check.condition, &scope, Clause::Check, &Type::Bool.into())?;
        Ok((check.name.clone(), expr))
    });
    Ok(RowCheck { checks: checks.collect::<Result<_>>()? })
}

impl RowCheck {
    /// NOT NULL and CHECK over new rows.
    pub(crate) fn check(&self, name: &Name, table: &Table, rows: &Batch, context: &Context<'_>) -> Result<()> {
        for (column, vector) in table.columns.iter().zip(&rows.columns) {
            if column.not_null
                && let Some(row) = (0..rows.rows).find(|row| vector.is_null(*row))
            {
                return Err(Error::from(Store::NotNull)
                    .with("column", column.name.as_str())
                    .with("table", name.name.as_str())
                    .with("row", written_row(rows, row)));
            }
        }
        for (check, expr) in &self.checks {
            let verdict = eval::eval(expr, rows, context)?;
            context.budget.spend(rows.rows as u64 / 8 + 1)?;
            if let Some(row) = (0..rows.rows).find(|row| matches!(verdict.value(*row), Value::Bool(false))) {
                return Err(Error::from(Store::Check)
                    .with("constraint", check.as_str())
                    .with("table", name.name.as_str())
                    .with("row", written_row(rows, row)));
            }
        }
        Ok(())
    }
}

/// A row as PostgreSQL's DETAIL shows it: `(1, null, x)`.
pub(crate) fn written_row(rows: &Batch, row: usize) -> String {
    let fields: Vec<String> = rows
        .columns
        .iter()
        .map(|column| if column.is_null(row) { "null".to_owned() } else { column.value(row).write(&column.ty) })
        .collect();
    format!("({})", fields.join(", "))
}
