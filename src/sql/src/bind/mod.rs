//! Names and types: from sqlparser's tree to plans over positions, with every overload chosen and every cast written out.

mod aggregate;
mod call;
mod coerce;
mod column;
mod cte;
mod expr;
mod from;
mod group;
mod hypothetical;
mod literal;
mod names;
mod operator;
mod order;
mod query;
mod recursion;
mod scope;
mod select;
mod set_operation;
mod span;
mod subquery;
mod suggest;
mod table_function;
mod window;

pub(crate) use query::Bound;
pub(crate) use scope::{Clause, Level, Scope, ScopeColumn};
pub(crate) use suggest::nearest;

use crate::Result;
use crate::catalog::Catalog;
use crate::error::{Error, Parse};
use crate::parse::Places;
use crate::types::Type;
use crate::value::Value;

/// How deep expressions and queries may nest.
const DEPTH: usize = 200;

/// A query of a WITH clause.
#[derive(Clone)]
pub(crate) struct CteEntry {
    name: String,
    id: usize,
    columns: Vec<(String, Type)>,
    /// The recursive query that is being bound may read it only in its second part.
    forbidden: bool,
}

/// Binds statements against a catalogue.
pub(crate) struct Binder<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) places: &'a Places,
    /// The query levels, outermost first.
    pub(crate) levels: Vec<Level>,
    pub(super) ctes: Vec<CteEntry>,
    /// Values of `$1`, `$2`…, with their types.
    pub(crate) parameters: Vec<(Value, Type)>,
    /// The next number of a parameter or of a WITH query.
    next_id: usize,
    depth: usize,
    /// Views being read, to stop at one that reads itself.
    views: usize,
}

impl<'a> Binder<'a> {
    /// A binder without any query level.
    pub(crate) fn new(catalog: &'a Catalog, places: &'a Places) -> Self {
        Self { catalog, places, levels: vec![], ctes: vec![], parameters: vec![], next_id: 0, depth: 0, views: 0 }
    }

    /// A new number, for a parameter or a WITH query.
    pub(crate) fn fresh_id(&mut self) -> usize {
        self.next_id += 1;
        self.next_id - 1
    }

    /// Runs `work` one level deeper, and refuses to go too deep.
    pub(super) fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= DEPTH {
            return Err(Error::from(Parse::TooDeep));
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }

    /// Says which clause is being bound.
    pub(crate) fn clause(&mut self, clause: Clause) {
        self.level().clause = clause;
    }

    /// The innermost query level.
    pub(super) fn level(&mut self) -> &mut Level {
        if self.levels.is_empty() {
            self.levels.push(Level::default());
        }
        let last = self.levels.len() - 1;
        &mut self.levels[last]
    }
}
