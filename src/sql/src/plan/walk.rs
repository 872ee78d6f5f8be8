//! Walking bound expressions.

use super::{Expr, Kind, SubqueryTest};
use crate::functions::Volatility;

impl Expr {
    /// The expressions right under this one, queries left out but for what they take from this row.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            Kind::Const(_)
            | Kind::Column(..)
            | Kind::Param(..)
            | Kind::Aggregate(_)
            | Kind::Window(_)
            | Kind::Set(..) => vec![],
            Kind::Call(_, list)
            | Kind::And(list)
            | Kind::Or(list)
            | Kind::Coalesce(list)
            | Kind::Extreme(_, list)
            | Kind::Array(list)
            | Kind::Grouping(list)
            | Kind::Row(list) => list.iter().collect(),
            Kind::Compare(_, a, b) | Kind::Distinct(a, b, _) | Kind::AnyArray(_, a, b, _) => vec![a, b],
            Kind::Not(a) | Kind::Try(a) | Kind::IsNull(a, _) | Kind::IsBool(a, ..) | Kind::Field(a, _) => vec![a],
            Kind::Cast { expr, .. } => vec![expr],
            Kind::Case(branches, otherwise) => {
                branches.iter().flat_map(|(when, then)| [when, then]).chain(otherwise.as_deref()).collect()
            }
            Kind::InList(a, list, _) | Kind::Index(a, list) => std::iter::once(&**a).chain(list).collect(),
            Kind::Like { expr, pattern, .. } => vec![expr, pattern],
            Kind::Slice(a, from, to) => std::iter::once(&**a).chain(from.as_deref()).chain(to.as_deref()).collect(),
            Kind::Subquery(plan, test) => {
                let left: &[Expr] = if let SubqueryTest::Quantified { left, .. } = test { left } else { &[] };
                left.iter().chain(plan.params.iter().map(|param| &param.1)).collect()
            }
        }
    }

    /// The same, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        match &mut self.kind {
            Kind::Const(_)
            | Kind::Column(..)
            | Kind::Param(..)
            | Kind::Aggregate(_)
            | Kind::Window(_)
            | Kind::Set(..) => vec![],
            Kind::Call(_, list)
            | Kind::And(list)
            | Kind::Or(list)
            | Kind::Coalesce(list)
            | Kind::Extreme(_, list)
            | Kind::Array(list)
            | Kind::Grouping(list)
            | Kind::Row(list) => list.iter_mut().collect(),
            Kind::Compare(_, a, b) | Kind::Distinct(a, b, _) | Kind::AnyArray(_, a, b, _) => vec![a, b],
            Kind::Not(a) | Kind::Try(a) | Kind::IsNull(a, _) | Kind::IsBool(a, ..) | Kind::Field(a, _) => vec![a],
            Kind::Cast { expr, .. } => vec![expr],
            Kind::Case(branches, otherwise) => {
                branches.iter_mut().flat_map(|(when, then)| [when, then]).chain(otherwise.as_deref_mut()).collect()
            }
            Kind::InList(a, list, _) | Kind::Index(a, list) => std::iter::once(&mut **a).chain(list).collect(),
            Kind::Like { expr, pattern, .. } => vec![expr, pattern],
            Kind::Slice(a, from, to) => {
                std::iter::once(&mut **a).chain(from.as_deref_mut()).chain(to.as_deref_mut()).collect()
            }
            Kind::Subquery(plan, test) => {
                let left: &mut [Expr] = if let SubqueryTest::Quantified { left, .. } = test { left } else { &mut [] };
                left.iter_mut().chain(plan.params.iter_mut().map(|param| &mut param.1)).collect()
            }
        }
    }

    /// Whether this or some expression under it satisfies `test`.
    pub fn any(&self, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
        test(self) || self.children().into_iter().any(|child| child.any(test))
    }

    /// Rewrites every expression, from the leaves up.
    pub fn rewrite(&mut self, change: &mut dyn FnMut(&mut Expr)) {
        for child in self.children_mut() {
            child.rewrite(change);
        }
        change(self);
    }

    /// Rewrites from the root down; where `change` says true, it goes no deeper.
    pub fn rewrite_down(&mut self, change: &mut dyn FnMut(&mut Expr) -> bool) {
        if change(self) {
            return;
        }
        for child in self.children_mut() {
            child.rewrite_down(change);
        }
    }

    /// The columns of the input it reads.
    pub fn columns(&self, into: &mut Vec<usize>) {
        if let Kind::Column(index, _) = self.kind
            && !into.contains(&index)
        {
            into.push(index);
        }
        for child in self.children() {
            child.columns(into);
        }
    }

    /// Adds to every column index.
    pub fn shift(&mut self, by: isize) {
        self.rewrite(&mut |expr| {
            if let Kind::Column(index, _) = &mut expr.kind {
                *index = index.saturating_add_signed(by);
            }
        });
    }

    /// Whether it gives another value each time it is asked.
    pub fn is_volatile(&self) -> bool {
        self.any(&mut |expr| match &expr.kind {
            Kind::Call(function, _) => function.volatility == Volatility::Volatile,
            Kind::Subquery(..) => true,
            _ => false,
        })
    }

    /// Whether it is the same for every row and every run: foldable.
    pub fn is_constant(&self) -> bool {
        !self.any(&mut |expr| match &expr.kind {
            Kind::Column(..)
            | Kind::Param(..)
            | Kind::Aggregate(_)
            | Kind::Window(_)
            | Kind::Set(..)
            | Kind::Grouping(_) => true,
            Kind::Call(function, _) => function.volatility != Volatility::Immutable,
            Kind::Subquery(..) => true,
            _ => false,
        })
    }

    /// Whether it can be computed for rows that a condition before it has already ruled out: it cannot fail.
    pub fn is_safe(&self) -> bool {
        !self.any(&mut |expr| match &expr.kind {
            Kind::Call(..) | Kind::Subquery(..) => true,
            Kind::Cast { to, expr, .. } => {
                let widening = crate::types::cast_context(&expr.ty, &to.ty) == crate::types::Castable::Implicit
                    && to.length.is_none();
                !(widening && expr.ty != crate::types::Type::Unknown)
            }
            _ => false,
        })
    }
}
