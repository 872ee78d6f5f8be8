//! From text to sqlparser's AST, with places.
//!
//! sqlparser 0.52 keeps no place in its AST. So every word and every string token gets one more character before it is
//! parsed: a private-use character (planes 15 and 16) whose number is the token's index. [`plain`] takes it off again,
//! [`place_of`] finds the token. sqlparser looks at keywords, not at spellings, so the grammar does not notice.

mod clauses;
mod dialect;
mod frames;
mod groupings;
mod places;
mod recursive_view;
mod rewrite;
mod sequences;
mod spellings;
mod statements;
mod types;
mod with;

pub(crate) use clauses::{LIKE_ESCAPE, PRIMARY_KEY};
pub use dialect::Datelier;
pub use frames::Exclusion;
pub use places::Places;
pub(crate) use rewrite::{DEFAULT_VALUES, NOTHING};
pub(crate) use sequences::{ALTERED, RESET, RESTARTED};
pub(crate) use spellings::{GROUPED_ONCE, NO_ESCAPE, SYMMETRIC};
pub(crate) use statements::ASSIGN;
pub use types::TypeChange;
pub use with::WithPart;

use crate::Result;
use crate::error::{Bind, Error, Parse, foreign};
use base::Span;
use sqlparser::ast;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Token, TokenWithLocation, Tokenizer};

/// How deep a query may nest.
const DEPTH: usize = 80;
const FIRST_TAG: u32 = 0xF_0000;
const LAST_TAG: u32 = 0x10_FFFD;
/// Begins the national string that stands for a number with a point or an exponent: sqlparser may keep numbers as big decimals,
/// which lose that `0.0` and `1e0` are no integers.
pub(crate) const EXPONENT: char = '\u{E000}';

/// A parsed statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The tree, its words tagged with their places.
    pub ast: ast::Statement,
    /// The places.
    pub places: Places,
    /// The whole statement in the script.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// The queries of its WITH clause, where that or the statement itself changes data; else they are in the tree.
    pub with: Vec<WithPart>,
    /// What it does to an enumerated type; the tree then names the type only.
    pub type_change: Option<TypeChange>,
    /// The lines of data that follow a `COPY … FROM STDIN`.
    pub data: Option<String>,
}

/// A word or a string without its tag.
pub fn plain(text: &str) -> &str {
    match text.char_indices().next_back() {
        Some((at, c)) if c as u32 >= FIRST_TAG => &text[..at],
        _ => text,
    }
}

/// The index of the token a tagged word or string came from.
pub fn place_of(text: &str) -> Option<usize> {
    text.chars().next_back().map(|c| c as u32).filter(|c| *c >= FIRST_TAG).map(|c| (c - FIRST_TAG) as usize)
}

/// A text with every tag in it taken off.
pub fn strip_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split(EXPONENT);
    out.extend(pieces.next());
    // `N'` before the mark and `'` after the digits are not the learner's.
    for piece in pieces {
        if out.ends_with("N'") {
            out.truncate(out.len() - 2);
        }
        let (digits, rest) = piece.split_once('\'').unwrap_or((piece, ""));
        out.push_str(digits);
        out.push_str(rest);
    }
    out.retain(|c| (c as u32) < FIRST_TAG);
    out
}

/// The name an identifier stands for: folded to lower case unless quoted.
pub fn name(ident: &ast::Ident) -> String {
    let text = plain(&ident.value);
    if ident.quote_style.is_some() { text.to_owned() } else { text.to_lowercase() }
}

fn tag(text: &mut String, index: usize) {
    if let Some(c) = char::from_u32(FIRST_TAG + index as u32).filter(|c| *c as u32 <= LAST_TAG) {
        text.push(c);
    }
}

/// The tree, and what happens to a type.
type Parsed = (ast::Statement, Option<TypeChange>);

/// Parses the statement that lies at `span` of `script`.
pub fn parse(script: &str, span: Span) -> Result<Statement> {
    if let Some(prepared) = prepared(script, span)? {
        return Ok(prepared);
    }
    match with::split(script, span)? {
        None => parse_one(script, span),
        Some((parts, main)) => Ok(Statement { with: parts, span, ..parse_one(script, main)? }),
    }
}

/// PREPARE of a statement that is read in parts: what is prepared is known by its text.
fn prepared(script: &str, span: Span) -> Result<Option<Statement>> {
    let text = span.of(script);
    let prepares = crate::text::lex(text)
        .iter()
        .find(|lexeme| lexeme.kind != crate::text::LexemeKind::Comment)
        .is_some_and(|first| first.span.of(text).eq_ignore_ascii_case("prepare"));
    let Some(inner) = after_as(text).filter(|_| prepares) else { return Ok(None) };
    let start = span.start as usize + text.len() - inner.len();
    if with::split(script, Span::new(start, span.end as usize))?.is_none() {
        return Ok(None);
    }
    // Blanks before it keep its places.
    let head = format!("{}{} SELECT 1", " ".repeat(span.start as usize), &text[..text.len() - inner.len()]);
    let mut statement = parse_one(&head, Span::new(span.start as usize, head.len()))?;
    text.clone_into(&mut statement.text);
    statement.span = span;
    Ok(Some(statement))
}

/// What follows the first AS that stands in no parentheses: the query of a view, the statement that is prepared.
pub(crate) fn after_as(text: &str) -> Option<&str> {
    let mut depth = 0;
    for lexeme in crate::text::lex(text) {
        match lexeme.span.of(text) {
            "(" => depth += 1,
            ")" => depth -= 1,
            word if depth == 0 && word.eq_ignore_ascii_case("as") => return Some(&text[lexeme.span.end as usize..]),
            _ => {}
        }
    }
    None
}

