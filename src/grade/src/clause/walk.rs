//! The expressions and marks of one clause, wherever a statement has it.

use sqlparser::ast::{
    Distinct, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, GroupByExpr, JoinConstraint,
    JoinOperator, Query, Select, SelectItem, SetExpr, SetOperator, Statement, TableFactor, TableWithJoins, WindowType,
};

/// What a clause has, in all queries of a statement. The parser bounds how deep they nest.
#[derive(Default)]
pub(crate) struct Parts<'a> {
    /// All expressions, inner ones too.
    pub(crate) expressions: Vec<&'a Expr>,
    pub(crate) joins: Vec<&'a JoinOperator>,
    pub(crate) present: bool,
    pub(crate) star: bool,
    pub(crate) distinct: bool,
    pub(crate) subquery: bool,
    pub(crate) union: bool,
}

impl<'a> Parts<'a> {
    pub(crate) fn statement(&mut self, statement: &'a Statement, clause: &str) {
        match statement {
            Statement::Query(query) => self.query(query, clause),
            Statement::Insert(insert) => {
                if let Some(query) = &insert.source {
                    self.query(query, clause);
                }
            }
            Statement::CreateTable(create) => {
                if let Some(query) = &create.query {
                    self.query(query, clause);
                }
            }
            Statement::CreateView { query, .. } => self.query(query, clause),
            Statement::Explain { statement, .. } => self.statement(statement, clause),
            Statement::Update { assignments, selection, .. } => {
                for assignment in assignments {
                    self.inner(&assignment.value, clause);
                }
                self.clause("where", clause, selection.iter());
            }
            Statement::Delete(delete) => self.clause("where", clause, delete.selection.iter()),
            _ => {}
        }
    }

    fn query(&mut self, query: &'a Query, clause: &str) {
        if let Some(with) = &query.with {
            self.present |= is("with", clause);
            for table in &with.cte_tables {
                self.query(&table.query, clause);
            }
        }
        self.set(&query.body, clause);
        let order: Vec<&Expr> = query.order_by.iter().flat_map(|order| order.exprs.iter().map(|by| &by.expr)).collect();
        self.clause("order-by", clause, order.into_iter());
        self.clause("limit", clause, query.limit.iter());
        self.present |= is("limit", clause) && query.fetch.is_some();
    }

    fn set(&mut self, body: &'a SetExpr, clause: &str) {
        match body {
            SetExpr::Select(select) => self.select(select, clause),
            SetExpr::Query(query) => self.query(query, clause),
            SetExpr::SetOperation { op, left, right, .. } => {
                self.union |= op == &SetOperator::Union;
                self.set(left, clause);
                self.set(right, clause);
            }
            SetExpr::Insert(statement) | SetExpr::Update(statement) => self.statement(statement, clause),
            SetExpr::Values(values) => values.rows.iter().flatten().for_each(|expr| self.inner(expr, clause)),
            SetExpr::Table(_) => {}
        }
    }

    fn select(&mut self, select: &'a Select, clause: &str) {
        let here = is("select", clause);
        self.present |= here;
        self.distinct |= here && matches!(select.distinct, Some(Distinct::Distinct | Distinct::On(_)));
        let mut projected = Vec::new();
        for item in &select.projection {
            match item {
                SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => projected.push(expr),
                SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..) => self.star |= here,
            }
        }
        self.clause("select", clause, projected.into_iter());
        self.present |= is("from", clause) && !select.from.is_empty();
        for table in &select.from {
            self.tables(table, clause);
        }
        self.clause("where", clause, select.selection.iter());
        match &select.group_by {
            GroupByExpr::Expressions(by, _) => self.clause("group-by", clause, by.iter()),
            GroupByExpr::All(_) => self.present |= is("group-by", clause),
        }
        self.clause("having", clause, select.having.iter());
        self.clause("having", clause, select.qualify.iter());
    }

    fn tables(&mut self, tables: &'a TableWithJoins, clause: &str) {
        self.factor(&tables.relation, clause);
        for join in &tables.joins {
            self.factor(&join.relation, clause);
            if is("from", clause) {
                self.joins.push(&join.join_operator);
            }
            let constraint = match &join.join_operator {
                JoinOperator::Inner(on)
                | JoinOperator::LeftOuter(on)
                | JoinOperator::RightOuter(on)
                | JoinOperator::FullOuter(on) => Some(on),
                _ => None,
            };
            if let Some(JoinConstraint::On(on)) = constraint {
                self.clause("from", clause, std::iter::once(on));
            }
        }
    }

    fn factor(&mut self, factor: &'a TableFactor, clause: &str) {
        match factor {
            TableFactor::Derived { subquery, .. } => {
                self.subquery |= is("from", clause);
                self.query(subquery, clause);
            }
            TableFactor::NestedJoin { table_with_joins, .. } => self.tables(table_with_joins, clause),
            _ => {}
        }
    }

    /// The expressions of a clause: kept where it is the one wanted, searched for inner queries in any case.
    fn clause(&mut self, name: &str, wanted: &str, exprs: impl Iterator<Item = &'a Expr>) {
        for expr in exprs {
            if is(name, wanted) {
                self.present = true;
                self.keep(expr, wanted);
            } else {
                self.inner(expr, wanted);
            }
        }
    }

    fn keep(&mut self, expr: &'a Expr, wanted: &str) {
        self.expressions.push(expr);
        self.subquery |= query_of(expr).is_some();
        if let Some(query) = query_of(expr) {
            self.query(query, wanted);
        }
        for child in children(expr) {
            self.keep(child, wanted);
        }
    }

    fn inner(&mut self, expr: &'a Expr, wanted: &str) {
        if let Some(query) = query_of(expr) {
            self.query(query, wanted);
        }
        for child in children(expr) {
            self.inner(child, wanted);
        }
    }
}

