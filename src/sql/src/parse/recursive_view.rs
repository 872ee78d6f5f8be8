//! `CREATE RECURSIVE VIEW v (a, b) AS query` is `CREATE VIEW v AS WITH RECURSIVE v (a, b) AS (query) SELECT a, b FROM v`.

use super::rewrite::{Placed, beside, is, keyword, partners};
use sqlparser::tokenizer::Token;

/// The statement without RECURSIVE; any other statement as it is.
pub(super) fn written_out(tokens: Vec<Placed>) -> Vec<Placed> {
    let head = tokens.iter().take(5).position(|token| is(token, "recursive"));
    let Some(at) = head.filter(|at| tokens.get(at + 1).is_some_and(|next| is(next, "view"))) else { return tokens };
    let open = at + 3;
    let Some(close) = partners(&tokens).get(open).copied().flatten().filter(|close| *close > open) else {
        return tokens;
    };
    if !tokens.get(close + 1).is_some_and(|next| is(next, "as")) {
        return tokens;
    }
    let (name, list) = (&tokens[at + 2], &tokens[open..=close]);
    let last = tokens.len() - usize::from(tokens.last().is_some_and(|token| token.1.token == Token::SemiColon));
    let mut out: Vec<Placed> = tokens[..at].to_vec();
    out.extend([tokens[at + 1].clone(), name.clone(), tokens[close + 1].clone()]);
    out.extend([keyword(name, "WITH"), keyword(name, "RECURSIVE"), name.clone()]);
    out.extend_from_slice(list);
    out.extend([keyword(name, "AS"), beside(name, Token::LParen)]);
    out.extend_from_slice(&tokens[close + 2..last]);
    out.extend([beside(name, Token::RParen), keyword(name, "SELECT")]);
    out.extend_from_slice(&list[1..list.len() - 1]);
    out.extend([keyword(name, "FROM"), name.clone()]);
    out
}
