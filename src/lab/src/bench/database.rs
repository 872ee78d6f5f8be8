//! The database on the bench. What changed it is kept as text: a saved bench is its setup and these scripts, not its rows.

use crate::protocol::{Choice, Response};
use crate::setup::SqlSetup;
use base::{Budget, Clock, Diagnostic};
use serde::{Deserialize, Serialize};
use sql::{CompletionKind, Database, Outcome};
use std::collections::BTreeMap;

/// Something that changed a database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// A script was run.
    Script(String),
    /// A file was read.
    Csv {
        /// into this table
        table: String,
        /// its text
        text: String,
        /// types that were asked for, by column
        types: BTreeMap<String, String>,
    },
}

/// A database and what changed it.
pub struct DatabaseBench {
    database: Database,
    changes: Vec<Change>,
}

impl DatabaseBench {
    /// The database as the setup leaves it.
    pub fn open(setup: &SqlSetup, seed: u64, clock: Clock, budget: &Budget) -> Result<Self, Diagnostic> {
        let mut database = Database::new();
        database.set_seed(seed);
        database.set_clock(clock);
        run_all(&mut database, &setup.schema, budget)?;
        for rows in &setup.rows {
            database.load_rows(&rows.table, &rows.rows).map_err(sql::Error::into_diagnostic)?;
        }
        run_all(&mut database, &setup.script, budget)?;
        Ok(Self { database, changes: Vec::new() })
    }

    /// Runs what changed an earlier bench of the same setup.
    pub fn replay(&mut self, changes: Vec<Change>, budget: &Budget) {
        for change in &changes {
            match change {
                Change::Script(script) => drop(self.database.run(script, budget)),
                // It was read before, so it can be read again.
                Change::Csv { table, text, types } => drop(self.database.import_csv(table, text, types, budget)),
            }
        }
        self.changes = changes;
    }

    /// Makes a table from CSV text.
    pub fn import(
        &mut self,
        table: String,
        text: String,
        types: BTreeMap<String, String>,
        budget: &Budget,
    ) -> Response {
        match self.database.import_csv(&table, &text, &types, budget) {
            Ok(()) => {
                self.changes.push(Change::Csv { table, text, types });
                Response::Done
            }
            Err(error) => Response::Failed { diagnostic: error.into_diagnostic() },
        }
    }

    /// What changed it, in order.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The engine, to look at.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// One outcome a statement.
    pub fn run(&mut self, script: &str, budget: &Budget) -> Vec<Outcome> {
        let outcomes = self.database.run(script, budget);
        if outcomes.iter().any(|outcome| matches!(outcome, Outcome::Affected { .. })) {
            self.changes.push(Change::Script(script.to_owned()));
        }
        outcomes
    }

    /// Tables and columns.
    pub fn schema(&self) -> Response {
        Response::Schema { schema: self.database.schema() }
    }

    /// What could stand at the cursor.
    pub fn complete(&self, text: &str, cursor: usize) -> Response {
        let found = sql::complete(text, cursor, &self.database.schema());
        let (start, end) = found
            .first()
            .map_or((cursor, cursor), |first| (first.replaces.start as usize, first.replaces.end as usize));
        let choices = found
            .into_iter()
            .map(|completion| Choice {
                text: completion.text,
                kind: kind_name(completion.kind).to_owned(),
                detail: completion.detail,
            })
            .collect();
        Response::Completions { start, end, choices }
    }
}

fn run_all(database: &mut Database, script: &str, budget: &Budget) -> Result<(), Diagnostic> {
    let failed = database.run(script, budget).into_iter().find_map(|outcome| match outcome {
        Outcome::Failed(diagnostic) => Some(diagnostic),
        _ => None,
    });
    failed.map_or(Ok(()), Err)
}

fn kind_name(kind: CompletionKind) -> &'static str {
    match kind {
        CompletionKind::Table => "table",
        CompletionKind::Column => "column",
        CompletionKind::Function => "function",
        CompletionKind::Keyword => "keyword",
    }
}
