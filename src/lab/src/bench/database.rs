//! The database on the bench. What changed it is kept as text: a saved bench is its setup and these scripts, not its rows.

use super::files::{DiskFiles, Remembered};
use super::import::import;
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
    File {
        /// into this table
        table: String,
        /// its text
        text: String,
        /// types that were asked for, by column
        types: BTreeMap<String, String>,
    },
    /// A script was run that read files.
    Copied {
        /// the script
        script: String,
        /// the files' texts
        files: BTreeMap<String, String>,
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
                Change::Copied { script, files } => {
                    drop(self.database.run_with(script, &mut Remembered(files.clone()), budget));
                }
                // It was read before, so it can be read again.
                Change::File { table, text, types } => drop(import(&mut self.database, table, text, types, budget)),
            }
        }
        self.changes = changes;
    }

    /// Makes a table from the text of a CSV, JSON or NDJSON file; tells what came of it.
    pub fn import(
        &mut self,
        table: String,
        text: String,
        types: BTreeMap<String, String>,
        budget: &Budget,
    ) -> Response {
        let response = import(&mut self.database, &table, &text, &types, budget);
        if matches!(response, Response::Imported { .. }) {
            self.changes.push(Change::File { table, text, types });
        }
        response
    }

    /// What would come of such a file; it is read into a database of its own.
    pub fn look_into(&self, text: &str, types: &BTreeMap<String, String>, budget: &Budget) -> Response {
        import(&mut Database::new(), "t", text, types, budget)
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
        self.run_with(script, &mut DiskFiles::new(None), budget)
    }

    /// The same, with the files of a machine for COPY.
    pub(crate) fn run_with(&mut self, script: &str, files: &mut DiskFiles<'_>, budget: &Budget) -> Vec<Outcome> {
        let outcomes = self.database.run_with(script, files, budget);
        // What returns rows may have changed some, or moved a sequence on.
        let lower = script.to_ascii_lowercase();
        let returning = ["returning", "nextval", "setval"].iter().any(|word| lower.contains(word));
        if returning || outcomes.iter().any(|outcome| matches!(outcome, Outcome::Affected { .. })) {
            let script = script.to_owned();
            let files = std::mem::take(&mut files.read);
            self.changes.push(if files.is_empty() { Change::Script(script) } else { Change::Copied { script, files } });
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
