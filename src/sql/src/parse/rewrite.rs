//! PostgreSQL's grammar where sqlparser 0.52 knows it in one spelling only: the tokens are put into that spelling. Tokens that are
//! added stand at the place of a neighbour.
//!
//! - `(a, b) OVERLAPS (c, d)` becomes a call, `overlaps(a, b, c, d)`;
//! - `GROUPING SETS ((a, b), c)` becomes `GROUPING SETS ((a, b), (c))`;
//! - `a JOIN b JOIN c ON … ON …` becomes `a JOIN (b JOIN c ON …) ON …`;
//! - `INSERT INTO t (SELECT …)` loses its parentheses, and `INSERT … SELECT … RETURNING` gets a `FOR UPDATE` (or `WHERE TRUE`),
//!   which means nothing here, so that RETURNING is not read as an alias; UPDATE and DELETE likewise;
//! - `UPDATE … FROM a, b` becomes `UPDATE … FROM a CROSS JOIN b`;
//! - `TABLE t` as a query becomes `SELECT * FROM t`;
//! - `trim(a, b)` and `overlay(a, b, c)` are called like any function, and `trim(BOTH FROM a)` trims blanks;
//! - ROLLUP, CUBE and GROUPING SETS inside GROUPING SETS are written out ([`super::groupings`]);
//! - CREATE RECURSIVE VIEW gets its WITH RECURSIVE ([`super::recursive_view`]);
//! - LATERAL before a function says nothing: a function in FROM reads what stands to its left anyway;
//! - statements and clauses with another spelling ([`super::statements`], [`super::clauses`]), single words and literals
//!   ([`super::spellings`]);
//! - `COLLATE "C"`, the one collation there is, is left out;
//! - MERGE's `DO NOTHING` becomes a change of a column called [`NOTHING`], its `INSERT DEFAULT VALUES` an insertion into one called
//!   [`DEFAULT_VALUES`].

use sqlparser::tokenizer::{Token, TokenWithLocation};

pub(super) type Placed = (usize, TokenWithLocation);

/// The column that MERGE … DO NOTHING changes; no table has it.
pub(crate) const NOTHING: &str = "do nothing";
/// The column that MERGE … INSERT DEFAULT VALUES fills.
pub(crate) const DEFAULT_VALUES: &str = "default values";

/// Rewrites what needs it.
pub(super) fn rewrite(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut tokens = super::clauses::known(super::statements::known(super::sequences::known(tokens)));
    if tokens.iter().any(|token| is(token, "overlaps")) {
        tokens = overlaps(tokens);
    }
    if tokens.windows(2).any(|pair| is(&pair[0], "grouping") && is(&pair[1], "sets")) {
        tokens = super::groupings::flat(grouping_sets(super::groupings::flat(tokens)));
    }
    if tokens.iter().any(|token| is(token, "lateral") || is(token, "collate")) {
        tokens = without_noise(tokens);
    }
    match tokens.first() {
        Some(first) if is(first, "insert") => tokens = insert(tokens),
        Some(first) if is(first, "update") => tokens = before_returning(update(tokens)),
        Some(first) if is(first, "delete") => tokens = before_returning(tokens),
        Some(first) if is(first, "merge") => tokens = merge(tokens),
        Some(first) if is(first, "create") => tokens = super::recursive_view::written_out(tokens),
        _ => {}
    }
    if tokens.iter().any(|token| is(token, "table")) {
        tokens = table_query(tokens);
    }
    if tokens.iter().any(|token| is(token, "trim")) {
        tokens = blanks_trimmed(tokens);
    }
    plain_calls(&mut tokens);
    tokens = super::spellings::known(tokens);
    if tokens.iter().filter(|token| is(token, "join")).count() > 1 {
        tokens = nested_joins(tokens);
    }
    tokens
}

pub(super) fn is(token: &Placed, word: &str) -> bool {
    matches!(&token.1.token, Token::Word(found) if found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word))
}

pub(super) fn beside(neighbour: &Placed, token: Token) -> Placed {
    (neighbour.0, TokenWithLocation { token, location: neighbour.1.location })
}

/// For each parenthesis the index of the one that closes it, and the other way round.
pub(super) fn partners(tokens: &[Placed]) -> Vec<Option<usize>> {
    let mut partner = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.1.token {
            Token::LParen => open.push(at),
            Token::RParen => {
                if let Some(start) = open.pop() {
                    partner[start] = Some(at);
                    partner[at] = Some(start);
                }
            }
            _ => {}
        }
    }
    partner
}

pub(super) fn keyword(neighbour: &Placed, word: &str) -> Placed {
    beside(neighbour, Token::make_keyword(word))
}

