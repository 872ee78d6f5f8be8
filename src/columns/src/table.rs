//! Tables from keys to numbers, by open addressing: one array of slots, texts in one buffer, nothing allocated for a key.

use crate::NO_ROW;

/// Mixes a word into a hash (the folded multiplication of wyhash).
#[inline]
fn mix(a: u64, b: u64) -> u64 {
    // Two halves instead of a 128-bit product: WebAssembly has no wide multiplication.
    let product = (a ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(b | 1);
    product ^ (product >> 32)
}

#[inline]
fn hash_word(key: u64) -> u64 {
    let n = (key ^ (key >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    n ^ (n >> 29)
}

#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map_or(0, u64::from_le_bytes)
}

#[inline]
fn half(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 4].try_into().map_or(0, |half| u64::from(u32::from_le_bytes(half)))
}

/// The hash of a text in [`Texts`].
#[inline]
pub(crate) fn hash_bytes(bytes: &[u8]) -> u32 {
    let len = bytes.len();
    let mut hash = len as u64;
    if len >= 8 {
        let mut at = 0;
        while at + 8 < len {
            hash = mix(hash, word(bytes, at)).rotate_left(23);
            at += 8;
        }
        // The last eight bytes, some of them perhaps for the second time.
        hash = mix(hash, word(bytes, len - 8));
    } else if len >= 4 {
        hash = mix(hash, half(bytes, 0) << 32 | half(bytes, len - 4));
    } else if len > 0 {
        let short = u64::from(bytes[0]) << 16 | u64::from(bytes[len / 2]) << 8 | u64::from(bytes[len - 1]);
        hash = mix(hash, short);
    }
    (hash_word(hash) >> 16) as u32
}

#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    number: u32,
}

const EMPTY: Slot = Slot { key: 0, number: NO_ROW };

/// From words of 64 bits to numbers.
#[derive(Default)]
pub struct Words {
    slots: Vec<Slot>,
    len: usize,
}

impl Words {
    /// The number of a key; [`NO_ROW`] if it has none.
    #[inline]
    pub fn get(&self, key: u64) -> u32 {
        if self.slots.is_empty() {
            return NO_ROW;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash_word(key) as usize & mask;
        loop {
            let slot = &self.slots[at & mask];
            if slot.number == NO_ROW || slot.key == key {
                return slot.number;
            }
            at += 1;
        }
    }

    /// The number of a key, which is `next` if it had none; whether it had none.
    #[inline]
    pub fn insert(&mut self, key: u64, next: u32) -> (u32, bool) {
        let number = self.entry(key);
        let new = *number == NO_ROW;
        if new {
            *number = next;
        }
        (*number, new)
    }

    /// The place of a key's number: [`NO_ROW`] stands there if it has none, and the caller writes the one it gets.
    #[inline]
    fn entry(&mut self, key: u64) -> &mut u32 {
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash_word(key) as usize & mask;
        loop {
            at &= mask;
            let slot = self.slots[at];
            if slot.number == NO_ROW {
                self.slots[at].key = key;
                self.len += 1;
                break;
            }
            if slot.key == key {
                break;
            }
            at += 1;
        }
        &mut self.slots[at].number
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        let mask = size - 1;
        for slot in old.into_iter().filter(|slot| slot.number != NO_ROW) {
            let mut at = hash_word(slot.key) as usize & mask;
            while self.slots[at & mask].number != NO_ROW {
                at += 1;
            }
            self.slots[at & mask] = slot;
        }
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.slots.len() * size_of::<Slot>()
    }
}

/// From pairs of small numbers to numbers, 0 on, in order of appearance: an array where it is small, else a table.
#[derive(Default)]
pub struct Pairs {
    /// By the left number, then the right one; a row has `1 << shift` places.
    dense: Vec<u32>,
    shift: u32,
    sparse: Option<Words>,
    next: u32,
}

/// Pairs that fit the array.
const DENSE_PAIRS: u64 = 1 << 19;

impl Pairs {
    /// How many pairs.
    pub fn count(&self) -> u32 {
        self.next
    }

    /// Makes room for all pairs of numbers below these.
    fn reserve(&mut self, lefts: u32, rights: u32) {
        if self.sparse.is_some() {
            return;
        }
        let shift = self.shift.max(rights.next_power_of_two().trailing_zeros());
        let places = u64::from(lefts) << shift;
        if places <= DENSE_PAIRS && shift == self.shift {
            self.dense.resize(self.dense.len().max(places as usize), NO_ROW);
            return;
        }
        let old = std::mem::take(&mut self.dense);
        let known = old.iter().enumerate().filter(|(_, number)| **number != NO_ROW);
        let pair = |at: usize| ((at >> self.shift) as u64, (at & ((1 << self.shift) - 1)) as u64);
        if places > DENSE_PAIRS {
            let mut words = Words::default();
            known.for_each(|(at, number)| {
                let (left, right) = pair(at);
                words.insert(left << 32 | right, *number);
            });
            self.sparse = Some(words);
        } else {
            let mut dense = vec![NO_ROW; places as usize];
            known.for_each(|(at, number)| {
                let (left, right) = pair(at);
                dense[(left << shift | right) as usize] = *number;
            });
            (self.dense, self.shift) = (dense, shift);
        }
    }

