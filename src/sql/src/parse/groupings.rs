//! ROLLUP, CUBE and GROUPING SETS that stand inside GROUPING SETS, written out as the sets they mean.

use super::rewrite::{Placed, beside, is, partners};
use sqlparser::tokenizer::Token;

/// A cube of more columns has too many sets to write out.
const CUBE: usize = 8;

/// The tokens with every list of GROUPING SETS flat.
pub(super) fn flat(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let open = at + 2;
        let begins = is(&tokens[at], "grouping") && tokens.get(at + 1).is_some_and(|next| is(next, "sets"));
        match partner.get(open).copied().flatten().filter(|close| begins && *close > open) {
            Some(close) => {
                out.extend_from_slice(&tokens[at..=open]);
                for (i, set) in sets(&tokens[open + 1..close]).into_iter().enumerate() {
                    if i > 0 {
                        out.push(beside(&tokens[open], Token::Comma));
                    }
                    out.extend(set);
                }
                out.push(tokens[close].clone());
                at = close + 1;
            }
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The parts of a list that its commas separate.
fn items(list: &[Placed]) -> Vec<&[Placed]> {
    let (mut out, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, token) in list.iter().enumerate() {
        match token.1.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::Comma if depth == 0 => {
                out.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < list.len() {
        out.push(&list[from..]);
    }
    out
}

/// The sets of a list of GROUPING SETS, each as its tokens.
fn sets(list: &[Placed]) -> Vec<Vec<Placed>> {
    let mut out = Vec::new();
    for item in items(list) {
        let inner = |skip: usize| match item {
            [.., open, _] if item.len() > skip + 1 && item[skip].1.token == Token::LParen => {
                let _ = open;
                Some(&item[skip + 1..item.len() - 1])
            }
            _ => None,
        };
        let (rollup, cube) = (is(&item[0], "rollup"), is(&item[0], "cube"));
        if let (true, Some(list)) = (rollup || cube, inner(1)) {
            let parts: Vec<&[Placed]> = items(list).into_iter().map(bare).collect();
            if rollup {
                out.extend((0..=parts.len()).rev().map(|count| set(&item[0], &parts[..count])));
                continue;
            }
            if parts.len() <= CUBE {
                let full = (1_usize << parts.len()) - 1;
                out.extend((0..=full).rev().map(|mask| {
                    let chosen: Vec<&[Placed]> =
                        (0..parts.len()).filter(|i| mask >> (parts.len() - 1 - i) & 1 == 1).map(|i| parts[i]).collect();
                    set(&item[0], &chosen)
                }));
                continue;
            }
        }
        if is(&item[0], "grouping")
            && let Some(list) = inner(2)
        {
            out.extend(sets(list));
            continue;
        }
        out.push(item.to_vec());
    }
    out
}

/// `(a, b)` without its parentheses.
fn bare(part: &[Placed]) -> &[Placed] {
    match part {
        [open, inner @ .., close] if open.1.token == Token::LParen && close.1.token == Token::RParen => inner,
        other => other,
    }
}

fn set(neighbour: &Placed, parts: &[&[Placed]]) -> Vec<Placed> {
    let mut out = vec![beside(neighbour, Token::LParen)];
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push(beside(neighbour, Token::Comma));
        }
        out.extend_from_slice(part);
    }
    out.push(beside(neighbour, Token::RParen));
    out
}
