//! Integers that do not fit among the natural numbers: a chained hash table with two places a bucket.

use super::strings::SIZES;
use super::{Key, Value};

/// How full the table gets before it grows.
const CHAIN: usize = 2;

/// A bucket holds one or two elements; only the first of a chain may hold one.
#[derive(Default)]
struct Bucket {
    items: Vec<(i32, Value)>,
}

/// A table of integers.
#[derive(Default)]
pub(super) struct Integers {
    /// Chains, the newest bucket last.
    chains: Vec<Vec<Bucket>>,
    length: usize,
}

/// The mixing step at the end of SuperFastHash.
fn hash(k: i32, size: usize) -> usize {
    let mut k = k as u32;
    k ^= k << 3;
    k = k.wrapping_add(k >> 5);
    k ^= k << 4;
    k = k.wrapping_add(k >> 17);
    k ^= k << 25;
    k = k.wrapping_add(k >> 6);
    k as usize % size
}

impl Integers {
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn place(&self, k: i32) -> Option<(usize, usize, usize)> {
        if self.chains.is_empty() {
            return None;
        }
        let chain = hash(k, self.chains.len());
        for (bucket, content) in self.chains[chain].iter().enumerate() {
            if let Some(item) = content.items.iter().position(|(known, _)| *known == k) {
                return Some((chain, bucket, item));
            }
        }
        None
    }

    pub(super) fn get(&self, k: i32) -> Option<&Value> {
        let (chain, bucket, item) = self.place(k)?;
        Some(&self.chains[chain][bucket].items[item].1)
    }

    pub(super) fn slot(&mut self, k: i32) -> &mut Value {
        if self.place(k).is_none() {
            self.insert(k);
        }
        let (chain, bucket, item) = self.place(k).unwrap_or_default();
        &mut self.chains[chain][bucket].items[item].1
    }

    pub(super) fn insert(&mut self, k: i32) {
        self.length += 1;
        if self.chains.is_empty() || self.length / self.chains.len() > CHAIN {
            self.grow();
        }
        self.put(k, Value::Uninit);
    }

    fn put(&mut self, k: i32, value: Value) {
        let size = self.chains.len();
        let chain = &mut self.chains[hash(k, size)];
        match chain.last_mut() {
            Some(first) if first.items.len() < 2 => first.items.push((k, value)),
            _ => chain.push(Bucket { items: vec![(k, value)] }),
        }
    }

    fn grow(&mut self) {
        let size = SIZES.into_iter().find(|size| *size > self.chains.len()).unwrap_or(self.chains.len());
        if size == self.chains.len() {
            return;
        }
        let mut chains = Vec::new();
        chains.resize_with(size, Vec::new);
        for chain in std::mem::replace(&mut self.chains, chains) {
            for bucket in chain.into_iter().rev() {
                for (k, value) in bucket.items {
                    self.put(k, value);
                }
            }
        }
    }

    pub(super) fn remove(&mut self, k: i32) -> Option<Value> {
        let (chain, bucket, item) = self.place(k)?;
        self.length -= 1;
        let chain = &mut self.chains[chain];
        let (_, value) = chain[bucket].items.remove(item);
        if chain[bucket].items.is_empty() {
            chain.remove(bucket);
        } else if bucket + 1 < chain.len() {
            // Only the first of a chain may have room: it gives its last element.
            let first = chain.len() - 1;
            if let Some(moved) = chain[first].items.pop() {
                chain[bucket].items.push(moved);
            }
            if chain[first].items.is_empty() {
                chain.pop();
            }
        }
        Some(value)
    }

    pub(super) fn list(&self, keys: &mut Vec<Key>) {
        for chain in &self.chains {
            for bucket in chain.iter().rev() {
                keys.extend(bucket.items.iter().map(|(k, _)| Key::Int(*k)));
            }
        }
    }
}
