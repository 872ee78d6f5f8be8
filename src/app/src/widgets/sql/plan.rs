//! A plan as a picture: operators over what they read from, with the rows that flow up and each one's share of the work.

use crate::words::Words;
use base::Arg;
use lab::protocol::PlanTree;
use yew::prelude::*;

/// The operators of a plan as a tree.
pub(super) fn plan(words: &Words, plan: &PlanTree) -> Html {
    html! {
        <div class="plan" role="region" aria-label={words.say("sql-plan")} tabindex="0">
            <ul>{ node(words, plan, plan.steps.unwrap_or(0)) }</ul>
        </div>
    }
}

/// An operator and, below it, its children; `all` is what the whole plan spent.
fn node(words: &Words, plan: &PlanTree, all: u64) -> Html {
    let (id, rows) = plan.rows.map_or(("sql-plan-estimate", plan.estimate), |rows| ("sql-plan-rows", rows));
    let below: u64 = plan.children.iter().filter_map(|child| child.steps).sum();
    let own = plan.steps.filter(|_| all > 0).map(|steps| steps.saturating_sub(below) * 100 / all);
    html! {
        <li>
            <div class="plan-node">
                <strong>{ &plan.operator }</strong>
                <span class="plan-rows">{ words.with(id, &[("count", Arg::Number(rows as i64))]) }</span>
                if let Some(own) = own {
                    <span class="plan-work">
                        <meter min="0" max="100" value={own.to_string()} aria-hidden="true"></meter>
                        { words.with("sql-plan-work", &[("percent", Arg::Number(own as i64))]) }
                    </span>
                }
                { for plan.details.iter().map(|detail| html! { <code>{ detail }</code> }) }
            </div>
            if !plan.children.is_empty() { <ul>{ for plan.children.iter().map(|child| node(words, child, all)) }</ul> }
        </li>
    }
}
