//! What the columns of an operator are called: a plan knows them by position only.

use super::write::{expression, list};
use crate::plan::{AggregateCall, Expr, JoinKind, Kind, Node, Plan};
use std::collections::HashMap;

/// The columns of an operator, each with the relation it comes from, if it is one's.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    columns: Vec<(String, String)>,
    /// Position 0 is this column's.
    start: usize,
}

/// The columns of WITH queries, by number.
pub(super) type Ctes = HashMap<usize, Names>;

impl Names {
    /// A column's name, with its relation where another column has the same one.
    pub(super) fn get(&self, index: usize) -> String {
        let Some((relation, name)) = self.columns.get(self.start + index) else { return numbered(index) };
        let alone = self.columns.iter().filter(|(_, other)| other == name).count() == 1;
        if alone || relation.is_empty() { name.clone() } else { format!("{relation}.{name}") }
    }

    /// The columns of `self`, then those of `other`.
    pub(super) fn beside(&self, other: &Self) -> Self {
        self.columns.iter().chain(&other.columns).cloned().collect()
    }

    /// The same columns, counted from this one: what a join's right side is over.
    pub(super) fn starting_at(&self, start: usize) -> Self {
        Self { columns: self.columns.clone(), start }
    }

    fn push(&mut self, name: String) {
        self.columns.push((String::new(), name));
    }

    /// What expressions over these columns are called: a column keeps its name.
    fn of(&self, exprs: &[Expr]) -> Self {
        let name = |(at, expr): (usize, &Expr)| match &expr.kind {
            Kind::Column(index, _) => self.columns.get(*index).cloned().unwrap_or_default(),
            Kind::Const(_) => (String::new(), numbered(at)),
            _ => (String::new(), expression(expr, self)),
        };
        exprs.iter().enumerate().map(name).collect()
    }

    /// The same columns, as those of a relation.
    fn within(&self, relation: &str) -> Self {
        self.columns.iter().map(|(_, name)| (relation.to_owned(), name.clone())).collect()
    }
}

impl FromIterator<(String, String)> for Names {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(columns: I) -> Self {
        Self { columns: columns.into_iter().collect(), start: 0 }
    }
}

/// What nothing names.
fn numbered(index: usize) -> String {
    format!("column{}", index + 1)
}

/// A call of an aggregate.
pub(super) fn call(call: &AggregateCall, names: &Names) -> String {
    let args = if call.args.is_empty() { "*".to_owned() } else { list(&call.args, names) };
    format!("{}({}{args})", call.name, if call.distinct { "DISTINCT " } else { "" })
}

/// The columns that an operator's expressions are over.
pub(super) fn inputs(plan: &Plan, ctes: &mut Ctes) -> Names {
    match &plan.node {
        Node::Scan { name, table, columns, .. } => {
            let column = |at: &usize| table.columns.get(*at).map(|column| column.name.clone()).unwrap_or_default();
            columns.iter().map(|at| (name.name.clone(), column(at))).collect()
        }
        Node::Join { left, right, .. } | Node::Apply { left, right, .. } => {
            outputs(left, ctes).beside(&outputs(right, ctes))
        }
        Node::With { ctes: queries, .. } => {
            for (id, name, query) in queries {
                let names = outputs(query, ctes).within(name);
                ctes.insert(*id, names);
            }
            Names::default()
        }
        Node::Recursive { id, base, .. } => {
            let names = outputs(base, ctes);
            ctes.insert(*id, names.clone());
            names
        }
        _ => plan.children().first().map(|child| outputs(child, ctes)).unwrap_or_default(),
    }
}

/// The columns that an operator gives.
pub(super) fn outputs(plan: &Plan, ctes: &mut Ctes) -> Names {
    let mut names = inputs(plan, ctes);
    match &plan.node {
        Node::Project { exprs, .. } => names.of(exprs),
        // Asking the left side again would double the work with every join below it.
        Node::Join { kind: JoinKind::Semi | JoinKind::Anti, left, .. } => {
            names.columns.truncate(left.types.len());
            names
        }
        Node::Aggregate { groups, calls, .. } => {
            let mut out = names.of(groups);
            calls.iter().for_each(|aggregate| out.push(call(aggregate, &names)));
            out
        }
        Node::Window { calls, .. } => {
            let added: Vec<String> =
                calls.iter().map(|call| format!("{}({})", call.name, list(&call.args, &names))).collect();
            added.into_iter().for_each(|name| names.push(name));
            names
        }
        Node::ProjectSet { calls, .. } | Node::TableFunction { calls, .. } => {
            for (name, _) in calls.iter().flat_map(|call| &call.columns) {
                names.push(name.clone());
            }
            names
        }
        Node::CteScan { id, .. } => ctes.get(id).cloned().unwrap_or_default(),
        Node::With { body, .. } => outputs(body, ctes),
        _ => names,
    }
}
