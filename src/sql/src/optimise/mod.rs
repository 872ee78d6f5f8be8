//! Rewrites a plan into one that gives the same rows with less work: constants are folded, conditions move to the tables they
//! speak of, comma joins become hash joins in an order that keeps them small, only columns that are read are carried, ORDER BY
//! with LIMIT keeps only the first rows, EXISTS and IN become semi-joins.

mod columns;
mod decorrelate;
mod fold;
mod inline;
mod joins;
mod late;
mod top;
mod visit;

pub(crate) use inline::is_volatile;
pub(crate) use joins::estimate;
pub(crate) use visit::each_expr;

use crate::execute::Context;
use crate::plan::Plan;

/// The plan that is run.
pub(crate) fn optimise(plan: Plan, context: &Context<'_>) -> Plan {
    let mut plan = plan;
    fold::fold(&mut plan, context);
    plan = inline::inline(plan);
    plan = decorrelate::decorrelate(plan);
    plan = joins::push_down(plan);
    plan = late::late(plan);
    plan = top::top(plan);
    columns::prune(plan)
}
