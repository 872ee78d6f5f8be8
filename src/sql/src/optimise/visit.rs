//! Visiting every expression of a plan.

use crate::execute::window::Bound;
use crate::plan::{Expr, Kind, Node, Plan};

/// The expressions right in an operator.
pub(super) fn own_exprs(plan: &mut Plan) -> Vec<&mut Expr> {
    match &mut plan.node {
        Node::Values(rows) => rows.iter_mut().flatten().collect(),
        Node::Scan { filters, .. } => filters.iter_mut().collect(),
        Node::Filter { predicate, .. } => vec![predicate],
        Node::Project { exprs, .. } => exprs.iter_mut().collect(),
        Node::ProjectSet { calls, .. } | Node::TableFunction { calls, .. } => {
            calls.iter_mut().flat_map(|call| &mut call.args).collect()
        }
        Node::Join { keys, residual, .. } => {
            keys.iter_mut().flat_map(|pair| [&mut pair.left, &mut pair.right]).chain(residual).collect()
        }
        Node::Apply { params, on, .. } => params.iter_mut().map(|param| &mut param.1).chain(on).collect(),
        Node::Aggregate { groups, calls, .. } => {
            let calls = calls.iter_mut().flat_map(|call| {
                call.args.iter_mut().chain(&mut call.filter).chain(call.order.iter_mut().map(|key| &mut key.expr))
            });
            groups.iter_mut().chain(calls).collect()
        }
        Node::Window { calls, .. } => calls
            .iter_mut()
            .flat_map(|call| {
                let frame = &mut call.frame;
                let bounds = [&mut frame.start, &mut frame.end].into_iter().flat_map(Bound::exprs_mut);
                let keys = call.order.iter_mut().chain(&mut frame.range_key).map(|key| &mut key.expr);
                call.args.iter_mut().chain(&mut call.filter).chain(&mut call.partition).chain(keys).chain(bounds)
            })
            .collect(),
        Node::Sort { keys, .. } => keys.iter_mut().map(|key| &mut key.expr).collect(),
        Node::Limit { limit, offset, ties, .. } => {
            let ties = ties.iter_mut().flatten().map(|key| &mut key.expr);
            limit.iter_mut().chain(offset).chain(ties).collect()
        }
        Node::Distinct { on, .. } => on.iter_mut().flatten().collect(),
        Node::SetOperation { .. } | Node::With { .. } | Node::CteScan { .. } | Node::Recursive { .. } => vec![],
    }
}

/// The operators right under an operator, to be changed.
pub(super) fn children_mut(plan: &mut Plan) -> Vec<&mut Plan> {
    match &mut plan.node {
        Node::Values(_) | Node::Scan { .. } | Node::CteScan { .. } | Node::TableFunction { .. } => vec![],
        Node::Filter { input, .. }
        | Node::Project { input, .. }
        | Node::ProjectSet { input, .. }
        | Node::Aggregate { input, .. }
        | Node::Window { input, .. }
        | Node::Sort { input, .. }
        | Node::Limit { input, .. }
        | Node::Distinct { input, .. } => vec![input],
        Node::Join { left, right, .. } | Node::Apply { left, right, .. } | Node::SetOperation { left, right, .. } => {
            vec![left, right]
        }
        Node::With { ctes, body } => ctes.iter_mut().map(|cte| &mut cte.2).chain([&mut **body]).collect(),
        Node::Recursive { base, step, .. } => vec![base, step],
    }
}

/// Changes every expression of a plan and of the queries inside its expressions.
pub(crate) fn each_expr(plan: &mut Plan, change: &mut dyn FnMut(&mut Expr)) {
    for expr in own_exprs(plan) {
        in_subqueries(expr, change);
        change(expr);
    }
    for child in children_mut(plan) {
        each_expr(child, change);
    }
}

fn in_subqueries(expr: &mut Expr, change: &mut dyn FnMut(&mut Expr)) {
    if let Kind::Subquery(inner, _) = &mut expr.kind {
        each_expr(&mut inner.plan, change);
    }
    for child in expr.children_mut() {
        in_subqueries(child, change);
    }
}

/// Changes every plan inside an expression's queries.
pub(super) fn each_subquery(expr: &mut Expr, change: &mut dyn FnMut(&mut Plan)) {
    if let Kind::Subquery(inner, _) = &mut expr.kind {
        change(&mut inner.plan);
    }
    for child in expr.children_mut() {
        each_subquery(child, change);
    }
}
