//! What the reader has chosen: theme, the place of the splitter, single-key shortcuts. Kept, not part of the progress.

use crate::platform::{page, store};
use base::Locale;
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use yew::prelude::*;

const KEY: &str = "datelier.settings";
/// These two are also read by `www/boot.js`, before any wasm.
const THEME: &str = "datelier.theme";
const LOCALE: &str = "datelier.locale";

/// Light, dark, or what the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// All, in the order they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Whether it is dark now.
    pub(crate) fn is_dark(self) -> bool {
        match self {
            Self::System => page::is_dark(),
            Self::Light => false,
            Self::Dark => true,
        }
    }

    fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then(|| self.name())
    }
}

/// Everything chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) theme: Theme,
    /// The text's share of the width, in percent.
    pub(crate) split: u32,
    /// Whether single keys such as `?` are shortcuts.
    pub(crate) shortcuts: bool,
    /// The keyboard that is drawn, see `content/vim/keyboards.txt`.
    pub(crate) layout: u8,
    /// Whether the SQL editor follows vim's keys.
    pub(crate) vi: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: Theme::System, split: 50, shortcuts: true, layout: u8::from(locale() == Locale::Fr), vi: false }
    }
}

/// The text keeps at least this share of the width, in percent, and leaves as much to the workbench.
pub(crate) const NARROWEST: u32 = 28;

/// One choice.
pub(crate) enum Choice {
    Theme(Theme),
    Split(u32),
    Shortcuts(bool),
    Layout(u8),
    Vi(bool),
}

impl Reducible for Settings {
    type Action = Choice;

    fn reduce(self: Rc<Self>, choice: Choice) -> Rc<Self> {
        let mut settings = (*self).clone();
        match choice {
            Choice::Theme(theme) => settings.theme = theme,
            Choice::Split(split) => settings.split = split.clamp(NARROWEST, 100 - NARROWEST),
            Choice::Shortcuts(shortcuts) => settings.shortcuts = shortcuts,
            Choice::Layout(layout) => settings.layout = layout,
            Choice::Vi(vi) => settings.vi = vi,
        }
        Rc::new(settings)
    }
}

impl Settings {
    /// What was kept, or the defaults.
    pub(crate) fn load() -> Self {
        store::get(KEY).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps it and shows it. A refusal is no loss: it is merely asked again next time.
    pub(crate) fn put_into_effect(&self) {
        page::set_theme(self.theme.attribute());
        let _ = store::set(KEY, &serde_json::to_string(self).unwrap_or_default());
        match self.theme.attribute() {
            Some(theme) => {
                let _ = store::set(THEME, theme);
            }
            None => store::remove(THEME),
        }
    }
}

/// The language the reader chose last; French for a newcomer.
pub(crate) fn locale() -> Locale {
    store::get(LOCALE).and_then(|tag| Locale::from_tag(&tag)).unwrap_or_default()
}

/// Keeps the language for the next visit.
pub(crate) fn keep_locale(locale: Locale) {
    page::set_language(locale.tag());
    // A frame that keeps nothing starts in French again, or in the language of the address.
    let _ = store::set(LOCALE, locale.tag());
}

/// The settings, to read and to change.
pub(crate) type SettingsHandle = UseReducerHandle<Settings>;

/// The settings of the page.
#[hook]
pub(crate) fn use_settings() -> SettingsHandle {
    // The root provides it.
    use_context::<SettingsHandle>().expect("settings are provided at the root")
}
