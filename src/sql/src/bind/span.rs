//! Where an expression of the tree was written: at its first and last word.

use crate::parse::{Places, place_of};
use base::Span;
use sqlparser::ast::{Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Value};

/// The least and greatest token of an expression that is known.
fn tokens(expr: &Expr, into: &mut Vec<usize>) {
    let mut word = |text: &str| into.extend(place_of(text));
    match expr {
        Expr::Identifier(ident) => word(&ident.value),
        Expr::CompoundIdentifier(parts) => parts.iter().for_each(|part| word(&part.value)),
        Expr::Value(
            Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text) | Value::NationalStringLiteral(text),
        ) => word(text),
        Expr::TypedString { value, .. } => word(value),
        Expr::BinaryOp { left, right, .. }
        | Expr::IsDistinctFrom(left, right)
        | Expr::IsNotDistinctFrom(left, right) => {
            tokens(left, into);
            tokens(right, into);
        }
        Expr::AnyOp { left, right, .. } | Expr::AllOp { left, right, .. } => {
            tokens(left, into);
            tokens(right, into);
        }
        Expr::UnaryOp { expr, .. }
        | Expr::Nested(expr)
        | Expr::Cast { expr, .. }
        | Expr::IsNull(expr)
        | Expr::IsNotNull(expr)
        | Expr::IsTrue(expr)
        | Expr::IsNotTrue(expr)
        | Expr::IsFalse(expr)
        | Expr::IsNotFalse(expr)
        | Expr::Extract { expr, .. }
        | Expr::InSubquery { expr, .. }
        | Expr::Subscript { expr, .. }
        | Expr::Collate { expr, .. } => tokens(expr, into),
        Expr::InList { expr, list, .. } => {
            tokens(expr, into);
            list.iter().for_each(|item| tokens(item, into));
        }
        Expr::Between { expr, low, high, .. } => [expr, low, high].into_iter().for_each(|e| tokens(e, into)),
        Expr::Like { expr, pattern, .. }
        | Expr::ILike { expr, pattern, .. }
        | Expr::SimilarTo { expr, pattern, .. } => {
            tokens(expr, into);
            tokens(pattern, into);
        }
        Expr::Function(Function { name, args, .. }) => {
            name.0.iter().for_each(|part| word(&part.value));
            if let FunctionArguments::List(list) = args {
                for arg in &list.args {
                    if let FunctionArg::Unnamed(FunctionArgExpr::Expr(arg)) = arg {
                        tokens(arg, into);
                    }
                }
            }
        }
        Expr::Case { operand, conditions, results, else_result } => {
            operand.iter().chain(else_result.iter()).for_each(|e| tokens(e, into));
            conditions.iter().chain(results).for_each(|e| tokens(e, into));
        }
        Expr::Interval(interval) => tokens(&interval.value, into),
        Expr::Tuple(list) => list.iter().for_each(|e| tokens(e, into)),
        _ => {}
    }
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
