//! A row of choices, one of which holds: radio buttons that look like one control.

use yew::prelude::*;

/// A row of choices. `legend` is for screen readers, `name` unique in the page, `chosen` the one that holds.
pub(crate) fn choice(
    legend: AttrValue,
    name: &'static str,
    options: &[AttrValue],
    chosen: usize,
    on_choose: &Callback<usize>,
) -> Html {
    let option = |(index, label): (usize, &AttrValue)| {
        let on_change = on_choose.reform(move |_: Event| index);
        html! {
            <label>
                <input type="radio" {name} checked={index == chosen} onchange={on_change} />
                { label }
            </label>
        }
    };
    html! {
        <fieldset class="segments">
            <legend class="visually-hidden">{ legend }</legend>
            { for options.iter().enumerate().map(option) }
        </fieldset>
    }
}
