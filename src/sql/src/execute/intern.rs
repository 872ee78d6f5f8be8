//! Keys to small numbers: the heart of grouping, joining and telling rows apart. Each column has its own table, so that
//! nothing is boxed and a dictionary's strings are looked up once a batch; the columns' numbers together are the key.

use crate::types::{Physical, Type};
use crate::value::Value;
use crate::vector::{Builder, Data, Dictionary, NO_ROW, Strings, Texts, Vector, Words};
use std::collections::HashMap;
use std::sync::Arc;

/// Integers from 0 up to this are looked up in an array.
const DENSE: usize = 1 << 18;

/// A dictionary's entry that was not looked up yet.
const UNSEEN: u32 = u32::MAX - 1;

/// The numbers of a dictionary's entries, kept from batch to batch.
type Cache = Option<(Arc<Dictionary>, Vec<u32>)>;

enum Keys {
    Int { dense: Vec<u32>, sparse: Words },
    Float(Words),
    Text { texts: Texts, inserted: Cache, found: Cache },
    Any(HashMap<Value, u32>),
}

/// One column's keys, numbered from 0 on in order of appearance; NULL is a key too.
struct ColumnKeys {
    keys: Keys,
    next: u32,
    null: u32,
    padded: bool,
}

/// The bits that stand for a double as a key: one zero, one NaN.
fn float_key(x: f64) -> u64 {
    if x == 0.0 {
        0
    } else if x.is_nan() {
        f64::NAN.to_bits()
    } else {
        x.to_bits()
    }
}

/// The text that stands for a text as a key: blanks at the end of char(n) do not count.
#[inline]
fn text_key(text: &[u8], padded: bool) -> &[u8] {
    if padded { &text[..text.iter().rposition(|b| *b != b' ').map_or(0, |last| last + 1)] } else { text }
}

/// Whether there are few enough entries to look each up once.
fn is_small(strings: &Strings) -> bool {
    strings.dictionary.len() * 2 <= strings.len()
}

/// What was kept for this very dictionary, or nothing of it yet.
fn cached(cache: &mut Cache, dictionary: &Arc<Dictionary>) -> Vec<u32> {
    match cache.take() {
        Some((known, numbers)) if Arc::ptr_eq(&known, dictionary) => numbers,
        _ => vec![UNSEEN; dictionary.len()],
    }
}

impl ColumnKeys {
    fn new(ty: &Type) -> Self {
        let keys = match ty.physical() {
            Physical::Int => Keys::Int { dense: Vec::new(), sparse: Words::default() },
            Physical::Float => Keys::Float(Words::default()),
            Physical::Text => Keys::Text { texts: Texts::default(), inserted: None, found: None },
            _ => Keys::Any(HashMap::new()),
        };
        Self { keys, next: 0, null: NO_ROW, padded: *ty == Type::Char }
    }

