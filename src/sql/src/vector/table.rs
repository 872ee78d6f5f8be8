//! Tables from keys to numbers, by open addressing: one array of slots, texts in one buffer, nothing allocated for a key.

use super::NO_ROW;

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

#[inline]
fn hash_bytes(bytes: &[u8]) -> u64 {
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
    hash_word(hash)
}

#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    number: u32,
}

const EMPTY: Slot = Slot { key: 0, number: NO_ROW };

/// From words of 64 bits to numbers.
#[derive(Default)]
pub(crate) struct Words {
    slots: Vec<Slot>,
    len: usize,
}

impl Words {
    /// The number of a key; [`NO_ROW`] if it has none.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> u32 {
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
    pub(crate) fn insert(&mut self, key: u64, next: u32) -> (u32, bool) {
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash_word(key) as usize & mask;
        loop {
            let slot = &mut self.slots[at & mask];
            if slot.number == NO_ROW {
                *slot = Slot { key, number: next };
                self.len += 1;
                return (next, true);
            }
            if slot.key == key {
                return (slot.number, false);
            }
            at += 1;
        }
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

    pub(crate) fn heap_size(&self) -> usize {
        self.slots.len() * size_of::<Slot>()
    }
}

/// From texts to numbers, 0 on, in order of appearance.
#[derive(Default)]
pub(crate) struct Texts {
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
    pub(crate) fn get(&self, text: &[u8]) -> u32 {
        if self.slots.is_empty() {
            return NO_ROW;
        }
        let hash = hash_bytes(text);
        self.slots[self.find(text, hash)].1
    }

    /// The slot of a text, or the empty one where it belongs. There is always an empty one.
    #[inline]
    fn find(&self, text: &[u8], hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        loop {
            let (known, number) = self.slots[at];
            if number == NO_ROW || (known == hash as u32 && self.entry(number) == text) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of a text, a new one if it had none; whether it had none.
    #[inline]
    pub(crate) fn insert(&mut self, text: &[u8]) -> (u32, bool) {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash_bytes(text);
        let at = self.find(text, hash);
        let number = self.slots[at].1;
        if number != NO_ROW {
            return (number, false);
        }
        let number = self.ends.len() as u32;
        self.slots[at] = (hash as u32, number);
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        (number, true)
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let mask = size - 1;
        let mut slots = vec![(0, NO_ROW); size];
        for number in 0..self.ends.len() as u32 {
            let hash = hash_bytes(self.entry(number));
            let mut at = (hash >> 32) as usize & mask;
            while slots[at].1 != NO_ROW {
                at = (at + 1) & mask;
            }
            slots[at] = (hash as u32, number);
        }
        self.slots = slots;
    }

    pub(crate) fn heap_size(&self) -> usize {
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
