//! Where each token is in the script.

use super::frames::Exclusion;
use crate::error::{Error, Parse, foreign};
use base::Span;
use sqlparser::tokenizer::{Token, TokenWithLocation, Whitespace};
use std::collections::BTreeMap;

/// The tokens of a statement with their places.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub(super) tokens: Vec<(String, Span)>,
    pub(super) exclusions: BTreeMap<usize, Exclusion>,
}

/// Finds the byte place of each token; comments and white space are dropped.
pub(super) fn locate(
    text: &str,
    base: usize,
    located: Vec<TokenWithLocation>,
) -> (Vec<(usize, TokenWithLocation)>, Places) {
    // Byte offset of the start of each line.
    let mut lines = vec![0];
    lines.extend(text.match_indices('\n').map(|(at, _)| at + 1));
    let offset = |line: u64, column: u64| {
        let start = lines.get((line.max(1) - 1) as usize).copied().unwrap_or(text.len());
        let rest = &text[start..];
        start + rest.char_indices().nth((column.max(1) - 1) as usize).map_or(rest.len(), |(at, _)| at)
    };
    let ascii = text.is_ascii();
    let starts: Vec<usize> = located
        .iter()
        .map(|token| {
            let (line, column) = (token.location.line, token.location.column);
            if ascii {
                let start = lines.get((line.max(1) - 1) as usize).copied().unwrap_or(text.len());
                (start + (column.max(1) - 1) as usize).min(text.len())
            } else {
                offset(line, column)
            }
        })
        .collect();
    let mut places = Places::default();
    let mut tokens = Vec::new();
    for (i, token) in located.into_iter().enumerate() {
        if matches!(token.token, Token::Whitespace(Whitespace::Space | Whitespace::Newline | Whitespace::Tab | _)) {
            continue;
        }
        let start = starts[i];
        let end = starts.get(i + 1).copied().unwrap_or(text.len()).max(start);
        let spelled = text.get(start..end).unwrap_or("").trim_end();
        places.tokens.push((spelled.to_owned(), Span::new(base + start, base + start + spelled.len())));
        tokens.push((places.tokens.len() - 1, token));
    }
    (tokens, places)
}

impl Places {
    /// How many tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The place of token `index`.
    pub fn span(&self, index: usize) -> Option<Span> {
        self.tokens.get(index).map(|token| token.1)
    }

