//! Code in the text: to read, to copy, to run.

use super::icon::{Shape, icon};
use super::prose::inline;
use crate::platform::{clipboard, spawn};
use crate::state::notices::use_notify;
use crate::words::{Words, use_words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    /// What is copied.
    pub(crate) text: AttrValue,
}

/// A button that copies.
#[function_component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    let on_click = {
        let (text, words) = (props.text.clone(), words.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, notify, words) = (text.clone(), notify.clone(), words.clone());
            spawn(async move {
                let copied = clipboard::copy(&text).await;
                notify.emit(words.say(if copied { "copied" } else { "not-copied" }));
            });
        })
    };
    html! {
        <button type="button" class="button button-quiet button-icon button-small copy" aria-label={words.say("copy")}
            title={words.say("copy")} onclick={on_click}>
            { icon(Shape::Copy) }
        </button>
    }
}

/// Coloured code with a button to copy it; `code` is what is copied, `foot` what stands under it.
pub(crate) fn source(code: AttrValue, html: &str, foot: Html, words: &Words) -> Html {
    let runnable = foot != Html::default();
    html! {
        <div class={classes!("code", runnable.then_some("code-runnable"))}>
            <pre class="source" tabindex="0" role="group" aria-label={words.say("code")}><code>{ inline(html) }</code></pre>
            <div class="code-tools"><CopyButton text={code} /></div>
            if runnable { <div class="code-foot">{ foot }</div> }
        </div>
    }
}
