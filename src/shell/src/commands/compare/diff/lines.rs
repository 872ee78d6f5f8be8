//! Lines, and the shortest way from one list of them to another (Myers 1986, in linear space).

use super::sameness::Sameness;
use base::{Budget, Exhausted};
use std::collections::HashMap;

/// A stretch of lines replaced by another: from and to on both sides; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) old: (usize, usize),
    pub(super) new: (usize, usize),
    /// It does not count: all its lines are of a kind to be ignored.
    pub(super) ignored: bool,
}

impl Change {
    /// Are there lines that go? Lines that come?
    pub(super) fn kinds(&self) -> (bool, bool) {
        (self.old.0 < self.old.1, self.new.0 < self.new.1)
    }
}

/// Lines with their newlines.
pub(super) fn split(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Which lines are gone and which have come, as the search finds them, nothing slid: for `git`, which slides its own way.
pub(in crate::commands) fn raw(a: &[u32], b: &[u32], budget: &Budget) -> Result<(Vec<bool>, Vec<bool>), Exhausted> {
    let furthest = vec![0; a.len() + b.len() + 3];
    let (gone, come) = (vec![false; a.len()], vec![false; b.len()]);
    let mut search = Search { a, b, gone, come, forward: furthest.clone(), backward: furthest, budget };
    search.all()?;
    Ok((search.gone, search.come))
}

/// The changes from `old` to `new`, in order.
pub(super) fn compare(
    old: &[&[u8]],
    new: &[&[u8]],
    sameness: &Sameness,
    budget: &Budget,
) -> Result<Vec<Change>, Exhausted> {
    let mut known = HashMap::new();
    let mut number = |line| {
        let next = known.len() as u32;
        *known.entry(sameness.key(line)).or_insert(next)
    };
    let a: Vec<u32> = old.iter().map(|line| number(line)).collect();
    let b: Vec<u32> = new.iter().map(|line| number(line)).collect();
    let (mut gone, mut come) = raw(&a, &b, budget)?;
    slide(&a, &mut gone, &come);
    slide(&b, &mut come, &gone);
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    while i < a.len() || j < b.len() {
        let (start_i, start_j) = (i, j);
        while i < a.len() && gone[i] {
            i += 1;
        }
        while j < b.len() && come[j] {
            j += 1;
        }
        if (i, j) == (start_i, start_j) {
            (i, j) = (i + 1, j + 1);
        } else {
            changes.push(Change { old: (start_i, i), new: (start_j, j), ignored: false });
        }
    }
    Ok(changes)
}

/// Moves every run of changed lines as far down as it goes, and back up to a change on the other side if it met one
/// (GNU diff's `shift_boundaries`).
fn slide(lines: &[u32], changed: &mut [bool], other: &[bool]) {
    let end = lines.len();
    let (mut i, mut j) = (0, 0_isize);
    let is = |list: &[bool], at: isize| usize::try_from(at).is_ok_and(|at| list.get(at).copied().unwrap_or(false));
    loop {
        while i < end && !changed[i] {
            while is(other, j) {
                j += 1;
            }
            j += 1;
            i += 1;
        }
        if i == end {
            return;
        }
        let mut start = i;
        while i < end && changed[i] {
            i += 1;
        }
        while is(other, j) {
            j += 1;
        }
        let mut corresponding;
        loop {
            let length = i - start;
            // Up, to join the run above.
            while start > 0 && lines[start - 1] == lines[i - 1] {
                start -= 1;
                changed[start] = true;
                i -= 1;
                changed[i] = false;
                while start > 0 && changed[start - 1] {
                    start -= 1;
                }
                j -= 1;
                while is(other, j) {
                    j -= 1;
                }
            }
            corresponding = if is(other, j - 1) { i } else { end };
            // Down, to join the run below.
            while i < end && lines[start] == lines[i] {
                changed[start] = false;
                start += 1;
                changed[i] = true;
                i += 1;
                while i < end && changed[i] {
                    i += 1;
                }
                j += 1;
                while is(other, j) {
                    corresponding = i;
                    j += 1;
                }
            }
            if length == i - start {
                break;
            }
        }
        while corresponding < i {
            start -= 1;
            changed[start] = true;
            i -= 1;
            changed[i] = false;
            j -= 1;
            while is(other, j) {
                j -= 1;
            }
        }
    }
}

struct Search<'a> {
    a: &'a [u32],
    b: &'a [u32],
    gone: Vec<bool>,
    come: Vec<bool>,
    /// How far the searches have come on each diagonal; what neither has reached means nothing.
    forward: Vec<isize>,
    backward: Vec<isize>,
    budget: &'a Budget,
}

