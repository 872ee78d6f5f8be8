//! A quiz: options to choose from, and a reason for every one that was chosen.

use super::prose::{capitalised, inline};
use super::verdict::{Panel, verdict_panel};
use crate::state::content::Text;
use crate::state::desk::{Assignment, use_desk};
use crate::state::judge::judge;
use crate::words::use_words;
use course::model::{Engine, Submission, shuffled};
use yew::prelude::*;

/// What an exercise that stands in the text is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TaskProps {
    pub(crate) assignment: Assignment,
    pub(crate) text: Text,
    /// What to do next, once it is passed.
    #[prop_or_default]
    pub(crate) next: Html,
}

/// A quiz with one right option, or several.
#[function_component]
pub(crate) fn QuizTask(props: &TaskProps) -> Html {
    let words = use_words();
    let desk = use_desk(&props.assignment);
    let id = &props.assignment.exercise.id;
    let chosen = use_state(|| match &desk.earlier {
        Some(Submission::Quiz { chosen }) => chosen.clone(),
        _ => Vec::new(),
    });
    let quiz = &props.assignment.exercise.task;
    // The same order at every visit, another one in every quiz.
    let seed = id.bytes().fold(7_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let count = props.text.options.len();
    let order = if quiz.shuffle { shuffled(count, seed) } else { (0..count).collect() };
    let verdict = desk.judgement.verdict().cloned();
    let multiple = quiz.multiple;
    let option = |index: &usize| {
        let index = *index;
        let on_change = {
            let (chosen, on_work) = (chosen.clone(), desk.on_work.clone());
            Callback::from(move |_: Event| {
                let mut next = if multiple { (*chosen).clone() } else { Vec::new() };
                // They stay in order.
                match next.binary_search(&index) {
                    Ok(at) => drop(next.remove(at)),
                    Err(at) => next.insert(at, index),
                }
                on_work.emit(Submission::Quiz { chosen: next.clone() });
                chosen.set(next);
            })
        };
        let judged = verdict.as_ref().and_then(|verdict| verdict.chosen.iter().find(|one| one.option == index));
        let class = judged.map(|judged| if judged.right { "option-right" } else { "option-wrong" });
        let name = format!("quiz-{id}");
        let words_of = props.text.options.get(index).cloned().unwrap_or_default();
        html! {
            <label class={classes!("option", class)} key={index}>
                <input type={if multiple { "checkbox" } else { "radio" }} {name} checked={chosen.contains(&index)} onchange={on_change} />
                <span>{ inline(&words_of.html) }</span>
                if let Some(judged) = judged {
                    <span class="option-reason">
                        <span class="visually-hidden">{ words.say(if judged.right { "option-right" } else { "option-wrong" }) }</span>
                        { inline(&capitalised(&words_of.reason)) }
                    </span>
                }
            </label>
        }
    };
    let on_submit = {
        let (on_check, chosen, on_work) = (desk.on_check.clone(), chosen.clone(), desk.on_work.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            on_work.emit(Submission::Quiz { chosen: (*chosen).clone() });
            on_check.emit(judge());
        })
    };
    let panel =
        Panel { judgement: &desk.judgement, engine: Engine::Quiz, text: &props.text, work: None, next: &props.next };
    html! {
        <form onsubmit={on_submit}>
            <fieldset class="options">
                <legend class="visually-hidden">
                    { words.say(if multiple { "quiz-several" } else { "quiz-one" }) }
                </legend>
                { for order.iter().map(option) }
            </fieldset>
            <p class="task-actions">
                <button type="submit" class="button button-main" disabled={chosen.is_empty()}>{ words.say("answer") }</button>
                if multiple { <span class="task-points">{ words.say("quiz-several") }</span> }
            </p>
            { verdict_panel(&panel, &words) }
        </form>
    }
}
