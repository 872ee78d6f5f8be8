//! Reads a TOML table key by key, and says with file and line what does not fit.

use super::finding::{Findings, line_at};
use crate::model::Localized;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with the line it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) line: usize,
}

/// A TOML file being read.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) findings: &'a Findings,
}

impl<'a> Source<'a> {
    /// Parses the file; a syntax error is a finding.
    pub(crate) fn parse(self) -> Option<Spanned<DeTable<'a>>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_at(self.text, span.start));
                self.add(line, format!("this is not TOML: {}", error.message()), "correct the line");
                None
            }
        }
    }

    pub(crate) fn add(&self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.findings.add(self.file, line, what, fix);
    }
}

/// A table of a TOML file: each key is asked for once, then [`Fields::finish`] names the others.
pub(crate) struct Fields<'a> {
    pub(crate) source: Source<'a>,
    table: &'a DeTable<'a>,
    /// Where the table starts.
    pub(crate) line: usize,
    asked: RefCell<BTreeSet<String>>,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(source: Source<'a>, table: &'a Spanned<DeTable<'a>>) -> Self {
        let line = line_at(source.text, table.span().start);
        Self { source, table: table.get_ref(), line, asked: RefCell::default() }
    }

    fn get(&self, key: &str) -> Option<At<&'a DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        let value = self.table.get(key)?;
        Some(At { value: value.get_ref(), line: line_at(self.source.text, value.span().start) })
    }

    fn wrong(&self, line: usize, key: &str, expected: &str) {
        self.source.add(line, format!("`{key}` is not {expected}"), format!("write {expected} after `{key} =`"));
    }

    pub(crate) fn text(&self, key: &str) -> Option<At<String>> {
        let found = self.get(key)?;
        if let DeValue::String(text) = found.value {
            Some(At { value: text.to_string(), line: found.line })
        } else {
            self.wrong(found.line, key, "a text in quotes");
            None
        }
    }

    /// A text that has to be there.
    pub(crate) fn required(&self, key: &str) -> Option<At<String>> {
        if self.table.get(key).is_none() {
            self.source.add(self.line, format!("`{key}` is missing"), format!("add `{key} = \"…\"`"));
        }
        self.text(key)
    }

    pub(crate) fn number(&self, key: &str) -> Option<At<u32>> {
        let found = self.get(key)?;
        let number = match found.value {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            self.wrong(found.line, key, "a whole number");
        }
        Some(At { value: number?, line: found.line })
    }

    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        let found = self.get(key)?;
        if let DeValue::Boolean(flag) = found.value {
            Some(*flag)
        } else {
            self.wrong(found.line, key, "true or false");
            None
        }
    }

    /// A list of texts; a lone text is a list of one.
    pub(crate) fn texts(&self, key: &str) -> Vec<At<String>> {
        let Some(found) = self.get(key) else { return Vec::new() };
        match found.value {
            DeValue::String(text) => vec![At { value: text.to_string(), line: found.line }],
            DeValue::Array(list) => {
                let mut texts = Vec::new();
                for entry in list {
                    let line = line_at(self.source.text, entry.span().start);
                    match entry.get_ref() {
                        DeValue::String(text) => texts.push(At { value: text.to_string(), line }),
                        _ => self.wrong(line, key, "a list of texts"),
                    }
                }
                texts
            }
            _ => {
                self.wrong(found.line, key, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A list of whole numbers.
    pub(crate) fn numbers(&self, key: &str) -> Option<Vec<u32>> {
        let found = self.get(key)?;
        let numbers = numbers(found.value);
        if numbers.is_none() {
            self.wrong(found.line, key, "a list of whole numbers");
        }
        numbers
    }

    /// A list of lists of whole numbers.
    pub(crate) fn number_lists(&self, key: &str) -> Vec<Vec<u32>> {
        let Some(found) = self.get(key) else { return Vec::new() };
        let lists = match found.value {
            DeValue::Array(list) => list.iter().map(|entry| numbers(entry.get_ref())).collect::<Option<Vec<_>>>(),
            _ => None,
        };
        lists.unwrap_or_else(|| {
            self.wrong(found.line, key, "a list of lists of whole numbers");
            Vec::new()
        })
    }

    /// A table of texts: `{ "a" = "b" }`.
    pub(crate) fn map(&self, key: &str) -> BTreeMap<String, At<String>> {
        let mut map = BTreeMap::new();
        let Some(found) = self.get(key) else { return map };
        let DeValue::Table(table) = found.value else {
            self.wrong(found.line, key, "a table such as { \"a\" = \"b\" }");
            return map;
        };
        for (name, value) in table {
            let line = line_at(self.source.text, name.span().start);
            match value.get_ref() {
                DeValue::String(text) => {
                    map.insert(name.get_ref().to_string(), At { value: text.to_string(), line });
                }
                _ => self.wrong(line, name.get_ref(), "a text in quotes"),
            }
        }
        map
    }

    /// `{ fr = "…", en = "…" }`.
    pub(crate) fn localized(&self, key: &str) -> Localized<String> {
        let mut map = self.map(key);
        let mut take = |tag: &str| {
            map.remove(tag).map(|at| at.value).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| {
                self.source.add(
                    self.line,
                    format!("`{key}` has no `{tag}`"),
                    format!("write `{key} = {{ fr = \"…\", en = \"…\" }}`"),
                );
                String::new()
            })
        };
        Localized { fr: take("fr"), en: take("en") }
    }

    /// The tables `[[key]]`.
    pub(crate) fn tables(&self, key: &str) -> Vec<Fields<'a>> {
        let Some(found) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = found.value else {
            self.wrong(found.line, key, "one or more tables [[…]]");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list {
            let line = line_at(self.source.text, entry.span().start);
            match entry.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Fields { source: self.source, table, line, asked: RefCell::default() });
                }
                _ => self.wrong(line, key, "one or more tables [[…]]"),
            }
        }
        tables
    }

    /// Names every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            if !asked.contains(key.get_ref().as_ref()) {
                let known: Vec<&str> = asked.iter().map(String::as_str).collect();
                self.source.add(
                    line_at(self.source.text, key.span().start),
                    format!("`{}` means nothing here", key.get_ref()),
                    format!("remove it, or choose one of: {}", known.join(", ")),
                );
            }
        }
    }
}

fn numbers(value: &DeValue<'_>) -> Option<Vec<u32>> {
    let DeValue::Array(list) = value else { return None };
    list.iter()
        .map(|entry| match entry.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        })
        .collect()
}
