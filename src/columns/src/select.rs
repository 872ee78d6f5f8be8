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

/// How many rows go through a loop at a time: its own cost, which a browser's first compiler makes dear, is paid once for all.
const STRIDE: usize = 8;

/// What holds of each value.
#[inline]
fn of_each<T: Copy>(values: &[T], holds: impl Fn(T) -> bool) -> Vec<bool> {
    let mut out = vec![false; values.len()];
    let (strides, rest) = values.as_chunks::<STRIDE>();
    let (places, last) = out.as_chunks_mut::<STRIDE>();
    for (place, stride) in places.iter_mut().zip(strides) {
        *place = stride.map(&holds);
    }
    for (place, value) in last.iter_mut().zip(rest) {
        *place = holds(*value);
    }
    out
}

fn each<T: Copy + PartialOrd>(values: &[T], test: Test, y: T) -> Vec<bool> {
    match test {
        Test::Eq => of_each(values, |x| x == y),
        Test::NotEq => of_each(values, |x| x != y),
        Test::Less => of_each(values, |x| x < y),
        Test::LessEq => of_each(values, |x| x <= y),
        Test::Greater => of_each(values, |x| x > y),
        Test::GreaterEq => of_each(values, |x| x >= y),
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
#[inline(never)]
pub fn ints_against(values: &[i64], test: Test, y: i64) -> Vec<bool> {
    each(values, test, y)
}

/// Integers against integers.
#[inline(never)]
pub fn ints(left: &[i64], test: Test, right: &[i64]) -> Vec<bool> {
    pairs(left, test, right)
}

/// Doubles against one that is a number; NaN is above all numbers.
#[inline(never)]
pub fn floats_against(values: &[f64], test: Test, y: f64) -> Vec<bool> {
    match test {
        Test::Greater => of_each(values, |x| !matches!(x.partial_cmp(&y), Some(Ordering::Less | Ordering::Equal))),
        Test::GreaterEq => of_each(values, |x| !matches!(x.partial_cmp(&y), Some(Ordering::Less))),
        _ => each(values, test, y),
    }
}

/// Doubles against doubles; NaN equals itself and is above all numbers.
#[inline(never)]
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
#[inline(never)]
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
#[inline(never)]
pub fn merge(values: &mut [bool], more: &[bool], all: bool) {
    if all {
        in_pairs(values, more, |value, more| value & more);
    } else {
        in_pairs(values, more, |value, more| value | more);
    }
}

#[inline]
fn in_pairs(values: &mut [bool], more: &[bool], connect: impl Fn(bool, bool) -> bool) {
    let (places, last) = values.as_chunks_mut::<STRIDE>();
    let (strides, rest) = more.as_chunks::<STRIDE>();
    for (place, stride) in places.iter_mut().zip(strides) {
        for (value, more) in place.iter_mut().zip(stride) {
            *value = connect(*value, *more);
        }
    }
    for (value, more) in last.iter_mut().zip(rest) {
        *value = connect(*value, *more);
    }
}

/// The places of true values that are not NULL.
#[inline(never)]
pub fn matching(values: &[bool], valid: Option<&Bitmap>) -> Vec<u32> {
    // Without a branch on the value: mispredictions cost more than the stores.
    let mut out = vec![0; values.len()];
    let mut count = 0;
    let mut row = 0;
    let mut note = |value: bool| {
        out[count] = row;
        count += usize::from(value);
        row += 1;
    };
    let (strides, rest) = values.as_chunks::<STRIDE>();
    for stride in strides {
        for value in stride {
            note(*value);
        }
    }
    for value in rest {
        note(*value);
    }
    out.truncate(count);
    if let Some(valid) = valid {
        out.retain(|row| valid.get(*row as usize));
    }
    out
}

/// The places of numbers that were found (`wanted`), or of the others; where `live` has no bit, nothing was found.
#[inline(never)]
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
