//! One column's keys to small numbers, from 0 on in order of appearance; NULL is a key too.

use crate::table::hash_bytes;
use crate::{Bitmap, Dictionary, NO_ROW, Strings, Texts, Words};
use std::sync::Arc;

/// Integers from 0 up to this are looked up in an array.
const DENSE: usize = 1 << 18;

/// A dictionary's entry that was not looked up yet.
const UNSEEN: u32 = u32::MAX - 1;

/// A number for each row. `number` gives that of a value and whether it is new, from the row, the next number and NULL's;
/// the rows of new values are noted in `fresh`.
#[inline]
pub fn fill(
    rows: usize,
    valid: Option<&Bitmap>,
    next: &mut u32,
    null: &mut u32,
    fresh: &mut Vec<u32>,
    mut number: impl FnMut(usize, u32, u32) -> (u32, bool),
) -> Vec<u32> {
    let mut known = |row: usize, next: &mut u32, null: u32| {
        let (number, new) = number(row, *next, null);
        if new {
            *next += 1;
            fresh.push(row as u32);
        }
        number
    };
    let Some(valid) = valid else {
        let null = *null;
        return (0..rows).map(|row| known(row, next, null)).collect();
    };
    let mut first_null = NO_ROW;
    let out = (0..rows)
        .map(|row| {
            if valid.get(row) {
                return known(row, next, *null);
            }
            if *null == NO_ROW {
                *null = *next;
                *next += 1;
                first_null = row as u32;
            }
            *null
        })
        .collect();
    if first_null != NO_ROW {
        fresh.insert(fresh.partition_point(|row| *row < first_null), first_null);
    }
    out
}

/// A number for each row, NULL's being `null`.
#[inline]
pub fn look(rows: usize, valid: Option<&Bitmap>, null: u32, mut number: impl FnMut(usize) -> u32) -> Vec<u32> {
    match valid {
        None => (0..rows).map(number).collect(),
        Some(valid) => (0..rows).map(|row| if valid.get(row) { number(row) } else { null }).collect(),
    }
}

/// Keys that are integers.
pub struct IntKeys {
    dense: Vec<u32>,
    sparse: Words,
    next: u32,
    null: u32,
}

impl Default for IntKeys {
    fn default() -> Self {
        Self { dense: Vec::new(), sparse: Words::default(), next: 0, null: NO_ROW }
    }
}

impl IntKeys {
    /// How many keys.
    pub fn count(&self) -> u32 {
        self.next
    }

    /// The number of each row's value; new values get new numbers, and their rows are noted in `fresh`.
    pub fn insert(&mut self, values: &[i64], valid: Option<&Bitmap>, fresh: &mut Vec<u32>) -> Vec<u32> {
        let Self { dense, sparse, next, null } = self;
        fill(values.len(), valid, next, null, fresh, |row, next, _| {
            let n = values[row];
            let at = n as usize;
            if n < 0 || n >= DENSE as i64 {
                return sparse.insert(n as u64, next);
            }
            if at >= dense.len() {
                dense.resize((at + 1).next_power_of_two().max(64), NO_ROW);
            }
            let slot = &mut dense[at];
            let new = *slot == NO_ROW;
            if new {
                *slot = next;
            }
            (*slot, new)
        })
    }

    /// The number of each row's value, [`NO_ROW`] where it has none.
    pub fn find(&self, values: &[i64], valid: Option<&Bitmap>) -> Vec<u32> {
        look(values.len(), valid, self.null, |row| {
            let n = values[row];
            if n < 0 || n >= DENSE as i64 {
                return self.sparse.get(n as u64);
            }
            self.dense.get(n as usize).copied().unwrap_or(NO_ROW)
        })
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.dense.len() * 4 + self.sparse.heap_size()
    }
}

/// Keys that are doubles: one zero, one NaN.
pub struct FloatKeys {
    words: Words,
    next: u32,
    null: u32,
}

impl Default for FloatKeys {
    fn default() -> Self {
        Self { words: Words::default(), next: 0, null: NO_ROW }
    }
}

#[inline]
fn float_key(x: f64) -> u64 {
    if x == 0.0 {
        0
    } else if x.is_nan() {
        f64::NAN.to_bits()
    } else {
        x.to_bits()
    }
}

impl FloatKeys {
    /// How many keys.
    pub fn count(&self) -> u32 {
        self.next
    }

