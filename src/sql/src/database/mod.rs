//! The facade: a database in memory that runs scripts.

mod files;
mod import;
mod load;
mod outcome;
mod prepared;
mod schema;
mod session;
mod settings;
mod snapshot;
mod transaction;

pub use files::{FileFault, Files, NoFiles};
pub use import::{Imported, Rejected};
pub use load::LoadColumn;
pub use outcome::Outcome;
pub use schema::{ColumnInfo, ForeignKeyInfo, Schema, TableInfo, TableKind};
pub(crate) use session::{Session, SessionView, fill, result_table};

use crate::catalog::Catalog;
use crate::{parse, text};
use base::{Budget, Clock, Rng};
use std::cell::RefCell;

/// A database in memory, with one session.
#[derive(Debug)]
pub struct Database {
    pub(crate) session: Session,
}

impl Default for Database {
    fn default() -> Self {
        Self::new()
    }
}

impl Database {
    /// An empty database, its clock at [`Clock::START`], its luck seeded with 0.
    pub fn new() -> Self {
        Self { session: Session::new(Catalog::default(), Clock::default(), RefCell::new(Rng::new(0))) }
    }

    /// Seeds `random()`.
    pub fn set_seed(&mut self, seed: u64) {
        self.session.rng = RefCell::new(Rng::new(seed));
    }

    /// Sets what `now()` reads.
    pub fn set_clock(&mut self, clock: Clock) {
        self.session.clock = clock;
    }

    /// Runs each statement of a script in turn. One outcome a statement; after a failure the next one still runs, as in psql
    /// (in a transaction block it is refused until ROLLBACK). When the budget ends, the rest is not run.
    pub fn run(&mut self, script: &str, budget: &Budget) -> Vec<Outcome> {
        self.run_with(script, &mut NoFiles, budget)
    }

    /// The same, with files for COPY.
    pub fn run_with(&mut self, script: &str, files: &mut dyn Files, budget: &Budget) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for span in text::split_statements(script) {
            let outcome = match parse::parse(script, span) {
                Ok(statement) => self.session.execute(&statement, files, budget),
                Err(error) => self.session.fail(error),
            };
            let ended = outcome.is_out_of_budget();
            outcomes.push(outcome);
            if ended {
                break;
            }
        }
        outcomes
    }

    /// What exists, for a schema browser, completion and diagrams.
    pub fn schema(&self) -> Schema {
        schema::describe(&self.session.catalog)
    }
}
