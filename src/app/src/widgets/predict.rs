//! Say what will come out, then see it: the code runs once the answer is in.

use super::engine::Run;
use super::icon::{Shape, icon};
use super::quiz::TaskProps;
use super::verdict::{Panel, verdict_panel};
use crate::pages::lesson::FreeBench;
use crate::platform::page::typed;
use crate::state::desk::use_desk;
use crate::state::judge::judge;
use crate::state::lab::Start;
use crate::words::use_words;
use course::model::{Engine, Submission};
use yew::prelude::*;

/// A prediction.
#[function_component]
pub(crate) fn PredictTask(props: &TaskProps) -> Html {
    let words = use_words();
    let desk = use_desk(&props.assignment);
    let answer = use_state(|| match &desk.earlier {
        Some(Submission::Predict { answer }) => answer.clone(),
        _ => String::new(),
    });
    let seen = use_state_eq(|| false);
    let exercise = &props.assignment.exercise;
    let predict = &exercise.task;
    let on_input = {
        let (answer, on_work) = (answer.clone(), desk.on_work.clone());
        Callback::from(move |event: InputEvent| {
            let typed = typed(&event);
            on_work.emit(Submission::Predict { answer: typed.clone() });
            answer.set(typed);
        })
    };
    let on_submit = {
        let (on_check, answer, on_work) = (desk.on_check.clone(), answer.clone(), desk.on_work.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_work.emit(Submission::Predict { answer: (*answer).clone() });
            on_check.emit(judge());
        })
    };
    let on_see = {
        let seen = seen.clone();
        Callback::from(move |_: MouseEvent| seen.set(true))
    };
    let panel =
        Panel { judgement: &desk.judgement, engine: Engine::Predict, text: &props.text, work: None, next: &props.next };
    html! {
        <form onsubmit={on_submit}>
            <div class="predict">
                <label>
                    { words.say("predict-label") }
                    <input class="field" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" value={(*answer).clone()} oninput={on_input} />
                </label>
                <button type="submit" class="button button-main" disabled={answer.trim().is_empty()}>{ words.say("answer") }</button>
            </div>
            if *seen {
                <div class="bench bench-inline">
                    <FreeBench start={Start { engine: predict.runs, setup: exercise.setup(), datasets: props.assignment.datasets.to_vec() }}
                        code={predict.code.clone()} run={Run { count: 1, code: predict.code.clone().into() }} label={words.say("try-label")} />
                </div>
            } else if desk.tried || desk.passed {
                <p class="task-actions">
                    <button type="button" class="button" onclick={on_see}>{ icon(Shape::Play) }{ words.say("predict-see") }</button>
                </p>
            }
            { verdict_panel(&panel, &words) }
        </form>
    }
}
