//! The rows of one table: those of its file, then edge rows among generated ones.

use super::column::{Maker, literal};
use super::{ColumnProblem, DatasetError, NamedTable, read_csv};
use crate::model::{DatasetVariant, Literal, TableSpec};
use base::{Cell, Column, Rng, Table};
use std::collections::BTreeMap;

/// More generated rows than this are refused: a page could not hold them.
const MOST_ROWS: f64 = 2_000_000.0;

pub(super) fn make(
    spec: &TableSpec,
    variant: &DatasetVariant,
    earlier: &[NamedTable],
    rng: &Rng,
) -> Result<Table, DatasetError> {
    let wrong =
        |column: &str, problem| DatasetError::Column { table: spec.name.clone(), column: column.to_owned(), problem };
    let mut table = match &spec.csv {
        Some(text) => read_csv(text).map_err(|error| DatasetError::Csv { table: spec.name.clone(), error })?,
        None => Table::default(),
    };
    let fixed = table.rows.len();
    for name in spec.columns.keys().chain(spec.edge.iter().chain(more_edge(spec, variant)).flat_map(BTreeMap::keys)) {
        if !table.columns.iter().any(|column| &column.name == name) {
            table.columns.push(Column { name: name.clone(), ..Column::default() });
        }
    }
    let mut makers = Vec::with_capacity(table.columns.len());
    for column in &mut table.columns {
        let maker = match spec.columns.get(&column.name) {
            Some(described) => {
                let maker = Maker::new(described, earlier).map_err(|problem| wrong(&column.name, problem))?;
                column.kind = maker.kind();
                Some((described, maker, rng.fork(&column.name), rng.fork(&format!("{}?", column.name))))
            }
            None => None,
        };
        makers.push(maker);
    }
    let width = table.columns.len();
    for row in &mut table.rows {
        row.resize(width, Cell::Null);
    }

    let count = (spec.rows as f64 * variant.scale).round().clamp(0.0, MOST_ROWS) as usize;
    let mut generated: Vec<Vec<Cell>> = (0..count).map(|_| Vec::with_capacity(width)).collect();
    for maker in &mut makers {
        let Some((described, maker, values, nulls)) = maker else {
            for row in &mut generated {
                row.push(Cell::Null);
            }
            continue;
        };
        let mut column: Vec<Cell> = (0..count).map(|_| maker.value(values)).collect();
        if described.sorted {
            column.sort_by(order);
        }
        for (row, value) in generated.iter_mut().zip(column) {
            let missing = described.null.is_some_and(|share| nulls.unit() < share);
            row.push(if missing { Cell::Null } else { value });
        }
    }

    let mut sorted = makers.iter().enumerate().filter(|(_, maker)| maker.as_ref().is_some_and(|maker| maker.0.sorted));
    let by = sorted.next().map(|(index, _)| index);
    if let Some((index, _)) = sorted.next() {
        return Err(wrong(&table.columns[index].name, ColumnProblem::TwoSorted));
    }
    let mut places = rng.fork("edge rows");
    for edge in spec.edge.iter().chain(more_edge(spec, variant)) {
        let row: Vec<Cell> =
            table.columns.iter().map(|column| edge.get(&column.name).map_or(Cell::Null, literal)).collect();
        let place = match by.filter(|by| row[*by] != Cell::Null) {
            Some(by) => generated.partition_point(|other| order(&other[by], &row[by]).is_le()),
            None => places.below(generated.len() as u64 + 1) as usize,
        };
        generated.insert(place, row);
    }
    table.rows.append(&mut generated);

    for (index, maker) in makers.iter().enumerate() {
        match maker {
            Some((_, Maker::Sequence(first), ..)) => count_on(&mut table.rows, index, *first),
            Some((_, Maker::Text(pattern), ..)) => write_texts(&mut table, index, fixed, pattern),
            _ => {}
        }
    }
    Ok(table)
}

fn more_edge<'a>(spec: &TableSpec, variant: &'a DatasetVariant) -> &'a [BTreeMap<String, Literal>] {
    variant.edge.get(&spec.name).map_or(&[], Vec::as_slice)
}

/// Fills the gaps of a column with numbers from `first` on, leaving out those that stand there already.
fn count_on(rows: &mut [Vec<Cell>], index: usize, first: i64) {
    let taken: std::collections::HashSet<i64> = rows.iter().filter_map(|row| number(&row[index])).collect();
    let mut next = first;
    for row in rows {
        if row[index] == Cell::Null {
            while taken.contains(&next) {
                next += 1;
            }
            row[index] = Cell::Int(next);
            next += 1;
        }
    }
}

fn write_texts(table: &mut Table, index: usize, fixed: usize, pattern: &str) {
    let names: Vec<String> = table.columns.iter().map(|column| format!("{{{}}}", column.name)).collect();
    for (place, row) in table.rows.iter_mut().enumerate().skip(fixed) {
        if row[index] != Cell::Null {
            continue;
        }
        let mut text = pattern.replace("{n}", &(place + 1).to_string());
        for (name, cell) in names.iter().zip(row.iter()) {
            if text.contains(name) {
                text = text.replace(name, &plain(cell));
            }
        }
        row[index] = Cell::Text(text);
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(value) => value.to_string(),
        Cell::Float(value) => value.to_string(),
        Cell::Text(text) => text.clone(),
    }
}

fn number(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Int(value) => Some(*value),
        Cell::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The order of values of one column; instants and days are texts that sort as they follow, decimals are numbers.
fn order(left: &Cell, right: &Cell) -> std::cmp::Ordering {
    match (left, right) {
        (Cell::Int(left), Cell::Int(right)) => left.cmp(right),
        (Cell::Float(left), Cell::Float(right)) => left.total_cmp(right),
        (Cell::Bool(left), Cell::Bool(right)) => left.cmp(right),
        _ => {
            let (left, right) = (plain(left), plain(right));
            match (left.parse::<f64>(), right.parse::<f64>()) {
                (Ok(left), Ok(right)) => left.total_cmp(&right),
                _ => left.cmp(&right),
            }
        }
    }
}
