//! How a result differs from the expected one.

use crate::verdict::{Args, args};
use base::{Arg, Cell, Kind, Table};
use course::model::{ColumnNames, Difference, RowDifference, RowOrder};
use std::collections::HashMap;

/// What counts when two results are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy<'a> {
    pub(crate) order: RowOrder,
    /// With [`RowOrder::Ties`]: the columns that order the rows.
    pub(crate) by: &'a [String],
    pub(crate) columns: ColumnNames,
}

/// The comparison of two results.
#[derive(Clone, Debug)]
pub(crate) struct Compared<'a> {
    expected: &'a Table,
    actual: &'a Table,
    /// Same number of columns, and the same names where names count.
    columns: bool,
    /// Rows of `expected` that are missing, and rows of `actual` that are too many.
    missing: Vec<usize>,
    extra: Vec<usize>,
    /// Rows are where they should be, as far as order counts. Only said of equal bags.
    order: bool,
    /// The same rows, if it did not matter how often.
    same_set: bool,
}

impl<'a> Compared<'a> {
    pub(crate) fn new(expected: &'a Table, actual: &'a Table, policy: Policy) -> Self {
        let width = expected.columns.len();
        let same_width = width == actual.columns.len();
        let names = |table: &Table| table.columns.iter().map(|column| column.name.to_lowercase()).collect::<Vec<_>>();
        let columns = same_width && (policy.columns == ColumnNames::Any || names(expected) == names(actual));
        if !same_width {
            return Self {
                expected,
                actual,
                columns,
                missing: (0..expected.rows.len()).collect(),
                extra: (0..actual.rows.len()).collect(),
                order: false,
                same_set: false,
            };
        }
        let keys = |table: &Table| table.rows.iter().map(|row| key(row, table)).collect::<Vec<_>>();
        let (expected_keys, actual_keys) = (keys(expected), keys(actual));
        let missing = beyond(&expected_keys, &actual_keys);
        let extra = beyond(&actual_keys, &expected_keys);
        let set = |keys: &[String]| {
            let mut set: Vec<String> = keys.to_vec();
            set.sort_unstable();
            set.dedup();
            set
        };
        let same_set =
            if missing.is_empty() && extra.is_empty() { true } else { set(&expected_keys) == set(&actual_keys) };
        let order = match policy.order {
            RowOrder::None => true,
            RowOrder::Total => expected_keys == actual_keys,
            RowOrder::Ties => {
                let by: Vec<usize> = policy
                    .by
                    .iter()
                    .filter_map(|name| {
                        expected.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
                    })
                    .collect();
                let keys = |table: &Table| table.rows.iter().map(|row| key_of(row, table, &by)).collect::<Vec<_>>();
                keys(expected) == keys(actual)
            }
        };
        Self { expected, actual, columns, missing, extra, order, same_set }
    }

    /// Whether nothing differs that counts.
    pub(crate) fn equal(&self) -> bool {
        self.columns && self.missing.is_empty() && self.extra.is_empty() && self.order
    }

    /// Whether it differs just so.
    pub(crate) fn differs(&self, how: Difference) -> bool {
        let (missing, extra) = (!self.missing.is_empty(), !self.extra.is_empty());
        match how {
            Difference::Columns => !self.columns,
            _ if self.expected.columns.len() != self.actual.columns.len() => false,
            Difference::Order => !missing && !extra && !self.order,
            Difference::Duplicates => self.same_set && (missing || extra),
            Difference::Extra => extra && !missing,
            Difference::Missing => missing && !extra,
            Difference::Values => missing && extra && self.missing.len() == self.extra.len(),
        }
    }

    /// The rows that differ, missing ones first, under the expected columns; `None` where columns or nothing differ.
    pub(crate) fn differing(&self) -> Option<Table> {
        if self.expected.columns.len() != self.actual.columns.len()
            || (self.missing.is_empty() && self.extra.is_empty())
        {
            return None;
        }
        let missing = self.missing.iter().map(|at| self.expected.rows[*at].clone());
        let extra = self.extra.iter().map(|at| self.actual.rows[*at].clone());
        Some(Table { columns: self.expected.columns.clone(), rows: missing.chain(extra).collect() })
    }

