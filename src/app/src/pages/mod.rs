//! What addresses lead to; see [`crate::route`].

pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod lesson;
pub(crate) mod not_found;
pub(crate) mod playground;
pub(crate) mod settings;
pub(crate) mod vim;

use crate::words::Words;
use yew::prelude::*;

/// Sets the tab's title as long as a page is shown.
#[hook]
pub(crate) fn use_title(title: AttrValue, words: &Words) {
    let name = words.say("name");
    use_effect_with((title, name), |(title, name)| {
        let whole = if title == name { name.to_string() } else { format!("{title} · {name}") };
        crate::platform::page::set_title(&whole);
    });
}
