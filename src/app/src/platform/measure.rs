//! Sizes and scrolling of elements.

use web_sys::{Element, HtmlElement};
use yew::NodeRef;

/// How many columns and rows of `probe`'s type fit in `place`. The probe holds ten characters and is the first thing in it: as far
/// from its edges as the padding.
pub(crate) fn cells(place: &NodeRef, probe: &NodeRef) -> Option<(usize, usize)> {
    let (place, probe) = (place.cast::<HtmlElement>()?, probe.cast::<HtmlElement>()?);
    let ten = probe.get_bounding_client_rect();
    let room = |whole: i32, padding: i32| f64::from((whole - 2 * padding).max(0));
    let width = room(place.client_width(), probe.offset_left());
    let height = room(place.client_height(), probe.offset_top());
    (ten.width() > 0.0 && width > 0.0)
        .then(|| ((width * 10.0 / ten.width()) as usize, (height / ten.height()) as usize))
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
