//! Conditions go down to what they speak of; inner joins are put in an order that follows their equalities; equalities become
//! keys of hash joins.

use super::visit::{children_mut, each_subquery, own_exprs};
use crate::plan::{CompareOp, Expr, JoinKind, KeyPair, Kind, Node, Plan, SetOp};
use crate::types::Type;

/// Pushes every condition of a plan down.
pub(super) fn push_down(mut plan: Plan) -> Plan {
    for expr in own_exprs(&mut plan) {
        each_subquery(expr, &mut |inner| {
            let taken = std::mem::replace(inner, Plan::one_row());
            *inner = push_down(taken);
        });
    }
    push(plan, vec![])
}

/// The conditions that AND joins.
fn conjuncts(expr: Expr, into: &mut Vec<Expr>) {
    match expr.kind {
        Kind::And(list) => list.into_iter().for_each(|item| conjuncts(item, into)),
        _ => into.push(expr),
    }
}

fn filtered(plan: Plan, conditions: Vec<Expr>) -> Plan {
    if conditions.is_empty() { plan } else { plan.filter(Expr::all(conditions)) }
}

fn volatile(expr: &Expr) -> bool {
    expr.any(
        &mut |expr| matches!(&expr.kind, Kind::Call(f, _) if f.volatility == crate::functions::Volatility::Volatile),
    )
}

fn columns_of(expr: &Expr) -> Vec<usize> {
    let mut columns = Vec::new();
    expr.columns(&mut columns);
    columns
}

/// The plan under these conditions, which are over its columns.
fn push(mut plan: Plan, mut conditions: Vec<Expr>) -> Plan {
    match plan.node {
        Node::Filter { input, mut predicate } => {
            each_subquery(&mut predicate, &mut |inner| {
                let taken = std::mem::replace(inner, Plan::one_row());
                *inner = push_down(taken);
            });
            let mut own = Vec::new();
            conjuncts(predicate, &mut own);
            own.append(&mut conditions);
            push(*input, own)
        }
        Node::Scan { ref mut filters, .. } => {
            filters.append(&mut conditions);
            plan
        }
        Node::Join { kind: JoinKind::Inner, .. } => {
            let mut relations = Vec::new();
            flatten(plan, 0, &mut relations, &mut conditions);
            order(relations, conditions)
        }
        Node::Join { kind, left, right, keys, residual } => {
            outer_join(kind, *left, *right, keys, residual, conditions, plan.types)
        }
        Node::Project { input, exprs } => {
            let movable = |condition: &Expr| {
                !volatile(condition)
                    && columns_of(condition)
                        .iter()
                        .all(|column| !volatile(&exprs[*column]) && !has_subquery(&exprs[*column]))
            };
            let (down, stay): (Vec<Expr>, Vec<Expr>) = conditions.into_iter().partition(movable);
            let down = down.into_iter().map(|condition| substitute(condition, &exprs)).collect();
            let input = push(*input, down);
            let mut exprs = exprs;
            for expr in &mut exprs {
                each_subquery(expr, &mut |inner| {
                    let taken = std::mem::replace(inner, Plan::one_row());
                    *inner = push_down(taken);
                });
            }
            filtered(Plan::new(Node::Project { input: Box::new(input), exprs }, plan.types), stay)
        }
        Node::Sort { input, keys, top: None } => {
            let input = push(*input, conditions);
            Plan::new(Node::Sort { input: Box::new(input), keys, top: None }, plan.types)
        }
        Node::Distinct { input, on: None } => {
            let input = push(*input, conditions);
            Plan::new(Node::Distinct { input: Box::new(input), on: None }, plan.types)
        }
        Node::SetOperation { op: SetOp::Union, all, left, right } => {
            let (left, right) = (push(*left, conditions.clone()), push(*right, conditions));
            Plan::new(
                Node::SetOperation { op: SetOp::Union, all, left: Box::new(left), right: Box::new(right) },
                plan.types,
            )
        }
        Node::Aggregate { input, groups, sets, calls } => {
            let width = groups.len();
            let single = sets.len() == 1 && !groups.is_empty();
            let movable = |condition: &Expr| {
                single && !volatile(condition) && {
                    let columns = columns_of(condition);
                    !columns.is_empty() && columns.iter().all(|column| *column < width && sets[0].contains(column))
                }
            };
            let (down, stay): (Vec<Expr>, Vec<Expr>) = conditions.into_iter().partition(movable);
            let down = down.into_iter().map(|condition| substitute(condition, &groups)).collect();
            let input = push(*input, down);
            filtered(Plan::new(Node::Aggregate { input: Box::new(input), groups, sets, calls }, plan.types), stay)
        }
        _ => {
            for child in children_mut(&mut plan) {
                let taken = std::mem::replace(child, Plan::one_row());
                *child = push_down(taken);
            }
            filtered(plan, conditions)
        }
    }
}

