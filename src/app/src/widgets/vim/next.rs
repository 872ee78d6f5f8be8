//! The panel of keys that may come next.

use super::{explain, keys};
use crate::words::Words;
use lab::protocol::NextKey;
use yew::prelude::*;

/// The list, each key with what it would do.
pub(super) fn panel(words: &Words, next: &[NextKey]) -> Html {
    let entry = |next: &NextKey| {
        let key = if next.key.is_empty() { words.say("vim-next-any").to_string() } else { keys::cap(&next.key) };
        html! { <li><kbd>{ key }</kbd>{ " " }{ explain::general(words, &next.id) }</li> }
    };
    html! {
        <section class="vim-next" aria-label={words.say("vim-next")} tabindex="0">
            <ul role="list">{ for next.iter().map(entry) }</ul>
        </section>
    }
}