    /// The number of each row's value; new values get new numbers, and their rows are noted in `fresh`.
    fn insert(&mut self, vector: &Vector, fresh: &mut Vec<u32>) -> Vec<u32> {
        let padded = self.padded;
        // NULL has a number among the texts' own.
        let past = |number: u32, null: u32| number + u32::from(number >= null);
        match (&mut self.keys, &vector.data) {
            (Keys::Int { dense, sparse }, Data::Int(values)) => {
                fill(vector, &mut self.next, &mut self.null, fresh, |row, next, _| {
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
            (Keys::Float(words), Data::Float(values)) => {
                fill(vector, &mut self.next, &mut self.null, fresh, |row, next, _| {
                    words.insert(float_key(values[row]), next)
                })
            }
            (Keys::Text { texts, inserted, .. }, Data::Text(strings)) if is_small(strings) => {
                let mut numbers = cached(inserted, &strings.dictionary);
                let out = fill(vector, &mut self.next, &mut self.null, fresh, |row, _, null| {
                    let code = strings.codes[row];
                    let slot = &mut numbers[code as usize];
                    if *slot != UNSEEN {
                        return (*slot, false);
                    }
                    let (number, new) = texts.insert(text_key(strings.dictionary.bytes(code), padded));
                    *slot = past(number, null);
                    (*slot, new)
                });
                *inserted = Some((Arc::clone(&strings.dictionary), numbers));
                out
            }
            (Keys::Text { texts, .. }, Data::Text(strings)) => {
                fill(vector, &mut self.next, &mut self.null, fresh, |row, _, null| {
                    let (number, new) = texts.insert(text_key(strings.bytes(row), padded));
                    (past(number, null), new)
                })
            }
            (Keys::Any(map), _) => fill(vector, &mut self.next, &mut self.null, fresh, |row, next, _| {
                let number = *map.entry(vector.value(row)).or_insert(next);
                (number, number == next)
            }),
            // Types agree by construction; anything else matches nothing.
            _ => vec![NO_ROW; vector.len()],
        }
    }

    /// The number of each row's value, [`NO_ROW`] where it has none.
    fn find(&mut self, vector: &Vector) -> Vec<u32> {
        let (padded, null) = (self.padded, self.null);
        let past = |number: u32| if number == NO_ROW { NO_ROW } else { number + u32::from(number >= null) };
        match (&mut self.keys, &vector.data) {
            (Keys::Int { dense, sparse }, Data::Int(values)) => look(vector, null, |row| {
                let n = values[row];
                if n < 0 || n >= DENSE as i64 {
                    return sparse.get(n as u64);
                }
                dense.get(n as usize).copied().unwrap_or(NO_ROW)
            }),
            (Keys::Float(words), Data::Float(values)) => look(vector, null, |row| words.get(float_key(values[row]))),
            (Keys::Text { texts, found, .. }, Data::Text(strings)) if is_small(strings) => {
                let mut numbers = cached(found, &strings.dictionary);
                let out = look(vector, null, |row| {
                    let code = strings.codes[row];
                    let slot = &mut numbers[code as usize];
                    if *slot == UNSEEN {
                        *slot = past(texts.get(text_key(strings.dictionary.bytes(code), padded)));
                    }
                    *slot
                });
                *found = Some((Arc::clone(&strings.dictionary), numbers));
                out
            }
            (Keys::Text { texts, .. }, Data::Text(strings)) => {
                look(vector, null, |row| past(texts.get(text_key(strings.bytes(row), padded))))
            }
            (Keys::Any(map), _) => look(vector, null, |row| map.get(&vector.value(row)).copied().unwrap_or(NO_ROW)),
            _ => vec![NO_ROW; vector.len()],
        }
    }

    fn heap_size(&self) -> usize {
        match &self.keys {
            Keys::Int { dense, sparse } => dense.len() * 4 + sparse.heap_size(),
            Keys::Float(words) => words.heap_size(),
            Keys::Text { texts, .. } => texts.heap_size(),
            Keys::Any(map) => map.len() * 96,
        }
    }
}

/// A number for each row. `number` gives that of a value and whether it is new, from the row, the next number and NULL's.
#[inline]
fn fill(
    vector: &Vector,
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
    let Some(valid) = &vector.valid else {
        let null = *null;
        return (0..vector.len()).map(|row| known(row, next, null)).collect();
    };
    let mut first_null = NO_ROW;
    let out = (0..vector.len())
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

#[inline]
fn look(vector: &Vector, null: u32, mut number: impl FnMut(usize) -> u32) -> Vec<u32> {
    match &vector.valid {
        None => (0..vector.len()).map(number).collect(),
        Some(valid) => (0..vector.len()).map(|row| if valid.get(row) { number(row) } else { null }).collect(),
    }
}

fn pair(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

/// Rows of keys to small numbers, from 0 on, in order of appearance.
pub(super) struct Interner {
    columns: Vec<ColumnKeys>,
    types: Vec<Type>,
    /// From the number of the columns before and the number of the next column to a number of both; one table fewer than
    /// columns, the last one's numbers are the keys'.
    pairs: Vec<(Words, u32)>,
    /// The keys themselves, where they are asked for.
    kept: Option<Vec<Builder>>,
    len: u32,
}

impl Interner {
    /// For keys of these types.
    pub(super) fn new(types: &[Type]) -> Self {
        let kept = types.iter().map(|ty| Builder::new(ty, 0)).collect();
        Self { kept: Some(kept), ..Self::without_keys(types) }
    }

    /// The same, where nobody asks for [`Self::keys`].
    pub(super) fn without_keys(types: &[Type]) -> Self {
        Self {
            columns: types.iter().map(ColumnKeys::new).collect(),
            types: types.to_vec(),
            pairs: types.iter().skip(1).map(|_| (Words::default(), 0)).collect(),
            kept: None,
            len: 0,
        }
    }

    /// How many columns make a key.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// How many keys.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of each row's key, new keys getting new numbers.
    pub(super) fn insert(&mut self, keys: &[Arc<Vector>], rows: usize) -> Vec<u32> {
        let Some((first, rest)) = self.columns.split_first_mut() else {
            self.len = self.len.max(u32::from(rows > 0));
            return vec![0; rows];
        };
        let mut fresh = Vec::new();
        let mut out = first.insert(&keys[0], &mut fresh);
        self.len = first.next;
        for ((column, vector), (table, next)) in rest.iter_mut().zip(&keys[1..]).zip(&mut self.pairs) {
            fresh.clear();
            let numbers = column.insert(vector, &mut fresh);
            fresh.clear();
            for (row, (left, right)) in out.iter_mut().zip(numbers).enumerate() {
                let (number, new) = table.insert(pair(*left, right), *next);
                if new {
                    *next += 1;
                    fresh.push(row as u32);
                }
                *left = number;
            }
            self.len = *next;
        }
        if let Some(kept) = self.kept.as_mut().filter(|_| !fresh.is_empty()) {
            for (builder, vector) in kept.iter_mut().zip(keys) {
                builder.extend(&vector.gather(&fresh));
            }
        }
        out
    }

    /// The number of each row's key, [`NO_ROW`] where it is new.
    pub(super) fn find(&mut self, keys: &[Arc<Vector>], rows: usize) -> Vec<u32> {
        let Some((first, rest)) = self.columns.split_first_mut() else {
            return vec![if self.len > 0 { 0 } else { NO_ROW }; rows];
        };
        let mut out = first.find(&keys[0]);
        for ((column, vector), (table, _)) in rest.iter_mut().zip(&keys[1..]).zip(&self.pairs) {
            let numbers = column.find(vector);
            for (left, right) in out.iter_mut().zip(numbers) {
                *left = if *left == NO_ROW || right == NO_ROW { NO_ROW } else { table.get(pair(*left, right)) };
            }
        }
        out
    }

    /// The keys, in order of their numbers.
    pub(super) fn keys(&mut self) -> Vec<Arc<Vector>> {
        let fresh = self.types.iter().map(|ty| Builder::new(ty, 0)).collect();
        let kept = self.kept.replace(fresh).unwrap_or_default();
        kept.into_iter().map(|builder| Arc::new(builder.finish())).collect()
    }

    /// Bytes taken, roughly.
    pub(super) fn heap_size(&self) -> u64 {
        let tables = self.columns.iter().map(ColumnKeys::heap_size).sum::<usize>()
            + self.pairs.iter().map(|(table, _)| table.heap_size()).sum::<usize>();
        let kept = if self.kept.is_some() { u64::from(self.len) * 24 * self.types.len() as u64 } else { 0 };
        tables as u64 + kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[Option<&str>]) -> Arc<Vector> {
        let values = values.iter().map(|text| text.map_or(Value::Null, Value::text));
        Arc::new(Vector::from_values(&Type::Text, values))
    }

    fn ints(values: &[Option<i64>]) -> Arc<Vector> {
        Arc::new(Vector::from_values(&Type::Int8, values.iter().map(|n| n.map_or(Value::Null, Value::Int))))
    }

    #[test]
    fn numbers_are_in_order_of_appearance() {
        let mut keys = Interner::new(&[Type::Text]);
        assert_eq!(keys.insert(&[texts(&[Some("b"), None, Some("a"), Some("b"), None])], 5), [0, 1, 2, 0, 1]);
        assert_eq!(keys.insert(&[texts(&[Some("c"), Some("a")])], 2), [3, 2]);
        assert_eq!(keys.find(&[texts(&[None, Some("x"), Some("c")])], 3), [1, NO_ROW, 3]);
        let kept = keys.keys();
        assert_eq!((kept[0].str(0), kept[0].is_null(1), kept[0].str(3)), ("b", true, "c"));
    }

    #[test]
    fn several_columns_are_one_key() {
        let types = [Type::Int8, Type::Text, Type::Int8];
        let mut keys = Interner::without_keys(&types);
        let rows = [ints(&[Some(-1), Some(1 << 40), Some(-1), None]), texts(&[Some("x"); 4]), ints(&[None; 4])];
        assert_eq!(keys.insert(&rows, 4), [0, 1, 0, 2]);
        assert_eq!((keys.len(), keys.find(&rows, 4)), (3, vec![0, 1, 0, 2]));
        let other = [ints(&[Some(1)]), texts(&[Some("x")]), ints(&[None])];
        assert_eq!(keys.find(&other, 1), [NO_ROW]);
    }
}
