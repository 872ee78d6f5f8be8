//! Spellings of words and literals that sqlparser 0.52 does not read as PostgreSQL does, put as it reads them.
//!
//! - `array(1, 2)` of Spark becomes `ARRAY[1, 2]`, `GROUP BY a, b WITH ROLLUP` becomes `GROUP BY ROLLUP (a, b)`;
//! - `ESCAPE NULL` becomes an escape called [`NO_ESCAPE`];
//! - `GROUP BY DISTINCT …` gets a first item called [`GROUPED_ONCE`], `GROUP BY ALL …` with items loses its ALL;
//! - `B'101'` is one token, `bit varying` a type called `varbit`;
//! - `BETWEEN SYMMETRIC a AND b` becomes `BETWEEN f(a) AND b`, with a function called [`SYMMETRIC`];
//! - words it would read over are found ([`swallowed`]).

use super::rewrite::{Placed, at_depth_0, beside, is, partners};
use sqlparser::tokenizer::Token;

/// The escape string of `ESCAPE NULL`.
pub(crate) const NO_ESCAPE: &str = "\u{E002}null";
/// The group that stands for the DISTINCT of `GROUP BY DISTINCT`.
pub(crate) const GROUPED_ONCE: &str = "group by distinct";

/// What is called with the lower bound of BETWEEN SYMMETRIC.
pub(crate) const SYMMETRIC: &str = "between symmetric";

/// Rewrites what needs it.
pub(super) fn known(mut tokens: Vec<Placed>) -> Vec<Placed> {
    if tokens.iter().any(|token| is(token, "symmetric")) {
        tokens = symmetric(tokens);
    }
    if tokens.iter().any(|token| is(token, "array")) {
        tokens = arrays(tokens);
    }
    if tokens.windows(2).any(|pair| is(&pair[0], "with") && (is(&pair[1], "rollup") || is(&pair[1], "cube"))) {
        tokens = with_rollup(tokens);
    }
    if tokens.iter().any(|token| is(token, "escape")) {
        tokens = null_escapes(tokens);
    }
    if tokens.windows(2).any(|pair| is(&pair[0], "by") && (is(&pair[1], "distinct") || is(&pair[1], "all"))) {
        tokens = grouped_once(tokens);
    }
    if tokens.iter().any(|token| is(token, "b") || is(token, "bit")) {
        tokens = bit_strings(tokens);
    }
    tokens
}

/// A word that sqlparser would read over in the definition of a column, without a word of its own.
pub(super) fn swallowed(tokens: &[Placed]) -> Option<usize> {
    let create = tokens.first().is_some_and(|first| is(first, "create"));
    let inside = i32::from(create);
    if !create && !tokens.first().is_some_and(|first| is(first, "alter")) || at_depth_0(tokens, 0, &["table"]).is_none()
    {
        return None;
    }
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.1.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let option = depth == inside
            && before.is_some_and(|before| {
                !matches!(before.1.token, Token::LParen | Token::Comma)
                    && !["as", "column", "add", "drop", "always", "default"].iter().any(|word| is(before, word))
            });
        let words: &[&str] = if create {
            &["auto_increment", "autoincrement", "asc", "desc", "identity", "as"]
        } else {
            &["auto_increment", "autoincrement"]
        };
        if option && words.iter().any(|word| is(token, word)) {
            return Some(token.0);
        }
        if create && depth == 0 && is(token, "as") {
            return None;
        }
    }
    None
}

fn arrays(mut tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    for at in 0..tokens.len().saturating_sub(2) {
        let Some(close) = partner[at + 1].filter(|close| *close > at) else { continue };
        let query = ["select", "values", "with", "table"].iter().any(|word| is(&tokens[at + 2], word));
        if is(&tokens[at], "array") && !query && tokens[at + 2].1.token != Token::LParen {
            tokens[at + 1].1.token = Token::LBracket;
            tokens[close].1.token = Token::RBracket;
        }
    }
    tokens
}

