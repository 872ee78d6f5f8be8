//! A script's statements.

use super::lex::{LexemeKind, Lexemes};
use base::Span;

/// The place of each statement, without its semicolon and without leading comments. Empty statements are left out. The place of a
/// `COPY … FROM STDIN` holds its semicolon and the lines of data after it too, up to the line `\.`, as psql reads them.
pub fn split_statements(source: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start: Option<u32> = None;
    let mut end = 0;
    let mut copy = Copy::default();
    let mut lexemes = Lexemes::new(source);
    while let Some(lexeme) = lexemes.next() {
        if lexeme.kind == LexemeKind::Comment {
            continue;
        }
        let text = lexeme.span.of(source);
        if text == ";" {
            let stdin = std::mem::take(&mut copy).from_stdin;
            if let Some(start) = start.take() {
                if stdin {
                    let (_, to, next) = data(source, lexeme.span.end as usize);
                    end = to as u32;
                    lexemes.skip_to(next);
                }
                out.push(Span { start, end });
            }
            continue;
        }
        copy.read(text, start.is_none());
        start = start.or(Some(lexeme.span.start));
        end = lexeme.span.end;
    }
    if let Some(start) = start {
        out.push(Span { start, end });
    }
    out
}

/// The two halves of a `COPY … FROM STDIN` with data: the statement without its semicolon, and the lines of data.
pub(crate) fn copy_data(statement: &str) -> Option<(&str, &str)> {
    let mut copy = Copy::default();
    for (at, lexeme) in Lexemes::new(statement).filter(|lexeme| lexeme.kind != LexemeKind::Comment).enumerate() {
        let text = lexeme.span.of(statement);
        if text == ";" {
            let (from, to, _) = data(statement, lexeme.span.end as usize);
            return copy.from_stdin.then(|| (&statement[..lexeme.span.start as usize], &statement[from..to]));
        }
        copy.read(text, at == 0);
        if !copy.begun {
            return None;
        }
    }
    copy.from_stdin.then_some((statement, ""))
}

/// Where the data after a semicolon begins and ends, and where the script goes on.
fn data(source: &str, semicolon: usize) -> (usize, usize, usize) {
    let from = source[semicolon..].find('\n').map_or(source.len(), |at| semicolon + at + 1);
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        if line.trim_end_matches(['\n', '\r']) == "\\." {
            return (from, at, at + line.len());
        }
        at += line.len();
    }
    (from, at, at)
}

/// Whether the words so far are those of a COPY … FROM STDIN.
#[derive(Default)]
struct Copy {
    begun: bool,
    from: bool,
    from_stdin: bool,
}

impl Copy {
    fn read(&mut self, word: &str, first: bool) {
        if first {
            self.begun = word.eq_ignore_ascii_case("copy");
        }
        self.from_stdin |= self.begun && self.from && word.eq_ignore_ascii_case("stdin");
        self.from = word.eq_ignore_ascii_case("from");
    }
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

    #[test]
    fn data_after_copy_from_stdin_belong_to_it() {
        let source = "COPY t FROM STDIN;\nit's; 1\n\\.\nSELECT 2";
        let parts: Vec<&str> = split_statements(source).iter().map(|span| span.of(source)).collect();
        assert_eq!(parts, ["COPY t FROM STDIN;\nit's; 1\n", "SELECT 2"]);
        assert_eq!(copy_data(parts[0]), Some(("COPY t FROM STDIN", "it's; 1\n")));
        assert_eq!(copy_data(parts[1]), None);
    }
}
