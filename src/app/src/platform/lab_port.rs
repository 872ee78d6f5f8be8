//! The worker's end of the line: texts come in, bytes go out, and work can go on after the next text was heard.

use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

/// The name under which the page leaves the man pages.
const MANUAL: &str = "datelierManual";

thread_local! {
    /// Kept from the start: in a page without workers the next lab puts its own port under the same name.
    static PORT: Option<MessagePort> = find_port();
}

/// Both a worker's own scope and the port of a page speak through `postMessage` and `onmessage`.
fn find_port() -> Option<MessagePort> {
    let port = js_sys::Reflect::get(&js_sys::global(), &"datelierPort".into()).ok()?;
    port.is_object().then(|| port.unchecked_into())
}

/// The man pages that the page fetched beside the wasm.
pub(crate) fn manual() -> Option<String> {
    js_sys::Reflect::get(&js_sys::global(), &MANUAL.into()).ok()?.as_string()
}

fn port() -> Option<MessagePort> {
    PORT.with(Clone::clone)
}

/// Says bytes to the page.
pub(crate) fn say(bytes: &[u8]) {
    if let Some(port) = port() {
        // Arrays can always be cloned.
        let _ = port.post_message(&js_sys::Uint8Array::from(bytes));
    }
}

/// What is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing, until a text is heard.
    Nothing,
    /// More, at once.
    Work,
    /// Nothing for this many milliseconds, then more.
    Sleep(u32),
}

/// Hears every text of the page from now on. `heard` tells what is left to do; `work` is then called again and again, as
/// long as it tells so itself, and every text that arrives in between is heard first.
pub(crate) fn serve(heard: impl FnMut(&str) -> Left + 'static, work: impl FnMut() -> Left + 'static) {
    let (Some(port), Ok(channel)) = (port(), MessageChannel::new()) else { return };
    let turns = Rc::new(Turns { leave: channel.port2(), coming: Cell::new(false), sleep: RefCell::default() });
    let mut work = work;
    let turn = {
        let turns = turns.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            turns.coming.set(false);
            turns.next(work());
        })
    };
    channel.port1().set_onmessage(Some(turn.as_ref().unchecked_ref()));
    let mut heard = heard;
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            turns.next(heard(&text));
        }
    });
    port.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // Both live as long as the worker.
    turn.forget();
    hear.forget();
}

/// Turns of the event loop. A message to oneself comes without the delay that timers have.
struct Turns {
    leave: MessagePort,
    coming: Cell<bool>,
    sleep: RefCell<Option<Timeout>>,
}

impl Turns {
    fn next(self: &Rc<Self>, left: Left) {
        self.sleep.take();
        match left {
            Left::Nothing => {}
            Left::Work => {
                if !self.coming.replace(true) {
                    // Numbers can always be cloned.
                    let _ = self.leave.post_message(&JsValue::from(0));
                }
            }
            Left::Sleep(millis) => {
                let turns = self.clone();
                let wake = Timeout::new(millis, move || turns.next(Left::Work));
                self.sleep.replace(Some(wake));
            }
        }
    }
}

/// Milliseconds, to measure a slice of work.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// Says on the browser's console why the lab has died, before it dies.
pub(crate) fn report_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
