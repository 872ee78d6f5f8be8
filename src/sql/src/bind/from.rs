//! FROM: tables, views, queries, functions, joins.

use super::table_function::is_lateral;
use super::{Binder, Clause, Level, Scope, ScopeColumn, nearest};
use crate::Result;
use crate::catalog::{Relation, View};
use crate::error::{Bind, Error, Execute, foreign};
use crate::parse::{self, name, unsupported};
use crate::plan::{Expr, JoinKind, Kind, Node, Plan};
use crate::types::Type;
use base::Span;
use sqlparser::ast::{self, JoinConstraint, JoinOperator, TableFactor};
use std::sync::Arc;

/// Views that read views, at most so deep.
const VIEW_DEPTH: usize = 32;

impl Binder<'_> {
    /// The FROM clause: a plan, and what its columns are called.
    pub(crate) fn from(&mut self, from: &[ast::TableWithJoins]) -> Result<(Plan, Scope)> {
        let mut all: Option<(Plan, Scope)> = None;
        for item in from {
            let left = all.take();
            let next = self.table_with_joins(item, left)?;
            all = Some(next);
        }
        Ok(all.unwrap_or_else(|| (Plan::one_row(), Scope::default())))
    }

    fn table_with_joins(&mut self, item: &ast::TableWithJoins, left: Option<(Plan, Scope)>) -> Result<(Plan, Scope)> {
        // Tables joined by commas come before; joins bind tighter, but what stands left is visible to LATERAL.
        let mut joined = match left {
            None => self.factor_alone(&item.relation)?,
            Some(left) if item.joins.is_empty() => return self.join(left, &item.relation, &JoinOperator::CrossJoin),
            // What stands left of the comma is visible to LATERAL; as long as every row of it stays, the order is all the same.
            Some(left) if reads_left(item) => self.join(left, &item.relation, &JoinOperator::CrossJoin)?,
            Some(left) => {
                // Joins bind tighter than commas.
                let mut right = self.factor_alone(&item.relation)?;
                for join in &item.joins {
                    right = self.join(right, &join.relation, &join.join_operator)?;
                }
                return self.cross(left, right);
            }
        };
        for join in &item.joins {
            joined = self.join(joined, &join.relation, &join.join_operator)?;
        }
        Ok(joined)
    }

    fn cross(&mut self, left: (Plan, Scope), right: (Plan, Scope)) -> Result<(Plan, Scope)> {
        self.no_duplicates(&left.1, &right.1)?;
        let types = left.0.types.iter().chain(&right.0.types).cloned().collect();
        let node = Node::Join {
            kind: JoinKind::Inner,
            left: Box::new(left.0),
            right: Box::new(right.0),
            keys: vec![],
            residual: None,
        };
        Ok((Plan::new(node, types), left.1.beside(right.1)))
    }

    fn no_duplicates(&self, left: &Scope, right: &Scope) -> Result<()> {
        for table in &right.tables {
            if left.tables.contains(table) {
                let at = (0..self.places.len()).rev().find(|i| self.places.text(*i).eq_ignore_ascii_case(table));
                return Err(Error::from(Bind::DuplicateAlias)
                    .with("name", table.as_str())
                    .at(at.and_then(|at| self.places.span(at))));
            }
        }
        Ok(())
    }

    /// A factor that sees nothing to its left.
    fn factor_alone(&mut self, factor: &TableFactor) -> Result<(Plan, Scope)> {
        self.deeper(|this| this.factor(factor))
    }

    /// Joins a factor to what stands left of it.
    fn join(&mut self, left: (Plan, Scope), factor: &TableFactor, operator: &JoinOperator) -> Result<(Plan, Scope)> {
        let (kind, constraint) = match operator {
            JoinOperator::Inner(constraint) => (JoinKind::Inner, constraint),
            JoinOperator::LeftOuter(constraint) => (JoinKind::Left, constraint),
            JoinOperator::RightOuter(constraint) => (JoinKind::Right, constraint),
            JoinOperator::FullOuter(constraint) => (JoinKind::Full, constraint),
            JoinOperator::CrossJoin => (JoinKind::Inner, &JoinConstraint::None),
            JoinOperator::LeftSemi(constraint) => (JoinKind::Semi, constraint),
            JoinOperator::LeftAnti(constraint) => (JoinKind::Anti, constraint),
            other => return Err(unsupported(join_name(other))),
        };
        let lateral = match factor {
            TableFactor::Derived { lateral, .. } => *lateral,
            TableFactor::Function { .. } | TableFactor::UNNEST { .. } => true,
            TableFactor::Table { args, .. } => args.is_some(),
            _ => false,
        };
        if !lateral {
            let right = self.factor_alone(factor)?;
            return self.join_sides(kind, left, right, constraint);
        }
        let (plan, scope, params) = self.lateral(&left.1, |this| this.factor_alone(factor))?;
        if !is_lateral(&params) {
            // It takes nothing from the left; what it takes from further out stays as it is.
            let plan = rebase(plan, &params);
            return self.join_sides(kind, left, (plan, scope), constraint);
        }
        if !matches!(kind, JoinKind::Inner | JoinKind::Left) {
            return Err(
                Error::from(Bind::InvalidFromReference).with("name", scope.tables.first().cloned().unwrap_or_default())
            );
        }
        self.no_duplicates(&left.1, &scope)?;
        let (left_plan, left_scope) = left;
        let types = left_plan.types.iter().chain(&plan.types).cloned().collect();
        let optional = if kind == JoinKind::Left { scope.tables.clone() } else { Vec::new() };
        let mut both = left_scope.beside(scope);
        both.optional.extend(optional);
        let on = match constraint {
            JoinConstraint::None => None,
            JoinConstraint::On(condition) => Some(self.on_condition(condition, &both)?),
            _ => return Err(unsupported("LATERAL … USING")),
        };
        let node =
            Node::Apply { outer: kind == JoinKind::Left, left: Box::new(left_plan), right: Box::new(plan), params, on };
        Ok((Plan::new(node, types), both))
    }

    /// What stands left, and for each of its rows what `work` binds.
    pub(super) fn lateral_join(
        &mut self,
        left: (Plan, Scope),
        outer: bool,
        work: impl FnOnce(&mut Self) -> Result<(Plan, Scope)>,
    ) -> Result<(Plan, Scope)> {
        let (plan, scope, params) = self.lateral(&left.1, work)?;
        self.no_duplicates(&left.1, &scope)?;
        let types = left.0.types.iter().chain(&plan.types).cloned().collect();
        let node = Node::Apply { outer, left: Box::new(left.0), right: Box::new(plan), params, on: None };
        let optional = if outer { scope.tables.clone() } else { Vec::new() };
        let mut both = left.1.beside(scope);
        both.optional.extend(optional);
        Ok((Plan::new(node, types), both))
    }

    /// Binds something one level in, with the left side's names around it.
    fn lateral(
        &mut self,
        left: &Scope,
        work: impl FnOnce(&mut Self) -> Result<(Plan, Scope)>,
    ) -> Result<(Plan, Scope, Vec<(usize, Expr)>)> {
        let mut around = Level { scope: left.clone(), clause: Clause::From, ..Level::default() };
        // The left side stands on the current level, whose parameters are its parameters.
        around.params.clone_from(&self.level().params);
        let current = self.levels.pop().unwrap_or_default();
        self.levels.push(around);
        self.levels.push(Level::default());
        let base = self.levels.len();
        let result = work(self);
        self.levels.truncate(base);
        let inner = self.levels.pop().unwrap_or_default();
        let around = self.levels.pop().unwrap_or_default();
        self.levels.push(Level { params: around.params, ..current });
        let (plan, scope) = result?;
        Ok((plan, scope, inner.params))
    }

    fn on_condition(&mut self, condition: &ast::Expr, scope: &Scope) -> Result<Expr> {
        let level = self.level();
        let before = std::mem::replace(&mut level.scope, scope.clone());
        let clause = std::mem::replace(&mut level.clause, Clause::On);
        let result = self.condition(condition, "JOIN/ON");
        let level = self.level();
        level.scope = before;
        level.clause = clause;
        result
    }

    /// Two sides with their constraint.
    fn join_sides(
        &mut self,
        kind: JoinKind,
        left: (Plan, Scope),
        right: (Plan, Scope),
        constraint: &JoinConstraint,
    ) -> Result<(Plan, Scope)> {
        self.no_duplicates(&left.1, &right.1)?;
        let types: Vec<Type> = left.0.types.iter().chain(&right.0.types).cloned().collect();
        let (left_scope, right_scope) = (left.1, right.1);
        let optional = match kind {
            JoinKind::Left => right_scope.tables.clone(),
            JoinKind::Right => left_scope.tables.clone(),
            JoinKind::Full => [left_scope.tables.as_slice(), &right_scope.tables].concat(),
            _ => Vec::new(),
        };
        let (residual, mut scope) = match constraint {
            JoinConstraint::On(condition) => {
                let both = left_scope.clone().beside(right_scope);
                (Some(self.on_condition(condition, &both)?), both)
            }
            JoinConstraint::None => {
                if kind != JoinKind::Inner {
                    return Err(Error::from(crate::error::Parse::Syntax)
                        .with("near", "JOIN")
                        .with("expected", "ON / USING"));
                }
                (None, left_scope.clone().beside(right_scope))
            }
            JoinConstraint::Using(idents) => {
                let names: Vec<(String, Option<Span>)> =
                    idents.iter().map(|ident| (name(ident), self.places.of(&ident.value))).collect();
                self.using(kind, left_scope.clone(), right_scope, &names)?
            }
            JoinConstraint::Natural => {
                let right_names: Vec<&str> =
                    right_scope.columns.iter().filter(|c| c.bare).map(|c| c.name.as_str()).collect();
                let names: Vec<(String, Option<Span>)> = left_scope
                    .columns
                    .iter()
                    .filter(|column| column.bare && right_names.contains(&column.name.as_str()))
                    .map(|column| (column.name.clone(), None))
                    .collect();
                if names.is_empty() {
                    (None, left_scope.clone().beside(right_scope))
                } else {
                    self.using(kind, left_scope.clone(), right_scope, &names)?
                }
            }
        };
        scope.optional.extend(optional);
        let semi = matches!(kind, JoinKind::Semi | JoinKind::Anti);
        let (types, scope) = if semi { (left.0.types.clone(), left_scope) } else { (types, scope) };
        let node = Node::Join { kind, left: Box::new(left.0), right: Box::new(right.0), keys: vec![], residual };
        Ok((Plan::new(node, types), scope))
    }

    /// USING: equal columns are one column.
    fn using(
        &mut self,
        kind: JoinKind,
        left: Scope,
        right: Scope,
        names: &[(String, Option<Span>)],
    ) -> Result<(Option<Expr>, Scope)> {
        let width = left.width;
        let mut conditions = Vec::new();
        let mut merged = Vec::new();
        for (column, at) in names {
            let find = |scope: &Scope, side: &str| -> Result<Expr> {
                let mut found = scope.columns.iter().filter(|c| c.bare && c.name == *column);
                let first = found.next().ok_or_else(|| {
                    Error::from(Bind::UsingColumn).with("name", column.as_str()).with("side", side).at(*at)
                })?;
                if found.next().is_some() {
                    return Err(Error::from(Bind::UsingAmbiguous)
                        .with("name", column.as_str())
                        .with("side", side)
                        .at(*at));
                }
                Ok(first.expr.clone())
            };
            let a = find(&left, "left")?;
            let mut b = find(&right, "right")?;
            b.shift(width as isize);
            let (x, y) = self.same_type(a.clone(), b.clone(), "=", *at)?;
            // But for a full join the column keeps its own type.
            let expr = match kind {
                JoinKind::Full => Expr::new(Kind::Coalesce(vec![x.clone(), y.clone()]), x.ty.clone()),
                JoinKind::Right => b,
                _ => a,
            };
            conditions.push(Expr::compare(crate::plan::CompareOp::Eq, x, y));
            merged.push(ScopeColumn { table: None, name: column.clone(), expr, bare: true });
        }
        let mut both = left.beside(right);
        for column in &mut both.columns {
            if names.iter().any(|(name, _)| *name == column.name) {
                column.bare = false;
            }
        }
        // Merged columns of an inner USING that were merged again are no columns of their own any more.
        both.columns.retain(|column| column.table.is_some() || column.bare);
        merged.append(&mut both.columns);
        both.columns = merged;
        Ok((Some(Expr::all(conditions)), both))
    }

    fn factor(&mut self, factor: &TableFactor) -> Result<(Plan, Scope)> {
        match factor {
            TableFactor::Table {
                name: table,
                alias,
                args: None,
                with_ordinality: false,
                version: None,
                with_hints,
                partitions,
            } => {
                if !with_hints.is_empty() || !partitions.is_empty() {
                    return Err(unsupported("WITH (…)"));
                }
                self.relation(table, alias.as_ref())
            }
            TableFactor::Table { name: table, alias, args: Some(args), with_ordinality, .. } => {
                let (spelled, at) = self.function_name(table);
                self.table_function(&spelled, &args.args, *with_ordinality, alias.as_ref(), at)
            }
            TableFactor::Function { name: table, args, alias, .. } => {
                let (spelled, at) = self.function_name(table);
                self.table_function(&spelled, args, false, alias.as_ref(), at)
            }
            TableFactor::UNNEST { alias, array_exprs, with_ordinality, with_offset: false, .. } => {
                let args: Vec<ast::FunctionArg> = array_exprs
                    .iter()
                    .map(|e| ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(e.clone())))
                    .collect();
                self.table_function("unnest", &args, *with_ordinality, alias.as_ref(), None)
            }
            TableFactor::TableFunction { expr, alias } => {
                let ast::Expr::Function(function) = expr else { return Err(unsupported("TABLE(…)")) };
                let ast::FunctionArguments::List(list) = &function.args else { return Err(unsupported("TABLE(…)")) };
                let (spelled, at) = self.function_name(&function.name);
                self.table_function(&spelled, &list.args, false, alias.as_ref(), at)
            }
            TableFactor::Derived { subquery, alias, .. } => self.derived(subquery, alias.as_ref()),
            TableFactor::NestedJoin { table_with_joins, alias } => {
                let (plan, scope) = self.table_with_joins(table_with_joins, None)?;
                let Some(alias) = alias else { return Ok((plan, scope)) };
                let exprs: Vec<Expr> = scope.columns.iter().filter(|c| c.bare).map(|c| c.expr.clone()).collect();
                let columns =
                    scope.columns.iter().filter(|c| c.bare).map(|c| (c.name.clone(), c.expr.ty.clone())).collect();
                let columns = self.renamed(alias, &name(&alias.name), columns)?;
                Ok((plan.project(exprs), Scope::table(&name(&alias.name), &columns)))
            }
            other => {
                let text = parse::strip_tags(&other.to_string());
                let what = ["PIVOT", "UNPIVOT", "MATCH_RECOGNIZE", "JSON_TABLE", "WITH OFFSET"]
                    .into_iter()
                    .find(|word| text.contains(word));
                Err(unsupported(what.unwrap_or("table expression")))
            }
        }
    }

    fn function_name(&self, function: &ast::ObjectName) -> (String, Option<Span>) {
        let last = function.0.last();
        (last.map(name).unwrap_or_default(), last.and_then(|part| self.places.of(&part.value)))
    }

    fn derived(&mut self, query: &ast::Query, alias: Option<&ast::TableAlias>) -> Result<(Plan, Scope)> {
        let bound = self.on_level(|this| this.query(query))?;
        let bound = super::query::decided(bound);
        let Some(alias) = alias else {
            return Err(Error::from(Bind::SubqueryAlias).at(self.first_place(query)));
        };
        let table = name(&alias.name);
        let columns = self.renamed(alias, &table, bound.columns)?;
        Ok((bound.plan, Scope::table(&table, &columns)))
    }

    fn first_place(&self, query: &ast::Query) -> Option<Span> {
        let ast::SetExpr::Select(select) = &*query.body else { return None };
        select.projection.iter().find_map(|item| match item {
            ast::SelectItem::UnnamedExpr(expr) | ast::SelectItem::ExprWithAlias { expr, .. } => self.place(expr),
            _ => None,
        })
    }

    /// A table, a view or a WITH query, under its name or an alias.
    pub(crate) fn relation(
        &mut self,
        table: &ast::ObjectName,
        alias: Option<&ast::TableAlias>,
    ) -> Result<(Plan, Scope)> {
        let (schema, last) = match table.0.as_slice() {
            [last] => (None, last),
            [schema, last] => (Some(name(schema)), last),
            [_, schema, last] => (Some(name(schema)), last),
            _ => return Err(unsupported(table.to_string())),
        };
        let wanted = name(last);
        let at = self.places.of(&table.0[0].value).map(|first| match self.places.of(&last.value) {
            Some(end) => Span { start: first.start, end: end.end },
            None => first,
        });
        let shown = alias.map_or_else(|| wanted.clone(), |alias| name(&alias.name));
        let finish = |this: &Self, plan: Plan, columns: Vec<(String, Type)>| -> Result<(Plan, Scope)> {
            let columns = match alias {
                Some(alias) => this.renamed(alias, &shown, columns)?,
                None => columns,
            };
            Ok((plan, Scope::table(&shown, &columns)))
        };
        if schema.is_none()
            && let Some((plan, columns)) = self.cte_scan(&wanted, at)?
        {
            return finish(self, plan, columns);
        }
        if schema.is_none()
            && self.views == 0
            && let Some(rows) = self.catalog.transient(&wanted)
        {
            let (plan, columns) = scan(crate::catalog::Name::new("", &wanted), rows);
            return finish(self, plan, columns);
        }
        if let Some((plan, columns)) = crate::catalog_views::read(self.catalog, schema.as_deref(), &wanted) {
            return finish(self, plan, columns);
        }
        let Some(full) = self.catalog.resolve(schema.as_deref(), &wanted) else {
            let spelled = schema.map_or_else(|| wanted.clone(), |schema| format!("{schema}.{wanted}"));
            let mut error = Error::from(Bind::UndefinedTable).foreign(foreign::TABLES, &spelled).with("name", spelled);
            let names = self.catalog.relations.keys().map(|known| known.name.as_str());
            let ctes = self.ctes.iter().map(|entry| entry.name.as_str());
            if let Some(hint) = nearest(&wanted, names.chain(ctes)) {
                error = error.with("suggestion", hint);
            }
            return Err(error.at(at));
        };
        match self.catalog.read(&full) {
            Some(Relation::Table(found)) => {
                let (plan, columns) = scan(full, found);
                finish(self, plan, columns)
            }
            Some(Relation::View(view)) => {
                let view = Arc::clone(view);
                let bound = self.view(&view)?;
                finish(self, bound.plan, bound.columns)
            }
            Some(Relation::Sequence(sequence)) => {
                let row = vec![
                    Expr::constant(crate::value::Value::Int(sequence.last), Type::Int8),
                    Expr::bool(sequence.called),
                ];
                let columns = vec![("last_value".to_owned(), Type::Int8), ("is_called".to_owned(), Type::Bool)];
                finish(self, Plan::new(Node::Values(vec![row]), vec![Type::Int8, Type::Bool]), columns)
            }
            _ => Err(Error::from(Bind::NotATable).with("name", wanted).at(at)),
        }
    }

    /// The query of a view, bound on its own.
    pub(crate) fn view(&mut self, view: &View) -> Result<super::Bound> {
        if self.views >= VIEW_DEPTH {
            return Err(Error::from(Execute::TooDeep));
        }
        let statement = parse::parse(&view.query, Span::new(0, view.query.len()))?;
        let ast::Statement::Query(query) = &statement.ast else { return Err(unsupported("VIEW")) };
        let mut inner = Binder::new(self.catalog, &statement.places);
        inner.views = self.views + 1;
        inner.next_id = self.next_id;
        let mut bound = inner.statement_query(query)?;
        self.next_id = inner.next_id;
        for (column, given) in bound.columns.iter_mut().zip(&view.columns) {
            column.0.clone_from(given);
        }
        Ok(bound)
    }
}

