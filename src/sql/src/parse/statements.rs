//! Statements that sqlparser 0.52 knows in another spelling.
//!
//! - `SELECT … INTO t FROM …` becomes `CREATE TABLE t AS SELECT … FROM …`;
//! - `CREATE TABLE t (a, b) AS …` names the columns of a query around its query; WITH NO DATA gives that no rows;
//! - `ANALYZE t` becomes `ANALYZE TABLE t`, ABORT becomes ROLLBACK, `RESET a` becomes `SET a TO DEFAULT`;
//! - `UPDATE … SET a[1] = 2` sets a to what a function called [`ASSIGN`] makes of it.

use super::rewrite::{Placed, at_depth_0, beside, is, keyword, partners};
use sqlparser::tokenizer::Token;

/// What is called with an array or a document, a new value, and two bounds for each subscript; an index is its own upper bound.
pub(crate) const ASSIGN: &str = "assign element";

/// Rewrites what needs it.
pub(super) fn known(mut tokens: Vec<Placed>) -> Vec<Placed> {
    let first = |tokens: &[Placed], word: &str| tokens.first().is_some_and(|first| is(first, word));
    if first(&tokens, "select") || first(&tokens, "with") {
        tokens = select_into(tokens);
    } else if first(&tokens, "create") {
        tokens = create_as(tokens);
    } else if first(&tokens, "analyze") || first(&tokens, "analyse") {
        tokens = analyze(&tokens);
    } else if first(&tokens, "abort") {
        tokens[0] = keyword(&tokens[0], "ROLLBACK");
    } else if first(&tokens, "reset") && tokens.len() > 1 {
        tokens[0] = keyword(&tokens[0], "SET");
        let last = tokens[tokens.len() - 1].clone();
        tokens.extend(["TO", "DEFAULT"].map(|word| keyword(&last, word)));
    }
    if ["update", "insert", "merge"].iter().any(|word| first(&tokens, word))
        && tokens.iter().any(|token| token.1.token == Token::LBracket)
    {
        tokens = elements(tokens);
    }
    tokens
}

fn select_into(mut tokens: Vec<Placed>) -> Vec<Placed> {
    let Some(into) = at_depth_0(&tokens, 0, &["into"]) else { return tokens };
    if at_depth_0(&tokens, 0, &["insert", "merge", "update", "delete"]).is_some() {
        return tokens;
    }
    let mut name = into + 1;
    let mut temporary = false;
    while let Some(word) = tokens.get(name) {
        match word {
            word if is(word, "temp") || is(word, "temporary") => temporary = true,
            word if ["table", "local", "global", "unlogged"].iter().any(|noise| is(word, noise)) => {}
            _ => break,
        }
        name += 1;
    }
    let dotted = tokens.get(name + 1).is_some_and(|next| next.1.token == Token::Period);
    let end = name + if dotted { 3 } else { 1 };
    if end > tokens.len() {
        return tokens;
    }
    let place = tokens[into].clone();
    let mut head = vec![keyword(&place, "CREATE")];
    head.extend(temporary.then(|| keyword(&place, "TEMPORARY")));
    head.push(keyword(&place, "TABLE"));
    head.extend_from_slice(&tokens[name..end]);
    head.push(keyword(&place, "AS"));
    tokens.drain(into..end);
    head.append(&mut tokens);
    head
}

fn create_as(mut tokens: Vec<Placed>) -> Vec<Placed> {
    let Some(table) = at_depth_0(&tokens, 0, &["table"]).filter(|at| *at < 5) else { return tokens };
    let Some(at) = at_depth_0(&tokens, table, &["as"]) else { return tokens };
    let word = |tokens: &[Placed], back: usize, word: &str| {
        tokens.len().checked_sub(back).and_then(|at| tokens.get(at)).is_some_and(|token| is(token, word))
    };
    let mut empty = false;
    if word(&tokens, 1, "data") {
        if word(&tokens, 2, "with") {
            tokens.truncate(tokens.len() - 2);
        } else if word(&tokens, 2, "no") && word(&tokens, 3, "with") {
            tokens.truncate(tokens.len() - 3);
            empty = true;
        }
    }
    let open = partners(&tokens)[at - 1].filter(|open| *open > table && *open < at);
    let names = open.filter(|open| {
        let list = &tokens[open + 1..at - 1];
        list.iter().enumerate().all(|(i, token)| match token.1.token {
            Token::Word(_) => i % 2 == 0,
            Token::Comma => i % 2 == 1,
            _ => false,
        })
    });
    if (names.is_none() && !empty) || at + 1 >= tokens.len() {
        return tokens;
    }
    let place = tokens[at].clone();
    let mut out = tokens[..names.unwrap_or(at)].to_vec();
    out.extend([keyword(&place, "AS"), keyword(&place, "SELECT"), beside(&place, Token::Mul), keyword(&place, "FROM")]);
    out.push(beside(&place, Token::LParen));
    out.extend_from_slice(&tokens[at + 1..]);
    out.push(beside(&place, Token::RParen));
    out.push(keyword(&place, "AS"));
    out.push(beside(&place, Token::make_word("query", Some('"'))));
    if let Some(open) = names {
        out.extend_from_slice(&tokens[open..at]);
    }
    if empty {
        out.push(keyword(&place, "LIMIT"));
        out.push(beside(&place, Token::Number("0".to_owned(), false)));
    }
    out
}

