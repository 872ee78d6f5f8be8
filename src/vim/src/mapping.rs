//! Mappings (`:map` and its kin).

use crate::key::Key;
use serde::{Deserialize, Serialize};

/// A mapping in one mode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mapping {
    /// `n`, `v`, `o`, `i` or `c`.
    pub(crate) mode: char,
    pub(crate) from: Vec<Key>,
    pub(crate) to: Vec<Key>,
    pub(crate) remap: bool,
}

/// All mappings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Maps {
    pub(crate) all: Vec<Mapping>,
}

/// What the keys in the queue mean as a mapping.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Lookup {
    None,
    /// They may become one.
    Partial,
    Found {
        length: usize,
        keys: Vec<Key>,
        remap: bool,
    },
}

impl Maps {
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn add(&mut self, mapping: Mapping) {
        self.remove(mapping.mode, &mapping.from);
        self.all.push(mapping);
    }

    /// False when there was none.
    pub(crate) fn remove(&mut self, mode: char, from: &[Key]) -> bool {
        let before = self.all.len();
        self.all.retain(|mapping| mapping.mode != mode || mapping.from != from);
        before != self.all.len()
    }

    /// The longest mapping at the head of the queue.
    pub(crate) fn find(&self, mode: char, queue: &crate::editor::Queue) -> Lookup {
        let mut best: Option<&Mapping> = None;
        let mut partial = false;
        for mapping in self.all.iter().filter(|mapping| mapping.mode == mode) {
            let mut same = 0;
            while same < mapping.from.len()
                && queue.peek(same).is_some_and(|queued| queued.key == mapping.from[same] && queued.remap)
            {
                same += 1;
            }
            if same == mapping.from.len() {
                if best.is_none_or(|best| best.from.len() < same) {
                    best = Some(mapping);
                }
            } else if same == queue.len() && same > 0 {
                partial = true;
            }
        }
        match best {
            _ if partial => Lookup::Partial,
            Some(mapping) => {
                Lookup::Found { length: mapping.from.len(), keys: mapping.to.clone(), remap: mapping.remap }
            }
            None => Lookup::None,
        }
    }
}
