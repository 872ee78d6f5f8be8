//! A stable sort whose code is there once. The standard library's is made anew for every type and every rule, some kilobytes
//! of wasm each; it is the one to take where speed counts.

use std::cmp::Ordering;

/// Sorts a list; equal items keep their order.
///
/// ```
/// let mut words = ["b", "c", "a"];
/// base::order::sort(&mut words);
/// assert_eq!(words, ["a", "b", "c"]);
/// ```
pub fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

/// Sorts a list by what a function makes of its items.
pub fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list by a rule.
pub fn sort_by<T>(list: &mut [T], mut rule: impl FnMut(&T, &T) -> Ordering) {
    let mut from = order(list.len(), &mut |a, b| rule(&list[a], &list[b]));
    // Along each cycle of the permutation, every swap puts one item where it belongs.
    for start in 0..list.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at);
            if next == start {
                break;
            }
            list.swap(at, next);
            at = next;
        }
    }
}

/// For each place of a sorted list, where its item stands now: a merge sort, from pairs up.
fn order(len: usize, rule: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..len).collect();
    let mut merged = Vec::with_capacity(len);
    let mut run = 1;
    while run < len {
        merged.clear();
        for start in (0..len).step_by(run * 2) {
            let (middle, end) = ((start + run).min(len), (start + run * 2).min(len));
            let (mut left, mut right) = (start, middle);
            while left < middle || right < end {
                let takes_right = left == middle || right < end && rule(sorted[right], sorted[left]) == Ordering::Less;
                let taken = if takes_right { &mut right } else { &mut left };
                merged.push(sorted[*taken]);
                *taken += 1;
            }
        }
        std::mem::swap(&mut sorted, &mut merged);
        run *= 2;
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rng;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut rng = Rng::new(3);
        for len in 0..200 {
            let list: Vec<(u64, u64)> = (0..len).map(|index| (rng.below(20), index)).collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            assert_eq!(ours, theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            assert_eq!(ours, theirs);
        }
    }
}
