//! The vim widget: a window of the editor, the keys as they are typed, and a voice for screen readers.
//!
//! Keys come through a real text field, invisible above the grid: dead keys, input methods and touch keyboards work as in
//! any field. Shift+Tab always leaves it; Tab does, too, except where it inserts.

mod grid;
mod keys;
mod narration;

use super::engine::EngineProps;
use crate::platform::{focus, typing};
use crate::state::lab::{Heard, use_lab_state};
use crate::words::use_words;
use base::Arg;
use course::model::Submission;
use grid::Grid;
use lab::protocol::{EditorEvent, Request, Response, View};
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
            Change::Answered(Response::Editor { view, events, keystrokes, quit, .. }) => {
                next.before = next.view.replace(view);
                (next.events, next.count, next.quit) = (events, keystrokes, quit);
            }
            Change::Answered(_) => {}
            Change::Fresh(keys) => next = Self { keys, ..Self::default() },
        }
        next.into()
    }
}

/// vim on a bench.
#[component]
pub(crate) fn VimWidget(props: &EngineProps) -> Html {
    let words = use_words();
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
        let (ask, dispatch, work) = (ask.clone(), window.dispatcher(), props.work.clone());
        use_effect_with(generation, move |generation| {
            if generation.is_some() {
                let keys = if let Some(Submission::Vim { keys }) = work { keys } else { String::new() };
                dispatch.dispatch(Change::Fresh(keys));
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

    let inserting = window.view.as_ref().is_some_and(|view| view.mode.starts_with(['i', 'R', 'c']));
    let onkeydown = {
        let type_keys = type_keys.clone();
        move |event: KeyboardEvent| {
            if typing::is_composing(&event) {
                return;
            }
            let pressed = typing::pressed(&event);
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
            <div class="vim-caps">
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
