//! The vim widget: a window of the editor, the keys as they are typed, and a voice for screen readers.
//!
//! Keys come through a real text field, invisible above the grid: dead keys, input methods and touch keyboards work as in
//! any field. Shift+Tab always leaves it; Tab does, too, except where it inserts.

pub(crate) mod explain;
mod grid;
mod keyboard;
pub(crate) mod keys;
pub(crate) mod narration;
mod next;
pub(crate) mod replay;

use super::engine::EngineProps;
use crate::platform::{focus, typing};
use crate::state::lab::{Heard, use_lab_state};
use crate::state::progress::{Action, use_learner};
use crate::widgets::icon::{Shape, icon};
use crate::words::use_words;
use base::Arg;
use course::model::Submission;
use grid::Grid;
use keyboard::Keyboard;
use lab::protocol::{EditorEvent, Explanation, NextKey, Request, Response, Teaching, View};
use progress::Deed;
use std::rc::Rc;
use yew::prelude::*;

/// Lines of the window.
const ROWS: usize = 16;
/// Characters of a line.
const COLUMNS: usize = 80;
/// Key caps shown.
const CAPS: usize = 12;

/// What the widget knows.
#[derive(Clone, Default, PartialEq)]
struct Window {
    view: Option<View>,
    events: Vec<EditorEvent>,
    before: Option<View>,
    keys: String,
    recent: Vec<String>,
    count: u64,
    quit: bool,
    /// The last command that was completed.
    explanation: Option<Explanation>,
    teaching: Teaching,
}

enum Change {
    Typed(String),
    Answered(Response),
    /// The bench was laid anew; the keys that led to where it stands.
    Fresh(String),
}

impl Reducible for Window {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut next = (*self).clone();
        match change {
            Change::Typed(keys) => {
                next.keys.push_str(&keys);
                next.recent.extend(keys::split(&keys));
                let surplus = next.recent.len().saturating_sub(CAPS);
                next.recent.drain(..surplus);
            }
            Change::Answered(Response::Editor { view, events, keystrokes, quit, teaching }) => {
                next.before = next.view.replace(view);
                (next.events, next.count, next.quit) = (events, keystrokes, quit);
                next.explanation = teaching.explanation.clone().or(next.explanation);
                next.teaching = *teaching;
            }
            Change::Answered(_) => {}
            Change::Fresh(keys) => next = Self { keys, ..Self::default() },
        }
        next.into()
    }
}

/// What came of keys, for the page around the editor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Progressed {
    pub(crate) teaching: Teaching,
    /// Keys typed since the bench was laid.
    pub(crate) keys: String,
    pub(crate) count: u64,
}

#[derive(Properties, PartialEq)]
pub(crate) struct VimProps {
    pub(crate) engine: EngineProps,
    /// Asked whenever the bench was laid anew, before anything else.
    #[prop_or_default]
    pub(crate) opening: Vec<Request>,
    #[prop_or_default]
    pub(crate) on_progress: Callback<Progressed>,
    /// Grows when the bench was changed by somebody else than the learner: its window is asked for again.
    #[prop_or_default]
    pub(crate) refresh: u32,
}

