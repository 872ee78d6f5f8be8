//! A dialog above the page: the browser's own, which keeps the focus inside, closes on Escape and gives the focus back.

use super::icon::{Shape, icon};
use crate::platform::page;
use crate::words::use_words;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    /// Its heading.
    pub(crate) title: AttrValue,
    /// The learner has closed it.
    pub(crate) on_close: Callback<()>,
    pub(crate) children: Html,
    /// Buttons under its text.
    #[prop_or_default]
    pub(crate) actions: Html,
}

/// A dialog, open as long as it is drawn.
#[function_component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if let Some(element) = page::element(&node) {
                page::open_dialog(&element);
            }
        });
    }
    let on_close = props.on_close.reform(|_: MouseEvent| ());
    let cancelled = props.on_close.reform(|_: Event| ());
    html! {
        <dialog class="sheet" ref={node} aria-labelledby="dialog-title" onclose={cancelled}>
            <div class="sheet-head">
                <h2 id="dialog-title">{ &props.title }</h2>
                <button type="button" class="button button-quiet button-icon" aria-label={words.say("close")} onclick={on_close}>
                    { icon(Shape::Cross) }
                </button>
            </div>
            <div class="sheet-body">{ props.children.clone() }</div>
            if props.actions != Html::default() {
                <div class="sheet-foot">{ props.actions.clone() }</div>
            }
        </dialog>
    }
}
