//! What is remembered of a lesson and of an exercise. Every field only grows, so two marks always have a join.

use crate::{Device, Millis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is remembered of a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonMark {
    /// When it was opened first.
    pub first: Millis,
    /// When it was opened last.
    pub last: Millis,
}

impl LessonMark {
    pub(crate) fn join(&mut self, other: &Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// What is remembered of an exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseMark {
    /// Tries, by device: their sum is the learner's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tries: BTreeMap<Device, u32>,
    /// When it was first passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed: Option<Millis>,
    /// The most points earned.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points: u32,
    /// The highest hint looked at; 0: none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub hints: u32,
    /// When the solution was first looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<Millis>,
    /// The latest work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl ExerciseMark {
    /// Tries on all devices.
    pub fn tries(&self) -> u32 {
        self.tries.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it was passed before the solution was looked at.
    pub fn passed_unaided(&self) -> bool {
        self.passed.is_some_and(|passed| self.solution.is_none_or(|solution| passed < solution))
    }

    pub(crate) fn join(&mut self, other: &Self) {
        for (device, count) in &other.tries {
            let mine = self.tries.entry(*device).or_default();
            *mine = (*mine).max(*count);
        }
        self.passed = earliest(self.passed, other.passed);
        self.points = self.points.max(other.points);
        self.hints = self.hints.max(other.hints);
        self.solution = earliest(self.solution, other.solution);
        // The fields of a draft in their order decide, so equal times do not leave it to luck.
        self.draft = self.draft.take().max(other.draft.clone());
    }
}

fn earliest(mine: Option<Millis>, theirs: Option<Millis>) -> Option<Millis> {
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
        (mine, theirs) => mine.or(theirs),
    }
}

/// Work in progress: the latest wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Draft {
    /// When it was written.
    pub at: Millis,
    /// Where.
    pub device: Device,
    /// The work, as the page writes it; empty: started afresh.
    pub work: String,
}
