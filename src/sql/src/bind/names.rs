//! The parts of an expression before it is bound: the columns it names, the expressions it is made of.

use sqlparser::ast::{Expr, FunctionArg, FunctionArgExpr, FunctionArguments, Ident};

/// Adds the column names of an expression; those inside its subqueries are not its own.
pub(super) fn columns<'a>(expr: &'a Expr, out: &mut Vec<&'a [Ident]>) {
    match expr {
        Expr::Identifier(ident) => out.push(std::slice::from_ref(ident)),
        Expr::CompoundIdentifier(names) => out.push(names),
        other => parts(other).into_iter().for_each(|part| columns(part, out)),
    }
}

/// The expressions right below an expression; those inside its subqueries are not among them.
pub(super) fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::BinaryOp { left, right, .. }
        | Expr::IsDistinctFrom(left, right)
        | Expr::IsNotDistinctFrom(left, right)
        | Expr::AnyOp { left, right, .. }
        | Expr::AllOp { left, right, .. } => vec![left, right],
        Expr::UnaryOp { expr, .. }
        | Expr::Nested(expr)
        | Expr::Cast { expr, .. }
        | Expr::Extract { expr, .. }
        | Expr::Ceil { expr, .. }
        | Expr::Floor { expr, .. }
        | Expr::Collate { expr, .. }
        | Expr::Trim { expr, .. }
        | Expr::Subscript { expr, .. }
        | Expr::IsNull(expr)
        | Expr::IsNotNull(expr)
        | Expr::IsTrue(expr)
        | Expr::IsNotTrue(expr)
        | Expr::IsFalse(expr)
        | Expr::IsNotFalse(expr)
        | Expr::IsUnknown(expr)
        | Expr::IsNotUnknown(expr)
        | Expr::InSubquery { expr, .. } => vec![expr],
        Expr::InList { expr, list, .. } => std::iter::once(&**expr).chain(list).collect(),
        Expr::Between { expr, low, high, .. } => vec![expr, low, high],
        Expr::Like { expr, pattern, .. }
        | Expr::ILike { expr, pattern, .. }
        | Expr::SimilarTo { expr, pattern, .. } => {
            vec![expr, pattern]
        }
        Expr::Case { operand, conditions, results, else_result } => {
            operand.iter().chain(else_result).map(|expr| &**expr).chain(conditions).chain(results).collect()
        }
        Expr::Substring { expr, substring_from, substring_for, .. } => {
            std::iter::once(expr).chain(substring_from).chain(substring_for).map(|expr| &**expr).collect()
        }
        Expr::Function(function) => match &function.args {
            FunctionArguments::List(list) => list.args.iter().filter_map(argument).collect(),
            _ => vec![],
        },
        Expr::Interval(interval) => vec![&interval.value],
        Expr::Position { expr, r#in } => vec![expr, r#in],
        Expr::AtTimeZone { timestamp, time_zone } => vec![timestamp, time_zone],
        Expr::Tuple(items) => items.iter().collect(),
        Expr::Array(array) => array.elem.iter().collect(),
        _ => vec![],
    }
}

fn argument(arg: &FunctionArg) -> Option<&Expr> {
    match arg {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr))
        | FunctionArg::Named { arg: FunctionArgExpr::Expr(expr), .. } => Some(expr),
        _ => None,
    }
}
