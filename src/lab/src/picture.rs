//! Pictures of what is on the bench: a chart of a result, the tables of the database.

use crate::protocol::Response;
use base::{Diagnostic, Locale, Table};
use plot::{Attribute, Chart, Entity, Relation, Unplottable};
use sql::Schema;

/// The chart that was asked for, or the one that most likely helps.
pub(crate) fn chart(table: &Table, wanted: Option<Chart>, locale: Locale) -> Response {
    let drawn = wanted.or_else(|| plot::suggest(table)).ok_or(Unplottable::NoNumber);
    match drawn.and_then(|drawn| Ok((drawn, plot::chart(table, &drawn, locale)?))) {
        Ok((drawn, svg)) => Response::Picture { svg, chart: Some(drawn) },
        Err(why) => Response::Failed { diagnostic: failure(why) },
    }
}

fn failure(why: Unplottable) -> Diagnostic {
    match why {
        Unplottable::NoNumber => Diagnostic::error("chart-no-number", ""),
        Unplottable::TooManyBars { rows, most } => {
            Diagnostic::error("chart-too-many", "").with("rows", rows as i64).with("most", most as i64)
        }
    }
}

/// The tables and what refers to what.
pub(crate) fn diagram(schema: &Schema) -> Response {
    let entity = |table: &sql::TableInfo| Entity {
        name: table.name.clone(),
        attributes: table
            .columns
            .iter()
            .map(|column| Attribute { name: column.name.clone(), kind: column.ty.clone(), key: column.key })
            .collect(),
    };
    let relations = schema.tables.iter().flat_map(|table| {
        table.foreign_keys.iter().flat_map(move |key| {
            key.columns.iter().zip(&key.referenced).map(move |(from, to)| Relation {
                from: (table.name.clone(), from.clone()),
                to: (key.table.clone(), to.clone()),
            })
        })
    });
    let entities: Vec<Entity> = schema.tables.iter().map(entity).collect();
    Response::Picture { svg: plot::entities(&entities, &relations.collect::<Vec<_>>()), chart: None }
}
