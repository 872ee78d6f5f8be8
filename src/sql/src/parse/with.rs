//! `WITH … AS (INSERT … RETURNING …) …` and `WITH … INSERT …`: sqlparser 0.52 knows neither, so the parts of such a statement are
//! parsed one by one.

use super::{Statement, parse_one};
use crate::Result;
use crate::text::{Lexeme, LexemeKind, lex};
use base::Span;

/// A query of a WITH clause that stands by itself.
#[derive(Clone, Debug)]
pub struct WithPart {
    /// Its name.
    pub name: String,
    /// Names for its columns; the first ones, or none.
    pub columns: Vec<String>,
    /// The query, or the statement that changes data.
    pub statement: Statement,
}

/// The parts of a WITH clause and the place of the statement after it; `None` where nothing in it changes data.
pub(super) fn split(script: &str, span: Span) -> Result<Option<(Vec<WithPart>, Span)>> {
    let text = span.of(script);
    // Most statements end here.
    if !text.trim_start().get(..4).is_some_and(|word| word.eq_ignore_ascii_case("with"))
        && !text.starts_with(['-', '/'])
    {
        return Ok(None);
    }
    let lexemes: Vec<Lexeme> = lex(text).into_iter().filter(|lexeme| lexeme.kind != LexemeKind::Comment).collect();
    let reader = Reader { text, lexemes: &lexemes };
    let Some(found) = reader.clause() else { return Ok(None) };
    let changes = found.parts.iter().any(|part| reader.changes(part.body)) || reader.changes(found.main);
    if !changes {
        return Ok(None);
    }
    let base = span.start as usize;
    let end = lexemes.last().map_or(text.len(), |lexeme| lexeme.span.end as usize);
    let start_of = |at: usize| lexemes.get(at).map_or(end, |lexeme| lexeme.span.start as usize);
    let mut parts = Vec::new();
    for part in &found.parts {
        let (from, to) = (start_of(part.body), start_of(part.close));
        let statement = if found.recursive && reader.mentions(part) && !reader.changes(part.body) {
            // Read as a statement of its own, at its place: blanks stand for what came before.
            let head = "WITH RECURSIVE ";
            let first = start_of(part.first);
            let closed = start_of(part.close) + 1;
            let mut own = " ".repeat((base + first).saturating_sub(head.len()));
            own.push_str(head);
            own.push_str(&text[first..closed]);
            own.push_str(" TABLE ");
            own.push_str(reader.word(part.first));
            let whole = Span::new(0, own.len());
            parse_one(&own, whole)?
        } else {
            parse_one(script, Span::new(base + from, base + to))?
        };
        parts.push(WithPart { name: part.name.clone(), columns: part.columns.clone(), statement });
    }
    Ok(Some((parts, Span::new(base + start_of(found.main), base + end))))
}

/// Where a part is: its name, the first lexeme of its body, and the `)` after it.
struct Part {
    first: usize,
    name: String,
    columns: Vec<String>,
    body: usize,
    close: usize,
}

struct Clause {
    recursive: bool,
    parts: Vec<Part>,
    main: usize,
}

struct Reader<'a> {
    text: &'a str,
    lexemes: &'a [Lexeme],
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |lexeme| lexeme.span.of(self.text))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    fn name(&self, at: usize) -> Option<String> {
        let word = self.word(at);
        match self.lexemes.get(at)?.kind {
            LexemeKind::Word => Some(word.to_lowercase()),
            LexemeKind::QuotedName => Some(word.trim_matches('"').replace("\"\"", "\"")),
            _ => None,
        }
    }

    fn changes(&self, at: usize) -> bool {
        ["insert", "update", "delete", "merge"].iter().any(|word| self.is(at, word))
    }

    fn mentions(&self, part: &Part) -> bool {
        (part.body..part.close).any(|at| self.name(at).as_deref() == Some(part.name.as_str()))
    }

    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        (open..self.lexemes.len()).find(|at| {
            match self.word(*at) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            depth == 0
        })
    }

    fn clause(&self) -> Option<Clause> {
        let mut at = 1;
        if !self.is(0, "with") {
            return None;
        }
        let recursive = self.is(at, "recursive");
        at += usize::from(recursive);
        let mut parts = Vec::new();
        loop {
            let first = at;
            let name = self.name(at)?;
            at += 1;
            let mut columns = Vec::new();
            if self.word(at) == "(" {
                let close = self.closing(at)?;
                columns = (at + 1..close).filter_map(|at| self.name(at)).collect();
                at = close + 1;
            }
            if !self.is(at, "as") {
                return None;
            }
            at += 1;
            at += usize::from(self.is(at, "not"));
            at += usize::from(self.is(at, "materialized"));
            if self.word(at) != "(" {
                return None;
            }
            let close = self.closing(at)?;
            parts.push(Part { first, name, columns, body: at + 1, close });
            at = close + 1;
            if self.word(at) != "," {
                return Some(Clause { recursive, parts, main: at });
            }
            at += 1;
        }
    }
}
