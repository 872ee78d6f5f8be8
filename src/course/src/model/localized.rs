//! One value in each language.

use base::Locale;
use serde::{Deserialize, Serialize};

/// The same thing in French and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized<T> {
    /// in French
    pub fr: T,
    /// in English
    pub en: T,
}

impl<T> Localized<T> {
    /// The one of this language.
    pub fn get(&self, locale: Locale) -> &T {
        match locale {
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }

    /// The one of this language, to change it.
    pub fn get_mut(&mut self, locale: Locale) -> &mut T {
        match locale {
            Locale::Fr => &mut self.fr,
            Locale::En => &mut self.en,
        }
    }
}
