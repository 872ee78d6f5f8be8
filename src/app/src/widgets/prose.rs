//! Passages of a lesson: HTML that the packer made, never a learner's.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PassageProps {
    /// HTML of the packed course.
    pub(crate) html: AttrValue,
    /// The element around it.
    #[prop_or(AttrValue::Static("div"))]
    pub(crate) tag: AttrValue,
    #[prop_or(AttrValue::Static("passage"))]
    pub(crate) class: AttrValue,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
}

/// HTML in an element of its own.
#[function_component]
pub(crate) fn Passage(props: &PassageProps) -> Html {
    let html = Html::from_html_unchecked(props.html.clone());
    html! {
        <@{props.tag.to_string()} class={classes!(props.class.to_string())} id={props.id.clone()}>{ html }</@>
    }
}
