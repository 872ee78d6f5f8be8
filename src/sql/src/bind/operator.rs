//! Operators with two sides.

use super::{Binder, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::functions::{Registry, Unresolved};
use crate::parse::{strip_tags, unsupported};
use crate::plan::{CompareOp, Expr, Kind};
use crate::types::{Castable, ColumnType, Type, common_type};
use base::Span;
use sqlparser::ast::{self, BinaryOperator as B};

/// A comparison operator, if it is one.
pub(super) fn comparison(op: &B) -> Option<CompareOp> {
    Some(match op {
        B::Eq => CompareOp::Eq,
        B::NotEq => CompareOp::NotEq,
        B::Lt => CompareOp::Less,
        B::LtEq => CompareOp::LessEq,
        B::Gt => CompareOp::Greater,
        B::GtEq => CompareOp::GreaterEq,
        _ => return None,
    })
}

/// The symbol under which the registry knows an operator.
fn symbol(op: &B) -> Option<&'static str> {
    Some(match op {
        B::Plus => "+",
        B::Minus => "-",
        B::Multiply => "*",
        B::Divide => "/",
        B::Modulo => "%",
        B::StringConcat => "||",
        B::BitwiseOr => "|",
        B::BitwiseAnd => "&",
        B::BitwiseXor | B::PGBitwiseXor => "#",
        B::PGBitwiseShiftLeft => "<<",
        B::PGBitwiseShiftRight => ">>",
        B::PGExp => "^",
        B::PGOverlap => "&&",
        B::PGRegexMatch => "~",
        B::PGRegexIMatch => "~*",
        B::PGRegexNotMatch => "!~",
        B::PGRegexNotIMatch => "!~*",
        B::PGStartsWith => "^@",
        B::Arrow => "->",
        B::LongArrow => "->>",
        B::HashArrow => "#>",
        B::HashLongArrow => "#>>",
        B::AtArrow => "@>",
        B::ArrowAt => "<@",
        B::HashMinus => "#-",
        B::Question => "?",
        B::QuestionAnd => "?&",
        B::QuestionPipe => "?|",
        B::AtQuestion => "@?",
        B::AtAt => "@@",
        _ => return None,
    })
}

