//! Where things are kept: localStorage, or memory where the browser refuses it (a sandboxed frame, a full disk).

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Why a text was not kept beyond this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotSaved {
    /// There is no storage here: it is kept in memory.
    Refused,
    /// The storage is full.
    Full,
}

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

const PROBE: &str = "datelier.probe";

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Whether what is kept survives this tab.
pub(crate) fn lasts() -> bool {
    local().is_some_and(|store| store.set_item(PROBE, "1").is_ok() && store.remove_item(PROBE).is_ok())
}

/// The text under this key.
pub(crate) fn get(key: &str) -> Option<String> {
    let kept = MEMORY.with_borrow(|memory| memory.get(key).cloned());
    kept.or_else(|| local()?.get_item(key).ok().flatten())
}

/// Keeps a text. When it cannot be kept for good it is kept in memory, and the reason is told.
pub(crate) fn set(key: &str, text: &str) -> Result<(), NotSaved> {
    let failure = match local() {
        None => NotSaved::Refused,
        Some(store) if store.set_item(key, text).is_ok() => {
            MEMORY.with_borrow_mut(|memory| memory.remove(key));
            return Ok(());
        }
        Some(_) if lasts() => NotSaved::Full,
        Some(_) => NotSaved::Refused,
    };
    MEMORY.with_borrow_mut(|memory| memory.insert(key.to_owned(), text.to_owned()));
    Err(failure)
}

/// Forgets a key.
pub(crate) fn remove(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.remove(key));
    if let Some(store) = local() {
        // A store that refuses to forget has nothing of ours.
        let _ = store.remove_item(key);
    }
}

/// Every key that starts like this.
pub(crate) fn keys(prefix: &str) -> Vec<String> {
    let mut found: Vec<String> = MEMORY.with_borrow(|memory| memory.keys().cloned().collect());
    if let Some(store) = local() {
        let count = store.length().unwrap_or(0);
        for key in (0..count).filter_map(|index| store.key(index).ok().flatten()) {
            if !found.contains(&key) {
                found.push(key);
            }
        }
    }
    found.retain(|key| key.starts_with(prefix));
    found
}