fn has_subquery(expr: &Expr) -> bool {
    expr.any(&mut |expr| matches!(expr.kind, Kind::Subquery(..)))
}

/// A condition over a projection's columns as one over its input.
fn substitute(mut condition: Expr, exprs: &[Expr]) -> Expr {
    condition.rewrite_down(&mut |expr| {
        if let Kind::Column(index, _) = expr.kind {
            *expr = exprs[index].clone();
            return true;
        }
        false
    });
    condition
}

/// Takes a tree of inner joins apart; conditions come to be over all its columns, left to right.
fn flatten(plan: Plan, offset: usize, relations: &mut Vec<(Plan, usize)>, conditions: &mut Vec<Expr>) {
    match plan.node {
        Node::Join { kind: JoinKind::Inner, left, right, keys, residual } => {
            let middle = offset + left.types.len();
            flatten(*left, offset, relations, conditions);
            flatten(*right, middle, relations, conditions);
            for pair in keys {
                let (mut a, mut b) = (pair.left, pair.right);
                a.shift(offset as isize);
                b.shift(middle as isize);
                conditions.push(Expr::compare(CompareOp::Eq, a, b));
            }
            if let Some(mut residual) = residual {
                residual.shift(offset as isize);
                conjuncts(residual, conditions);
            }
        }
        Node::Filter { input, mut predicate } if matches!(input.node, Node::Join { kind: JoinKind::Inner, .. }) => {
            flatten(*input, offset, relations, conditions);
            predicate.shift(offset as isize);
            conjuncts(predicate, conditions);
        }
        _ => relations.push((plan, offset)),
    }
}

/// Rows a plan is thought to give.
pub(crate) fn estimate(plan: &Plan) -> f64 {
    match &plan.node {
        Node::Values(rows) => rows.len() as f64,
        Node::Scan { table, filters, .. } => {
            let rows = table.rows.len() as f64;
            filters.iter().fold(rows, |rows, filter| rows * selectivity(filter)).max(1.0)
        }
        Node::Filter { input, predicate } => (estimate(input) * selectivity(predicate)).max(1.0),
        Node::Project { input, .. } | Node::Window { input, .. } => estimate(input),
        Node::Sort { input, top, .. } => top.map_or_else(|| estimate(input), |top| estimate(input).min(top as f64)),
        Node::ProjectSet { input, .. } => estimate(input) * 10.0,
        Node::Join { kind, left, right, keys, .. } => {
            let (l, r) = (estimate(left), estimate(right));
            match kind {
                JoinKind::Semi | JoinKind::Anti => l * 0.5,
                _ if keys.is_empty() => l * r,
                _ => l.max(r),
            }
        }
        Node::Apply { left, .. } => estimate(left) * 10.0,
        Node::Aggregate { input, groups, .. } => {
            if groups.is_empty() {
                1.0
            } else {
                (estimate(input) / 10.0).max(1.0)
            }
        }
        Node::Limit { input, limit, .. } => {
            match limit.as_ref().and_then(|limit| limit.as_const()).and_then(crate::value::Value::as_int) {
                Some(n) => estimate(input).min(n as f64),
                None => estimate(input),
            }
        }
        Node::Distinct { input, .. } => (estimate(input) / 2.0).max(1.0),
        Node::SetOperation { left, right, .. } => estimate(left) + estimate(right),
        Node::With { body, .. } => estimate(body),
        Node::CteScan { .. } => 1000.0,
        Node::Recursive { base, .. } => estimate(base) * 10.0,
        Node::TableFunction { calls, .. } => match calls.first().map(|call| (call.name.as_str(), call.args.as_slice()))
        {
            Some(("generate_series", [from, to, ..])) => match (from.as_const(), to.as_const()) {
                (Some(crate::value::Value::Int(from)), Some(crate::value::Value::Int(to))) => {
                    (to - from + 1).max(1) as f64
                }
                _ => 100.0,
            },
            _ => 10.0,
        },
    }
}

