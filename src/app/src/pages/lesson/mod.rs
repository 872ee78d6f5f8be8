//! A lesson: text, and the workbench beside it (or, in one column, under the exercise that is being done).

mod article;
mod bench;
mod contents;
mod layout;
mod seat;
mod task;

pub(crate) use bench::FreeBench;

use super::not_found::NotFound;
use super::use_title;
use crate::state::content::{Chapter, Lesson, LessonText, Unread};
use crate::state::course::{Fetched, use_chapter, use_index};
use crate::state::desk::Assignment;
use crate::words::use_words;
use base::Locale;
use course::model::{ChapterEntry, Index, LessonEntry};
use layout::Layout;
use std::rc::Rc;
use yew::prelude::*;

/// A lesson with its surroundings. Clones share everything.
#[derive(Clone)]
pub(crate) struct Material {
    index: Rc<Index>,
    bundle: Rc<Chapter>,
    /// The lesson's place in the bundle.
    at: usize,
    /// Where it stands in the table of contents: chapter, lesson.
    place: (usize, usize),
    locale: Locale,
    /// One assignment an exercise, in the same order.
    assignments: Rc<Vec<Assignment>>,
    /// The chapter's datasets.
    datasets: Rc<Vec<Unread>>,
}

impl PartialEq for Material {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bundle, &other.bundle) && self.at == other.at && self.locale == other.locale
    }
}

impl Material {
    fn new(index: &Rc<Index>, bundle: &Rc<Chapter>, place: (usize, usize), locale: Locale) -> Option<Self> {
        let id = &index.chapters[place.0].lessons[place.1].id;
        let at = bundle.lessons.iter().position(|lesson| lesson.id == *id)?;
        let datasets = Rc::new(bundle.datasets.clone());
        let assignment = |whole: &Unread| {
            let exercise = Rc::new(whole.read()?);
            Some(Assignment { exercise, whole: whole.clone(), datasets: datasets.clone() })
        };
        let assignments = Rc::new(bundle.lessons[at].exercises.iter().filter_map(assignment).collect());
        Some(Self { index: index.clone(), bundle: bundle.clone(), at, place, locale, assignments, datasets })
    }

    fn lesson(&self) -> &Lesson {
        &self.bundle.lessons[self.at]
    }

    fn text(&self) -> &LessonText {
        self.lesson().text.get(self.locale)
    }

    fn chapter(&self) -> &ChapterEntry {
        &self.index.chapters[self.place.0]
    }

    fn entry(&self) -> &LessonEntry {
        &self.chapter().lessons[self.place.1]
    }

    fn assignment(&self, id: &str) -> Option<&Assignment> {
        self.assignments.iter().find(|assignment| assignment.exercise.id == id)
    }

    fn neighbours(&self) -> (Option<&LessonEntry>, Option<&LessonEntry>) {
        let lessons: Vec<&LessonEntry> = self.index.chapters.iter().flat_map(|chapter| &chapter.lessons).collect();
        let at = lessons.iter().position(|lesson| lesson.id == self.entry().id).unwrap_or(0);
        (at.checked_sub(1).map(|before| lessons[before]), lessons.get(at + 1).copied())
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct LessonProps {
    /// The lesson's id.
    pub(crate) lesson: AttrValue,
    /// One of its exercises, if the address names it.
    pub(crate) exercise: Option<String>,
}

/// The page of a lesson.
#[function_component]
pub(crate) fn LessonPage(props: &LessonProps) -> Html {
    let words = use_words();
    let index = use_index();
    let place = index.chapters.iter().enumerate().find_map(|(chapter, entry)| {
        let lesson = entry.lessons.iter().position(|lesson| *lesson.id == *props.lesson)?;
        Some((chapter, lesson))
    });
    let bundle = use_chapter(place.map(|(chapter, _)| index.chapters[chapter].bundle.as_str()));
    let title =
        place.map(|(chapter, lesson)| index.chapters[chapter].lessons[lesson].title.get(words.locale()).clone());
    use_title(title.map_or_else(|| words.say("not-found"), AttrValue::from), &words);
    let key = (bundle.clone(), words.locale(), place);
    let material = use_memo(key, |(bundle, locale, place)| match (bundle, place) {
        (Fetched::Here(bundle), Some(place)) => Material::new(&index, bundle, *place, *locale),
        _ => None,
    });
    match (&bundle, &*material) {
        (_, Some(material)) => html! { <Layout material={material.clone()} exercise={props.exercise.clone()} /> },
        _ if place.is_none() => html! { <NotFound /> },
        (Fetched::Waiting, _) => {
            html! { <main class="page waiting" id="main" aria-busy="true"><p>{ words.say("loading") }</p></main> }
        }
        (Fetched::Failed(why), _) => html! {
            <main class="page page-narrow" id="main"><h1>{ words.say("lesson-missing") }</h1><p>{ words.say("course-missing-fix") }</p><pre>{ why }</pre></main>
        },
        (Fetched::Here(_), None) => html! { <NotFound /> },
    }
}
