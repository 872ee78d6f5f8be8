//! The one shape of a result.

use serde::{Deserialize, Serialize};

/// What a column holds; it decides how a page aligns and writes its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// true or false
    Boolean,
    /// whole numbers
    Integer,
    /// exact decimals, written out as text
    Decimal,
    /// binary floating point
    Double,
    /// anything written
    #[default]
    Text,
    /// ISO 8601 day
    Date,
    /// time of day
    Time,
    /// day and time
    Timestamp,
    /// a span of time
    Interval,
    /// RFC 4122
    Uuid,
    /// a JSON document
    Json,
    /// an array, written as PostgreSQL writes it
    Array,
}

impl Kind {
    /// The PostgreSQL type that holds every value of this kind.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "bigint",
            Self::Decimal => "numeric",
            Self::Double => "double precision",
            Self::Text | Self::Array => "text",
            Self::Date => "date",
            Self::Time => "time",
            Self::Timestamp => "timestamp",
            Self::Interval => "interval",
            Self::Uuid => "uuid",
            Self::Json => "jsonb",
        }
    }
}

/// A column of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// One value of a result. Dates, decimals, intervals, arrays and the like are written out as PostgreSQL prints them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Unknown.
    #[default]
    Null,
    /// true or false
    Bool(bool),
    /// a whole number
    Int(i64),
    /// a floating-point number
    Float(f64),
    /// anything else, written out
    Text(String),
}

impl Cell {
    /// The value written out, never in a reader's language; `None` for NULL.
    pub fn text(&self) -> Option<String> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(value) => value.to_string(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        })
    }
}

/// Columns and rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Headings and kinds.
    pub columns: Vec<Column>,
    /// Rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table of text columns.
    pub fn with_columns<const N: usize>(names: [&str; N]) -> Self {
        let columns = names.iter().map(|name| Column { name: (*name).to_owned(), kind: Kind::Text }).collect();
        Self { columns, rows: Vec::new() }
    }
}
