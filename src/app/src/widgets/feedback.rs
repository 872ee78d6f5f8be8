//! What helps: hints one rung at a time, and the solution after a try.

use super::code::source;
use super::prose::sentence;
use crate::state::content::Text;
use crate::state::desk::{Assignment, Desk};
use crate::words::Words;
use course::message::escape;

use yew::prelude::*;

/// The hints that were asked for, the first `shown`. A live region: a new one is read out.
pub(crate) fn hints(text: &Text, shown: usize, words: &Words) -> Html {
    let all = text.hints.len();
    let hint = |(index, html): (usize, &String)| {
        let args = [("rung", (index + 1).into()), ("all", all.into())];
        html! {
            <li class="hint">
                <span class="hint-rung">{ words.with("hint-rung", &args) }</span>
                { sentence(html) }
            </li>
        }
    };
    html! {
        <div role="status" aria-live="polite">
            if shown > 0 && all > 0 {
                <ol class="hints" role="list">{ for text.hints.iter().take(shown).enumerate().map(hint) }</ol>
            }
        </div>
    }
}

/// The solution, once it was asked for.
pub(crate) fn solution(assignment: &Assignment, desk: &Desk, words: &Words) -> Html {
    let Some(solution) = assignment.solution().filter(|_| desk.solution) else { return Html::default() };
    let solution = solution.trim_end().to_owned();
    html! {
        <div>
            <p class="hint-rung">{ words.say("solution-is") }</p>
            { source(solution.clone().into(), &escape(&solution), Html::default(), words) }
        </div>
    }
}
