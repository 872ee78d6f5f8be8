//! The workbench: one engine, what can be done with it, and what comes of it.

use super::Material;
use super::seat::{BenchState, Seat, Sit, try_block};
use super::task::next_step;
use crate::platform::focus;
use crate::state::content::Text;
use crate::state::desk::{Assignment, Desk, Judgement, use_desk};
use crate::state::keep;
use crate::state::lab::{Failure, Lab, LabState, Start, use_lab_state};
use crate::state::progress::use_learner;
use crate::widgets::dialog::Dialog;
use crate::widgets::engine::{EngineProps, Run, engine_widget};
use crate::widgets::feedback::{hints, solution};
use crate::widgets::icon::{Shape, icon};
use crate::widgets::meter::{Standing, status};
use crate::widgets::verdict::{Panel, verdict_panel};
use crate::widgets::vim::replay::Replay;
use crate::words::{Words, use_words};
use course::model::{Engine, Submission};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct PanelProps {
    pub(super) material: Material,
    pub(super) bench: BenchState,
    pub(super) seats: Vec<Seat>,
}

/// The workbench beside the text: a tab for everything that can lie on it.
#[function_component]
pub(super) fn BenchPanel(props: &PanelProps) -> Html {
    let words = use_words();
    let learner = use_learner();
    use_effect_with(props.bench.seat.clone(), |seat| {
        if let Some(seat) = seat {
            focus::reveal(&format!("tab-{}", seat.id()));
        }
    });
    let Some(seat) = &props.bench.seat else { return Html::default() };
    let text = props.material.text();
    let (mut tries, mut exercises) = (0_usize, 0_usize);
    let tab = |one: &Seat| {
        let chosen = one == seat;
        let (name, mark) = match one {
            Seat::Exercise(id) => {
                exercises += 1;
                let mark = learner.mark(id);
                let standing = Standing::of(mark.passed.is_some(), mark.tries() > 0);
                let name = text.exercises.get(id).map_or_else(AttrValue::default, |text| text.title.clone().into());
                (name, status(standing, Some(exercises), &words))
            }
            Seat::Try(_) => {
                tries += 1;
                (words.with("try-tab", &[("number", tries.into())]), html! { { icon(Shape::Play) } })
            }
        };
        let on_click = {
            let (sit, one) = (props.bench.sit.clone(), one.clone());
            Callback::from(move |_: MouseEvent| sit.emit(Sit { seat: Some(one.clone()), code: None }))
        };
        html! {
            <button type="button" role="tab" class="tab" id={format!("tab-{}", one.id())} key={one.id().to_owned()} aria-selected={chosen.to_string()}
                aria-controls="bench-panel" tabindex={if chosen { "0" } else { "-1" }} title={name.clone()} onclick={on_click}>
                { mark }
                <span class={if chosen { "tab-name" } else { "visually-hidden" }}>{ name }</span>
            </button>
        }
    };
    let on_key = {
        let (seats, seat, sit) = (props.seats.clone(), seat.clone(), props.bench.sit.clone());
        Callback::from(move |event: KeyboardEvent| {
            let at = seats.iter().position(|one| *one == seat).unwrap_or(0);
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % seats.len(),
                "ArrowLeft" => (at + seats.len() - 1) % seats.len(),
                "Home" => 0,
                "End" => seats.len() - 1,
                _ => return,
            };
            event.prevent_default();
            sit.emit(Sit { seat: Some(seats[next].clone()), code: None });
            focus::on(&format!("tab-{}", seats[next].id()));
        })
    };
    let body = match seat {
        Seat::Exercise(id) => match (props.material.assignment(id), text.exercises.get(id)) {
            (Some(assignment), Some(text)) => html! {
                <ExerciseBench key={id.clone()} material={props.material.clone()} assignment={assignment.clone()} text={Text(text.clone())}
                    next={next_step(&props.material, id, &props.bench, &words)} />
            },
            _ => Html::default(),
        },
        Seat::Try(id) => try_bench(&words, &props.material, id, &props.bench.run),
    };
    html! {
        <div class="bench">
            <div class="bench-head">
                <div class="tabs" role="tablist" aria-label={words.say("bench-tabs")} onkeydown={on_key}>{ for props.seats.iter().map(tab) }</div>
            </div>
            <div class="bench-body" role="tabpanel" id="bench-panel" aria-labelledby={format!("tab-{}", seat.id())}>{ body }</div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ExerciseBenchProps {
    pub(super) material: Material,
    pub(super) assignment: Assignment,
    pub(super) text: Text,
    pub(super) next: Html,
}

/// The workbench of an exercise. Keyed by the exercise's id.
#[function_component]
pub(super) fn ExerciseBench(props: &ExerciseBenchProps) -> Html {
    let words = use_words();
    let desk = use_desk(&props.assignment);
    let exercise = &props.assignment.exercise;
    let engine = exercise.task.engine;
    let saved = use_memo(desk.round, |round| if *round == 0 { keep::lab(&exercise.id) } else { None });
    // Lines and keys that led to a bench that is gone are no beginning to go on from.
    let earlier = desk.earlier.clone().filter(|_| engine == Engine::Sql || saved.is_some());
    let lab = {
        let id = exercise.id.clone();
        let start = Start { engine, setup: exercise.setup(), datasets: props.assignment.datasets.to_vec() };
        use_lab(
            desk.round,
            start,
            (*saved).clone(),
            Some(Callback::from(move |saved: String| keep::save_lab(&id, &saved))),
        )
    };
    let start = exercise.task.start.clone();
    let work = use_state(|| None::<Submission>);
    let on_work = {
        let (work, on_work) = (work.clone(), desk.on_work.clone());
        Callback::from(move |now: Submission| {
            work.set(Some(now.clone()));
            on_work.emit(now);
        })
    };
    let on_check = {
        let (lab, on_check) = (lab.clone(), desk.on_check.clone());
        Callback::from(move |()| on_check.emit(lab.clone()))
    };
    let engine_props = EngineProps {
        lab: lab.clone(),
        label: props.text.title.clone().into(),
        start: start.into(),
        work: earlier,
        on_work,
        on_check: on_check.clone(),
        run: Run::default(),
    };
    html! {
        <>
            <BenchBody key={desk.round} {engine} props={engine_props} />
            { feedback(props, &desk, &lab, work.as_ref(), &words) }
            <Foot desk={desk.clone()} {lab} hints={props.text.hints.len()} {on_check} has_solution={props.assignment.solution().is_some()} words={words.clone()} />
        </>
    }
}

fn feedback(props: &ExerciseBenchProps, desk: &Desk, lab: &Lab, work: Option<&Submission>, words: &Words) -> Html {
    let panel = Panel {
        judgement: &desk.judgement,
        engine: props.assignment.exercise.task.engine,
        text: &props.text,
        work,
        next: &props.next,
    };
    let something = desk.hints > 0 || desk.solution || desk.judgement != Judgement::None;
    html! {
        <div class="bench-feedback" hidden={!something}>
            { verdict_panel(&panel, words) }
            if let Some(Submission::Vim { keys }) = work.filter(|_| desk.judgement.verdict().is_some_and(|verdict| verdict.passed)) {
                <Replay lab={lab.clone()} mine={keys.clone()} known={props.assignment.solution().unwrap_or_default().trim_end_matches('\n').to_owned()} />
            }
            { hints(&props.text, desk.hints, words) }
            { solution(&props.assignment, desk, words) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FootProps {
    desk: Desk,
    lab: Lab,
    hints: usize,
    on_check: Callback<()>,
    has_solution: bool,
    words: Words,
}

/// What can be done with an exercise.
#[function_component]
fn Foot(props: &FootProps) -> Html {
    let (desk, words) = (&props.desk, &props.words);
    let state = use_lab_state(&props.lab);
    let asking = use_state_eq(|| false);
    let checking = desk.judgement == Judgement::Pending;
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let reset = {
        let (asking, on_reset) = (asking.clone(), desk.on_reset.clone());
        Callback::from(move |_: MouseEvent| {
            asking.set(false);
            on_reset.emit(());
        })
    };
    let actions = html! {
        <>
            <button type="button" class="button" onclick={close.reform(|_: MouseEvent| ())}>{ words.say("cancel") }</button>
            <button type="button" class="button button-main" onclick={reset}>{ words.say("reset-yes") }</button>
        </>
    };
    let left = props.hints.saturating_sub(desk.hints);
    let hint_words = words.with(if desk.hints == 0 { "hint" } else { "hint-more" }, &[("left", left.into())]);
    html! {
        <div class="bench-foot">
            <button type="button" class="button button-main" disabled={checking || state.generation().is_none()} onclick={props.on_check.reform(|_: MouseEvent| ())}>
                { icon(Shape::Check) }{ words.say(if checking { "checking" } else { "check" }) }
            </button>
            <StopButton lab={props.lab.clone()} />
            <span class="push"></span>
            if props.hints > 0 {
                <button type="button" class="button button-quiet" disabled={left == 0} onclick={desk.on_hint.reform(|_: MouseEvent| ())}>
                    { icon(Shape::Hint) }{ hint_words }
                </button>
            }
            if props.has_solution && (desk.tried || desk.passed) {
                <button type="button" class="button button-quiet" aria-expanded={desk.solution.to_string()} onclick={desk.on_solution.reform(|_: MouseEvent| ())}>
                    { icon(Shape::Key) }{ words.say("solution") }
                </button>
            }
            <button type="button" class="button button-quiet" onclick={ask}>{ icon(Shape::Reset) }{ words.say("reset") }</button>
            if *asking {
                <Dialog title={words.say("reset-title")} on_close={close} {actions}><p>{ words.say("reset-why") }</p></Dialog>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct StopProps {
    pub(crate) lab: Lab,
}

/// Stops what runs; there as long as something does.
#[function_component]
pub(crate) fn StopButton(props: &StopProps) -> Html {
    let words = use_words();
    let state = use_lab_state(&props.lab);
    let lab = props.lab.clone();
    let on_stop = Callback::from(move |_: MouseEvent| lab.stop());
    html! {
        if state.is_busy() {
            <button type="button" class="button stop" onclick={on_stop}>{ icon(Shape::Stop) }{ words.say("stop") }</button>
        }
    }
}

/// The workbench of a runnable block: nothing is graded.
pub(super) fn try_bench(words: &Words, material: &Material, id: &str, run: &Run) -> Html {
    let Some(block) = material.lesson().tries.get(id) else { return Html::default() };
    let code = try_block(material, id).unwrap_or_default().to_owned();
    let start = Start { engine: block.engine, setup: block.setup.clone(), datasets: material.datasets.to_vec() };
    html! { <FreeBench key={id} {start} {code} run={run.clone()} label={words.say("try-label")} /> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct FreeBenchProps {
    pub(crate) start: Start,
    /// What stands in the editor at first.
    pub(crate) code: AttrValue,
    #[prop_or_default]
    pub(crate) run: Run,
    pub(crate) label: AttrValue,
    /// What it is kept as when the page is left; nothing: it is laid afresh next time.
    #[prop_or_default]
    pub(crate) kept: Option<&'static str>,
}

/// A workbench without an exercise.
#[function_component]
pub(crate) fn FreeBench(props: &FreeBenchProps) -> Html {
    let words = use_words();
    let round = use_state(|| 0_u32);
    let kept = props.kept;
    let earlier = use_memo(*round, |round| kept.filter(|_| *round == 0).map(keep::free_bench).unwrap_or_default());
    let on_saved = kept.map(|name| Callback::from(move |saved: String| keep::save_lab(name, &saved)));
    let lab = use_lab(*round, props.start.clone(), earlier.lab.clone(), on_saved);
    let engine = props.start.engine;
    let on_reset = {
        let round = round.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(name) = kept {
                keep::forget_free_bench(name);
            }
            round.set(*round + 1);
        })
    };
    let on_work = Callback::from(move |work: Submission| {
        if let (Some(name), Submission::Sql { script }) = (kept, work) {
            keep::save_script(name, &script);
        }
    });
    let engine_props = EngineProps {
        lab: lab.clone(),
        label: props.label.clone(),
        start: earlier.script.clone().map_or_else(|| props.code.clone(), AttrValue::from),
        work: None,
        on_work,
        on_check: Callback::noop(),
        run: if *round == 0 { props.run.clone() } else { Run::default() },
    };
    html! {
        <>
            <BenchBody key={*round} {engine} props={engine_props} />
            <div class="bench-foot">
                <StopButton {lab} />
                <span class="push"></span>
                <button type="button" class="button button-quiet" onclick={on_reset}>{ icon(Shape::Reset) }{ words.say("reset") }</button>
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct BodyProps {
    pub(crate) engine: Engine,
    pub(crate) props: EngineProps,
}

/// The engine's widget, or why it is not there yet.
#[function_component]
pub(crate) fn BenchBody(props: &BodyProps) -> Html {
    let words = use_words();
    let state = use_lab_state(&props.props.lab);
    let failure = props.props.lab.failure().map(|failure| match failure {
        Failure::Browser(why) => AttrValue::from(why),
        Failure::Refused(diagnostic) => words.diagnostic(&diagnostic),
    });
    html! {
        <div class="bench-engine">
            if state == LabState::Broken {
                <div class="notice" role="alert">
                    { icon(Shape::Warning) }
                    <span>{ words.say("lab-broken") }{ " " }<q>{ failure }</q></span>
                </div>
            } else {
                { engine_widget(props.engine, &props.props) }
            }
        </div>
    }
}

/// A lab that lives as long as the component, and is opened anew with every round.
#[hook]
fn use_lab(round: u32, start: Start, saved: Option<String>, on_saved: Option<Callback<String>>) -> Lab {
    let lab = use_memo(round, |_| Lab::open(start, saved, on_saved));
    use_effect_with((*lab).clone(), |lab| {
        let lab = lab.clone();
        move || lab.close()
    });
    (*lab).clone()
}
