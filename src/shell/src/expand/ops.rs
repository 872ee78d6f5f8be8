//! Cutting and replacing strings.

use super::glob::{compile_glob, pattern_budget};
use crate::Bytes;
use crate::syntax::ReplaceKind;
use pattern::Glob;
use std::cell::Cell;

/// Length in characters; a byte that is not UTF-8 counts as one.
pub(crate) fn length(value: &[u8]) -> usize {
    if value.is_ascii() {
        return value.len();
    }
    value.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// Where the character of this number begins.
fn byte_of(value: &[u8], character: usize) -> usize {
    if value.is_ascii() {
        return character.min(value.len());
    }
    let mut at = 0;
    let mut left = character;
    for chunk in value.utf8_chunks() {
        for letter in chunk.valid().chars() {
            if left == 0 {
                return at;
            }
            left -= 1;
            at += letter.len_utf8();
        }
        let invalid = chunk.invalid().len();
        if left <= invalid {
            return at + left.min(invalid);
        }
        left -= invalid;
        at += invalid;
    }
    value.len()
}

/// `${x:o:l}`; `None` when the end lies before the start.
pub(crate) fn substring(value: &[u8], offset: i64, count: Option<i64>) -> Option<Bytes> {
    let total = length(value) as i64;
    let start = if offset < 0 { total + offset } else { offset };
    if start < 0 || start > total {
        return Some(Vec::new());
    }
    let end = match count {
        None => total,
        Some(count) if count < 0 => total + count,
        Some(count) => start.saturating_add(count).min(total),
    };
    if end < start {
        return None;
    }
    Some(value[byte_of(value, start as usize)..byte_of(value, end as usize)].to_vec())
}

/// A pattern without anything special, unescaped.
fn literal(pattern: &[u8], extglob: bool) -> Option<Bytes> {
    let special = |byte: &u8| matches!(byte, b'*' | b'?' | b'[' | b'\\') || (extglob && *byte == b'(');
    if !pattern.iter().any(special) {
        return Some(pattern.to_vec());
    }
    let mut text = Vec::with_capacity(pattern.len());
    let mut at = 0;
    while at < pattern.len() {
        match pattern[at] {
            b'\\' if at + 1 < pattern.len() => {
                at += 1;
                text.push(pattern[at]);
            }
            b'*' | b'?' | b'[' => return None,
            b'(' if extglob => return None,
            byte => text.push(byte),
        }
        at += 1;
    }
    Some(text)
}

/// `${x#p}`, `${x##p}`
pub(crate) fn remove_prefix(value: &[u8], pattern: &[u8], longest: bool, extglob: bool) -> Bytes {
    if let Some(text) = literal(pattern, extglob) {
        return value.strip_prefix(text.as_slice()).unwrap_or(value).to_vec();
    }
    let Some(glob) = compile_glob(pattern, extglob, false) else { return value.to_vec() };
    match glob.prefix(value, longest, &pattern_budget()) {
        Ok(Some(end)) => value[end..].to_vec(),
        _ => value.to_vec(),
    }
}

/// `${x%p}`, `${x%%p}`
pub(crate) fn remove_suffix(value: &[u8], pattern: &[u8], longest: bool, extglob: bool) -> Bytes {
    if let Some(text) = literal(pattern, extglob) {
        return value.strip_suffix(text.as_slice()).unwrap_or(value).to_vec();
    }
    let Some(glob) = compile_glob(pattern, extglob, false) else { return value.to_vec() };
    match glob.suffix(value, longest, &pattern_budget()) {
        Ok(Some(start)) => value[..start].to_vec(),
        _ => value.to_vec(),
    }
}

/// What stands in for a match: text, and places of the match itself (`&`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Replacement {
    /// Pieces; `None` is the match.
    pieces: Vec<Option<Bytes>>,
    /// The same without `&` read.
    plain: Bytes,
}

