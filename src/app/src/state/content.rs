//! The packed course as the page reads it: the words in full, of exercises only what is shown.
//!
//! What only grading and benches need (setups, checks, datasets) stays the text it was and goes to the worker as it is.
//! Reading all of [`course::model`] here would make the page's wasm a quarter heavier. The field names are the packer's.

use course::model::{Engine, Localized, OptionText};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::rc::Rc;

/// JSON that the page passes on unread.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub(crate) struct Unread(Rc<RawValue>);

impl Unread {
    /// Unread JSON made of plain data.
    pub(crate) fn of(value: &impl Serialize) -> Self {
        // Plain data always has a JSON form.
        let raw = serde_json::value::to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned());
        Self(raw.into())
    }

    /// An object without fields: what has a default for each reads it as that.
    pub(crate) fn nothing() -> Self {
        Self(serde_json::from_str::<Box<RawValue>>("{}").unwrap_or_default().into())
    }

    /// Whether this stands somewhere in it.
    pub(crate) fn mentions(&self, text: &str) -> bool {
        self.0.get().contains(text)
    }

    /// Reads a part of it.
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        serde_json::from_str(self.0.get()).ok()
    }
}

impl PartialEq for Unread {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.get() == other.0.get()
    }
}

/// A chapter's bundle.
#[derive(Debug, Deserialize)]
pub(crate) struct Chapter {
    pub(crate) lessons: Vec<Lesson>,
    pub(crate) datasets: Vec<Unread>,
}

/// One lesson.
#[derive(Debug, Deserialize)]
pub(crate) struct Lesson {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) tries: BTreeMap<String, Try>,
    /// One for each exercise, in the order of the text.
    pub(crate) exercises: Vec<Unread>,
    pub(crate) text: Localized<LessonText>,
}

/// A runnable block of the text.
#[derive(Debug, Deserialize)]
pub(crate) struct Try {
    pub(crate) engine: Engine,
    pub(crate) setup: Unread,
}

/// What the page reads of an exercise.
#[derive(Debug, Deserialize)]
pub(crate) struct Exercise {
    pub(crate) id: String,
    pub(crate) points: u32,
    #[serde(default)]
    pub(crate) setup: Option<Unread>,
    pub(crate) task: Task,
}

impl Exercise {
    /// What it starts from.
    pub(crate) fn setup(&self) -> Unread {
        self.setup.clone().unwrap_or_else(Unread::nothing)
    }
}

/// What the page reads of a task, whatever its engine: fields of other engines stay empty.
#[derive(Debug, Deserialize)]
pub(crate) struct Task {
    pub(crate) engine: Engine,
    /// What stands there at first.
    #[serde(default)]
    pub(crate) start: String,
    #[serde(default)]
    pub(crate) solution: String,
    /// A quiz: whether several may be chosen, and whether options may be shuffled.
    #[serde(default)]
    pub(crate) multiple: bool,
    #[serde(default)]
    pub(crate) shuffle: bool,
    /// A prediction: what runs, and what is right.
    #[serde(default)]
    pub(crate) runs: Engine,
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) accept: Vec<String>,
    /// An order: how many lines belong, and how many do not.
    #[serde(default)]
    pub(crate) count: usize,
    #[serde(default)]
    pub(crate) decoys: usize,
}

/// A lesson's words in one language.
#[derive(Debug, Deserialize)]
pub(crate) struct LessonText {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) exercises: BTreeMap<String, Rc<ExerciseText>>,
}

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BlockKind {
    Html,
    Heading,
    Try,
    Exercise,
    Diagram,
}

/// A stretch of a lesson's text; which fields it has depends on its kind.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Block {
    #[serde(rename = "type")]
    pub(crate) kind: BlockKind,
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) html: String,
    #[serde(default)]
    pub(crate) level: u8,
    #[serde(default)]
    pub(crate) engine: Engine,
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) svg: String,
}

/// An exercise's words in one language.
#[derive(Debug, Deserialize)]
pub(crate) struct ExerciseText {
    pub(crate) title: String,
    pub(crate) statement: Vec<Block>,
    #[serde(default)]
    pub(crate) hints: Vec<String>,
    #[serde(default)]
    pub(crate) words: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) otherwise: Option<String>,
    #[serde(default)]
    pub(crate) options: Vec<OptionText>,
    #[serde(default)]
    pub(crate) items: Vec<String>,
}

/// Words shared by pointer: equal where they are the same.
#[derive(Clone, Debug)]
pub(crate) struct Text(pub(crate) Rc<ExerciseText>);

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Text {
    type Target = ExerciseText;

    fn deref(&self) -> &ExerciseText {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::model;

    #[test]
    fn the_page_reads_what_the_packer_writes() {
        let exercise = model::Exercise {
            id: "menage".to_owned(),
            points: 2,
            setup: model::Setup { datasets: vec!["velos".to_owned()], ..model::Setup::default() },
            hidden: Vec::new(),
            task: model::Task::Order(model::Order { count: 3, decoys: 1, also: Vec::new() }),
            checks: Vec::new(),
        };
        let text = model::LessonText {
            title: "Ranger".to_owned(),
            blocks: vec![
                model::Block::Exercise { id: "menage".to_owned() },
                model::Block::Diagram { svg: "<svg/>".to_owned(), alt: "…".to_owned() },
            ],
            exercises: [("menage".to_owned(), model::ExerciseText::default())].into(),
        };
        let lesson = model::Lesson {
            id: "bash".to_owned(),
            tries: [("t".to_owned(), model::Try { engine: Engine::Shell, setup: model::Setup::default() })].into(),
            exercises: vec![exercise],
            text: Localized { fr: text.clone(), en: text },
        };
        let bundle = model::ChapterBundle {
            id: "b".to_owned(),
            lessons: vec![lesson],
            datasets: vec![model::Dataset::default()],
        };
        let read: Chapter = serde_json::from_str(&serde_json::to_string(&bundle).unwrap()).unwrap();
        let lesson = &read.lessons[0];
        assert_eq!(lesson.tries["t"].engine, Engine::Shell);
        assert_eq!(lesson.text.fr.blocks[1].kind, BlockKind::Diagram);
        let outline: Exercise = lesson.exercises[0].read().unwrap();
        assert_eq!((outline.task.engine, outline.task.count, outline.task.decoys), (Engine::Order, 3, 1));
        let whole: model::Exercise = lesson.exercises[0].read().unwrap();
        assert_eq!(whole, bundle.lessons[0].exercises[0]);
        let dataset: model::Dataset = read.datasets[0].read().unwrap();
        assert_eq!(dataset, bundle.datasets[0]);
    }
}
