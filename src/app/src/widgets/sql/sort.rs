//! The order of a result's rows, as the reader asked for it by a click on a heading.

use base::{Cell, Kind, Table};
use std::cmp::Ordering;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Ascending,
    Descending,
}

/// The rows' indices in order; equal rows stay as they came. NULL comes last on the way up, as in PostgreSQL.
pub(super) fn sorted(table: &Table, order: Option<(usize, Order)>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.rows.len()).collect();
    if let Some((column, way)) = order {
        let kind = table.columns.get(column).map_or(Kind::Text, |column| column.kind);
        rows.sort_by(|&a, &b| {
            let (a, b) = (table.rows[a].get(column), table.rows[b].get(column));
            let order = compare(a.unwrap_or(&Cell::Null), b.unwrap_or(&Cell::Null), kind);
            if way == Order::Descending { order.reverse() } else { order }
        });
    }
    rows
}

fn compare(a: &Cell, b: &Cell, kind: Kind) -> Ordering {
    match (a, b) {
        (Cell::Null, Cell::Null) => Ordering::Equal,
        (Cell::Null, _) => Ordering::Greater,
        (_, Cell::Null) => Ordering::Less,
        (Cell::Bool(a), Cell::Bool(b)) => a.cmp(b),
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) if kind == Kind::Decimal => value(a).total_cmp(&value(b)),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (a, b) => float(a).total_cmp(&float(b)),
    }
}

fn value(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn float(cell: &Cell) -> f64 {
    match cell {
        Cell::Int(number) => *number as f64,
        Cell::Float(number) => *number,
        Cell::Text(text) => value(text),
        Cell::Null | Cell::Bool(_) => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Column;

    #[test]
    fn nulls_last_and_decimals_by_value() {
        let text = |text: &str| vec![Cell::Text(text.into())];
        let table = Table {
            columns: vec![Column { name: "price".into(), kind: Kind::Decimal }],
            rows: vec![text("10.5"), vec![Cell::Null], text("9.25")],
        };
        assert_eq!(sorted(&table, None), [0, 1, 2]);
        assert_eq!(sorted(&table, Some((0, Order::Ascending))), [2, 0, 1]);
        assert_eq!(sorted(&table, Some((0, Order::Descending))), [1, 0, 2]);
    }
}