fn is(name: &str, wanted: &str) -> bool {
    wanted == name || wanted == "any"
}

fn query_of(expr: &Expr) -> Option<&Query> {
    match expr {
        Expr::InSubquery { subquery, .. } | Expr::Exists { subquery, .. } | Expr::Subquery(subquery) => Some(subquery),
        Expr::Function(Function { args: FunctionArguments::Subquery(query), .. }) => Some(query),
        _ => None,
    }
}

/// The expressions right inside an expression.
fn children(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::IsFalse(inner)
        | Expr::IsNotFalse(inner)
        | Expr::IsTrue(inner)
        | Expr::IsNotTrue(inner)
        | Expr::IsNull(inner)
        | Expr::IsNotNull(inner)
        | Expr::IsUnknown(inner)
        | Expr::IsNotUnknown(inner)
        | Expr::Nested(inner)
        | Expr::UnaryOp { expr: inner, .. }
        | Expr::Cast { expr: inner, .. }
        | Expr::Extract { expr: inner, .. }
        | Expr::Ceil { expr: inner, .. }
        | Expr::Floor { expr: inner, .. }
        | Expr::Collate { expr: inner, .. }
        | Expr::Named { expr: inner, .. }
        | Expr::JsonAccess { value: inner, .. }
        | Expr::Subscript { expr: inner, .. }
        | Expr::InSubquery { expr: inner, .. } => vec![inner],
        Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => vec![left, right],
        Expr::BinaryOp { left, right, .. } | Expr::AnyOp { left, right, .. } | Expr::AllOp { left, right, .. } => {
            vec![left, right]
        }
        Expr::Like { expr, pattern, .. }
        | Expr::ILike { expr, pattern, .. }
        | Expr::SimilarTo { expr, pattern, .. }
        | Expr::RLike { expr, pattern, .. } => vec![expr, pattern],
        Expr::AtTimeZone { timestamp, time_zone } => vec![timestamp, time_zone],
        Expr::Position { expr, r#in } => vec![expr, r#in],
        Expr::Between { expr, low, high, .. } => vec![expr, low, high],
        Expr::InList { expr, list, .. } => std::iter::once(&**expr).chain(list).collect(),
        Expr::InUnnest { expr, array_expr, .. } => vec![expr, array_expr],
        Expr::Substring { expr, substring_from, substring_for, .. } => {
            std::iter::once(&**expr).chain(substring_from.as_deref()).chain(substring_for.as_deref()).collect()
        }
        Expr::Trim { expr, trim_what, .. } => std::iter::once(&**expr).chain(trim_what.as_deref()).collect(),
        Expr::Overlay { expr, overlay_what, overlay_from, overlay_for } => {
            [&**expr, &**overlay_what, &**overlay_from].into_iter().chain(overlay_for.as_deref()).collect()
        }
        Expr::Case { operand, conditions, results, else_result } => {
            operand.as_deref().into_iter().chain(conditions).chain(results).chain(else_result.as_deref()).collect()
        }
        Expr::Tuple(list) => list.iter().collect(),
        Expr::Array(array) => array.elem.iter().collect(),
        Expr::GroupingSets(sets) | Expr::Cube(sets) | Expr::Rollup(sets) => sets.iter().flatten().collect(),
        Expr::Interval(interval) => vec![&interval.value],
        Expr::Function(function) => arguments(function),
        _ => Vec::new(),
    }
}

fn arguments(function: &Function) -> Vec<&Expr> {
    let mut found = Vec::new();
    if let FunctionArguments::List(list) = &function.args {
        for argument in &list.args {
            let argument = match argument {
                FunctionArg::Named { arg, .. } | FunctionArg::Unnamed(arg) => arg,
            };
            if let FunctionArgExpr::Expr(expr) = argument {
                found.push(expr);
            }
        }
    }
    found.extend(function.filter.as_deref());
    if let Some(WindowType::WindowSpec(window)) = &function.over {
        found.extend(&window.partition_by);
        found.extend(window.order_by.iter().map(|by| &by.expr));
    }
    found
}
