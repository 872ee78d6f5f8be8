//! Only columns that something reads are carried.

use super::visit::{children_mut, each_subquery, own_exprs};
use crate::plan::{Expr, JoinKind, Kind, Node, Plan, SetOp};
use std::collections::BTreeSet;

/// For each old column, its new place.
type Moves = Vec<Option<usize>>;

/// Drops unread columns under a plan; its own columns stay.
pub(super) fn prune(mut plan: Plan) -> Plan {
    subqueries(&mut plan);
    let all: BTreeSet<usize> = (0..plan.types.len()).collect();
    let types = plan.types.clone();
    let (plan, moves) = narrow(plan, &all);
    if plan.types.len() == types.len() && moves.iter().enumerate().all(|(i, to)| *to == Some(i)) {
        return plan;
    }
    let exprs = moves.iter().zip(types).map(|(to, ty)| Expr::column(to.unwrap_or(0), ty)).collect();
    plan.project(exprs)
}

/// Prunes the queries inside expressions, everywhere in the plan.
fn subqueries(plan: &mut Plan) {
    for expr in own_exprs(plan) {
        each_subquery(expr, &mut |inner| {
            let taken = std::mem::replace(inner, Plan::one_row());
            *inner = prune(taken);
        });
    }
    for child in children_mut(plan) {
        subqueries(child);
    }
}

fn identity(width: usize) -> Moves {
    (0..width).map(Some).collect()
}

fn read(exprs: &[&Expr], into: &mut BTreeSet<usize>) {
    for expr in exprs {
        let mut columns = Vec::new();
        expr.columns(&mut columns);
        into.extend(columns);
    }
}

fn moved(expr: &mut Expr, moves: &Moves) {
    expr.rewrite(&mut |expr| {
        if let Kind::Column(index, _) = &mut expr.kind {
            *index = moves.get(*index).copied().flatten().unwrap_or(*index);
        }
    });
}

