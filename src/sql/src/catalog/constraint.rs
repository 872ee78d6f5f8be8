//! Constraints, as kept in the catalogue.

use super::Name;
use serde::{Deserialize, Serialize};

/// Where a key comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyKind {
    /// PRIMARY KEY
    Primary,
    /// UNIQUE
    Unique,
    /// CREATE UNIQUE INDEX
    Index,
}

/// Columns that identify a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Its columns, by index.
    pub columns: Vec<usize>,
    /// Where it comes from.
    pub kind: KeyKind,
    /// `NULLS NOT DISTINCT`: two NULLs collide.
    pub nulls_not_distinct: bool,
}

/// A condition on a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Check {
    /// Its name.
    pub name: String,
    /// The condition, in SQL.
    pub condition: String,
}

/// What happens to referencing rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Referential {
    /// The change is refused.
    #[default]
    NoAction,
    /// The change is refused.
    Restrict,
    /// They follow.
    Cascade,
    /// They become NULL.
    SetNull,
    /// They take their default.
    SetDefault,
}

/// A reference to another table's key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ForeignKey {
    /// Its name.
    pub name: String,
    /// The referencing columns, by index.
    pub columns: Vec<usize>,
    /// The referenced table.
    pub table: Name,
    /// The referenced columns, by name.
    pub referenced: Vec<String>,
    /// On DELETE of the referenced row.
    pub on_delete: Referential,
    /// On UPDATE of the referenced key.
    pub on_update: Referential,
}
