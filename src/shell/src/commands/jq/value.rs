//! JSON values: shared, changed in place when nobody else holds them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A value.
#[derive(Clone, Debug)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Num(f64),
    /// A string.
    Str(Rc<str>),
    /// An array.
    Array(Rc<List>),
    /// An object.
    Object(Rc<Object>),
}

/// The items of an array.
#[derive(Clone, Debug, Default)]
pub struct List(Vec<Json>);

impl Deref for List {
    type Target = Vec<Json>;

    fn deref(&self) -> &Vec<Json> {
        &self.0
    }
}

impl DerefMut for List {
    fn deref_mut(&mut self) -> &mut Vec<Json> {
        &mut self.0
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_flat(std::mem::take(&mut self.0).into_iter());
    }
}

/// An object's members, in the order they were set.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(Rc<str>, Json)>,
    /// Places by key, once there are many.
    index: HashMap<Rc<str>, usize>,
}

/// Up to here members are found by looking at each.
const FEW: usize = 8;

impl Object {
    fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            return self.entries.iter().position(|(known, _)| &**known == key);
        }
        self.index.get(key).copied()
    }

    /// A member's value.
    pub fn get(&self, key: &str) -> Option<&Json> {
        Some(&self.entries[self.place(key)?].1)
    }

    /// A member's value, `null` put there when it is missing.
    pub fn slot(&mut self, key: &Rc<str>) -> &mut Json {
        let place = self.place(key).unwrap_or_else(|| {
            self.entries.push((Rc::clone(key), Json::Null));
            let last = self.entries.len() - 1;
            if self.entries.len() == FEW + 1 {
                self.reindex();
            } else if self.entries.len() > FEW {
                self.index.insert(Rc::clone(key), last);
            }
            last
        });
        &mut self.entries[place].1
    }

    /// Sets a member.
    pub fn set(&mut self, key: &Rc<str>, value: Json) {
        *self.slot(key) = value;
    }

    fn reindex(&mut self) {
        self.index = self.entries.iter().enumerate().map(|(place, (key, _))| (Rc::clone(key), place)).collect();
    }

    /// Removes a member.
    pub fn remove(&mut self, key: &str) {
        if let Some(place) = self.place(key) {
            self.entries.remove(place);
            self.index.clear();
            if self.entries.len() > FEW {
                self.reindex();
            }
        }
    }

    /// Members in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &(Rc<str>, Json)> {
        self.entries.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// None?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Keys by their code points.
    pub fn sorted_keys(&self) -> Vec<Rc<str>> {
        let mut keys: Vec<Rc<str>> = self.entries.iter().map(|(key, _)| Rc::clone(key)).collect();
        base::order::sort(&mut keys);
        keys
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        drop_flat(std::mem::take(&mut self.entries).into_iter().map(|(_, value)| value));
    }
}

/// Drops values without recursion: they may be nested very deeply.
pub fn drop_flat(values: impl Iterator<Item = Json>) {
    let nested = |value: &Json| matches!(value, Json::Array(_) | Json::Object(_));
    let mut pending: Vec<Json> = values.filter(nested).collect();
    while let Some(value) = pending.pop() {
        match value {
            Json::Array(items) => {
                if let Ok(mut items) = Rc::try_unwrap(items) {
                    pending.extend(items.drain(..).filter(nested));
                }
            }
            Json::Object(object) => {
                if let Ok(mut object) = Rc::try_unwrap(object) {
                    pending
                        .extend(std::mem::take(&mut object.entries).into_iter().map(|(_, value)| value).filter(nested));
                }
            }
            _ => {}
        }
    }
}

impl Json {
    /// A string.
    pub fn str(text: impl Into<Rc<str>>) -> Self {
        Self::Str(text.into())
    }

    /// An array.
    pub fn array(items: Vec<Json>) -> Self {
        Self::Array(Rc::new(List(items)))
    }

    /// An object.
    pub fn object(entries: impl IntoIterator<Item = (Rc<str>, Json)>) -> Self {
        let mut object = Object::default();
        for (key, value) in entries {
            object.set(&key, value);
        }
        Self::Object(Rc::new(object))
    }

    /// Is it neither `null` nor `false`?
    pub fn truth(&self) -> bool {
        !matches!(self, Self::Null | Self::Bool(false))
    }

    /// Its type's name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Num(_) => "number",
            Self::Str(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Bool(false) => 1,
            Self::Bool(true) => 2,
            Self::Num(_) => 3,
            Self::Str(_) => 4,
            Self::Array(_) => 5,
            Self::Object(_) => 6,
        }
    }

    /// jq's order of all values.
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Num(a), Self::Num(b)) => {
                // nan is less than any number, itself included.
                if a.is_nan() { Ordering::Less } else { a.partial_cmp(b).unwrap_or(Ordering::Greater) }
            }
            (Self::Str(a), Self::Str(b)) => a.cmp(b),
            (Self::Array(a), Self::Array(b)) => {
                for (a, b) in a.iter().zip(b.iter()) {
                    let order = a.order(b);
                    if order != Ordering::Equal {
                        return order;
                    }
                }
                a.len().cmp(&b.len())
            }
            (Self::Object(a), Self::Object(b)) => {
                let (left, right) = (a.sorted_keys(), b.sorted_keys());
                let keys = left.cmp(&right);
                if keys != Ordering::Equal {
                    return keys;
                }
                for key in left {
                    if let (Some(a), Some(b)) = (a.get(&key), b.get(&key)) {
                        let order = a.order(b);
                        if order != Ordering::Equal {
                            return order;
                        }
                    }
                }
                Ordering::Equal
            }
            _ => self.rank().cmp(&other.rank()),
        }
    }

    /// Equal in jq's order.
    pub fn same(&self, other: &Self) -> bool {
        self.order(other) == Ordering::Equal
    }
}
