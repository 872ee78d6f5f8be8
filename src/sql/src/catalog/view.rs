//! Views and indexes, as kept in the catalogue.

use super::Name;
use serde::{Deserialize, Serialize};

/// A named query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// The query, in SQL.
    pub query: String,
    /// Names given to its columns; empty: the query's own.
    pub columns: Vec<String>,
}

/// An index. Only unique ones do something: they are keys of their table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// The table it is on.
    pub table: Name,
    /// What is indexed, in SQL.
    pub columns: Vec<String>,
    /// Whether it is unique.
    pub unique: bool,
}