    /// Values for the words of a check.
    pub(crate) fn args(&self) -> Args {
        let mut args = args([
            ("expected", self.expected.rows.len().into()),
            ("actual", self.actual.rows.len().into()),
            ("missing", self.missing.len().into()),
            ("extra", self.extra.len().into()),
            ("expected-columns", names(self.expected)),
            ("actual-columns", names(self.actual)),
        ]);
        let missing = self.missing.first().map(|at| (self.expected, &self.expected.rows[*at]));
        let extra = self.extra.first().map(|at| (self.actual, &self.actual.rows[*at]));
        for (name, row) in [("missing-row", missing), ("extra-row", extra), ("example", missing.or(extra))] {
            let Some((table, row)) = row else { continue };
            args.insert(name.to_owned(), Arg::Text(row.iter().map(show).collect::<Vec<_>>().join(" \u{b7} ")));
            for (column, cell) in table.columns.iter().zip(row) {
                args.insert(format!("{name}.{}", column.name), Arg::Text(show(cell)));
            }
        }
        args
    }

    /// Some rows that differ, to show.
    pub(crate) fn some_rows(&self) -> RowDifference {
        const MOST: usize = 6;
        let some = |table: &Table, at: &[usize]| at.iter().take(MOST).map(|at| table.rows[*at].clone()).collect();
        RowDifference {
            columns: self.expected.columns.iter().map(|column| column.name.clone()).collect(),
            missing: some(self.expected, &self.missing),
            extra: some(self.actual, &self.extra),
            missing_count: self.missing.len(),
            extra_count: self.extra.len(),
        }
    }
}

fn names(table: &Table) -> Arg {
    Arg::List(table.columns.iter().map(|column| column.name.clone()).collect())
}

/// Indices of rows that `rows` has more often than `others`.
fn beyond(rows: &[String], others: &[String]) -> Vec<usize> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for other in others {
        *left.entry(other).or_default() += 1;
    }
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match left.get_mut(row.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => found.push(at),
        }
    }
    found
}

fn key(row: &[Cell], table: &Table) -> String {
    let mut key = String::new();
    for (at, cell) in row.iter().enumerate() {
        push_key(&mut key, cell, table.columns.get(at).map_or(Kind::Text, |column| column.kind));
    }
    key
}

fn key_of(row: &[Cell], table: &Table, columns: &[usize]) -> String {
    let mut key = String::new();
    for at in columns {
        push_key(&mut key, &row[*at], table.columns[*at].kind);
    }
    key
}

/// Writes a cell so that equal values read alike: 3, 3.0 and 3.00 are one number, whatever type they have.
fn push_key(key: &mut String, cell: &Cell, kind: Kind) {
    match cell {
        Cell::Null => key.push('0'),
        Cell::Bool(value) => key.push_str(if *value { "bt" } else { "bf" }),
        Cell::Int(value) => {
            key.push('n');
            key.push_str(&value.to_string());
        }
        Cell::Float(value) => {
            key.push('n');
            key.push_str(&number(&value.to_string()));
        }
        Cell::Text(text) if matches!(kind, Kind::Decimal | Kind::Double | Kind::Integer) => {
            key.push('n');
            key.push_str(&number(text));
        }
        Cell::Text(text) => {
            key.push('t');
            key.push_str(text);
        }
    }
    key.push('\u{1f}');
}

/// A number in one spelling: whole numbers exactly, others with twelve significant digits.
fn number(text: &str) -> String {
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole,
        Some(_) => "",
        None => text,
    };
    if let Ok(value) = whole.parse::<i128>() {
        return value.to_string();
    }
    match text.parse::<f64>() {
        // 1e3 is written as 1000.
        Ok(value) if value.abs() < 1e15 && value.fract().abs() < f64::MIN_POSITIVE => format!("{value:.0}"),
        Ok(value) => format!("{value:.11e}"),
        Err(_) => text.to_owned(),
    }
}

