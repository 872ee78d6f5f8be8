//! Datasets: ready rows become tables without passing through SQL.

use super::Database;
use crate::Result;
use crate::catalog::{Column, Name, Relation, Table};
use crate::error::{Error, Store};
use crate::storage::{Appender, Rows};
use crate::types::{ColumnType, Type};
use crate::value::{self, Value};
use crate::vector::{Builder, Vector};
use std::sync::Arc;

/// A column of a table to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadColumn {
    /// Its name.
    pub name: String,
    /// Its type, as `CREATE TABLE` would spell it; `None`: inferred from the values.
    pub ty: Option<String>,
}

impl Database {
    /// Makes (or replaces) a table from columns and rows of texts (`None` is NULL), read as their column's type.
    pub fn load_table(&mut self, name: &str, columns: &[LoadColumn], rows: &[Vec<Option<String>>]) -> Result<()> {
        let mut typed = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            let mut texts = Builder::new(&Type::Text, rows.len());
            for row in rows {
                match row.get(i).and_then(Option::as_ref) {
                    Some(text) => texts.push_str(text),
                    None => texts.push_null(),
                }
            }
            let texts = texts.finish();
            let ty = match &column.ty {
                Some(spelled) => crate::ddl::spelled_type(spelled)?,
                None => ColumnType::plain(infer(&texts)),
            };
            let vector = Vector::from_values(
                &ty.ty,
                (0..texts.len())
                    .map(|i| if texts.is_null(i) { Ok(Value::Null) } else { value::read(texts.str(i), &ty.ty) })
                    .collect::<Result<Vec<_>>>()?,
            );
            typed.push((column.name.clone(), ty, vector));
        }
        self.put_table(name, typed);
        Ok(())
    }

    /// Appends ready rows to an existing table; columns are matched by name, those that the rows lack are NULL. Constraints
    /// are not checked: the rows come from a dataset, not from a learner.
    pub fn load_rows(&mut self, name: &str, rows: &base::Table) -> Result<()> {
        let catalog = &mut self.session.catalog;
        let unknown = || Error::from(Store::UndefinedTable).with("name", name);
        let found = catalog.resolve(None, name).ok_or_else(unknown)?;
        let table = catalog.table_mut(&found).ok_or_else(unknown)?;
        let mut vectors = Vec::new();
        for column in &table.columns {
            let at = rows.columns.iter().position(|given| given.name == column.name);
            let mut builder = Builder::new(&column.ty.ty, rows.rows.len());
            for row in &rows.rows {
                match (at.and_then(|at| row.get(at)), &column.ty.ty) {
                    (Some(base::Cell::Text(text)), Type::Text) => builder.push_str(text),
                    (Some(base::Cell::Int(n)), Type::Int8) => builder.push(Value::Int(*n)),
                    (Some(base::Cell::Float(x)), Type::Float8) => builder.push(Value::Float(*x)),
                    (Some(base::Cell::Bool(b)), Type::Bool) => builder.push(Value::Bool(*b)),
                    (cell, ty) => match cell.and_then(base::Cell::text) {
                        Some(text) => builder.push(match super::import::quick(text.as_bytes(), ty) {
                            Some(value) => value,
                            None => value::read(&text, ty)?,
                        }),
                        None => builder.push_null(),
                    },
                }
            }
            vectors.push(Arc::new(builder.finish()));
        }
        Appender::new(&mut table.rows).append(&vectors, rows.rows.len());
        table.rows.seal_last();
        Ok(())
    }

    fn put_table(&mut self, name: &str, columns: Vec<(String, ColumnType, Vector)>) {
        let mut rows = Rows::default();
        let mut named = Vec::new();
        let mut vectors = Vec::new();
        for (name, ty, vector) in columns {
            named.push((name, ty));
            vectors.push(Arc::new(vector));
        }
        let count = vectors.first().map_or(0, |vector| vector.len());
        Appender::new(&mut rows).append(&vectors, count);
        rows.seal_last();
        self.put_rows(name, named, rows);
    }

    /// Forgets a table that was loaded, if it is there.
    pub(super) fn drop_loaded(&mut self, name: &str) {
        let schema = self.session.catalog.current_schema().to_owned();
        self.session.catalog.relations.remove(&Name::new(&schema, name));
    }

    /// Makes (or replaces) a table.
    pub(super) fn put_rows(&mut self, name: &str, columns: Vec<(String, ColumnType)>, rows: Rows) {
        let column = |(name, ty)| Column { name, ty, not_null: false, default: None, identity: None };
        let table = Table { columns: columns.into_iter().map(column).collect(), rows, ..Table::default() };
        let schema = self.session.catalog.current_schema().to_owned();
        self.session.catalog.relations.insert(Name::new(&schema, name), Relation::Table(Arc::new(table)));
    }
}

/// The narrowest type that reads every text of a column.
pub(super) fn infer(texts: &Vector) -> Type {
    let candidates = [Type::Bool, Type::Int4, Type::Int8, Type::Numeric, Type::Date, Type::Timestamp, Type::Text];
    let mut best = 0;
    let mut any = false;
    for i in 0..texts.len() {
        if texts.is_null(i) {
            continue;
        }
        any = true;
        while best + 1 < candidates.len() && !reads(texts.str(i), &candidates[best]) {
            best += 1;
            // What was read before must still be read: numbers are no dates, dates are no numbers.
            if matches!(candidates[best], Type::Date | Type::Int4)
                && i > 0
                && !(0..i).all(|j| texts.is_null(j) || reads(texts.str(j), &candidates[best]))
            {
                best += 1;
            }
        }
        if candidates[best] == Type::Text {
            return Type::Text;
        }
    }
    let chosen = candidates[best].clone();
    let all = |ty: &Type| (0..texts.len()).all(|i| texts.is_null(i) || reads(texts.str(i), ty));
    if any && all(&chosen) { chosen } else { Type::Text }
}

pub(super) fn reads(text: &str, ty: &Type) -> bool {
    match ty {
        Type::Bool => matches!(text, "true" | "false" | "TRUE" | "FALSE" | "True" | "False" | "t" | "f"),
        Type::Int4 | Type::Int8 | Type::Numeric => {
            // Codes such as 00420 are text.
            let digits = text.trim_start_matches('-');
            let code = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
            !code
                && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'e' | b'E' | b'+'))
                && value::read(text, ty).is_ok()
        }
        Type::Date => text.len() == 10 && text.as_bytes()[4] == b'-' && value::read(text, ty).is_ok(),
        Type::Timestamp => text.len() >= 10 && text.as_bytes()[4] == b'-' && value::read(text, ty).is_ok(),
        _ => true,
    }
}
