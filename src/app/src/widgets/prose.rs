//! Passages of a lesson: HTML that the packer made, never a learner's.

use yew::prelude::*;

/// A passage of its own.
pub(crate) fn passage(html: &str) -> Html {
    html! { <div class="passage">{ inline(html) }</div> }
}

/// HTML inside an element that is drawn around it.
pub(crate) fn inline(html: &str) -> Html {
    Html::from_html_unchecked(AttrValue::from(html.to_owned()))
}
