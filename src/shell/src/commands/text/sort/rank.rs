//! A number in place of a key, in the order of the keys: most comparisons of a sort end with it.

use super::compare::decimal;
use super::key::Order;

/// How keys of one ordering are ranked. Of two keys, the one with the smaller rank comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ranking {
    /// By their first eight bytes.
    Bytes,
    /// By their first eight bytes, small letters as capitals.
    Folded,
    /// By their number: twice its whole part, one more (or one less below zero) where that is not all of it.
    Number,
    /// Not at all: every rank is the same.
    None,
}

/// Whole parts from here on have one rank.
const MOST_DIGITS: usize = 17;

impl Ranking {
    pub(super) fn of(order: &Order) -> Self {
        let letters = order.human || order.general || order.month || order.version || order.random;
        match (order.numeric, letters || order.dictionary || order.printable, order.fold) {
            (true, ..) => Self::Number,
            (_, true, _) => Self::None,
            (.., true) => Self::Folded,
            _ => Self::Bytes,
        }
    }

    /// A key's rank.
    pub(super) fn rank(self, key: &[u8]) -> u64 {
        match self {
            Self::Bytes => prefix(key),
            Self::Folded => {
                let mut first = [0; 8];
                first.iter_mut().zip(key).for_each(|(byte, letter)| *byte = letter.to_ascii_uppercase());
                u64::from_be_bytes(first)
            }
            Self::Number => {
                let number = decimal(key);
                let value = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
                let whole = if number.whole.len() > MOST_DIGITS { 10_i64.pow(17) } else { value(number.whole) };
                let more = number.whole.len() > MOST_DIGITS || !number.fraction.is_empty();
                let rank = whole * 2 + i64::from(more);
                (if number.negative { -rank } else { rank }) as u64 ^ (1 << 63)
            }
            Self::None => 0,
        }
    }

    /// Whether two keys of this rank are equal.
    pub(super) fn decides(self, rank: u64) -> bool {
        self == Self::Number && rank & 1 == 0
    }
}

/// The first eight bytes as one number; what is shorter comes first, as far as zeros can tell.
fn prefix(key: &[u8]) -> u64 {
    if let Some(first) = key.first_chunk() {
        return u64::from_be_bytes(*first);
    }
    let mut first = [0; 8];
    first[..key.len()].copy_from_slice(key);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::super::compare::compare;
    use super::*;
    use std::cmp::Ordering;

    #[test]
    fn ranks_agree_with_the_orderings() {
        let texts: &[&[u8]] = &[
            b"",
            b"a",
            b"a\0",
            b"A",
            b"abcdefgh",
            b"ABCDEFGHI",
            b"abcdefghi",
            b"\xc3\xa9t\xc3\xa9",
            b"0",
            b"-0",
            b"-0.0",
            b"0.5",
            b"-0.5",
            b"-1",
            b"1",
            b"1.0",
            b"1.25",
            b"  12",
            b"-12.5",
            b"-13",
            b"99999999999999999",
            b"100000000000000000",
            b"123456789012345678901",
            b"123456789012345678902",
            b"-123456789012345678901",
            b"x1",
            b"007",
        ];
        let plain = Order::default();
        for order in [plain, Order { fold: true, ..plain }, Order { numeric: true, ..plain }] {
            let ranking = Ranking::of(&order);
            for a in texts {
                for b in texts {
                    let (first, second) = (ranking.rank(a), ranking.rank(b));
                    let expected = compare(a, b, &order, 0);
                    if first != second {
                        assert_eq!(first.cmp(&second), expected, "{ranking:?}: {a:?} and {b:?}");
                    } else if ranking.decides(first) {
                        assert_eq!(expected, Ordering::Equal, "{ranking:?}: {a:?} and {b:?}");
                    }
                }
            }
        }
    }
}
