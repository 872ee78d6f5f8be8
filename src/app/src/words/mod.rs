//! Everything the app says, in the reader's language: Fluent messages of `content/ui`, found by id.
//!
//! They come packed with the course and are there before the app starts: `www/boot.js` reads both languages first.

mod catalogue;
mod diagnostics;
mod fluent;
pub(crate) mod letters;

use base::{Arg, Locale};
use std::rc::Rc;
use yew::prelude::*;

/// The messages of one language.
#[derive(Clone)]
pub(crate) struct Words {
    locale: Locale,
    catalogue: Rc<catalogue::Catalogue>,
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.locale == other.locale
    }
}

impl Words {
    /// The messages of this language.
    pub(crate) fn new(locale: Locale) -> Self {
        Self { locale, catalogue: catalogue::of(locale) }
    }

    /// The language.
    pub(crate) fn locale(&self) -> Locale {
        self.locale
    }

    /// A message without arguments.
    pub(crate) fn say(&self, id: &str) -> AttrValue {
        self.catalogue.format(id, &[]).into()
    }

    /// A message with arguments.
    pub(crate) fn with(&self, id: &str, args: &[(&str, Arg)]) -> AttrValue {
        self.catalogue.format(id, args).into()
    }

    /// Whether there is such a message.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.catalogue.knows(id)
    }
}

/// The words of the page's language.
#[hook]
pub(crate) fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words::new(Locale::default()))
}
