//! UNION, INTERSECT, EXCEPT.

use super::{Binder, Bound};
use crate::Result;
use crate::error::{Bind, Error};
use crate::parse::unsupported;
use crate::plan::{Expr, Node, Plan, SetOp};
use crate::types::{Castable, ColumnType, Type, common_type};
use sqlparser::ast::{SetExpr, SetOperator, SetQuantifier};

impl Binder<'_> {
    pub(super) fn set_operation(
        &mut self,
        op: SetOperator,
        quantifier: SetQuantifier,
        left: &SetExpr,
        right: &SetExpr,
    ) -> Result<Bound> {
        let (op, what) = match op {
            SetOperator::Union => (SetOp::Union, "UNION"),
            SetOperator::Intersect => (SetOp::Intersect, "INTERSECT"),
            SetOperator::Except => (SetOp::Except, "EXCEPT"),
        };
        let all = match quantifier {
            SetQuantifier::All => true,
            SetQuantifier::None | SetQuantifier::Distinct => false,
            _ => return Err(unsupported(format!("{what} BY NAME"))),
        };
        let (left, right) = (self.set_expr(left)?, self.set_expr(right)?);
        self.combine(op, all, what, left, right)
    }

    /// Two queries as one, their columns in common types.
    pub(super) fn combine(&mut self, op: SetOp, all: bool, what: &str, left: Bound, right: Bound) -> Result<Bound> {
        if left.columns.len() != right.columns.len() {
            return Err(Error::from(Bind::SetOperationColumns).with("what", what));
        }
        let mut columns = Vec::new();
        for ((name, a), (_, b)) in left.columns.iter().zip(&right.columns) {
            let ty = common_type(a, b).ok_or_else(|| {
                Error::from(Bind::TypesDoNotMatch).with("what", what).with("first", a.name()).with("second", b.name())
            })?;
            let ty = if ty == Type::Unknown { Type::Text } else { ty };
            columns.push((name.clone(), ty));
        }
        let (left, right) = (self.converted(left, &columns)?, self.converted(right, &columns)?);
        let types = columns.iter().map(|(_, ty)| ty.clone()).collect();
        let node = Node::SetOperation { op, all, left: Box::new(left), right: Box::new(right) };
        Ok(Bound { plan: Plan::new(node, types), columns })
    }

    /// The query's rows in these types.
    pub(super) fn converted(&self, bound: Bound, columns: &[(String, Type)]) -> Result<Plan> {
        if bound.columns.iter().zip(columns).all(|(a, b)| a.1 == b.1) {
            return Ok(bound.plan);
        }
        // A literal in the select list is read as the type it must have.
        let mut plan = bound.plan;
        if let Node::Project { exprs, .. } = &mut plan.node {
            for (expr, (_, ty)) in exprs.iter_mut().zip(columns) {
                let known = std::mem::replace(expr, Expr::bool(true));
                *expr = self.cast(known, &ColumnType::plain(ty.clone()), Castable::Implicit, None)?;
            }
            plan.types = exprs.iter().map(|expr| expr.ty.clone()).collect();
            return Ok(plan);
        }
        if let Node::Values(rows) = &mut plan.node {
            for row in rows {
                for (expr, (_, ty)) in row.iter_mut().zip(columns) {
                    let known = std::mem::replace(expr, Expr::bool(true));
                    *expr = self.cast(known, &ColumnType::plain(ty.clone()), Castable::Implicit, None)?;
                }
            }
            plan.types = columns.iter().map(|(_, ty)| ty.clone()).collect();
            return Ok(plan);
        }
        let exprs = plan
            .types
            .iter()
            .enumerate()
            .zip(columns)
            .map(|((i, from), (_, ty))| {
                self.cast(Expr::column(i, from.clone()), &ColumnType::plain(ty.clone()), Castable::Implicit, None)
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(plan.project(exprs))
    }
}
