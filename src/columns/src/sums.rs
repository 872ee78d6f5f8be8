//! Sums, counts and extremes by group. `groups` gives the group of each row; rows that are NULL are passed over.

use crate::{Bitmap, compare_floats};
use std::cmp::Ordering;

/// Calls `f` with the group and the row of each value that is not NULL.
#[inline]
fn each(groups: &[u32], valid: Option<&Bitmap>, mut f: impl FnMut(usize, usize)) {
    match valid {
        None => groups.iter().enumerate().for_each(|(row, group)| f(*group as usize, row)),
        Some(valid) => {
            groups
                .iter()
                .enumerate()
                .filter(|(row, _)| valid.get(*row))
                .for_each(|(row, group)| f(*group as usize, row));
        }
    }
}

/// Counts values.
#[inline(never)]
pub fn tally(groups: &[u32], valid: Option<&Bitmap>, counts: &mut [i64]) {
    if let ([count], None) = (&mut *counts, valid) {
        *count += groups.len() as i64;
        return;
    }
    each(groups, valid, |group, _| counts[group] += 1);
}

/// Adds integers exactly: what overflows goes to `high`.
#[inline(never)]
pub fn add_ints(
    groups: &[u32],
    values: &[i64],
    valid: Option<&Bitmap>,
    sums: &mut [i64],
    high: &mut [i128],
    counts: &mut [i64],
) {
    each(groups, valid, |group, row| {
        let n = values[row];
        let (sum, overflow) = sums[group].overflowing_add(n);
        if overflow {
            high[group] += i128::from(sums[group]);
            sums[group] = n;
        } else {
            sums[group] = sum;
        }
        counts[group] += 1;
    });
}

/// Adds doubles in the order of the rows; `single`: each sum is rounded to single precision.
#[inline(never)]
pub fn add_floats(
    groups: &[u32],
    values: &[f64],
    valid: Option<&Bitmap>,
    single: bool,
    sums: &mut [f64],
    counts: &mut [i64],
) {
    if single {
        each(groups, valid, |group, row| {
            sums[group] = f64::from((sums[group] + values[row]) as f32);
            counts[group] += 1;
        });
    } else if let ([sum], [count]) = (&mut *sums, &mut *counts) {
        // One group: the sum stays in a register.
        let (mut total, mut known) = (*sum, 0);
        each(groups, valid, |_, row| {
            total += values[row];
            known += 1;
        });
        (*sum, *count) = (total, *count + known);
    } else {
        each(groups, valid, |group, row| {
            sums[group] += values[row];
            counts[group] += 1;
        });
    }
}

/// The greatest (or least) integers.
#[inline(never)]
pub fn greatest_ints(
    groups: &[u32],
    values: &[i64],
    valid: Option<&Bitmap>,
    greatest: bool,
    best: &mut [i64],
    known: &mut [bool],
) {
    each(groups, valid, |group, row| {
        let n = values[row];
        if !known[group] || (n > best[group]) == greatest && n != best[group] {
            (best[group], known[group]) = (n, true);
        }
    });
}

/// The greatest (or least) doubles; NaN is above all numbers. Of equals (0 and -0) the last one.
#[inline(never)]
pub fn greatest_floats(
    groups: &[u32],
    values: &[f64],
    valid: Option<&Bitmap>,
    greatest: bool,
    best: &mut [f64],
    known: &mut [bool],
) {
    let worse = if greatest { Ordering::Less } else { Ordering::Greater };
    each(groups, valid, |group, row| {
        let x = values[row];
        if !known[group] || compare_floats(x, best[group]) != worse {
            (best[group], known[group]) = (x, true);
        }
    });
}

/// Running sums: frame `i` ends before `frames[i].1`, and begins where the sum before it began, or anew.
#[inline(never)]
pub fn running_floats(values: &[f64], frames: &[(u32, u32)]) -> Vec<f64> {
    let (mut sum, mut upto, mut begun) = (0.0, 0, u32::MAX);
    frames
        .iter()
        .map(|(start, end)| {
            if *start != begun {
                (sum, upto, begun) = (0.0, *start, *start);
            }
            while upto < *end {
                sum += values[upto as usize];
                upto += 1;
            }
            sum
        })
        .collect()
}
