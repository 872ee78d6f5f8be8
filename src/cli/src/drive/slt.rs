//! `datelier slt`: sqllogictest files, each in a fresh database.

use crate::failure::Failure;
use crate::words;
use base::{Budget, Cell, Diagnostic, Kind, Table};
use lexopt::prelude::*;
use sql::{Database, Outcome};
use sqllogictest::{ColumnType, DB, DBOutput, DefaultColumnType, Normalizer, Record, Runner};
use std::fmt;
use std::process::ExitCode;

/// Steps a record may take.
const STEPS: u64 = 2_000_000_000;

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let mut files = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Value(path) => files.push(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if files.is_empty() {
        return Err(Failure::usage("slt needs at least one FILE"));
    }
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for file in &files {
        let records = match sqllogictest::parse_file::<DefaultColumnType>(file) {
            Ok(records) => records,
            Err(error) => {
                println!("{file}: {error}");
                failed += 1;
                continue;
            }
        };
        let mut runner = Runner::new(|| async { Ok(Engine(Database::new())) });
        runner.with_validator(validate);
        runner.with_column_validator(|_, _| true);
        runner.add_label("datelier");
        for record in records {
            let counts = matches!(record, Record::Statement { .. } | Record::Query { .. });
            match runner.run(record) {
                Ok(_) => passed += usize::from(counts),
                Err(error) => {
                    println!("{}", error.display(false));
                    failed += 1;
                }
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Rows are equal when their values are: 2.000 is 2, `t` is `true`.
fn validate(normalizer: Normalizer, actual: &[Vec<String>], expected: &[String]) -> bool {
    if sqllogictest::default_validator(normalizer, actual, expected) {
        return true;
    }
    let words = |line: &String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let actual: Vec<String> = actual.iter().flatten().flat_map(words).collect();
    let expected: Vec<String> = expected.iter().flat_map(words).collect();
    actual.len() == expected.len() && actual.iter().zip(&expected).all(|(actual, expected)| same(actual, expected))
}

fn same(actual: &str, expected: &str) -> bool {
    let truth = |text: &str| match text {
        "t" | "true" => Some(true),
        "f" | "false" => Some(false),
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