    /// As [`IntKeys::insert`].
    pub fn insert(&mut self, values: &[f64], valid: Option<&Bitmap>, fresh: &mut Vec<u32>) -> Vec<u32> {
        let Self { words, next, null } = self;
        fill(values.len(), valid, next, null, fresh, |row, next, _| words.insert(float_key(values[row]), next))
    }

    /// As [`IntKeys::find`].
    pub fn find(&self, values: &[f64], valid: Option<&Bitmap>) -> Vec<u32> {
        look(values.len(), valid, self.null, |row| self.words.get(float_key(values[row])))
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.words.heap_size()
    }
}

/// The numbers of a dictionary's entries, kept from batch to batch.
type Cache = Option<(Arc<Dictionary>, Vec<u32>)>;

/// What was kept for this very dictionary, or nothing of it yet.
fn cached(cache: &mut Cache, dictionary: &Arc<Dictionary>) -> Vec<u32> {
    match cache.take() {
        Some((known, numbers)) if Arc::ptr_eq(&known, dictionary) => numbers,
        _ => vec![UNSEEN; dictionary.len()],
    }
}

/// Keys that are texts; of a small dictionary each entry is looked up once.
pub struct TextKeys {
    texts: Texts,
    inserted: Cache,
    found: Cache,
    next: u32,
    null: u32,
    /// Blanks at the end do not count.
    padded: bool,
}

#[inline]
fn text_key(text: &[u8], padded: bool) -> &[u8] {
    if padded { &text[..text.iter().rposition(|b| *b != b' ').map_or(0, |last| last + 1)] } else { text }
}

/// NULL has a number among the texts' own.
#[inline]
fn past(number: u32, null: u32) -> u32 {
    if number == NO_ROW { NO_ROW } else { number + u32::from(number >= null) }
}

impl TextKeys {
    /// No key yet; `padded`: blanks at the end do not count.
    pub fn new(padded: bool) -> Self {
        Self { texts: Texts::default(), inserted: None, found: None, next: 0, null: NO_ROW, padded }
    }

    /// How many keys.
    pub fn count(&self) -> u32 {
        self.next
    }

    /// As [`IntKeys::insert`].
    pub fn insert(&mut self, strings: &Strings, valid: Option<&Bitmap>, fresh: &mut Vec<u32>) -> Vec<u32> {
        let Self { texts, inserted, next, null, padded, .. } = self;
        // What was not there may be there now.
        self.found = None;
        if !strings.is_small() {
            // Hashes first: the table's slots are then waited for side by side, not one after the other.
            let hash = |row| match valid {
                Some(valid) if !valid.get(row) => 0,
                _ => hash_bytes(text_key(strings.bytes(row), *padded)),
            };
            let hashes: Vec<u32> = (0..strings.len()).map(hash).collect();
            return fill(strings.len(), valid, next, null, fresh, |row, _, null| {
                let (number, new) = texts.insert_hashed(text_key(strings.bytes(row), *padded), hashes[row]);
                (past(number, null), new)
            });
        }
        let mut numbers = cached(inserted, &strings.dictionary);
        let out = fill(strings.len(), valid, next, null, fresh, |row, _, null| {
            let code = strings.codes[row];
            let slot = &mut numbers[code as usize];
            if *slot != UNSEEN {
                return (*slot, false);
            }
            let (number, new) = texts.insert(text_key(strings.dictionary.bytes(code), *padded));
            *slot = past(number, null);
            (*slot, new)
        });
        *inserted = Some((Arc::clone(&strings.dictionary), numbers));
        out
    }

    /// As [`IntKeys::find`].
    pub fn find(&mut self, strings: &Strings, valid: Option<&Bitmap>) -> Vec<u32> {
        let Self { texts, found, null, padded, .. } = self;
        if !strings.is_small() {
            return look(strings.len(), valid, *null, |row| {
                past(texts.get(text_key(strings.bytes(row), *padded)), *null)
            });
        }
        let mut numbers = cached(found, &strings.dictionary);
        let out = look(strings.len(), valid, *null, |row| {
            let code = strings.codes[row];
            let slot = &mut numbers[code as usize];
            if *slot == UNSEEN {
                *slot = past(texts.get(text_key(strings.dictionary.bytes(code), *padded)), *null);
            }
            *slot
        });
        *found = Some((Arc::clone(&strings.dictionary), numbers));
        out
    }

    /// Bytes taken.
    pub fn heap_size(&self) -> usize {
        self.texts.heap_size()
    }
}
