//! Clauses that sqlparser 0.52 knows in another spelling, or in none.
//!
//! - `ORDER BY a USING <` becomes `ORDER BY a ASC`;
//! - `f(t.*)` becomes `f(t)`;
//! - `IN (VALUES …)`, and ANY, ALL, EXISTS and ARRAY likewise, get a query around their VALUES;
//! - `f(name := value)` becomes `f(name => value)`;
//! - offsets of a window frame that are literals with a type get parentheses; so do literals where RANGE compares no times;
//! - `INTERVAL (2) '…'` becomes `INTERVAL '…' SECOND (2)`;
//! - `FOREIGN KEY (a) REFERENCES t` gets a column called [`PRIMARY_KEY`];
//! - `p ESCAPE e` with an e that is no literal becomes `p || f(e)`, with a function called [`LIKE_ESCAPE`];
//! - `substring(a SIMILAR p ESCAPE e)` and `substring(a FROM p FOR e)` with a text for e become calls of [`SUBSTRING_SIMILAR`].

use super::rewrite::{Placed, beside, is, keyword, partners};
use sqlparser::tokenizer::Token;

/// The column that stands for the primary key of the table referred to.
pub(crate) const PRIMARY_KEY: &str = "primary key";
/// What is called with the escape of LIKE and SIMILAR TO.
pub(crate) const LIKE_ESCAPE: &str = "like escape";
/// SUBSTRING … SIMILAR, as a function.
pub(crate) const SUBSTRING_SIMILAR: &str = "substring_similar";

/// Rewrites what needs it.
pub(super) fn known(mut tokens: Vec<Placed>) -> Vec<Placed> {
    let has = |tokens: &[Placed], word: &str| tokens.iter().any(|token| is(token, word));
    if has(&tokens, "using") {
        tokens = order_using(tokens);
    }
    if has(&tokens, "values") {
        tokens = values_as_query(tokens);
    }
    if tokens.iter().any(|token| token.1.token == Token::Mul) {
        tokens = whole_rows(tokens);
    }
    for token in &mut tokens {
        if token.1.token == Token::Assignment {
            token.1.token = Token::RArrow;
        }
    }
    if has(&tokens, "preceding") || has(&tokens, "following") {
        tokens = frame_offsets(tokens);
    }
    if has(&tokens, "interval") {
        tokens = interval_digits(tokens);
    }
    if has(&tokens, "references") {
        tokens = primary_keys(tokens);
    }
    if has(&tokens, "substring") {
        tokens = substrings(tokens);
    }
    if has(&tokens, "escape") {
        tokens = escapes(tokens);
    }
    tokens
}

/// `f(t.*)` is `f(t)`; not so in ROW, IN and VALUES, which take the columns.
fn whole_rows(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut calls: Vec<bool> = Vec::new();
    let mut gone = vec![false; tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        match token.1.token {
            Token::LParen => {
                let takes = [
                    "row", "in", "values", "select", "distinct", "as", "exists", "array", "any", "all", "from", "join",
                    "using", "on",
                ];
                calls.push(at > 0 && matches!(&tokens[at - 1].1.token, Token::Word(word) if word.keyword == sqlparser::keywords::Keyword::NoKeyword || is(&tokens[at - 1], "count"))
                    && !takes.iter().any(|word| is(&tokens[at - 1], word)));
            }
            Token::RParen => drop(calls.pop()),
            Token::Mul if at > 2 && calls.last() == Some(&true) => {
                let opened = matches!(tokens[at - 3].1.token, Token::LParen | Token::Comma);
                let named = matches!(tokens[at - 2].1.token, Token::Word(_)) && tokens[at - 1].1.token == Token::Period;
                let closed =
                    tokens.get(at + 1).is_some_and(|next| matches!(next.1.token, Token::RParen | Token::Comma));
                if opened && named && closed {
                    (gone[at - 1], gone[at]) = (true, true);
                }
            }
            _ => {}
        }
    }
    tokens.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(token, _)| token).collect()
}

fn order_using(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let direction = match token.1.token {
            Token::Lt => "ASC",
            Token::Gt => "DESC",
            _ => "",
        };
        if !direction.is_empty() && out.last().is_some_and(|before| is(before, "using")) {
            out.pop();
            out.push(keyword(&token, direction));
        } else {
            out.push(token);
        }
    }
    out
}

fn values_as_query(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut closes = vec![false; tokens.len()];
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        if closes[at] {
            out.push(token.clone());
            out.push(keyword(token, "AS"));
            out.push(beside(token, Token::make_word("values", Some('"'))));
        }
        out.push(token.clone());
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let asks = before.is_some_and(|b| ["in", "any", "all", "some", "exists", "array"].iter().any(|w| is(b, w)));
        if token.1.token == Token::LParen
            && asks
            && tokens.get(at + 1).is_some_and(|next| is(next, "values"))
            && let Some(close) = partner[at].filter(|close| *close > at)
        {
            out.extend([keyword(token, "SELECT"), beside(token, Token::Mul), keyword(token, "FROM"), token.clone()]);
            closes[close] = true;
        }
    }
    out
}

