//! WITH queries that are read once are put where they are read: they stream, and conditions move into them.

use super::visit::{children_mut, each_subquery, own_exprs};
use crate::functions::Volatility;
use crate::plan::{Kind, Node, Plan};

/// Inlines what is read once, outside of anything that would run it again and again.
pub(super) fn inline(mut plan: Plan) -> Plan {
    for child in children_mut(&mut plan) {
        let taken = std::mem::replace(child, Plan::one_row());
        *child = inline(taken);
    }
    let Node::With { mut ctes, mut body } = plan.node else { return plan };
    let mut at = 0;
    while at < ctes.len() {
        let id = ctes[at].0;
        let (mut reads, mut inside) = (0, false);
        for (_, _, later) in &mut ctes[at + 1..] {
            count(later, id, false, &mut reads, &mut inside);
        }
        count(&mut body, id, false, &mut reads, &mut inside);
        if reads != 1 || inside || is_volatile(&mut ctes[at].2) {
            at += 1;
            continue;
        }
        let (_, _, query) = ctes.remove(at);
        let mut query = Some(query);
        for (_, _, later) in &mut ctes[at..] {
            replace(later, id, &mut query);
        }
        replace(&mut body, id, &mut query);
    }
    if ctes.is_empty() {
        return *body;
    }
    Plan::new(Node::With { ctes, body }, plan.types)
}

/// How often a query is read, and whether from a place that runs more than once.
fn count(plan: &mut Plan, id: usize, repeated: bool, reads: &mut usize, inside: &mut bool) {
    if matches!(plan.node, Node::CteScan { id: read, .. } if read == id) {
        *reads += 1;
        *inside |= repeated;
    }
    for expr in own_exprs(plan) {
        each_subquery(expr, &mut |inner| count(inner, id, true, reads, inside));
    }
    match &mut plan.node {
        Node::Apply { left, right, .. } => {
            count(left, id, repeated, reads, inside);
            count(right, id, true, reads, inside);
        }
        Node::Recursive { base, step, .. } => {
            count(base, id, repeated, reads, inside);
            count(step, id, true, reads, inside);
        }
        _ => children_mut(plan).into_iter().for_each(|child| count(child, id, repeated, reads, inside)),
    }
}

/// Whether some call in the plan gives another value each time.
pub(crate) fn is_volatile(plan: &mut Plan) -> bool {
    let mut found = false;
    super::each_expr(plan, &mut |expr| {
        found |= expr.any(&mut |e| matches!(&e.kind, Kind::Call(f, _) if f.volatility == Volatility::Volatile));
    });
    found
}

fn replace(plan: &mut Plan, id: usize, query: &mut Option<Plan>) {
    if matches!(plan.node, Node::CteScan { id: read, .. } if read == id) {
        if let Some(query) = query.take() {
            *plan = query;
        }
        return;
    }
    for child in children_mut(plan) {
        replace(child, id, query);
    }
}
