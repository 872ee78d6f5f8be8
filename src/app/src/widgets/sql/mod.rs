//! The SQL widget: an editor, results, and the tables beside them.

mod chart;
mod editor;
mod grid;
mod history;
mod import;
mod number;
mod plan;
mod results;
mod schema;
mod tools;
mod vi;

use super::engine::EngineProps;
use super::icon::{Shape, icon};
use crate::platform::{clock, files, spawn};
use crate::state::lab::{Heard, use_lab_state};
use crate::words::use_words;
use course::model::Submission;
use editor::Editor;
use import::{ImportDialog, Source};
use lab::protocol::{Outcome, Request, Response, Schema};
use results::results;
use schema::schema_browser;
use std::rc::Rc;
use tools::Tools;
use yew::prelude::*;

/// What came of a script, and the script itself: diagnostics point into it.
#[derive(Clone, PartialEq)]
struct Answer {
    script: AttrValue,
    outcomes: Rc<Vec<Outcome>>,
    /// All rows of each result; the grid may hold fewer.
    totals: Rc<Vec<usize>>,
    millis: f64,
    /// Grows with every run, so that a new result starts unsorted.
    number: u32,
}

/// A database on a bench.
#[component]
pub(crate) fn SqlWidget(props: &EngineProps) -> Html {
    let words = use_words();
    let state = use_lab_state(&props.lab);
    let text = use_state(|| match &props.work {
        Some(Submission::Sql { script }) => AttrValue::from(script.clone()),
        _ => props.start.clone(),
    });
    let answer = use_state(|| None::<Answer>);
    let lost = use_state(|| false);
    let schema = use_state(|| None::<Rc<Schema>>);
    let runs = use_mut_ref(|| 0_u32);
    let scripts = use_state(|| Rc::new(history::read()));
    // The dialog for a file, with what was dropped.
    let import = use_state(|| None::<Option<Source>>);

    let refresh = {
        let (lab, schema) = (props.lab.clone(), schema.setter());
        Callback::from(move |()| {
            let schema = schema.clone();
            lab.ask(Request::Schema, move |heard| {
                if let Heard::Answer { response: Response::Schema { schema: found }, .. } = heard {
                    schema.set(Some(Rc::new(found)));
                }
            });
        })
    };
    {
        let refresh = refresh.clone();
        use_effect_with(state.generation(), move |generation| {
            if generation.is_some() {
                refresh.emit(());
            }
        });
    }

    let run = {
        let (lab, answer, lost, refresh) = (props.lab.clone(), answer.setter(), lost.setter(), refresh.clone());
        let scripts = scripts.setter();
        Callback::from(move |script: AttrValue| {
            let (answer, lost, refresh) = (answer.clone(), lost.clone(), refresh.clone());
            let started = clock::elapsed();
            *runs.borrow_mut() += 1;
            let number = *runs.borrow();
            lost.set(false);
            let asked = script.clone();
            scripts.set(history::remember(&script).into());
            lab.ask(Request::Sql { script: script.to_string() }, move |heard| match heard {
                Heard::Answer { response: Response::Sql { outcomes, totals }, .. } => {
                    if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Affected { .. })) {
                        refresh.emit(());
                    }
                    let millis = clock::elapsed() - started;
                    answer.set(Some(Answer {
                        script: asked.clone(),
                        outcomes: outcomes.into(),
                        totals: totals.into(),
                        millis,
                        number,
                    }));
                }
                Heard::Answer { .. } => {}
                Heard::Lost => lost.set(true),
            });
        })
    };

    let change = {
        let (text, on_work) = (text.setter(), props.on_work.clone());
        Callback::from(move |script: AttrValue| {
            on_work.emit(Submission::Sql { script: script.to_string() });
            text.set(script);
        })
    };
    {
        let (run, change) = (run.clone(), change.clone());
        use_effect_with(props.run.clone(), move |wish| {
            if wish.count > 0 {
                change.emit(wish.code.clone());
                run.emit(wish.code.clone());
            }
        });
    }

    let on_text = change.clone();
    let insert = use_state(|| (0_u32, AttrValue::default()));
    let on_pick = {
        let insert = insert.clone();
        Callback::from(move |name: AttrValue| insert.set((insert.0 + 1, name)))
    };
    let diagnostic = answer.as_ref().filter(|answer| answer.script == *text).and_then(|answer| {
        answer.outcomes.iter().find_map(|outcome| outcome.error().and_then(|diagnostic| diagnostic.span))
    });
    let onclick = {
        let (run, text, lab, busy) = (run.clone(), text.clone(), props.lab.clone(), state.is_busy());
        move |_| if busy { lab.stop() } else { run.emit((*text).clone()) }
    };
    let on_import = {
        let import = import.setter();
        Callback::from(move |()| import.set(Some(None)))
    };
    let on_close = {
        let import = import.setter();
        Callback::from(move |()| import.set(None))
    };
    let on_done = {
        let on_close = on_close.clone();
        Callback::from(move |()| {
            refresh.emit(());
            on_close.emit(());
        })
    };
    let ondrop = {
        let import = import.setter();
        move |event: DragEvent| {
            event.prevent_default();
            let import = import.clone();
            spawn(async move {
                if let Some((name, text)) = files::dropped(&event).await {
                    import.set(Some(Some((name.into(), text.into()))));
                }
            });
        }
    };
    let ondragover = |event: DragEvent| event.prevent_default();
    html! {
        <div class="sql" {ondrop} {ondragover}>
            <div class="sql-top">
                { schema_browser(&words, schema.as_deref(), &on_pick) }
                <div class="sql-write">
                    <Editor label={props.label.clone()} text={(*text).clone()} on_change={change} on_run={run} lab={props.lab.clone()}
                        on_check={props.on_check.clone()} fault={diagnostic} insert={(*insert).clone()} />
                    <div class="sql-tools">
                        <button type="button" class={classes!("button", "button-small", (!state.is_busy()).then_some("button-run"))}
                            disabled={state.generation().is_none()} {onclick}>
                            { icon(if state.is_busy() { Shape::Stop } else { Shape::Play }) }
                            { words.say(if state.is_busy() { "stop" } else { "run" }) }
                        </button>
                        <span class="sql-keys"><kbd>{ "Ctrl" }</kbd>{ " + " }<kbd>{ words.say("key-enter") }</kbd></span>
                        <Tools lab={props.lab.clone()} text={(*text).clone()} {on_text} history={(*scripts).clone()} {on_import} />
                    </div>
                </div>
            </div>
            <div class="sql-results" aria-live="polite" aria-busy={state.is_busy().to_string()}>
                if *lost {
                    <p class="sql-note" role="status">{ words.say("sql-stopped") }</p>
                } else if let Some(answer) = &*answer {
                    { results(&words, answer, &props.lab) }
                } else {
                    <p class="sql-note">{ words.say(if state.generation().is_some() { "sql-empty" } else { "bench-starting" }) }</p>
                }
            </div>
            if let Some(source) = &*import {
                <ImportDialog key={source.as_ref().map_or("", |(name, _)| name).to_owned()} lab={props.lab.clone()} source={source.clone()} {on_close} {on_done} />
            }
        </div>
    }
}
