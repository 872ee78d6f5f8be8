//! Renames: a file gone and a file come that are alike (`diffcore-rename`).

use super::changes::Change;
use crate::Bytes;
use crate::commands::git::repo::{Git, Result};
use std::collections::HashMap;

/// Half alike is a rename.
const MINIMUM: u64 = 50;
/// More pairs than this are not compared, as with `diff.renameLimit`.
const MAX_PAIRS: usize = 1000 * 1000;

/// Pieces of a content (lines, or 64 bytes of a longer one) and how many bytes each takes in all.
fn pieces(content: &[u8]) -> HashMap<Bytes, u64> {
    let text = !super::edits::is_binary(content);
    let mut counts: HashMap<Bytes, u64> = HashMap::new();
    let mut piece: Bytes = Vec::new();
    for (at, byte) in content.iter().enumerate() {
        // The end of a line may be written in two ways.
        if text && *byte == b'\r' && content.get(at + 1) == Some(&b'\n') {
            continue;
        }
        piece.push(*byte);
        if piece.len() == 64 || *byte == b'\n' {
            let size = piece.len() as u64;
            *counts.entry(std::mem::take(&mut piece)).or_insert(0) += size;
        }
    }
    if !piece.is_empty() {
        let size = piece.len() as u64;
        *counts.entry(piece).or_insert(0) += size;
    }
    counts
}

/// How much alike two contents are, in sixty-thousandths as git counts.
fn similarity(old: (&HashMap<Bytes, u64>, u64), new: (&HashMap<Bytes, u64>, u64)) -> u64 {
    let (most, least) = (old.1.max(new.1), old.1.min(new.1));
    if most == 0 || most - least > most * (100 - MINIMUM) / 100 {
        return 0;
    }
    let copied: u64 = old.0.iter().map(|(piece, bytes)| new.0.get(piece).map_or(0, |other| (*other).min(*bytes))).sum();
    copied * 60_000 / most
}

impl Git<'_> {
    /// The same changes, files gone and files come that are alike joined to renames.
    pub(in crate::commands::git) fn with_renames(&self, changes: Vec<Change>) -> Result<Vec<Change>> {
        let gone: Vec<usize> =
            (0..changes.len()).filter(|at| changes[*at].new.is_none() && !changes[*at].unmerged).collect();
        let come: Vec<usize> =
            (0..changes.len()).filter(|at| changes[*at].old.is_none() && !changes[*at].unmerged).collect();
        if gone.is_empty() || come.is_empty() || gone.len() * come.len() > MAX_PAIRS {
            return Ok(changes);
        }
        let mut partner: HashMap<usize, (usize, u64)> = HashMap::new();
        let mut taken = Vec::new();
        let base = |path: &Bytes| path.rsplit(|byte| *byte == b'/').next().map(<[u8]>::to_vec);
        // Files that are exactly the same, those of the same name first.
        for new in &come {
            let same = |old: &&usize| {
                changes[**old].old.map(|entry| entry.oid) == changes[*new].new.map(|entry| entry.oid)
                    && !taken.contains(*old)
            };
            let candidates: Vec<usize> = gone.iter().filter(same).copied().collect();
            let named = candidates.iter().find(|old| base(&changes[**old].paths.0) == base(&changes[*new].paths.1));
            if let Some(old) = named.or(candidates.first()) {
                partner.insert(*new, (*old, 60_000));
                taken.push(*old);
            }
        }
        let mut pairs = Vec::new();
        let counted = |at: usize, new: bool| -> Result<(HashMap<Bytes, u64>, u64)> {
            let content = self.side(&changes[at], new)?;
            self.spend(content.len() as u64)?;
            Ok((pieces(&content), content.len() as u64))
        };
        let mut olds = HashMap::new();
        for old in gone.iter().filter(|old| !taken.contains(old)) {
            olds.insert(*old, counted(*old, false)?);
        }
        for new in come.iter().filter(|new| !partner.contains_key(new)) {
            let here = counted(*new, true)?;
            for (old, there) in &olds {
                self.spend(there.0.len() as u64)?;
                let score = similarity((&there.0, there.1), (&here.0, here.1));
                if score >= 60_000 * MINIMUM / 100 {
                    let same_name = base(&changes[*old].paths.0) == base(&changes[*new].paths.1);
                    pairs.push((std::cmp::Reverse((score, same_name)), *new, *old));
                }
            }
        }
        base::order::sort(&mut pairs);
        for (std::cmp::Reverse((score, _)), new, old) in pairs {
            if !partner.contains_key(&new) && !taken.contains(&old) {
                partner.insert(new, (old, score));
                taken.push(old);
            }
        }
        let mut joined = Vec::new();
        for (at, change) in changes.iter().enumerate() {
            if taken.contains(&at) {
                continue;
            }
            let mut change = change.clone();
            if let Some((old, score)) = partner.get(&at) {
                change.paths.0.clone_from(&changes[*old].paths.0);
                change.old = changes[*old].old;
                change.score = Some((score * 100 / 60_000) as u32);
            }
            joined.push(change);
        }
        Ok(joined)
    }
}
