//! A chapter's bundle: lessons, their words in both languages, their exercises.

use super::{Dataset, Engine, Exercise, Localized, Setup};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything of one chapter: fetched when one of its lessons is opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChapterBundle {
    /// The chapter's id.
    pub id: String,
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
    /// The datasets that its lessons use.
    pub datasets: Vec<Dataset>,
}

/// One lesson: what is the same in both languages, and the words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lesson {
    /// Its id, for ever.
    pub id: String,
    /// Where its runnable blocks start from, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tries: BTreeMap<String, Try>,
    /// What is graded, in the order of the text.
    pub exercises: Vec<Exercise>,
    /// The words.
    pub text: Localized<LessonText>,
}

impl Lesson {
    /// The exercise with this id.
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.id == id)
    }
}

/// A runnable block in the prose: not graded.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Try {
    /// What runs it.
    pub engine: Engine,
    /// What it finds when it starts.
    pub setup: Setup,
}

/// A lesson's words in one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LessonText {
    /// The title, plain text.
    pub title: String,
    /// The text, from top to bottom, without the title.
    pub blocks: Vec<Block>,
    /// The words of each exercise, by its id.
    pub exercises: BTreeMap<String, ExerciseText>,
}

/// A stretch of a lesson's text. All HTML is made by the packer: semantic, without scripts, styles or handlers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// Paragraphs, lists, tables, quotes, code to read.
    Html {
        /// as HTML
        html: String,
    },
    /// A heading of the text (level 2 or 3; the title is level 1).
    Heading {
        /// 2 or 3
        level: u8,
        /// for links to it
        id: String,
        /// as HTML
        html: String,
    },
    /// Code to run and to change.
    Try {
        /// its id, unique in the lesson
        id: String,
        /// what runs it
        engine: Engine,
        /// as the author wrote it; for vim, the buffer's text
        code: String,
        /// highlighted, without `<pre>`
        html: String,
    },
    /// A graded exercise stands here; its words are in [`LessonText::exercises`].
    Exercise {
        /// its id
        id: String,
    },
    /// A drawing.
    Diagram {
        /// a whole `<svg>` with `<title>` and `<desc>`, coloured with CSS variables
        svg: String,
        /// what it shows, in words, plain text
        alt: String,
    },
}

/// The words of one exercise in one language. Texts are HTML unless said otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExerciseText {
    /// The title, plain text.
    pub title: String,
    /// What to do.
    pub statement: Vec<Block>,
    /// Three rungs: where to look, which construct, a worked sibling example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// The words of each check by its id, with places for arguments (see [`crate::message`]). For a prediction, the
    /// words of each foreseen answer by that answer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// A prediction's words for any other answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// A quiz's options, in the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<OptionText>,
    /// The lines to put in order, in the right order, and after them the decoys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

/// An option of a quiz.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OptionText {
    /// What can be chosen.
    pub html: String,
    /// Why it is right, or why it is wrong.
    pub reason: String,
}

/// Where a page shows a lesson, or one of its exercises or headings: `#/fr/lesson/sql-filtrer/heures-pleines`.
pub fn lesson_href(locale: base::Locale, lesson: &str, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) => format!("#/{}/lesson/{lesson}/{anchor}", locale.tag()),
        None => format!("#/{}/lesson/{lesson}", locale.tag()),
    }
}
