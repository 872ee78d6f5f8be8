//! Keys and text fields: what was pressed, what a field holds, where its cursor is. Offsets are bytes here, UTF-16 there.

use super::location::Listening;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::{InputEvent, KeyboardEvent, NodeRef};

/// A key as it was pressed, with its modifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pressed {
    /// As the browser names it: `a`, `Enter`, `ArrowLeft`, `Dead`.
    pub(crate) key: String,
    pub(crate) ctrl: bool,
    pub(crate) alt: bool,
    pub(crate) shift: bool,
    pub(crate) meta: bool,
}

/// What was pressed. AltGr, which some systems report as Ctrl and Alt together, makes a character: no modifier is left of it.
pub(crate) fn pressed(event: &KeyboardEvent) -> Pressed {
    let graph = event.get_modifier_state("AltGraph");
    Pressed {
        key: event.key(),
        ctrl: event.ctrl_key() && !graph,
        alt: event.alt_key() && !graph,
        shift: event.shift_key(),
        meta: event.meta_key(),
    }
}

/// Whether an input method or a dead key is at work: its keys are not ours.
pub(crate) fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key() == "Process" || event.key() == "Dead"
}

/// Takes the text out of the field that an input event comes from, unless a character is still being composed.
pub(crate) fn take_text(event: &InputEvent) -> Option<String> {
    if event.is_composing() {
        return None;
    }
    let field: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let text = field.value();
    field.set_value("");
    Some(text).filter(|text| !text.is_empty())
}

fn field(node: &NodeRef) -> Option<HtmlTextAreaElement> {
    node.cast()
}

/// A field's text, and the two ends of its selection, in bytes.
pub(crate) fn selection(node: &NodeRef) -> Option<(String, usize, usize)> {
    let field = field(node)?;
    let text = field.value();
    let end_of = |units: Result<Option<u32>, _>| units.ok().flatten().unwrap_or(0) as usize;
    let (start, end) = (end_of(field.selection_start()), end_of(field.selection_end()));
    let (start, end) = (byte_of_unit(&text, start), byte_of_unit(&text, end));
    Some((text, start, end))
}

/// Sets a field's text and its selection, in bytes.
pub(crate) fn set(node: &NodeRef, text: &str, start: usize, end: usize) {
    if let Some(field) = field(node) {
        if field.value() != text {
            field.set_value(text);
        }
        // Both ends are inside the text.
        let _ = field.set_selection_range(unit_of_byte(text, start), unit_of_byte(text, end));
    }
}

/// Replaces a stretch of a field as if it had been typed, so that the browser's own undo goes on working; bytes.
pub(crate) fn type_over(node: &NodeRef, start: usize, end: usize, replacement: &str) {
    let Some(field) = field(node) else { return };
    let text = field.value();
    // The focus may be on a menu.
    let _ = field.focus();
    let _ = field.set_selection_range(unit_of_byte(&text, start), unit_of_byte(&text, end));
    let command = if replacement.is_empty() { "delete" } else { "insertText" };
    if start == end && replacement.is_empty() {
        return;
    }
    let done = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| js_sys::Reflect::get(&document, &"execCommand".into()).ok().map(|run| (document, run)))
        .and_then(|(document, run)| {
            let run: js_sys::Function = run.dyn_into().ok()?;
            run.call3(&document, &command.into(), &false.into(), &replacement.into()).ok()?.as_bool()
        });
    if done != Some(true) {
        let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        set(node, &format!("{before}{replacement}{after}"), start + replacement.len(), start + replacement.len());
    }
}

fn byte_of_unit(text: &str, units: usize) -> usize {
    let mut seen = 0;
    for (byte, character) in text.char_indices() {
        if seen >= units {
            return byte;
        }
        seen += character.len_utf16();
    }
    text.len()
}

fn unit_of_byte(text: &str, byte: usize) -> u32 {
    text.char_indices().take_while(|(at, _)| *at < byte).map(|(_, character)| character.len_utf16() as u32).sum()
}

/// Whether some text of the page is selected: a key or a click then belongs to the selection.
pub(crate) fn has_selection() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// The text of the page that is selected.
pub(crate) fn selected_text() -> Option<String> {
    let selection = web_sys::window()?.get_selection().ok().flatten()?;
    Some(String::from(selection.to_string())).filter(|text| !text.trim().is_empty())
}

/// Tells when a character composed by dead keys or an input method is in the field.
pub(crate) fn on_composed(node: &NodeRef, composed: impl Fn() + 'static) -> Listening {
    Listening::new(field(node).map(|field| EventListener::new(&field, "compositionend", move |_| composed())))
}
