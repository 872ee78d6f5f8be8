//! Comparisons to truth values, and the rows where they hold.

use crate::{Bitmap, NO_ROW, Strings};
use std::cmp::Ordering;

/// What is asked of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// =
    Eq,
    /// <>
    NotEq,
    /// <
    Less,
    /// <=
    LessEq,
    /// >
    Greater,
    /// >=
    GreaterEq,
}

fn each<T: Copy + PartialOrd>(values: &[T], test: Test, y: T) -> Vec<bool> {
    match test {
        Test::Eq => values.iter().map(|x| *x == y).collect(),
        Test::NotEq => values.iter().map(|x| *x != y).collect(),
        Test::Less => values.iter().map(|x| *x < y).collect(),
        Test::LessEq => values.iter().map(|x| *x <= y).collect(),
        Test::Greater => values.iter().map(|x| *x > y).collect(),
        Test::GreaterEq => values.iter().map(|x| *x >= y).collect(),
    }
}

fn pairs<T: Copy + PartialOrd>(left: &[T], test: Test, right: &[T]) -> Vec<bool> {
    let pairs = left.iter().zip(right);
    match test {
        Test::Eq => pairs.map(|(x, y)| x == y).collect(),
        Test::NotEq => pairs.map(|(x, y)| x != y).collect(),
        Test::Less => pairs.map(|(x, y)| x < y).collect(),
        Test::LessEq => pairs.map(|(x, y)| x <= y).collect(),
        Test::Greater => pairs.map(|(x, y)| x > y).collect(),
        Test::GreaterEq => pairs.map(|(x, y)| x >= y).collect(),
    }
}

/// Integers against one.
pub fn ints_against(values: &[i64], test: Test, y: i64) -> Vec<bool> {
    each(values, test, y)
}

/// Integers against integers.
pub fn ints(left: &[i64], test: Test, right: &[i64]) -> Vec<bool> {
    pairs(left, test, right)
}

/// Doubles against one that is a number; NaN is above all numbers.
pub fn floats_against(values: &[f64], test: Test, y: f64) -> Vec<bool> {
    match test {
        Test::Greater => {
            values.iter().map(|x| !matches!(x.partial_cmp(&y), Some(Ordering::Less | Ordering::Equal))).collect()
        }
        Test::GreaterEq => values.iter().map(|x| !matches!(x.partial_cmp(&y), Some(Ordering::Less))).collect(),
        _ => each(values, test, y),
    }
}

/// Doubles against doubles; NaN equals itself and is above all numbers.
pub fn floats(left: &[f64], test: Test, right: &[f64]) -> Vec<bool> {
    left.iter().zip(right).map(|(x, y)| test.holds(crate::compare_floats(*x, *y))).collect()
}

impl Test {
    /// Whether it holds for values in this order.
    #[inline]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Eq => order.is_eq(),
            Self::NotEq => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessEq => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterEq => order.is_ge(),
        }
    }
}

/// Strings against one, byte by byte.
pub fn texts(strings: &Strings, test: Test, y: &[u8]) -> Vec<bool> {
    let one = |text: &[u8]| match test {
        Test::Eq => text == y,
        Test::NotEq => text != y,
        _ => test.holds(text.cmp(y)),
    };
    let dictionary = &strings.dictionary;
    if strings.is_small() {
        let answers: Vec<bool> = (0..dictionary.len() as u32).map(|code| one(dictionary.bytes(code))).collect();
        return strings.codes.iter().map(|code| answers[*code as usize]).collect();
    }
    strings.codes.iter().map(|code| one(dictionary.bytes(*code))).collect()
}

/// `values` AND (`all`) or OR `more`, without NULLs.
pub fn merge(values: &mut [bool], more: &[bool], all: bool) {
    let pairs = values.iter_mut().zip(more);
    if all {
        pairs.for_each(|(value, more)| *value &= *more);
    } else {
        pairs.for_each(|(value, more)| *value |= *more);
    }
}

/// The places of true values that are not NULL.
pub fn matching(values: &[bool], valid: Option<&Bitmap>) -> Vec<u32> {
    // Without a branch on the value: mispredictions cost more than the stores.
    let mut out = vec![0; values.len()];
    let mut count = 0;
    for (row, value) in values.iter().enumerate() {
        out[count] = row as u32;
        count += usize::from(*value);
    }
    out.truncate(count);
    if let Some(valid) = valid {
        out.retain(|row| valid.get(*row as usize));
    }
    out
}

/// The places of numbers that were found (`wanted`), or of the others; where `live` has no bit, nothing was found.
pub fn found(numbers: &[u32], live: Option<&Bitmap>, wanted: bool) -> Vec<u32> {
    // As above: every row is stored, the next one over it if it is not wanted.
    let mut out = vec![0; numbers.len()];
    let mut count = 0;
    match live {
        None => {
            for (row, number) in numbers.iter().enumerate() {
                out[count] = row as u32;
                count += usize::from((*number != NO_ROW) == wanted);
            }
        }
        Some(live) => {
            for (row, number) in numbers.iter().enumerate() {
                out[count] = row as u32;
                count += usize::from((*number != NO_ROW && live.get(row)) == wanted);
            }
        }
    }
    out.truncate(count);
    out
}
