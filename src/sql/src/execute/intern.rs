//! Keys to small numbers: the heart of grouping, joining and telling rows apart. Each column has its own table, so that
//! nothing is boxed and a dictionary's strings are looked up once a batch; the columns' numbers together are the key.

use crate::types::{Physical, Type};
use crate::value::Value;
use crate::vector::{Builder, Data, NO_ROW, Vector};
use columns::{FloatKeys, IntKeys, Pairs, TextKeys, fill, look};
use std::collections::HashMap;
use std::sync::Arc;

/// One column's keys, numbered from 0 on in order of appearance; NULL is a key too.
enum ColumnKeys {
    Int(IntKeys),
    Float(FloatKeys),
    Text(TextKeys),
    Any { map: HashMap<Value, u32>, next: u32, null: u32 },
}

impl ColumnKeys {
    fn new(ty: &Type) -> Self {
        match ty.physical() {
            Physical::Int => Self::Int(IntKeys::default()),
            Physical::Float => Self::Float(FloatKeys::default()),
            Physical::Text => Self::Text(TextKeys::new(*ty == Type::Char)),
            _ => Self::Any { map: HashMap::new(), next: 0, null: NO_ROW },
        }
    }

    fn count(&self) -> u32 {
        match self {
            Self::Int(keys) => keys.count(),
            Self::Float(keys) => keys.count(),
            Self::Text(keys) => keys.count(),
            Self::Any { next, .. } => *next,
        }
    }

    /// The number of each row's value; new values get new numbers, and their rows are noted in `fresh`.
    fn insert(&mut self, vector: &Vector, fresh: &mut Vec<u32>) -> Vec<u32> {
        let valid = vector.valid.as_ref();
        match (self, &vector.data) {
            (Self::Int(keys), Data::Int(values)) => keys.insert(values, valid, fresh),
            (Self::Float(keys), Data::Float(values)) => keys.insert(values, valid, fresh),
            (Self::Text(keys), Data::Text(strings)) => keys.insert(strings, valid, fresh),
            (Self::Any { map, next, null }, _) => fill(vector.len(), valid, next, null, fresh, |row, next, _| {
                let number = *map.entry(vector.value(row)).or_insert(next);
                (number, number == next)
            }),
            // Types agree by construction; anything else matches nothing.
            _ => vec![NO_ROW; vector.len()],
        }
    }

    /// The number of each row's value, [`NO_ROW`] where it has none.
    fn find(&mut self, vector: &Vector) -> Vec<u32> {
        let valid = vector.valid.as_ref();
        match (self, &vector.data) {
            (Self::Int(keys), Data::Int(values)) => keys.find(values, valid),
            (Self::Float(keys), Data::Float(values)) => keys.find(values, valid),
            (Self::Text(keys), Data::Text(strings)) => keys.find(strings, valid),
            (Self::Any { map, null, .. }, _) => {
                look(vector.len(), valid, *null, |row| map.get(&vector.value(row)).copied().unwrap_or(NO_ROW))
            }
            _ => vec![NO_ROW; vector.len()],
        }
    }

    fn heap_size(&self) -> usize {
        match self {
            Self::Int(keys) => keys.heap_size(),
            Self::Float(keys) => keys.heap_size(),
            Self::Text(keys) => keys.heap_size(),
            Self::Any { map, .. } => map.len() * 96,
        }
    }
}

/// Rows of keys to small numbers, from 0 on, in order of appearance.
pub(super) struct Interner {
    columns: Vec<ColumnKeys>,
    types: Vec<Type>,
    /// From the number of the columns before and the number of the next column to a number of both; one table fewer than
    /// columns, the last one's numbers are the keys'.
    pairs: Vec<Pairs>,
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
            pairs: types.iter().skip(1).map(|_| Pairs::default()).collect(),
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
        self.len = first.count();
        for ((column, vector), pairs) in rest.iter_mut().zip(&keys[1..]).zip(&mut self.pairs) {
            fresh.clear();
            let numbers = column.insert(vector, &mut fresh);
            fresh.clear();
            pairs.insert(&mut out, &numbers, self.len, column.count(), &mut fresh);
            self.len = pairs.count();
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
        for ((column, vector), pairs) in rest.iter_mut().zip(&keys[1..]).zip(&self.pairs) {
            let numbers = column.find(vector);
            out.iter_mut().zip(numbers).for_each(|(left, right)| *left = pairs.get(*left, right));
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
            + self.pairs.iter().map(Pairs::heap_size).sum::<usize>();
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
