//! The address: everything after `#`. A path would throw on `file://` and in frames without an address.

use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// Hears where the reader goes.
type Follower = Rc<dyn Fn(String)>;

thread_local! {
    /// Where the reader is when the browser does not let the address change (a sandboxed frame of a file).
    static INSTEAD: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Who wants to know.
    static FOLLOWER: RefCell<Option<Follower>> = const { RefCell::new(None) };
}

/// What stands after `#`, decoded.
pub(crate) fn hash() -> String {
    INSTEAD.with_borrow(Clone::clone).unwrap_or_else(written)
}

/// The address of the page without what stands after `#`.
pub(crate) fn base() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or("").to_owned()
}

/// What the address itself says.
fn written() -> String {
    let raw = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    decoded(raw.trim_start_matches('#'))
}

fn decoded(raw: &str) -> String {
    js_sys::decode_uri_component(raw).map_or_else(|_| raw.to_owned(), String::from)
}

/// Goes there; the browser's Back comes back.
pub(crate) fn go(hash: &str) {
    let target = decoded(hash.trim_start_matches('#'));
    if let Some(window) = window() {
        // Whether it worked is seen below.
        let _ = window.location().set_hash(hash);
    }
    if written() != target {
        INSTEAD.set(Some(target.clone()));
        if let Some(follower) = FOLLOWER.with_borrow(Clone::clone) {
            follower(target);
        }
    }
}

/// Something that is listened to, until this is dropped.
pub(crate) struct Listening(#[allow(dead_code, reason = "held, so that it goes on")] Vec<EventListener>);

impl Listening {
    /// What this listener hears, if there is one.
    pub(super) fn new(listener: Option<EventListener>) -> Self {
        Self(listener.into_iter().collect())
    }
}

/// Tells every change of the address, and turns clicks on links into such changes: in a frame made of `srcdoc` the
/// browser would resolve `#/…` against the embedding page.
pub(crate) fn follow(changed: impl Fn(String) + 'static) -> Listening {
    let Some(window) = window() else { return Listening(Vec::new()) };
    let follower: Follower = Rc::new(changed);
    FOLLOWER.set(Some(follower.clone()));
    let hash_changes = EventListener::new(&window, "hashchange", move |_| {
        INSTEAD.take();
        follower(written());
    });
    let mut listening = vec![hash_changes];
    if let Some(document) = window.document() {
        let options = EventListenerOptions::enable_prevent_default();
        listening.push(EventListener::new_with_options(&document, "click", options, |event| {
            if let Some(target) = link_of(event) {
                event.prevent_default();
                match target {
                    Target::Page(hash) => go(&hash),
                    Target::Passage(id) => super::focus::passage(&id),
                }
            }
        }));
    }
    Listening(listening)
}

/// What a link inside the page leads to.
enum Target {
    /// `#/…`: another page of the app.
    Page(String),
    /// `#…`: a place in this page.
    Passage(String),
}

fn link_of(event: &web_sys::Event) -> Option<Target> {
    let click = event.dyn_ref::<web_sys::MouseEvent>()?;
    if click.default_prevented() || click.button() != 0 || click.ctrl_key() || click.meta_key() || click.shift_key() {
        return None;
    }
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let href = element.closest("a[href^='#']").ok().flatten()?.get_attribute("href")?;
    let hash = href.strip_prefix('#')?;
    Some(if hash.starts_with('/') { Target::Page(hash.to_owned()) } else { Target::Passage(hash.to_owned()) })
}
