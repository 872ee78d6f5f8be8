//! Later, and at the same time.

use gloo::timers::callback::Timeout;
use std::future::Future;

/// Runs a future beside everything else.
pub(crate) fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}

/// A call that happens later, unless this is dropped.
pub(crate) struct Later(#[allow(dead_code, reason = "held, so that it is not cancelled")] Timeout);

/// Calls once, after some milliseconds.
pub(crate) fn after(millis: u32, call: impl FnOnce() + 'static) -> Later {
    Later(Timeout::new(millis, call))
}

/// Lets some milliseconds go by.
pub(crate) async fn pause(millis: u32) {
    gloo::timers::future::TimeoutFuture::new(millis).await;
}

/// Calls once what is being drawn is on the page.
pub(crate) fn soon(call: impl FnOnce() + 'static) {
    spawn(async move {
        pause(0).await;
        call();
    });
}
