//! Code in the text: to read, to copy, to run.

use super::icon::{Icon, Shape};
use crate::platform::{clipboard, spawn};
use crate::state::notices::use_notify;
use crate::words::use_words;
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
            <Icon shape={Shape::Copy} />
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct SourceProps {
    /// The code, for copying.
    pub(crate) code: AttrValue,
    /// The code, coloured.
    pub(crate) html: AttrValue,
    /// What stands under it.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Coloured code with a button to copy it.
#[function_component]
pub(crate) fn Source(props: &SourceProps) -> Html {
    let words = use_words();
    let runnable = props.children != Html::default();
    html! {
        <div class={classes!("code", runnable.then_some("code-runnable"))}>
            <pre class="source" tabindex="0" role="group" aria-label={words.say("code")}>
                <code>{ Html::from_html_unchecked(props.html.clone()) }</code>
            </pre>
            <div class="code-tools"><CopyButton text={props.code.clone()} /></div>
            if runnable { <div class="code-foot">{ props.children.clone() }</div> }
        </div>
    }
}