/// A cell as a sentence shows it.
pub(crate) fn show(cell: &Cell) -> String {
    match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(value) => value.to_string(),
        Cell::Float(value) => value.to_string(),
        Cell::Text(text) => crate::text::shorten(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Column;

    const BAG: Policy = Policy { order: RowOrder::None, by: &[], columns: ColumnNames::Names };

    fn table(names: &[&str], rows: &[&[Cell]]) -> Table {
        Table {
            columns: names.iter().map(|name| Column { name: (*name).to_owned(), kind: Kind::Decimal }).collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        }
    }

    fn int(value: i64) -> Cell {
        Cell::Int(value)
    }

    #[test]
    fn numbers_are_equal_by_value() {
        let left = table(&["a"], &[&[int(3)], &[Cell::Float(0.1 + 0.2)], &[Cell::Text("7.50".into())], &[Cell::Null]]);
        let right = table(
            &["A"],
            &[&[Cell::Text("3.00".into())], &[Cell::Text("0.3".into())], &[Cell::Float(7.5)], &[Cell::Null]],
        );
        assert!(Compared::new(&left, &right, BAG).equal());
        let big = table(&["a"], &[&[int(9_007_199_254_740_993)]]);
        let near = table(&["a"], &[&[int(9_007_199_254_740_992)]]);
        assert!(!Compared::new(&big, &near, BAG).equal());
    }

    #[test]
    fn ways_to_differ() {
        let expected = table(&["a"], &[&[int(1)], &[int(2)], &[int(2)]]);
        let differs = |rows: &[&[Cell]], how, order| {
            let actual = table(&["a"], rows);
            Compared::new(&expected, &actual, Policy { order, ..BAG }).differs(how)
        };
        let none = RowOrder::None;
        assert!(differs(&[&[int(1)], &[int(2)], &[int(2)], &[int(3)]], Difference::Extra, none));
        assert!(differs(&[&[int(1)]], Difference::Missing, none));
        assert!(differs(&[&[int(1)], &[int(2)]], Difference::Duplicates, none));
        assert!(differs(&[&[int(1)], &[int(2)], &[int(3)]], Difference::Values, none));
        assert!(differs(&[&[int(2)], &[int(2)], &[int(1)]], Difference::Order, RowOrder::Total));
        assert!(!differs(&[&[int(2)], &[int(2)], &[int(1)]], Difference::Order, none));
        let wide = table(&["a", "b"], &[&[int(1), int(2)]]);
        assert!(Compared::new(&expected, &wide, BAG).differs(Difference::Columns));
        assert!(!Compared::new(&expected, &wide, BAG).differs(Difference::Missing));
    }

    #[test]
    fn ties_may_change_places() {
        let names = ["k", "v"];
        let expected = table(&names, &[&[int(1), int(1)], &[int(1), int(2)], &[int(2), int(3)]]);
        let by = ["k".to_owned()];
        let policy = Policy { order: RowOrder::Ties, by: &by, ..BAG };
        let tied = table(&names, &[&[int(1), int(2)], &[int(1), int(1)], &[int(2), int(3)]]);
        assert!(Compared::new(&expected, &tied, policy).equal());
        let wrong = table(&names, &[&[int(2), int(3)], &[int(1), int(1)], &[int(1), int(2)]]);
        assert!(Compared::new(&expected, &wrong, policy).differs(Difference::Order));
    }

    #[test]
    fn arguments_name_the_first_row() {
        let expected = table(&["id", "at"], &[&[int(1), Cell::Null], &[int(2), Cell::Text("x".into())]]);
        let actual = table(&["id", "at"], &[&[int(1), Cell::Null], &[int(5), Cell::Null]]);
        let args = Compared::new(&expected, &actual, BAG).args();
        assert_eq!(args["example"], Arg::Text("2 \u{b7} x".into()));
        assert_eq!(args["extra-row.id"], Arg::Text("5".into()));
        assert_eq!(args["missing"], Arg::Number(1));
    }
}
