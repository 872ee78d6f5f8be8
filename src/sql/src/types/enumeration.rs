//! CREATE TYPE … AS ENUM: labels in an order of their own.

use super::Type;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Between two labels that were declared one after the other: room for those that ALTER TYPE … ADD VALUE puts between them.
const STEP: i64 = 1 << 32;

/// An enumerated type. A value is the number of its label, so that values order as they were declared, and a label that is added
/// later changes no value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Enumeration {
    /// The type's name.
    pub name: String,
    /// Numbers and labels, in order.
    pub labels: Vec<(i64, String)>,
}

impl Enumeration {
    /// A type with these labels.
    pub fn new(name: &str, labels: Vec<String>) -> Self {
        let numbers = (1..).map(|n: i64| n * STEP);
        Self { name: name.to_owned(), labels: numbers.zip(labels).collect() }
    }

    /// The number of a label.
    pub fn number(&self, label: &str) -> Option<i64> {
        self.labels.iter().find(|(_, known)| known == label).map(|(number, _)| *number)
    }

    /// The label of a number.
    pub fn label(&self, number: i64) -> Option<&str> {
        let at = self.labels.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        Some(&self.labels[at].1)
    }

    /// Adds a label at a position; false when there is no number left between its neighbours.
    pub fn insert(&mut self, at: usize, label: String) -> bool {
        let before = at.checked_sub(1).map_or(0, |at| self.labels[at].0);
        let number = match self.labels.get(at) {
            Some((after, _)) => before + (after - before) / 2,
            None => before + STEP,
        };
        let room = number > before;
        if room {
            self.labels.insert(at, (number, label));
        }
        room
    }
}

impl Type {
    /// The type with `enumeration` in the place of the one it was before (of the name `old`), and whether that changed it.
    pub(crate) fn with_enumeration(&self, old: &str, enumeration: &Arc<Enumeration>) -> Option<Self> {
        match self {
            Self::Enum(known) if known.name == old => Some(Self::Enum(Arc::clone(enumeration))),
            Self::Array(element) => element.with_enumeration(old, enumeration).map(Self::array),
            _ => None,
        }
    }

    /// Whether it is an enumerated type of this name, or an array of it.
    pub(crate) fn is_enumeration(&self, name: &str) -> bool {
        match self {
            Self::Enum(known) => known.name == name,
            Self::Array(element) => element.is_enumeration(name),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_put_between_others_orders_between_them() {
        let mut mood = Enumeration::new("mood", vec!["sad".into(), "happy".into()]);
        assert!(mood.insert(1, "ok".into()) && mood.insert(0, "dead".into()) && mood.insert(4, "mad".into()));
        let numbers: Vec<i64> = ["dead", "sad", "ok", "happy", "mad"].iter().filter_map(|l| mood.number(l)).collect();
        assert!(numbers.len() == 5 && numbers.is_sorted());
        assert_eq!(mood.label(numbers[2]), Some("ok"));
    }
}
