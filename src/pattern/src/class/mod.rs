//! Sets of units: what a bracket, a dot or `\w` matches.

mod fold;
mod named;

pub(crate) use fold::{same, variants};
pub(crate) use named::Named;

use crate::unit::MAX_UNIT;

/// A set of units, as sorted disjoint ranges with a bitmap in front for ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Class {
    ranges: Vec<(u32, u32)>,
    ascii: [u64; 2],
}

impl Class {
    /// The units of these ranges, both ends included.
    pub(crate) fn from_ranges(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.retain(|&(low, high)| low <= high);
        base::order::sort(&mut ranges);
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        let mut ascii = [0; 2];
        for &(low, high) in &merged {
            for unit in low..=high.min(0x7F) {
                ascii[(unit >> 6) as usize] |= 1 << (unit & 63);
            }
        }
        Self { ranges: merged, ascii }
    }

    /// One unit.
    pub(crate) fn one(unit: u32) -> Self {
        Self::from_ranges(vec![(unit, unit)])
    }

    /// Whether `unit` is in the set.
    #[inline]
    pub(crate) fn contains(&self, unit: u32) -> bool {
        if unit < 0x80 {
            return self.ascii[(unit >> 6) as usize] >> (unit & 63) & 1 == 1;
        }
        let after = self.ranges.partition_point(|&(low, _)| low <= unit);
        after > 0 && self.ranges[after - 1].1 >= unit
    }

    /// The ranges, sorted and disjoint.
    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// Everything else, up to and with `last`.
    pub(crate) fn complement(&self, last: u32) -> Self {
        let mut out = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(low, high) in &self.ranges {
            if low > next {
                out.push((next, (low - 1).min(last)));
            }
            next = high + 1;
        }
        if next <= last {
            out.push((next, last));
        }
        Self::from_ranges(out)
    }

    /// What is in either.
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::from_ranges([self.ranges.as_slice(), &other.ranges].concat())
    }

    /// The same without `unit`.
    pub(crate) fn without(&self, unit: u32) -> Self {
        let mut out = Vec::with_capacity(self.ranges.len() + 1);
        for &(low, high) in &self.ranges {
            if (low..=high).contains(&unit) {
                if unit > low {
                    out.push((low, unit - 1));
                }
                if unit < high {
                    out.push((unit + 1, high));
                }
            } else {
                out.push((low, high));
            }
        }
        Self::from_ranges(out)
    }

    /// The same with every other case of its letters.
    pub(crate) fn ignoring_case(&self) -> Self {
        let mut out = self.ranges.clone();
        for &(low, high) in &self.ranges {
            // A range this wide holds whole alphabets, both cases.
            if high - low > 0x1_0000 {
                continue;
            }
            for unit in low..=high.min(MAX_UNIT) {
                out.extend(variants(unit).map(|other| (other, other)));
            }
        }
        Self::from_ranges(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::MAX_CHAR;

    #[test]
    fn ranges_merge_and_complement() {
        let class = Class::from_ranges(vec![(0x62, 0x63), (0x61, 0x61), (0xE9, 0xE9)]);
        assert_eq!(class.ranges(), [(0x61, 0x63), (0xE9, 0xE9)]);
        assert!(class.contains(0x61) && class.contains(0xE9) && !class.contains(0xEA));
        let rest = class.complement(MAX_CHAR);
        assert!(!rest.contains(0x62) && rest.contains(0x64) && rest.contains(MAX_CHAR));
        assert_eq!(rest.complement(MAX_CHAR), class);
        assert!(!class.without(0x62).contains(0x62));
    }

    #[test]
    fn case_is_folded() {
        let class = Class::from_ranges(vec![(0x61, 0x61), (0xC9, 0xC9)]).ignoring_case();
        assert!(class.contains(0x41) && class.contains(0xE9));
    }
}
