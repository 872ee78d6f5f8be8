//! A plan as a tree of operators with their details.

use super::names::{Ctes, Names, call, inputs};
use super::write::{conditions, expression, list};
use crate::execute::Stats;
use crate::optimise::estimate;
use crate::plan::{JoinKind, KeyPair, Node, Plan, SetOp, SortKey};
use serde::{Deserialize, Serialize};

/// An operator of a plan with what it reads from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanTree {
    /// The operator: `Seq Scan on t`, `Hash Join`…
    pub operator: String,
    /// What it does, line by line: `Filter: (a > 1)`.
    pub details: Vec<String>,
    /// Rows it is thought to give.
    pub estimate: u64,
    /// Rows it gave; `None` without ANALYZE.
    pub rows: Option<u64>,
    /// Budget steps it and its children spent; `None` without ANALYZE.
    pub steps: Option<u64>,
    /// What it reads from.
    pub children: Vec<PlanTree>,
}

pub(super) fn tree(plan: &Plan, stats: Option<&Stats>) -> PlanTree {
    branch(plan, stats, &mut Ctes::new())
}

fn branch(plan: &Plan, stats: Option<&Stats>, ctes: &mut Ctes) -> PlanTree {
    let names = inputs(plan, ctes);
    let (operator, details) = describe(plan, &names);
    let counted =
        stats.map(|stats| stats.borrow().get(&(std::ptr::from_ref(plan) as usize)).copied().unwrap_or_default());
    PlanTree {
        operator,
        details,
        estimate: estimate(plan).round() as u64,
        rows: counted.map(|counted| counted.0),
        steps: counted.map(|counted| counted.1),
        children: plan.children().into_iter().map(|child| branch(child, stats, ctes)).collect(),
    }
}

fn sort_keys(keys: &[SortKey], names: &Names) -> String {
    let key = |key: &SortKey| {
        let direction = if key.descending { " DESC" } else { "" };
        let nulls = match (key.descending, key.nulls_first) {
            (false, true) => " NULLS FIRST",
            (true, false) => " NULLS LAST",
            _ => "",
        };
        format!("{}{direction}{nulls}", expression(&key.expr, names))
    };
    keys.iter().map(key).collect::<Vec<_>>().join(", ")
}

fn join_name(kind: JoinKind, hash: bool) -> String {
    let how = if hash { "Hash" } else { "Nested Loop" };
    let which = match kind {
        JoinKind::Inner => return if hash { "Hash Join".to_owned() } else { how.to_owned() },
        JoinKind::Left => "Left Join",
        JoinKind::Right => "Right Join",
        JoinKind::Full => "Full Join",
        JoinKind::Semi => "Semi Join",
        JoinKind::Anti => "Anti Join",
    };
    format!("{how} {which}")
}

fn pairs(keys: &[KeyPair], left: &Names, right: &Names) -> String {
    let pair = |pair: &KeyPair| format!("({} = {})", expression(&pair.left, left), expression(&pair.right, right));
    keys.iter().map(pair).collect::<Vec<_>>().join(" AND ")
}