fn selectivity(filter: &Expr) -> f64 {
    match &filter.kind {
        Kind::Compare(CompareOp::Eq, ..) => 0.05,
        Kind::Compare(..) | Kind::Like { .. } => 0.33,
        Kind::And(list) => list.iter().map(selectivity).product(),
        Kind::InList(_, list, false) => (0.05 * list.len() as f64).min(0.5),
        _ => 0.5,
    }
}

/// Joins relations one after the other, each to what is joined already, by an equality if there is one.
fn order(relations: Vec<(Plan, usize)>, conditions: Vec<Expr>) -> Plan {
    let total: usize = relations.iter().map(|(plan, _)| plan.types.len()).sum();
    let owner_of = {
        let mut owner = vec![0; total];
        for (i, (plan, offset)) in relations.iter().enumerate() {
            owner[*offset..*offset + plan.types.len()].fill(i);
        }
        owner
    };
    let types: Vec<Type> = relations.iter().flat_map(|(plan, _)| plan.types.iter().cloned()).collect();
    let mut own: Vec<Vec<Expr>> = vec![Vec::new(); relations.len()];
    let (mut waiting, mut last): (Vec<(Expr, Vec<usize>)>, Vec<Expr>) = (Vec::new(), Vec::new());
    for condition in conditions {
        let mut owners: Vec<usize> = columns_of(&condition).into_iter().map(|column| owner_of[column]).collect();
        owners.sort_unstable();
        owners.dedup();
        if volatile(&condition) {
            last.push(condition);
            continue;
        }
        match owners.as_slice() {
            [only] => {
                let mut condition = condition;
                condition.shift(-(relations[*only].1 as isize));
                own[*only].push(condition);
            }
            _ => waiting.push((condition, owners)),
        }
    }
    let mut parts: Vec<Option<(Plan, usize, f64)>> = relations
        .into_iter()
        .zip(own)
        .map(|((plan, offset), own)| {
            let plan = push_down_child(plan, own);
            let rows = estimate(&plan);
            Some((plan, offset, rows))
        })
        .collect();
    // The biggest one streams; the others are read into tables.
    let mut start = 0;
    for (i, part) in parts.iter().enumerate() {
        let rows = |at: usize| parts[at].as_ref().map_or(0.0, |part| part.2);
        if part.is_some() && rows(i) > rows(start) * 1.5 {
            start = i;
        }
    }
    let Some((mut plan, offset, mut rows)) = parts[start].take() else { return Plan::one_row() };
    // Where each column of the whole is by now.
    let mut place: Vec<Option<usize>> = vec![None; total];
    for i in 0..plan.types.len() {
        place[offset + i] = Some(i);
    }
    let mut joined = vec![start];
    while parts.iter().any(Option::is_some) {
        let connected = |i: usize, joined: &[usize]| {
            waiting.iter().any(|(condition, owners)| {
                is_equality(condition)
                    && owners.contains(&i)
                    && owners.iter().all(|owner| *owner == i || joined.contains(owner))
            })
        };
        let mut best: Option<(usize, f64, bool)> = None;
        for (i, part) in parts.iter().enumerate() {
            let Some((_, _, size)) = part else { continue };
            let linked = connected(i, &joined);
            let cost = if linked { rows.max(*size) + size / 1e6 } else { rows * size };
            let better = best.is_none_or(|(_, known, known_linked)| {
                (linked && !known_linked) || (linked == known_linked && cost < known)
            });
            if better {
                best = Some((i, cost, linked));
            }
        }
        let Some((next, cost, _)) = best else { break };
        let Some((right, offset, _)) = parts[next].take() else { break };
        joined.push(next);
        let width = plan.types.len();
        for i in 0..right.types.len() {
            place[offset + i] = Some(width + i);
        }
        let (mut keys, mut residual) = (Vec::new(), Vec::new());
        let (ready, later): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(_, owners)| owners.iter().all(|owner| joined.contains(owner)));
        waiting = later;
        for (mut condition, _) in ready {
            condition.rewrite(&mut |expr| {
                if let Kind::Column(index, _) = &mut expr.kind {
                    *index = place[*index].unwrap_or(*index);
                }
            });
            match key(&condition, width) {
                Some(pair) => keys.push(pair),
                None => residual.push(condition),
            }
        }
        let types = plan.types.iter().chain(&right.types).cloned().collect();
        let (hash, residual) = if keys.is_empty() { (false, residual) } else { (true, residual) };
        rows = if hash { cost } else { cost.max(1.0) };
        let on = if residual.is_empty() { None } else { Some(Expr::all(residual)) };
        let node =
            Node::Join { kind: JoinKind::Inner, left: Box::new(plan), right: Box::new(right), keys, residual: on };
        plan = Plan::new(node, types);
    }
    let moved = place.iter().enumerate().any(|(i, at)| *at != Some(i));
    let mut rest: Vec<Expr> = waiting.into_iter().map(|(condition, _)| condition).collect();
    rest.extend(last);
    if moved {
        let exprs = place.iter().zip(&types).map(|(at, ty)| Expr::column(at.unwrap_or(0), ty.clone())).collect();
        plan = plan.project(exprs);
    }
    filtered(plan, rest)
}

