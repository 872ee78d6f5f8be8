//! Files out and in: a download, and what a learner picks.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// Offers a text as a file; tells whether the browser took it.
pub(crate) fn download(name: &str, mime: &str, text: &str) -> bool {
    start_download(name, mime, text).is_some()
}

fn start_download(name: &str, mime: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&text.into());
    offer(name, &Blob::new_with_str_sequence_and_options(&parts, &options).ok()?)
}

/// Offers what is in a blob as a file.
pub(super) fn offer(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser still reads it: let go of it a good while later.
    super::spawn(async move {
        super::timer::pause(60_000).await;
        // Nothing depends on it.
        let _ = Url::revoke_object_url(&url);
    });
    Some(())
}

/// The text of the file that was picked in this event's field, which is then empty again.
pub(crate) async fn picked(event: &yew::Event) -> Option<String> {
    picked_with_name(event).await.map(|(_, text)| text)
}

/// The same, after the file's name.
pub(crate) async fn picked_with_name(event: &yew::Event) -> Option<(String, String)> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let read = read(field.files()).await;
    field.set_value("");
    read
}

/// The name and text of the first file that was dropped.
pub(crate) async fn dropped(event: &yew::DragEvent) -> Option<(String, String)> {
    read(event.data_transfer()?.files()).await
}

async fn read(files: Option<FileList>) -> Option<(String, String)> {
    let file = files?.get(0)?;
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    Some((file.name(), text))
}

/// Lets the learner pick a file in this field.
pub(crate) fn open_picker(field: &yew::NodeRef) {
    if let Some(field) = field.cast::<HtmlInputElement>() {
        field.click();
    }
}
