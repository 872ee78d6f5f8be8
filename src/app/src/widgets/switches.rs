//! Switches for language and theme.

use super::icon::{Shape, icon};
use crate::route::Route;
use crate::state::settings::{Choice, Theme, use_settings};
use crate::words::use_words;
use base::Locale;
use yew::prelude::*;

/// A link to the same page in the other language, named in that language.
pub(crate) fn language_switch(route: &Route) -> Html {
    let other = match route.locale {
        Locale::Fr => Locale::En,
        Locale::En => Locale::Fr,
    };
    let name = match other {
        Locale::Fr => "Fran\u{e7}ais",
        Locale::En => "English",
    };
    html! {
        <a class="button button-quiet button-small" href={route.in_language(other).to_string()} lang={other.tag()} hreflang={other.tag()}>
            { name }
        </a>
    }
}

/// Light or dark, in one press. The settings have the third way: as the system.
#[function_component]
pub(crate) fn ThemeSwitch() -> Html {
    let words = use_words();
    let settings = use_settings();
    let dark = settings.theme.is_dark();
    let label = words.say(if dark { "theme-to-light" } else { "theme-to-dark" });
    let on_click = Callback::from(move |_: MouseEvent| {
        settings.dispatch(Choice::Theme(if dark { Theme::Light } else { Theme::Dark }));
    });
    html! {
        <button type="button" class="button button-quiet button-icon button-small" aria-label={label.clone()} title={label} onclick={on_click}>
            { icon(if dark { Shape::Sun } else { Shape::Moon }) }
        </button>
    }
}
