//! Shows notices, and reads them out.

use super::icon::{Shape, icon};
use crate::platform::timer;
use crate::state::notices::{Change, Notice, NoticesHandle};
use crate::words::use_words;
use yew::prelude::*;

/// How long a notice stays, in milliseconds. Everything it says can be seen elsewhere too.
const STAYS: u32 = 8_000;

/// All notices that are shown now.
#[function_component]
pub(crate) fn Toasts() -> Html {
    let notices = use_context::<NoticesHandle>().expect("notices are provided at the root");
    let dismiss = {
        let notices = notices.clone();
        Callback::from(move |number| notices.dispatch(Change::Dismiss(number)))
    };
    html! {
        <div class="toasts" role="status">
            { for notices.shown.iter().map(|notice| html! {
                <Toast key={notice.number} notice={notice.clone()} dismiss={dismiss.clone()} />
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ToastProps {
    notice: Notice,
    dismiss: Callback<u32>,
}

#[function_component]
fn Toast(props: &ToastProps) -> Html {
    let words = use_words();
    let number = props.notice.number;
    {
        let dismiss = props.dismiss.clone();
        use_effect_with(number, move |number| {
            let number = *number;
            let later = timer::after(STAYS, move || dismiss.emit(number));
            move || drop(later)
        });
    }
    let on_click = props.dismiss.reform(move |_: MouseEvent| number);
    html! {
        <div class="toast">
            <span>{ &props.notice.text }</span>
            <button type="button" class="button button-quiet button-icon button-small" aria-label={words.say("close")} onclick={on_click}>
                { icon(Shape::Cross) }
            </button>
        </div>
    }
}
