//! Sizes and scrolling of elements.

use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// How many characters of `probe`'s type fit in the width of `place`. The probe holds ten characters.
pub(crate) fn columns(place: &NodeRef, probe: &NodeRef) -> Option<usize> {
    let width = f64::from(place.cast::<HtmlElement>()?.client_width());
    let ten = probe.cast::<Element>()?.get_bounding_client_rect().width();
    (ten > 0.0 && width > 0.0).then(|| (width * 10.0 / ten) as usize)
}

/// Whether an element is scrolled to its end, give or take a line.
pub(crate) fn is_at_end(place: &NodeRef) -> bool {
    place.cast::<Element>().is_none_or(|place| place.scroll_height() - place.scroll_top() - place.client_height() < 32)
}

/// Scrolls an element to its end.
pub(crate) fn to_end(place: &NodeRef) {
    if let Some(place) = place.cast::<Element>() {
        place.set_scroll_top(place.scroll_height());
    }
}
