//! A plan as a picture: operators over what they read from, with the rows that flow up.

use crate::words::use_words;
use base::Arg;
use lab::protocol::PlanTree;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct PlanProps {
    pub(super) plan: PlanTree,
}

/// An operator and, below it, its children.
#[component]
pub(super) fn Plan(props: &PlanProps) -> Html {
    let words = use_words();
    html! {
        <div class="plan" role="region" aria-label={words.say("sql-plan")} tabindex="0">
            <ul><Node plan={props.plan.clone()} /></ul>
        </div>
    }
}

#[component]
fn Node(props: &PlanProps) -> Html {
    let words = use_words();
    let plan = &props.plan;
    let (id, rows) = plan.rows.map_or(("sql-plan-estimate", plan.estimate), |rows| ("sql-plan-rows", rows));
    html! {
        <li>
            <div class="plan-node">
                <strong>{ &plan.operator }</strong>
                <span class="plan-rows">{ words.with(id, &[("count", Arg::Number(rows as i64))]) }</span>
                { for plan.details.iter().map(|detail| html! { <code>{ detail }</code> }) }
            </div>
            if !plan.children.is_empty() {
                <ul>{ for plan.children.iter().map(|child| html! { <Node plan={child.clone()} /> }) }</ul>
            }
        </li>
    }
}
