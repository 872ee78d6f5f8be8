//! vim's keys in the SQL editor, for those who chose them.
//!
//! While inserting, the field has its text to itself; from Escape on every key goes to an editor in a lab of its own, whose
//! text and selection the field then shows.

use crate::platform::typing;
use crate::state::content::Unread;
use crate::state::lab::{Heard, Lab, Start};
use crate::state::settings::use_settings;
use crate::widgets::vim::{keys, narration};
use crate::words::use_words;
use course::model::{Engine, Setup, VimSetup};
use lab::protocol::{Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Letters that mean something to vim together with Ctrl; the rest stays with the browser.
const CONTROLS: &str = "rdufbvaxoyei";

/// What the editor needs.
pub(super) struct Vi {
    /// Takes a key; false when it is the field's.
    pub(super) takes: Rc<dyn Fn(&KeyboardEvent) -> bool>,
    /// Whether keys are under way; what is to be done with the text is then done after the last of them.
    pub(super) waits: Rc<dyn Fn(Callback<AttrValue>) -> bool>,
    /// The mode and what is typed of a command; empty when the keys are not vim's.
    pub(super) status: AttrValue,
}

/// What the field was told last, and how many keys are under way.
#[derive(Default)]
struct Told {
    shown: (String, usize, usize),
    under_way: u32,
    inserting: bool,
    then: Option<Callback<AttrValue>>,
}

/// The keys of a field.
#[hook]
pub(super) fn use_vi(field: &NodeRef, on_change: &Callback<AttrValue>, on_run: &Callback<AttrValue>) -> Vi {
    let words = use_words();
    let chosen = use_settings().vi;
    let lab = use_state(|| None::<Lab>);
    let told = use_mut_ref(Told::default);
    let shown = use_state_eq(|| ("i".to_owned(), String::new()));
    {
        let (lab, told, shown) = (lab.setter(), told.clone(), shown.setter());
        use_effect_with(chosen, move |chosen| {
            told.replace(Told { inserting: true, ..Told::default() });
            shown.set(("i".to_owned(), String::new()));
            let vim = VimSetup { name: "query.sql".to_owned(), text: String::new(), cursor: (1, 1) };
            let setup = Setup { vim: Some(vim), ..Setup::default() };
            let start = || Start { engine: Engine::Vim, setup: Unread::of(&setup), datasets: Vec::new() };
            let opened = chosen.then(|| Lab::open(start(), None, None));
            lab.set(opened.clone());
            move || opened.iter().for_each(Lab::close)
        });
    }
    let waits = {
        let told = told.clone();
        move |then: Callback<AttrValue>| {
            let mut state = told.borrow_mut();
            let waits = state.under_way > 0;
            state.then = waits.then_some(then);
            waits
        }
    };
    let takes = {
        let (field, lab, shown, on_change, on_run) =
            (field.clone(), (*lab).clone(), shown.setter(), on_change.clone(), on_run.clone());
        move |event: &KeyboardEvent| {
            let (Some(lab), Some(now)) = (&lab, typing::selection(&field)) else { return false };
            let pressed = typing::pressed(event);
            let key = match pressed.key.as_str() {
                "Escape" => Some("<Esc>".to_owned()),
                _ if told.borrow().inserting && told.borrow().under_way == 0 => None,
                letter if pressed.ctrl => keys::notation(&pressed).filter(|_| CONTROLS.contains(letter)),
                character if character.chars().count() == 1 && !pressed.meta => Some(keys::of_text(character)),
                _ => keys::notation(&pressed),
            };
            let Some(keys) = key else { return false };
            let mut state = told.borrow_mut();
            let changed = state.under_way == 0 && (state.inserting || state.shown != now);
            state.under_way += 1;
            let (text, cursor) = (now.0, if state.inserting { now.2 } else { now.1 });
            drop(state);
            let (field, told, shown) = (field.clone(), told.clone(), shown.clone());
            let (on_change, on_run) = (on_change.clone(), on_run.clone());
            lab.ask(Request::EditText { text: changed.then_some((text, cursor)), keys }, move |heard| {
                let mut state = told.borrow_mut();
                state.under_way = state.under_way.saturating_sub(1);
                let Heard::Answer {
                    response: Response::Edited { text, cursor, selection, mode, pending, run }, ..
                } = heard
                else {
                    return;
                };
                state.inserting = mode.starts_with(['i', 'R']);
                let (start, end) = if state.inserting { (cursor, cursor) } else { selection };
                typing::set(&field, &text, start, end);
                state.shown = (text.clone(), start, end);
                let then = if state.under_way == 0 { state.then.take() } else { None };
                drop(state);
                shown.set((mode, pending));
                let text = AttrValue::from(text);
                on_change.emit(text.clone());
                if run {
                    on_run.emit(text.clone());
                }
                if let Some(then) = then {
                    then.emit(text);
                }
            });
            true
        }
    };
    let (mode, pending) = &*shown;
    let status =
        if chosen { format!("{} {pending}", words.say(narration::mode(mode))).into() } else { AttrValue::default() };
    Vi { takes: Rc::new(takes), waits: Rc::new(waits), status }
}