fn describe(plan: &Plan, names: &Names) -> (String, Vec<String>) {
    let mut details = Vec::new();
    let operator = match &plan.node {
        Node::Values(rows) if rows.len() == 1 && plan.types.is_empty() => "Result".to_owned(),
        Node::Values(_) => "Values Scan".to_owned(),
        Node::Scan { name, table, columns, filters, .. } => {
            let mut in_order = columns.clone();
            in_order.sort_unstable();
            let read: Vec<&str> =
                in_order.iter().filter_map(|column| table.columns.get(*column)).map(|c| c.name.as_str()).collect();
            details.push(format!("Columns: {} of {} ({})", columns.len(), table.columns.len(), read.join(", ")));
            if !filters.is_empty() {
                details.push(format!("Filter: {}", conditions(filters, names)));
            }
            format!("Seq Scan on {}", name.name)
        }
        Node::Filter { predicate, .. } => {
            details.push(format!("Condition: {}", expression(predicate, names)));
            "Filter".to_owned()
        }
        Node::Project { exprs, .. } => {
            details.push(format!("Output: {}", list(exprs, names)));
            "Project".to_owned()
        }
        Node::ProjectSet { .. } => "ProjectSet".to_owned(),
        Node::Join { kind, left, keys, residual, .. } => {
            if !keys.is_empty() {
                details.push(format!("Hash Cond: {}", pairs(keys, names, &names.starting_at(left.types.len()))));
            }
            if let Some(residual) = residual {
                details.push(format!("Join Filter: {}", expression(residual, names)));
            }
            join_name(*kind, !keys.is_empty())
        }
        Node::Apply { outer, on, .. } => {
            if let Some(on) = on {
                details.push(format!("Join Filter: {}", expression(on, names)));
            }
            if *outer { "Nested Loop Left Join (lateral)" } else { "Nested Loop (lateral)" }.to_owned()
        }
        Node::Aggregate { groups, sets, calls, .. } => {
            if !groups.is_empty() {
                details.push(format!("Group Key: {}", list(groups, names)));
            }
            if sets.len() > 1 {
                details.push(format!("Grouping Sets: {}", sets.len()));
            }
            if !calls.is_empty() {
                let names: Vec<String> = calls.iter().map(|aggregate| call(aggregate, names)).collect();
                details.push(format!("Aggregates: {}", names.join(", ")));
            }
            if groups.is_empty() { "Aggregate" } else { "HashAggregate" }.to_owned()
        }
        Node::Window { calls, .. } => {
            for call in calls {
                let partition = if call.partition.is_empty() {
                    String::new()
                } else {
                    format!("PARTITION BY {}", list(&call.partition, names))
                };
                let order = if call.order.is_empty() {
                    String::new()
                } else {
                    format!("ORDER BY {}", sort_keys(&call.order, names))
                };
                let over = [partition, order].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
                details.push(format!("{}({}) OVER ({over})", call.name, list(&call.args, names)));
            }
            "WindowAgg".to_owned()
        }
        Node::Sort { keys, top, .. } => {
            details.push(format!("Sort Key: {}", sort_keys(keys, names)));
            match top {
                Some(top) => {
                    details.push(format!("Sort Method: top-{top}"));
                    "Top-N Sort".to_owned()
                }
                None => "Sort".to_owned(),
            }
        }
        Node::Limit { limit, offset, .. } => {
            if let Some(limit) = limit {
                details.push(format!("Limit: {}", expression(limit, names)));
            }
            if let Some(offset) = offset {
                details.push(format!("Offset: {}", expression(offset, names)));
            }
            "Limit".to_owned()
        }
        Node::Distinct { on, .. } => {
            if let Some(on) = on {
                details.push(format!("Key: {}", list(on, names)));
            }
            "Unique".to_owned()
        }
        Node::SetOperation { op, all, .. } => match (op, all) {
            (SetOp::Union, true) => "Append".to_owned(),
            (SetOp::Union, false) => "HashSetOp Union".to_owned(),
            (SetOp::Intersect, all) => format!("HashSetOp Intersect{}", if *all { " All" } else { "" }),
            (SetOp::Except, all) => format!("HashSetOp Except{}", if *all { " All" } else { "" }),
        },
        Node::With { ctes, .. } => {
            let names: Vec<&str> = ctes.iter().map(|(_, name, _)| name.as_str()).collect();
            details.push(format!("CTE: {}", names.join(", ")));
            "With".to_owned()
        }
        Node::CteScan { name, .. } => format!("CTE Scan on {name}"),
        Node::Recursive { all, .. } => if *all { "Recursive Union All" } else { "Recursive Union" }.to_owned(),
        Node::TableFunction { calls, .. } => {
            let names: Vec<String> =
                calls.iter().map(|call| format!("{}({})", call.name, list(&call.args, names))).collect();
            format!("Function Scan on {}", names.join(", "))
        }
    };
    (operator, details)
}
