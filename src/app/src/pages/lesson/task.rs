//! An exercise in the text: what is asked, and where it is done.

use super::Material;
use super::article::shown;
use super::bench::ExerciseBench;
use super::seat::{BenchState, Seat, Sit, needs_bench};
use crate::platform::{focus, timer};
use crate::route::{Page, Route};
use crate::state::content::Text;
use crate::state::desk::Assignment;
use crate::state::progress::use_learner;
use crate::widgets::icon::{Shape, icon};
use crate::widgets::meter::{Standing, status};
use crate::widgets::order::OrderTask;
use crate::widgets::predict::PredictTask;
use crate::widgets::quiz::QuizTask;
use crate::words::{Words, use_words};
use course::model::Engine;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct TaskSectionProps {
    pub(super) material: Material,
    pub(super) assignment: Assignment,
    pub(super) text: Text,
    pub(super) bench: BenchState,
}

/// The exercise.
#[function_component]
pub(super) fn TaskSection(props: &TaskSectionProps) -> Html {
    let words = use_words();
    let learner = use_learner();
    let (assignment, text, bench) = (&props.assignment, &props.text, &props.bench);
    let exercise = &assignment.exercise;
    let id = &exercise.id;
    let mark = learner.mark(id);
    let done = mark.passed.is_some();
    let engine = exercise.task.engine;
    let active = bench.seat.as_ref() == Some(&Seat::Exercise(id.clone()));
    let next = next_step(&props.material, id, bench, &words);
    let doing = if needs_bench(engine) {
        doing(props, active, done, next, &words)
    } else {
        match engine {
            Engine::Quiz => html! { <QuizTask assignment={assignment.clone()} text={text.clone()} {next} /> },
            Engine::Predict => html! { <PredictTask assignment={assignment.clone()} text={text.clone()} {next} /> },
            _ => html! { <OrderTask assignment={assignment.clone()} text={text.clone()} {next} /> },
        }
    };
    let heading = format!("title-{id}");
    html! {
        <section class={classes!("task", done.then_some("task-done"), (active && bench.beside).then_some("task-active"))}
            id={id.clone()} aria-labelledby={heading.clone()}>
            <div class="task-head">
                { status(Standing::of(done, mark.tries() > 0 || mark.draft.is_some()), None, &words) }
                <h2 id={heading}>{ &text.title }</h2>
                <span class="task-points">{ words.with("points", &[("points", i64::from(exercise.points).into())]) }</span>
            </div>
            { for text.statement.iter().map(|block| shown(block, &props.material, bench, &words)) }
            { doing }
        </section>
    }
}

/// The way to the workbench, or the workbench itself where there is one column.
fn doing(props: &TaskSectionProps, active: bool, done: bool, next: Html, words: &Words) -> Html {
    let bench = &props.bench;
    let id = props.assignment.exercise.id.clone();
    let inline = active && !bench.beside;
    let on_open = {
        let (sit, id, beside) = (bench.sit.clone(), id.clone(), bench.beside);
        Callback::from(move |_: MouseEvent| {
            let seat = if inline { None } else { Some(Seat::Exercise(id.clone())) };
            sit.emit(Sit { seat, code: None });
            if beside {
                timer::soon(|| {
                    focus::on_first(".bench-engine textarea, .bench-engine input, .bench-engine [tabindex='0']");
                });
            }
        })
    };
    let label = match (inline, active, done) {
        (true, ..) => "task-close",
        (_, true, _) => "task-go",
        (_, _, true) => "task-again",
        _ => "task-open",
    };
    html! {
        <>
            if inline {
                <div class="bench bench-inline" id={format!("bench-{id}")}>
                    <ExerciseBench key={id.clone()} material={props.material.clone()} assignment={props.assignment.clone()}
                        text={props.text.clone()} {next} />
                </div>
            }
            <p class="task-actions">
                <button type="button" class={classes!("button", (!active && !done).then_some("button-main"))} onclick={on_open} aria-expanded={(!bench.beside).then(|| inline.to_string())}>
                    { words.say(label) }
                </button>
                if active && bench.beside { <span class="task-points">{ words.say("task-beside") }</span> }
            </p>
        </>
    }
}

/// The link to what comes after an exercise: the next one, or the next lesson.
pub(super) fn next_step(material: &Material, id: &str, bench: &BenchState, words: &Words) -> Html {
    let assignments = &material.assignments;
    let at = assignments.iter().position(|assignment| assignment.exercise.id == id).unwrap_or(0);
    if let Some(Assignment { exercise: next, .. }) = assignments.get(at + 1) {
        let seat = needs_bench(next.task.engine).then(|| Seat::Exercise(next.id.clone()));
        let (sit, target) = (bench.sit.clone(), next.id.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            if seat.is_some() {
                sit.emit(Sit { seat: seat.clone(), code: None });
            }
            let target = target.clone();
            timer::soon(move || focus::passage(&target));
        });
        return html! {
            <button type="button" class="button" onclick={on_click}>{ words.say("next-exercise") }{ icon(Shape::Chevron) }</button>
        };
    }
    let (page, message) = match material.neighbours().1 {
        Some(lesson) => (Page::Lesson { lesson: lesson.id.clone(), exercise: None }, "next-lesson"),
        None => (Page::Home, "go-home"),
    };
    html! {
        <a class="button" href={Route { locale: words.locale(), page }.to_string()}>{ words.say(message) }{ icon(Shape::Chevron) }</a>
    }
}