    /// The spelling of token `index`; "" past the end.
    pub fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.0)
    }

    /// The place of a tagged word.
    pub fn of(&self, tagged: &str) -> Option<Span> {
        super::place_of(tagged).and_then(|index| self.span(index))
    }

    /// The first token from `from` on that is spelled so, whatever the case.
    pub fn find(&self, text: &str, from: usize) -> Option<usize> {
        (from..self.tokens.len()).find(|index| self.tokens[*index].0.eq_ignore_ascii_case(text))
    }

    /// The `EXCLUDE` clause of the frame between the parentheses that open at token `open`.
    pub fn exclusion(&self, open: usize) -> Option<Exclusion> {
        self.exclusions.get(&open).copied()
    }

    /// The `(` of the OVER clause of the function whose name is token `name`.
    pub fn over(&self, name: usize) -> Option<usize> {
        let mut at = name + 1;
        while at < self.tokens.len() {
            match self.text(at) {
                "(" => at = self.closing(at)? + 1,
                word if word.eq_ignore_ascii_case("over") => return (self.text(at + 1) == "(").then_some(at + 1),
                ";" => return None,
                _ => at += 1,
            }
        }
        None
    }

    /// The `)` that closes the `(` at token `open`.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for at in open..self.tokens.len() {
            match self.text(at) {
                "(" => depth += 1,
                ")" => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Turns sqlparser's message into PostgreSQL's: `syntax error at or near "…"`, `… at end of input`.
    pub(super) fn syntax_error(&self, message: &str, script: &str, statement: Span) -> Error {
        let numbers: Vec<u64> = message
            .rsplit_once("Line: ")
            .map(|(_, tail)| tail.split(", Column: ").filter_map(|n| n.trim().parse().ok()).collect())
            .unwrap_or_default();
        let expected = super::strip_tags(message)
            .split_once("Expected: ")
            .and_then(|(_, tail)| tail.split_once(", found").map(|(what, _)| what.to_owned()));
        let place = match numbers.as_slice() {
            [line, column] => self.at_line_column(*line, *column, script, statement),
            _ => None,
        };
        let error = match place {
            Some(index) => {
                let (text, span) = &self.tokens[index];
                let error = Error::from(Parse::Syntax);
                let error = match self.foreign_near(index) {
                    Some(phrase) => error.foreign(foreign::WORDS, phrase),
                    None => error,
                };
                error.with("near", text.as_str()).at(Some(*span))
            }
            None => {
                let end = statement.end as usize;
                // What PostgreSQL stumbles over is the semicolon.
                let blanks = script[end..].len() - script[end..].trim_start().len();
                if script[end + blanks..].starts_with(';') {
                    let at = end + blanks;
                    Error::from(Parse::Syntax).with("near", ";").at(Some(Span::new(at, at + 1)))
                } else {
                    Error::from(Parse::UnexpectedEnd).at(Some(Span::new(end, end)))
                }
            }
        };
        error.with("expected", expected.as_deref().map_or_else(|| "none".to_owned(), wanted))
    }

    /// The words of another database at a token or right before it.
    fn foreign_near(&self, index: usize) -> Option<&'static str> {
        let before = |count: usize| index.checked_sub(count).map_or("", |at| self.text(at));
        if self.text(index) == "," && before(2).eq_ignore_ascii_case("limit") {
            return Some("limit n, m");
        }
        if before(4).eq_ignore_ascii_case("convert") {
            return Some("convert");
        }
        // sqlparser wants Snowflake's MATCH_CONDITION after the right side.
        if (0..index)
            .any(|at| self.text(at).eq_ignore_ascii_case("asof") && self.text(at + 1).eq_ignore_ascii_case("join"))
        {
            return Some("asof");
        }
        let phrases = || foreign::WORDS.iter().map(|(phrase, ..)| *phrase);
        let stands = |phrase: &str, start: usize| {
            let mut words = phrase.split(' ').enumerate();
            words.all(|(i, word)| self.text(start + i).eq_ignore_ascii_case(word))
        };
        (index.saturating_sub(3)..=index).find_map(|start| {
            let reaches = |phrase: &str| start == 0 || start + phrase.split(' ').count() >= index;
            phrases().find(|phrase| reaches(phrase) && stands(phrase, start))
        })
    }

    fn at_line_column(&self, line: u64, column: u64, script: &str, statement: Span) -> Option<usize> {
        let text = statement.of(script);
        let start = text.split_inclusive('\n').take(line.checked_sub(1)? as usize).map(str::len).sum::<usize>();
        let rest = text.get(start..)?;
        let byte = start + rest.char_indices().nth(column.checked_sub(1)? as usize)?.0 + statement.start as usize;
        self.tokens.iter().position(|(_, span)| (span.start as usize..span.end as usize).contains(&byte))
    }
}

/// What sqlparser waited for, as a token that the catalogues have words for, or as the keywords themselves.
fn wanted(phrase: &str) -> String {
    const KINDS: [(&str, &str); 12] = [
        ("end of statement", "end"),
        ("SQL statement", "statement"),
        ("subquery", "query"),
        ("QUERY", "query"),
        ("expression", "expression"),
        ("identifier", "name"),
        ("name", "name"),
        ("data type", "type"),
        ("string", "string"),
        ("literal int", "number"),
        ("number", "number"),
        ("joined table", "table"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| phrase.contains(known)) {
        return (*kind).to_owned();
    }
    let head = phrase.split(" after ").next().unwrap_or(phrase);
    let words = head.split([' ', ',', '|']).map(|word| word.trim_matches(['\'', '`', '"', '.']));
    let keyword = |word: &&str| {
        let capitals = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        capitals || (!word.is_empty() && word.bytes().all(|b| b.is_ascii_punctuation()))
    };
    let keywords: Vec<&str> = words.filter(keyword).collect();
    if keywords.is_empty() { "none".to_owned() } else { keywords.join(" / ") }
}

#[cfg(test)]
mod tests {
    use super::wanted;

    #[test]
    fn what_was_expected_is_a_token_or_keywords() {
        assert_eq!(wanted("an expression:"), "expression");
        assert_eq!(wanted("IN or BETWEEN after NOT"), "IN / BETWEEN");
        assert_eq!(wanted("LEFT, RIGHT, or FULL"), "LEFT / RIGHT / FULL");
        assert_eq!(wanted(")"), ")");
        assert_eq!(wanted("fileformat"), "none");
    }
}