fn with_rollup(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 1);
    let mut skip = false;
    for (at, token) in tokens.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let what = tokens.get(at + 1).filter(|next| is(token, "with") && (is(next, "rollup") || is(next, "cube")));
        if what.is_none() {
            out.push(token.clone());
            continue;
        }
        // Back to the GROUP BY of the same depth.
        let mut depth = 0;
        let by = (1..out.len()).rev().find(|at| {
            match out[*at].1.token {
                Token::RParen => depth += 1,
                Token::LParen => depth -= 1,
                _ => {}
            }
            depth == 0 && is(&out[*at], "by") && is(&out[*at - 1], "group")
        });
        match (what, by) {
            (Some(what), Some(by)) => {
                out.splice(by + 1..=by, [what.clone(), beside(what, Token::LParen)]);
                out.push(beside(what, Token::RParen));
                skip = true;
            }
            _ => out.push(token.clone()),
        }
    }
    out
}

fn null_escapes(mut tokens: Vec<Placed>) -> Vec<Placed> {
    for at in 1..tokens.len() {
        if is(&tokens[at - 1], "escape") && is(&tokens[at], "null") {
            tokens[at].1.token = Token::SingleQuotedString(NO_ESCAPE.to_owned());
        }
    }
    tokens
}

fn grouped_once(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 1);
    for (at, token) in tokens.iter().enumerate() {
        let grouped = at > 1 && is(&tokens[at - 1], "by") && is(&tokens[at - 2], "group");
        if grouped && is(token, "distinct") {
            out.push(beside(token, Token::make_word(GROUPED_ONCE, Some('"'))));
            out.push(beside(token, Token::Comma));
            continue;
        }
        // GROUP BY ALL alone groups by all that is no aggregate.
        let ends = [
            "having",
            "order",
            "limit",
            "offset",
            "fetch",
            "window",
            "union",
            "intersect",
            "except",
            "qualify",
            "with",
            "for",
            "on",
        ];
        let items = tokens.get(at + 1).is_some_and(|next| match &next.1.token {
            Token::Word(_) => !ends.iter().any(|word| is(next, word)),
            Token::LParen | Token::Number(..) => true,
            _ => false,
        });
        if !(grouped && is(token, "all") && items) {
            out.push(token.clone());
        }
    }
    out
}

/// `B'101'` becomes one token, `bit varying` the name of a type.
fn bit_strings(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len());
    let mut skip = false;
    for (at, token) in tokens.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = tokens.get(at + 1).map(|next| &next.1);
        let touches = next.is_some_and(|next| {
            next.location.line == token.1.location.line && next.location.column == token.1.location.column + 1
        });
        match next.map(|next| &next.token) {
            Some(Token::SingleQuotedString(digits)) if is(token, "b") && touches => {
                out.push(beside(token, Token::SingleQuotedByteStringLiteral(digits.clone())));
                skip = true;
            }
            Some(Token::Word(_)) if is(token, "bit") && is(&tokens[at + 1], "varying") => {
                out.push(beside(token, Token::make_word("varbit", None)));
                skip = true;
            }
            _ => out.push(token.clone()),
        }
    }
    out
}

fn symmetric(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 4);
    // Depths of the lower bounds that are open.
    let (mut depth, mut open) = (0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        match token.1.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth -= 1,
            // An AND of its own may stand in there.
            Token::Word(_) if is(token, "case") => depth += 1,
            Token::Word(_) if is(token, "end") => depth -= 1,
            _ => {}
        }
        if is(token, "symmetric") && at > 0 && is(&tokens[at - 1], "between") {
            out.push(beside(token, Token::make_word(SYMMETRIC, Some('"'))));
            out.push(beside(token, Token::LParen));
            open.push(depth);
            continue;
        }
        if is(token, "and") && open.last() == Some(&depth) {
            open.pop();
            out.push(beside(token, Token::RParen));
        }
        out.push(token.clone());
    }
    out
}