fn analyze(tokens: &[Placed]) -> Vec<Placed> {
    let mut from = 1;
    if tokens.get(from).is_some_and(|next| next.1.token == Token::LParen) {
        from = partners(tokens)[from].map_or(from, |close| close + 1);
    }
    if tokens.get(from).is_some_and(|next| is(next, "verbose")) {
        from += 1;
    }
    let mut out = vec![keyword(&tokens[0], "ANALYZE"), keyword(&tokens[0], "TABLE")];
    let mut rest = &tokens[from..];
    if let [first, ..] = rest
        && is(first, "table")
    {
        rest = &rest[1..];
    }
    // Of several tables the first one; columns say nothing.
    let end = rest.iter().position(|token| matches!(token.1.token, Token::Comma | Token::LParen)).unwrap_or(rest.len());
    out.extend_from_slice(&rest[..end]);
    if end == 0 {
        out.push(beside(&tokens[0], Token::make_word("", Some('"'))));
    }
    out
}

/// The assignments of each SET.
fn elements(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 16);
    let mut at = 0;
    let mut depth = 0;
    while at < tokens.len() {
        match tokens[at].1.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        out.push(tokens[at].clone());
        let set = depth == 0 && is(&tokens[at], "set");
        at += 1;
        if set {
            at = assignments(&tokens, at, &mut out);
        }
    }
    out
}

fn assignments(tokens: &[Placed], from: usize, out: &mut Vec<Placed>) -> usize {
    let mut ends = vec![];
    let mut depth = 0;
    let mut end = from;
    while let Some(token) = tokens.get(end) {
        match token.1.token {
            Token::LParen | Token::LBracket => depth += 1,
            Token::RParen | Token::RBracket => depth -= 1,
            Token::Comma if depth == 0 => ends.push(end),
            _ if depth == 0 && ["where", "from", "returning", "when"].iter().any(|word| is(token, word)) => break,
            _ => {}
        }
        end += 1;
    }
    ends.push(end);
    // Column by column: what is set in several parts is set by nested calls.
    let mut made: Vec<(Vec<Placed>, Vec<Placed>)> = Vec::new();
    let mut start = from;
    for stop in ends {
        let one = &tokens[start..stop];
        start = stop + 1;
        match part(one) {
            Some((column, subscripts, value)) => {
                let text =
                    |list: &[Placed]| list.iter().map(|t| t.1.token.to_string().to_lowercase()).collect::<Vec<_>>();
                let known = made.iter().position(|(other, _)| text(other) == text(column));
                let base = match known {
                    Some(known) => made[known].1.clone(),
                    None => column.to_vec(),
                };
                let call = assigned(&base, value, &subscripts);
                match known {
                    Some(known) => made[known].1 = call,
                    None => made.push((column.to_vec(), call)),
                }
            }
            None => made.push((one.to_vec(), vec![])),
        }
    }
    for (i, (column, call)) in made.into_iter().enumerate() {
        let place = column.first().cloned().unwrap_or_else(|| tokens[from.min(tokens.len() - 1)].clone());
        if i > 0 {
            out.push(beside(&place, Token::Comma));
        }
        out.extend(column);
        if !call.is_empty() {
            out.push(beside(&place, Token::Eq));
            out.extend(call);
        }
    }
    end
}

/// Bounds of a subscript: an index has one.
type Bounds<'t> = (&'t [Placed], Option<&'t [Placed]>);

/// `column[…]… = value`, taken apart.
fn part(one: &[Placed]) -> Option<(&[Placed], Vec<Bounds<'_>>, &[Placed])> {
    let open = one.iter().position(|token| matches!(token.1.token, Token::LBracket | Token::Eq | Token::LParen))?;
    if open == 0 || one[open].1.token != Token::LBracket {
        return None;
    }
    let mut subscripts = Vec::new();
    let mut at = open;
    while one.get(at)?.1.token == Token::LBracket {
        let (mut depth, mut colon, mut close) = (0, None, at);
        for (i, token) in one.iter().enumerate().skip(at) {
            match token.1.token {
                Token::LBracket | Token::LParen => depth += 1,
                Token::RBracket | Token::RParen => depth -= 1,
                Token::Colon if depth == 1 => colon = Some(i),
                _ => {}
            }
            if depth == 0 {
                close = i;
                break;
            }
        }
        subscripts.push(match colon {
            Some(colon) => (&one[at + 1..colon], Some(&one[colon + 1..close])),
            None => (&one[at + 1..close], None),
        });
        at = close + 1;
    }
    (one.get(at)?.1.token == Token::Eq).then(|| (&one[..open], subscripts, &one[at + 1..]))
}

fn assigned(base: &[Placed], value: &[Placed], subscripts: &[Bounds<'_>]) -> Vec<Placed> {
    let place = &base[0];
    let mut out = vec![beside(place, Token::make_word(ASSIGN, Some('"'))), beside(place, Token::LParen)];
    out.extend_from_slice(base);
    out.push(beside(place, Token::Comma));
    out.extend_from_slice(value);
    for (low, high) in subscripts {
        for bound in [Some(*low), *high] {
            out.push(beside(place, Token::Comma));
            match bound {
                Some([]) => out.push(keyword(place, "NULL")),
                Some(bound) => out.extend_from_slice(bound),
                // An index: no upper bound of its own.
                None => out.push(beside(place, Token::SingleQuotedString("index".to_owned()))),
            }
        }
    }
    out.push(beside(place, Token::RParen));
    out
}
