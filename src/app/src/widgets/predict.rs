//! Say what will come out, then see it: the code runs once the answer is in.

use super::code::Source;
use super::quiz::TaskProps;
use super::verdict::VerdictPanel;
use crate::platform::page::typed;
use crate::state::desk::use_desk;
use crate::state::judge::judge;
use crate::words::use_words;
use course::message::escape;
use course::model::{Engine, Submission, Task};
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
    let Task::Predict(predict) = &props.assignment.exercise.task else { return Html::default() };
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
    let code = predict.code.trim_end().to_owned();
    html! {
        <form onsubmit={on_submit}>
            <Source code={code.clone()} html={escape(&code)} />
            <div class="predict">
                <label>
                    { words.say("predict-label") }
                    <input class="field" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" value={(*answer).clone()} oninput={on_input} />
                </label>
                <button type="submit" class="button button-main" disabled={answer.trim().is_empty()}>{ words.say("answer") }</button>
            </div>
            <VerdictPanel judgement={desk.judgement.clone()} engine={Engine::Predict} text={props.text.clone()} next={props.next.clone()} />
        </form>
    }
}
