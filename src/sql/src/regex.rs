//! PostgreSQL's regular expressions over texts: the flags of `regexp_…`, and the searches they share.

use crate::Result;
use crate::error::{Error, Execute};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use base::Budget;
use pattern::{Flags, Pattern, Syntax};
use std::sync::Arc;

/// A compiled expression, and whether the flags ask for every match.
pub struct Regex {
    /// The expression.
    pub pattern: Pattern,
    /// The flag `g`.
    pub global: bool,
}

/// Compiles an expression with the flags of `regexp_replace` and its kin.
pub fn compile(text: &str, flags: &str) -> Result<Regex> {
    let mut options = Flags::NONE;
    let (mut global, mut syntax) = (false, Syntax::Advanced);
    for flag in flags.chars() {
        match flag {
            'g' => global = true,
            'i' => options.ignore_case = true,
            'c' => options.ignore_case = false,
            'n' | 'm' => (options.multi_line, options.no_newline) = (true, true),
            'p' => options.no_newline = true,
            'w' => options.multi_line = true,
            's' => (options.multi_line, options.no_newline) = (false, false),
            'x' => options.expanded = true,
            't' => options.expanded = false,
            'q' => syntax = Syntax::Literal,
            _ => {
                return Err(Error::from(Execute::InvalidArgument)
                    .with("why", "regex-option")
                    .with("value", flag.to_string()));
            }
        }
    }
    let pattern = Pattern::compile(syntax, text, options)
        .map_err(|error| Error::from(Execute::InvalidRegex).with("why", why(error.postgres())))?;
    Ok(Regex { pattern, global })
}

/// The token of one of PostgreSQL's messages about an expression.
fn why(message: &str) -> &'static str {
    match message {
        "parentheses () not balanced" => "parentheses",
        "brackets [] not balanced" => "brackets",
        "braces {} not balanced" => "braces",
        "invalid repetition count(s)" => "repetition",
        "invalid backreference number" => "back-reference",
        "invalid escape \\ sequence" => "escape",
        "invalid character range" => "range",
        "invalid character class" => "class",
        "invalid collating element" => "collating",
        "invalid embedded option" => "option",
        "regular expression is too complex" => "complex",
        _ => "quantifier",
    }
}

/// `regexp_split_to_…`: the stretches between matches.
pub fn split(text: &str, expression: &str, flags: &str, budget: &Budget) -> Result<Vec<String>> {
    let regex = compile(expression, flags)?;
    let bytes = text.as_bytes();
    let piece = |from: usize, to: usize| String::from_utf8_lossy(bytes.get(from..to).unwrap_or(&[])).into_owned();
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while at <= bytes.len() {
        let Some(found) = regex.pattern.find_at(bytes, at, budget)? else { break };
        let range = found.range();
        if range.is_empty() {
            // An empty match at the start, at the end or right after another match splits nothing.
            if range.start > from && range.start < bytes.len() {
                out.push(piece(from, range.start));
                from = range.start;
            }
            at = range.start + 1;
            while at < bytes.len() && !text.is_char_boundary(at) {
                at += 1;
            }
            continue;
        }
        out.push(piece(from, range.start));
        (from, at) = (range.end, range.end);
    }
    out.push(piece(from, bytes.len()));
    Ok(out)
}

/// `regexp_matches`: for each match an array of its groups, or of the whole where it has none.
pub fn matches(text: &str, expression: &str, flags: &str, budget: &Budget) -> Result<Vec<Value>> {
    let regex = compile(expression, flags)?;
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at <= bytes.len() {
        let Some(found) = regex.pattern.captures_at(bytes, at, budget)? else { break };
        let group = |n: usize| match found.get(n) {
            Some(group) => Value::text(String::from_utf8_lossy(group.of(bytes))),
            None => Value::Null,
        };
        let groups =
            if found.group_count() == 0 { vec![group(0)] } else { (1..=found.group_count()).map(group).collect() };
        out.push(Value::Array(Arc::new(ArrayValue::new(Type::Text, groups))));
        if !regex.global {
            break;
        }
        let whole = found.whole().range();
        at = if whole.is_empty() { whole.end + 1 } else { whole.end };
        while at < bytes.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    Ok(out)
}
