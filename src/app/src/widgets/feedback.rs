//! What helps: hints one rung at a time, and the solution after a try.

use super::code::Source;
use super::prose::Passage;
use crate::state::desk::{Assignment, Desk};
use crate::state::content::Text;
use crate::words::use_words;
use course::message::escape;

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct HintsProps {
    pub(crate) text: Text,
    /// How many are shown.
    pub(crate) shown: usize,
}

/// The hints that were asked for. A live region: a new one is read out.
#[function_component]
pub(crate) fn Hints(props: &HintsProps) -> Html {
    let words = use_words();
    let all = props.text.hints.len();
    let hint = |(index, html): (usize, &String)| {
        let args = [("rung", (index + 1).into()), ("all", all.into())];
        html! {
            <li class="hint">
                <span class="hint-rung">{ words.with("hint-rung", &args) }</span>
                <Passage html={html.clone()} />
            </li>
        }
    };
    html! {
        <div role="status" aria-live="polite">
            if props.shown > 0 && all > 0 {
                <ol class="hints" role="list">{ for props.text.hints.iter().take(props.shown).enumerate().map(hint) }</ol>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct SolutionProps {
    pub(crate) assignment: Assignment,
    pub(crate) desk: Desk,
}

/// The solution, once it was asked for.
#[function_component]
pub(crate) fn Solution(props: &SolutionProps) -> Html {
    let words = use_words();
    let Some(solution) = props.assignment.solution().filter(|_| props.desk.solution) else { return Html::default() };
    let solution = solution.trim_end().to_owned();
    html! {
        <div>
            <p class="hint-rung">{ words.say("solution-is") }</p>
            <Source code={solution.clone()} html={escape(&solution)} />
        </div>
    }
}
