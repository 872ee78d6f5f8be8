//! Keys to small numbers: the heart of grouping, joining and telling rows apart. Each column has its own table, so that
//! integers are never boxed and a dictionary's strings are looked up once a batch; the columns' numbers together are the key.

use crate::types::{Physical, Type};
use crate::value::Value;
use crate::vector::{Builder, Data, Dictionary, NO_ROW, Vector};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// A fast hash for small keys (the multiply-and-rotate of rustc's FxHash).
#[derive(Default, Clone, Copy)]
pub(super) struct Fast(u64);

impl Hasher for Fast {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    fn write_i64(&mut self, n: i64) {
        self.write_u64(n as u64);
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

type FastMap<K> = HashMap<K, u32, BuildHasherDefault<Fast>>;

/// Integers from 0 up to this are looked up in an array.
const DENSE: i64 = 1 << 18;

enum Keys {
    Int { dense: Vec<u32>, sparse: FastMap<i64> },
    Float(FastMap<u64>),
    Text { map: FastMap<Box<str>>, cache: Option<(Arc<Dictionary>, Vec<u32>)> },
    Any(HashMap<Value, u32>),
}

/// One column's keys. Number 0 is NULL.
struct ColumnKeys {
    keys: Keys,
    next: u32,
    padded: bool,
}

impl ColumnKeys {
    fn new(ty: &Type) -> Self {
        let keys = match ty.physical() {
            Physical::Int => Keys::Int { dense: Vec::new(), sparse: FastMap::default() },
            Physical::Float => Keys::Float(FastMap::default()),
            Physical::Text => Keys::Text { map: FastMap::default(), cache: None },
            _ => Keys::Any(HashMap::new()),
        };
        Self { keys, next: 1, padded: *ty == Type::Char }
    }

    /// The number of each row's value; with `insert`, new values get new numbers, else they are [`NO_ROW`].
    fn numbers(&mut self, vector: &Vector, insert: bool) -> Vec<u32> {
        let rows = vector.len();
        let mut out = Vec::with_capacity(rows);
        let next = &mut self.next;
        let mut fresh = |slot: &mut u32| {
            if insert && *slot == NO_ROW {
                *slot = *next;
                *next += 1;
            }
            *slot
        };
        match (&mut self.keys, &vector.data) {
            (Keys::Int { dense, sparse }, Data::Int(values)) => {
                for (i, n) in values.iter().enumerate() {
                    if vector.is_null(i) {
                        out.push(0);
                    } else if (0..DENSE).contains(n) {
                        let at = *n as usize;
                        if at >= dense.len() {
                            if !insert {
                                out.push(NO_ROW);
                                continue;
                            }
                            dense.resize((at + 1).next_power_of_two(), NO_ROW);
                        }
                        out.push(fresh(&mut dense[at]));
                    } else if insert {
                        out.push(fresh(sparse.entry(*n).or_insert(NO_ROW)));
                    } else {
                        out.push(sparse.get(n).copied().unwrap_or(NO_ROW));
                    }
                }
            }
            (Keys::Float(map), Data::Float(values)) => {
                for (i, x) in values.iter().enumerate() {
                    if vector.is_null(i) {
                        out.push(0);
                        continue;
                    }
                    let bits = if *x == 0.0 {
                        0
                    } else if x.is_nan() {
                        f64::NAN.to_bits()
                    } else {
                        x.to_bits()
                    };
                    if insert {
                        out.push(fresh(map.entry(bits).or_insert(NO_ROW)));
                    } else {
                        out.push(map.get(&bits).copied().unwrap_or(NO_ROW));
                    }
                }
            }
            (Keys::Text { map, cache }, Data::Text(strings)) => {
                let padded = self.padded;
                let mut look = |text: &str| {
                    let text = if padded { text.trim_end_matches(' ') } else { text };
                    if let Some(number) = map.get(text) {
                        return *number;
                    }
                    if !insert {
                        return NO_ROW;
                    }
                    let mut slot = NO_ROW;
                    let number = fresh(&mut slot);
                    map.insert(text.into(), number);
                    number
                };
                if strings.dictionary.len() * 2 <= strings.len() {
                    const UNSEEN: u32 = u32::MAX - 1;
                    let known =
                        cache.as_ref().is_some_and(|(dictionary, _)| Arc::ptr_eq(dictionary, &strings.dictionary));
                    let mut numbers = match cache.take() {
                        Some((_, numbers)) if known => numbers,
                        _ => vec![UNSEEN; strings.dictionary.len()],
                    };
                    for (i, code) in strings.codes.iter().enumerate() {
                        if vector.is_null(i) {
                            out.push(0);
                            continue;
                        }
                        let slot = &mut numbers[*code as usize];
                        if *slot == UNSEEN || (insert && *slot == NO_ROW) {
                            *slot = look(strings.dictionary.get(*code));
                        }
                        out.push(*slot);
                    }
                    *cache = Some((Arc::clone(&strings.dictionary), numbers));
                } else {
                    for i in 0..rows {
                        out.push(if vector.is_null(i) { 0 } else { look(strings.get(i)) });
                    }
                }
            }
            (Keys::Any(map), _) => {
                for i in 0..rows {
                    if vector.is_null(i) {
                        out.push(0);
                        continue;
                    }
                    let value = vector.value(i);
                    if insert {
                        out.push(fresh(map.entry(value).or_insert(NO_ROW)));
                    } else {
                        out.push(map.get(&value).copied().unwrap_or(NO_ROW));
                    }
                }
            }
            // Types agree by construction; anything else matches nothing.
            _ => out.resize(rows, NO_ROW),
        }
        out
    }
}

enum Combined {
    /// No column: everything is one key.
    None,
    /// One column: its numbers are the keys.
    One,
    /// Two columns, packed.
    Two(FastMap<u64>),
    /// More.
    Many(FastMap<Box<[u32]>>),
}

/// Rows of keys to small numbers, from 0 on, in order of appearance.
pub(super) struct Interner {
    columns: Vec<ColumnKeys>,
    types: Vec<Type>,
    combined: Combined,
    /// For one column: from its number to ours.
    single: Vec<u32>,
    kept: Vec<Builder>,
    len: u32,
}

impl Interner {
    /// For keys of these types.
    pub(super) fn new(types: &[Type]) -> Self {
        let combined = match types.len() {
            0 => Combined::None,
            1 => Combined::One,
            2 => Combined::Two(FastMap::default()),
            _ => Combined::Many(FastMap::default()),
        };
        Self {
            columns: types.iter().map(ColumnKeys::new).collect(),
            types: types.to_vec(),
            combined,
            single: Vec::new(),
            kept: types.iter().map(|ty| Builder::new(ty, 0)).collect(),
            len: 0,
        }
    }

