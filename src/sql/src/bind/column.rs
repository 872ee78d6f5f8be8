//! Column references, at this level or from around.

use super::{Binder, nearest};
use crate::Result;
use crate::error::{Bind, Error, foreign};
use crate::parse::{name, place_of};
use crate::plan::{Expr, Kind, Place};
use crate::types::Type;
use crate::value::Value;
use base::Span;
use sqlparser::ast::Ident;

/// What a search of one scope found.
enum Found {
    Nothing,
    One(Expr),
    Ambiguous,
}

impl Binder<'_> {
    fn ident_span(&self, ident: &Ident) -> Option<Span> {
        self.places.of(&ident.value)
    }

    fn search(&self, level: usize, table: Option<&str>, column: &str) -> Found {
        let scope = &self.levels[level].scope;
        let mut found = Found::Nothing;
        for candidate in &scope.columns {
            let fits = candidate.name == column
                && match table {
                    Some(table) => candidate.table.as_deref() == Some(table),
                    None => candidate.bare,
                };
            if fits {
                if let Found::One(before) = &found
                    && *before != candidate.expr
                {
                    return Found::Ambiguous;
                }
                found = Found::One(candidate.expr.clone());
            }
        }
        found
    }

    /// The expression of a name found at `level`, as seen from the innermost level.
    fn reach(&mut self, level: usize, mut expr: Expr, place: Option<u32>) -> Expr {
        expr.rewrite(&mut |expr| {
            if let Kind::Column(_, at) = &mut expr.kind {
                *at = Place(place);
            }
        });
        let innermost = self.levels.len() - 1;
        if level < innermost {
            self.levels[level + 1].outer_columns.push(expr.clone());
        }
        for inner in level + 1..=innermost {
            let known = self.levels[inner].params.iter().find(|(_, known)| *known == expr).map(|(id, _)| *id);
            let id = match known {
                Some(id) => id,
                None => {
                    let id = self.fresh_id();
                    self.levels[inner].params.push((id, expr.clone()));
                    id
                }
            };
            expr = Expr::new(Kind::Param(id, Place(place)), expr.ty.clone());
        }
        expr
    }

    /// The level at which a name is found.
    pub(super) fn level_of(&self, parts: &[Ident]) -> Option<usize> {
        let (table, column) = match parts {
            [column] => (None, name(column)),
            [.., table, column] => (Some(name(table)), name(column)),
            [] => return None,
        };
        (0..self.levels.len())
            .rev()
            .find(|level| !matches!(self.search(*level, table.as_deref(), &column), Found::Nothing))
    }

    /// `column`
    pub(super) fn column(&mut self, ident: &Ident) -> Result<Expr> {
        let column = name(ident);
        let span = self.ident_span(ident);
        let place = place_of(&ident.value).map(|at| at as u32);
        for level in (0..self.levels.len()).rev() {
            match self.search(level, None, &column) {
                Found::One(expr) => return Ok(self.reach(level, expr, place)),
                Found::Ambiguous => return Err(Error::from(Bind::AmbiguousColumn).with("name", column).at(span)),
                Found::Nothing => {}
            }
            // The whole row of a table.
            if self.levels[level].scope.tables.contains(&column) {
                let row = self.whole_row(level, &column);
                return Ok(self.reach(level, row, place));
            }
        }
        if let Some(expr) = self.keyword_value(&column, ident.quote_style.is_some())? {
            return Ok(expr);
        }
        let mut error = Error::from(Bind::UndefinedColumn).with("name", column.clone());
        error = error.foreign(foreign::COLUMNS, &column);
        if let Some(hint) = self.hint(&column, None) {
            error = error.with("suggestion", hint);
        }
        Err(error.at(span))
    }

    /// `table.column`, `schema.table.column`, `row.field`.
    pub(super) fn qualified(&mut self, parts: &[Ident]) -> Result<Expr> {
        let [.., table, last] = parts else {
            return match parts {
                [only] => self.column(only),
                _ => Err(Error::from(Bind::UndefinedColumn).with("name", "")),
            };
        };
        let (owner, column) = (name(table), name(last));
        let place = place_of(&last.value).map(|at| at as u32);
        let span = match (self.ident_span(&parts[0]), self.ident_span(last)) {
            (Some(a), Some(b)) => Some(Span { start: a.start, end: b.end }),
            (a, b) => a.or(b),
        };
        for level in (0..self.levels.len()).rev() {
            match self.search(level, Some(&owner), &column) {
                Found::One(expr) => return Ok(self.reach(level, expr, place)),
                Found::Ambiguous => return Err(Error::from(Bind::AmbiguousColumn).with("name", column).at(span)),
                Found::Nothing => {}
            }
            if self.levels[level].scope.tables.contains(&owner) {
                let mut error = Error::from(Bind::UndefinedQualifiedColumn)
                    .with("name", column.clone())
                    .with("table", owner.clone());
                if let Some(hint) = self.hint(&column, Some(&owner)) {
                    error = error.with("suggestion", hint);
                }
                return Err(error.at(span));
            }
        }
        let mut error = Error::from(Bind::MissingFrom).with("name", owner.clone());
        let tables: Vec<&str> =
            self.levels.iter().flat_map(|level| level.scope.tables.iter().map(String::as_str)).collect();
        if let Some(hint) = nearest(&owner, tables.iter().copied()) {
            error = error.with("suggestion", hint);
        }
        // A table that goes by an alias is known by nothing else.
        if self.catalog.resolve(None, &owner).is_some() && self.aliased(&owner) {
            error = error.with("aliased", owner.clone());
        }
        Err(error.at(self.ident_span(table)))
    }

    fn aliased(&self, table: &str) -> bool {
        !self.levels.iter().any(|level| level.scope.tables.iter().any(|name| name == table))
    }

    /// A column whose name is near.
    fn hint(&self, column: &str, table: Option<&str>) -> Option<String> {
        let visible = self.levels.iter().rev().flat_map(|level| &level.scope.columns);
        let fits = visible.filter(|candidate| table.is_none() || candidate.table.as_deref() == table);
        nearest(column, fits.map(|candidate| candidate.name.as_str()))
    }

    /// All columns of a table, as one row.
    pub(super) fn whole_row(&self, level: usize, table: &str) -> Expr {
        let columns: Vec<_> =
            self.levels[level].scope.columns.iter().filter(|column| column.table.as_deref() == Some(table)).collect();
        let fields: Vec<(String, Type)> =
            columns.iter().map(|column| (column.name.clone(), column.expr.ty.clone())).collect();
        // A function's only column stands for itself.
        if let [only] = columns.as_slice()
            && only.name == table
        {
            return only.expr.clone();
        }
        let row = columns.into_iter().map(|column| column.expr.clone()).collect();
        let ty = Type::Record(fields.into());
        let row = Expr::new(Kind::Row(row), ty.clone());
        if !self.levels[level].scope.optional.iter().any(|name| name == table) {
            return row;
        }
        // Where an outer join found no row there is none: NULL, not a row of NULLs.
        let missing = Expr::new(Kind::IsNull(Box::new(row.clone()), false), Type::Bool);
        let null = Expr::new(Kind::Const(Value::Null), ty.clone());
        Expr::new(Kind::Case(vec![(missing, null)], Some(Box::new(row))), ty)
    }
}
