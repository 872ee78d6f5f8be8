//! Dragging: the splitter between text and workbench.

use wasm_bindgen::JsCast;
use yew::PointerEvent;

/// Keeps all pointer events of a drag on the element where it began.
pub(crate) fn capture(event: &PointerEvent) {
    if let Some(element) = target(event) {
        // Without capture the drag merely ends at the element's edge.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Whether this element holds the pointer: whether it is being dragged.
pub(crate) fn captured(event: &PointerEvent) -> bool {
    target(event).is_some_and(|element| element.has_pointer_capture(event.pointer_id()))
}

/// Where the pointer is, as a share of the width of the element around the one being dragged.
pub(crate) fn share(event: &PointerEvent) -> Option<f64> {
    let bounds = target(event)?.parent_element()?.get_bounding_client_rect();
    (bounds.width() > 0.0).then(|| (f64::from(event.client_x()) - bounds.left()) / bounds.width())
}

fn target(event: &PointerEvent) -> Option<web_sys::Element> {
    event.current_target()?.dyn_into().ok()
}
