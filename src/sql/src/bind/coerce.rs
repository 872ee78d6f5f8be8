//! Casts that types ask for.

use super::{Binder, span};
use crate::Result;
use crate::cast::cast_value;
use crate::error::{Bind, Error};
use crate::functions::Registry;
use crate::plan::{Expr, Kind};
use crate::types::{Castable, ColumnType, Type, cast_context, common_type};
use crate::value::Value;
use base::Span;
use sqlparser::ast;

impl Binder<'_> {
    /// The expression as a value of `to`; the types must allow it as freely as `how`.
    pub(crate) fn cast(&self, expr: Expr, to: &ColumnType, how: Castable, span: Option<Span>) -> Result<Expr> {
        if expr.ty == Type::Unknown
            && let Some(Value::Text(word)) = expr.as_const()
            && let Some(present) = self.present(&word.trim().to_ascii_lowercase(), &to.ty)
        {
            return cast(present?, to, Castable::Explicit, false).map_err(|error| error.at(span));
        }
        cast(expr, to, how, false).map_err(|error| error.at(span))
    }

    /// `'now'`, `'today'`, `'tomorrow'` and `'yesterday'` as a date or a time: what the clock says.
    fn present(&self, word: &str, ty: &Type) -> Option<Result<Expr>> {
        let days = match (word, ty) {
            ("now", Type::Date | Type::Timestamp | Type::Timestamptz | Type::Time | Type::Timetz) => None,
            ("today", Type::Date | Type::Timestamp | Type::Timestamptz) => Some(0),
            ("tomorrow", Type::Date | Type::Timestamp | Type::Timestamptz) => Some(1),
            ("yesterday", Type::Date | Type::Timestamp | Type::Timestamptz) => Some(-1),
            _ => return None,
        };
        let call = |name: &str, args: Vec<Expr>| {
            let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone()).collect();
            Registry::get().resolve(name, &types).ok().map(|found| {
                let kind = Kind::Call(found.function, args);
                Expr::new(kind, found.returns)
            })
        };
        let found = match days {
            None => call("now", vec![]),
            Some(days) => call("current_date", vec![])
                .and_then(|today| call("+", vec![today, Expr::constant(Value::Int(days), Type::Int4)])),
        };
        found.map(Ok)
    }

    /// Makes expressions of one type; `what` names them in the error ("CASE", "UNION").
    pub(super) fn unify(&self, exprs: Vec<Expr>, asts: &[&ast::Expr], what: &str) -> Result<(Vec<Expr>, Type)> {
        let mut ty = Type::Unknown;
        for (i, expr) in exprs.iter().enumerate() {
            ty = match common_type(&ty, &expr.ty) {
                Some(ty) => ty,
                None => {
                    let error = Error::from(Bind::TypesDoNotMatch)
                        .with("what", what)
                        .with("first", ty.name())
                        .with("second", expr.ty.name());
                    return Err(error.at(asts.get(i).and_then(|ast| span::of(ast, self.places))));
                }
            };
        }
        if ty == Type::Unknown {
            ty = Type::Text;
        }
        let to = ColumnType::plain(ty.clone());
        let exprs = exprs
            .into_iter()
            .enumerate()
            .map(|(i, expr)| {
                self.cast(expr, &to, Castable::Implicit, asts.get(i).and_then(|ast| span::of(ast, self.places)))
            })
            .collect::<Result<_>>()?;
        Ok((exprs, ty))
    }

    /// A condition; `what` names its place in the error ("WHERE").
    pub(crate) fn condition(&mut self, ast: &ast::Expr, what: &str) -> Result<Expr> {
        let expr = self.expr(ast)?;
        let span = span::of(ast, self.places);
        if expr.ty != Type::Bool && expr.ty != Type::Unknown {
            return Err(Error::from(Bind::NotBoolean).with("what", what).with("type", expr.ty.name()).at(span));
        }
        self.cast(expr, &Type::Bool.into(), Castable::Implicit, span)
    }
}

/// The expression as a value of `to`, if the types allow it as freely as `how`.
pub(crate) fn cast(expr: Expr, to: &ColumnType, how: Castable, lenient: bool) -> Result<Expr> {
    if expr.ty == to.ty && to.length.is_none() {
        return Ok(expr);
    }
    let explicit = how == Castable::Explicit;
    if cast_context(&expr.ty, &to.ty) > how {
        return Err(Error::from(Bind::CannotCast).with("from", expr.ty.name()).with("to", to.ty.name()));
    }
    // Literals become constants at once: a wrong one is an error of the statement, not of a row.
    if let Kind::Const(value) = &expr.kind
        && (expr.ty == Type::Unknown || value.is_null())
        && !lenient
    {
        let value = cast_value(value, &expr.ty, to, explicit)?;
        return Ok(Expr::constant(value, to.ty.clone()));
    }
    // ARRAY[…] casts its elements, so that ARRAY['1']::int[] reads them.
    if let (Kind::Array(_), Type::Array(element)) = (&expr.kind, &to.ty)
        && let Kind::Array(items) = expr.kind
    {
        let inner = ColumnType { ty: (**element).clone(), ..to.clone() };
        let items = items
            .into_iter()
            .map(|item| {
                if matches!(item.ty, Type::Array(_)) {
                    cast(item, to, how, lenient)
                } else {
                    cast(item, &inner, how, lenient)
                }
            })
            .collect::<Result<Vec<_>>>()?;
        return Ok(Expr::new(Kind::Array(items), to.ty.clone()));
    }
    let ty = to.ty.clone();
    Ok(Expr::new(Kind::Cast { expr: Box::new(expr), to: to.clone(), lenient, explicit }, ty))
}
