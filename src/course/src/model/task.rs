//! Exercises without an engine: quiz, prediction, order.

use base::Rng;
use serde::{Deserialize, Serialize};

/// A quiz: its options' words are in [`ExerciseText::options`](super::ExerciseText::options), in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Which options are right.
    pub correct: Vec<bool>,
    /// Whether the page may shuffle the options.
    pub shuffle: bool,
}

/// What will come out? The learner says it, then sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predict {
    /// What runs the code.
    pub runs: super::Engine,
    /// The code, run once the learner has answered.
    pub code: String,
    /// Answers that are right; spaces around and letter case do not matter. The first one has words of its own.
    pub accept: Vec<String>,
    /// Answers that have words of their own, right or wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreseen: Vec<String>,
}

/// Lines to put in order (a Parsons problem).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Lines that belong, in the right order: the first `count` of [`ExerciseText::items`](super::ExerciseText::items).
    pub count: usize,
    /// Lines that do not belong, after them.
    pub decoys: usize,
    /// Other right orders, as indices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Vec<usize>>,
}

/// An order to show `count` things in, drawn from a seed: the same on every machine.
///
/// ```
/// let shown = course::model::shuffled(4, 7);
/// let mut all = shown.clone();
/// all.sort_unstable();
/// assert_eq!(all, [0, 1, 2, 3]);
/// assert_eq!(shown, course::model::shuffled(4, 7));
/// ```
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, rng.below(last as u64 + 1) as usize);
    }
    order
}
