//! `datelier sql`: a script in a fresh database.

use crate::failure::Failure;
use crate::{folder, words};
use base::{Budget, Cell, Diagnostic, Table};
use course::author::{Plain, read};
use course::dataset::write_csv;
use course::model::{Engine, Setup};
use lexopt::prelude::*;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use sql::explain::PlanTree;
use sql::{Database, Outcome};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Steps a script may take: half a minute or so.
const STEPS: u64 = 4_000_000_000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Csv,
    Json,
}

#[derive(Deserialize)]
struct Case {
    id: Json,
    #[serde(default)]
    setup: Vec<String>,
    sql: String,
}

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut file, mut cases, mut format) = (None, None, Format::Table);
    let (mut csv, mut dataset, mut variant, mut root) = (Vec::new(), None, None, PathBuf::from("content"));
    while let Some(arg) = args.next()? {
        match arg {
            Long("probe") => {
                let root = args.optional_value().unwrap_or_else(|| "tests/spec/sql".into());
                return super::probe::run(Path::new(&root));
            }
            Long("batch") => cases = Some(args.value()?.string()?),
            Long("csv") => csv.push(args.value()?.string()?),
            Long("dataset") => dataset = Some(args.value()?.string()?),
            Long("variant") => variant = Some(args.value()?.string()?),
            Long("dir") => root = args.value()?.into(),
            Long("format") => {
                format = match args.value()?.string()?.as_str() {
                    "table" => Format::Table,
                    "csv" => Format::Csv,
                    "json" => Format::Json,
                    other => return Err(Failure::usage(format!("there is no format {other}: table, csv or json"))),
                }
            }
            Value(path) if file.is_none() => file = Some(path.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(cases) = cases {
        return super::batch(
            &cases,
            play,
            |case: &Case| json!({"id": case.id, "results": [{"error": {"code": "XX000", "message": "panic"}}]}),
        );
    }
    let file = file.ok_or_else(|| Failure::usage("sql needs a FILE, - or --batch CASES"))?;
    let script = folder::read(&file)?;
    let mut lab = open(dataset.as_deref(), variant.as_deref(), &root)?;
    let mut database = Database::new();
    for table in &csv {
        let (name, path) = table.split_once('=').ok_or_else(|| Failure::usage("--csv needs NAME=FILE"))?;
        let loaded = database.load_csv(name, &folder::read(path)?);
        loaded.map_err(|error| Failure::new(format!("{path}: {}", words::say(&error.into_diagnostic()))))?;
    }
    let budget = Budget::new(STEPS);
    let outcomes = match lab.as_mut().and_then(lab::Lab::database) {
        Some(bench) => bench.run(&script, &budget),
        None => database.run(&script, &budget),
    };
    let mut failed = false;
    for outcome in &outcomes {
        failed |= outcome.error().is_some();
        show(outcome, &script, format);
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A bench with the tables of a dataset of the course, where one is named.
fn open(dataset: Option<&str>, variant: Option<&str>, root: &Path) -> Result<Option<lab::Lab>, Failure> {
    let Some(id) = dataset else { return Ok(None) };
    let (course, _) = read(&folder::course(root)?, &Plain);
    let mut dataset = course
        .datasets
        .get(id)
        .cloned()
        .ok_or_else(|| Failure::new(format!("{} has no dataset {id}", root.display())))?;
    if let Some(label) = variant {
        // The visible rows take the variant's place.
        let hidden = dataset.hidden.iter().find(|hidden| hidden.label == label).cloned();
        let hidden = hidden.ok_or_else(|| Failure::new(format!("{id} has no variant {label}")))?;
        dataset.seed = hidden.seed;
        for table in &mut dataset.tables {
            table.rows = (table.rows as f64 * hidden.scale).round() as u64;
            table.edge.extend(hidden.edge.get(&table.name).cloned().unwrap_or_default());
        }
    }
    let setup = Setup { datasets: vec![id.to_owned()], ..Setup::default() };
    let opened = grade::open(&setup, Engine::Sql, &[dataset]).and_then(|setup| lab::Lab::open(&setup));
    opened.map(Some).map_err(|diagnostic| Failure::new(words::say(&diagnostic)))
}

fn play(case: &Case) -> Json {
    let mut database = Database::new();
    let budget = Budget::new(STEPS);
    for script in &case.setup {
        database.run(script, &budget);
    }
    let results: Vec<Json> =
        database.run(&case.sql, &budget).iter().map(|outcome| to_json(outcome, &case.sql)).collect();
    json!({"id": case.id, "results": results})
}

/// One line a statement.
fn to_json(outcome: &Outcome, script: &str) -> Json {
    match outcome {
        Outcome::Rows(table) => {
            let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let rows: Vec<Vec<Json>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
            json!({"columns": columns, "rows": rows})
        }
        Outcome::Affected { count, .. } => json!({"affected": count}),
        Outcome::Warned { .. } => json!({"affected": 0}),
        Outcome::Plan(plan) => {
            let rows: Vec<[String; 1]> = plan_lines(plan).into_iter().map(|line| [line]).collect();
            json!({"columns": ["QUERY PLAN"], "rows": rows})
        }
        Outcome::Failed(diagnostic) => {
            let (line, column) = place(diagnostic, script);
            json!({"error": {"code": diagnostic.code, "message": words::say(diagnostic), "line": line, "column": column}})
        }
    }
}

/// A plan as PostgreSQL's EXPLAIN indents it.
pub(super) fn plan_lines(plan: &PlanTree) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open = vec![(plan, 0_usize)];
    while let Some((node, depth)) = open.pop() {
        let indent = " ".repeat((depth * 6).saturating_sub(4));
        let arrow = if depth > 0 { "->  " } else { "" };
        let rows = node.rows.map_or(String::new(), |rows| format!(" (actual rows={rows})"));
        lines.push(format!("{indent}{arrow}{}  (rows={}){rows}", node.operator, node.estimate));
        let indent = " ".repeat(depth * 6 + 2);
        lines.extend(node.details.iter().map(|detail| format!("{indent}{detail}")));
        open.extend(node.children.iter().rev().map(|child| (child, depth + 1)));
    }
    lines
}

fn place(diagnostic: &Diagnostic, script: &str) -> (Json, Json) {
    match diagnostic.span {
        Some(span) => {
            let (line, column) = span.line_column(script);
            (line.into(), column.into())
        }
        None => (Json::Null, Json::Null),
    }
}

fn cell(cell: &Cell) -> Json {
    match cell {
        Cell::Null => Json::Null,
        Cell::Bool(value) => (*value).into(),
        Cell::Int(value) => (*value).into(),
        // What JSON has no number for is written as PostgreSQL prints it.
        Cell::Float(value) if value.is_nan() => "NaN".into(),
        Cell::Float(value) if value.is_infinite() => if *value > 0.0 { "Infinity" } else { "-Infinity" }.into(),
        Cell::Float(value) => (*value).into(),
        Cell::Text(text) => text.as_str().into(),
    }
}

fn show(outcome: &Outcome, script: &str, format: Format) {
    match (format, outcome) {
        (Format::Json, outcome) => println!("{}", to_json(outcome, script)),
        (Format::Csv, Outcome::Rows(table)) => print!("{}", write_csv(table)),
        (Format::Table, Outcome::Rows(table)) => print!("{}", grid(table)),
        (_, Outcome::Plan(plan)) => println!("{}", plan_lines(plan).join("\n")),
        (Format::Table, Outcome::Affected { tag, count }) => println!("{tag} {count}"),
        (Format::Table, Outcome::Warned { tag, warning }) => println!("{tag} ({})", words::say(warning)),
        (Format::Csv, Outcome::Affected { .. } | Outcome::Warned { .. }) => {}
        (_, Outcome::Failed(diagnostic)) => {
            let place = diagnostic.span.map_or(String::new(), |span| {
                let (line, column) = span.line_column(script);
                format!("{line}:{column}: ")
            });
            eprintln!("{place}{}: {}", diagnostic.code, words::say(diagnostic));
        }
    }
}

/// Aligned columns, as psql draws them.
fn grid(table: &Table) -> String {
    let text = |cell: &Cell| match cell {
        Cell::Null => String::new(),
        Cell::Bool(value) => if *value { "t" } else { "f" }.to_owned(),
        Cell::Int(value) => value.to_string(),
        Cell::Float(value) => value.to_string(),
        Cell::Text(text) => text.clone(),
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(text).collect()).collect();
    let width = |at: usize| {
        let cells = rows.iter().map(|row| row[at].chars().count());
        cells.chain([table.columns[at].name.chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let line = |cells: Vec<String>| format!(" {}\n", cells.join(" | "));
    let mut out =
        line(table.columns.iter().zip(&widths).map(|(column, width)| format!("{:width$}", column.name)).collect());
    out.push_str(&widths.iter().map(|width| "-".repeat(width + 2)).collect::<Vec<_>>().join("+"));
    out.push('\n');
    for row in &rows {
        let cells = row.iter().zip(&widths).zip(&table.columns).map(|((cell, width), column)| {
            if matches!(column.kind, base::Kind::Integer | base::Kind::Decimal | base::Kind::Double) {
                format!("{cell:>width$}")
            } else {
                format!("{cell:width$}")
            }
        });
        out.push_str(&line(cells.collect()));
    }
    out + &format!("({} rows)\n", rows.len())
}
