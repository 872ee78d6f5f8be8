//! A dataset's folder: `dataset.toml`, `schema.sql`, CSV files.

use super::context::Context;
use super::finding::line_at;
use crate::dataset::{ColumnProblem, CsvError, DatasetError, generate};
use crate::model::{ColumnSpec, Dataset, DatasetVariant, Literal, Localized, TableSpec};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DatasetToml {
    id: String,
    title: Localized<String>,
    seed: u64,
    table: Vec<TableToml>,
    #[serde(default)]
    hidden: Vec<VariantToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableToml {
    name: String,
    #[serde(default)]
    rows: u64,
    csv: Option<String>,
    #[serde(default)]
    edge: Vec<BTreeMap<String, Literal>>,
    #[serde(default)]
    columns: BTreeMap<String, ColumnSpec>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantToml {
    label: String,
    seed: u64,
    #[serde(default = "one")]
    scale: f64,
    #[serde(default)]
    edge: BTreeMap<String, Vec<BTreeMap<String, Literal>>>,
}

fn one() -> f64 {
    1.0
}

/// Reads the dataset in `datasets/name`.
pub(crate) fn read(context: &Context, name: &str) -> Option<Dataset> {
    let file = format!("datasets/{name}/dataset.toml");
    let finding = |line, what: String, fix: &str| context.findings.add(&file, line, what, fix);
    let Some(text) = context.tree.read(&file) else {
        finding(0, "the file is missing".to_owned(), "add it, or remove the folder (`datelier new dataset` makes one)");
        return None;
    };
    let read: DatasetToml = match toml::from_str(text) {
        Ok(read) => read,
        Err(error) => {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            finding(line, error.message().to_owned(), "correct the line; content/README says what each key means");
            return None;
        }
    };
    let schema = context.tree.read(&format!("datasets/{name}/schema.sql"));
    if schema.is_none() {
        finding(0, "schema.sql is missing".to_owned(), "add it beside dataset.toml, with one CREATE TABLE a table");
    }
    let mut tables = Vec::new();
    for table in read.table {
        let csv = table.csv.as_ref().and_then(|csv| {
            let found = context.tree.read(&format!("datasets/{name}/{csv}"));
            if found.is_none() {
                finding(
                    line_of(text, csv),
                    format!("there is no file {csv}"),
                    "add it beside dataset.toml, or correct the name",
                );
            }
            found.map(str::to_owned)
        });
        tables.push(TableSpec { name: table.name, rows: table.rows, csv, edge: table.edge, columns: table.columns });
    }
    if read.id != name {
        finding(1, format!("the id `{}` is not the folder's name", read.id), "give both the same name");
    }
    if read.hidden.len() < 2 {
        finding(
            0,
            format!("{} hidden variants", read.hidden.len()),
            "add at least two [[hidden]], with other seeds and other edge rows: an answer that fits only the visible rows must fail",
        );
    }
    let hidden = read
        .hidden
        .into_iter()
        .map(|variant| DatasetVariant {
            label: variant.label,
            seed: variant.seed,
            scale: variant.scale,
            edge: variant.edge,
        })
        .collect();
    let dataset = Dataset {
        id: read.id,
        title: read.title,
        schema: schema.unwrap_or_default().to_owned(),
        seed: read.seed,
        tables,
        hidden,
    };
    for variant in std::iter::once(None).chain(dataset.hidden.iter().map(|hidden| Some(hidden.label.as_str()))) {
        if let Err(error) = generate(&dataset, variant) {
            let (line, what) = explain(text, &error);
            finding(line, what, "correct the line; content/README says what each key means");
            break;
        }
    }
    Some(dataset)
}

fn explain(text: &str, error: &DatasetError) -> (usize, String) {
    match error {
        DatasetError::UnknownVariant(label) => (0, format!("there is no variant `{label}`")),
        DatasetError::Csv { table, error } => (
            line_of(text, table),
            match error {
                CsvError::Empty => format!("the CSV file of `{table}` is empty"),
                CsvError::Unclosed { line } => {
                    format!("the CSV file of `{table}` has a quote without end in line {line}")
                }
                CsvError::Fields { line, expected, actual } => {
                    format!("the CSV file of `{table}` has {actual} fields in line {line}, not {expected}")
                }
            },
        ),
        DatasetError::Column { table, column, problem } => {
            let problem = match problem {
                ColumnProblem::NotOneMaker => {
                    "needs exactly one of sequence, integer, decimal, boolean, choice, from, timestamp, date, text"
                        .to_owned()
                }
                ColumnProblem::EmptyRange => "has nothing between its bounds".to_owned(),
                ColumnProblem::BadInstant(text) => {
                    format!("has `{text}`, which is no day or instant such as 2026-03-02 07:00")
                }
                ColumnProblem::UnknownColumn(name) => {
                    format!("takes its values from `{name}`, which is no column of an earlier table")
                }
                ColumnProblem::BadWeights => "has weights that do not fit its choices".to_owned(),
                ColumnProblem::TwoSorted => "is a second sorted column of its table".to_owned(),
            };
            (line_of(text, column), format!("the column {table}.{column} {problem}"))
        }
    }
}

/// The first line that has this word.
fn line_of(text: &str, word: &str) -> usize {
    text.lines().position(|line| line.contains(word)).map_or(0, |index| index + 1)
}
