//! How things work here, and every key.

use super::use_title;
use crate::widgets::dialog::Dialog;
use crate::words::{Words, use_words};
use yew::prelude::*;

/// Keys that the page itself knows; each engine's own keys are its users' habits.
const KEYS: [(&str, &str); 9] = [
    ("?", "key-help"),
    ("Tab", "key-tab"),
    ("Esc", "key-escape"),
    ("Ctrl + Enter", "key-run"),
    ("\u{2190} \u{2192}", "key-tabs"),
    ("Ctrl + C", "key-interrupt"),
    ("Ctrl + A, E, W, U, K", "key-line"),
    ("\u{2191} \u{2193}", "key-history"),
    ("Tab", "key-complete"),
];

/// The keys as a table.
fn table(words: &Words) -> Html {
    html! {
        <table class="keys">
            <tbody>
                { for KEYS.iter().map(|(keys, message)| html! {
                    <tr><th scope="row">{ words.say(message) }</th><td><kbd class="key">{ keys }</kbd></td></tr>
                }) }
            </tbody>
        </table>
    }
}

/// The keys, in a dialog.
pub(crate) fn keys_dialog(words: &Words, on_close: Callback<()>) -> Html {
    html! { <Dialog title={words.say("keys")} {on_close}>{ table(words) }</Dialog> }
}

/// Help, as a page of its own.
#[function_component]
pub(crate) fn HelpPage() -> Html {
    let words = use_words();
    use_title(words.say("help"), &words);
    let parts = ["lesson", "check", "stop", "saved", "offline"];
    html! {
        <main class="page page-narrow" id="main">
            <h1>{ words.say("help") }</h1>
            <div class="settings">
                { for parts.iter().map(|part| html! {
                    <section key={*part}>
                        <h2>{ words.say(&format!("help-{part}")) }</h2>
                        <p>{ words.say(&format!("help-{part}-how")) }</p>
                    </section>
                }) }
                <section><h2>{ words.say("keys") }</h2>{ table(&words) }</section>
            </div>
        </main>
    }
}
