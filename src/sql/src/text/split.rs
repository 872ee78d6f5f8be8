//! A script's statements.

use super::lex::{LexemeKind, lex};
use base::Span;

/// The place of each statement, without its semicolon and without leading comments. Empty statements are left out.
pub fn split_statements(source: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start: Option<u32> = None;
    let mut end = 0;
    for lexeme in lex(source) {
        if lexeme.kind == LexemeKind::Comment {
            continue;
        }
        if lexeme.span.of(source) == ";" {
            if let Some(start) = start.take() {
                out.push(Span { start, end });
            }
            continue;
        }
        start = start.or(Some(lexeme.span.start));
        end = lexeme.span.end;
    }
    if let Some(start) = start {
        out.push(Span { start, end });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn semicolons_in_quotes_do_not_split() {
        let source = "-- head\nSELECT ';' ; ; /* ; */ SELECT 2 -- tail";
        let parts: Vec<&str> = split_statements(source).iter().map(|span| span.of(source)).collect();
        assert_eq!(parts, ["SELECT ';'", "SELECT 2"]);
    }
}
