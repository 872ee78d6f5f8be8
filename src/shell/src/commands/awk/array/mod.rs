//! Associative arrays, listed in the order gawk lists them.
//!
//! gawk keeps small natural numbers in blocks of powers of two (ascending), other integers and strings in chained hash
//! tables that double; `for (k in a)` walks these. Scripts show that order, so it is kept here: see [`Table`].

mod integers;
mod naturals;
mod strings;
mod table;

pub use table::Table;

use super::value::{Text, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A subscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// An integer of 32 bits, in its canonical decimal form.
    Int(i32),
    /// Anything else.
    Text(Text),
}

impl Key {
    /// The key of some bytes: canonical decimal integers become [`Key::Int`].
    pub fn of(bytes: &[u8]) -> Self {
        match canonical(bytes) {
            Some(n) => Self::Int(n),
            None => Self::Text(bytes.into()),
        }
    }

    /// The key of a value; numbers go through `CONVFMT` unless they are integers.
    #[allow(clippy::float_cmp, reason = "whole numbers are exact")]
    pub fn of_value(value: &Value, convfmt: &[u8]) -> Self {
        match value {
            Value::Num(n) if *n == f64::from(*n as i32) => Self::Int(*n as i32),
            Value::Str(text) | Value::Input(text) => match canonical(text) {
                Some(n) => Self::Int(n),
                None => Self::Text(text.clone()),
            },
            other => Self::Text(other.text(convfmt)),
        }
    }

    /// Its bytes.
    pub fn text(&self) -> Text {
        match self {
            Self::Int(n) => {
                let mut out = Vec::with_capacity(11);
                crate::number::put_whole(&mut out, (*n).into());
                out.into()
            }
            Self::Text(text) => text.clone(),
        }
    }
}

fn canonical(bytes: &[u8]) -> Option<i32> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 10 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    if digits[0] == b'0' && (digits.len() > 1 || negative) {
        return None;
    }
    let n = digits.iter().fold(0_i64, |n, digit| n * 10 + i64::from(digit - b'0'));
    i32::try_from(if negative { -n } else { n }).ok()
}

/// How deeply arrays may nest.
const MAX_DEPTH: u16 = 500;

/// What an array is to the interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Not yet known to be an array: an unassigned variable that was passed to a function.
    Untyped,
    /// It was such a variable, and its value has been looked at: it can be no array any more.
    Scalar,
    /// An array.
    Plain,
    /// `FUNCTAB`: the names of the functions.
    Functab,
    /// `SYMTAB`: its elements are the global variables.
    Symtab,
    /// `ENVIRON`.
    Environ,
    /// `PROCINFO`.
    Procinfo,
}

/// An array, shared by reference.
#[derive(Clone)]
pub struct ArrayRef(Rc<Shared>);

struct Shared {
    nature: Cell<Nature>,
    depth: u16,
    table: RefCell<Table>,
}

impl std::fmt::Debug for ArrayRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "array of {}", self.len())
    }
}

impl ArrayRef {
    /// An empty array.
    pub fn new(nature: Nature) -> Self {
        Self(Rc::new(Shared { nature: Cell::new(nature), depth: 0, table: RefCell::default() }))
    }

    /// An empty array to be an element of this one; `None` when arrays would nest too deeply to be dropped safely.
    pub fn inner(&self, nature: Nature) -> Option<Self> {
        let depth = self.0.depth + 1;
        let shared = Shared { nature: Cell::new(nature), depth, table: RefCell::default() };
        (depth < MAX_DEPTH).then(|| Self(Rc::new(shared)))
    }

    /// Has nothing yet shown that it is an array?
    pub fn is_untyped(&self) -> bool {
        matches!(self.0.nature.get(), Nature::Untyped | Nature::Scalar)
    }

    /// Its value is looked at: it is a scalar without one.
    pub fn look(&self) {
        if self.0.nature.get() == Nature::Untyped {
            self.0.nature.set(Nature::Scalar);
        }
    }

    /// How its elements are kept, in gawk's words.
    pub fn kind(&self) -> &'static str {
        self.0.table.borrow().kind()
    }

    /// What it is.
    pub fn nature(&self) -> Nature {
        self.0.nature.get()
    }

    /// It is used as an array: from now on it is one.
    pub fn settle(&self) {
        if self.0.nature.get() == Nature::Untyped {
            self.0.nature.set(Nature::Plain);
        }
    }

    /// Number of elements.
    #[allow(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        self.0.table.borrow().len()
    }

    /// The element's value, if there is one.
    pub fn get(&self, key: &Key) -> Option<Value> {
        self.0.table.borrow().get(key).cloned()
    }

    /// Is there such an element?
    pub fn contains(&self, key: &Key) -> bool {
        self.0.table.borrow().get(key).is_some()
    }

    /// Works on an element, made when missing.
    pub fn with<T>(&self, key: &Key, work: impl FnOnce(&mut Value) -> T) -> T {
        work(self.0.table.borrow_mut().entry(key))
    }

    /// Sets an element.
    pub fn set(&self, key: &Key, value: Value) {
        let old = std::mem::replace(self.0.table.borrow_mut().entry(key), value);
        drop(old);
    }

    /// Removes an element.
    pub fn remove(&self, key: &Key) -> bool {
        let old = self.0.table.borrow_mut().remove(key);
        old.is_some()
    }

    /// Removes all elements.
    pub fn clear(&self) {
        let old = std::mem::take(&mut *self.0.table.borrow_mut());
        drop(old);
    }

    /// Keys in gawk's order.
    pub fn keys(&self) -> Vec<Key> {
        self.0.table.borrow().keys()
    }

    /// Is it the same array?
    pub fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
