//! Lexemes of PostgreSQL: never fails, what cannot be read is a lexeme too. Every byte but white space is in a lexeme.

use base::Span;

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LexemeKind {
    /// A bare word: a keyword or a name.
    Word,
    /// A name between double quotes.
    QuotedName,
    /// A string, with its prefix and quotes.
    String,
    /// A number.
    Number,
    /// `$1`, `:name`
    Parameter,
    /// An operator.
    Operator,
    /// `( ) [ ] , ; .`
    Punctuation,
    /// `-- …` or `/* … */`
    Comment,
    /// A string that does not end.
    UnterminatedString,
    /// A quoted name that does not end.
    UnterminatedName,
    /// A comment that does not end.
    UnterminatedComment,
    /// A character of no known use.
    Unknown,
}

/// A lexeme and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// What.
    pub kind: LexemeKind,
    /// Where.
    pub span: Span,
}

/// The lexemes of a script, in order.
pub fn lex(source: &str) -> Vec<Lexeme> {
    Lexemes::new(source).collect()
}

/// The lexemes of a script, one after the other.
pub(super) struct Lexemes<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Lexemes<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, at: 0 }
    }

    /// Goes on at another byte.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = at;
    }
}

impl Iterator for Lexemes<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        let rest = self.source.get(self.at..)?;
        let blanks = rest.len() - rest.trim_start().len();
        let rest = &rest[blanks..];
        let first = rest.chars().next()?;
        let (kind, length) = one(rest, first);
        let start = self.at + blanks;
        self.at = start + length;
        Some(Lexeme { kind, span: Span::new(start, self.at) })
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn one(rest: &str, first: char) -> (LexemeKind, usize) {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied().unwrap_or(0);
    match first {
        '-' if second == b'-' => (LexemeKind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if second == b'*' => block_comment(rest),
        '\'' => string(rest, 0, false),
        'E' | 'e' if second == b'\'' => string(rest, 1, true),
        'B' | 'b' | 'X' | 'x' | 'N' | 'n' if second == b'\'' => string(rest, 1, false),
        'U' | 'u' if rest[1..].starts_with("&'") => string(rest, 2, false),
        '"' => quoted_name(rest),
        '$' if second.is_ascii_digit() => {
            let end = rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| end + 1);
            (LexemeKind::Parameter, end)
        }
        '$' => dollar_string(rest).unwrap_or((LexemeKind::Unknown, 1)),
        '.' if second.is_ascii_digit() => (LexemeKind::Number, number(rest)),
        '0'..='9' => (LexemeKind::Number, number(rest)),
        c if is_word_start(c) => (LexemeKind::Word, rest.find(|c| !is_word_part(c)).unwrap_or(rest.len())),
        '(' | ')' | '[' | ']' | ',' | ';' | '.' | '{' | '}' => (LexemeKind::Punctuation, 1),
        ':' if second == b':' => (LexemeKind::Operator, 2),
        '+' | '-' | '*' | '/' | '<' | '>' | '=' | '~' | '!' | '@' | '#' | '%' | '^' | '&' | '|' | '?' | ':' => {
            (LexemeKind::Operator, operator(bytes))
        }
        other => (LexemeKind::Unknown, other.len_utf8()),
    }
}

fn operator(bytes: &[u8]) -> usize {
    let mut end = 0;
    while end < bytes.len() && b"+-*/<>=~!@#%^&|?:".contains(&bytes[end]) {
        // A comment begins.
        if end > 0 && (bytes[end..].starts_with(b"--") || bytes[end..].starts_with(b"/*")) {
            break;
        }
        end += 1;
    }
    // An operator of several characters does not end in + or -, unless it holds one of ~ ! @ # % ^ & | ?
    if !bytes[..end].iter().any(|b| b"~!@#%^&|?".contains(b)) {
        while end > 1 && matches!(bytes[end - 1], b'+' | b'-') {
            end -= 1;
        }
    }
    end.max(1)
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digits = |mut at: usize| {
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        at
    };
    let mut at = digits(0);
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1) != Some(&b'.') {
        at = digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let end = digits(at + 1 + sign);
        if end > at + 1 + sign {
            at = end;
        }
    }
    at
}

fn block_comment(rest: &str) -> (LexemeKind, usize) {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return (LexemeKind::Comment, at);
            }
        } else {
            at += 1;
        }
    }
    (LexemeKind::UnterminatedComment, rest.len())
}

fn string(rest: &str, prefix: usize, escapes: bool) -> (LexemeKind, usize) {
    let bytes = rest.as_bytes();
    let mut at = prefix + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 2,
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            b'\'' => return (LexemeKind::String, at + 1),
            _ => at += 1,
        }
    }
    (LexemeKind::UnterminatedString, rest.len())
}

fn quoted_name(rest: &str) -> (LexemeKind, usize) {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'"' if bytes.get(at + 1) == Some(&b'"') => at += 2,
            b'"' => return (LexemeKind::QuotedName, at + 1),
            _ => at += 1,
        }
    }
    (LexemeKind::UnterminatedName, rest.len())
}

fn dollar_string(rest: &str) -> Option<(LexemeKind, usize)> {
    let end_of_tag = rest[1..].find('$')? + 2;
    let tag = &rest[..end_of_tag];
    if !tag[1..end_of_tag - 1].chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    match rest[end_of_tag..].find(tag) {
        Some(at) => Some((LexemeKind::String, end_of_tag + at + tag.len())),
        None => Some((LexemeKind::UnterminatedString, rest.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<&str> {
        lex(source).iter().map(|lexeme| lexeme.span.of(source)).collect()
    }

    #[test]
    fn lexemes_are_postgresqls() {
        assert_eq!(texts("a<-1 -- b;c\n+'it''s'"), ["a", "<", "-", "1", "-- b;c", "+", "'it''s'"]);
        assert_eq!(texts("x->>'k' || $$a;b$$::text"), ["x", "->>", "'k'", "||", "$$a;b$$", "::", "text"]);
        assert_eq!(texts("/* a /* b */ c */ 1.5e3.2"), ["/* a /* b */ c */", "1.5e3", ".2"]);
        assert_eq!(lex("'open")[0].kind, LexemeKind::UnterminatedString);
        assert_eq!(texts("\"a\"\"b\".c"), ["\"a\"\"b\"", ".", "c"]);
    }
}
