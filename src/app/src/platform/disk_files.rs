//! Files of the learner's own disk, as bytes: picked, dropped, saved.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FileList, HtmlInputElement};

/// The largest file taken, in bytes: it travels as text, and lives in memory.
const LARGEST: f64 = 8e6;

/// A file that was chosen, not yet read.
pub(crate) struct Picked(File);

fn all(files: Option<FileList>) -> Vec<Picked> {
    let count = files.as_ref().map_or(0, FileList::length);
    (0..count).filter_map(|at| files.as_ref()?.get(at)).filter(|file| file.size() <= LARGEST).map(Picked).collect()
}

/// The files picked in this event's field, which is then empty again.
pub(crate) fn picked(event: &yew::Event) -> Vec<Picked> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Vec::new() };
    let files = all(field.files());
    field.set_value("");
    files
}

/// The files that were dropped.
pub(crate) fn dropped(event: &yew::DragEvent) -> Vec<Picked> {
    all(event.data_transfer().and_then(|data| data.files()))
}

/// A file's name and bytes.
pub(crate) async fn read(picked: Picked) -> Option<(String, Vec<u8>)> {
    let buffer = JsFuture::from(picked.0.array_buffer()).await.ok()?;
    Some((picked.0.name(), Uint8Array::new(&buffer).to_vec()))
}

/// Offers bytes as a file.
pub(crate) fn save(name: &str, bytes: &[u8]) {
    let parts = Array::of1(&Uint8Array::from(bytes));
    if let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) {
        // A browser that refuses says so itself.
        let _ = super::files::offer(name, &blob);
    }
}
