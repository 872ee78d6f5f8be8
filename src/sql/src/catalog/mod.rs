//! What exists: schemas, tables with their columns and constraints, views, sequences, indexes. Plain data, cheap to clone
//! (everything big is shared), so that a savepoint is a copy of the catalogue.

mod constraint;
mod sequence;
mod table;
mod view;

pub use constraint::{Check, ForeignKey, Key, KeyKind, Referential};
pub use sequence::Sequence;
pub use table::{Column, DefaultValue, Identity, Table};
pub use view::{Index, View};

use crate::types::Enumeration;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The schema of names without one.
pub const PUBLIC: &str = "public";
/// The schema of temporary tables.
pub const TEMPORARY: &str = "pg_temp";

/// A schema and a name in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The schema.
    pub schema: String,
    /// The name.
    pub name: String,
}

impl Name {
    /// A name in a schema.
    pub fn new(schema: &str, name: &str) -> Self {
        Self { schema: schema.to_owned(), name: name.to_owned() }
    }
}

/// What a name stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Relation {
    /// A table.
    Table(Arc<Table>),
    /// A view.
    View(Arc<View>),
    /// A sequence.
    Sequence(Arc<Sequence>),
    /// An index.
    Index(Arc<Index>),
}

/// Everything that exists.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Catalog {
    /// The schemas.
    pub schemas: BTreeSet<String>,
    /// The relations.
    pub relations: BTreeMap<Name, Relation>,
    /// The enumerated types.
    pub types: BTreeMap<Name, Arc<Enumeration>>,
    /// Where names without a schema are looked for.
    pub search_path: Vec<String>,
    /// While a statement with data-changing WITH queries runs: their rows, by name, the last one first to be found.
    #[serde(skip)]
    pub(crate) transients: Vec<(String, Arc<Table>)>,
    /// The same: the tables as they were when it began, which is what all its parts read.
    #[serde(skip)]
    pub(crate) before: Option<Arc<BTreeMap<Name, Relation>>>,
    /// The same: where each row of a table of then is now; `None` for a row that was changed or deleted since.
    #[serde(skip)]
    pub(crate) moved: BTreeMap<Name, Vec<Option<u32>>>,
}

impl Default for Catalog {
    fn default() -> Self {
        Self {
            schemas: BTreeSet::from([PUBLIC.to_owned()]),
            relations: BTreeMap::new(),
            types: BTreeMap::new(),
            search_path: vec![TEMPORARY.to_owned(), PUBLIC.to_owned()],
            transients: vec![],
            before: None,
            moved: BTreeMap::new(),
        }
    }
}

impl Catalog {
    /// The full name of an existing relation: in the schema given, else along the search path.
    pub fn resolve(&self, schema: Option<&str>, name: &str) -> Option<Name> {
        let found = |schema: &str| {
            let full = Name::new(schema, name);
            self.relations.contains_key(&full).then_some(full)
        };
        match schema {
            Some(schema) => found(schema),
            None => self.search_path.iter().find_map(|schema| found(schema)),
        }
    }

    /// The enumerated type of a name, found as relations are.
    pub fn enumeration(&self, schema: Option<&str>, name: &str) -> Option<(Name, &Arc<Enumeration>)> {
        let found = |schema: &str| {
            let full = Name::new(schema, name);
            self.types.get(&full).map(|enumeration| (full, enumeration))
        };
        match schema {
            Some(schema) => found(schema),
            None => self.search_path.iter().find_map(|schema| found(schema)),
        }
    }

    /// The relation of a name.
    pub fn get(&self, name: &Name) -> Option<&Relation> {
        self.relations.get(name)
    }

    /// What a query reads under a name.
    pub(crate) fn read(&self, name: &Name) -> Option<&Relation> {
        match &self.before {
            Some(before) => before.get(name),
            None => self.relations.get(name),
        }
    }

    /// The table whose rows a change picks from: while data-changing WITH queries run, the table as it was before any of them.
    pub(crate) fn picked_from(&self, name: &Name, table: &Arc<Table>) -> Arc<Table> {
        match self.before.as_ref().and_then(|before| before.get(name)) {
            Some(Relation::Table(before)) => Arc::clone(before),
            _ => Arc::clone(table),
        }
    }

    /// Where a row picked from there is now; `None` when another part of the statement has had it.
    pub(crate) fn row_now(&self, name: &Name, row: u32) -> Option<u32> {
        match self.moved.get(name) {
            Some(rows) => rows.get(row as usize).copied().flatten(),
            None => Some(row),
        }
    }

    /// Notes which rows changed and which went (sorted), for parts of the statement that come later.
    pub(crate) fn note_moves(&mut self, name: &Name, changed: impl Fn(u32) -> bool, gone: &[u32]) {
        let Some(Relation::Table(before)) = self.before.as_ref().and_then(|before| before.get(name)) else { return };
        let count = before.rows.len() as u32;
        let rows = self.moved.entry(name.clone()).or_insert_with(|| (0..count).map(Some).collect());
        for now in rows.iter_mut() {
            *now = now.filter(|row| !changed(*row) && gone.binary_search(row).is_err());
            *now = now.map(|row| row - gone.partition_point(|other| *other < row) as u32);
        }
    }

    /// The rows of a data-changing WITH query.
    pub(crate) fn transient(&self, name: &str) -> Option<&Arc<Table>> {
        self.transients.iter().rev().find(|(known, _)| known == name).map(|(_, table)| table)
    }

    /// The table of a name.
    pub fn table(&self, name: &Name) -> Option<&Arc<Table>> {
        match self.relations.get(name) {
            Some(Relation::Table(table)) => Some(table),
            _ => None,
        }
    }

    /// The table of a name, to be changed.
    pub fn table_mut(&mut self, name: &Name) -> Option<&mut Table> {
        match self.relations.get_mut(name) {
            Some(Relation::Table(table)) => Some(Arc::make_mut(table)),
            _ => None,
        }
    }

    /// All tables.
    pub fn tables(&self) -> impl Iterator<Item = (&Name, &Arc<Table>)> {
        self.relations.iter().filter_map(|(name, relation)| match relation {
            Relation::Table(table) => Some((name, table)),
            _ => None,
        })
    }

    /// The schema new relations go to.
    pub fn current_schema(&self) -> &str {
        self.search_path
            .iter()
            .find(|schema| *schema != TEMPORARY && self.schemas.contains(*schema))
            .map_or(PUBLIC, String::as_str)
    }

    /// A name of the form `base`, `base1`, `base2`… that is free in a schema.
    pub fn free_name(&self, schema: &str, base: &str) -> String {
        let free = |name: &str| !self.relations.contains_key(&Name::new(schema, name));
        if free(base) {
            return base.to_owned();
        }
        (1..=u32::MAX).map(|n| format!("{base}{n}")).find(|name| free(name)).unwrap_or_default()
    }
}
