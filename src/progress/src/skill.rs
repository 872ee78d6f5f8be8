//! What is remembered of a command, a drilled motion or a golf hole of the editor. Every field has a join.

use crate::{Device, Millis};
use serde::{Deserialize, Serialize};

/// What is remembered of a skill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// When it was first used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Millis>,
    /// How well it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The fewest keys, and which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Best>,
}

/// How well a skill is known: the latest finding wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Level {
    /// When it was found.
    pub at: Millis,
    /// Where.
    pub device: Device,
    /// From 0 (weak) to 4 (known).
    pub level: u8,
}

/// A personal best: the fewest keys win.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Best {
    /// How many.
    pub strokes: u32,
    /// In notation.
    pub keys: String,
}

impl Skill {
    pub(crate) fn join(&mut self, other: &Self) {
        self.used = [self.used, other.used].into_iter().flatten().min();
        self.level = self.level.take().max(other.level.clone());
        self.best = [self.best.take(), other.best.clone()].into_iter().flatten().min();
    }
}
