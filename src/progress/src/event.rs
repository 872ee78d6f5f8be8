//! What happened, when, on which device.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, as the learner's device has it.
pub type Millis = u64;

/// A device's name: a number drawn by luck when it is first used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Device(pub u32);

/// Something that a learner did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// Where.
    pub device: Device,
    /// What.
    pub deed: Deed,
}

/// A learner's deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// Opened a lesson.
    Opened {
        /// its id
        lesson: String,
    },
    /// Had an exercise checked, whatever came of it.
    Attempted {
        /// its id
        exercise: String,
        /// which try on this device it was, from 1: an event heard twice counts once
        try_number: u32,
    },
    /// Passed an exercise.
    Passed {
        /// its id
        exercise: String,
        /// points earned
        points: u32,
    },
    /// Looked at a hint.
    HintShown {
        /// the exercise's id
        exercise: String,
        /// which one, from 1
        rung: u8,
    },
    /// Looked at the solution.
    SolutionShown {
        /// the exercise's id
        exercise: String,
    },
    /// Wrote, chose or typed something that is to be found again.
    Drafted {
        /// the exercise's id, or that of a runnable block
        exercise: String,
        /// the work, as the page writes it; empty: started afresh
        work: String,
    },
    /// Used a command of the editor.
    Used {
        /// the command's id, as explanations name it
        skill: String,
    },
    /// Practised a motion.
    Drilled {
        /// the motion
        skill: String,
        /// how well it is known now, from 0 to 4
        level: u8,
    },
    /// Reached the goal of a golf hole.
    Golfed {
        /// its id
        skill: String,
        /// keys used
        strokes: u32,
        /// which, in notation
        keys: String,
    },
}