    /// The number of each pair, in the place of its left; the rows of new pairs are noted in `fresh`. All numbers are below
    /// `lefts` and `rights`.
    pub fn insert(&mut self, left: &mut [u32], right: &[u32], lefts: u32, rights: u32, fresh: &mut Vec<u32>) {
        self.reserve(lefts, rights);
        let Self { dense, shift, sparse, next } = self;
        let mut note = |row: usize| {
            fresh.push(row as u32);
            *next += 1;
            *next - 1
        };
        if let Some(words) = sparse {
            for (row, (left, right)) in left.iter_mut().zip(right).enumerate() {
                let known = words.entry(u64::from(*left) << 32 | u64::from(*right));
                if *known == NO_ROW {
                    *known = note(row);
                }
                *left = *known;
            }
        } else {
            for (row, (left, right)) in left.iter_mut().zip(right).enumerate() {
                let known = &mut dense[(*left << *shift | *right) as usize];
                if *known == NO_ROW {
                    *known = note(row);
                }
                *left = *known;
            }
        }
    }

    /// The number of a pair, [`NO_ROW`] if it has none.
    #[inline]
    pub fn get(&self, left: u32, right: u32) -> u32 {
        if left == NO_ROW || right == NO_ROW {
            return NO_ROW;
        }
        match &self.sparse {
            Some(words) => words.get(u64::from(left) << 32 | u64::from(right)),
            None if right >> self.shift != 0 => NO_ROW,
            None => self.dense.get((left as usize) << self.shift | right as usize).copied().unwrap_or(NO_ROW),
        }
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.dense.len() * 4 + self.sparse.as_ref().map_or(0, Words::heap_size)
    }
}

/// From texts to numbers, 0 on, in order of appearance.
#[derive(Default)]
pub struct Texts {
    /// Hash and number, [`NO_ROW`] where there is none.
    slots: Vec<(u32, u32)>,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    #[inline]
    fn entry(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.bytes[start..self.ends[number]]
    }

    /// The number of a text; [`NO_ROW`] if it has none.
    pub fn get(&self, text: &[u8]) -> u32 {
        if self.slots.is_empty() {
            return NO_ROW;
        }
        let hash = hash_bytes(text);
        self.slots[self.find(text, hash)].1
    }

    /// The slot of a text, or the empty one where it belongs. There is always an empty one.
    #[inline]
    fn find(&self, text: &[u8], hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (known, number) = self.slots[at];
            if number == NO_ROW || (known == hash && self.entry(number) == text) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a text, a new one if it had none; whether it had none.
    #[inline]
    pub fn insert(&mut self, text: &[u8]) -> (u32, bool) {
        self.insert_hashed(text, hash_bytes(text))
    }

    /// The same, with what [`hash_bytes`] gives for the text.
    #[inline]
    pub fn insert_hashed(&mut self, text: &[u8], hash: u32) -> (u32, bool) {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.find(text, hash);
        let number = self.slots[at].1;
        if number != NO_ROW {
            return (number, false);
        }
        let number = self.ends.len() as u32;
        self.slots[at] = (hash, number);
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        (number, true)
    }

    #[cold]
    fn grow(&mut self) {
        // Small tables grow fast: their memory is little, and each entry is moved once less.
        let factor = if self.slots.len() < 1 << 19 { 4 } else { 2 };
        let size = (self.slots.len() * factor).max(64);
        let mask = size - 1;
        let old = std::mem::replace(&mut self.slots, vec![(0, NO_ROW); size]);
        for slot in old.into_iter().filter(|slot| slot.1 != NO_ROW) {
            let mut at = slot.0 as usize & mask;
            while self.slots[at].1 != NO_ROW {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.slots.len() * 8 + self.bytes.capacity() + self.ends.len() * size_of::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut words = Words::default();
        for n in 0..10_000_u32 {
            assert_eq!(words.insert(u64::from(n) << 40 | u64::from(n), n), (n, true));
        }
        for n in 0..10_000_u32 {
            assert_eq!(words.insert(u64::from(n) << 40 | u64::from(n), 77), (n, false));
            assert_eq!(words.get(u64::from(n) << 40 | u64::from(n)), n);
        }
        assert_eq!(words.get(5), NO_ROW);
    }

    #[test]
    fn pairs_keep_their_numbers() {
        for side in [3_u32, 300, 3_000] {
            let mut pairs = Pairs::default();
            let mut known = std::collections::HashMap::new();
            for round in 1..=4_u32 {
                let bound = side * round;
                let right: Vec<u32> = (0..2_000).map(|n| n * 7_919 % bound).collect();
                let mut out: Vec<u32> = (0..2_000).map(|n| n * 104_729 % bound).collect();
                let left = out.clone();
                let before = known.len();
                let mut fresh = Vec::new();
                pairs.insert(&mut out, &right, bound, bound, &mut fresh);
                for (row, pair) in left.iter().zip(&right).enumerate() {
                    let next = known.len() as u32;
                    assert_eq!(out[row], *known.entry((*pair.0, *pair.1)).or_insert(next));
                    assert_eq!(pairs.get(*pair.0, *pair.1), out[row]);
                }
                assert_eq!((pairs.count() as usize, fresh.len()), (known.len(), known.len() - before));
            }
            assert_eq!(pairs.get(side * 4, 0), NO_ROW);
        }
    }

    #[test]
    fn texts_keep_their_numbers() {
        let mut texts = Texts::default();
        assert_eq!(texts.get(b""), NO_ROW);
        let all: Vec<String> = (0..5_000).map(|n| "x".repeat(n % 20) + &n.to_string()).collect();
        for (n, text) in all.iter().enumerate() {
            assert_eq!(texts.insert(text.as_bytes()), (n as u32, true));
        }
        assert_eq!(texts.insert(b""), (5_000, true));
        for (n, text) in all.iter().enumerate() {
            assert_eq!(texts.get(text.as_bytes()), n as u32);
        }
    }
}
