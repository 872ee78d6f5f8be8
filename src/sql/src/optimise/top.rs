//! LIMIT over ORDER BY keeps only the first rows; a projection between them does not matter.

use super::visit::children_mut;
use crate::plan::{Expr, Node, Plan};
use crate::value::Value;

/// Tells sorts how many rows are wanted of them.
pub(super) fn top(mut plan: Plan) -> Plan {
    if let Node::Limit { input, limit, offset, ties: None } = &mut plan.node {
        let count = |expr: &Option<Expr>| match expr.as_ref().map(Expr::as_const) {
            None => Some(0),
            Some(Some(Value::Int(n))) if *n >= 0 => Some(*n as u64),
            _ => None,
        };
        if limit.is_some()
            && let (Some(limit), Some(offset)) = (count(limit), count(offset))
        {
            limit_sort(input, limit.saturating_add(offset));
        }
    }
    for child in children_mut(&mut plan) {
        let taken = std::mem::replace(child, Plan::one_row());
        *child = top(taken);
    }
    plan
}

fn limit_sort(plan: &mut Plan, rows: u64) {
    match &mut plan.node {
        Node::Sort { top, .. } => *top = Some(rows),
        Node::Project { input, .. } => limit_sort(input, rows),
        _ => {}
    }
}
