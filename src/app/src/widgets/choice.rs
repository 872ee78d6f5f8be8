//! A row of choices, one of which holds: radio buttons that look like one control.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProps {
    /// What is chosen, for screen readers.
    pub(crate) legend: AttrValue,
    /// Unique in the page.
    pub(crate) name: AttrValue,
    /// What each choice is called.
    pub(crate) options: Vec<AttrValue>,
    /// Which one holds.
    pub(crate) chosen: usize,
    pub(crate) on_choose: Callback<usize>,
}

/// A row of choices.
#[function_component]
pub(crate) fn Choice(props: &ChoiceProps) -> Html {
    let option = |(index, label): (usize, &AttrValue)| {
        let on_change = props.on_choose.reform(move |_: Event| index);
        html! {
            <label>
                <input type="radio" name={props.name.clone()} checked={index == props.chosen} onchange={on_change} />
                { label }
            </label>
        }
    };
    html! {
        <fieldset class="segments">
            <legend class="visually-hidden">{ &props.legend }</legend>
            { for props.options.iter().enumerate().map(option) }
        </fieldset>
    }
}
