//! What a query is made of, for grading: which clauses it has, which tables and functions it names, and slips that can be seen
//! without running it.
//!
//! ```
//! let facts = sql::inspect::inspect("SELECT a FROM t WHERE x = 1 OR y = 2 AND z = 3").unwrap();
//! assert!(facts.clauses.contains(&sql::inspect::Clause::Where));
//! assert!(facts.or_beside_and);
//! assert_eq!(facts.tables, ["t"]);
//! ```

use crate::Result;
use crate::parse;
use crate::text::{LexemeKind, lex, split_statements};
use base::Span;
use serde::{Deserialize, Serialize};
use sqlparser::ast;

/// A clause of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clause {
    /// SELECT *
    Star,
    /// DISTINCT
    Distinct,
    /// FROM
    From,
    /// JOIN
    Join,
    /// WHERE
    Where,
    /// GROUP BY
    GroupBy,
    /// HAVING
    Having,
    /// OVER
    Window,
    /// QUALIFY
    Qualify,
    /// ORDER BY
    OrderBy,
    /// LIMIT or FETCH
    Limit,
    /// OFFSET
    Offset,
    /// WITH
    With,
    /// WITH RECURSIVE
    Recursive,
    /// UNION, INTERSECT, EXCEPT
    SetOperation,
    /// A query inside a query.
    Subquery,
    /// CASE
    Case,
}

/// What a statement is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The command: `select`, `insert`, `create table`…
    pub command: String,
    /// Clauses anywhere in it, sorted.
    pub clauses: Vec<Clause>,
    /// Tables it names, in order of appearance.
    pub tables: Vec<String>,
    /// Functions it calls, in order of appearance.
    pub functions: Vec<String>,
    /// OR beside AND without parentheses in one condition.
    pub or_beside_and: bool,
    /// `= NULL` or `<> NULL`, which are never true.
    pub equals_null: bool,
    /// Tables joined by a comma.
    pub comma_join: bool,
}

/// Looks at the first statement of a script.
pub fn inspect(script: &str) -> Result<Facts> {
    let span = split_statements(script).first().copied().unwrap_or(Span::new(0, script.len()));
    let statement = parse::parse(script, span)?;
    let mut facts = Facts::default();
    let words: Vec<(String, LexemeKind)> = lex(&statement.text)
        .into_iter()
        .filter(|lexeme| lexeme.kind != LexemeKind::Comment)
        .map(|lexeme| (lexeme.span.of(&statement.text).to_lowercase(), lexeme.kind))
        .collect();
    facts.command = command(&words);
    walk(&words, &mut facts);
    if let ast::Statement::Query(query) = &statement.ast {
        star(&query.body, &mut facts);
    }
    facts.clauses.sort_unstable();
    facts.clauses.dedup();
    Ok(facts)
}

fn command(words: &[(String, LexemeKind)]) -> String {
    let word = |at: usize| words.get(at).map_or("", |word| word.0.as_str());
    match word(0) {
        "with" | "(" | "values" | "table" => "select".to_owned(),
        first @ ("create" | "drop" | "alter") => format!("{first} {}", word(1)),
        first => first.to_owned(),
    }
}

fn star(body: &ast::SetExpr, facts: &mut Facts) {
    match body {
        ast::SetExpr::Select(select) => {
            let whole = |item: &ast::SelectItem| {
                matches!(item, ast::SelectItem::Wildcard(_) | ast::SelectItem::QualifiedWildcard(..))
            };
            if select.projection.iter().any(whole) {
                facts.clauses.push(Clause::Star);
            }
        }
        ast::SetExpr::SetOperation { left, right, .. } => {
            star(left, facts);
            star(right, facts);
        }
        ast::SetExpr::Query(query) => star(&query.body, facts),
        _ => {}
    }
}

/// What one pair of parentheses (or the whole statement) holds of AND and OR since the last clause began.
#[derive(Clone, Copy, Default)]
struct Level {
    and: bool,
    or: bool,
    between: bool,
    from: bool,
}