impl Replacement {
    /// Adds text; in what was not quoted, `&` is the match and a backslash takes that back.
    pub(crate) fn push(&mut self, text: &[u8], quoted: bool) {
        self.plain.extend_from_slice(text);
        if quoted {
            self.pieces.push(Some(text.to_vec()));
            return;
        }
        let mut piece = Vec::new();
        let mut at = 0;
        while at < text.len() {
            match text[at] {
                b'\\' if matches!(text.get(at + 1), Some(b'&' | b'\\')) => {
                    at += 1;
                    piece.push(text[at]);
                }
                b'&' => {
                    self.pieces.push(Some(std::mem::take(&mut piece)));
                    self.pieces.push(None);
                }
                byte => piece.push(byte),
            }
            at += 1;
        }
        self.pieces.push(Some(piece));
    }

    fn write(&self, out: &mut Bytes, found: &[u8], ampersand: bool) {
        if !ampersand {
            out.extend_from_slice(&self.plain);
            return;
        }
        for piece in &self.pieces {
            out.extend_from_slice(piece.as_deref().unwrap_or(found));
        }
    }
}

/// `${x/p/r}` and its like.
pub(crate) struct Replace<'a> {
    kind: ReplaceKind,
    literal: Option<Bytes>,
    glob: Option<Glob>,
    replacement: &'a Replacement,
    ampersand: bool,
    spent: Cell<u64>,
}

impl<'a> Replace<'a> {
    pub(crate) fn new(
        kind: ReplaceKind,
        pattern: &[u8],
        replacement: &'a Replacement,
        extglob: bool,
        ignore_case: bool,
        ampersand: bool,
    ) -> Self {
        let literal = if ignore_case { None } else { literal(pattern, extglob) };
        let glob = if literal.is_some() { None } else { compile_glob(pattern, extglob, ignore_case) };
        Self { kind, literal, glob, replacement, ampersand, spent: Cell::new(0) }
    }

    /// Steps spent so far.
    pub(crate) fn spent(&self) -> u64 {
        self.spent.get()
    }

    fn find(&self, value: &[u8], from: usize) -> Option<(usize, usize)> {
        if let Some(text) = &self.literal {
            if text.is_empty() {
                return None;
            }
            return memchr::memmem::find(&value[from..], text).map(|at| (from + at, from + at + text.len()));
        }
        let budget = pattern_budget();
        let found = self.glob.as_ref()?.find_at(value, from, &budget);
        self.spent.set(self.spent.get() + budget.spent());
        found.ok()?.map(|found| (found.start, found.end))
    }

    /// The value with its matches replaced.
    pub(crate) fn apply(&self, value: &[u8]) -> Bytes {
        let mut out = Vec::with_capacity(value.len());
        match self.kind {
            ReplaceKind::Prefix | ReplaceKind::Suffix => {
                let prefix = self.kind == ReplaceKind::Prefix;
                let range = match (&self.literal, &self.glob) {
                    (Some(text), _) if prefix => value.starts_with(text).then_some((0, text.len())),
                    (Some(text), _) => value.ends_with(text).then(|| (value.len() - text.len(), value.len())),
                    (None, Some(glob)) if prefix => {
                        glob.prefix(value, true, &pattern_budget()).ok().flatten().map(|end| (0, end))
                    }
                    (None, Some(glob)) => {
                        glob.suffix(value, true, &pattern_budget()).ok().flatten().map(|start| (start, value.len()))
                    }
                    (None, None) => None,
                };
                let Some((start, end)) = range else { return value.to_vec() };
                out.extend_from_slice(&value[..start]);
                self.replacement.write(&mut out, &value[start..end], self.ampersand);
                out.extend_from_slice(&value[end..]);
            }
            ReplaceKind::First | ReplaceKind::All => {
                let mut at = 0;
                while let Some((start, end)) = self.find(value, at) {
                    out.extend_from_slice(&value[at..start]);
                    self.replacement.write(&mut out, &value[start..end], self.ampersand);
                    at = end;
                    if end == start {
                        // An empty match: one character further.
                        let Some(byte) = value.get(at) else { break };
                        out.push(*byte);
                        at += 1;
                    }
                    if self.kind == ReplaceKind::First || at >= value.len() {
                        break;
                    }
                }
                out.extend_from_slice(&value[at.min(value.len())..]);
            }
        }
        out
    }
}
