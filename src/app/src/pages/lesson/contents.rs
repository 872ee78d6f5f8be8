//! The table of contents of one lesson, folded away until it is wanted.

use super::Material;
use crate::state::content::{Block, BlockKind};
use crate::state::progress::use_learner;
use crate::widgets::icon::{Icon, Shape};
use crate::words::use_words;

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ContentsProps {
    pub(super) material: Material,
}

/// Headings and exercises, as links.
#[function_component]
pub(super) fn Contents(props: &ContentsProps) -> Html {
    let words = use_words();
    let learner = use_learner();
    let text = props.material.text();
    let entry = |block: &Block| match block.kind {
        BlockKind::Heading => Some(html! {
            <li class={classes!((block.level > 2).then_some("contents-deep"))}>
                <a href={format!("#{}", block.id)}>{ Html::from_html_unchecked(AttrValue::from(block.html.clone())) }</a>
            </li>
        }),
        BlockKind::Exercise => text.exercises.get(&block.id).map(|exercise| {
            let id = &block.id;
            let done = learner.progress.has_passed(id);
            html! {
                <li>
                    <a href={format!("#{id}")}>
                        { &exercise.title }
                        if done { { " " }<Icon shape={Shape::Check} /><span class="visually-hidden">{ words.say("status-done") }</span> }
                    </a>
                </li>
            }
        }),
        BlockKind::Html | BlockKind::Try | BlockKind::Diagram => None,
    };
    html! {
        <details class="contents">
            <summary><Icon shape={Shape::Chevron} />{ words.say("contents") }</summary>
            <ol>{ for text.blocks.iter().filter_map(entry) }</ol>
        </details>
    }
}
