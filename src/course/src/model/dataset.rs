//! Datasets: tables described column by column, made when a lab opens, the same on every machine.

use super::Localized;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A dataset with its hidden variants.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dataset {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: Localized<String>,
    /// `CREATE TABLE` statements.
    pub schema: String,
    /// The seed of the visible variant.
    pub seed: u64,
    /// Tables, those referred to before those that refer.
    pub tables: Vec<TableSpec>,
    /// Variants that learners do not see.
    pub hidden: Vec<DatasetVariant>,
}

/// How a table is filled: rows of a file, then edge rows, then generated ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableSpec {
    /// Its name in the schema.
    pub name: String,
    /// How many rows are generated.
    #[serde(default)]
    pub rows: u64,
    /// The text of a CSV file with a heading; an empty field without quotes is NULL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csv: Option<String>,
    /// Rows that every variant holds: the cases at the edge that an exercise needs. A column left out is NULL, or
    /// counted on where it is a sequence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edge: Vec<BTreeMap<String, Literal>>,
    /// How each column of a generated row is made.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, ColumnSpec>,
}

/// A value written in `dataset.toml`; a timestamp or a date is a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// true or false
    Bool(bool),
    /// a whole number
    Int(i64),
    /// a number
    Float(f64),
    /// a text; `"NULL"` is NULL
    Text(String),
}

/// How a column's values are made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// 1, 2, 3…: the first number; edge rows count too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<i64>,
    /// Whole numbers, both bounds included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integer: Option<(i64, i64)>,
    /// Decimal numbers, both bounds included; `digits` after the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<(f64, f64)>,
    /// Digits after the point (2 where nothing is said).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digits: Option<u32>,
    /// With `integer` or `decimal`: `uniform` or `low` (small values are much more frequent).
    #[serde(default)]
    pub shape: Shape,
    /// TRUE this often, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boolean: Option<f64>,
    /// One of these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Vec<Literal>>,
    /// How often each of them, relative to one another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<f64>>,
    /// One of the values of another table's column, as `table.column`: a foreign key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// An instant: the first one and the one just past the last, as `2026-03-02 00:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<(String, String)>,
    /// A day: the first and the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<(String, String)>,
    /// With `timestamp`: how the hours of a day are filled.
    #[serde(default)]
    pub rhythm: Rhythm,
    /// With `timestamp`: whole multiples of so many seconds (60 where nothing is said).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// A text with places: `{n}` is the row's number, `{column}` the value of another column of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// NULL this often, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub null: Option<f64>,
    /// Whether the generated values go up from row to row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sorted: bool,
}

/// How numbers spread between their bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// all equally often
    #[default]
    Uniform,
    /// small ones much more often
    Low,
}

/// How the hours of a day are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// all alike
    #[default]
    Flat,
    /// two peaks, at 8 and at 18; quiet nights
    Commute,
    /// one broad peak by day; quiet nights
    Day,
}

/// A variant that learners do not see.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DatasetVariant {
    /// Its name.
    pub label: String,
    /// Its seed.
    pub seed: u64,
    /// Generated rows, as a multiple of the visible variant's.
    pub scale: f64,
    /// More edge rows, by table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub edge: BTreeMap<String, Vec<BTreeMap<String, Literal>>>,
}
