//! Plans: trees of operators over bound expressions. What the binder makes, the optimiser rewrites and the executor runs.

mod expr;
mod walk;

pub use expr::{CompareOp, Expr, Kind, Place, Subplan, SubqueryTest};

use crate::catalog::{Name, Table};
use crate::execute::aggregate::Aggregator;
use crate::execute::window::{Frame, WindowFunction};
use crate::types::Type;
use std::sync::Arc;

/// An operator and the types of its columns.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The operator.
    pub node: Node,
    /// The types of its columns.
    pub types: Vec<Type>,
}

/// Which rows a join keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// Matches.
    Inner,
    /// Matches, and left rows without one.
    Left,
    /// Matches, and right rows without one.
    Right,
    /// Matches, and rows of either side without one.
    Full,
    /// Left rows with a match, once.
    Semi,
    /// Left rows without a match.
    Anti,
}

/// A pair of keys that must be equal.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPair {
    /// Over the left columns.
    pub left: Expr,
    /// Over the right columns.
    pub right: Expr,
    /// Whether NULL equals NULL.
    pub null_safe: bool,
}

/// How to sort.
#[derive(Clone, Debug, PartialEq)]
pub struct SortKey {
    /// By what.
    pub expr: Expr,
    /// Greatest first.
    pub descending: bool,
    /// NULLs first.
    pub nulls_first: bool,
}

/// An aggregate call.
#[derive(Clone, Debug, PartialEq)]
pub struct AggregateCall {
    /// The function.
    pub function: Aggregator,
    /// Its name, as written.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Expr>,
    /// Only distinct arguments.
    pub distinct: bool,
    /// Only rows for which this holds.
    pub filter: Option<Expr>,
    /// The order in which it sees them.
    pub order: Vec<SortKey>,
    /// The type of its result.
    pub ty: Type,
}

/// A window function call.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowCall {
    /// The function.
    pub function: WindowFunction,
    /// Its name, as written.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Expr>,
    /// Only rows for which this holds (aggregates).
    pub filter: Option<Expr>,
    /// Rows are told apart by these.
    pub partition: Vec<Expr>,
    /// And ordered by these.
    pub order: Vec<SortKey>,
    /// The rows it sees.
    pub frame: Frame,
    /// Rows where the argument is NULL are passed over.
    pub ignore_nulls: bool,
    /// The type of its result.
    pub ty: Type,
}

/// A function that gives rows.
#[derive(Clone, Debug, PartialEq)]
pub struct SetCall {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub args: Vec<Expr>,
    /// Its columns.
    pub columns: Vec<(String, Type)>,
}

/// UNION, INTERSECT, EXCEPT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetOp {
    /// Rows of either.
    Union,
    /// Rows of both.
    Intersect,
    /// Rows of the first only.
    Except,
}

