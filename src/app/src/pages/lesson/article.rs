//! The lesson's text, from its title to the links at its end.

use super::Material;
use super::bench::try_bench;
use super::contents::contents;
use super::seat::{BenchState, Seat, Sit};
use super::task::TaskSection;
use crate::platform::{focus, timer};
use crate::route::{Page, Route};
use crate::state::content::{Block, BlockKind, Text};
use crate::state::progress::use_learner;
use crate::widgets::code::source;
use crate::widgets::icon::{Shape, icon};
use crate::widgets::meter::meter;
use crate::widgets::prose::{inline, passage};
use crate::words::{Words, use_words};
use course::model::{Engine, LessonEntry};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ArticleProps {
    pub(super) material: Material,
    pub(super) bench: BenchState,
}

/// The text.
#[function_component]
pub(super) fn Article(props: &ArticleProps) -> Html {
    let words = use_words();
    let learner = use_learner();
    let material = &props.material;
    let (chapter, entry, text) = (material.chapter(), material.entry(), material.text());
    let reached = learner.lesson(entry);
    let minutes = [("minutes", i64::from(entry.minutes).into())];
    let chapter_line =
        [("number", i64::from(chapter.number).into()), ("title", chapter.title.get(words.locale()).as_str().into())];
    html! {
        <>
            <article class="prose" lang={words.locale().tag()}>
                <p class="eyebrow">{ words.with("lesson-eyebrow", &chapter_line) }</p>
                <h1 tabindex="-1">{ &text.title }</h1>
                <div class="byline">
                    <span>{ words.with("lesson-minutes", &minutes) }</span>
                    if reached.all > 0 { { meter(reached.done, reached.all, words.say("lesson-progress"), &words) } }
                    { contents(material, &learner, &words) }
                </div>
                { for text.blocks.iter().map(|block| shown(block, material, &props.bench, &words)) }
            </article>
            { steps(material, &words) }
        </>
    }
}

/// A block of the text, or of an exercise's statement.
pub(super) fn shown(block: &Block, material: &Material, bench: &BenchState, words: &Words) -> Html {
    let (id, html) = (&block.id, &block.html);
    match block.kind {
        BlockKind::Html => passage(html),
        BlockKind::Heading if block.level > 2 => html! { <h3 id={id.clone()}>{ inline(html) }</h3> },
        BlockKind::Heading => html! { <h2 id={id.clone()}>{ inline(html) }</h2> },
        BlockKind::Diagram => html! { <figure class="diagram">{ inline(&block.svg) }</figure> },
        BlockKind::Try => try_block(block, material, bench, words),
        BlockKind::Exercise => match (material.assignment(id), material.text().exercises.get(id)) {
            (Some(assignment), Some(text)) => html! {
                <TaskSection key={id.clone()} material={material.clone()} assignment={assignment.clone()} text={Text(text.clone())} bench={bench.clone()} />
            },
            _ => Html::default(),
        },
    }
}

fn try_block(block: &Block, material: &Material, bench: &BenchState, words: &Words) -> Html {
    let Block { id, engine, html, .. } = block;
    let seat = Seat::Try(id.clone());
    let here = bench.seat.as_ref() == Some(&seat);
    let code = AttrValue::from(block.code.clone());
    let on_run = {
        let (sit, seat, code, beside) = (bench.sit.clone(), seat.clone(), code.clone(), bench.beside);
        Callback::from(move |_: MouseEvent| {
            sit.emit(Sit { seat: Some(seat.clone()), code: Some(code.clone()) });
            if !beside {
                let target = format!("bench-{}", seat.id());
                timer::soon(move || focus::passage(&target));
            }
        })
    };
    let foot = html! {
        <>
            <span>{ words.say(if bench.beside { "try-beside" } else { "try-here" }) }</span>
            <button type="button" class="button button-small" onclick={on_run}>
                { icon(Shape::Play) }{ words.say(if *engine == Engine::Vim { "try-open" } else { "run" }) }
            </button>
        </>
    };
    html! {
        <div id={format!("try-{id}")}>
            { source(code, html, foot, words) }
            if here && !bench.beside {
                <div class="bench bench-inline" id={format!("bench-{id}")}>
                    { try_bench(words, material, id, &bench.run) }
                </div>
            }
        </div>
    }
}

/// Previous and next lesson.
fn steps(material: &Material, words: &Words) -> Html {
    let (before, after) = material.neighbours();
    let step = |entry: &LessonEntry, class: &'static str, message: &str| {
        let page = Page::Lesson { lesson: entry.id.clone(), exercise: None };
        html! {
            <a class={classes!("step", class)} href={Route { locale: words.locale(), page }.to_string()}>
                <span>{ words.say(message) }</span>
                <strong>{ entry.title.get(words.locale()) }</strong>
            </a>
        }
    };
    html! {
        <nav class="lesson-steps" aria-label={words.say("lesson-steps")}>
            if let Some(entry) = before { { step(entry, "step-before", "lesson-before") } }
            if let Some(entry) = after { { step(entry, "step-next", "lesson-after") } }
        </nav>
    }
}
