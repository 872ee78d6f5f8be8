//! Keys that a phone's keyboard lacks.

use crate::words::Words;
use yew::prelude::*;

/// Each as the browser names it, and its cap.
const KEYS: [(&str, &str); 13] = [
    ("Tab", "⇥"),
    ("Control", "Ctrl"),
    ("Escape", "Esc"),
    ("^C", "^C"),
    ("|", "|"),
    ("~", "~"),
    ("/", "/"),
    ("-", "-"),
    (">", ">"),
    ("ArrowUp", "↑"),
    ("ArrowDown", "↓"),
    ("ArrowLeft", "←"),
    ("ArrowRight", "→"),
];

/// The bar; `held` tells that Ctrl waits for its letter.
pub(super) fn key_bar(words: &Words, held: bool, press: &Callback<&'static str>) -> Html {
    html! {
        <div class="key-bar" role="group" aria-label={words.say("terminal-key-bar")}>
            { for KEYS.into_iter().map(|(key, cap)| {
                let onclick = press.reform(move |event: MouseEvent| { event.stop_propagation(); key });
                let onmousedown = |event: MouseEvent| event.prevent_default();
                let pressed = (key == "Control").then(|| held.to_string());
                html! { <button type="button" class="key" aria-pressed={pressed} {onclick} {onmousedown}>{ cap }</button> }
            }) }
        </div>
    }
}