/// What an operator does.
#[derive(Clone, Debug)]
pub enum Node {
    /// Rows written out.
    Values(Vec<Vec<Expr>>),
    /// A table's rows; the filters are over `columns`.
    Scan {
        /// The table's name.
        name: Name,
        /// The table as it was when the statement began.
        table: Arc<Table>,
        /// The columns read; those past the plan's own are read by the filters only.
        columns: Vec<usize>,
        /// Conditions that rows must meet.
        filters: Vec<Expr>,
        /// Whether a last column gives the row's number in the table (for UPDATE and DELETE).
        row_number: bool,
    },
    /// Rows that meet a condition.
    Filter {
        /// From.
        input: Box<Plan>,
        /// The condition.
        predicate: Expr,
    },
    /// Other columns.
    Project {
        /// From.
        input: Box<Plan>,
        /// The columns.
        exprs: Vec<Expr>,
    },
    /// The input's columns, then those of the set-returning calls, whose rows multiply the input's.
    ProjectSet {
        /// From.
        input: Box<Plan>,
        /// The calls.
        calls: Vec<SetCall>,
    },
    /// Two inputs side by side.
    Join {
        /// Which rows.
        kind: JoinKind,
        /// Left input.
        left: Box<Plan>,
        /// Right input.
        right: Box<Plan>,
        /// Equal keys.
        keys: Vec<KeyPair>,
        /// A further condition over both sides' columns.
        residual: Option<Expr>,
    },
    /// The right side is run anew for each left row (LATERAL).
    Apply {
        /// Left rows without a right row stay, with NULLs.
        outer: bool,
        /// Left input.
        left: Box<Plan>,
        /// Right input, with parameters.
        right: Box<Plan>,
        /// The parameters, over the left columns.
        params: Vec<(usize, Expr)>,
        /// A condition over both sides' columns.
        on: Option<Expr>,
    },
    /// Groups: the group expressions, then the aggregates, then (with several sets) which groups were left out, as bits.
    Aggregate {
        /// From.
        input: Box<Plan>,
        /// The group expressions.
        groups: Vec<Expr>,
        /// Grouping sets, as indices into `groups`; one set of all for a plain GROUP BY.
        sets: Vec<Vec<usize>>,
        /// The aggregates.
        calls: Vec<AggregateCall>,
    },
    /// The input's columns, then the window functions.
    Window {
        /// From.
        input: Box<Plan>,
        /// The calls.
        calls: Vec<WindowCall>,
    },
    /// Sorted rows.
    Sort {
        /// From.
        input: Box<Plan>,
        /// By what.
        keys: Vec<SortKey>,
        /// Only so many first rows are needed.
        top: Option<u64>,
    },
    /// Some rows.
    Limit {
        /// From.
        input: Box<Plan>,
        /// At most so many.
        limit: Option<Expr>,
        /// After so many.
        offset: Option<Expr>,
        /// Rows that tie with the last one by these keys come too.
        ties: Option<Vec<SortKey>>,
    },
    /// Distinct rows; with keys, the first row of each.
    Distinct {
        /// From.
        input: Box<Plan>,
        /// `DISTINCT ON`
        on: Option<Vec<Expr>>,
    },
    /// UNION, INTERSECT, EXCEPT.
    SetOperation {
        /// Which.
        op: SetOp,
        /// With duplicates.
        all: bool,
        /// Left input.
        left: Box<Plan>,
        /// Right input.
        right: Box<Plan>,
    },
    /// Queries run at most once, by number, for [`Node::CteScan`].
    With {
        /// Number, name and query.
        ctes: Vec<(usize, String, Plan)>,
        /// The query that reads them.
        body: Box<Plan>,
    },
    /// The rows of a WITH query, or of the last round of a recursive one.
    CteScan {
        /// Its number.
        id: usize,
        /// Its name.
        name: String,
    },
    /// WITH RECURSIVE.
    Recursive {
        /// The number under which `step` reads the last round's rows.
        id: usize,
        /// The first rows.
        base: Box<Plan>,
        /// The next ones.
        step: Box<Plan>,
        /// UNION ALL: duplicates stay.
        all: bool,
    },
    /// Functions in FROM, side by side.
    TableFunction {
        /// The calls.
        calls: Vec<SetCall>,
        /// Whether a last column counts the rows.
        ordinality: bool,
    },
}

impl Plan {
    /// An operator with these column types.
    pub fn new(node: Node, types: Vec<Type>) -> Self {
        Self { node, types }
    }

    /// One row without columns.
    pub fn one_row() -> Self {
        Self::new(Node::Values(vec![vec![]]), vec![])
    }

    /// These columns of this input.
    #[must_use]
    pub fn project(self, exprs: Vec<Expr>) -> Self {
        let types = exprs.iter().map(|expr| expr.ty.clone()).collect();
        Self::new(Node::Project { input: Box::new(self), exprs }, types)
    }

    /// The rows that meet a condition.
    #[must_use]
    pub fn filter(self, predicate: Expr) -> Self {
        let types = self.types.clone();
        Self::new(Node::Filter { input: Box::new(self), predicate }, types)
    }

    /// The operators it reads from.
    pub fn children(&self) -> Vec<&Plan> {
        match &self.node {
            Node::Values(_) | Node::Scan { .. } | Node::CteScan { .. } | Node::TableFunction { .. } => vec![],
            Node::Filter { input, .. }
            | Node::Project { input, .. }
            | Node::ProjectSet { input, .. }
            | Node::Aggregate { input, .. }
            | Node::Window { input, .. }
            | Node::Sort { input, .. }
            | Node::Limit { input, .. }
            | Node::Distinct { input, .. } => vec![input],
            Node::Join { left, right, .. }
            | Node::Apply { left, right, .. }
            | Node::SetOperation { left, right, .. } => {
                vec![left, right]
            }
            Node::With { ctes, body } => ctes.iter().map(|cte| &cte.2).chain([&**body]).collect(),
            Node::Recursive { base, step, .. } => vec![base, step],
        }
    }
}
