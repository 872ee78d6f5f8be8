//! A drawn keyboard: the key just pressed, and those that may come next. For the eye only; screen readers hear the keys.

use crate::state::lab::{Heard, Lab};
use crate::state::settings::use_settings;
use crate::words::letters;
use lab::protocol::{NextKey, Request, Response};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct KeyboardProps {
    pub(super) lab: Lab,
    /// The last key, in notation.
    pub(super) pressed: String,
    pub(super) next: Vec<NextKey>,
}

/// Characters that a key in notation needs: `<C-r>` Ctrl and r.
fn characters(key: &str) -> String {
    match key {
        "<lt>" => "<".to_owned(),
        "<CR>" => "\r".to_owned(),
        "<Esc>" => "\x1b".to_owned(),
        _ => match key.strip_prefix("<C-").and_then(|key| key.strip_suffix('>')) {
            Some(letter) => format!("\x11{letter}"),
            None if key.chars().count() > 1 => String::new(),
            None => key.to_owned(),
        },
    }
}

/// The keyboard of the chosen layout.
#[component]
pub(super) fn Keyboard(props: &KeyboardProps) -> Html {
    let layouts = use_state(String::new);
    let settings = use_settings();
    {
        let layouts = layouts.clone();
        use_effect_with(props.lab.clone(), move |lab| {
            lab.ask(Request::Reference { name: "keyboards".to_owned() }, move |heard| {
                if let Heard::Answer { response: Response::Reference { text } } = heard {
                    layouts.set(text);
                }
            });
        });
    }
    let Some(layout) = layouts.split("\n= ").skip(1).nth(settings.layout.into()) else { return Html::default() };
    let mut lines = layout.lines();
    let dead = lines.next().and_then(|name| name.split_once(' ')).map_or("", |(_, dead)| dead);
    let pressed = characters(&props.pressed);
    // A counted key is pressed on its own; of a pair with Ctrl the letter alone means something else.
    let next: String =
        props.next.iter().filter(|next| !next.key.starts_with("<C-")).map(|next| characters(&next.key)).collect();
    let cap = |cap: &str, label: &str, class: &'static str| {
        let any = |keys: &str| keys.chars().any(|key| cap.contains(key));
        let mut letters = label.chars();
        let (plain, shifted) = (letters.next(), letters.as_str());
        // A letter and its capital are one label.
        let single = plain.is_some_and(|plain| shifted.starts_with(letters::upper(plain)));
        html! {
            <span class={classes!("cap", class, any(&pressed).then_some("cap-pressed"), any(&next).then_some("cap-next"),
                (class.is_empty() && label.chars().any(|key| dead.contains(key))).then_some("cap-dead"))}>
                if class.is_empty() {
                    // Shifted stands above, AltGr below.
                    { if single { shifted.chars().next() } else { plain } }
                    <small>{ shifted.chars().next().filter(|_| !single) }</small><small>{ shifted.chars().nth(1) }</small>
                } else {
                    { label }
                }
            </span>
        }
    };
    html! {
        <div class="keyboard" aria-hidden="true">
            { for lines.enumerate().map(|(row, line)| html! {
                <div class="keyboard-row">
                    if row == 0 { { cap("\x1b", "Esc", "cap-wide") } }
                    { for line.split(' ').filter(|key| !key.is_empty()).map(|key| cap(key, key, "")) }
                    if row == 2 { { cap("\r", "\u{21b5}", "cap-wide") } }
                </div>
            }) }
            <div class="keyboard-row">{ cap("\x11", "Ctrl", "cap-wide") }{ cap(" ", "\u{2423}", "cap-space") }</div>
        </div>
    }
}