/// vim on a bench, with a page around it that wants to know more.
#[component]
pub(crate) fn VimEditor(outer: &VimProps) -> Html {
    let props = &outer.engine;
    let words = use_words();
    let learner = use_learner();
    let aids = use_state_eq(|| (false, false));
    let next = use_state_eq(Vec::<NextKey>::new);
    let window = use_reducer(Window::default);
    let generation = use_lab_state(&props.lab).generation();
    let field = use_node_ref();
    let id = use_memo((), |()| crate::platform::ids::fresh_id("vim"));

    let ask = {
        let (lab, dispatch) = (props.lab.clone(), window.dispatcher());
        move |request: Request| {
            let dispatch = dispatch.clone();
            lab.ask(request, move |heard| {
                if let Heard::Answer { response, .. } = heard {
                    dispatch.dispatch(Change::Answered(response));
                }
            });
        }
    };

    {
        let (ask, dispatch, work, opening) =
            (ask.clone(), window.dispatcher(), props.work.clone(), outer.opening.clone());
        use_effect_with(generation, move |generation| {
            if generation.is_some() {
                let keys = if let Some(Submission::Vim { keys }) = work { keys } else { String::new() };
                dispatch.dispatch(Change::Fresh(keys));
                for request in opening {
                    ask(request);
                }
                ask(Request::ResizeEditor { columns: COLUMNS, rows: ROWS });
            }
        });
    }

    {
        let ask = ask.clone();
        use_effect_with(outer.refresh, move |refresh| {
            if *refresh > 0 {
                ask(Request::ResizeEditor { columns: COLUMNS, rows: ROWS });
            }
        });
    }

    let type_keys = {
        let (dispatch, on_work, known) = (window.dispatcher(), props.on_work.clone(), use_mut_ref(String::new));
        if *known.borrow() != window.keys && known.borrow().len() < window.keys.len() || window.keys.is_empty() {
            known.borrow_mut().clone_from(&window.keys);
        }
        Callback::from(move |keys: String| {
            known.borrow_mut().push_str(&keys);
            dispatch.dispatch(Change::Typed(keys.clone()));
            on_work.emit(Submission::Vim { keys: known.borrow().clone() });
            ask(Request::Keys { keys });
        })
    };

    {
        let type_keys = type_keys.clone();
        use_effect_with(props.run.clone(), move |run| {
            if run.count > 0 {
                type_keys.emit(run.code.to_string());
            }
        });
    }
    {
        let on_check = props.on_check.clone();
        use_effect_with(window.quit, move |quit| {
            if *quit {
                on_check.emit(());
            }
        });
    }

    {
        let (learner, on_progress) = (learner.clone(), outer.on_progress.clone());
        let told = Progressed { teaching: window.teaching.clone(), keys: window.keys.clone(), count: window.count };
        use_effect_with(told, move |told| {
            for part in told.teaching.explanation.iter().flat_map(|explanation| &explanation.parts) {
                let skill = part.id.trim_start_matches("vim-");
                if !learner.progress.skills.contains_key(skill) {
                    learner.dispatch(Action::Did(Deed::Used { skill: skill.to_owned() }));
                }
            }
            on_progress.emit(told.clone());
        });
    }
    {
        let (lab, next) = (props.lab.clone(), next.clone());
        use_effect_with((*aids, window.count, generation), move |(aids, ..)| {
            if aids.0 || aids.1 {
                lab.ask(Request::NextKeys, move |heard| {
                    if let Heard::Answer { response: Response::NextKeys { keys } } = heard {
                        next.set(keys);
                    }
                });
            }
        });
    }
    let toggle = |panel: bool| {
        let (aids, id) = (aids.clone(), id.clone());
        Callback::from(move |()| {
            aids.set(if panel { (!aids.0, aids.1) } else { (aids.0, !aids.1) });
            focus::on(&id);
        })
    };
    let (show_next, show_keyboard) = (toggle(true), toggle(false));

    let inserting = window.view.as_ref().is_some_and(|view| view.mode.starts_with(['i', 'R', 'c']));
    let onkeydown = {
        let (type_keys, show_next) = (type_keys.clone(), show_next.clone());
        move |event: KeyboardEvent| {
            if typing::is_composing(&event) {
                return;
            }
            let pressed = typing::pressed(&event);
            if pressed.key == "F2" {
                event.prevent_default();
                show_next.emit(());
                return;
            }
            let keys = match pressed.key.as_str() {
                "Tab" if inserting && !pressed.shift && !pressed.ctrl => Some("<Tab>".to_owned()),
                _ => keys::notation(&pressed),
            };
            if let Some(keys) = keys {
                event.prevent_default();
                type_keys.emit(keys);
            }
        }
    };
    let oninput = {
        let type_keys = type_keys.clone();
        move |event: InputEvent| {
            if let Some(text) = typing::take_text(&event) {
                type_keys.emit(keys::of_text(&text));
            }
        }
    };
    // A composed character is in the field only once the composition has ended.
    {
        let (type_keys, field) = (type_keys.clone(), field.clone());
        use_effect_with(type_keys, move |type_keys| {
            let (type_keys, source) = (type_keys.clone(), field.clone());
            let listening = typing::on_composed(&field, move || {
                if let Some((text, ..)) = typing::selection(&source).filter(|(text, ..)| !text.is_empty()) {
                    typing::set(&source, "", 0, 0);
                    type_keys.emit(keys::of_text(&text));
                }
            });
            move || drop(listening)
        });
    }
    let onclick = {
        let id = id.clone();
        move |_| focus::on(&id)
    };

    let mode = window.view.as_ref().map(|view| words.say(narration::mode(&view.mode))).unwrap_or_default();
    let (message, is_error) = narration::message(&words, &window.events);
    let said = narration::say(&words, window.before.as_ref(), window.view.as_ref(), &message);
    html! {
        <div class="vim" {onclick}>
            if let Some(view) = &window.view {
                <Grid view={view.clone()} rows={ROWS} {mode} {message} {is_error} />
            } else {
                <p class="vim-waiting">{ words.say("bench-starting") }</p>
            }
            <textarea ref={field} id={(*id).clone()} class="vim-keys" data-takes-keys="" rows="1" autocomplete="off" autocapitalize="off"
                autocorrect="off" spellcheck="false" aria-label={words.with("vim-label", &[("title", Arg::from(props.label.as_str()))])}
                aria-describedby={format!("{id}-help")} {onkeydown} {oninput} />
            <p id={format!("{id}-help")} class="visually-hidden">{ words.say("vim-help") }</p>
            <p class="visually-hidden" aria-live="polite" aria-atomic="true">{ said }</p>
            <div class="vim-lesson">
                if let Some(explanation) = &window.explanation { <p>{ explain::explained(&words, explanation) }</p> }
                if let Some(advice) = &window.teaching.advice {
                    <p class="vim-advice">{ icon(Shape::Hint) }{ explain::advised(&words, advice) }</p>
                }
            </div>
            if aids.0 { { next::panel(&words, &next) } }
            if aids.1 { <Keyboard lab={props.lab.clone()} pressed={window.recent.last().cloned().unwrap_or_default()} next={(*next).clone()} /> }
            <div class="vim-caps">
                <span class="vim-aids" role="group" aria-label={words.say("vim-tools")}>
                    { aid(words.say("vim-next-show"), aids.0, &show_next) }
                    { aid(words.say("vim-keyboard"), aids.1, &show_keyboard) }
                </span>
                <span class="vim-caps-keys" aria-hidden="true">
                    { for window.recent.iter().enumerate().map(|(at, key)| html! { <kbd key={at}>{ keys::cap(key) }</kbd> }) }
                </span>
                <span class="vim-count">{ words.with("vim-count", &[("count", Arg::Number(window.count as i64))]) }</span>
            </div>
            if window.quit {
                <p class="vim-quit" role="status">{ words.say("vim-quit") }</p>
            }
            { key_bar(&words.say("vim-key-bar"), &type_keys) }
        </div>
    }
}

/// A button that shows or hides an aid.
fn aid(label: AttrValue, shown: bool, toggle: &Callback<()>) -> Html {
    html! {
        <button type="button" class="vim-aid" aria-pressed={shown.to_string()} onclick={toggle.reform(|event: MouseEvent| event.stop_propagation())}>
            { label }
        </button>
    }
}

/// Keys that a phone's keyboard lacks.
fn key_bar(label: &str, type_keys: &Callback<String>) -> Html {
    let keys = ["<Esc>", ":", "$", "^", "<C-r>", "<Left>", "<Down>", "<Up>", "<Right>"];
    html! {
        <div class="key-bar" role="group" aria-label={label.to_owned()}>
            { for keys.into_iter().map(|key| {
                let onclick = type_keys.reform(move |_: MouseEvent| key.to_owned());
                // The touch keyboard stays open when the focus stays in the field.
                let onmousedown = |event: MouseEvent| event.prevent_default();
                html! { <button type="button" class="key" {onclick} {onmousedown}>{ keys::cap(key) }</button> }
            }) }
        </div>
    }
}
