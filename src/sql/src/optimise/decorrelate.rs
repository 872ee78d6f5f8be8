//! EXISTS and IN in a condition become semi-joins, NOT EXISTS an anti-join: the query inside runs once, not once a row.

use super::visit::{children_mut, each_expr, each_subquery, own_exprs};
use crate::plan::{CompareOp, Expr, JoinKind, Kind, Node, Plan, Subplan, SubqueryTest};

/// Of more conditions than this in one filter, the rest is asked row by row.
const DEEPEST: usize = 24;

/// Rewrites every filter of a plan.
pub(super) fn decorrelate(mut plan: Plan) -> Plan {
    for expr in own_exprs(&mut plan) {
        each_subquery(expr, &mut |inner| {
            let taken = std::mem::replace(inner, Plan::one_row());
            *inner = decorrelate(taken);
        });
    }
    for child in children_mut(&mut plan) {
        let taken = std::mem::replace(child, Plan::one_row());
        *child = decorrelate(taken);
    }
    let Node::Filter { input, predicate } = plan.node else { return plan };
    let mut conditions = match predicate.kind {
        Kind::And(list) => list,
        _ => vec![predicate],
    };
    let mut input = *input;
    let mut kept = Vec::new();
    let mut joins = 0;
    for condition in conditions.drain(..) {
        // Each join makes the plan deeper by one.
        match as_join(&condition, &input).filter(|_| joins < DEEPEST) {
            Some((kind, right, on)) => {
                let types = input.types.clone();
                let node =
                    Node::Join { kind, left: Box::new(input), right: Box::new(right), keys: vec![], residual: on };
                input = Plan::new(node, types);
                joins += 1;
            }
            None => kept.push(condition),
        }
    }
    if kept.is_empty() { input } else { input.filter(Expr::all(kept)) }
}

fn as_join(condition: &Expr, input: &Plan) -> Option<(JoinKind, Plan, Option<Expr>)> {
    let (subplan, test, negated) = match &condition.kind {
        Kind::Subquery(plan, test) => (plan, test, false),
        Kind::Not(inner) => match &inner.kind {
            Kind::Subquery(plan, test) => (plan, test, true),
            _ => return None,
        },
        _ => return None,
    };
    match (test, negated) {
        (SubqueryTest::Exists, _) => {
            // Without any tie to the row it is asked once.
            if subplan.params.is_empty() {
                return None;
            }
            let (right, on) = untie(strip(&subplan.plan), subplan, input.types.len(), &[])?;
            Some((if negated { JoinKind::Anti } else { JoinKind::Semi }, right, Some(on)))
        }
        (SubqueryTest::Quantified { left, op: CompareOp::Eq, all: false }, false) => {
            if left.iter().any(|side| {
                matches!(side.ty, crate::types::Type::Record(_))
                    || side.any(&mut |e| matches!(e.kind, Kind::Subquery(..)))
            }) {
                return None;
            }
            if subplan.params.is_empty() {
                let width = input.types.len();
                let pairs = left.iter().enumerate().map(|(i, side)| {
                    let right = Expr::column(width + i, subplan.plan.types[i].clone());
                    Expr::compare(CompareOp::Eq, side.clone(), right)
                });
                return Some((JoinKind::Semi, subplan.plan.clone(), Some(Expr::all(pairs.collect()))));
            }
            let Node::Project { input: inner, exprs } = &subplan.plan.node else { return None };
            let outputs: Vec<(Expr, Expr)> = left.iter().cloned().zip(exprs.iter().cloned()).collect();
            let (right, on) = untie(inner, subplan, input.types.len(), &outputs)?;
            Some((JoinKind::Semi, right, Some(on)))
        }
        _ => None,
    }
}

/// What EXISTS does not look at: the select list, the order.
fn strip(plan: &Plan) -> &Plan {
    match &plan.node {
        Node::Project { input, exprs }
            if !exprs.iter().any(|expr| expr.any(&mut |e| matches!(e.kind, Kind::Subquery(..)))) =>
        {
            strip(input)
        }
        Node::Sort { input, top: None, .. } | Node::Distinct { input, on: None } => strip(input),
        _ => plan,
    }
}

/// The query without its ties to the row around, and the ties as a condition over both.
fn untie(plan: &Plan, subplan: &Subplan, width: usize, outputs: &[(Expr, Expr)]) -> Option<(Plan, Expr)> {
    let (mut base, conditions) = match &plan.node {
        Node::Filter { input, predicate } => {
            let list = match &predicate.kind {
                Kind::And(list) => list.clone(),
                _ => vec![predicate.clone()],
            };
            ((**input).clone(), list)
        }
        _ => return None,
    };
    let ours = |expr: &Expr| {
        expr.any(&mut |e| matches!(e.kind, Kind::Param(id, _) if subplan.params.iter().any(|param| param.0 == id)))
    };
    // A condition that holds a query of its own would take its ties along.
    let nested = |expr: &Expr| expr.any(&mut |e| matches!(e.kind, Kind::Subquery(..)));
    let mut tied = Vec::new();
    let mut own = Vec::new();
    for condition in conditions {
        if ours(&condition) {
            if nested(&condition) {
                return None;
            }
            tied.push(condition);
        } else {
            own.push(condition);
        }
    }
    // Nothing else may be tied.
    let mut elsewhere = false;
    each_expr(&mut base, &mut |expr| elsewhere |= ours(expr));
    if elsewhere || outputs.iter().any(|(_, output)| ours(output)) {
        return None;
    }
    if tied.is_empty() && outputs.is_empty() {
        return None;
    }
    let mut on: Vec<Expr> = tied
        .into_iter()
        .map(|mut condition| {
            condition.shift(width as isize);
            condition.rewrite_down(&mut |expr| {
                if let Kind::Param(id, _) = expr.kind
                    && let Some((_, outer)) = subplan.params.iter().find(|param| param.0 == id)
                {
                    *expr = outer.clone();
                    return true;
                }
                false
            });
            condition
        })
        .collect();
    for (side, output) in outputs {
        let mut output = output.clone();
        output.shift(width as isize);
        on.push(Expr::compare(CompareOp::Eq, side.clone(), output));
    }
    let plan = if own.is_empty() { base } else { base.filter(Expr::all(own)) };
    Some((plan, Expr::all(on)))
}
