//! The three shapes of a table, and when one becomes another.

use super::integers::Integers;
use super::naturals::Naturals;
use super::strings::Strings;
use super::{Key, Value};

/// The elements of an array. The first subscript decides its shape: natural numbers, integers, or strings; what does
/// not fit goes to an inner table of a simpler shape, listed first.
#[derive(Default)]
pub struct Table {
    naturals: Option<Box<Naturals>>,
    integers: Option<Box<Integers>>,
    strings: Option<Box<Strings>>,
    shape: Shape,
    length: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Empty,
    /// Natural numbers, and beside them integers (and beside these, strings), or strings alone.
    Naturals,
    /// Integers, and beside them strings.
    Integers,
    /// Everything as a string.
    Strings,
}

impl Table {
    /// What gawk calls an array that is kept so (`typeof` with two arguments).
    pub fn kind(&self) -> &'static str {
        match self.shape {
            _ if self.length == 0 => "null",
            Shape::Empty => "null",
            Shape::Naturals => "cint",
            Shape::Integers => "int",
            Shape::Strings => "str",
        }
    }

    /// Number of elements.
    #[allow(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.length
    }

    /// The element of this key.
    #[inline]
    pub fn get(&self, key: &Key) -> Option<&Value> {
        if let Key::Int(n) = key {
            if *n >= 0
                && let Some(found) = self.naturals.as_ref().and_then(|table| table.get(*n as u32))
            {
                return Some(found);
            }
            if let Some(integers) = &self.integers {
                return integers.get(*n);
            }
        }
        self.strings.as_ref()?.get(key)
    }

    /// The element of this key, made when missing.
    #[inline]
    pub fn entry(&mut self, key: &Key) -> &mut Value {
        if self.get(key).is_none() {
            self.insert(key);
        }
        if let Key::Int(n) = key {
            let natural = *n >= 0 && self.naturals.as_ref().is_some_and(|table| table.get(*n as u32).is_some());
            if natural {
                return self.naturals.get_or_insert_default().slot(*n as u32);
            }
            if self.integers.is_some() {
                return self.integers.get_or_insert_default().slot(*n);
            }
        }
        self.strings.get_or_insert_default().slot(key)
    }

    fn insert(&mut self, key: &Key) {
        self.length += 1;
        if self.shape == Shape::Empty {
            self.shape = match key {
                Key::Int(0..) => Shape::Naturals,
                Key::Int(_) => Shape::Integers,
                Key::Text(_) => Shape::Strings,
            };
        }
        match (self.shape, key) {
            (Shape::Naturals, Key::Int(n @ 0..)) => {
                let naturals = self.naturals.get_or_insert_default();
                if naturals.has_room(*n as u32) {
                    naturals.insert(*n as u32);
                    return;
                }
                self.insert_beside(key);
            }
            (Shape::Naturals, _) => self.insert_beside(key),
            (Shape::Integers, Key::Int(n)) => self.integers.get_or_insert_default().insert(*n),
            _ => self.strings.get_or_insert_default().insert(key),
        }
    }

    /// The table beside the natural numbers is of integers or of strings, by what came first.
    fn insert_beside(&mut self, key: &Key) {
        match key {
            Key::Int(n) if self.integers.is_some() || self.strings.is_none() => {
                self.integers.get_or_insert_default().insert(*n);
            }
            _ => self.strings.get_or_insert_default().insert(key),
        }
    }

    /// Removes an element.
    pub fn remove(&mut self, key: &Key) -> Option<Value> {
        let removed = self.take(key)?;
        self.length -= 1;
        if self.naturals.as_ref().is_some_and(|table| table.is_empty()) {
            self.naturals = None;
        }
        if self.integers.as_ref().is_some_and(|table| table.is_empty()) {
            self.integers = None;
        }
        if self.strings.as_ref().is_some_and(|table| table.is_empty()) {
            self.strings = None;
        }
        if self.length == 0 {
            self.shape = Shape::Empty;
        } else if self.shape == Shape::Naturals && self.naturals.is_none() {
            self.shape = if self.integers.is_some() { Shape::Integers } else { Shape::Strings };
        } else if self.shape == Shape::Integers && self.integers.is_none() {
            self.shape = Shape::Strings;
        }
        Some(removed)
    }

    fn take(&mut self, key: &Key) -> Option<Value> {
        if let Key::Int(n) = key {
            if *n >= 0
                && let Some(found) = self.naturals.as_mut().and_then(|table| table.remove(*n as u32))
            {
                return Some(found);
            }
            if let Some(integers) = &mut self.integers {
                return integers.remove(*n);
            }
        }
        self.strings.as_mut()?.remove(key)
    }

    /// Keys in gawk's order.
    pub fn keys(&self) -> Vec<Key> {
        let mut keys = Vec::with_capacity(self.length);
        if let Some(strings) = &self.strings {
            strings.list(&mut keys);
        }
        if let Some(integers) = &self.integers {
            integers.list(&mut keys);
        }
        if let Some(naturals) = &self.naturals {
            naturals.list(&mut keys);
        }
        keys
    }
}