/// The first token at `from` or after that stands in no parentheses and is one of these words.
pub(super) fn at_depth_0(tokens: &[Placed], from: usize, words: &[&str]) -> Option<usize> {
    let mut depth = 0;
    (from..tokens.len()).find(|at| {
        match tokens[*at].1.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        depth == 0 && words.iter().any(|word| is(&tokens[*at], word))
    })
}

fn insert(mut tokens: Vec<Placed>) -> Vec<Placed> {
    // INSERT INTO name [AS alias] (
    let open = (2..tokens.len().min(8)).find(|at| tokens[*at].1.token == Token::LParen);
    if let Some(open) = open
        && tokens.get(open + 1).is_some_and(|next| ["select", "values", "with", "table"].iter().any(|w| is(next, w)))
        && let Some(close) = partners(&tokens)[open]
        && tokens.get(close + 1).is_none_or(|next| is(next, "returning") || is(next, "on"))
    {
        tokens.remove(close);
        tokens.remove(open);
    }
    if let Some(query) = at_depth_0(&tokens, 0, &["select", "table"])
        && let Some(returning) = at_depth_0(&tokens, query, &["returning"])
        && at_depth_0(&tokens, query, &["conflict"]).is_none_or(|conflict| conflict > returning)
    {
        let last = (query..returning).rev().find(|at| is(&tokens[*at], "select") || is(&tokens[*at], "table"));
        let whole = at_depth_0(&tokens[..returning], last.unwrap_or(query), &["from", "where", "table", "limit"]);
        let words = if whole.is_some() { ["FOR", "UPDATE"] } else { ["WHERE", "TRUE"] };
        let place = tokens[returning].clone();
        let added = words.map(|word| keyword(&place, word));
        tokens.splice(returning..returning, added);
    }
    tokens
}

/// `DELETE FROM t RETURNING` gets a `WHERE TRUE`: RETURNING would be read as an alias.
fn before_returning(mut tokens: Vec<Placed>) -> Vec<Placed> {
    if let Some(returning) = at_depth_0(&tokens, 0, &["returning"])
        && at_depth_0(&tokens, 0, &["where"]).is_none()
    {
        let place = tokens[returning].clone();
        tokens.splice(returning..returning, ["WHERE", "TRUE"].map(|word| keyword(&place, word)));
    }
    tokens
}

fn update(tokens: Vec<Placed>) -> Vec<Placed> {
    let Some(from) = at_depth_0(&tokens, 0, &["from"]) else { return tokens };
    let end = at_depth_0(&tokens, from, &["where", "returning"]).unwrap_or(tokens.len());
    let mut out = Vec::with_capacity(tokens.len() + 4);
    let mut depth = 0;
    for (at, token) in tokens.into_iter().enumerate() {
        match token.1.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::Comma if depth == 0 && (from..end).contains(&at) => {
                out.push(keyword(&token, "CROSS"));
                out.push(keyword(&token, "JOIN"));
                continue;
            }
            _ => {}
        }
        out.push(token);
    }
    out
}

/// MERGE's `DO NOTHING`, in a spelling the parser knows.
fn merge(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 8);
    let mut matched = true;
    let mut skip = 0;
    for (at, token) in tokens.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        if is(token, "when") {
            matched = !tokens.get(at + 1).is_some_and(|next| is(next, "not"));
        }
        if is(token, "do") && tokens.get(at + 1).is_some_and(|next| is(next, "nothing")) {
            skip = 1;
            let column = beside(token, Token::make_word(NOTHING, Some('"')));
            let (open, close) = (beside(token, Token::LParen), beside(token, Token::RParen));
            if matched {
                out.extend([keyword(token, "UPDATE"), keyword(token, "SET"), column, beside(token, Token::Eq)]);
                out.push(keyword(token, "NULL"));
            } else {
                out.extend([keyword(token, "INSERT"), open.clone(), column, close.clone(), keyword(token, "VALUES")]);
                out.extend([open, keyword(token, "NULL"), close]);
            }
            continue;
        }
        out.push(token.clone());
        let word = |at: usize, word: &str| tokens.get(at).is_some_and(|next| is(next, word));
        if is(token, "insert") && word(at + 1, "default") && word(at + 2, "values") {
            let column = beside(token, Token::make_word(DEFAULT_VALUES, Some('"')));
            let (open, close) = (beside(token, Token::LParen), beside(token, Token::RParen));
            out.extend([
                open.clone(),
                column,
                close.clone(),
                keyword(token, "VALUES"),
                open,
                keyword(token, "NULL"),
                close,
            ]);
            skip = 2;
        }
    }
    out
}

