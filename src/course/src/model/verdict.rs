//! What a learner hands in, and what comes back.

use base::{Arg, Cell, Diagnostic};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a learner hands in: raw, so that it can be replayed anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "engine", rename_all = "lowercase")]
pub enum Submission {
    /// The text of the editor.
    Sql {
        /// the script
        script: String,
    },
    /// What was typed since the exercise started.
    Shell {
        /// one entry a complete command line (it may hold line breaks)
        lines: Vec<String>,
    },
    /// What was typed since the exercise started.
    Vim {
        /// keys, in vim's notation
        keys: String,
    },
    /// What was ticked.
    Quiz {
        /// indices of options, as in the file
        chosen: Vec<usize>,
    },
    /// What was foreseen.
    Predict {
        /// the answer
        answer: String,
    },
    /// What was laid out.
    Order {
        /// indices of items, as in the file
        items: Vec<usize>,
    },
}

/// The judgement of a submission.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The exercise's id.
    pub exercise: String,
    /// Whether all deciding checks hold in every situation.
    pub passed: bool,
    /// Points earned.
    pub points: u32,
    /// Points to be had.
    pub max: u32,
    /// Who speaks when it is not passed. `None` with a `diagnostic`: the engine's own words say it all. A prediction that
    /// is right has words, too.
    pub failed: Option<Failure>,
    /// Each deciding check, and whether it holds.
    pub checks: Vec<Outcome>,
    /// What the engine said, where it refused.
    pub diagnostic: Option<Diagnostic>,
    /// The hidden situation in which it failed; `None`: the visible one.
    pub hidden: Option<String>,
    /// For SQL results: rows that differ, few of them.
    pub rows: Option<RowDifference>,
    /// For a quiz: each option chosen, and whether it is right.
    pub chosen: Vec<Chosen>,
    /// For vim: keys used, and the par.
    pub keys: Option<Keys>,
    /// For vim: where the visible text differs from the expected one, when it is not passed.
    #[serde(default)]
    pub lines: Vec<LineDifference>,
}

/// A line of two texts beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDifference {
    /// ` `: in both; `-`: only in the learner's; `+`: only in the expected one.
    pub sign: char,
    /// The line.
    pub text: String,
}

/// The check that speaks, with what its words need.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// Its id. For a prediction: the answer, as the lesson foresees it. For a quiz or an order: `else`.
    pub check: String,
    /// Values for the places in its words; `example.started_at` is one name.
    pub args: BTreeMap<String, Arg>,
}

/// A deciding check and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its id.
    pub check: String,
    /// Whether it holds everywhere.
    pub passed: bool,
}

/// Rows that differ between what came out and what should have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RowDifference {
    /// The columns' names.
    pub columns: Vec<String>,
    /// Some rows that are missing.
    pub missing: Vec<Vec<Cell>>,
    /// Some rows that are too many.
    pub extra: Vec<Vec<Cell>>,
    /// How many are missing in all.
    pub missing_count: usize,
    /// How many are too many in all.
    pub extra_count: usize,
}

/// A chosen option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Its index in the file.
    pub option: usize,
    /// Whether it is right.
    pub right: bool,
}

/// Keys used, and how many a good typist needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys {
    /// keys used
    pub used: u32,
    /// the par
    pub par: u32,
}
