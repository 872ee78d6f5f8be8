//! The learner's progress as every page sees it: read it, or tell what was done.

use super::keep;
use crate::platform::clock;
use crate::platform::store::NotSaved;
use course::model::{ChapterEntry, LessonEntry};
use progress::file::FileError;
use progress::{Deed, Device, Event, ExerciseMark, Progress};
use std::rc::Rc;
use yew::prelude::*;

/// The progress, and how well it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Learner {
    pub(crate) progress: Progress,
    /// Why it is not kept beyond this tab, if so.
    pub(crate) not_saved: Option<NotSaved>,
    /// Why what was kept before could not be read, if so.
    pub(crate) damaged: Option<FileError>,
    device: Device,
}

/// What changes it.
pub(crate) enum Action {
    /// The learner did something.
    Did(Deed),
    /// The progress of another device, a file or another tab comes in.
    Merge(Progress),
    /// How the last attempt to keep it went.
    Kept(Result<(), NotSaved>),
    /// The notice about damage was read.
    Understood,
    /// Everything is forgotten.
    Erase,
}

impl Reducible for Learner {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut learner = (*self).clone();
        match action {
            Action::Did(deed) => {
                learner.progress.apply(&Event { at: clock::now(), device: learner.device, deed });
            }
            Action::Merge(other) => learner.progress.merge(&other),
            Action::Kept(kept) => learner.not_saved = kept.err(),
            Action::Understood => learner.damaged = None,
            Action::Erase => learner.progress = Progress::default(),
        }
        if learner == *self { self } else { Rc::new(learner) }
    }
}

impl Learner {
    /// As it was kept.
    pub(crate) fn load() -> Self {
        let keep::Kept { progress, damaged } = keep::load();
        Self { progress, not_saved: None, damaged, device: keep::device() }
    }

    /// What is remembered of an exercise.
    pub(crate) fn mark(&self, exercise: &str) -> ExerciseMark {
        self.progress.exercises.get(exercise).cloned().unwrap_or_default()
    }

    /// The number of the next try on this device.
    pub(crate) fn next_try(&self, exercise: &str) -> u32 {
        let tries = self.progress.exercises.get(exercise).and_then(|mark| mark.tries.get(&self.device));
        tries.copied().unwrap_or(0) + 1
    }

    /// How far a lesson is.
    pub(crate) fn lesson(&self, lesson: &LessonEntry) -> Reached {
        let all = lesson.exercises.len();
        let done = lesson.exercises.iter().filter(|exercise| self.progress.has_passed(&exercise.id)).count();
        let begun = self.progress.has_opened(&lesson.id);
        Reached { done, all, begun, complete: if all == 0 { begun } else { done == all } }
    }

    /// How many lessons of a chapter are complete.
    pub(crate) fn chapter(&self, chapter: &ChapterEntry) -> usize {
        chapter.lessons.iter().filter(|lesson| self.lesson(lesson).complete).count()
    }
}

/// How far a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Exercises passed.
    pub(crate) done: usize,
    /// Exercises there are.
    pub(crate) all: usize,
    /// Whether it was opened.
    pub(crate) begun: bool,
    /// Whether nothing is left to do.
    pub(crate) complete: bool,
}

/// The learner, to read and to change.
pub(crate) type LearnerHandle = UseReducerHandle<Learner>;

/// The learner of the page.
#[hook]
pub(crate) fn use_learner() -> LearnerHandle {
    use_context::<LearnerHandle>().expect("the learner is provided at the root")
}

/// Keeps the progress after every change; used once, at the root.
#[hook]
pub(crate) fn use_keeping(learner: &LearnerHandle) {
    let dispatcher = learner.dispatcher();
    use_effect_with(learner.progress.clone(), move |progress| {
        let (more, kept) = keep::save(progress);
        if let Some(more) = more {
            dispatcher.dispatch(Action::Merge(more));
        }
        dispatcher.dispatch(Action::Kept(kept));
    });
}
