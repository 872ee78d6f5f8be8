//! Text and workbench side by side, or in one column.

use super::Material;
use super::article::Article;
use super::bench::BenchPanel;
use super::seat::{BenchState, Seat, Sit, seats};
use crate::platform::{focus, page, timer};
use crate::state::progress::{Action, use_learner};
use crate::state::settings::{Choice, use_settings};
use crate::widgets::engine::Run;
use crate::widgets::splitter::splitter;
use crate::words::use_words;
use progress::Deed;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct LayoutProps {
    pub(super) material: Material,
    pub(super) exercise: Option<String>,
}

/// The lesson's two sides.
#[function_component]
pub(super) fn Layout(props: &LayoutProps) -> Html {
    let words = use_words();
    let settings = use_settings();
    let learner = use_learner();
    let material = &props.material;
    let beside = use_wide();
    let all = seats(material);
    let run = use_state_eq(Run::default);
    let seat = use_state_eq(|| None::<Seat>);
    {
        let (lesson, dispatcher) = (material.lesson().id.clone(), learner.dispatcher());
        use_effect_with(lesson, move |lesson| {
            dispatcher.dispatch(Action::Did(Deed::Opened { lesson: lesson.clone() }));
        });
    }
    {
        // The address names an exercise: it goes on the workbench, and the text goes there.
        let (seat, all) = (seat.clone(), all.clone());
        use_effect_with(props.exercise.clone(), move |exercise| {
            if let Some(exercise) = exercise.clone() {
                if let Some(found) = all.into_iter().find(|one| one.id() == exercise) {
                    seat.set(Some(found));
                }
                timer::soon(move || focus::passage(&exercise));
            }
        });
    }
    // Beside the text the workbench is never empty: the first exercise that is left lies there.
    let open = |one: &&Seat| matches!(one, Seat::Exercise(id) if !learner.progress.has_passed(id));
    let first = all.iter().find(open).or(all.first()).cloned();
    let default = use_memo((), |()| first);
    let shown = (*seat).clone().or_else(|| if beside { (*default).clone() } else { None });
    let sit = {
        let (seat, run) = (seat.clone(), run.clone());
        Callback::from(move |wish: Sit| {
            if let Some(code) = wish.code {
                run.set(Run { count: run.count + 1, code });
            } else if wish.seat != *seat {
                run.set(Run { count: 0, code: AttrValue::default() });
            }
            seat.set(wish.seat);
        })
    };
    let main = use_node_ref();
    {
        let main = main.clone();
        use_effect_with((settings.split, beside), move |(split, _)| {
            if let Some(element) = page::element(&main) {
                page::set_property(&element, "--split", &format!("{split}%"));
            }
        });
    }
    let state = BenchState { seat: shown.clone(), run: (*run).clone(), beside, sit };
    let side = shown.filter(|_| beside && !all.is_empty());
    let split = settings.split;
    let on_move = Callback::from(move |split| settings.dispatch(Choice::Split(split)));
    html! {
        <main class={classes!("lesson", side.is_some().then_some("lesson-split"))} id="main" ref={main}>
            <div class="lesson-text" id="lesson-text"><Article material={material.clone()} bench={state.clone()} /></div>
            if side.is_some() {
                { splitter(&words, split, &on_move, "lesson-text") }
                <aside class="lesson-bench" aria-label={words.say("bench")}>
                    <BenchPanel material={material.clone()} bench={state} seats={all} />
                </aside>
            }
        </main>
    }
}

/// Whether text and workbench stand side by side.
#[hook]
fn use_wide() -> bool {
    let wide = use_state_eq(page::is_wide);
    {
        let wide = wide.clone();
        use_effect_with((), move |()| {
            let listening = page::on_wide(move |now| wide.set(now));
            move || drop(listening)
        });
    }
    *wide
}