impl Binder<'_> {
    /// `left op right`
    pub(super) fn binary(&mut self, left: &ast::Expr, op: &B, right: &ast::Expr) -> Result<Expr> {
        if matches!(op, B::And | B::Or) {
            return self.connective(left, op, right);
        }
        if let Some(compare) = comparison(op) {
            let at = span::operator(&op.to_string(), left, right, self.places);
            // A row against the columns of a subquery.
            if let (ast::Expr::Tuple(_), ast::Expr::Subquery(query)) = (left, right) {
                return self.row_subquery(left, compare, query);
            }
            let (a, b) = (self.expr(left)?, self.expr(right)?);
            return self.compare(compare, a, b, at);
        }
        if matches!(op, B::Spaceship) {
            return self.distinct_from(left, right, true);
        }
        let like = match op {
            B::PGLikeMatch => Some((false, false)),
            B::PGILikeMatch => Some((true, false)),
            B::PGNotLikeMatch => Some((false, true)),
            B::PGNotILikeMatch => Some((true, true)),
            _ => None,
        };
        if let Some((insensitive, negated)) = like {
            let (left, right) = (Box::new(left.clone()), Box::new(right.clone()));
            let rewritten = if insensitive {
                ast::Expr::ILike { negated, any: false, expr: left, pattern: right, escape_char: None }
            } else {
                ast::Expr::Like { negated, any: false, expr: left, pattern: right, escape_char: None }
            };
            return self.expr(&rewritten);
        }
        let name = match op {
            B::PGCustomBinaryOperator(parts) => strip_tags(parts.last().map_or("", String::as_str)),
            B::Custom(name) => strip_tags(name),
            op => match symbol(op) {
                Some(name) => name.to_owned(),
                None => {
                    return Err(unsupported(op.to_string()).at(span::operator(
                        &op.to_string(),
                        left,
                        right,
                        self.places,
                    )));
                }
            },
        };
        let at = span::operator(&name, left, right, self.places);
        // Chains such as a || b || c … lean left; bind them without recursion.
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        if let Some(compare) = symbol_comparison(&name) {
            return self.compare(compare, a, b, at);
        }
        self.operate(&name, vec![a, b], at)
    }

    /// A chain of AND or OR, flat.
    fn connective(&mut self, left: &ast::Expr, op: &B, right: &ast::Expr) -> Result<Expr> {
        let what = if matches!(op, B::And) { "AND" } else { "OR" };
        let mut parts = vec![right];
        let mut rest = left;
        while let ast::Expr::BinaryOp { left, op: inner, right } = rest {
            if inner != op {
                break;
            }
            parts.push(right);
            rest = left;
        }
        parts.push(rest);
        let conditions = parts.into_iter().rev().map(|part| self.condition(part, what)).collect::<Result<Vec<_>>>()?;
        let kind = if matches!(op, B::And) { Kind::And(conditions) } else { Kind::Or(conditions) };
        Ok(Expr::new(kind, Type::Bool))
    }

    /// `left op right` for a comparison.
    pub(super) fn compare(&mut self, op: CompareOp, left: Expr, right: Expr, at: Option<Span>) -> Result<Expr> {
        if let (Type::Record(a), Type::Record(b)) = (&left.ty, &right.ty) {
            if a.len() != b.len() {
                return Err(Error::from(Bind::RowLength).at(at));
            }
            return self.compare_rows(op, left, right, at);
        }
        let (left, right) = self.same_type(left, right, op.symbol(), at)?;
        Ok(Expr::compare(op, left, right))
    }

    fn compare_rows(&mut self, op: CompareOp, left: Expr, right: Expr, at: Option<Span>) -> Result<Expr> {
        let (Kind::Row(a), Kind::Row(b)) = (&left.kind, &right.kind) else {
            return Ok(Expr::compare(op, left, right));
        };
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (a, b) in a.clone().into_iter().zip(b.clone()) {
            let (a, b) = self.same_type(a, b, op.symbol(), at)?;
            first.push(a);
            second.push(b);
        }
        Ok(Expr::compare(op, super::expr::row_of(first), super::expr::row_of(second)))
    }

    /// Both sides in the type they are compared in.
    pub(super) fn same_type(
        &mut self,
        left: Expr,
        right: Expr,
        symbol: &str,
        at: Option<Span>,
    ) -> Result<(Expr, Expr)> {
        let undefined = |left: &Expr, right: &Expr| {
            Error::from(Bind::UndefinedOperator)
                .with("operator", format!("{} {symbol} {}", left.ty.name(), right.ty.name()))
                .at(at)
        };
        let ty = match (&left.ty, &right.ty) {
            (Type::Unknown, Type::Unknown) => Type::Text,
            // Blank-padded only against its own kind or a literal.
            (Type::Char, Type::Unknown | Type::Char) | (Type::Unknown, Type::Char) => Type::Char,
            (a, b) if a.is_text() && b.is_text() => Type::Text,
            (Type::Numeric | Type::Int2 | Type::Int4 | Type::Int8, Type::Float4)
            | (Type::Float4, Type::Numeric | Type::Int2 | Type::Int4 | Type::Int8) => Type::Float8,
            (Type::Time, Type::Interval) | (Type::Interval, Type::Time) => Type::Interval,
            (Type::Json, _) | (_, Type::Json) => return Err(undefined(&left, &right)),
            (Type::Array(a), Type::Array(b)) if a != b => return Err(undefined(&left, &right)),
            (a, b) => common_type(a, b).ok_or_else(|| undefined(&left, &right))?,
        };
        let to = ColumnType::plain(ty);
        Ok((self.cast(left, &to, Castable::Implicit, at)?, self.cast(right, &to, Castable::Implicit, at)?))
    }

    /// IS [NOT] DISTINCT FROM
    pub(super) fn distinct_from(&mut self, left: &ast::Expr, right: &ast::Expr, negated: bool) -> Result<Expr> {
        let at = span::of(left, self.places);
        let (a, b) = (self.expr(left)?, self.expr(right)?);
        let (a, b) = if matches!(a.ty, Type::Record(_)) { (a, b) } else { self.same_type(a, b, "=", at)? };
        Ok(Expr::new(Kind::Distinct(Box::new(a), Box::new(b), negated), Type::Bool))
    }

    /// An operator of the registry, with one side or two.
    pub(crate) fn operate(&mut self, symbol: &str, args: Vec<Expr>, at: Option<Span>) -> Result<Expr> {
        let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone()).collect();
        let resolution = Registry::get().resolve_operator(symbol, &types).map_err(|why| {
            let spelled = match types.as_slice() {
                [only] => format!("{symbol} {}", only.name()),
                [left, right] => format!("{} {symbol} {}", left.name(), right.name()),
                _ => symbol.to_owned(),
            };
            let fault = if why == Unresolved::Ambiguous { Bind::AmbiguousOperator } else { Bind::UndefinedOperator };
            Error::from(fault).with("operator", spelled).at(at)
        })?;
        self.resolved(resolution, args, at)
    }
}

fn symbol_comparison(symbol: &str) -> Option<CompareOp> {
    Some(match symbol {
        "=" => CompareOp::Eq,
        "<>" | "!=" => CompareOp::NotEq,
        "<" => CompareOp::Less,
        "<=" => CompareOp::LessEq,
        ">" => CompareOp::Greater,
        ">=" => CompareOp::GreaterEq,
        _ => return None,
    })
}
