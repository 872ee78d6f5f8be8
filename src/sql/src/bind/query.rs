//! Queries: WITH, set operations, ORDER BY, LIMIT.

use super::{Binder, Clause, Level, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::parse::{plain, unsupported};
use crate::plan::{Expr, Node, Plan};
use crate::types::{Castable, ColumnType, Type};
use crate::value::Value;
use sqlparser::ast::{self, SetExpr};

/// A bound query.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    /// Its plan.
    pub(crate) plan: Plan,
    /// The names and types of its columns.
    pub(crate) columns: Vec<(String, Type)>,
}

impl Binder<'_> {
    /// A query that nothing is around; undecided literals become text.
    pub(crate) fn statement_query(&mut self, query: &ast::Query) -> Result<Bound> {
        let bound = self.query(query)?;
        Ok(decided(bound))
    }

    /// A query within the current level: bound on a level of its own, whose parameters come back.
    pub(crate) fn nested(&mut self, query: &ast::Query) -> Result<(Bound, Vec<(usize, Expr)>)> {
        self.levels.push(Level::default());
        let base = self.levels.len();
        let bound = self.deeper(|this| this.query(query));
        self.levels.truncate(base);
        let level = self.levels.pop().unwrap_or_default();
        Ok((decided(bound?), level.params))
    }

    /// A query on the current level.
    pub(crate) fn query(&mut self, query: &ast::Query) -> Result<Bound> {
        if !query.locks.is_empty() {
            // FOR UPDATE has nothing to lock against: one session.
            for lock in &query.locks {
                if lock.of.is_some() || lock.nonblock.is_some() {
                    return Err(unsupported("FOR UPDATE OF"));
                }
            }
        }
        if query.for_clause.is_some()
            || query.settings.is_some()
            || query.format_clause.is_some()
            || !query.limit_by.is_empty()
        {
            return Err(unsupported("FOR / SETTINGS / FORMAT / LIMIT BY"));
        }
        let known = self.ctes.len();
        let mut ctes = Vec::new();
        if let Some(with) = &query.with {
            ctes = self.with(with)?;
        }
        let order: &[ast::OrderByExpr] = query.order_by.as_ref().map_or(&[], |order| &order.exprs);
        let mut bound = match &*query.body {
            SetExpr::Select(select) => self.select(select, order, query)?,
            SetExpr::Query(inner)
                if order.is_empty() && query.limit.is_none() && query.fetch.is_none() && query.offset.is_none() =>
            {
                self.query(inner)?
            }
            body => {
                let bound = self.set_expr(body)?;
                self.order_output(bound, order, query)?
            }
        };
        self.ctes.truncate(known);
        if !ctes.is_empty() {
            let types = bound.plan.types.clone();
            bound.plan = Plan::new(Node::With { ctes, body: Box::new(bound.plan) }, types);
        }
        Ok(bound)
    }

    /// SELECT, VALUES, TABLE, a set operation, or a query in parentheses.
    pub(super) fn set_expr(&mut self, body: &SetExpr) -> Result<Bound> {
        self.deeper(|this| match body {
            SetExpr::Select(select) => {
                let none = empty_query(body);
                this.on_level(|this| this.select(select, &[], &none))
            }
            SetExpr::Query(query) => this.on_level(|this| this.query(query)),
            SetExpr::SetOperation { op, set_quantifier, left, right } => {
                this.set_operation(*op, *set_quantifier, left, right)
            }
            SetExpr::Values(values) => this.values(values),
            SetExpr::Table(table) => {
                let ident = |name: &Option<String>| name.as_ref().map(ast::Ident::new);
                let parts: Vec<ast::Ident> =
                    ident(&table.schema_name).into_iter().chain(ident(&table.table_name)).collect();
                this.whole_table(&ast::ObjectName(parts))
            }
            SetExpr::Insert(_) | SetExpr::Update(_) => Err(unsupported("(INSERT …), (UPDATE …)")),
        })
    }

    /// Does work on a level beside the current one: same surroundings, own names. What it takes from around is passed on.
    pub(super) fn on_level<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let Some(current) = self.levels.pop() else {
            self.levels.push(Level::default());
            let result = work(self);
            self.levels.pop();
            return result;
        };
        self.levels.push(Level { params: current.params.clone(), ..Level::default() });
        let base = self.levels.len();
        let result = work(self);
        self.levels.truncate(base);
        let inner = self.levels.pop().unwrap_or_default();
        self.levels.push(Level { params: inner.params, ..current });
        if let Some(level) = self.levels.last_mut() {
            level.outer_columns.extend(inner.outer_columns);
        }
        result
    }

    /// VALUES
    pub(super) fn values(&mut self, values: &ast::Values) -> Result<Bound> {
        let clause = std::mem::replace(&mut self.level().clause, Clause::Values);
        let rows = values
            .rows
            .iter()
            .map(|row| row.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>>>())
            .collect::<Result<Vec<_>>>();
        self.level().clause = clause;
        let rows = rows?;
        let width = rows.first().map_or(0, Vec::len);
        if let Some(bad) = rows.iter().position(|row| row.len() != width) {
            let at = values.rows[bad].first().and_then(|item| span::of(item, self.places));
            return Err(Error::from(Bind::ValuesLength).at(at));
        }
        let mut columns = Vec::new();
        let mut cast: Vec<Vec<Expr>> = vec![Vec::with_capacity(width); rows.len()];
        for i in 0..width {
            let asts: Vec<&ast::Expr> = values.rows.iter().map(|row| &row[i]).collect();
            let column: Vec<Expr> = rows.iter().map(|row| row[i].clone()).collect();
            // INSERT decides the type of a column of literals.
            let (column, ty) = if column.iter().all(|expr| expr.ty == Type::Unknown) {
                (column, Type::Unknown)
            } else {
                self.unify(column, &asts, "VALUES")?
            };
            for (row, expr) in cast.iter_mut().zip(column) {
                row.push(expr);
            }
            columns.push((format!("column{}", i + 1), ty));
        }
        let types = columns.iter().map(|(_, ty)| ty.clone()).collect();
        Ok(Bound { plan: Plan::new(Node::Values(cast), types), columns })
    }

    fn whole_table(&mut self, table: &ast::ObjectName) -> Result<Bound> {
        let (plan, scope) = self.relation(table, None)?;
        let columns = scope.columns.iter().map(|column| (column.name.clone(), column.expr.ty.clone())).collect();
        Ok(Bound { plan, columns })
    }

    /// LIMIT, OFFSET and FETCH over a plan.
    pub(super) fn limited(
        &mut self,
        plan: Plan,
        query: &ast::Query,
        ties: Option<Vec<crate::plan::SortKey>>,
    ) -> Result<Plan> {
        let clause = self.level().clause;
        let mut count = |ast: &ast::Expr, which: Clause| -> Result<Option<Expr>> {
            self.level().clause = which;
            // Columns mean nothing here.
            let scope = std::mem::take(&mut self.level().scope);
            let expr = self.expr(ast);
            self.level().scope = scope;
            let expr = expr?;
            let at = span::of(ast, self.places);
            if matches!(expr.as_const(), Some(Value::Null)) {
                return Ok(None);
            }
            let cast = self.cast(expr.clone(), &ColumnType::plain(Type::Int8), Castable::Assignment, at);
            cast.map(Some).map_err(|error| {
                if error.id() != "sql-cannot-cast" {
                    return error;
                }
                Error::from(Bind::NotInteger).with("what", which.name()).with("type", expr.ty.name()).at(at)
            })
        };
        let mut limit = match &query.limit {
            Some(ast::Expr::Identifier(word)) if plain(&word.value).eq_ignore_ascii_case("all") => None,
            Some(limit) => count(limit, Clause::Limit)?,
            None => None,
        };
        if let Some(fetch) = &query.fetch {
            if fetch.percent {
                return Err(unsupported("FETCH … PERCENT"));
            }
            limit = match &fetch.quantity {
                Some(quantity) => count(quantity, Clause::Limit)?,
                None => Some(Expr::constant(Value::Int(1), Type::Int8)),
            };
        }
        let offset = match &query.offset {
            Some(offset) => count(&offset.value, Clause::Offset)?,
            None => None,
        };
        self.level().clause = clause;
        if limit.is_none() && offset.is_none() {
            return Ok(plan);
        }
        let types = plan.types.clone();
        let ties = ties.filter(|_| query.fetch.as_ref().is_some_and(|fetch| fetch.with_ties));
        Ok(Plan::new(Node::Limit { input: Box::new(plan), limit, offset, ties }, types))
    }
}

/// Undecided literals become text.
pub(crate) fn decided(mut bound: Bound) -> Bound {
    if !bound.columns.iter().any(|(_, ty)| *ty == Type::Unknown) {
        return bound;
    }
    let exprs = bound
        .columns
        .iter_mut()
        .enumerate()
        .map(|(i, (_, ty))| {
            let expr = Expr::column(i, ty.clone());
            if *ty != Type::Unknown {
                return expr;
            }
            *ty = Type::Text;
            super::coerce::cast(expr.clone(), &Type::Text.into(), Castable::Implicit, false).unwrap_or(expr)
        })
        .collect();
    bound.plan = bound.plan.project(exprs);
    bound
}

fn empty_query(body: &SetExpr) -> ast::Query {
    ast::Query {
        with: None,
        body: Box::new(body.clone()),
        order_by: None,
        limit: None,
        limit_by: vec![],
        offset: None,
        fetch: None,
        locks: vec![],
        for_clause: None,
        settings: None,
        format_clause: None,
    }
}
