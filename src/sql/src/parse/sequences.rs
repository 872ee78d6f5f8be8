//! Options of sequences, which sqlparser 0.52 reads in one order only: they are put into it. ALTER SEQUENCE, which it does not
//! read, becomes CREATE SEQUENCE under a name that begins with a mark.

use super::rewrite::{Placed, beside, is, keyword, partners};
use sqlparser::tokenizer::Token;

/// Begins the name of a sequence that is changed.
pub(crate) const ALTERED: &str = "alter sequence";
/// The same, with RESTART.
pub(crate) const RESET: &str = "restart sequence";
/// The same, with RESTART WITH a value, which stands in START WITH; a new start stands in CACHE.
pub(crate) const RESTARTED: &str = "restart sequence with";

/// Rewrites what needs it.
pub(super) fn known(tokens: Vec<Placed>) -> Vec<Placed> {
    let first = |word: &str| tokens.first().is_some_and(|first| is(first, word));
    let second = |word: &str| tokens.iter().take(3).skip(1).any(|token| is(token, word));
    if first("alter") && tokens.get(1).is_some_and(|next| is(next, "sequence")) {
        return altered(tokens);
    }
    if first("create") && second("sequence") {
        let (head, options) = split(&tokens);
        return [head, ordered(options)].concat();
    }
    if (first("create") || first("alter")) && tokens.iter().any(|token| is(token, "identity")) {
        return identities(tokens);
    }
    tokens
}

/// The statement up to the sequence's name, and its options.
fn split(tokens: &[Placed]) -> (Vec<Placed>, Vec<Placed>) {
    let word = tokens.iter().position(|token| is(token, "sequence")).unwrap_or(0);
    let mut at = word + 1;
    while tokens.get(at).is_some_and(|token| ["if", "not", "exists"].iter().any(|word| is(token, word))) {
        at += 1;
    }
    at += 1;
    while tokens.get(at).is_some_and(|token| token.1.token == Token::Period) {
        at += 2;
    }
    let at = at.min(tokens.len());
    (tokens[..at].to_vec(), tokens[at..].to_vec())
}

/// The words that begin an option, in sqlparser's order.
const ORDER: [&[&str]; 8] =
    [&["as"], &["increment"], &["minvalue"], &["maxvalue"], &["start"], &["cache"], &["cycle"], &["owned"]];

fn ordered(tokens: Vec<Placed>) -> Vec<Placed> {
    let rank = |token: &Placed| ORDER.iter().position(|words| words.iter().any(|word| is(token, word)));
    let mut parts: Vec<(usize, Vec<Placed>)> = Vec::new();
    let mut no: Option<Placed> = None;
    for token in tokens {
        if is(&token, "no") {
            no = Some(token);
            continue;
        }
        match rank(&token) {
            Some(rank) => parts.push((rank, no.take().into_iter().chain([token]).collect())),
            None => match parts.last_mut() {
                Some((_, part)) => part.push(token),
                None => parts.push((0, vec![token])),
            },
        }
    }
    parts.sort_by_key(|(rank, _)| *rank);
    parts.into_iter().flat_map(|(_, part)| part).chain(no).collect()
}

fn altered(tokens: Vec<Placed>) -> Vec<Placed> {
    let (mut head, options) = split(&tokens);
    if options.first().is_some_and(|first| ["rename", "set", "owner"].iter().any(|word| is(first, word))) {
        return tokens;
    }
    let mut mark = ALTERED;
    let mut kept = Vec::new();
    let mut at = 0;
    let restarts = options.iter().any(|token| is(token, "restart"));
    while at < options.len() {
        if is(&options[at], "restart") {
            let with = options.get(at + 1).is_some_and(|next| is(next, "with"));
            let number = at + 1 + usize::from(with);
            let signed = options.get(number).is_some_and(|next| next.1.token == Token::Minus);
            let end = number + 1 + usize::from(signed);
            if options.get(end - 1).is_some_and(|next| matches!(next.1.token, Token::Number(..))) {
                mark = RESTARTED;
                kept.extend([keyword(&options[at], "START"), keyword(&options[at], "WITH")]);
                kept.extend_from_slice(&options[number..end]);
                at = end;
            } else {
                mark = RESET;
                at += 1;
            }
            continue;
        }
        // Beside RESTART WITH, the start of later RESTARTs stands where CACHE would.
        if restarts && is(&options[at], "start") {
            kept.push(keyword(&options[at], "CACHE"));
            at += 1 + usize::from(options.get(at + 1).is_some_and(|next| is(next, "with")));
            continue;
        }
        if restarts && is(&options[at], "cache") {
            at += 2;
            continue;
        }
        kept.push(options[at].clone());
        at += 1;
    }
    head[0] = keyword(&head[0], "CREATE");
    let named = head.iter().rposition(|token| ["sequence", "exists"].iter().any(|word| is(token, word))).unwrap_or(1);
    if let Some(condition) = head.iter().position(|token| is(token, "if")) {
        let place = head[condition].clone();
        head.insert(condition + 1, keyword(&place, "NOT"));
    }
    let named = named + head.iter().filter(|token| is(token, "not")).count();
    let place = head[named].clone();
    let quoted = beside(&place, Token::make_word(mark, Some('"')));
    head.insert(named + 1, beside(&place, Token::Period));
    head.insert(named + 1, quoted);
    [head, ordered(kept)].concat()
}

/// `AS IDENTITY (options)`
fn identities(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut out = tokens.clone();
    for at in 1..tokens.len() {
        if let Some(close) = partner[at].filter(|close| *close > at && is(&tokens[at - 1], "identity")) {
            let list = ordered(tokens[at + 1..close].to_vec());
            out.splice(at + 1..close, list);
        }
    }
    out
}
