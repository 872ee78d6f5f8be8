//! The order of a result's rows, as the reader asked for it by a click on a heading.

use base::{Cell, Kind, Table};
use std::cmp::Ordering;

/// At most `most` rows, ordered by a column that rises or falls; equal rows stay as they came. NULL comes last on the way up,
/// as in PostgreSQL.
pub(crate) fn ordered(table: &Table, order: Option<(usize, bool)>, most: usize) -> Table {
    let mut rows: Vec<usize> = (0..table.rows.len()).collect();
    if let Some((column, falling)) = order {
        let kind = table.columns.get(column).map_or(Kind::Text, |column| column.kind);
        rows.sort_by(|&a, &b| {
            let (a, b) = (table.rows[a].get(column), table.rows[b].get(column));
            let order = compare(a.unwrap_or(&Cell::Null), b.unwrap_or(&Cell::Null), kind);
            if falling { order.reverse() } else { order }
        });
    }
    Table { columns: table.columns.clone(), rows: rows.iter().take(most).map(|&row| table.rows[row].clone()).collect() }
}

fn compare(a: &Cell, b: &Cell, kind: Kind) -> Ordering {
    match (a, b) {
        (Cell::Null, Cell::Null) => Ordering::Equal,
        (Cell::Null, _) => Ordering::Greater,
        (_, Cell::Null) => Ordering::Less,
        (Cell::Bool(a), Cell::Bool(b)) => a.cmp(b),
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) if kind == Kind::Decimal => by_value(a, b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (a, b) => float(a).total_cmp(&float(b)),
    }
}

fn float(cell: &Cell) -> f64 {
    match cell {
        Cell::Int(number) => *number as f64,
        Cell::Float(number) => *number,
        // Words in a column of numbers: infinities and NaN.
        Cell::Text(text) if text.starts_with('-') => f64::NEG_INFINITY,
        Cell::Text(text) if text.starts_with('I') => f64::INFINITY,
        Cell::Null | Cell::Bool(_) | Cell::Text(_) => f64::NAN,
    }
}

/// Decimals in plain notation, of any length; exact. Infinities at the ends, NaN above all, as in PostgreSQL.
fn by_value(a: &str, b: &str) -> Ordering {
    fn parts(text: &str) -> (bool, u8, &str, &str) {
        let digits = text.strip_prefix('-');
        let magnitude = digits.unwrap_or(text);
        let special = u8::from(magnitude.starts_with('I')) + 2 * u8::from(magnitude.starts_with('N'));
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        (digits.is_some() && !(whole.is_empty() && fraction.is_empty()), special, whole, fraction)
    }
    let ((a_below, a_special, a_whole, a_fraction), (b_below, b_special, b_whole, b_fraction)) = (parts(a), parts(b));
    let magnitude = || {
        let (a, b) = ((a_special, a_whole.len(), a_whole), (b_special, b_whole.len(), b_whole));
        a.cmp(&b).then_with(|| a_fraction.cmp(b_fraction))
    };
    match (a_below, b_below) {
        (false, false) => magnitude(),
        (true, true) => magnitude().reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
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
        let prices = |order| ordered(&table, order, 3).rows.concat();
        let (null, low, high) = (Cell::Null, Cell::Text("9.25".into()), Cell::Text("10.5".into()));
        assert_eq!(prices(None), [high.clone(), null.clone(), low.clone()]);
        assert_eq!(prices(Some((0, false))), [low.clone(), high.clone(), null.clone()]);
        assert_eq!(prices(Some((0, true))), [null, high, low]);
        assert_eq!(ordered(&table, Some((0, false)), 1).rows.len(), 1);
    }

    #[test]
    fn decimals_of_any_length_by_value() {
        let rising =
            ["-Infinity", "-12345678901234567890.5", "-1.10", "0.00", "0.05", "0.5", "9", "10.0", "Infinity", "NaN"];
        for (i, a) in rising.iter().enumerate() {
            for (j, b) in rising.iter().enumerate() {
                assert_eq!(by_value(a, b), i.cmp(&j), "{a} and {b}");
            }
        }
        assert_eq!(by_value("-0.0", "0"), Ordering::Equal);
        assert_eq!(by_value("1.5", "01.50"), Ordering::Equal);
    }
}
