//! The line between text and workbench: dragged, or moved with the arrow keys (ARIA's window splitter).

use crate::platform::pointer;
use crate::state::settings::NARROWEST;
use crate::words::Words;
use yew::prelude::*;

/// The line. `share` is the first side's, in percent; `controls` the id of the side that it makes larger or smaller.
pub(crate) fn splitter(words: &Words, share: u32, on_move: &Callback<u32>, controls: &'static str) -> Html {
    let on_key = {
        let on_move = on_move.clone();
        Callback::from(move |event: KeyboardEvent| {
            let wanted = match event.key().as_str() {
                "ArrowLeft" => share.saturating_sub(2),
                "ArrowRight" => share + 2,
                "Home" => NARROWEST,
                "End" => 100 - NARROWEST,
                "Enter" => 50,
                _ => return,
            };
            event.prevent_default();
            on_move.emit(wanted);
        })
    };
    let on_down = Callback::from(|event: PointerEvent| {
        event.prevent_default();
        pointer::capture(&event);
    });
    let on_drag = {
        let on_move = on_move.clone();
        Callback::from(move |event: PointerEvent| {
            if pointer::captured(&event)
                && let Some(share) = pointer::share(&event)
            {
                on_move.emit((share * 100.0).clamp(0.0, 100.0).round() as u32);
            }
        })
    };
    let on_double = on_move.reform(|_: MouseEvent| 50);
    html! {
        <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label={words.say("splitter")}
            aria-controls={controls} aria-valuenow={share.to_string()} aria-valuemin={NARROWEST.to_string()}
            aria-valuemax={(100 - NARROWEST).to_string()} onkeydown={on_key} onpointerdown={on_down} onpointermove={on_drag}
            ondblclick={on_double} />
    }
}
