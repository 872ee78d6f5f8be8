//! `datelier slt [--judge PSQL] [--quiet] FILE|FOLDER…`: sqllogictest files, each in a fresh database, DuckDB's dialect of them included,
//! and pass rates by folder. A judge is the shell command of a psql: what PostgreSQL answers otherwise than the file is not ours to
//! answer so either, and is left out.

mod duckdb;
mod judge;
mod report;

use crate::failure::Failure;
use crate::{folder, words};
use base::{Budget, Cell, Diagnostic, Kind, Table};
use lexopt::prelude::*;
use md5::{Digest, Md5};
use report::Report;
use sql::{Database, Outcome};
use sqllogictest::{ColumnType, DB, DBOutput, DefaultColumnType, Normalizer, Record, Runner};
use std::fmt;
use std::path::Path;
use std::process::ExitCode;

/// Steps a record may take.
const STEPS: u64 = 2_000_000_000;

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut paths, mut judge, mut quiet) = (Vec::new(), None, false);
    while let Some(arg) = args.next()? {
        match arg {
            Long("judge") => judge = Some(args.value()?.string()?),
            Long("quiet") => quiet = true,
            Value(path) => paths.push(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if paths.is_empty() {
        return Err(Failure::usage("slt needs at least one FILE or FOLDER"));
    }
    let mut report = Report::default();
    for path in &paths {
        if Path::new(path).is_dir() {
            for (name, bytes) in folder::walk(Path::new(path))? {
                if Path::new(&name).extension().is_some_and(|kind| kind == "test" || kind == "slt") {
                    let file = format!("{path}/{name}");
                    play(&file, &String::from_utf8_lossy(&bytes), judge.as_deref(), quiet, &mut report);
                }
            }
        } else {
            play(path, &folder::read(path)?, judge.as_deref(), quiet, &mut report);
        }
    }
    print!("{report}");
    Ok(if report.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Plays a file, each record against what the file expects.
fn play(file: &str, source: &str, judge: Option<&str>, quiet: bool, report: &mut Report) {
    let plain = duckdb::plain(source);
    let tally = report.folder(file);
    for (reason, count) in plain.skipped {
        *tally.skipped.entry(reason).or_default() += count;
    }
    let records = match sqllogictest::parse_with_name::<DefaultColumnType>(&plain.text, file) {
        Ok(records) => records,
        Err(error) => {
            println!("{file}: {error}");
            tally.failed += 1;
            return;
        }
    };
    let judged = judge.map(|psql| judge::ask(psql, &records));
    let mut runner = Runner::new(|| async { Ok(Engine(Database::new())) });
    runner.with_validator(validate);
    runner.with_column_validator(|_, _| true);
    runner.add_label("datelier");
    // Files that say what PostgreSQL does otherwise mean us.
    runner.add_label("postgresql");
    for (at, record) in records.into_iter().enumerate() {
        let counts = matches!(record, Record::Statement { .. } | Record::Query { .. });
        let applies = judged.as_ref().is_none_or(|judged| judged[at]);
        match runner.run(record) {
            Ok(_) if !counts => {}
            _ if !applies => *tally.skipped.entry("PostgreSQL answers otherwise").or_default() += 1,
            Ok(_) => tally.passed += 1,
            Err(error) => {
                if !quiet {
                    println!("{}", error.display(false));
                }
                tally.failed += 1;
            }
        }
    }
}

/// Rows are equal when their values are: 2.000 is 2, `t` is `true`.
fn validate(normalizer: Normalizer, actual: &[Vec<String>], expected: &[String]) -> bool {
    if sqllogictest::default_validator(normalizer, actual, expected) {
        return true;
    }
    if let [line] = expected
        && let Some((_, hash)) = line.split_once(" values hashing to ")
    {
        return hashed(actual, hash);
    }
    // Lists are `{1,2}` to PostgreSQL, `[1, 2]` to DuckDB.
    let lists = |line: &str| line.replace('{', "[").replace('}', "]").replace(", ", ",");
    let words = |line: &String| lists(line).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let actual: Vec<String> = actual.iter().flatten().flat_map(words).collect();
    let expected: Vec<String> = expected.iter().flat_map(words).collect();
    actual.len() == expected.len() && actual.iter().zip(&expected).all(|(actual, expected)| same(actual, expected))
}

/// Whether values have this hash, as they are or with SQLite's three decimals.
fn hashed(actual: &[Vec<String>], hash: &str) -> bool {
    let rounded = |value: &String| match value.parse::<f64>() {
        Ok(number) if value.contains('.') => format!("{number:.3}"),
        _ => value.clone(),
    };
    let digest = |write: &dyn Fn(&String) -> String| {
        let mut md5 = Md5::new();
        for value in actual.iter().flatten() {
            md5.update(write(value));
            md5.update("\n");
        }
        md5.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    digest(&Clone::clone) == hash || digest(&rounded) == hash
}

fn same(actual: &str, expected: &str) -> bool {
    let truth = |text: &str| match text {
        "t" | "true" | "True" => Some(true),
        "f" | "false" | "False" => Some(false),
        _ => None,
    };
    if actual == expected || (truth(actual).is_some() && truth(actual) == truth(expected)) {
        return true;
    }
    match (actual.parse::<f64>(), expected.parse::<f64>()) {
        (Ok(actual), Ok(wanted)) => {
            // As exact as the expectation is written.
            let digits = expected.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let slack = if digits > 0 { 0.500_001 * 10_f64.powi(-(digits as i32)) } else { 0.0 };
            (actual - wanted).abs() <= slack
        }
        _ => false,
    }
}

struct Engine(Database);

#[derive(Debug)]
struct Refused(Diagnostic);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.code, words::say(&self.0))
    }
}

impl std::error::Error for Refused {}

impl DB for Engine {
    type Error = Refused;
    type ColumnType = DefaultColumnType;

    fn run(&mut self, script: &str) -> Result<DBOutput<DefaultColumnType>, Refused> {
        let outcomes = self.0.run(script, &Budget::new(STEPS));
        if let Some(error) = outcomes.iter().find_map(Outcome::error) {
            return Err(Refused(error.clone()));
        }
        Ok(match outcomes.last() {
            Some(Outcome::Rows(table)) => rows(table),
            Some(Outcome::Plan(plan)) => DBOutput::Rows {
                types: vec![DefaultColumnType::Text],
                rows: super::sql::plan_lines(plan).into_iter().map(|line| vec![line]).collect(),
            },
            Some(Outcome::Affected { count, .. }) => DBOutput::StatementComplete(*count),
            _ => DBOutput::StatementComplete(0),
        })
    }

    fn engine_name(&self) -> &'static str {
        "datelier"
    }
}

fn rows(table: &Table) -> DBOutput<DefaultColumnType> {
    let types = table
        .columns
        .iter()
        .map(|column| {
            let letter = match column.kind {
                Kind::Integer => 'I',
                Kind::Double | Kind::Decimal => 'R',
                _ => 'T',
            };
            DefaultColumnType::from_char(letter).unwrap_or(DefaultColumnType::Any)
        })
        .collect();
    let text = |cell: &Cell| match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(value) => value.to_string(),
        Cell::Float(value) => value.to_string(),
        Cell::Text(text) if text.is_empty() => "(empty)".to_owned(),
        Cell::Text(text) => text.clone(),
    };
    DBOutput::Rows { types, rows: table.rows.iter().map(|row| row.iter().map(text).collect()).collect() }
}
