//! Bound expressions as readable text; columns by the names of what they are over.

use super::names::Names;
use crate::plan::{Expr, Kind};
use crate::types::Type;
use crate::value::Value;

pub(super) fn list(exprs: &[Expr], names: &Names) -> String {
    exprs.iter().map(|expr| expression(expr, names)).collect::<Vec<_>>().join(", ")
}

pub(super) fn conditions(exprs: &[Expr], names: &Names) -> String {
    exprs.iter().map(|expr| expression(expr, names)).collect::<Vec<_>>().join(" AND ")
}

fn constant(value: &Value, ty: &Type) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Int(_) | Value::Float(_) | Value::Decimal(_) if ty.is_number() => value.write(ty),
        other => format!("'{}'", other.write(ty)),
    }
}

pub(super) fn expression(expr: &Expr, names: &Names) -> String {
    let expression = |expr: &Expr| expression(expr, names);
    let list = |exprs: &[Expr]| list(exprs, names);
    let joined =
        |list: &[Expr], word: &str| format!("({})", list.iter().map(expression).collect::<Vec<_>>().join(word));
    match &expr.kind {
        Kind::Const(value) => constant(value, &expr.ty),
        Kind::Column(index, _) => names.get(*index),
        Kind::Param(id, _) => format!("$outer{id}"),
        Kind::Call(function, args) => match (function.name.starts_with(char::is_alphabetic), args.as_slice()) {
            (false, [a, b]) => format!("({} {} {})", expression(a), function.name, expression(b)),
            (false, [a]) => format!("({}{})", function.name, expression(a)),
            _ => format!("{}({})", function.name, list(args)),
        },
        Kind::Compare(op, a, b) => format!("({} {} {})", expression(a), op.symbol(), expression(b)),
        Kind::Distinct(a, b, negated) => {
            format!("({} IS {}DISTINCT FROM {})", expression(a), if *negated { "NOT " } else { "" }, expression(b))
        }
        Kind::And(list) => joined(list, " AND "),
        Kind::Or(list) => joined(list, " OR "),
        Kind::Not(inner) => format!("(NOT {})", expression(inner)),
        Kind::IsNull(inner, negated) => {
            format!("({} IS {}NULL)", expression(inner), if *negated { "NOT " } else { "" })
        }
        Kind::IsBool(inner, value, negated) => {
            let not = if *negated { "NOT " } else { "" };
            format!("({} IS {not}{})", expression(inner), value.to_string().to_uppercase())
        }
        Kind::Case(branches, rest) => {
            let branch = |(when, then): &(Expr, Expr)| format!(" WHEN {} THEN {}", expression(when), expression(then));
            let rest = rest.as_ref().map_or_else(String::new, |rest| format!(" ELSE {}", expression(rest)));
            format!("CASE{}{rest} END", branches.iter().map(branch).collect::<String>())
        }
        Kind::Coalesce(items) => format!("COALESCE({})", list(items)),
        Kind::Extreme(greatest, items) => format!("{}({})", if *greatest { "GREATEST" } else { "LEAST" }, list(items)),
        Kind::Cast { expr, to, .. } => format!("({})::{}", expression(expr), to.name()),
        Kind::Try(inner) => format!("TRY({})", expression(inner)),
        Kind::InList(inner, items, negated) => {
            format!("({} {}IN ({}))", expression(inner), if *negated { "NOT " } else { "" }, list(items))
        }
        Kind::Like { expr, pattern, insensitive, negated, .. } => {
            let word = if *insensitive { "ILIKE" } else { "LIKE" };
            format!("({} {}{word} {})", expression(expr), if *negated { "NOT " } else { "" }, expression(pattern))
        }
        Kind::Array(items) => format!("ARRAY[{}]", list(items)),
        Kind::Row(items) => format!("ROW({})", list(items)),
        Kind::Field(inner, index) => format!("({}).f{}", expression(inner), index + 1),
        Kind::Index(inner, indices) => format!("{}[{}]", expression(inner), list(indices)),
        Kind::Slice(inner, ..) => format!("{}[…]", expression(inner)),
        Kind::AnyArray(op, a, b, all) => {
            format!("({} {} {} ({}))", expression(a), op.symbol(), if *all { "ALL" } else { "ANY" }, expression(b))
        }
        Kind::Subquery(plan, _) => format!("(SubPlan {})", plan.id),
        Kind::Aggregate(_) | Kind::Window(_) | Kind::Set(..) | Kind::Grouping(_) => "…".to_owned(),
    }
}
