//! Copying: the clipboard of secure pages, or the old command where there is none (`http://` in a classroom).

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; tells whether it worked.
pub(crate) async fn copy(text: &str) -> bool {
    if let Some(clipboard) = modern()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
    {
        return true;
    }
    old(text).unwrap_or(false)
}

fn modern() -> Option<web_sys::Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.is_object().then(|| clipboard.unchecked_into())
}

fn old(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let field: web_sys::HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    let focused = document.active_element();
    field.set_value(text);
    field.set_class_name("visually-hidden");
    // Inside an open dialog the rest of the page cannot be selected.
    let place = document.query_selector("dialog[open]").ok().flatten().or_else(|| document.body().map(Into::into))?;
    place.append_child(&field).ok()?;
    field.select();
    let command: js_sys::Function = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into().ok()?;
    let copied = command.call1(&document, &"copy".into()).ok().and_then(|done| done.as_bool());
    field.remove();
    if let Some(element) = focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // The button may be gone by now.
        let _ = element.focus();
    }
    copied
}
