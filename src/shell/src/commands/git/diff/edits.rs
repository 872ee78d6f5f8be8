//! Which lines differ between two texts.

use super::compact::compact;
use crate::commands::compare::diff::lines::raw;
use crate::commands::git::repo::{Git, Result};
use std::collections::HashMap;

/// A stretch of old lines replaced by a stretch of new ones: first line and end of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::commands::git) struct Edit {
    pub(in crate::commands::git) old: (usize, usize),
    pub(in crate::commands::git) new: (usize, usize),
}

/// Lines with their newlines.
pub(in crate::commands::git) fn split(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Is it no text? A NUL in the first 8000 bytes says so.
pub(in crate::commands::git) fn is_binary(content: &[u8]) -> bool {
    content[..content.len().min(8000)].contains(&0)
}

impl Git<'_> {
    /// The edits that lead from old lines to new ones, placed where git places them; `blank` ignores blanks (`-w`).
    pub(in crate::commands::git) fn edits(&self, old: &[&[u8]], new: &[&[u8]], blank: bool) -> Result<Vec<Edit>> {
        let mut numbers: HashMap<Vec<u8>, u32> = HashMap::new();
        let mut number = |line: &&[u8]| {
            let next = numbers.len() as u32;
            let mut key = line.to_vec();
            if blank {
                key.retain(|byte| !byte.is_ascii_whitespace());
            }
            *numbers.entry(key).or_insert(next)
        };
        let a: Vec<u32> = old.iter().map(&mut number).collect();
        let b: Vec<u32> = new.iter().map(&mut number).collect();
        let (mut gone, mut come) = raw(&a, &b, &self.budget).map_err(|_| self.fatal("too much to compare"))?;
        compact(&a, old, &mut gone, &come);
        compact(&b, new, &mut come, &gone);
        let (mut i, mut j) = (0, 0);
        let mut edits = Vec::new();
        while i < a.len() || j < b.len() {
            let start = (i, j);
            while i < a.len() && gone[i] {
                i += 1;
            }
            while j < b.len() && come[j] {
                j += 1;
            }
            if (i, j) == start {
                (i, j) = (i + 1, j + 1);
            } else {
                edits.push(Edit { old: (start.0, i), new: (start.1, j) });
            }
        }
        Ok(edits)
    }
}