fn without_noise(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len());
    let mut skip = false;
    for (at, token) in tokens.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = tokens.get(at + 1).map(|next| &next.1.token);
        let named = matches!(next, Some(Token::Word(word)) if word.quote_style.is_some() || !word.value.eq_ignore_ascii_case("view"));
        if is(token, "lateral") && named && tokens.get(at + 2).is_some_and(|open| open.1.token == Token::LParen) {
            continue;
        }
        let plain = matches!(next, Some(Token::Word(word)) if word.quote_style.is_some() && matches!(word.value.as_str(), "C" | "POSIX" | "default"));
        if is(token, "collate") && plain {
            skip = true;
            continue;
        }
        out.push(token.clone());
    }
    out
}

fn table_query(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 4);
    for (at, token) in tokens.iter().enumerate() {
        let begins = match at.checked_sub(1).map(|before| &tokens[before]) {
            None => true,
            Some(before) => {
                matches!(before.1.token, Token::LParen | Token::RParen)
                    || ["union", "all", "except", "intersect", "distinct", "as"].iter().any(|word| is(before, word))
            }
        };
        let named = matches!(tokens.get(at + 1), Some((_, next)) if matches!(next.token, Token::Word(_)));
        if is(token, "table") && begins && named {
            out.push(keyword(token, "SELECT"));
            out.push(beside(token, Token::Mul));
            out.push(keyword(token, "FROM"));
        } else {
            out.push(token.clone());
        }
    }
    out
}

/// `trim(LEADING FROM a)` gets the blank it trims.
fn blanks_trimmed(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::with_capacity(tokens.len() + 2);
    for (at, token) in tokens.iter().enumerate() {
        let opened = at > 1 && tokens[at - 1].1.token == Token::LParen && is(&tokens[at - 2], "trim");
        let from = |at: usize| tokens.get(at).is_some_and(|next| is(next, "from"));
        let side = ["both", "leading", "trailing"].iter().any(|word| is(token, word));
        if opened && from(at) {
            out.push(keyword(token, "BOTH"));
            out.push(beside(token, Token::SingleQuotedString(" ".to_owned())));
        }
        out.push(token.clone());
        if opened && side && from(at + 1) {
            out.push(beside(token, Token::SingleQuotedString(" ".to_owned())));
        }
    }
    out
}

/// Functions with a grammar of their own, called with commas, lose their keyword.
fn plain_calls(tokens: &mut [Placed]) {
    let partner = if tokens.iter().any(|token| is(token, "trim") || is(token, "overlay")) {
        partners(tokens)
    } else {
        return;
    };
    for at in 0..tokens.len().saturating_sub(1) {
        let special = is(&tokens[at], "trim") || is(&tokens[at], "overlay");
        let Some(close) = partner[at + 1].filter(|close| special && *close > at) else { continue };
        let mut depth = 0;
        let comma = tokens[at + 1..close].iter().any(|token| {
            match token.1.token {
                Token::LParen | Token::LBracket => depth += 1,
                Token::RParen | Token::RBracket => depth -= 1,
                _ => {}
            }
            depth == 1 && token.1.token == Token::Comma
        });
        if let (true, Token::Word(word)) = (comma, &mut tokens[at].1.token) {
            if word.value.eq_ignore_ascii_case("trim") {
                word.value = "btrim".to_owned();
            }
            word.keyword = sqlparser::keywords::Keyword::NoKeyword;
        }
    }
}

fn overlaps(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    // The word goes before the first parenthesis; `) OVERLAPS (` is a comma.
    let mut before = vec![false; tokens.len()];
    let mut comma = vec![false; tokens.len()];
    let mut word = None;
    for at in 1..tokens.len().saturating_sub(1) {
        if !is(&tokens[at], "overlaps") || tokens[at + 1].1.token != Token::LParen {
            continue;
        }
        if let Some(open) = partner[at - 1].filter(|open| *open < at) {
            before[open] = true;
            comma[at] = true;
            word = Some(tokens[at].1.token.clone());
        }
    }
    let Some(word) = word else { return tokens };
    let mut out = Vec::with_capacity(tokens.len() + 4);
    for (at, token) in tokens.iter().enumerate() {
        let next_to = |offset: usize| comma.get(at + offset).copied().unwrap_or(false);
        if next_to(1) || (at > 0 && comma[at - 1]) {
            continue;
        }
        if before[at] {
            out.push(beside(token, word.clone()));
        }
        out.push(if comma[at] { beside(token, Token::Comma) } else { token.clone() });
    }
    out
}

fn grouping_sets(tokens: Vec<Placed>) -> Vec<Placed> {
    let partner = partners(&tokens);
    let mut open_before = vec![false; tokens.len()];
    let mut close_after = vec![false; tokens.len()];
    for at in 2..tokens.len() {
        if !(is(&tokens[at - 2], "grouping") && is(&tokens[at - 1], "sets")) {
            continue;
        }
        let Some(end) = partner[at].filter(|end| *end > at) else { continue };
        let mut start = at + 1;
        while start < end {
            let mut stop = start;
            while stop < end && tokens[stop].1.token != Token::Comma {
                stop = partner[stop].filter(|close| *close > stop).unwrap_or(stop) + 1;
            }
            let keyword = ["rollup", "cube", "grouping"].iter().any(|word| is(&tokens[start], word));
            let whole = tokens[start].1.token == Token::LParen && partner[start] == stop.checked_sub(1);
            if !whole && !keyword && stop > start {
                open_before[start] = true;
                close_after[stop - 1] = true;
            }
            start = stop + 1;
        }
    }
    parenthesised(&tokens, &open_before, &close_after)
}

