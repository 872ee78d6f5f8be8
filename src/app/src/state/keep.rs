//! How the progress is kept in the browser: read once, written after every event, merged with what another tab wrote.

use crate::platform::clock;
use crate::platform::store::{self, NotSaved};
use progress::file::{self, FileError};
use progress::{Device, Progress};

const PROGRESS: &str = "datelier.progress";
const DEVICE: &str = "datelier.device";
/// A store that could not be read is put aside under this, never thrown away.
const ASIDE: &str = "datelier.progress.aside";
const LAB: &str = "datelier.lab.";
/// A bench larger than this (characters) is not kept across reloads: browsers give 5 MB in all.
const LARGEST_LAB: usize = 1_000_000;

/// What was found.
pub(crate) struct Kept {
    pub(crate) progress: Progress,
    /// Why what was there could not be read; it stands aside.
    pub(crate) damaged: Option<FileError>,
}

/// Reads the progress. What cannot be read is put aside before anything is written.
pub(crate) fn load() -> Kept {
    let Some(text) = store::get(PROGRESS) else { return Kept { progress: Progress::default(), damaged: None } };
    match file::read(&text) {
        Ok(progress) => Kept { progress, damaged: None },
        Err(error) => {
            // Where even this cannot be written, it stays in memory until the tab is closed.
            let _ = store::set(ASIDE, &text);
            store::remove(PROGRESS);
            Kept { progress: Progress::default(), damaged: Some(error) }
        }
    }
}

/// What was put aside because it could not be read.
pub(crate) fn aside() -> Option<String> {
    store::get(ASIDE)
}

/// Throws away what was put aside.
pub(crate) fn forget_aside() {
    store::remove(ASIDE);
}

/// Keeps the progress, together with what another tab has kept meanwhile; returns both when that was more.
pub(crate) fn save(progress: &Progress) -> (Option<Progress>, Result<(), NotSaved>) {
    let there = store::get(PROGRESS).and_then(|text| file::read(&text).ok());
    let mut all = progress.clone();
    if let Some(there) = &there {
        all.merge(there);
    }
    let more = (all != *progress).then(|| all.clone());
    if there.as_ref() == Some(&all) {
        return (more, if store::lasts() { Ok(()) } else { Err(NotSaved::Refused) });
    }
    (more, store::set(PROGRESS, &file::write(&all)))
}

/// Forgets progress and benches.
pub(crate) fn erase() {
    store::remove(PROGRESS);
    for key in store::keys(LAB) {
        store::remove(&key);
    }
}

/// This device's name.
pub(crate) fn device() -> Device {
    let kept = store::get(DEVICE).and_then(|text| text.parse().ok());
    Device(kept.unwrap_or_else(|| {
        let device = clock::luck();
        // Unkept, the device gets another name next time: tries are then counted apart, nothing else.
        let _ = store::set(DEVICE, &device.to_string());
        device
    }))
}

/// The bench of an exercise as it was left.
pub(crate) fn lab(exercise: &str) -> Option<String> {
    store::get(&format!("{LAB}{exercise}"))
}

/// Keeps a bench. A large one, or one for which there is no room, is laid afresh next time.
pub(crate) fn save_lab(exercise: &str, saved: &str) {
    let key = format!("{LAB}{exercise}");
    if saved.len() > LARGEST_LAB || store::set(&key, saved).is_err() {
        store::remove(&key);
    }
}

/// Forgets a bench.
pub(crate) fn forget_lab(exercise: &str) {
    store::remove(&format!("{LAB}{exercise}"));
}

/// A bench without an exercise as it was left.
#[derive(Default)]
pub(crate) struct FreeBench {
    pub(crate) lab: Option<String>,
    /// The SQL script in its editor.
    pub(crate) script: Option<String>,
}

fn script(name: &str) -> String {
    format!("{name}/script")
}

/// The bench that was kept under this name; no exercise's id has a slash.
pub(crate) fn free_bench(name: &str) -> FreeBench {
    FreeBench { lab: lab(name), script: lab(&script(name)) }
}

/// Keeps the script of a bench without an exercise.
pub(crate) fn save_script(name: &str, text: &str) {
    save_lab(&script(name), text);
}

/// Forgets a bench without an exercise.
pub(crate) fn forget_free_bench(name: &str) {
    forget_lab(name);
    forget_lab(&script(name));
}
