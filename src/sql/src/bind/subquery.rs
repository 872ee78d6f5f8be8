//! Queries inside expressions.

use super::{Binder, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::optimise::is_volatile;
use crate::parse::{strip_tags, unsupported};
use crate::plan::{CompareOp, Expr, Kind, Plan, Subplan, SubqueryTest};
use crate::types::{Castable, ColumnType, Type, common_type};
use base::Span;
use sqlparser::ast;

impl Binder<'_> {
    /// Binds a query one level further in; what it takes from around comes back as parameters.
    fn inner_query(&mut self, query: &ast::Query) -> Result<(Subplan, Vec<(String, Type)>)> {
        let (mut bound, params) = self.nested(query)?;
        let columns = bound.columns.clone();
        let volatile = is_volatile(&mut bound.plan);
        Ok((Subplan { id: self.fresh_id(), plan: bound.plan, volatile, params }, columns))
    }

    /// The subquery as an expression: the very one that was bound before, if this level has it already, so that
    /// `GROUP BY (SELECT …)` and the same subquery selected are equal, and run once.
    fn tested(&mut self, query: &ast::Query, plan: Subplan, test: SubqueryTest, ty: Type) -> Expr {
        let once = !plan.volatile;
        let spelled = strip_tags(&query.to_string());
        let expr = Expr::new(Kind::Subquery(Box::new(plan), test), ty);
        if once {
            let known = &mut self.level().subqueries;
            if let Some((_, same)) = known.iter().find(|(words, other)| *words == spelled && alike(other, &expr)) {
                return same.clone();
            }
            known.push((spelled, expr.clone()));
        }
        expr
    }

    /// `(SELECT …)` as a value.
    pub(super) fn scalar_subquery(&mut self, query: &ast::Query) -> Result<Expr> {
        let (plan, columns) = self.inner_query(query)?;
        let [(_, ty)] = columns.as_slice() else {
            return Err(Error::from(Bind::SubqueryColumns).at(query_span(self, query)));
        };
        Ok(self.tested(query, plan, SubqueryTest::Scalar, ty.clone()))
    }

    /// `ARRAY(SELECT …)`
    pub(super) fn array_subquery(&mut self, query: &ast::Query) -> Result<Expr> {
        let (plan, columns) = self.inner_query(query)?;
        let [(_, ty)] = columns.as_slice() else {
            return Err(Error::from(Bind::SubqueryColumns).at(query_span(self, query)));
        };
        Ok(self.tested(
            query,
            plan,
            SubqueryTest::Array,
            if matches!(ty, Type::Array(_)) { ty.clone() } else { ty.clone().array() },
        ))
    }

    /// EXISTS
    pub(super) fn exists(&mut self, query: &ast::Query, negated: bool) -> Result<Expr> {
        let (plan, _) = self.inner_query(query)?;
        let test = self.tested(query, plan, SubqueryTest::Exists, Type::Bool);
        Ok(if negated { test.not() } else { test })
    }

    /// `x IN (SELECT …)`, `(x, y) IN (SELECT …)`
    pub(super) fn in_subquery(&mut self, expr: &ast::Expr, query: &ast::Query, negated: bool) -> Result<Expr> {
        let at = span::of(expr, self.places);
        let left = self.sides(expr)?;
        let test = self.quantified_subquery(left, CompareOp::Eq, query, false, at)?;
        Ok(if negated { test.not() } else { test })
    }

    fn sides(&mut self, ast: &ast::Expr) -> Result<Vec<Expr>> {
        match ast {
            ast::Expr::Tuple(items) => items.iter().map(|item| self.expr(item)).collect(),
            ast::Expr::Nested(inner) => self.sides(inner),
            other => {
                let expr = self.expr(other)?;
                Ok(match expr.kind {
                    Kind::Row(fields) => fields,
                    _ => vec![expr],
                })
            }
        }
    }

    /// `x op ANY (…)`, `x op ALL (…)`
    pub(super) fn quantified(
        &mut self,
        left: &ast::Expr,
        op: &ast::BinaryOperator,
        right: &ast::Expr,
        all: bool,
    ) -> Result<Expr> {
        let at = span::of(left, self.places);
        let Some(compare) = super::operator::comparison(op) else {
            return Err(unsupported(format!("{op} ANY (…)")).at(at));
        };
        let mut inner = right;
        while let ast::Expr::Nested(deeper) = inner {
            inner = deeper;
        }
        if let ast::Expr::Subquery(query) = inner {
            let sides = self.sides(left)?;
            return self.quantified_subquery(sides, compare, query, all, at);
        }
        let (value, array) = (self.expr(left)?, self.expr(right)?);
        let array = if array.ty == Type::Unknown {
            self.cast(array, &value.ty.clone().array().into(), Castable::Implicit, at)?
        } else {
            array
        };
        let Type::Array(element) = &array.ty else {
            return Err(Error::from(Bind::UndefinedOperator)
                .with("operator", format!("{} {} ANY ({})", value.ty.name(), compare.symbol(), array.ty.name()))
                .at(at));
        };
        let ty = common_type(&value.ty, element).ok_or_else(|| {
            Error::from(Bind::UndefinedOperator)
                .with("operator", format!("{} {} {}", value.ty.name(), compare.symbol(), element.name()))
                .at(at)
        })?;
        let value = self.cast(value, &ColumnType::plain(ty.clone()), Castable::Implicit, at)?;
        let array = self.cast(array, &ColumnType::plain(ty.array()), Castable::Implicit, at)?;
        Ok(Expr::new(Kind::AnyArray(compare, Box::new(value), Box::new(array), all), Type::Bool))
    }

    fn quantified_subquery(
        &mut self,
        left: Vec<Expr>,
        op: CompareOp,
        query: &ast::Query,
        all: bool,
        at: Option<Span>,
    ) -> Result<Expr> {
        let (mut plan, columns) = self.inner_query(query)?;
        if columns.len() > left.len() {
            return Err(Error::from(Bind::SubqueryTooManyColumns).at(at));
        }
        if columns.len() < left.len() {
            return Err(Error::from(Bind::SubqueryTooFewColumns).at(at));
        }
        let (mut sides, mut outputs, mut changed) = (Vec::new(), Vec::new(), false);
        for (i, (side, (_, ty))) in left.into_iter().zip(&columns).enumerate() {
            let (side, output) = self.same_type(side, Expr::column(i, ty.clone()), op.symbol(), at)?;
            changed |= output.ty != *ty;
            sides.push(side);
            outputs.push(output);
        }
        if changed {
            let inner = std::mem::replace(&mut plan.plan, Plan::one_row());
            plan.plan = inner.project(outputs);
        }
        Ok(self.tested(query, plan, SubqueryTest::Quantified { left: sides, op, all }, Type::Bool))
    }

    /// `(a, b) op (SELECT c, d …)`: a single row.
    pub(super) fn row_subquery(&mut self, left: &ast::Expr, op: CompareOp, query: &ast::Query) -> Result<Expr> {
        let at = span::of(left, self.places);
        let sides = self.sides(left)?;
        let (plan, columns) = self.inner_query(query)?;
        if columns.len() != sides.len() {
            let fault =
                if columns.len() > sides.len() { Bind::SubqueryTooManyColumns } else { Bind::SubqueryTooFewColumns };
            return Err(Error::from(fault).at(at));
        }
        let record = Type::Record(columns.clone().into());
        let fields = columns.iter().enumerate().map(|(i, (_, ty))| Expr::column(i, ty.clone())).collect();
        let row = Expr::new(Kind::Row(fields), record.clone());
        let plan = Subplan { plan: plan.plan.project(vec![row]), ..plan };
        let right = self.tested(query, plan, SubqueryTest::Scalar, record);
        self.compare(op, super::expr::row_of(sides), right, at)
    }
}

/// Whether two subqueries of the same words take the same from around them.
fn alike(a: &Expr, b: &Expr) -> bool {
    let (Kind::Subquery(first, test), Kind::Subquery(second, other)) = (&a.kind, &b.kind) else { return false };
    let taken = |plan: &Subplan| plan.params.iter().map(|(_, expr)| expr.clone()).collect::<Vec<_>>();
    a.ty == b.ty && test == other && taken(first) == taken(second)
}

fn query_span(binder: &Binder<'_>, query: &ast::Query) -> Option<Span> {
    let ast::SetExpr::Select(select) = &*query.body else { return None };
    let first = select.projection.iter().find_map(|item| match item {
        ast::SelectItem::UnnamedExpr(expr) | ast::SelectItem::ExprWithAlias { expr, .. } => Some(expr),
        _ => None,
    })?;
    span::of(first, binder.places)
}
