//! What a page needs before any chapter is opened.

use super::{Engine, Localized};
use serde::{Deserialize, Serialize};

/// The table of contents: `index.json` of a packed course.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The course's id; stores and marks are kept under it.
    pub id: String,
    /// The course's title.
    pub title: Localized<String>,
    /// One or two sentences under the title.
    pub summary: Localized<String>,
    /// Chapters, in the order of their folders.
    pub chapters: Vec<ChapterEntry>,
}

/// A chapter in the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChapterEntry {
    /// Its id, for ever.
    pub id: String,
    /// Its number, from 1.
    pub number: u32,
    /// Its title.
    pub title: Localized<String>,
    /// One or two sentences under the title.
    pub summary: Localized<String>,
    /// Path of its [`ChapterBundle`](super::ChapterBundle), relative to the index; it changes with its content.
    pub bundle: String,
    /// Lessons, in the order of their folders.
    pub lessons: Vec<LessonEntry>,
}

/// A lesson in the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LessonEntry {
    /// Its id, for ever.
    pub id: String,
    /// Its number in the chapter, from 1.
    pub number: u32,
    /// Its title.
    pub title: Localized<String>,
    /// Minutes it takes.
    pub minutes: u32,
    /// Topics, as ids.
    pub topics: Vec<String>,
    /// Lessons to know first, as ids.
    pub needs: Vec<String>,
    /// What is graded in it, in the order of the text.
    pub exercises: Vec<ExerciseEntry>,
}

/// A graded exercise in the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExerciseEntry {
    /// Its id, for ever; unique in the course.
    pub id: String,
    /// What it is done with.
    pub engine: Engine,
    /// Points it is worth.
    pub points: u32,
    /// Its title, plain text.
    pub title: Localized<String>,
}