/// A plan with at least the needed columns, and where they went.
fn narrow(mut plan: Plan, needed: &BTreeSet<usize>) -> (Plan, Moves) {
    let width = plan.types.len();
    match plan.node {
        Node::Scan { ref mut columns, ref mut filters, row_number, .. } => {
            if row_number {
                return (plan, identity(width));
            }
            // Columns that only the filters read come last: they end in the scan.
            let mut filtering = BTreeSet::new();
            read(&filters.iter().collect::<Vec<_>>(), &mut filtering);
            let mut moves = vec![None; columns.len()];
            for (to, from) in needed.iter().chain(filtering.difference(needed)).enumerate() {
                moves[*from] = Some(to);
            }
            *columns = needed.iter().chain(filtering.difference(needed)).map(|from| columns[*from]).collect();
            filters.iter_mut().for_each(|filter| moved(filter, &moves));
            filtering.difference(needed).for_each(|from| moves[*from] = None);
            moves.truncate(width);
            plan.types = needed.iter().map(|from| plan.types[*from].clone()).collect();
            (plan, moves)
        }
        Node::Filter { input, mut predicate } => {
            let mut below = needed.clone();
            read(&[&predicate], &mut below);
            let (input, moves) = narrow(*input, &below);
            moved(&mut predicate, &moves);
            (input.filter(predicate), moves)
        }
        Node::Project { input, exprs } => {
            let kept: Vec<usize> = needed.iter().copied().collect();
            let mut moves = vec![None; width];
            for (to, from) in kept.iter().enumerate() {
                moves[*from] = Some(to);
            }
            let mut exprs: Vec<Expr> = kept.iter().map(|from| exprs[*from].clone()).collect();
            let mut below = BTreeSet::new();
            read(&exprs.iter().collect::<Vec<_>>(), &mut below);
            let (input, inner) = narrow(*input, &below);
            exprs.iter_mut().for_each(|expr| moved(expr, &inner));
            // Two projections in a row are one, when the inner only picks.
            (input.project(exprs), moves)
        }
        Node::Sort { input, mut keys, top } => {
            let mut below = needed.clone();
            read(&keys.iter().map(|key| &key.expr).collect::<Vec<_>>(), &mut below);
            let (input, moves) = narrow(*input, &below);
            keys.iter_mut().for_each(|key| moved(&mut key.expr, &moves));
            let types = input.types.clone();
            (Plan::new(Node::Sort { input: Box::new(input), keys, top }, types), moves)
        }
        Node::Limit { input, limit, offset, mut ties } => {
            let mut below = needed.clone();
            read(&ties.iter().flatten().map(|key| &key.expr).collect::<Vec<_>>(), &mut below);
            let (input, moves) = narrow(*input, &below);
            ties.iter_mut().flatten().for_each(|key| moved(&mut key.expr, &moves));
            let types = input.types.clone();
            (Plan::new(Node::Limit { input: Box::new(input), limit, offset, ties }, types), moves)
        }
        Node::Distinct { input, mut on } => {
            let mut below: BTreeSet<usize> = if on.is_some() { needed.clone() } else { (0..width).collect() };
            read(&on.iter().flatten().collect::<Vec<_>>(), &mut below);
            let (input, moves) = narrow(*input, &below);
            on.iter_mut().flatten().for_each(|expr| moved(expr, &moves));
            let types = input.types.clone();
            (Plan::new(Node::Distinct { input: Box::new(input), on }, types), moves)
        }
        Node::Join { kind, left, right, mut keys, mut residual } => {
            let middle = left.types.len();
            let (mut from_left, mut from_right) = (BTreeSet::new(), BTreeSet::new());
            let mut both = needed.clone();
            read(&residual.iter().collect::<Vec<_>>(), &mut both);
            for column in both {
                if column < middle {
                    from_left.insert(column)
                } else {
                    from_right.insert(column - middle)
                };
            }
            for pair in &keys {
                read(&[&pair.left], &mut from_left);
                read(&[&pair.right], &mut from_right);
            }
            let (left, left_moves) = narrow(*left, &from_left);
            let (right, right_moves) = narrow(*right, &from_right);
            for pair in &mut keys {
                moved(&mut pair.left, &left_moves);
                moved(&mut pair.right, &right_moves);
            }
            let width = left.types.len();
            let mut moves = left_moves;
            moves.extend(right_moves.into_iter().map(|to| to.map(|to| to + width)));
            residual.iter_mut().for_each(|expr| moved(expr, &moves));
            let semi = matches!(kind, JoinKind::Semi | JoinKind::Anti);
            let types =
                if semi { left.types.clone() } else { left.types.iter().chain(&right.types).cloned().collect() };
            if semi {
                moves.truncate(middle);
            }
            (Plan::new(Node::Join { kind, left: Box::new(left), right: Box::new(right), keys, residual }, types), moves)
        }
        Node::Apply { outer, left, right, mut params, mut on } => {
            let middle = left.types.len();
            let (mut from_left, mut from_right) = (BTreeSet::new(), BTreeSet::new());
            let mut both = needed.clone();
            read(&on.iter().collect::<Vec<_>>(), &mut both);
            for column in both {
                if column < middle {
                    from_left.insert(column)
                } else {
                    from_right.insert(column - middle)
                };
            }
            read(&params.iter().map(|param| &param.1).collect::<Vec<_>>(), &mut from_left);
            let (left, left_moves) = narrow(*left, &from_left);
            let (right, right_moves) = narrow(*right, &from_right);
            params.iter_mut().for_each(|param| moved(&mut param.1, &left_moves));
            let width = left.types.len();
            let mut moves = left_moves;
            moves.extend(right_moves.into_iter().map(|to| to.map(|to| to + width)));
            on.iter_mut().for_each(|expr| moved(expr, &moves));
            let types = left.types.iter().chain(&right.types).cloned().collect();
            (Plan::new(Node::Apply { outer, left: Box::new(left), right: Box::new(right), params, on }, types), moves)
        }
        Node::Aggregate { input, mut groups, sets, mut calls } => {
            let mut below = BTreeSet::new();
            read(&groups.iter().collect::<Vec<_>>(), &mut below);
            for call in &calls {
                read(
                    &call
                        .args
                        .iter()
                        .chain(&call.filter)
                        .chain(call.order.iter().map(|key| &key.expr))
                        .collect::<Vec<_>>(),
                    &mut below,
                );
            }
            let (input, moves) = narrow(*input, &below);
            groups.iter_mut().for_each(|expr| moved(expr, &moves));
            for call in &mut calls {
                let order = call.order.iter_mut().map(|key| &mut key.expr);
                call.args.iter_mut().chain(&mut call.filter).chain(order).for_each(|expr| moved(expr, &moves));
            }
            (Plan::new(Node::Aggregate { input: Box::new(input), groups, sets, calls }, plan.types), identity(width))
        }
        Node::Window { input, calls } => {
            let inner = input.types.len();
            let mut below: BTreeSet<usize> = needed.iter().copied().filter(|column| *column < inner).collect();
            let mut shell = Plan::new(Node::Window { input: Box::new(Plan::one_row()), calls }, vec![]);
            read(&own_exprs(&mut shell).into_iter().map(|expr| &*expr).collect::<Vec<_>>(), &mut below);
            let (input, mut moves) = narrow(*input, &below);
            own_exprs(&mut shell).into_iter().for_each(|expr| moved(expr, &moves));
            let Node::Window { calls, .. } = shell.node else { return (shell, moves) };
            let base = input.types.len();
            moves.extend((0..calls.len()).map(|i| Some(base + i)));
            let types = input.types.iter().cloned().chain(calls.iter().map(|call| call.ty.clone())).collect();
            (Plan::new(Node::Window { input: Box::new(input), calls }, types), moves)
        }
        Node::ProjectSet { input, mut calls } => {
            let inner = input.types.len();
            let mut below: BTreeSet<usize> = needed.iter().copied().filter(|column| *column < inner).collect();
            read(&calls.iter().flat_map(|call| &call.args).collect::<Vec<_>>(), &mut below);
            let (input, mut moves) = narrow(*input, &below);
            calls.iter_mut().flat_map(|call| &mut call.args).for_each(|arg| moved(arg, &moves));
            let base = input.types.len();
            let added: Vec<_> = calls.iter().flat_map(|call| call.columns.iter().map(|(_, ty)| ty.clone())).collect();
            moves.extend((0..added.len()).map(|i| Some(base + i)));
            let types = input.types.iter().cloned().chain(added).collect();
            (Plan::new(Node::ProjectSet { input: Box::new(input), calls }, types), moves)
        }
        Node::SetOperation { op: SetOp::Union, all: true, left, right } => {
            let (left, moves) = narrow(*left, needed);
            let (right, other) = narrow(*right, needed);
            // Both sides must have the same columns in the same places.
            let pick = |plan: Plan, moves: &Moves| {
                let exprs = needed
                    .iter()
                    .map(|from| moves[*from].unwrap_or(0))
                    .map(|to| Expr::column(to, plan.types[to].clone()))
                    .collect();
                plan.project(exprs)
            };
            let (left, right) = (pick(left, &moves), pick(right, &other));
            let mut moves = vec![None; width];
            for (to, from) in needed.iter().enumerate() {
                moves[*from] = Some(to);
            }
            let types = left.types.clone();
            (
                Plan::new(
                    Node::SetOperation { op: SetOp::Union, all: true, left: Box::new(left), right: Box::new(right) },
                    types,
                ),
                moves,
            )
        }
        Node::With { ctes, body } => {
            let ctes = ctes.into_iter().map(|(id, name, plan)| (id, name, whole(plan))).collect();
            let (body, moves) = narrow(*body, needed);
            let types = body.types.clone();
            (Plan::new(Node::With { ctes, body: Box::new(body) }, types), moves)
        }
        _ => {
            for child in children_mut(&mut plan) {
                let taken = std::mem::replace(child, Plan::one_row());
                *child = whole(taken);
            }
            (plan, identity(width))
        }
    }
}

/// A plan with all its columns, pruned inside.
fn whole(plan: Plan) -> Plan {
    let all: BTreeSet<usize> = (0..plan.types.len()).collect();
    let types = plan.types.clone();
    let (plan, moves) = narrow(plan, &all);
    if plan.types.len() == types.len() && moves.iter().enumerate().all(|(i, to)| *to == Some(i)) {
        return plan;
    }
    let exprs = moves.iter().zip(types).map(|(to, ty)| Expr::column(to.unwrap_or(0), ty)).collect();
    plan.project(exprs)
}
