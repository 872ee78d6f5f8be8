//! What names are visible where.

use crate::plan::{AggregateCall, Expr, SetCall, WindowCall};
use crate::types::Type;
use sqlparser::ast::WindowSpec;

/// A visible column.
#[derive(Clone, Debug)]
pub(crate) struct ScopeColumn {
    /// The table or alias it belongs to; `None` for the merged column of a USING join.
    pub(crate) table: Option<String>,
    /// Its name.
    pub(crate) name: String,
    /// What it is, over the columns of FROM.
    pub(crate) expr: Expr,
    /// Found by its bare name, and part of `*`.
    pub(crate) bare: bool,
}

/// The columns of a FROM clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// The columns, in the order of `*`.
    pub(crate) columns: Vec<ScopeColumn>,
    /// How many columns the plan under it has.
    pub(crate) width: usize,
    /// The tables and aliases, in order.
    pub(crate) tables: Vec<String>,
    /// Those that an outer join may fill with NULLs.
    pub(crate) optional: Vec<String>,
}

impl Scope {
    /// A table's columns under a name.
    pub(crate) fn table(alias: &str, columns: &[(String, Type)]) -> Self {
        let columns: Vec<ScopeColumn> = columns
            .iter()
            .enumerate()
            .map(|(i, (name, ty))| ScopeColumn {
                table: Some(alias.to_owned()),
                name: name.clone(),
                expr: Expr::column(i, ty.clone()),
                bare: true,
            })
            .collect();
        Self { width: columns.len(), columns, tables: vec![alias.to_owned()], optional: Vec::new() }
    }

    /// This scope with another to its right.
    #[must_use]
    pub(crate) fn beside(mut self, mut right: Self) -> Self {
        for column in &mut right.columns {
            column.expr.shift(self.width as isize);
        }
        self.columns.append(&mut right.columns);
        self.tables.append(&mut right.tables);
        self.optional.append(&mut right.optional);
        self.width += right.width;
        self
    }
}

/// The part of a query being bound: it decides what may stand there and how errors name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Clause {
    #[default]
    Select,
    From,
    On,
    Where,
    GroupBy,
    Having,
    OrderBy,
    Limit,
    Offset,
    Values,
    Qualify,
    Returning,
    Check,
    Default,
    Update,
    Filter,
}

impl Clause {
    /// Its name in error messages.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::From => "functions in FROM",
            Self::On => "JOIN conditions",
            Self::Where => "WHERE",
            Self::GroupBy => "GROUP BY",
            Self::Having => "HAVING",
            Self::OrderBy => "ORDER BY",
            Self::Limit => "LIMIT",
            Self::Offset => "OFFSET",
            Self::Values => "VALUES",
            Self::Qualify => "QUALIFY",
            Self::Returning => "RETURNING",
            Self::Check => "check constraints",
            Self::Default => "DEFAULT expressions",
            Self::Update => "UPDATE",
            Self::Filter => "FILTER",
        }
    }

    /// Whether aggregates may stand there.
    pub(crate) fn takes_aggregates(self) -> bool {
        matches!(self, Self::Select | Self::Having | Self::OrderBy | Self::Qualify)
    }

    /// Whether window functions may stand there.
    pub(crate) fn takes_windows(self) -> bool {
        matches!(self, Self::Select | Self::OrderBy | Self::Qualify)
    }

    /// Whether set-returning functions may stand there.
    pub(crate) fn takes_sets(self) -> bool {
        matches!(self, Self::Select | Self::OrderBy)
    }
}

/// A query level.
#[derive(Debug, Default)]
pub(crate) struct Level {
    /// What its names mean.
    pub(crate) scope: Scope,
    /// The clause being bound.
    pub(crate) clause: Clause,
    /// What it takes from the levels around: number, and expression over the level right outside.
    pub(crate) params: Vec<(usize, Expr)>,
    /// Its aggregates.
    pub(crate) aggregates: Vec<AggregateCall>,
    /// Its window functions.
    pub(crate) windows: Vec<WindowCall>,
    /// Its set-returning calls.
    pub(crate) sets: Vec<SetCall>,
    /// Its subqueries: their words, and the expression each became.
    pub(crate) subqueries: Vec<(String, Expr)>,
    /// Direct arguments of hypothetical-set aggregates that name columns: they must be grouped.
    pub(crate) direct: Vec<(Expr, Option<base::Span>)>,
    /// Inside an aggregate's arguments.
    pub(crate) in_aggregate: bool,
    /// Inside a window function.
    pub(crate) in_window: bool,
    /// The WINDOW clause.
    pub(crate) named_windows: Vec<(String, WindowSpec, Option<usize>)>,
    /// Columns of an outer query named here, for the check that they are grouped there.
    pub(crate) outer_columns: Vec<Expr>,
    /// Output columns, for `ORDER BY alias` inside expressions and lateral aliases in QUALIFY.
    pub(crate) output: Vec<(String, Expr)>,
}
