//! What went wrong, where, as plain data. The words are found by code in `content/ui/{fr,en}.ftl`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A half-open stretch of source text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to `end`, `end` excluded.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The text it covers, or "" where it does not fit the source.
    pub fn of<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Line and column of its start, both from 1; columns count characters.
    pub fn line_column(&self, source: &str) -> (usize, usize) {
        let mut start = (self.start as usize).min(source.len());
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let before = &source[..start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

/// How serious it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing was done.
    #[default]
    Error,
    /// It was done, but look.
    Warning,
    /// A piece of advice.
    Note,
}

/// A named value that the words of a diagnostic may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Arg {
    /// A number, for plural forms.
    Number(i64),
    /// Anything else.
    Text(String),
    /// Several texts, joined the way the language joins them.
    List(Vec<String>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as i64)
    }
}
impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Self {
        Self::List(list)
    }
}

/// An error, a warning or a note: a code of the field (an SQLSTATE, say), a place, and arguments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The message's id in the catalogues, such as `sql-undefined-column`.
    pub id: String,
    /// The code of the field, such as the SQLSTATE `42703`; empty where there is none.
    pub code: String,
    /// How serious it is.
    pub severity: Severity,
    /// Where in the source, if it has a place.
    pub span: Option<Span>,
    /// What the words need.
    pub args: BTreeMap<String, Arg>,
}

impl Diagnostic {
    /// An error with this message id and code.
    pub fn error(id: &str, code: &str) -> Self {
        Self { id: id.to_owned(), code: code.to_owned(), ..Self::default() }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = "SELECT é,\n  ü FROM t";
        let at = source.find('ü').unwrap();
        assert_eq!(Span::new(at, at + 2).line_column(source), (2, 3));
        assert_eq!(Span::new(at, at + 2).of(source), "ü");
    }

    #[test]
    fn a_span_beyond_the_source_is_harmless() {
        assert_eq!(Span::new(7, 99).of("abc"), "");
        assert_eq!(Span::new(7, 99).line_column("abc"), (1, 4));
    }
}
