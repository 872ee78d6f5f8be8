//! The table of contents of one lesson, folded away until it is wanted.

use super::Material;
use crate::state::content::{Block, BlockKind};
use crate::state::progress::Learner;
use crate::widgets::icon::{Shape, icon};
use crate::widgets::prose::inline;
use crate::words::Words;

use yew::prelude::*;

/// Headings and exercises, as links.
pub(super) fn contents(material: &Material, learner: &Learner, words: &Words) -> Html {
    let text = material.text();
    let entry = |block: &Block| {
        match block.kind {
        BlockKind::Heading => Some(html! {
            <li class={classes!((block.level > 2).then_some("contents-deep"))}>
                <a href={format!("#{}", block.id)}>{ inline(&block.html) }</a>
            </li>
        }),
        BlockKind::Exercise => text.exercises.get(&block.id).map(|exercise| {
            let id = &block.id;
            let done = learner.progress.has_passed(id);
            html! {
                <li>
                    <a href={format!("#{id}")}>
                        { &exercise.title }
                        if done { { " " }{ icon(Shape::Check) }<span class="visually-hidden">{ words.say("status-done") }</span> }
                    </a>
                </li>
            }
        }),
        BlockKind::Html | BlockKind::Try | BlockKind::Diagram => None,
    }
    };
    html! {
        <details class="contents">
            <summary>{ icon(Shape::Chevron) }{ words.say("contents") }</summary>
            <ol>{ for text.blocks.iter().filter_map(entry) }</ol>
        </details>
    }
}
