//! A formatter: the same tokens and comments in a layout that depends on nothing but them, so formatting twice changes nothing.
//!
//! Clauses begin a line; a clause that is long, or holds a query, has its items on lines of their own; queries in parentheses are
//! indented; keywords are in capitals, everything else stays as written.

use super::lex::{LexemeKind, lex};
use super::words::KEYWORDS;

/// A clause longer than this is broken at its commas, or at AND and OR.
const WIDTH: usize = 80;
/// One step of indentation.
const STEP: usize = 4;
/// Parentheses nest so deep in the layout; deeper ones are plain tokens.
const DEPTH: usize = 40;

/// Formats a script. A script with a quote or a comment that does not end comes back as it is.
///
/// ```
/// assert_eq!(sql::format("select a,b from t where a=1"), "SELECT a, b\nFROM t\nWHERE a = 1\n");
/// ```
pub fn format(source: &str) -> String {
    use LexemeKind::{UnterminatedComment, UnterminatedName, UnterminatedString};
    let lexemes = lex(source);
    let open = |kind: LexemeKind| matches!(kind, UnterminatedComment | UnterminatedName | UnterminatedString);
    if lexemes.iter().any(|lexeme| open(lexeme.kind)) {
        return source.to_owned();
    }
    let tokens: Vec<Token> = lexemes.iter().map(|lexeme| Token::new(lexeme.kind, lexeme.span.of(source))).collect();
    let mut statements = Vec::new();
    let mut rest = tokens.as_slice();
    while !rest.is_empty() {
        let end = rest.iter().position(|token| token.text == ";").map_or(rest.len(), |at| at + 1);
        let (statement, after) = rest.split_at(end);
        statements.push(query(&tree(statement, 0), 0) + "\n");
        rest = after;
    }
    statements.join("\n")
}

#[derive(Clone, Debug)]
struct Token {
    kind: LexemeKind,
    text: String,
}

impl Token {
    fn new(kind: LexemeKind, written: &str) -> Self {
        let upper = written.to_ascii_uppercase();
        let keyword = kind == LexemeKind::Word && KEYWORDS.binary_search(&upper.as_str()).is_ok();
        let text = if keyword { upper } else { written.trim_end().to_owned() };
        Self { kind, text }
    }

    fn is(&self, word: &str) -> bool {
        self.kind == LexemeKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    fn is_keyword(&self) -> bool {
        self.kind == LexemeKind::Word && KEYWORDS.binary_search(&self.text.as_str()).is_ok()
    }

    fn ends_line(&self) -> bool {
        self.kind == LexemeKind::Comment && self.text.starts_with("--")
    }
}

#[derive(Clone, Debug)]
enum Node {
    Token(Token),
    /// `( … )`
    Group(Vec<Node>),
}

impl Node {
    fn is(&self, word: &str) -> bool {
        matches!(self, Self::Token(token) if token.is(word))
    }

    fn symbol(&self, symbol: &str) -> bool {
        matches!(self, Self::Token(token) if token.text == symbol)
    }

    fn is_query(&self) -> bool {
        let Self::Group(inner) = self else { return false };
        let first = inner.iter().find(|node| !matches!(node, Self::Token(token) if token.kind == LexemeKind::Comment));
        first
            .is_some_and(|first| ["SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE"].iter().any(|w| first.is(w)))
    }

    /// Whether it cannot stand on one line.
    fn is_tall(&self) -> bool {
        match self {
            Self::Token(token) => token.ends_line() || token.text.contains('\n'),
            Self::Group(inner) => self.is_query() || inner.iter().any(Self::is_tall),
        }
    }
}

/// Tokens with their parentheses paired; a parenthesis without partner is a token.
fn tree(tokens: &[Token], depth: usize) -> Vec<Node> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let close = if tokens[at].text == "(" && depth < DEPTH { closing(tokens, at) } else { None };
        match close {
            Some(close) => {
                out.push(Node::Group(tree(&tokens[at + 1..close], depth + 1)));
                at = close + 1;
            }
            None => {
                out.push(Node::Token(tokens[at].clone()));
                at += 1;
            }
        }
    }
    out
}

fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (open..tokens.len()).find(|at| {
        match tokens[*at].text.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// Whether a clause begins at `at`.
fn begins(nodes: &[Node], at: usize) -> bool {
    let Node::Token(token) = &nodes[at] else { return false };
    if at == 0 || token.kind != LexemeKind::Word {
        return false;
    }
    let next = |word: &str| nodes.get(at + 1).is_some_and(|node| node.is(word));
    let grouped = matches!(nodes.get(at + 1), Some(Node::Group(_)));
    let before = |words: &[&str]| words.iter().any(|word| nodes[at - 1].is(word));
    let statement = |words: &[&str]| {
        let first = nodes.iter().find(|node| matches!(node, Node::Token(token) if token.kind == LexemeKind::Word));
        first.is_some_and(|first| words.iter().any(|word| first.is(word)))
    };
    match token.text.to_ascii_uppercase().as_str() {
        "SELECT" | "WHERE" | "HAVING" | "WINDOW" | "QUALIFY" | "LIMIT" | "OFFSET" | "FETCH" | "UNION" | "INTERSECT"
        | "EXCEPT" | "RETURNING" => true,
        "VALUES" => !before(&["DEFAULT"]),
        "FROM" => !before(&["DELETE", "DISTINCT"]),
        "GROUP" | "ORDER" => next("BY"),
        "JOIN" => !before(&["LEFT", "RIGHT", "FULL", "INNER", "CROSS", "OUTER", "NATURAL"]),
        "LEFT" | "RIGHT" | "FULL" | "INNER" | "CROSS" => !grouped && !before(&["NATURAL"]),
        "NATURAL" => true,
        "SET" => statement(&["UPDATE"]),
        "USING" => statement(&["DELETE", "MERGE"]),
        "WHEN" => statement(&["MERGE"]),
        "ON" => next("CONFLICT"),
        _ => false,
    }
}

/// A statement or a query, its clauses from `indent` on.
fn query(nodes: &[Node], indent: usize) -> String {
    let mut lines = Vec::new();
    let mut from = 0;
    for at in 1..=nodes.len() {
        if at == nodes.len() || begins(nodes, at) {
            lines.push(clause(&nodes[from..at], indent));
            from = at;
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn clause(nodes: &[Node], indent: usize) -> String {
    let tall = nodes.iter().any(Node::is_tall);
    let flat = run(nodes, indent);
    if !tall && indent + flat.len() <= WIDTH {
        return flat;
    }
    // The words that name the clause stay on its first line.
    let named =
        |node: &Node| matches!(node, Node::Token(token) if token.is_keyword() && !token.is("CASE") && !token.is("NOT"));
    let head = nodes.iter().take_while(|node| named(node)).count();
    let splits: &[&str] = if nodes[0].is("WHERE") || nodes[0].is("HAVING") || nodes[0].is("QUALIFY") {
        &["AND", "OR"]
    } else if ["SELECT", "GROUP", "ORDER", "SET", "VALUES", "WITH", "RETURNING", "WINDOW"]
        .iter()
        .any(|word| nodes[0].is(word))
    {
        &[","]
    } else {
        &[]
    };
    let mut pieces: Vec<&[Node]> = Vec::new();
    let (mut from, mut between) = (head, false);
    for at in head..nodes.len() {
        if nodes[at].is("BETWEEN") {
            between = true;
        } else if splits.contains(&",") && nodes[at].symbol(",") {
            pieces.push(&nodes[from..=at]);
            from = at + 1;
        } else if splits.iter().any(|word| nodes[at].is(word)) && at > from {
            // The AND of BETWEEN belongs to it.
            if between && nodes[at].is("AND") {
                between = false;
                continue;
            }
            pieces.push(&nodes[from..at]);
            from = at;
        }
    }
    if from < nodes.len() {
        pieces.push(&nodes[from..]);
    }
    if pieces.len() < 2 || head == 0 {
        return run(nodes, indent);
    }
    let inner = indent + STEP;
    let mut out = run(&nodes[..head], indent);
    for piece in pieces {
        out.push('\n');
        out.push_str(&" ".repeat(inner));
        out.push_str(&run(piece, inner));
    }
    out
}

/// Nodes one after the other; queries among them as indented blocks.
fn run(nodes: &[Node], indent: usize) -> String {
    let mut out = String::new();
    let mut before: Option<&Node> = None;
    for (at, node) in nodes.iter().enumerate() {
        if let Some(before) = before {
            let sign = at > 1 && is_sign(before, &nodes[at - 2]) || at == 1 && is_sign_first(before);
            if matches!(before, Node::Token(token) if token.ends_line()) {
                out.push('\n');
                out.push_str(&" ".repeat(indent + STEP));
            } else if spaced(before, node, sign) {
                out.push(' ');
            }
        }
        match node {
            Node::Token(token) => out.push_str(&token.text),
            Node::Group(inner) if node.is_tall() => {
                let deeper = indent + STEP;
                let edge = format!("\n{}", " ".repeat(deeper));
                let body = if node.is_query() { query(inner, deeper) } else { listed(inner, deeper) };
                out.push_str(&format!("({edge}{body}\n{})", " ".repeat(indent)));
            }
            Node::Group(inner) => {
                let flat = run(inner, indent);
                if flat.len() > WIDTH {
                    let deeper = indent + STEP;
                    let body = listed(inner, deeper);
                    out.push_str(&format!("(\n{}{body}\n{})", " ".repeat(deeper), " ".repeat(indent)));
                } else {
                    out.push_str(&format!("({flat})"));
                }
            }
        }
        before = Some(node);
    }
    out
}

/// Items of a list, each on its line.
fn listed(nodes: &[Node], indent: usize) -> String {
    let items: Vec<String> = nodes.split_inclusive(|node| node.symbol(",")).map(|item| run(item, indent)).collect();
    items.join(&format!("\n{}", " ".repeat(indent)))
}

fn is_sign_first(node: &Node) -> bool {
    node.symbol("-") || node.symbol("+")
}

/// Whether `-` or `+` is a sign rather than an operation.
fn is_sign(node: &Node, before: &Node) -> bool {
    let operand_follows = match before {
        Node::Token(token) => {
            token.kind == LexemeKind::Operator
                || token.is_keyword() && !token.is("END") && !token.is("NULL")
                || matches!(token.text.as_str(), "," | "[")
        }
        Node::Group(_) => false,
    };
    is_sign_first(node) && operand_follows
}

/// Whether a space stands between two nodes; where in doubt, yes: it keeps tokens apart.
fn spaced(a: &Node, b: &Node, sign: bool) -> bool {
    use LexemeKind::{Comment, Number, Operator, Parameter, QuotedName, Word};
    let kind = |node: &Node| match node {
        Node::Token(token) => Some(token.kind),
        Node::Group(_) => None,
    };
    let (a_kind, b_kind) = (kind(a), kind(b));
    if a_kind == Some(Comment) || b_kind == Some(Comment) {
        return true;
    }
    if b.symbol(",") || b.symbol(";") || b.symbol(")") || b.symbol("]") || a.symbol("(") || a.symbol("[") {
        return false;
    }
    if b.symbol(".") {
        return a_kind == Some(Number) || a_kind == Some(Operator);
    }
    if a.symbol(".") {
        return b_kind == Some(Number);
    }
    if b.symbol("::") {
        return a_kind == Some(Operator);
    }
    if a.symbol("::") {
        return !matches!(b_kind, Some(Word | QuotedName));
    }
    if sign {
        return !matches!(b_kind, Some(Number | Word | Parameter) | None);
    }
    if b.symbol("[") {
        return !(a.symbol("]") || matches!(a_kind, Some(Word | QuotedName) | None));
    }
    // A call: the parenthesis follows the name at once.
    let calls = |token: &Token| {
        token.kind == QuotedName
            || token.kind == Word
                && (!token.is_keyword()
                    || ["ARRAY", "CAST", "COALESCE", "LEFT", "RIGHT", "SET"].iter().any(|w| token.is(w))
                        && !token.is("SET"))
    };
    match (a, b) {
        (Node::Token(token), Node::Group(_)) => !calls(token),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lex;

    fn tokens(source: &str) -> Vec<String> {
        lex(source).iter().map(|lexeme| lexeme.span.of(source).trim_end().to_lowercase()).collect()
    }

    fn check(source: &str, expected: &str) {
        let once = format(source);
        assert_eq!(once, expected);
        assert_eq!(format(&once), once);
    }

    #[test]
    fn clauses_stand_on_lines() {
        check(
            "select a.x , count(*) from t a left join u on a.id=u.id where x>-1 and y is distinct from 2 group by 1 order by 2 desc limit 3;",
            "SELECT a.x, count(*)\nFROM t a\nLEFT JOIN u ON a.id = u.id\nWHERE x > -1 AND y IS DISTINCT FROM 2\nGROUP BY 1\nORDER BY 2 DESC\nLIMIT 3;\n",
        );
        check(
            "insert into t(a,b) values (1,'x') on conflict do nothing returning a",
            "INSERT INTO t(a, b)\nVALUES (1, 'x')\nON CONFLICT DO NOTHING\nRETURNING a\n",
        );
    }

    #[test]
    fn queries_in_parentheses_are_indented_and_comments_kept() {
        check(
            "with q as (select 1 -- one\n as n) select * from q /* all */ where n in (select 2)",
            "WITH q AS (\n    SELECT 1 -- one\n        AS n\n)\nSELECT *\nFROM q /* all */\nWHERE n IN (\n    SELECT 2\n)\n",
        );
    }

    #[test]
    fn whatever_is_formatted_keeps_its_tokens_and_is_stable() {
        let words = [
            "select",
            "from",
            "where",
            "a",
            "\"B c\"",
            "1",
            "1.5",
            ".5",
            "'it''s'",
            "(",
            ")",
            ",",
            ";",
            ".",
            "::",
            "-",
            "+",
            "*",
            "/",
            "<",
            ">=",
            "||",
            "->>",
            "and",
            "or",
            "between",
            "case",
            "when",
            "end",
            "[",
            "]",
            "-- note\n",
            "/* x\n y */",
            "with",
            "as",
            "values",
            "left",
            "join",
            "on",
            "union",
            "E",
            "$1",
            "@",
            "order",
            "by",
        ];
        let mut rng = base::Rng::new(42);
        for _ in 0..3000 {
            let length = 1 + rng.below(24);
            let mut source = String::new();
            for _ in 0..length {
                source.push_str(words[rng.below(words.len() as u64) as usize]);
                source.push_str([" ", "\n", "  "][rng.below(3) as usize]);
            }
            let once = format(&source);
            assert_eq!(tokens(&once), tokens(&source), "{source:?} became {once:?}");
            assert_eq!(format(&once), once, "{source:?}");
        }
    }
}
