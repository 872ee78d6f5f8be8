//! The values of one column.

use super::civil::{parse_instant, write_date, write_instant};
use super::{ColumnProblem, NamedTable};
use crate::model::{ColumnSpec, Literal, Rhythm, Shape};
use base::{Cell, Kind, Rng};

/// What a column's values are made from, its bounds read and checked.
pub(super) enum Maker<'a> {
    Sequence(i64),
    Integer(i64, i64, Shape),
    Decimal { low: f64, high: f64, digits: u32, shape: Shape },
    Boolean(f64),
    Choice { values: Vec<Cell>, weights: Weights },
    Timestamp { first: i64, end: i64, step: i64, rhythm: Rhythm },
    Date { first: i64, last: i64 },
    Text(&'a str),
}

impl<'a> Maker<'a> {
    pub(super) fn new(spec: &'a ColumnSpec, earlier: &[NamedTable]) -> Result<Self, ColumnProblem> {
        let makers = [
            spec.sequence.is_some(),
            spec.integer.is_some(),
            spec.decimal.is_some(),
            spec.boolean.is_some(),
            spec.choice.is_some(),
            spec.from.is_some(),
            spec.timestamp.is_some(),
            spec.date.is_some(),
            spec.text.is_some(),
        ];
        if makers.iter().filter(|named| **named).count() != 1 {
            return Err(ColumnProblem::NotOneMaker);
        }
        if let Some(first) = spec.sequence {
            return Ok(Self::Sequence(first));
        }
        if let Some((low, high)) = spec.integer {
            return if low <= high { Ok(Self::Integer(low, high, spec.shape)) } else { Err(ColumnProblem::EmptyRange) };
        }
        if let Some((low, high)) = spec.decimal {
            let digits = spec.digits.unwrap_or(2).min(9);
            let fits = low.is_finite() && high.is_finite() && low <= high;
            return if fits {
                Ok(Self::Decimal { low, high, digits, shape: spec.shape })
            } else {
                Err(ColumnProblem::EmptyRange)
            };
        }
        if let Some(share) = spec.boolean {
            return Ok(Self::Boolean(share));
        }
        if let Some(choices) = &spec.choice {
            return choice(choices.iter().map(literal).collect(), spec.weights.as_deref());
        }
        if let Some(source) = &spec.from {
            let unknown = || ColumnProblem::UnknownColumn(source.clone());
            let (table, column) = source.split_once('.').ok_or_else(unknown)?;
            let table = earlier.iter().find(|made| made.name == table).ok_or_else(unknown)?;
            let index = table.rows.columns.iter().position(|made| made.name == column).ok_or_else(unknown)?;
            let mut values: Vec<Cell> = Vec::new();
            for row in &table.rows.rows {
                if row[index] != Cell::Null {
                    values.push(row[index].clone());
                }
            }
            return choice(values, spec.weights.as_deref());
        }
        if let Some((first, end)) = &spec.timestamp {
            let (first, end) = (instant(first)?, instant(end)?);
            let step = i64::from(spec.step.unwrap_or(60).max(1));
            return if first + step <= end {
                Ok(Self::Timestamp { first, end, step, rhythm: spec.rhythm })
            } else {
                Err(ColumnProblem::EmptyRange)
            };
        }
        if let Some((first, last)) = &spec.date {
            let (first, last) = (instant(first)?, instant(last)?);
            return if first <= last { Ok(Self::Date { first, last }) } else { Err(ColumnProblem::EmptyRange) };
        }
        Ok(Self::Text(spec.text.as_deref().unwrap_or_default()))
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Sequence(_) | Self::Integer(..) => Kind::Integer,
            Self::Decimal { .. } => Kind::Decimal,
            Self::Boolean(_) => Kind::Boolean,
            Self::Choice { values, .. } => match values.first() {
                Some(Cell::Int(_)) => Kind::Integer,
                Some(Cell::Bool(_)) => Kind::Boolean,
                Some(Cell::Float(_)) => Kind::Double,
                _ => Kind::Text,
            },
            Self::Timestamp { .. } => Kind::Timestamp,
            Self::Date { .. } => Kind::Date,
            Self::Text(_) => Kind::Text,
        }
    }

    /// One value. Sequences and texts are filled in later, when the row has its place.
    pub(super) fn value(&self, rng: &mut Rng) -> Cell {
        match self {
            Self::Sequence(_) | Self::Text(_) => Cell::Null,
            Self::Integer(low, high, shape) => {
                let width = (high.wrapping_sub(*low) as u64).saturating_add(1);
                Cell::Int(low.wrapping_add(match shape {
                    Shape::Uniform => rng.below(width) as i64,
                    Shape::Low => ((low_unit(rng) * width as f64) as u64).min(width - 1) as i64,
                }))
            }
            Self::Decimal { low, high, digits, shape } => {
                let unit = match shape {
                    Shape::Uniform => rng.unit(),
                    Shape::Low => low_unit(rng),
                };
                Cell::Text(format!("{:.*}", *digits as usize, low + unit * (high - low)))
            }
            Self::Boolean(share) => Cell::Bool(rng.unit() < *share),
            Self::Choice { values, weights } => values[weights.draw(rng, values.len())].clone(),
            Self::Timestamp { first, end, step, rhythm } => loop {
                let at = first + rng.below(((end - first) / step) as u64) as i64 * step;
                // Rejection by hour: on average under four draws for the rhythms there are.
                if rng.unit() < busyness(*rhythm, at.rem_euclid(86_400)) {
                    break Cell::Text(write_instant(at));
                }
            },
            Self::Date { first, last } => {
                let days = (last - first) / 86_400 + 1;
                Cell::Text(write_date(first + rng.below(days as u64) as i64 * 86_400))
            }
        }
    }
}

