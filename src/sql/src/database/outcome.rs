//! What became of a statement.

use base::{Diagnostic, Table};
use serde::{Deserialize, Serialize};

/// What became of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A result.
    Rows(Table),
    /// Done, with PostgreSQL's command tag (`INSERT`, `CREATE TABLE`…) and the number of rows it touched.
    Affected {
        /// The command tag, without its numbers.
        tag: String,
        /// Rows inserted, updated, deleted or copied.
        count: u64,
    },
    /// A plan, as lines of text and as a tree.
    Plan(crate::explain::PlanTree),
    /// Done, but there is something to say.
    Warned {
        /// The command tag.
        tag: String,
        /// What to say.
        warning: Diagnostic,
    },
    /// Nothing was done.
    Failed(Diagnostic),
}

impl Outcome {
    /// Whether the budget ended it.
    pub fn is_out_of_budget(&self) -> bool {
        matches!(self, Self::Failed(diagnostic) if diagnostic.id == "sql-out-of-steps")
    }

    /// The result, if it is one.
    pub fn rows(&self) -> Option<&Table> {
        match self {
            Self::Rows(table) => Some(table),
            _ => None,
        }
    }

    /// The diagnostic, if it failed.
    pub fn error(&self) -> Option<&Diagnostic> {
        match self {
            Self::Failed(diagnostic) => Some(diagnostic),
            _ => None,
        }
    }
}