impl Search<'_> {
    /// Divides and conquers, with a stack of its own.
    fn all(&mut self) -> Result<(), Exhausted> {
        let mut boxes = vec![(0, self.a.len(), 0, self.b.len())];
        while let Some((mut left, mut right, mut top, mut bottom)) = boxes.pop() {
            while left < right && top < bottom && self.a[left] == self.b[top] {
                (left, top) = (left + 1, top + 1);
            }
            while left < right && top < bottom && self.a[right - 1] == self.b[bottom - 1] {
                (right, bottom) = (right - 1, bottom - 1);
            }
            if left == right {
                self.come[top..bottom].fill(true);
            } else if top == bottom {
                self.gone[left..right].fill(true);
            } else {
                let (x, y) = self.middle(left, right, top, bottom)?;
                boxes.push((x, right, y, bottom));
                boxes.push((left, x, top, y));
            }
        }
        Ok(())
    }

    /// A point on a shortest path, near its middle: forward and backward searches that meet.
    fn middle(&mut self, left: usize, right: usize, top: usize, bottom: usize) -> Result<(usize, usize), Exhausted> {
        let (n, m) = ((right - left) as isize, (bottom - top) as isize);
        let (delta, size) = (n - m, (n + m + 3) as usize);
        let at = |diagonal: isize| (diagonal + m + 1) as usize;
        let (a, b, budget) = (self.a, self.b, self.budget);
        let (forward, backward) = (&mut self.forward, &mut self.backward);
        forward[at(0)] = 0;
        backward[at(delta)] = n;
        let (mut low, mut high, mut back_low, mut back_high) = (0_isize, 0_isize, delta, delta);
        let odd = delta % 2 != 0;
        let same = |x: isize, y: isize| a[left + x as usize] == b[top + y as usize];
        let mut first = true;
        loop {
            budget.spend((high - low + back_high - back_low + 4) as u64)?;
            // Where a search has not been yet, it is behind every start.
            if low > -m {
                low -= 1;
                forward[at(low - 1)] = -1;
            } else {
                low += 1;
            }
            if high < n {
                high += 1;
                forward[at(high + 1)] = -1;
            } else {
                high -= 1;
            }
            let mut diagonal = high;
            while diagonal >= low {
                let above = if diagonal < n && at(diagonal) + 1 < size { forward[at(diagonal + 1)] } else { -1 };
                let below = if diagonal > -m { forward[at(diagonal - 1)] } else { -1 };
                let start = if first {
                    0.max(if below < above { above } else { below + 1 })
                } else if below < above {
                    above
                } else {
                    below + 1
                };
                let mut x = start;
                while x < n && x - diagonal < m && x - diagonal >= 0 && same(x, x - diagonal) {
                    x += 1;
                }
                forward[at(diagonal)] = x;
                if odd && (back_low..=back_high).contains(&diagonal) && backward[at(diagonal)] <= x {
                    return Ok((left + x as usize, top + (x - diagonal) as usize));
                }
                diagonal -= 2;
            }
            if back_low > -m {
                back_low -= 1;
                backward[at(back_low - 1)] = n + 1;
            } else {
                back_low += 1;
            }
            if back_high < n {
                back_high += 1;
                backward[at(back_high + 1)] = n + 1;
            } else {
                back_high -= 1;
            }
            let mut diagonal = back_high;
            while diagonal >= back_low {
                let above = if diagonal < n { backward[at(diagonal + 1)] } else { n + 1 };
                let below = if diagonal > -m { backward[at(diagonal - 1)] } else { n + 1 };
                let mut x = if below < above { below } else { above - 1 };
                while x > 0 && x - diagonal > 0 && x <= n && x - diagonal <= m && same(x - 1, x - diagonal - 1) {
                    x -= 1;
                }
                backward[at(diagonal)] = x;
                if !odd && (low..=high).contains(&diagonal) && x <= forward[at(diagonal)] {
                    return Ok((left + x as usize, top + (x - diagonal) as usize));
                }
                diagonal -= 2;
            }
            first = false;
        }
    }
}
