//! Completion: what may be written at the cursor, from the schema and the words before it.

use super::lex::{Lexeme, LexemeKind, lex};
use super::words::KEYWORDS;
use crate::Schema;
use crate::functions::Registry;
use base::Span;
use serde::{Deserialize, Serialize};

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CompletionKind {
    /// a table or a view
    Table,
    /// a column
    Column,
    /// a function
    Function,
    /// a keyword
    Keyword,
}

/// Something that may be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// The text that takes the place of `replaces`.
    pub text: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A column's type and table, a function's arguments.
    pub detail: String,
    /// The bytes it takes the place of.
    pub replaces: Span,
}

/// At most this many are offered.
const MOST: usize = 50;

/// The completions at byte `cursor` of `source`, best first.
pub fn complete(source: &str, cursor: usize, schema: &Schema) -> Vec<Completion> {
    let mut cursor = cursor.min(source.len());
    while !source.is_char_boundary(cursor) {
        cursor -= 1;
    }
    let all = lex(source);
    let inside = |l: &&Lexeme| (l.span.start as usize) < cursor && cursor <= l.span.end as usize;
    if all
        .iter()
        .find(inside)
        .is_some_and(|l| matches!(l.kind, LexemeKind::String | LexemeKind::Comment | LexemeKind::UnterminatedString))
    {
        return Vec::new();
    }
    let before: Vec<&Lexeme> = all.iter().filter(|l| l.span.end as usize <= cursor).collect();
    let typed = before.last().filter(|l| l.kind == LexemeKind::Word && l.span.end as usize == cursor);
    let (prefix, replaces) = match typed {
        Some(l) => (l.span.of(source).to_lowercase(), l.span),
        None => (String::new(), Span::new(cursor, cursor)),
    };
    let head = &before[..before.len() - usize::from(typed.is_some())];
    let word = |i: usize| head.len().checked_sub(i).and_then(|at| head.get(at)).map_or("", |l| l.span.of(source));
    let mut out = Vec::new();
    let mut offer = |text: &str, kind: CompletionKind, detail: String| {
        if text.to_lowercase().starts_with(&prefix) && out.len() < MOST * 4 {
            out.push(Completion { text: text.to_owned(), kind, detail, replaces });
        }
    };
    if word(1) == "." {
        let owner = word(2).trim_matches('"').to_lowercase();
        let target = alias_target(source, &all, &owner).unwrap_or(owner);
        for table in schema.tables.iter().filter(|table| table.name.to_lowercase() == target) {
            for column in &table.columns {
                offer(&quoted(&column.name), CompletionKind::Column, column.ty.clone());
            }
        }
        return out;
    }
    let tables_only = matches!(word(1).to_uppercase().as_str(), "FROM" | "JOIN" | "INTO" | "UPDATE" | "TABLE");
    if !tables_only {
        let statement = statement_around(&all, source, cursor);
        let used: Vec<String> = statement.iter().map(|l| l.span.of(source).trim_matches('"').to_lowercase()).collect();
        let in_use = |name: &str| used.contains(&name.to_lowercase());
        let any_used = schema.tables.iter().any(|table| in_use(&table.name));
        for table in schema.tables.iter().filter(|table| !any_used || in_use(&table.name)) {
            for column in &table.columns {
                offer(&quoted(&column.name), CompletionKind::Column, format!("{} · {}", column.ty, table.name));
            }
        }
    }
    for table in &schema.tables {
        offer(&quoted(&table.name), CompletionKind::Table, String::new());
    }
    if !tables_only && !prefix.is_empty() {
        let mut names: Vec<&str> =
            Registry::get().names().filter(|name| name.starts_with(|c: char| c.is_alphabetic())).collect();
        names.sort_unstable();
        for name in names {
            offer(name, CompletionKind::Function, String::new());
        }
        for keyword in KEYWORDS {
            offer(keyword, CompletionKind::Keyword, String::new());
        }
    }
    out.dedup_by(|a, b| a.text == b.text && a.kind == b.kind);
    out.truncate(MOST);
    out
}

fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && KEYWORDS.binary_search(&name.to_uppercase().as_str()).is_err();
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

fn statement_around<'a>(all: &'a [Lexeme], source: &str, cursor: usize) -> &'a [Lexeme] {
    let semicolon = |l: &Lexeme| l.span.of(source) == ";";
    let start = all.iter().rposition(|l| semicolon(l) && (l.span.end as usize) <= cursor).map_or(0, |at| at + 1);
    let end = all.iter().position(|l| semicolon(l) && (l.span.start as usize) >= cursor).unwrap_or(all.len());
    all.get(start..end).unwrap_or(&[])
}

/// The table that `FROM table alias` or `JOIN table AS alias` gives this alias to.
fn alias_target(source: &str, all: &[Lexeme], alias: &str) -> Option<String> {
    let text = |i: usize| all.get(i).map_or("", |l| l.span.of(source));
    for i in 0..all.len() {
        if !matches!(text(i).to_uppercase().as_str(), "FROM" | "JOIN" | ",") {
            continue;
        }
        let named = if text(i + 2).eq_ignore_ascii_case("as") { i + 3 } else { i + 2 };
        if text(named).trim_matches('"').eq_ignore_ascii_case(alias) {
            return Some(text(i + 1).trim_matches('"').to_lowercase());
        }
    }
    None
}