/// How often each index is drawn.
pub(super) struct Weights {
    /// Running sums; empty: all alike.
    sums: Vec<f64>,
}

impl Weights {
    fn draw(&self, rng: &mut Rng, count: usize) -> usize {
        let Some(total) = self.sums.last() else { return rng.below(count as u64) as usize };
        let at = rng.unit() * total;
        self.sums.partition_point(|sum| *sum <= at).min(count - 1)
    }
}

fn choice<'a>(values: Vec<Cell>, weights: Option<&[f64]>) -> Result<Maker<'a>, ColumnProblem> {
    if values.is_empty() {
        return Err(ColumnProblem::EmptyRange);
    }
    let mut sums = Vec::new();
    if let Some(weights) = weights {
        let sound = weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0);
        let Some(last) = weights.last().filter(|_| sound && weights.len() <= values.len()) else {
            return Err(ColumnProblem::BadWeights);
        };
        let mut sum = 0.0;
        for index in 0..values.len() {
            sum += weights.get(index).unwrap_or(last);
            sums.push(sum);
        }
        if sum <= 0.0 {
            return Err(ColumnProblem::BadWeights);
        }
    }
    Ok(Maker::Choice { values, weights: Weights { sums } })
}

pub(super) fn literal(value: &Literal) -> Cell {
    match value {
        Literal::Bool(value) => Cell::Bool(*value),
        Literal::Int(value) => Cell::Int(*value),
        Literal::Float(value) => Cell::Float(*value),
        Literal::Text(text) if text == "NULL" => Cell::Null,
        Literal::Text(text) => Cell::Text(text.clone()),
    }
}

fn instant(text: &str) -> Result<i64, ColumnProblem> {
    parse_instant(text).ok_or_else(|| ColumnProblem::BadInstant(text.to_owned()))
}

/// From 0 to 1, mostly small: the cube of an even draw.
fn low_unit(rng: &mut Rng) -> f64 {
    let unit = rng.unit();
    unit * unit * unit
}

/// How busy a second of the day is, from 0 to 1, by hour. Tables rather than `exp`: the same bits on every machine.
fn busyness(rhythm: Rhythm, second: i64) -> f64 {
    const COMMUTE: [f64; 24] = [
        0.04, 0.02, 0.02, 0.02, 0.03, 0.08, 0.25, 0.70, 1.00, 0.55, 0.30, 0.32, 0.45, 0.42, 0.30, 0.32, 0.50, 0.85,
        0.95, 0.60, 0.35, 0.22, 0.15, 0.08,
    ];
    const DAY: [f64; 24] = [
        0.06, 0.04, 0.03, 0.03, 0.04, 0.08, 0.18, 0.35, 0.55, 0.75, 0.90, 0.98, 1.00, 0.98, 0.95, 0.95, 0.92, 0.88,
        0.80, 0.70, 0.55, 0.40, 0.25, 0.12,
    ];
    let hour = (second / 3600).clamp(0, 23) as usize;
    match rhythm {
        Rhythm::Flat => 1.0,
        Rhythm::Commute => COMMUTE[hour],
        Rhythm::Day => DAY[hour],
    }
}
