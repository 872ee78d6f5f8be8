//! The catalogue as tables: `information_schema` and the part of `pg_catalog` people ask for.

mod information_schema;
mod pg_catalog;

use crate::catalog::Catalog;
use crate::plan::{Expr, Node, Plan};
use crate::types::Type;
use crate::value::Value;

/// A view of the catalogue: its columns and its rows.
pub(super) struct Listing {
    columns: Vec<(&'static str, Type)>,
    rows: Vec<Vec<Value>>,
}

/// The rows of a catalogue view, as a plan; `None` when there is none of this name.
pub(crate) fn read(catalog: &Catalog, schema: Option<&str>, name: &str) -> Option<(Plan, Vec<(String, Type)>)> {
    let listing = match schema {
        Some("information_schema") => information_schema::read(catalog, name)?,
        Some("pg_catalog") => pg_catalog::read(catalog, name)?,
        None if name.starts_with("pg_") => pg_catalog::read(catalog, name)?,
        _ => return None,
    };
    let columns: Vec<(String, Type)> =
        listing.columns.iter().map(|(name, ty)| ((*name).to_owned(), ty.clone())).collect();
    let types: Vec<Type> = columns.iter().map(|(_, ty)| ty.clone()).collect();
    let rows = listing
        .rows
        .into_iter()
        .map(|row| row.into_iter().zip(&types).map(|(value, ty)| Expr::constant(value, ty.clone())).collect())
        .collect();
    Some((Plan::new(Node::Values(rows), types), columns))
}

pub(super) fn text(text: impl AsRef<str>) -> Value {
    Value::text(text)
}

pub(super) fn yes_no(yes: bool) -> Value {
    Value::text(if yes { "YES" } else { "NO" })
}
