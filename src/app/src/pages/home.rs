//! The table of contents: where to go on, chapters with their progress, free benches.

use super::use_title;
use crate::route::{Page, Playground, Route};
use crate::state::course::use_index;
use crate::state::progress::{Action, Learner, LearnerHandle, use_learner};
use crate::widgets::icon::{Shape, icon};
use crate::widgets::meter::{Standing, meter, status};
use crate::words::{Words, use_words};
use base::Locale;
use course::model::{ChapterEntry, Index, LessonEntry};
use progress::file::FileError;
use yew::prelude::*;

/// The home page.
#[function_component]
pub(crate) fn Home() -> Html {
    let words = use_words();
    let index = use_index();
    let learner = use_learner();
    let locale = words.locale();
    use_title(words.say("name"), &words);
    let title = Some(index.title.get(locale)).filter(|title| !title.is_empty()).cloned();
    html! {
        <main class="page" id="main">
            { kept(&learner, &words) }
            <div class="hero">
                <h1 tabindex="-1">{ title.map_or_else(|| words.say("name"), AttrValue::from) }</h1>
                <p>{ index.summary.get(locale) }</p>
            </div>
            { resume(&index, &learner, &words) }
            { for index.chapters.iter().map(|chapter| self::chapter(chapter, &learner, &words)) }
            <section class="section" aria-labelledby="benches">
                <h2 id="benches">{ words.say("playgrounds") }</h2>
                <p>{ words.say("playgrounds-why") }</p>
                <div class="benches">{ for Playground::ALL.into_iter().map(|playground| bench(playground, &words)) }</div>
            </section>
        </main>
    }
}

fn link(locale: Locale, lesson: &str) -> String {
    Route { locale, page: Page::Lesson { lesson: lesson.to_owned(), exercise: None } }.to_string()
}

/// The lesson to go on with: the last one opened if something is left in it, else the next that is not complete.
fn next_lesson<'a>(index: &'a Index, learner: &Learner) -> Option<&'a LessonEntry> {
    let lessons = || index.chapters.iter().flat_map(|chapter| &chapter.lessons);
    let last = learner.progress.last_lesson().and_then(|id| lessons().position(|lesson| lesson.id == id));
    let open = |lesson: &&LessonEntry| !learner.lesson(lesson).complete;
    lessons().skip(last.unwrap_or(0)).find(open).or_else(|| lessons().find(open))
}

fn resume(index: &Index, learner: &Learner, words: &Words) -> Html {
    let locale = words.locale();
    let Some(lesson) = next_lesson(index, learner) else {
        if index.chapters.iter().all(|chapter| chapter.lessons.is_empty()) {
            return Html::default();
        }
        return html! { <div class="resume"><p class="resume-title">{ words.say("all-done") }</p></div> };
    };
    let begun = !learner.progress.is_empty();
    let reached = learner.lesson(lesson);
    let args =
        [("done", reached.done.into()), ("all", reached.all.into()), ("minutes", i64::from(lesson.minutes).into())];
    html! {
        <section class="resume" aria-label={words.say("resume-region")}>
            <div>
                <p class="resume-what">{ words.say(if begun { "resume-here" } else { "start-here" }) }</p>
                <p class="resume-title">{ lesson.title.get(locale) }</p>
                <p class="resume-what">{ words.with(if reached.begun && reached.all > 0 { "resume-left" } else { "resume-new" }, &args) }</p>
            </div>
            <a class="button button-main" href={link(locale, &lesson.id)}>{ words.say(if begun { "resume" } else { "start" }) }</a>
        </section>
    }
}

fn chapter(chapter: &ChapterEntry, learner: &Learner, words: &Words) -> Html {
    let locale = words.locale();
    let id = format!("chapter-{}", chapter.id);
    html! {
        <section class="chapter" aria-labelledby={id.clone()} key={chapter.id.clone()}>
            <div class="chapter-head">
                <h2 {id}>
                    <span class="chapter-number">{ words.with("chapter", &[("number", i64::from(chapter.number).into())]) }</span>
                    { chapter.title.get(locale) }
                </h2>
                { meter(learner.chapter(chapter), chapter.lessons.len(), words.say("chapter-progress"), words) }
                if !chapter.summary.get(locale).is_empty() { <p>{ chapter.summary.get(locale) }</p> }
            </div>
            <ol class="lessons" role="list">{ for chapter.lessons.iter().map(|lesson| row(lesson, learner, words)) }</ol>
        </section>
    }
}

fn row(lesson: &LessonEntry, learner: &Learner, words: &Words) -> Html {
    let reached = learner.lesson(lesson);
    let args =
        [("done", reached.done.into()), ("all", reached.all.into()), ("minutes", i64::from(lesson.minutes).into())];
    html! {
        <li key={lesson.id.clone()}>
            <a class="lesson-row" href={link(words.locale(), &lesson.id)}>
                { status(Standing::of(reached.complete, reached.begun), None, words) }
                <span class="lesson-title">{ lesson.title.get(words.locale()) }</span>
                <span class="lesson-facts">{ words.with(if reached.all > 0 { "lesson-facts" } else { "lesson-facts-reading" }, &args) }</span>
            </a>
        </li>
    }
}

fn bench(playground: Playground, words: &Words) -> Html {
    let name = playground.name();
    let route = Route { locale: words.locale(), page: Page::Play(playground) };
    let sample = match playground {
        Playground::Sql => "SELECT count(*) FROM trips;",
        Playground::Shell => "cut -d, -f2 trips.csv | sort | uniq -c",
        Playground::Vim => "ci\"  dap  3w  :w",
    };
    html! {
        <a class="bench-card" href={route.to_string()} key={name}>
            <code aria-hidden="true">{ sample }</code>
            <strong>{ words.say(&format!("play-{name}")) }</strong>
            <span>{ words.say(&format!("play-{name}-what")) }</span>
        </a>
    }
}

/// Says honestly where nothing can be saved, and what could not be read.
fn kept(learner: &LearnerHandle, words: &Words) -> Html {
    let settings = Route { locale: words.locale(), page: Page::Settings }.to_string();
    let understood = {
        let learner = learner.clone();
        Callback::from(move |_: MouseEvent| learner.dispatch(Action::Understood))
    };
    html! {
        <>
            if let Some(error) = &learner.damaged {
                <div class="notice" role="alert">
                    { icon(Shape::Warning) }
                    <span>{ damage(error, words) }</span>
                    <a href={settings.clone()}>{ words.say("damaged-settings") }</a>
                    <button type="button" class="button button-small" onclick={understood}>{ words.say("understood") }</button>
                </div>
            }
            if learner.not_saved.is_some() {
                <div class="notice" role="status">
                    { icon(Shape::Warning) }
                    <span>{ words.say("not-saved") }</span>
                    <a href={settings}>{ words.say("not-saved-settings") }</a>
                </div>
            }
        </>
    }
}

/// Why kept progress could not be read.
pub(crate) fn damage(error: &FileError, words: &Words) -> AttrValue {
    match error {
        FileError::TooNew(version) => words.with("damaged-newer", &[("version", i64::from(*version).into())]),
        FileError::NotOurs | FileError::Damaged => words.say("damaged"),
    }
}
