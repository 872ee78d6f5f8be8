//! The page around the app: language, theme, title, what the reader prefers, styles that only scripts may set.

use super::location::Listening;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::KeyboardEvent;

fn root() -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.document_element()?.dyn_into().ok()
}

/// Sets the language of the page, for screen readers, hyphenation and quotes.
pub(crate) fn set_language(tag: &str) {
    if let Some(root) = root() {
        root.set_lang(tag);
    }
}

/// Sets the title of the tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// `light`, `dark`, or `None` for what the system says.
pub(crate) fn set_theme(theme: Option<&str>) {
    if let Some(root) = root() {
        // Setting an attribute with a plain name does not fail.
        let _ = match theme {
            Some(theme) => root.set_attribute("data-theme", theme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

fn prefers(query: &str) -> bool {
    web_sys::window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|media| media.matches())
}

/// Whether the reader prefers less motion.
pub(crate) fn less_motion() -> bool {
    prefers("(prefers-reduced-motion: reduce)")
}

/// Whether the system is dark.
pub(crate) fn is_dark() -> bool {
    prefers("(prefers-color-scheme: dark)")
}

/// Whether text and workbench stand side by side.
pub(crate) fn is_wide() -> bool {
    prefers(WIDE)
}

const WIDE: &str = "(min-width: 64rem)";

/// Tells when text and workbench come to stand side by side, or one above the other.
pub(crate) fn on_wide(changed: impl Fn(bool) + 'static) -> Listening {
    let media = web_sys::window().and_then(|window| window.match_media(WIDE).ok().flatten());
    Listening::new(media.map(|media| {
        let target = media.clone();
        EventListener::new(&target, "change", move |_| changed(media.matches()))
    }))
}

/// Every key pressed in the page; the answer tells whether it was used up.
pub(crate) fn on_key(pressed: impl Fn(&KeyboardEvent) -> bool + 'static) -> Listening {
    let document = web_sys::window().and_then(|window| window.document());
    Listening::new(document.map(|document| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document, "keydown", options, move |event| {
            if let Some(key) = event.dyn_ref::<KeyboardEvent>()
                && !key.default_prevented()
                && pressed(key)
            {
                key.prevent_default();
            }
        })
    }))
}

/// Calls when the page is put away: the last moment to keep something.
pub(crate) fn on_hide(call: impl Fn() + 'static) -> Listening {
    let window = web_sys::window();
    Listening::new(window.map(|window| EventListener::new(&window, "pagehide", move |_| call())))
}

/// Sets a CSS custom property on an element: a `style` attribute would need `unsafe-inline`.
pub(crate) fn set_property(element: &web_sys::Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        // A custom property takes any value.
        let _ = element.style().set_property(name, value);
    }
}

/// Opens a `<dialog>` above everything; the browser keeps the focus inside.
pub(crate) fn open_dialog(element: &web_sys::Element) {
    if let Some(dialog) = element.dyn_ref::<web_sys::HtmlDialogElement>()
        && !dialog.open()
    {
        // It fails only where it is open already.
        let _ = dialog.show_modal();
    }
}

/// The element, if it is one, that this reference holds.
pub(crate) fn element(node: &yew::NodeRef) -> Option<web_sys::Element> {
    node.cast()
}

/// What a text field holds when its text has just changed.
pub(crate) fn typed(event: &yew::InputEvent) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(field) = target.dyn_ref::<web_sys::HtmlInputElement>() {
        return field.value();
    }
    target.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value).unwrap_or_default()
}

/// Draws the app into the element with this id, in place of what the boot script has put there.
pub(crate) fn mount<App>(id: &str)
where
    App: yew::BaseComponent,
    App::Properties: Default,
{
    let place =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(place) = place {
        yew::Renderer::<App>::with_root(place).render();
    }
}

fn list(event: &yew::Event) -> Option<web_sys::HtmlSelectElement> {
    event.target()?.dyn_into().ok()
}

/// The index of the entry that was chosen in this event's list.
pub(crate) fn selected(event: &yew::Event) -> Option<usize> {
    usize::try_from(list(event)?.selected_index()).ok()
}

/// Chooses the first entry of this event's list again.
pub(crate) fn select_first(event: &yew::Event) {
    if let Some(list) = list(event) {
        list.set_selected_index(0);
    }
}
