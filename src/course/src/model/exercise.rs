//! A graded exercise, without words.

use super::{Check, Order, Predict, Quiz, Setup, Variant};
use serde::{Deserialize, Serialize};

/// What an exercise is done with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// the SQL engine
    #[default]
    Sql,
    /// the shell
    Shell,
    /// the vim engine
    Vim,
    /// options to choose from
    Quiz,
    /// say what will come out, then see it
    Predict,
    /// lines to put in order
    Order,
}

impl Engine {
    /// Its name in `lesson.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sql => "sql",
            Self::Shell => "shell",
            Self::Vim => "vim",
            Self::Quiz => "quiz",
            Self::Predict => "predict",
            Self::Order => "order",
        }
    }

    /// How the files that its learners write end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Sql => "sql",
            Self::Shell => "sh",
            Self::Vim => "keys",
            Self::Quiz | Self::Predict | Self::Order => "txt",
        }
    }
}

/// A graded exercise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    /// Its id, for ever; unique in the course.
    pub id: String,
    /// Points it is worth.
    pub points: u32,
    /// What the learner finds when it starts.
    #[serde(default)]
    pub setup: Setup,
    /// More situations that a submission is replayed in, unseen by the learner. The datasets' own hidden variants come on top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Variant>,
    /// What is to be done.
    pub task: Task,
    /// Tried in this order; see [`Check`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

impl Exercise {
    /// What it is done with.
    pub fn engine(&self) -> Engine {
        match self.task {
            Task::Sql(_) => Engine::Sql,
            Task::Shell(_) => Engine::Shell,
            Task::Vim(_) => Engine::Vim,
            Task::Quiz(_) => Engine::Quiz,
            Task::Predict(_) => Engine::Predict,
            Task::Order(_) => Engine::Order,
        }
    }
}

/// What is to be done, and how it is done right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "engine", rename_all = "lowercase")]
pub enum Task {
    /// Write a script whose last result (or whose effect) is right.
    Sql(SqlTask),
    /// Type command lines.
    Shell(ShellTask),
    /// Change a text by keys.
    Vim(VimTask),
    /// Choose.
    Quiz(Quiz),
    /// Foresee.
    Predict(Predict),
    /// Put in order.
    Order(Order),
}

/// A SQL exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SqlTask {
    /// What stands in the editor at first.
    #[serde(default)]
    pub start: String,
    /// A right script.
    pub solution: String,
    /// How much the order of rows matters.
    #[serde(default)]
    pub order: RowOrder,
    /// With [`RowOrder::Ties`]: the columns of the result that order it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// How much the names of columns matter.
    #[serde(default)]
    pub columns: ColumnNames,
}

/// How much the order of rows matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowOrder {
    /// not at all
    #[default]
    None,
    /// rows with equal keys may change places
    Ties,
    /// every row has its place
    Total,
}

/// How much the names of columns matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnNames {
    /// the same names in the same order
    #[default]
    Names,
    /// any names; the same number of columns in the same order
    Any,
}

/// A shell exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShellTask {
    /// What stands on the command line at first.
    #[serde(default)]
    pub start: String,
    /// Right command lines.
    pub solution: String,
}

/// A vim exercise. Its text is [`Setup::vim`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VimTask {
    /// Right keys, in vim's notation (`dwi<Esc>`, `<C-r>`, `<CR>`, `<lt>` for `<`).
    pub solution: String,
    /// The text to reach, as the solution leaves it on the visible text.
    pub goal: String,
    /// Keys a good typist needs: shown as a target, never required.
    pub par: u32,
}
