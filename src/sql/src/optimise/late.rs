//! Output columns that are volatile (`nextval`, `random`) are computed of the rows that ORDER BY and LIMIT leave, as in PostgreSQL.

use super::visit::children_mut;
use crate::functions::Volatility;
use crate::plan::{Expr, Kind, Node, Plan};

/// Puts projections with volatile columns above the sort and the limit over them.
pub(super) fn late(mut plan: Plan) -> Plan {
    for child in children_mut(&mut plan) {
        let taken = std::mem::replace(child, Plan::one_row());
        *child = late(taken);
    }
    match plan.node {
        Node::Limit { input, limit, offset, ties: None } => match input.node {
            Node::Project { input: inner, exprs } if exprs.iter().any(volatile) => {
                let types = inner.types.clone();
                let node = Node::Limit { input: inner, limit, offset, ties: None };
                let below = Box::new(Plan::new(node, types));
                Plan::new(Node::Project { input: below, exprs }, plan.types)
            }
            node => {
                let input = Box::new(Plan::new(node, input.types));
                Plan::new(Node::Limit { input, limit, offset, ties: None }, plan.types)
            }
        },
        Node::Sort { input, mut keys, top } => match input.node {
            Node::Project { input: inner, exprs } if exprs.iter().any(volatile) => {
                let mut needed = false;
                for key in &keys {
                    needed |= key
                        .expr
                        .any(&mut |e| matches!(e.kind, Kind::Column(at, _) if exprs.get(at).is_none_or(volatile)));
                }
                if needed {
                    let input = Box::new(Plan::new(Node::Project { input: inner, exprs }, input.types));
                    return Plan::new(Node::Sort { input, keys, top }, plan.types);
                }
                for key in &mut keys {
                    key.expr.rewrite_down(&mut |e| {
                        let Kind::Column(at, _) = e.kind else { return false };
                        *e = exprs[at].clone();
                        true
                    });
                }
                let types = inner.types.clone();
                let below = Box::new(Plan::new(Node::Sort { input: inner, keys, top }, types));
                Plan::new(Node::Project { input: below, exprs }, plan.types)
            }
            node => {
                let input = Box::new(Plan::new(node, input.types));
                Plan::new(Node::Sort { input, keys, top }, plan.types)
            }
        },
        node => Plan::new(node, plan.types),
    }
}

fn volatile(expr: &Expr) -> bool {
    expr.any(&mut |e| matches!(&e.kind, Kind::Call(f, _) if f.volatility == Volatility::Volatile))
}