fn walk(words: &[(String, LexemeKind)], facts: &mut Facts) {
    let mut levels = vec![Level::default()];
    let word = |at: usize| words.get(at).map_or("", |word| word.0.as_str());
    for (at, (text, kind)) in words.iter().enumerate() {
        if *kind != LexemeKind::Word && *kind != LexemeKind::Punctuation && *kind != LexemeKind::Operator {
            continue;
        }
        let Some(level) = levels.last_mut() else { break };
        match text.as_str() {
            "(" => {
                if at > 0
                    && words[at - 1].1 == LexemeKind::Word
                    && !reserved(word(at - 1))
                    && word(at.wrapping_sub(2)) != "into"
                {
                    facts.functions.push(word(at - 1).to_owned());
                }
                if matches!(word(at + 1), "select" | "with") && at > 0 {
                    facts.clauses.push(Clause::Subquery);
                }
                levels.push(Level::default());
            }
            ")" => {
                if levels.len() > 1 {
                    levels.pop();
                }
            }
            "and" if level.between => level.between = false,
            "and" => {
                level.and = true;
                facts.or_beside_and |= level.or;
            }
            "or" => {
                level.or = true;
                facts.or_beside_and |= level.and;
            }
            "between" => level.between = true,
            "," if level.from => facts.comma_join = true,
            "=" | "<>" | "!=" if word(at + 1) == "null" => facts.equals_null = true,
            clause => begin(clause, word(at + 1), level, facts),
        }
        if matches!(text.as_str(), "from" | "join" | "into" | "update")
            && let Some((name, LexemeKind::Word | LexemeKind::QuotedName)) = words.get(at + 1)
        {
            let name = name.trim_matches('"').to_owned();
            if !facts.tables.contains(&name) && !matches!(name.as_str(), "select" | "lateral" | "set") {
                facts.tables.push(name);
            }
        }
    }
}

/// A word that begins a clause.
fn begin(word: &str, next: &str, level: &mut Level, facts: &mut Facts) {
    let clause = match (word, next) {
        ("distinct", next) if next != "from" => Clause::Distinct,
        ("from", _) => Clause::From,
        ("join", _) => Clause::Join,
        ("where", _) => Clause::Where,
        ("group", "by") => Clause::GroupBy,
        ("having", _) => Clause::Having,
        ("over", _) => Clause::Window,
        ("qualify", _) => Clause::Qualify,
        ("order", "by") => Clause::OrderBy,
        ("limit" | "fetch", _) => Clause::Limit,
        ("offset", _) => Clause::Offset,
        ("with", "recursive") => Clause::Recursive,
        ("with", _) => Clause::With,
        ("union" | "intersect" | "except", _) => Clause::SetOperation,
        ("case", _) => Clause::Case,
        ("on" | "when" | "then" | "else" | "select", _) => {
            (level.and, level.or) = (false, false);
            return;
        }
        _ => return,
    };
    facts.clauses.push(clause);
    (level.and, level.or) = (false, false);
    level.from = clause == Clause::From;
}

fn reserved(word: &str) -> bool {
    matches!(
        word,
        "in" | "and"
            | "or"
            | "not"
            | "exists"
            | "any"
            | "all"
            | "some"
            | "values"
            | "over"
            | "as"
            | "on"
            | "using"
            | "where"
            | "from"
            | "select"
            | "by"
            | "when"
            | "then"
            | "else"
            | "join"
            | "lateral"
            | "union"
            | "except"
            | "intersect"
            | "filter"
            | "group"
            | "within"
            | "sets"
            | "check"
            | "key"
            | "references"
            | "unique"
            | "distinct"
            | "having"
            | "limit"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen() {
        assert!(inspect("SELECT 1 WHERE a = NULL").unwrap().equals_null);
        assert!(!inspect("SELECT 1 WHERE (a OR b) AND c BETWEEN 1 AND 2").unwrap().or_beside_and);
        let facts = inspect("SELECT count(*), x FROM a, b WHERE x IN (SELECT 1) GROUP BY x").unwrap();
        assert!(
            facts.comma_join && facts.clauses.contains(&Clause::Subquery) && facts.clauses.contains(&Clause::GroupBy)
        );
        assert_eq!(facts.functions, ["count"]);
    }
}