    /// How many keys.
    pub(super) fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of each row's key, new keys getting new numbers.
    pub(super) fn insert(&mut self, keys: &[Arc<Vector>], rows: usize) -> Vec<u32> {
        let numbers: Vec<Vec<u32>> =
            self.columns.iter_mut().zip(keys).map(|(column, vector)| column.numbers(vector, true)).collect();
        let before = self.len;
        let mut out = Vec::with_capacity(rows);
        let mut first_rows: Vec<u32> = Vec::new();
        let len = &mut self.len;
        let mut fresh = |slot: &mut u32, row: usize| {
            if *slot == NO_ROW {
                *slot = *len;
                *len += 1;
                first_rows.push(row as u32);
            }
            *slot
        };
        match &mut self.combined {
            Combined::None => {
                if *len == 0 && rows > 0 {
                    *len = 1;
                }
                out.resize(rows, 0);
            }
            Combined::One => {
                self.single.resize(self.columns[0].next as usize, NO_ROW);
                for (row, number) in numbers[0].iter().enumerate() {
                    out.push(fresh(&mut self.single[*number as usize], row));
                }
            }
            Combined::Two(map) => {
                for row in 0..rows {
                    let key = u64::from(numbers[0][row]) << 32 | u64::from(numbers[1][row]);
                    out.push(fresh(map.entry(key).or_insert(NO_ROW), row));
                }
            }
            Combined::Many(map) => {
                let mut key: Vec<u32> = Vec::with_capacity(numbers.len());
                for row in 0..rows {
                    key.clear();
                    key.extend(numbers.iter().map(|column| column[row]));
                    if let Some(found) = map.get(key.as_slice()) {
                        out.push(*found);
                        continue;
                    }
                    let mut slot = NO_ROW;
                    out.push(fresh(&mut slot, row));
                    map.insert(key.as_slice().into(), slot);
                }
            }
        }
        if self.len > before && !keys.is_empty() {
            for (builder, vector) in self.kept.iter_mut().zip(keys) {
                builder.extend(&vector.gather(&first_rows));
            }
        }
        out
    }

    /// The number of each row's key, [`NO_ROW`] where it is new.
    pub(super) fn find(&mut self, keys: &[Arc<Vector>], rows: usize) -> Vec<u32> {
        let numbers: Vec<Vec<u32>> =
            self.columns.iter_mut().zip(keys).map(|(column, vector)| column.numbers(vector, false)).collect();
        match &self.combined {
            Combined::None => vec![if self.len > 0 { 0 } else { NO_ROW }; rows],
            Combined::One => {
                numbers[0].iter().map(|number| self.single.get(*number as usize).copied().unwrap_or(NO_ROW)).collect()
            }
            Combined::Two(map) => (0..rows)
                .map(|row| {
                    let key = u64::from(numbers[0][row]) << 32 | u64::from(numbers[1][row]);
                    map.get(&key).copied().unwrap_or(NO_ROW)
                })
                .collect(),
            Combined::Many(map) => {
                let mut key: Vec<u32> = Vec::with_capacity(numbers.len());
                (0..rows)
                    .map(|row| {
                        key.clear();
                        key.extend(numbers.iter().map(|column| column[row]));
                        map.get(key.as_slice()).copied().unwrap_or(NO_ROW)
                    })
                    .collect()
            }
        }
    }

    /// The keys, in order of their numbers.
    pub(super) fn keys(&mut self) -> Vec<Arc<Vector>> {
        let types = &self.types;
        let fresh = types.iter().map(|ty| Builder::new(ty, 0)).collect();
        std::mem::replace(&mut self.kept, fresh).into_iter().map(|builder| Arc::new(builder.finish())).collect()
    }

    /// Bytes taken, roughly.
    pub(super) fn heap_size(&self) -> u64 {
        u64::from(self.len) * 48 * (self.types.len() as u64 + 1)
    }
}
