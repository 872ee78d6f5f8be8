//! SQL: the last result, what it leaves behind, how it is written.

use crate::rows::{Compared, Policy};
use crate::verdict::{Args, Judged, args, judge, passed, refused};
use crate::{STEPS, clause, setup, situation};
use base::{Budget, Cell, Diagnostic, Table};
use course::model::{CheckKind, ClauseRule, ColumnNames, Dataset, Engine, Exercise, RowOrder, SqlTask, Verdict};
use lab::Lab;
use lab::protocol::Outcome;

/// A script that was run on a fresh bench.
struct Ran {
    lab: Lab,
    outcomes: Vec<Outcome>,
}

impl Ran {
    fn new(setup: &lab::Setup, script: &str) -> Result<Self, Diagnostic> {
        let mut lab = Lab::open(setup)?;
        let outcomes = match lab.database() {
            Some(database) => database.run(script, &Budget::new(STEPS)),
            None => return Err(Diagnostic::error("lab-no-engine", "")),
        };
        Ok(Self { lab, outcomes })
    }

    fn error(&self) -> Option<&Diagnostic> {
        self.outcomes.iter().find_map(Outcome::error)
    }

    /// The last result; a table without columns where there is none.
    fn result(&self) -> Table {
        self.outcomes.iter().rev().find_map(Outcome::rows).cloned().unwrap_or_default()
    }

    /// What a query gives now.
    fn query(&mut self, query: &str) -> Result<Table, Diagnostic> {
        let outcomes = match self.lab.database() {
            Some(database) => database.run(query, &Budget::new(STEPS)),
            None => Vec::new(),
        };
        if let Some(error) = outcomes.iter().find_map(Outcome::error) {
            return Err(error.clone());
        }
        Ok(outcomes.iter().rev().find_map(Outcome::rows).cloned().unwrap_or_default())
    }
}

pub(crate) fn grade(exercise: &Exercise, task: &SqlTask, script: &str, datasets: &[Dataset]) -> Verdict {
    if sql::split_statements(script).is_empty() {
        return refused(exercise, Diagnostic::error("grade-nothing", ""));
    }
    let mut earlier = Vec::new();
    for situation in situation::all(exercise, datasets) {
        let opened = setup::in_situation(&exercise.setup, Engine::Sql, datasets, situation.data(), situation.change());
        let judged =
            opened.and_then(|setup| in_situation(exercise, task, script, setup, &mut earlier, situation.hidden()));
        match judged {
            Ok(None) => {}
            Ok(Some(verdict)) => return verdict,
            Err(diagnostic) => return refused(exercise, diagnostic),
        }
    }
    passed(exercise)
}

fn in_situation(
    exercise: &Exercise,
    task: &SqlTask,
    script: &str,
    setup: lab::Setup,
    earlier: &mut Vec<(lab::Setup, Table)>,
    hidden: Option<&str>,
) -> Result<Option<Verdict>, Diagnostic> {
    let mut right = Ran::new(&setup, &task.solution)?;
    if let Some(error) = right.error() {
        return Err(error.clone());
    }
    let mut ran = Ran::new(&setup, script)?;
    if let Some(error) = ran.error().cloned() {
        return Ok(Some(failed_to_run(exercise, script, error, hidden)));
    }
    let (expected, actual) = (right.result(), ran.result());
    earlier.push((setup, actual.clone()));
    let policy = Policy { order: task.order, by: &task.by, columns: task.columns };
    let compared = Compared::new(&expected, &actual, policy);
    let bag = Policy { order: RowOrder::None, by: &[], columns: ColumnNames::Any };
    let verdict = judge(exercise, hidden, |check| match &check.kind {
        CheckKind::SqlResult { differs_on, differs, equals } => {
            if differs_on.is_none() && differs.is_none() && equals.is_none() {
                return Judged::unless(compared.equal(), || compared.args());
            }
            let on = differs_on
                .as_ref()
                .is_none_or(|condition| compared.differing().is_some_and(|table| all_fulfil(&table, condition)));
            let how = differs.is_none_or(|how| compared.differs(how));
            let known = on
                && how
                && equals.as_ref().is_none_or(|wrong| {
                    // By chance an answer may give the same once: it has to in every situation.
                    earlier.iter().all(|(setup, actual)| {
                        Ran::new(setup, wrong).is_ok_and(|wrong| {
                            wrong.error().is_none() && Compared::new(&wrong.result(), actual, policy).equal()
                        })
                    })
                });
            Judged::unless(!(on && how && known), || compared.args())
        }
        CheckKind::SqlClause { clause, pattern, rule } => {
            let has = clause::has(script, clause, pattern);
            let holds = match rule {
                ClauseRule::Recognise | ClauseRule::Forbid => !has,
                ClauseRule::Require => has,
            };
            Judged::unless(holds, || compared.args())
        }
        CheckKind::SqlState { query } => match (right.query(query), ran.query(query)) {
            (Ok(expected), Ok(actual)) => {
                let compared = Compared::new(&expected, &actual, bag);
                Judged::unless(compared.equal(), || compared.args())
            }
            // The learner's script took away what the query asks for.
            (Ok(expected), Err(_)) => Judged::Speaks(Compared::new(&expected, &Table::default(), bag).args()),
            (Err(_), _) => Judged::Speaks(Args::new()),
        },
        _ => Judged::Holds,
    });
    Ok(verdict.map(|verdict| Verdict { rows: Some(compared.some_rows()), ..verdict }))
}

/// The engine refused the script: only checks that know errors or clauses speak.
fn failed_to_run(exercise: &Exercise, script: &str, error: Diagnostic, hidden: Option<&str>) -> Verdict {
    let mut verdict = judge(exercise, hidden, |check| match &check.kind {
        CheckKind::SqlError { code } => {
            let known = code.as_ref().is_none_or(|code| *code == error.code);
            Judged::unless(!known, || args([("code", error.code.as_str().into())]))
        }
        CheckKind::SqlClause { clause, pattern, rule: ClauseRule::Recognise } => {
            Judged::unless(!clause::has(script, clause, pattern), Args::new)
        }
        _ if check.decides() => Judged::Speaks(Args::new()),
        _ => Judged::Holds,
    })
    .unwrap_or_else(|| crate::verdict::open(exercise));
    // A check about rows has nothing to say where there are none: the engine's own words do.
    let speaks =
        verdict.failed.as_ref().and_then(|failed| exercise.checks.iter().find(|check| check.id == failed.check));
    if speaks.is_some_and(course::model::Check::decides) {
        verdict.failed = None;
    }
    verdict.diagnostic = Some(error);
    verdict
}

/// Whether all rows fulfil a SQL condition over their columns.
fn all_fulfil(table: &Table, condition: &str) -> bool {
    let mut database = sql::Database::new();
    let columns: Vec<sql::LoadColumn> = table
        .columns
        .iter()
        .map(|column| sql::LoadColumn { name: column.name.clone(), ty: Some(column.kind.type_name().to_owned()) })
        .collect();
    let rows: Vec<Vec<Option<String>>> = table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    if database.load_table("differing", &columns, &rows).is_err() {
        return false;
    }
    let query = format!("SELECT count(*) FROM differing WHERE ({condition}) IS NOT TRUE");
    let outcomes = database.run(&query, &Budget::new(STEPS));
    let rows = outcomes.last().and_then(Outcome::rows).map(|table| &table.rows);
    rows.is_some_and(|rows| rows.as_slice() == [vec![Cell::Int(0)]])
}
