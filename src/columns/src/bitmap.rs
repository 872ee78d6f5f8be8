//! One bit a row.

use serde::{Deserialize, Serialize};

/// A row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bitmap {
    words: Vec<u64>,
    len: usize,
}

impl Bitmap {
    /// `len` equal bits.
    pub fn filled(len: usize, bit: bool) -> Self {
        Self { words: vec![if bit { u64::MAX } else { 0 }; len.div_ceil(64)], len }
    }

    /// A bit for each index.
    pub fn from_fn(len: usize, mut bit: impl FnMut(usize) -> bool) -> Self {
        let mut words = Vec::with_capacity(len.div_ceil(64));
        let mut at = 0;
        while at < len {
            let end = (at + 64).min(len);
            let mut word = 0;
            for i in at..end {
                word |= u64::from(bit(i)) << (i - at);
            }
            words.push(word);
            at = end;
        }
        Self { words, len }
    }

    /// How many bits.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no bit.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Bit `i`.
    #[inline]
    pub fn get(&self, i: usize) -> bool {
        self.words[i >> 6] >> (i & 63) & 1 == 1
    }

    /// Sets bit `i`.
    #[inline]
    pub fn set(&mut self, i: usize, bit: bool) {
        let mask = 1 << (i & 63);
        if bit {
            self.words[i >> 6] |= mask;
        } else {
            self.words[i >> 6] &= !mask;
        }
    }

    /// One more bit.
    pub fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        self.len += 1;
        self.set(self.len - 1, bit);
    }

    /// Only the first `len` bits.
    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
        self.words.truncate(self.len.div_ceil(64));
    }

    /// Bits set in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self { words: self.words.iter().zip(&other.words).map(|(a, b)| a & b).collect(), len: self.len }
    }

    /// Bits set in both, where `None` means "all set".
    pub fn both(a: Option<&Self>, b: Option<&Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.and(b)),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        }
    }

    /// Whether every bit is set.
    pub fn all(&self) -> bool {
        (0..self.len).all(|i| self.get(i))
    }

    /// How many bits are set.
    pub fn count(&self) -> usize {
        let full = self.len / 64;
        let whole: u32 = self.words[..full].iter().map(|word| word.count_ones()).sum();
        whole as usize + (full * 64..self.len).filter(|i| self.get(*i)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_back() {
        let mut bits = Bitmap::from_fn(130, |i| i % 3 == 0);
        assert!(bits.get(129) && !bits.get(128));
        assert_eq!(bits.count(), 44);
        bits.push(true);
        bits.set(0, false);
        assert_eq!((bits.len(), bits.count()), (131, 44));
        assert!(Bitmap::filled(70, true).all());
    }
}