/// A plan whose parameters are parameters of the level around: they are renamed to those.
fn rebase(mut plan: Plan, params: &[(usize, Expr)]) -> Plan {
    if params.is_empty() {
        return plan;
    }
    crate::optimise::each_expr(&mut plan, &mut |expr| {
        expr.rewrite(&mut |expr| {
            if let Kind::Param(id, _) = expr.kind
                && let Some((_, outer)) = params.iter().find(|(known, _)| *known == id)
            {
                expr.kind = outer.kind.clone();
            }
        });
    });
    plan
}

fn join_name(operator: &JoinOperator) -> &'static str {
    match operator {
        JoinOperator::RightSemi(_) => "RIGHT SEMI JOIN",
        JoinOperator::RightAnti(_) => "RIGHT ANTI JOIN",
        JoinOperator::CrossApply => "CROSS APPLY",
        JoinOperator::OuterApply => "OUTER APPLY",
        JoinOperator::AsOf { .. } => "ASOF JOIN",
        _ => "JOIN",
    }
}

/// All columns of a table.
fn scan(name: crate::catalog::Name, table: &Arc<crate::catalog::Table>) -> (Plan, Vec<(String, Type)>) {
    let columns: Vec<(String, Type)> = table.columns.iter().map(|c| (c.name.clone(), c.ty.ty.clone())).collect();
    let types = columns.iter().map(|(_, ty)| ty.clone()).collect();
    let node = Node::Scan {
        name,
        table: Arc::clone(table),
        columns: (0..columns.len()).collect(),
        filters: vec![],
        row_number: false,
    };
    (Plan::new(node, types), columns)
}

/// Whether a LATERAL query stands among joins that keep every row of the left side or drop whole pairs.
fn reads_left(item: &ast::TableWithJoins) -> bool {
    let lateral = |factor: &TableFactor| matches!(factor, TableFactor::Derived { lateral: true, .. });
    let keeps = |operator: &JoinOperator| {
        matches!(operator, JoinOperator::Inner(_) | JoinOperator::LeftOuter(_) | JoinOperator::CrossJoin)
    };
    item.joins.iter().any(|join| lateral(&join.relation)) && item.joins.iter().all(|join| keeps(&join.join_operator))
}
