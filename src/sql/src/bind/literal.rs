//! Constants, and words that stand for a value.

use super::{Binder, span};
use crate::Result;
use crate::error::{Bind, Error, Execute, foreign};
use crate::parse::{EXPONENT, plain, unsupported};
use crate::plan::Expr;
use crate::types::{Castable, ColumnType, Type, column_type};
use crate::value::{Decimal, Interval, IntervalFields, IntervalUnit, Value, read_interval};
use sqlparser::ast;
use std::sync::Arc;

impl Binder<'_> {
    /// A literal.
    pub(super) fn literal(&mut self, value: &ast::Value) -> Result<Expr> {
        let text = |text: &str| Ok(Expr::constant(Value::text(plain(text)), Type::Unknown));
        match value {
            ast::Value::Number(n, _) => number(&span::digits(n)),
            ast::Value::NationalStringLiteral(s) if s.starts_with(EXPONENT) => number(plain(&s[EXPONENT.len_utf8()..])),
            ast::Value::SingleQuotedString(s) | ast::Value::NationalStringLiteral(s) => text(s),
            ast::Value::EscapedStringLiteral(s) | ast::Value::UnicodeStringLiteral(s) => text(s),
            ast::Value::DollarQuotedString(s) => text(&s.value),
            ast::Value::Boolean(b) => Ok(Expr::bool(*b)),
            ast::Value::Null => Ok(Expr::null(Type::Unknown)),
            ast::Value::HexStringLiteral(s) => {
                let digits: String = plain(s).to_owned();
                let value = crate::value::read(&format!("\\x{digits}"), &Type::Bytea)?;
                Ok(Expr::constant(value, Type::Bytea))
            }
            ast::Value::SingleQuotedByteStringLiteral(s) => {
                let bits = crate::value::read(plain(s), &Type::Bit)?;
                Ok(Expr::constant(bits, Type::Bit))
            }
            ast::Value::Placeholder(name) => {
                let index: usize = plain(name).trim_start_matches('$').parse().unwrap_or(0);
                let found = index.checked_sub(1).and_then(|i| self.parameters.get(i)).cloned();
                let (value, ty) =
                    found.ok_or_else(|| Error::from(Bind::UndefinedParameter).with("name", plain(name)))?;
                Ok(Expr::constant(value, ty))
            }
            other => Err(unsupported(other.to_string())),
        }
    }

    /// `DATE '2024-01-01'`
    pub(super) fn typed_string(&mut self, data_type: &ast::DataType, value: &str) -> Result<Expr> {
        let ty = self.written_type(data_type)?;
        let literal = Expr::constant(Value::text(plain(value)), Type::Unknown);
        let span = self.places.of(value);
        self.cast(literal, &ty, Castable::Explicit, span)
    }

    /// `INTERVAL '1' DAY`, `INTERVAL '1 day'`, `INTERVAL 1 DAY`.
    pub(super) fn interval(&mut self, interval: &ast::Interval) -> Result<Expr> {
        let field = |field: &ast::DateTimeField| {
            let word = crate::parse::strip_tags(&field.to_string()).to_lowercase();
            let quarter = matches!(word.as_str(), "quarter" | "quarters").then_some(IntervalUnit::Quarter);
            IntervalUnit::named(&word).or(quarter)
        };
        let first = interval.leading_field.as_ref().and_then(field);
        let last = interval.last_field.as_ref().and_then(field).or(first);
        let fields = IntervalFields { first, last };
        let span = span::of(&interval.value, self.places);
        let expr = self.expr(&interval.value)?;
        let text = match expr.as_const() {
            Some(Value::Text(text)) => text.to_string(),
            Some(value @ (Value::Int(_) | Value::Decimal(_))) => value.to_text(),
            _ => {
                // INTERVAL n DAY with an expression: n times one unit.
                let one = Interval::parse("1", fields).unwrap_or_default();
                let one = Expr::constant(Value::Interval(one), Type::Interval);
                return self.operate("*", vec![expr, one], span);
            }
        };
        let mut value = read_interval(&text, fields).map_err(|error| error.at(span))?;
        if let Some(last) = last {
            value = cut(value, last);
        }
        // SECOND (2): sqlparser takes the digits for the leading precision where SECOND stands alone.
        if let Some(digits) = interval.fractional_seconds_precision.or(interval.leading_precision).filter(|n| *n < 6) {
            let each = 10_i64.pow(6 - digits as u32);
            let half = if value.micros < 0 { -each / 2 } else { each / 2 };
            value.micros = value.micros.saturating_add(half) / each * each;
        }
        Ok(Expr::constant(Value::Interval(value), Type::Interval))
    }

    /// The type of CREATE TYPE that a name means.
    fn enumerated(&self, data_type: &ast::DataType) -> Option<Type> {
        match data_type {
            ast::DataType::Custom(object, modifiers) if modifiers.is_empty() => {
                let (last, before) = object.0.split_last()?;
                let schema = before.last().map(crate::parse::name);
                let (_, found) = self.catalog.enumeration(schema.as_deref(), &crate::parse::name(last))?;
                Some(Type::Enum(Arc::clone(found)))
            }
            ast::DataType::Array(
                ast::ArrayElemTypeDef::AngleBracket(inner)
                | ast::ArrayElemTypeDef::SquareBracket(inner, _)
                | ast::ArrayElemTypeDef::Parenthesis(inner),
            ) => {
                let inner = self.enumerated(inner)?;
                Some(if matches!(inner, Type::Array(_)) { inner } else { inner.array() })
            }
            _ => None,
        }
    }

    /// The type a type name means.
    pub(crate) fn written_type(&self, data_type: &ast::DataType) -> Result<ColumnType> {
        if let Some(ty) = self.enumerated(data_type) {
            return Ok(ty.into());
        }
        column_type(data_type).map_err(|name| {
            let at = self.places.find(&name, 0).and_then(|at| self.places.span(at));
            let known = [
                "integer",
                "bigint",
                "smallint",
                "numeric",
                "text",
                "varchar",
                "boolean",
                "date",
                "timestamp",
                "interval",
                "double",
            ];
            let bare = name.split(['(', '<']).next().unwrap_or(&name).trim();
            // MySQL's `int unsigned`.
            let bare = if name.ends_with(" unsigned") { "unsigned" } else { bare };
            let error = Error::from(Bind::UndefinedType).with("name", name.clone()).foreign(foreign::TYPES, bare);
            match super::nearest(&name, known) {
                Some(hint) => error.with("suggestion", hint).at(at),
                None => error.at(at),
            }
        })
    }

    /// `current_date` and other words that are values without parentheses.
    pub(super) fn keyword_value(&mut self, word: &str, quoted: bool) -> Result<Option<Expr>> {
        if quoted {
            return Ok(None);
        }
        Ok(match word {
            "current_date" | "current_time" | "current_timestamp" | "localtime" | "localtimestamp" | "current_user"
            | "user" | "session_user" | "current_schema" | "current_catalog" | "current_role" => {
                Some(self.call_function(word, vec![], None)?)
            }
            _ => None,
        })
    }
}

