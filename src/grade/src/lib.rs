//! Judges a submission by replaying it in fresh labs: the visible situation first, then the hidden ones.
//!
//! [`grade`] takes an exercise, what the learner handed in and the datasets, and gives a [`Verdict`]: plain data, whose
//! words the lesson has under the id of the check that speaks. The very same function runs in the page and in `datelier
//! check`. [`open`] makes the [`lab::Setup`] that an exercise starts from.
//!
//! ```
//! use course::model::{Exercise, Submission};
//! let exercise: Exercise = serde_json::from_str(r#"{"id":"null-egal","points":1,
//!     "task":{"engine":"quiz","multiple":false,"correct":[false,true],"shuffle":true}}"#).unwrap();
//! let verdict = grade::grade(&exercise, &Submission::Quiz { chosen: vec![1] }, &[]);
//! assert!(verdict.passed);
//! assert_eq!(verdict.points, 1);
//! ```

mod choice;
mod clause;
mod lines;
mod rows;
mod setup;
mod shell;
mod situation;
mod sql;
mod text;
mod verdict;
mod vim;

pub use course::model::{Submission, Verdict};
pub use setup::open;
pub use vim::goal;

use base::Diagnostic;
use course::model::{Dataset, Exercise, Task};
use lab::engines;

/// Steps that one replay may take: some seconds.
const STEPS: u64 = 400_000_000;

/// Judges a submission. `datasets` holds at least those that the exercise's setup names.
///
/// A submission for another engine than the exercise's does not pass; its diagnostic is `grade-other-engine`.
pub fn grade(exercise: &Exercise, submission: &Submission, datasets: &[Dataset]) -> Verdict {
    match (&exercise.task, submission) {
        (Task::Quiz(quiz), Submission::Quiz { chosen }) => choice::quiz(exercise, quiz, chosen),
        (Task::Predict(predict), Submission::Predict { answer }) => choice::predict(exercise, predict, answer),
        (Task::Order(order), Submission::Order { items }) => choice::order(exercise, order, items),
        (Task::Sql(task), Submission::Sql { script }) if engines::SQL => sql::grade(exercise, task, script, datasets),
        (Task::Shell(task), Submission::Shell { lines }) if engines::MACHINE => {
            shell::grade(exercise, task, lines, datasets)
        }
        (Task::Vim(task), Submission::Vim { keys }) if engines::MACHINE => vim::grade(exercise, task, keys),
        _ => verdict::refused(exercise, Diagnostic::error("grade-other-engine", "")),
    }
}