fn frame_offsets(tokens: Vec<Placed>) -> Vec<Placed> {
    let ends = |at: usize| tokens.get(at).is_some_and(|token| is(token, "preceding") || is(token, "following"));
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 4);
    let mut close_before = None;
    for (at, token) in tokens.iter().enumerate() {
        if close_before == Some(at) {
            out.push(beside(token, Token::RParen));
        }
        let text = matches!(token.1.token, Token::SingleQuotedString(_) | Token::EscapedStringLiteral(_));
        let opens = at > 0 && ["between", "and", "range", "rows", "groups"].iter().any(|w| is(&tokens[at - 1], w));
        if text && opens {
            let cast = tokens.get(at + 1).is_some_and(|next| next.1.token == Token::DoubleColon);
            let end =
                if cast { (at + 3..at + 6).find(|end| ends(*end)) } else { Some(at + 1).filter(|end| ends(*end)) };
            if end.is_some() {
                out.push(beside(token, Token::LParen));
                close_before = end;
            }
        }
        out.push(token.clone());
    }
    out
}

fn interval_digits(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 1);
    let mut at = 0;
    while at < tokens.len() {
        if let [word, open, digits, close, text, ..] = &tokens[at..]
            && is(word, "interval")
            && open.1.token == Token::LParen
            && matches!(digits.1.token, Token::Number(..))
            && close.1.token == Token::RParen
            && matches!(text.1.token, Token::SingleQuotedString(_))
        {
            out.extend([word, text].map(Clone::clone));
            out.push(keyword(text, "SECOND"));
            out.extend([open, digits, close].map(Clone::clone));
            at += 5;
            continue;
        }
        out.push(tokens[at].clone());
        at += 1;
    }
    out
}

fn primary_keys(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 3);
    let mut after = None;
    for (at, token) in tokens.iter().enumerate() {
        out.push(token.clone());
        let keyed = at > 3
            && tokens[at - 1].1.token == Token::RParen
            && partner[at - 1]
                .is_some_and(|open| open > 1 && is(&tokens[open - 1], "key") && is(&tokens[open - 2], "foreign"));
        if is(token, "references") && keyed {
            let dotted = tokens.get(at + 2).is_some_and(|next| next.1.token == Token::Period);
            let last = at + if dotted { 3 } else { 1 };
            let listed = tokens.get(last + 1).is_some_and(|next| next.1.token == Token::LParen);
            after = Some(last).filter(|_| !listed);
        }
        if after == Some(at) {
            out.push(beside(token, Token::LParen));
            out.push(beside(token, Token::make_word(PRIMARY_KEY, Some('"'))));
            out.push(beside(token, Token::RParen));
        }
    }
    out
}

/// Where the name, the call or the parentheses that begin at `at` end.
fn primary(tokens: &[Placed], partner: &[Option<usize>], at: usize) -> Option<usize> {
    let mut end = at;
    match &tokens.get(at)?.1.token {
        Token::LParen => return partner[at].map(|close| close + 1),
        Token::Word(_) | Token::Placeholder(_) => end += 1,
        _ => return None,
    }
    while tokens.get(end).is_some_and(|next| next.1.token == Token::Period) {
        end += 2;
    }
    match tokens.get(end) {
        Some((_, next)) if next.token == Token::LParen => partner[end].map(|close| close + 1),
        _ => Some(end.min(tokens.len())),
    }
}

fn escapes(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 4);
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        let null = tokens.get(at + 1).is_some_and(|next| is(next, "null"));
        // COPY has an option of that name, before a literal.
        if is(token, "escape")
            && !null
            && let Some(end) = primary(&tokens, &partner, at + 1)
        {
            out.push(beside(token, Token::StringConcat));
            out.push(beside(token, Token::make_word(LIKE_ESCAPE, Some('"'))));
            out.push(beside(token, Token::LParen));
            out.extend_from_slice(&tokens[at + 1..end]);
            out.push(beside(token, Token::RParen));
            at = end;
            continue;
        }
        out.push(token.clone());
        at += 1;
    }
    out
}

fn substrings(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut out = tokens.clone();
    for open in 1..tokens.len() {
        let Some(close) = partner[open].filter(|close| *close > open && is(&tokens[open - 1], "substring")) else {
            continue;
        };
        let mut depth = 0;
        let mut found = |first: &str, second: &str| {
            let mut places = (None, None);
            depth = 0;
            for (at, token) in tokens.iter().enumerate().take(close).skip(open + 1) {
                match token.1.token {
                    Token::LParen | Token::LBracket => depth += 1,
                    Token::RParen | Token::RBracket => depth -= 1,
                    _ if depth == 0 && is(token, first) && places.0.is_none() => places.0 = Some(at),
                    _ if depth == 0 && is(token, second) => places.1 = Some(at),
                    _ => {}
                }
            }
            places
        };
        let text = |at: usize| {
            matches!(
                tokens.get(at).map(|token| &token.1.token),
                Some(Token::SingleQuotedString(_) | Token::EscapedStringLiteral(_))
            )
        };
        let (first, second) = match found("similar", "escape") {
            (Some(first), Some(second)) => (first, second),
            _ => match found("from", "for") {
                (Some(first), Some(second)) if text(first + 1) && text(second + 1) => (first, second),
                _ => continue,
            },
        };
        out[open - 1].1.token = Token::make_word(SUBSTRING_SIMILAR, None);
        out[first].1.token = Token::Comma;
        out[second].1.token = Token::Comma;
    }
    out
}