fn parenthesised(tokens: &[Placed], open_before: &[bool], close_after: &[bool]) -> Vec<Placed> {
    let mut out = Vec::with_capacity(tokens.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        if open_before[at] {
            out.push(beside(token, Token::LParen));
        }
        out.push(token.clone());
        if close_after[at] {
            out.push(beside(token, Token::RParen));
        }
    }
    out
}

/// Joins of one FROM clause that wait for their condition: where the right side begins.
fn nested_joins(tokens: Vec<Placed>) -> Vec<Placed> {
    let mut open_before = vec![false; tokens.len()];
    let mut close_after = vec![false; tokens.len()];
    // One list of waiting joins a depth of parentheses.
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new()];
    for at in 0..tokens.len() {
        match &tokens[at].1.token {
            Token::LParen => waiting.push(Vec::new()),
            Token::RParen => {
                waiting.pop();
                if waiting.is_empty() {
                    waiting.push(Vec::new());
                }
            }
            Token::SemiColon | Token::Comma => waiting.last_mut().into_iter().for_each(Vec::clear),
            _ => {}
        }
        let Some(open) = waiting.last_mut() else { continue };
        if ["where", "group", "select", "from", "order", "union", "set", "limit"]
            .iter()
            .any(|word| is(&tokens[at], word))
        {
            open.clear();
        } else if is(&tokens[at], "join") && at + 1 < tokens.len() {
            // CROSS and NATURAL joins have no condition.
            let mut first = at;
            while first > 0 && ["left", "right", "full", "inner", "outer"].iter().any(|w| is(&tokens[first - 1], w)) {
                first -= 1;
            }
            let bare =
                first > 0 && ["cross", "natural", "positional", "asof"].iter().any(|w| is(&tokens[first - 1], w));
            if !bare {
                open.push(at + 1);
            }
        } else if is(&tokens[at], "on") || (is(&tokens[at], "using") && !open.is_empty()) {
            open.pop();
            // A second condition follows: what came since the outer join's right side is one table.
            let mut end = at + 1;
            let mut depth = 0;
            while end < tokens.len() {
                match tokens[end].1.token {
                    Token::LParen => depth += 1,
                    Token::RParen if depth == 0 => break,
                    Token::RParen => depth -= 1,
                    Token::Comma | Token::SemiColon if depth == 0 => break,
                    _ if depth == 0
                        && [
                            "on", "using", "join", "where", "group", "order", "left", "right", "full", "inner",
                            "cross", "natural", "union", "limit",
                        ]
                        .iter()
                        .any(|word| is(&tokens[end], word))
                        && tokens.get(end + 1).is_none_or(|next| {
                            next.1.token != Token::LParen || is(&tokens[end], "on") || is(&tokens[end], "using")
                        }) =>
                    {
                        break;
                    }
                    _ => {}
                }
                end += 1;
            }
            let follows = end < tokens.len() && (is(&tokens[end], "on") || is(&tokens[end], "using"));
            if let (true, Some(start)) = (follows, open.last()) {
                open_before[*start] = true;
                close_after[end - 1] = true;
            }
        }
    }
    parenthesised(&tokens, &open_before, &close_after)
}

#[cfg(test)]
mod tests {
    use crate::Database;
    use base::Budget;

    fn first(query: &str) -> String {
        let outcome = Database::new().run(query, &Budget::unlimited()).pop();
        match outcome {
            Some(crate::Outcome::Rows(table)) => format!("{:?}", table.rows),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn spellings_sqlparser_does_not_know() {
        let dates = "SELECT (DATE '2024-01-01', DATE '2024-02-01') OVERLAPS (DATE '2024-01-15', DATE '2024-03-01')";
        assert_eq!(first(dates), "[[Bool(true)]]");
        let sets = "SELECT count(*) FROM (VALUES (1, 2), (1, 3)) v(a, b) GROUP BY GROUPING SETS ((a, b), a) ORDER BY 1";
        assert_eq!(first(sets), "[[Int(1)], [Int(1)], [Int(2)]]");
        let joins = "SELECT count(*) FROM (VALUES (1)) a(x) JOIN (VALUES (1)) b(y) LEFT JOIN (VALUES (2)) c(z) ON y = z ON x = y";
        assert_eq!(first(joins), "[[Int(1)]]");
    }
}
