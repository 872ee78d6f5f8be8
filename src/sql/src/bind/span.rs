//! Where an expression of the tree was written: at its first and last word.

use super::names::parts;
use crate::parse::{Places, place_of};
use base::Span;
use sqlparser::ast::{Expr, Value};

/// The tokens of an expression that are known.
fn tokens(expr: &Expr, into: &mut Vec<usize>) {
    let mut word = |text: &str| into.extend(place_of(text));
    match expr {
        Expr::Identifier(ident) => word(&ident.value),
        Expr::CompoundIdentifier(parts) => parts.iter().for_each(|part| word(&part.value)),
        Expr::Value(
            Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text) | Value::NationalStringLiteral(text),
        ) => word(text),
        Expr::TypedString { value, .. } => word(value),
        Expr::Function(function) => function.name.0.iter().for_each(|part| word(&part.value)),
        _ => {}
    }
    parts(expr).into_iter().for_each(|part| tokens(part, into));
}

/// A number as the statement has it: a text or a big decimal, as another crate of the build may ask of sqlparser.
pub(super) fn digits(number: &impl std::fmt::Display) -> String {
    number.to_string()
}

/// The place of an expression, as far as it is known.
pub(super) fn of(expr: &Expr, places: &Places) -> Option<Span> {
    if let Expr::Value(Value::Number(n, _)) = expr {
        let text = digits(n);
        return places.find(&text, 0).and_then(|at| places.span(at));
    }
    let (first, last) = ends(expr)?;
    let (first, last) = (places.span(first)?, places.span(last)?);
    Some(Span { start: first.start, end: last.end })
}

/// The first and last token of an expression that are known.
pub(super) fn ends(expr: &Expr) -> Option<(usize, usize)> {
    let mut found = Vec::new();
    tokens(expr, &mut found);
    Some((*found.iter().min()?, *found.iter().max()?))
}

/// The place of an operator between two expressions: the first token spelled so after the left one.
pub(super) fn operator(symbol: &str, left: &Expr, right: &Expr, places: &Places) -> Option<Span> {
    let from = ends(left).map(|(_, last)| last + 1);
    let to = ends(right).map(|(first, _)| first);
    let at = match (from, to) {
        (Some(from), _) => places.find(symbol, from)?,
        (None, Some(to)) => (0..to).rev().find(|at| places.text(*at) == symbol)?,
        (None, None) => places.find(symbol, 0)?,
    };
    places.span(at)
}
