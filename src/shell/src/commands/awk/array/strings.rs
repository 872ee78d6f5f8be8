//! Strings: a chained hash table, the newest element first in its chain.

use super::{Key, Text, Value};

/// The sizes tables grow to.
pub(super) const SIZES: [usize; 16] = [
    13, 127, 1021, 8191, 16381, 32749, 65497, 131_101, 262_147, 524_309, 1_048_583, 2_097_169, 4_194_319, 8_388_617,
    16_777_259, 33_554_467,
];

/// How full the table gets before it grows.
const CHAIN: usize = 2;

/// No element.
const NONE: u32 = u32::MAX;

struct Node {
    key: Text,
    /// The key as an integer, where it is one.
    integer: Option<i32>,
    hash: u64,
    value: Value,
    next: u32,
}

/// A table of strings.
#[derive(Default)]
pub(super) struct Strings {
    heads: Vec<u32>,
    nodes: Vec<Node>,
    free: Vec<u32>,
    length: usize,
}

/// The hash gawk uses (sdbm's, in 32 bits).
fn hash(text: &[u8]) -> u64 {
    let next = |hash: u32, byte: &u8| hash.wrapping_mul(65_599).wrapping_add_signed(i32::from(*byte as i8));
    text.iter().fold(0, next).into()
}

impl Strings {
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn head(&self, hash: u64) -> usize {
        (hash % self.heads.len() as u64) as usize
    }

    fn find(&self, text: &[u8]) -> Option<u32> {
        if self.heads.is_empty() {
            return None;
        }
        let mut at = self.heads[self.head(hash(text))];
        while at != NONE {
            let node = &self.nodes[at as usize];
            if &*node.key == text {
                return Some(at);
            }
            at = node.next;
        }
        None
    }

    fn place(&self, key: &Key) -> Option<u32> {
        match key {
            Key::Text(text) => self.find(text),
            Key::Int(_) => self.find(&key.text()),
        }
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Value> {
        Some(&self.nodes[self.place(key)? as usize].value)
    }

    pub(super) fn slot(&mut self, key: &Key) -> &mut Value {
        let at = match self.place(key) {
            Some(at) => at,
            None => self.add(key),
        };
        &mut self.nodes[at as usize].value
    }

    pub(super) fn insert(&mut self, key: &Key) {
        self.add(key);
    }

    fn add(&mut self, key: &Key) -> u32 {
        self.length += 1;
        if self.heads.is_empty() || self.length / self.heads.len() > CHAIN {
            self.grow();
        }
        let integer = if let Key::Int(n) = key { Some(*n) } else { None };
        let key = key.text();
        let hash = hash(&key);
        let head = self.head(hash);
        let node = Node { key, integer, hash, value: Value::Uninit, next: self.heads[head] };
        let at = if let Some(at) = self.free.pop() {
            self.nodes[at as usize] = node;
            at
        } else {
            self.nodes.push(node);
            self.nodes.len() as u32 - 1
        };
        self.heads[head] = at;
        at
    }

    fn grow(&mut self) {
        let size = SIZES.into_iter().find(|size| *size > self.heads.len()).unwrap_or(self.heads.len());
        let old = std::mem::replace(&mut self.heads, vec![NONE; size]);
        for mut at in old {
            while at != NONE {
                let head = self.head(self.nodes[at as usize].hash);
                let next = self.nodes[at as usize].next;
                self.nodes[at as usize].next = self.heads[head];
                self.heads[head] = at;
                at = next;
            }
        }
    }

    pub(super) fn remove(&mut self, key: &Key) -> Option<Value> {
        let at = self.place(key)?;
        let next = self.nodes[at as usize].next;
        let head = self.head(self.nodes[at as usize].hash);
        if self.heads[head] == at {
            self.heads[head] = next;
        } else {
            let mut before = self.heads[head];
            while before != NONE && self.nodes[before as usize].next != at {
                before = self.nodes[before as usize].next;
            }
            if before != NONE {
                self.nodes[before as usize].next = next;
            }
        }
        self.length -= 1;
        self.free.push(at);
        let node = &mut self.nodes[at as usize];
        node.key = Text::default();
        Some(std::mem::take(&mut node.value))
    }

    pub(super) fn list(&self, keys: &mut Vec<Key>) {
        for head in &self.heads {
            let mut at = *head;
            while at != NONE {
                let node = &self.nodes[at as usize];
                keys.push(node.integer.map_or_else(|| Key::Text(node.key.clone()), Key::Int));
                at = node.next;
            }
        }
    }
}
