//! The packed course as plain data: what `datelier pack` writes, what the page and the grading read.
//!
//! Structure and words are apart: [`Exercise`] is the same in every language, [`ExerciseText`] is what one language says
//! about it, and ids tie them together.
//!
//! ```
//! use course::model::{Exercise, Engine};
//! let exercise: Exercise = serde_json::from_str(r#"{"id":"null-egal","points":1,
//!     "task":{"engine":"quiz","multiple":false,"correct":[false,true],"shuffle":true}}"#).unwrap();
//! assert_eq!(exercise.engine(), Engine::Quiz);
//! ```

mod chapter;
mod check;
mod dataset;
mod exercise;
mod index;
mod localized;
mod setup;
mod task;
mod verdict;

pub use chapter::{Block, ChapterBundle, ExerciseText, Lesson, LessonText, OptionText, Try, lesson_href};
pub use check::{Aspect, Check, CheckKind, ClauseRule, Difference, Ignore};
pub use dataset::{ColumnSpec, Dataset, DatasetVariant, Literal, Rhythm, Shape, TableSpec};
pub use exercise::{ColumnNames, Engine, Exercise, RowOrder, ShellTask, SqlTask, Task, VimTask};
pub use index::{ChapterEntry, ExerciseEntry, Index, LessonEntry};
pub use localized::Localized;
pub use setup::{Setup, Variant, VimSetup};
pub use task::{Order, Predict, Quiz, shuffled};
pub use verdict::{Chosen, Failure, Keys, LineDifference, Outcome, RowDifference, Submission, Verdict};
