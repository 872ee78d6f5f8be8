//! The page's own files: those that stand in it (single-file course) or that `www/boot.js` fetched, through `window.datelier`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn boot() -> Option<JsValue> {
    let boot = Reflect::get(&js_sys::global(), &"datelier".into()).ok()?;
    boot.is_object().then_some(boot)
}

/// A text that is already there: no waiting, no flicker.
pub(crate) fn ready(path: &str) -> Option<String> {
    Reflect::get(&Reflect::get(&boot()?, &"ready".into()).ok()?, &path.into()).ok()?.as_string()
}

/// A text file, relative to the page.
pub(crate) async fn text(path: &str) -> Result<String, String> {
    let text = call("text", path).await.map_err(|error| describe(&error))?;
    text.as_string().ok_or_else(|| path.to_owned())
}

/// A binary file, relative to the page.
pub(crate) async fn bytes(path: &str) -> Result<JsValue, String> {
    call("bytes", path).await.map_err(|error| describe(&error))
}

/// Tells the boot script that the page is the app's now.
pub(crate) fn take_over() {
    let taken = boot().and_then(|boot| Reflect::get(&boot, &"takeOver".into()).ok());
    if let Some(take_over) = taken.and_then(|found| found.dyn_into::<Function>().ok()) {
        // It only sets a flag.
        let _ = take_over.call0(&JsValue::UNDEFINED);
    }
}

async fn call(name: &str, path: &str) -> Result<JsValue, JsValue> {
    let boot = boot().ok_or(JsValue::UNDEFINED)?;
    let method: Function = Reflect::get(&boot, &name.into())?.dyn_into()?;
    let promise: Promise = method.call1(&boot, &path.into())?.dyn_into()?;
    JsFuture::from(promise).await
}

/// A thrown value in words.
pub(crate) fn describe(error: &JsValue) -> String {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}