/// A number: integer where it fits, else bigint, else numeric.
fn number(written: &str) -> Result<Expr> {
    if let Ok(n) = written.parse::<i64>() {
        let ty = if i32::try_from(n).is_ok() { Type::Int4 } else { Type::Int8 };
        return Ok(Expr::constant(Value::Int(n), ty));
    }
    if let Some(decimal) = Decimal::parse(written) {
        return Ok(Expr::constant(Value::Decimal(decimal), Type::Numeric));
    }
    // More than 38 digits: the nearest double, where that says the same to 15 of them.
    let x: f64 = written.parse().map_err(|_| Error::from(Execute::NumericOverflow))?;
    Ok(Expr::constant(Value::Float(x), Type::Float8))
}

/// `INTERVAL '1 day 02:03' HOUR` keeps hours and greater parts.
fn cut(value: Interval, last: IntervalUnit) -> Interval {
    let keep = |each: i64| value.micros / each * each;
    match last {
        IntervalUnit::Year => Interval::new(value.months / 12 * 12, 0, 0),
        IntervalUnit::Month => Interval::new(value.months, 0, 0),
        IntervalUnit::Day => Interval::new(value.months, value.days, 0),
        IntervalUnit::Hour => Interval::new(value.months, value.days, keep(3_600_000_000)),
        IntervalUnit::Minute => Interval::new(value.months, value.days, keep(60_000_000)),
        _ => value,
    }
}
