//! Rows in order, and parted.

use std::cmp::Ordering;

/// PostgreSQL's order: NaN equals itself and is above all numbers.
#[inline]
pub fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

/// Puts places in the order of their integers; ties keep their order.
#[inline(never)]
pub fn sort_ints(values: &[i64], descending: bool, order: &mut [u32]) {
    if descending {
        order.sort_by_key(|row| std::cmp::Reverse(values[*row as usize]));
    } else {
        order.sort_by_key(|row| values[*row as usize]);
    }
}

/// Puts places in the order of their doubles; ties keep their order.
#[inline(never)]
pub fn sort_floats(values: &[f64], descending: bool, order: &mut [u32]) {
    let compare = |a: &u32, b: &u32| compare_floats(values[*a as usize], values[*b as usize]);
    if descending {
        order.sort_by(|a, b| compare(b, a));
    } else {
        order.sort_by(compare);
    }
}

/// The places whose integer comes before `limit`, or is equal to it where `ties` count.
#[inline(never)]
pub fn top_ints(values: &[i64], limit: i64, descending: bool, ties: bool) -> Vec<u32> {
    let rows = 0..values.len() as u32;
    match (descending, ties) {
        (true, true) => rows.filter(|row| values[*row as usize] >= limit).collect(),
        (true, false) => rows.filter(|row| values[*row as usize] > limit).collect(),
        (false, true) => rows.filter(|row| values[*row as usize] <= limit).collect(),
        (false, false) => rows.filter(|row| values[*row as usize] < limit).collect(),
    }
}

/// The same for doubles; `limit` is a number, NaN is above all numbers.
#[inline(never)]
pub fn top_floats(values: &[f64], limit: f64, descending: bool, ties: bool) -> Vec<u32> {
    let before = |row: &u32| {
        let order = compare_floats(values[*row as usize], limit);
        let order = if descending { order.reverse() } else { order };
        order.is_lt() || ties && order.is_eq()
    };
    (0..values.len() as u32).filter(before).collect()
}

/// A counting sort: the rows of each number one after the other, in the order `places` names the numbers, each in the order
/// they come in; and where each begins, with the number of rows last.
#[inline(never)]
pub fn partition(numbers: &[u32], places: &[u32]) -> (Vec<u32>, Vec<usize>) {
    let mut counts = vec![0_usize; places.len()];
    for number in numbers {
        counts[*number as usize] += 1;
    }
    let mut starts = Vec::with_capacity(places.len() + 1);
    let mut slots = vec![0_usize; places.len()];
    let mut start = 0;
    for place in places {
        starts.push(start);
        slots[*place as usize] = start;
        start += counts[*place as usize];
    }
    if starts.is_empty() {
        starts.push(0);
    }
    starts.push(start);
    let mut order = vec![0; numbers.len()];
    for (row, number) in numbers.iter().enumerate() {
        let slot = &mut slots[*number as usize];
        order[*slot] = row as u32;
        *slot += 1;
    }
    (order, starts)
}

/// Notes each row whose integer differs from the one before.
#[inline(never)]
pub fn differences(values: &[i64], differs: &mut [bool]) {
    for (row, pair) in values.windows(2).enumerate() {
        differs[row + 1] |= pair[0] != pair[1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_parted_in_order() {
        let (order, starts) = partition(&[1, 0, 1, 2, 0], &[2, 0, 1]);
        assert_eq!((order, starts), (vec![3, 1, 4, 0, 2], vec![0, 1, 3, 5]));
        assert_eq!(partition(&[], &[]), (vec![], vec![0, 0]));
    }

    #[test]
    fn the_first_are_found() {
        let values = [1.0, f64::NAN, 3.0, 2.0];
        assert_eq!(top_floats(&values, 2.0, true, true), [1, 2, 3]);
        assert_eq!(top_floats(&values, 2.0, false, false), [0]);
        assert_eq!(top_ints(&[1, 5, 3], 3, true, false), [1]);
        let mut order = [0, 1, 2, 3];
        sort_floats(&values, true, &mut order);
        assert_eq!(order, [1, 2, 3, 0]);
    }
}
