//! Arrays: their elements in one row, their dimensions beside; read and written as `{1,2,{…}}`.

use super::Value;
use crate::types::Type;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// An array of any depth. Lower bounds are always 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ArrayValue {
    /// The element's type.
    pub element: Type,
    /// All elements, row by row.
    pub items: Vec<Value>,
    /// The length of each dimension; one number for a plain array.
    pub dims: Vec<usize>,
}

impl ArrayValue {
    /// A plain array.
    pub fn new(element: Type, items: Vec<Value>) -> Self {
        let dims = if items.is_empty() { vec![] } else { vec![items.len()] };
        Self { element, items, dims }
    }

    /// Arrays as one of a dimension more; `None` where their dimensions differ, or one is NULL.
    pub fn of_arrays(element: Type, rows: &[Value]) -> Option<Self> {
        let mut items = Vec::new();
        let mut dims: Option<&[usize]> = None;
        for row in rows {
            let Value::Array(array) = row else { return None };
            if dims.is_some_and(|dims| *dims != array.dims) {
                return None;
            }
            dims = Some(&array.dims);
            items.extend(array.items.iter().cloned());
        }
        let inner = dims.unwrap_or_default();
        let dims = if items.is_empty() { vec![] } else { std::iter::once(&rows.len()).chain(inner).copied().collect() };
        Some(Self { element, items, dims })
    }

    /// How many elements its first dimension has.
    pub fn len(&self) -> usize {
        self.dims.first().copied().unwrap_or(0)
    }

    /// Whether it has no element.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// As PostgreSQL prints it.
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_level(0, 0, self.items.len(), &mut out);
        if self.items.is_empty() {
            "{}".clone_into(&mut out);
        }
        out
    }

    fn write_level(&self, level: usize, from: usize, count: usize, out: &mut String) {
        let length = self.dims.get(level).copied().unwrap_or(count).max(1);
        out.push('{');
        if level + 1 < self.dims.len() {
            let each = count / length;
            for i in 0..length {
                if i > 0 {
                    out.push(',');
                }
                self.write_level(level + 1, from + i * each, each, out);
            }
        } else {
            for (i, item) in self.items[from..from + count].iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                if item.is_null() {
                    out.push_str("NULL");
                } else {
                    quote(&item.write(&self.element), out);
                }
            }
        }
        out.push('}');
    }
}

fn quote(text: &str, out: &mut String) {
    let bare = !text.is_empty()
        && !text.eq_ignore_ascii_case("null")
        && !text.contains(|c: char| matches!(c, '{' | '}' | ',' | '"' | '\\') || c.is_ascii_whitespace());
    if bare {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// An element as written in an array literal.
pub enum Item {
    /// NULL
    Null,
    /// Its text.
    Text(String),
}

/// Splits an array literal into its elements and dimensions; `None` when it is malformed.
pub fn split(text: &str) -> Option<(Vec<Item>, Vec<usize>)> {
    let chars: Vec<char> = text.trim().chars().collect();
    let mut items = Vec::new();
    let mut dims: Vec<usize> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    let mut at = 0;
    // Whether an element or a nested array may come next, must not, or must.
    let mut wants = true;
    loop {
        while chars.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        match *chars.get(at)? {
            '{' => {
                if !wants || counts.len() >= 6 {
                    return None;
                }
                counts.push(0);
                at += 1;
            }
            '}' => {
                let count = counts.pop()?;
                if wants && count > 0 {
                    return None;
                }
                let level = counts.len();
                if dims.len() <= level {
                    dims.resize(level + 1, usize::MAX);
                }
                if dims[level] == usize::MAX {
                    dims[level] = count;
                } else if dims[level] != count {
                    return None;
                }
                at += 1;
                if let Some(outer) = counts.last_mut() {
                    *outer += 1;
                    wants = false;
                } else {
                    let trailing = chars[at..].iter().all(|c| c.is_whitespace());
                    let dims = if items.is_empty() { vec![] } else { dims };
                    return trailing.then_some((items, dims));
                }
            }
            ',' => {
                if wants {
                    return None;
                }
                wants = true;
                at += 1;
            }
            _ => {
                if !wants {
                    return None;
                }
                items.push(element(&chars, &mut at)?);
                *counts.last_mut()? += 1;
                wants = false;
            }
        }
    }
}

fn element(chars: &[char], at: &mut usize) -> Option<Item> {
    let mut text = String::new();
    if chars[*at] == '"' {
        *at += 1;
        loop {
            match *chars.get(*at)? {
                '"' => {
                    *at += 1;
                    return Some(Item::Text(text));
                }
                '\\' => {
                    text.push(*chars.get(*at + 1)?);
                    *at += 2;
                }
                c => {
                    text.push(c);
                    *at += 1;
                }
            }
        }
    }
    while let Some(c) = chars.get(*at).filter(|c| !matches!(c, ',' | '}' | '{' | '"')) {
        if *c == '\\' {
            *at += 1;
            let _ = write!(text, "{}", chars.get(*at)?);
        } else {
            text.push(*c);
        }
        *at += 1;
    }
    let trimmed = text.trim_end();
    if trimmed.eq_ignore_ascii_case("null") { Some(Item::Null) } else { Some(Item::Text(trimmed.to_owned())) }
}