fn push_down_child(plan: Plan, conditions: Vec<Expr>) -> Plan {
    if matches!(plan.node, Node::Apply { .. } | Node::Window { .. } | Node::Aggregate { .. } | Node::Limit { .. })
        && conditions.is_empty()
    {
        return push_down(plan);
    }
    push(plan, conditions)
}

fn is_equality(condition: &Expr) -> bool {
    matches!(&condition.kind, Kind::Compare(CompareOp::Eq, a, _) if !matches!(a.ty, Type::Record(_)))
        || matches!(&condition.kind, Kind::Distinct(a, _, true) if !matches!(a.ty, Type::Record(_)))
}

/// A condition as a pair of keys, if it is an equality of the two sides.
fn key(condition: &Expr, width: usize) -> Option<KeyPair> {
    if !is_equality(condition) {
        return None;
    }
    let (a, b, null_safe) = match &condition.kind {
        Kind::Compare(CompareOp::Eq, a, b) => (a, b, false),
        Kind::Distinct(a, b, true) => (a, b, true),
        _ => return None,
    };
    let (of_a, of_b) = (columns_of(a), columns_of(b));
    if of_a.is_empty() || of_b.is_empty() {
        return None;
    }
    let left = |columns: &[usize]| columns.iter().all(|column| *column < width);
    let right = |columns: &[usize]| columns.iter().all(|column| *column >= width);
    let (mut l, mut r) = if left(&of_a) && right(&of_b) {
        ((**a).clone(), (**b).clone())
    } else if left(&of_b) && right(&of_a) {
        ((**b).clone(), (**a).clone())
    } else {
        return None;
    };
    r.shift(-(width as isize));
    debug_assert!(l.ty == r.ty);
    l.shift(0);
    Some(KeyPair { left: l, right: r, null_safe })
}

/// A join that keeps rows without a match: conditions go to the side where they change nothing else.
fn outer_join(
    kind: JoinKind,
    left: Plan,
    right: Plan,
    mut keys: Vec<KeyPair>,
    residual: Option<Expr>,
    conditions: Vec<Expr>,
    types: Vec<Type>,
) -> Plan {
    let width = left.types.len();
    let (mut to_left, mut to_right, mut rest, mut above) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let keeps_left = matches!(kind, JoinKind::Left | JoinKind::Semi | JoinKind::Anti);
    for condition in conditions {
        let columns = columns_of(&condition);
        let only_left = !columns.is_empty() && columns.iter().all(|column| *column < width);
        let only_right = !columns.is_empty() && columns.iter().all(|column| *column >= width);
        if keeps_left && only_left && !volatile(&condition) {
            to_left.push(condition);
        } else if kind == JoinKind::Right && only_right && !volatile(&condition) {
            let mut condition = condition;
            condition.shift(-(width as isize));
            to_right.push(condition);
        } else {
            above.push(condition);
        }
    }
    let mut on = Vec::new();
    if let Some(residual) = residual {
        conjuncts(residual, &mut on);
    }
    for condition in on {
        let columns = columns_of(&condition);
        let only_right = !columns.is_empty() && columns.iter().all(|column| *column >= width);
        let only_left = !columns.is_empty() && columns.iter().all(|column| *column < width);
        if let Some(pair) = key(&condition, width) {
            keys.push(pair);
        } else if only_right && keeps_left && !volatile(&condition) {
            let mut condition = condition;
            condition.shift(-(width as isize));
            to_right.push(condition);
        } else if only_left && matches!(kind, JoinKind::Right | JoinKind::Semi) && !volatile(&condition) {
            to_left.push(condition);
        } else {
            rest.push(condition);
        }
    }
    let left = push_down_child(left, to_left);
    let right = push_down_child(right, to_right);
    let residual = if rest.is_empty() { None } else { Some(Expr::all(rest)) };
    let node = Node::Join { kind, left: Box::new(left), right: Box::new(right), keys, residual };
    filtered(Plan::new(node, types), above)
}
