//! The course: its table of contents, and chapters when they are needed.

use super::content::Chapter;
use crate::platform::{assets, lab_host, spawn, timer};
use course::model::Index;
use serde::de::DeserializeOwned;
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

const FOLDER: &str = "course/";
/// What the first page needs goes first; after this many milliseconds the rest is fetched.
const SETTLED: u32 = 1_000;

/// Something that is fetched.
#[derive(Debug)]
pub(crate) enum Fetched<T> {
    /// Not yet there.
    Waiting,
    /// There.
    Here(Rc<T>),
    /// It could not be had, for this reason.
    Failed(String),
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Here(value) => Self::Here(value.clone()),
            Self::Failed(why) => Self::Failed(why.clone()),
        }
    }
}

impl<T> PartialEq for Fetched<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting, Self::Waiting) => true,
            (Self::Here(one), Self::Here(other)) => Rc::ptr_eq(one, other),
            (Self::Failed(one), Self::Failed(other)) => one == other,
            _ => false,
        }
    }
}

thread_local! {
    /// What was read once stays read: the same pointer, so that nothing is drawn again for nothing.
    static READ: RefCell<BTreeMap<String, Rc<dyn Any>>> = const { RefCell::new(BTreeMap::new()) };
}

fn remembered<T: 'static>(path: &str) -> Option<Rc<T>> {
    READ.with_borrow(|read| read.get(path).cloned())?.downcast().ok()
}

fn read<T: DeserializeOwned + 'static>(path: &str, text: &str) -> Result<Rc<T>, String> {
    let value: Rc<T> = Rc::new(serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?);
    READ.with_borrow_mut(|read| read.insert(path.to_owned(), value.clone()));
    Ok(value)
}

fn at_once<T: DeserializeOwned + 'static>(path: &str) -> Fetched<T> {
    if let Some(value) = remembered(path) {
        return Fetched::Here(value);
    }
    match assets::ready(path).map(|text| read(path, &text)) {
        None => Fetched::Waiting,
        Some(Ok(value)) => Fetched::Here(value),
        Some(Err(error)) => Fetched::Failed(error),
    }
}

/// A JSON file of the course; at once where the boot script has it already.
#[hook]
fn use_fetched<T: DeserializeOwned + 'static>(path: Option<String>) -> Fetched<T> {
    let now = path.as_deref().map_or(Fetched::Waiting, at_once);
    let later = use_state(|| (None::<String>, Fetched::Waiting));
    {
        let later = later.clone();
        let waits = matches!(now, Fetched::Waiting);
        use_effect_with((path.clone(), waits), move |(path, waits)| {
            if let (Some(path), true) = (path.clone(), *waits) {
                spawn(async move {
                    let fetched = match assets::text(&path).await {
                        Ok(text) => read(&path, &text).map_or_else(Fetched::Failed, Fetched::Here),
                        Err(error) => Fetched::Failed(error),
                    };
                    later.set((Some(path), fetched));
                });
            }
        });
    }
    match now {
        Fetched::Waiting if later.0 == path => later.1.clone(),
        now => now,
    }
}

/// The table of contents.
#[hook]
pub(crate) fn use_index_file() -> Fetched<Index> {
    use_fetched(Some(format!("{FOLDER}index.json")))
}

/// The chapter that the table of contents names so.
#[hook]
pub(crate) fn use_chapter(bundle: Option<&str>) -> Fetched<Chapter> {
    use_fetched(bundle.map(|bundle| format!("{FOLDER}{bundle}")))
}

/// Fetches the lab and every chapter once the page stands still: from then on nothing needs the network.
#[hook]
pub(crate) fn use_everything_at_hand(index: &Fetched<Index>) {
    use_effect_with(index.clone(), |index| {
        if let Fetched::Here(index) = index.clone() {
            spawn(async move {
                timer::pause(SETTLED).await;
                // What cannot be had now is asked for again, and its absence told, when it is needed.
                for kind in [lab_host::Kind::Machine, lab_host::Kind::Sql] {
                    let _ = lab_host::warm_up(kind).await;
                }
                for chapter in &index.chapters {
                    let _ = assets::text(&format!("{FOLDER}{}", chapter.bundle)).await;
                }
            });
        }
    });
}

/// The table of contents, where a page cannot be shown without it.
pub(crate) type IndexHandle = Rc<Index>;

/// The table of contents of the page.
#[hook]
pub(crate) fn use_index() -> IndexHandle {
    use_context::<IndexHandle>().expect("the index is provided around every page")
}