fn parse_one(script: &str, span: Span) -> Result<Statement> {
    let copied = crate::text::copy_data(span.of(script));
    let text = copied.map_or(span.of(script), |(head, _)| head);
    let base = span.start as usize;
    let span = Span::new(base, base + text.len());
    if let Some(c) = text.char_indices().find(|(_, c)| *c as u32 >= FIRST_TAG) {
        return Err(Error::from(Parse::Syntax)
            .with("near", "�")
            .with("expected", "none")
            .at(Some(Span::new(base + c.0, base + c.0 + c.1.len_utf8()))));
    }
    lexemes(text, base)?;
    let dialect = Datelier;
    let located = Tokenizer::new(&dialect, text)
        .tokenize_with_location()
        .map_err(|_| Error::from(Parse::Syntax).with("near", text).with("expected", "none").at(Some(span)))?;
    let (mut tokens, places) = places::locate(text, base, located);
    let (places, removed) = frames::take_out(&mut tokens, places);
    debug_assert!(removed <= places.len());
    let mut tagged = rewrite::rewrite(tokens);
    if let Some(at) = spellings::swallowed(&tagged) {
        let word = places.text(at);
        let error = Error::from(Parse::Syntax).with("near", word).with("expected", "none");
        return Err(error.foreign(foreign::WORDS, word).at(places.span(at)));
    }
    // The options of COPY are single characters in quotes.
    let copies = places.text(0).eq_ignore_ascii_case("copy");
    for (index, token) in &mut tagged {
        match &mut token.token {
            Token::SingleQuotedString(_) | Token::EscapedStringLiteral(_) if copies => {}
            Token::Word(word) => tag(&mut word.value, *index),
            Token::SingleQuotedString(text) | Token::EscapedStringLiteral(text) => tag(text, *index),
            Token::Number(digits, _) if digits.contains(['e', 'E', '.']) => {
                let mut carried = format!("{EXPONENT}{digits}");
                tag(&mut carried, *index);
                token.token = Token::NationalStringLiteral(carried);
            }
            _ => {}
        }
    }
    if copied.is_some() {
        // sqlparser waits for the semicolon before the data.
        tagged.push((places.len(), TokenWithLocation::wrap(Token::SemiColon)));
    }
    let run = |tokens: Vec<(usize, TokenWithLocation)>| -> Result<Parsed, (ParserError, usize)> {
        let list: Vec<TokenWithLocation> = tokens.into_iter().map(|(_, token)| token).collect();
        let mut parser = Parser::new(&dialect).with_recursion_limit(DEPTH).with_tokens_with_locations(list);
        let change = types::type_change(&mut parser).map_err(|error| (error, parser.index()))?;
        let statement = match &change {
            Some(change) => {
                let representation = ast::UserDefinedTypeRepresentation::Enum { labels: vec![] };
                ast::Statement::CreateType { name: change.object(), representation }
            }
            None => parser.parse_statement().map_err(|error| (error, parser.index()))?,
        };
        let next = parser.peek_token();
        if next.token == Token::EOF {
            Ok((statement, change))
        } else {
            Err((ParserError::ParserError(format!("Unexpected{}", next.location)), parser.index()))
        }
    };
    match run(tagged) {
        Ok((ast, type_change)) => {
            let data = copied.map(|(_, data)| data.to_owned());
            Ok(Statement { ast, places, span, text: text.to_owned(), with: vec![], type_change, data })
        }
        Err((ParserError::RecursionLimitExceeded, _)) => Err(Error::from(Parse::TooDeep).at(Some(span))),
        Err((error, _)) => Err(places.syntax_error(&error.to_string(), script, span)),
    }
}

/// Quotes and comments that do not end are told as such; and `~-1` is, to PostgreSQL, an operator `~-` that nobody has.
fn lexemes(text: &str, base: usize) -> Result<()> {
    use crate::text::{LexemeKind, lex};
    let all = lex(text);
    for pair in all.windows(2) {
        // `123abc`: a number and a name need a blank between them.
        if pair[0].kind == LexemeKind::Number
            && pair[1].kind == LexemeKind::Word
            && pair[0].span.end == pair[1].span.start
        {
            let span = Span::new(base + pair[0].span.start as usize, base + pair[1].span.end as usize);
            let near = &text[pair[0].span.start as usize..pair[1].span.end as usize];
            return Err(Error::from(Parse::Syntax).with("near", near).with("expected", "none").at(Some(span)));
        }
    }
    for lexeme in all {
        if lexeme.kind == LexemeKind::Operator {
            let operator = lexeme.span.of(text);
            if operator.len() > 1 && operator.ends_with(['+', '-']) && !matches!(operator, "#-" | ":-" | ":+") {
                let span = Span::new(base + lexeme.span.start as usize, base + lexeme.span.end as usize);
                return Err(Error::from(Bind::UndefinedOperator).with("operator", operator).at(Some(span)));
            }
            continue;
        }
        let fault = match lexeme.kind {
            LexemeKind::UnterminatedString => Parse::UnterminatedString,
            LexemeKind::UnterminatedName => Parse::UnterminatedName,
            LexemeKind::UnterminatedComment => Parse::UnterminatedComment,
            _ => continue,
        };
        let span = Span::new(base + lexeme.span.start as usize, base + lexeme.span.end as usize);
        return Err(Error::from(fault).with("near", span_text(text, lexeme.span)).at(Some(span)));
    }
    Ok(())
}

fn span_text(text: &str, span: Span) -> String {
    span.of(text).to_owned()
}

/// A refusal by name: `what` is the statement, clause or option in its own spelling.
pub fn unsupported(what: impl AsRef<str>) -> Error {
    let what = strip_tags(what.as_ref());
    Error::from(Parse::Unsupported).foreign(foreign::WORDS, &what).with("feature", what)
}
