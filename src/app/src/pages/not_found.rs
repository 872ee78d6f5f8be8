//! An address that leads nowhere: says so, and where to go.

use super::use_title;
use crate::route::{Page, Route};
use crate::words::use_words;
use yew::prelude::*;

/// The page for unknown addresses.
#[function_component]
pub(crate) fn NotFound() -> Html {
    let words = use_words();
    use_title(words.say("not-found"), &words);
    let home = Route { locale: words.locale(), page: Page::Home };
    html! {
        <main class="page page-narrow" id="main">
            <h1>{ words.say("not-found") }</h1>
            <p>{ words.say("not-found-why") }</p>
            <p><a class="button" href={home.to_string()}>{ words.say("go-home") }</a></p>
        </main>
    }
}
