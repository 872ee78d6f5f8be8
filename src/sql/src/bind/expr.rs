//! Expressions: one arm a node of the tree; anything unknown is refused by name.

use super::{Binder, span};
use crate::Result;
use crate::error::{Bind, Error, Execute};
use crate::parse::{LIKE_ESCAPE, NO_ESCAPE, SYMMETRIC, name, plain, strip_tags, unsupported};
use crate::plan::{CompareOp, Expr, Kind};
use crate::types::{Castable, ColumnType, Type};
use crate::value::Value;
use sqlparser::ast::{self, CastKind, CeilFloorKind, Subscript, TrimWhereField, UnaryOperator};

impl Binder<'_> {
    /// Binds an expression.
    pub(crate) fn expr(&mut self, ast: &ast::Expr) -> Result<Expr> {
        self.deeper(|this| this.expr_inner(ast))
    }

    fn expr_inner(&mut self, ast: &ast::Expr) -> Result<Expr> {
        use ast::Expr as E;
        match ast {
            E::Identifier(ident) => self.column(ident),
            E::CompoundIdentifier(parts) => self.qualified(parts),
            E::Nested(inner) => self.expr(inner),
            E::Value(value) => self.literal(value).map_err(|error| error.at(span::of(ast, self.places))),
            E::TypedString { data_type, value } => self.typed_string(data_type, value),
            E::Interval(interval) => self.interval(interval),
            E::BinaryOp { left, op, right } => self.binary(left, op, right),
            E::UnaryOp { op, expr } => self.unary(op, expr, ast),
            E::IsNull(inner) => self.is_null(inner, false),
            E::IsNotNull(inner) => self.is_null(inner, true),
            E::IsTrue(inner) => self.is_bool(inner, Some(true), false, "IS TRUE"),
            E::IsNotTrue(inner) => self.is_bool(inner, Some(true), true, "IS NOT TRUE"),
            E::IsFalse(inner) => self.is_bool(inner, Some(false), false, "IS FALSE"),
            E::IsNotFalse(inner) => self.is_bool(inner, Some(false), true, "IS NOT FALSE"),
            E::IsUnknown(inner) => self.is_bool(inner, None, false, "IS UNKNOWN"),
            E::IsNotUnknown(inner) => self.is_bool(inner, None, true, "IS NOT UNKNOWN"),
            E::IsDistinctFrom(left, right) => self.distinct_from(left, right, false),
            E::IsNotDistinctFrom(left, right) => self.distinct_from(left, right, true),
            E::InList { expr, list, negated } => self.in_list(expr, list, *negated),
            E::Between { expr, negated, low, high } => self.between(expr, *negated, low, high),
            E::InSubquery { expr, subquery, negated } => self.in_subquery(expr, subquery, *negated),
            E::Exists { subquery, negated } => self.exists(subquery, *negated),
            E::Subquery(query) => self.scalar_subquery(query),
            E::AnyOp { left, compare_op, right, .. } => self.quantified(left, compare_op, right, false),
            E::AllOp { left, compare_op, right } => self.quantified(left, compare_op, right, true),
            E::InUnnest { expr, array_expr, negated } => {
                let expr = self.quantified(expr, &ast::BinaryOperator::Eq, array_expr, false)?;
                Ok(if *negated { expr.not() } else { expr })
            }
            E::Like { negated, any: false, expr, pattern, escape_char } => {
                self.like(expr, pattern, escape_char.as_deref(), false, *negated)
            }
            E::ILike { negated, any: false, expr, pattern, escape_char } => {
                self.like(expr, pattern, escape_char.as_deref(), true, *negated)
            }
            E::Like { negated, any: true, expr, pattern, escape_char: None } if array_of(pattern).is_some() => {
                self.like_any(expr, array_of(pattern).unwrap_or_default(), false, *negated)
            }
            E::ILike { negated, any: true, expr, pattern, escape_char: None } if array_of(pattern).is_some() => {
                self.like_any(expr, array_of(pattern).unwrap_or_default(), true, *negated)
            }
            E::SimilarTo { negated, expr, pattern, escape_char } => {
                let (pattern, escape) = escaped(pattern);
                let mut args = vec![self.expr(expr)?, self.expr(pattern)?];
                match (escape_char.as_deref().map(plain), escape) {
                    (Some(NO_ESCAPE), _) => return Ok(Expr::null(Type::Bool)),
                    (Some(literal), _) => args.push(text_constant(literal)),
                    (None, Some(escape)) => args.push(self.expr(escape)?),
                    (None, None) => {}
                }
                let call = self.call_function("similar_to", args, span::of(ast, self.places))?;
                Ok(if *negated { call.not() } else { call })
            }
            E::RLike { negated, expr, pattern, .. } => {
                let args = vec![self.expr(expr)?, self.expr(pattern)?];
                let call = self.operate("~", args, span::of(ast, self.places))?;
                Ok(if *negated { call.not() } else { call })
            }
            E::Case { operand, conditions, results, else_result } => {
                self.case(operand.as_deref(), conditions, results, else_result.as_deref())
            }
            E::Cast { kind, expr, data_type, format: None } => self.written_cast(kind, expr, data_type),
            E::Convert { is_try, expr, data_type: Some(data_type), .. } => {
                let kind = if *is_try { CastKind::TryCast } else { CastKind::Cast };
                self.written_cast(&kind, expr, data_type)
            }
            E::Extract { field, expr, .. } => {
                let field = strip_tags(&field.to_string()).trim_matches('\'').to_lowercase();
                let args = vec![text_constant(&field), self.expr(expr)?];
                self.call_function("extract", args, span::of(expr, self.places))
            }
            E::Ceil { expr, field } => self.round_to("ceil", expr, field),
            E::Floor { expr, field } => self.round_to("floor", expr, field),
            E::Position { expr, r#in } => {
                let args = vec![self.expr(r#in)?, self.expr(expr)?];
                self.call_function("position", args, span::of(ast, self.places).or(span::of(expr, self.places)))
            }
            E::Substring { expr, substring_from, substring_for, .. } => {
                let mut args = vec![self.expr(expr)?];
                match (substring_from, substring_for) {
                    (None, Some(count)) => {
                        args.push(Expr::constant(Value::Int(1), Type::Int4));
                        args.push(self.expr(count)?);
                    }
                    (from, count) => {
                        for arg in from.iter().chain(count) {
                            args.push(self.expr(arg)?);
                        }
                    }
                }
                self.call_function("substring", args, span::of(expr, self.places))
            }
            E::Trim { expr, trim_where, trim_what, trim_characters } => {
                let function = match trim_where {
                    Some(TrimWhereField::Leading) => "ltrim",
                    Some(TrimWhereField::Trailing) => "rtrim",
                    _ => "btrim",
                };
                let mut args = vec![self.expr(expr)?];
                for what in trim_what.iter().map(|what| &**what).chain(trim_characters.iter().flatten()) {
                    args.push(self.expr(what)?);
                }
                self.call_function(function, args, span::of(expr, self.places))
            }
            E::Overlay { expr, overlay_what, overlay_from, overlay_for } => {
                let mut args = vec![self.expr(expr)?, self.expr(overlay_what)?, self.expr(overlay_from)?];
                if let Some(count) = overlay_for {
                    args.push(self.expr(count)?);
                }
                self.call_function("overlay", args, span::of(expr, self.places))
            }
            E::AtTimeZone { timestamp, time_zone } => {
                let args = vec![self.expr(time_zone)?, self.expr(timestamp)?];
                self.call_function("timezone", args, span::of(timestamp, self.places))
            }
            E::Collate { expr, collation } => {
                let spelled = collation.0.last().map(name).unwrap_or_default().to_lowercase();
                if !matches!(spelled.as_str(), "c" | "posix" | "default" | "c.utf-8" | "ucs_basic") {
                    return Err(unsupported(format!("COLLATE \"{spelled}\"")).at(span::of(expr, self.places)));
                }
                self.expr(expr)
            }
            E::Function(function) => self.function(function),
            E::Tuple(items) => self.row(items),
            E::Array(array) => self.array(&array.elem),
            E::Subscript { expr, subscript } => self.subscript(expr, subscript),
            E::MapAccess { column, keys } => {
                let mut bound = self.expr(column)?;
                for key in keys {
                    let at = self.expr(&key.key)?;
                    bound = self.index(bound, vec![at], span::of(column, self.places))?;
                }
                Ok(bound)
            }
            E::CompositeAccess { expr, key } => {
                let row = self.expr(expr)?;
                let field = name(key);
                let Type::Record(fields) = &row.ty else {
                    let error = Error::from(Bind::UndefinedColumn).with("name", field);
                    return Err(error.at(self.places.of(&key.value)));
                };
                let Some(at) = fields.iter().position(|(known, _)| *known == field) else {
                    let error = Error::from(Bind::UndefinedColumn).with("name", field);
                    return Err(error.at(self.places.of(&key.value)));
                };
                let ty = fields[at].1.clone();
                Ok(Expr::new(Kind::Field(Box::new(row), at), ty))
            }
            other => Err(unsupported(feature(other)).at(span::of(other, self.places))),
        }
    }

    fn is_null(&mut self, inner: &ast::Expr, negated: bool) -> Result<Expr> {
        let inner = self.expr(inner)?;
        Ok(Expr::new(Kind::IsNull(Box::new(inner), negated), Type::Bool))
    }

    fn is_bool(&mut self, inner: &ast::Expr, value: Option<bool>, negated: bool, what: &str) -> Result<Expr> {
        let inner = self.condition(inner, what)?;
        Ok(match value {
            Some(value) => Expr::new(Kind::IsBool(Box::new(inner), value, negated), Type::Bool),
            None => Expr::new(Kind::IsNull(Box::new(inner), negated), Type::Bool),
        })
    }

    fn unary(&mut self, op: &UnaryOperator, inner: &ast::Expr, ast: &ast::Expr) -> Result<Expr> {
        let at = span::of(ast, self.places);
        match op {
            UnaryOperator::Not => Ok(self.condition(inner, "NOT")?.not()),
            // The least integers are written with a sign.
            UnaryOperator::Minus if matches!(inner, ast::Expr::Value(ast::Value::Number(..))) => {
                let inner = self.expr(inner)?;
                Ok(match inner.as_const() {
                    Some(Value::Int(n)) => {
                        let ty = if *n == 2_147_483_648 { Type::Int4 } else { inner.ty.clone() };
                        Expr::constant(Value::Int(-n), if ty == Type::Int8 { Type::Int8 } else { ty })
                    }
                    Some(Value::Decimal(d)) if d.scale == 0 && d.mantissa == i128::from(i64::MAX) + 1 => {
                        Expr::constant(Value::Int(i64::MIN), Type::Int8)
                    }
                    Some(Value::Decimal(d)) => Expr::constant(Value::Decimal(d.neg()), Type::Numeric),
                    _ => inner,
                })
            }
            UnaryOperator::Minus => {
                let inner = self.expr(inner)?;
                self.operate("-", vec![inner], at)
            }
            UnaryOperator::Plus => {
                let inner = self.expr(inner)?;
                self.operate("+", vec![inner], at)
            }
            UnaryOperator::PGBitwiseNot => {
                let inner = self.expr(inner)?;
                self.operate("~", vec![inner], at)
            }
            UnaryOperator::PGSquareRoot => self.named_unary("sqrt", inner),
            UnaryOperator::PGCubeRoot => self.named_unary("cbrt", inner),
            UnaryOperator::PGAbs => self.named_unary("abs", inner),
            other => Err(unsupported(other.to_string()).at(at)),
        }
    }

    fn named_unary(&mut self, function: &str, inner: &ast::Expr) -> Result<Expr> {
        let at = span::of(inner, self.places);
        let inner = self.expr(inner)?;
        self.call_function(function, vec![inner], at)
    }

    fn round_to(&mut self, function: &str, expr: &ast::Expr, field: &CeilFloorKind) -> Result<Expr> {
        let at = span::of(expr, self.places);
        match field {
            CeilFloorKind::DateTimeField(ast::DateTimeField::NoDateTime) => {
                let arg = self.expr(expr)?;
                self.call_function(function, vec![arg], at)
            }
            _ => Err(unsupported(format!("{function}(… TO …)")).at(at)),
        }
    }

    fn written_cast(&mut self, kind: &CastKind, expr: &ast::Expr, data_type: &ast::DataType) -> Result<Expr> {
        let at = span::of(expr, self.places);
        let to = self.written_type(data_type)?;
        let lenient = matches!(kind, CastKind::TryCast | CastKind::SafeCast);
        let expr = self.expr(expr)?;
        if !lenient {
            return self.cast(expr, &to, Castable::Explicit, at);
        }
        super::coerce::cast(expr, &to, Castable::Explicit, lenient).map_err(|error| error.at(at))
    }

    fn case(
        &mut self,
        operand: Option<&ast::Expr>,
        conditions: &[ast::Expr],
        results: &[ast::Expr],
        otherwise: Option<&ast::Expr>,
    ) -> Result<Expr> {
        let mut whens = Vec::new();
        for condition in conditions {
            whens.push(match operand {
                None => self.condition(condition, "CASE/WHEN")?,
                Some(operand) => {
                    let (left, right) = (self.expr(operand)?, self.expr(condition)?);
                    self.compare(CompareOp::Eq, left, right, span::of(condition, self.places))?
                }
            });
        }
        let mut values = results.iter().map(|result| self.expr(result)).collect::<Result<Vec<_>>>()?;
        let mut asts: Vec<&ast::Expr> = results.iter().collect();
        if let Some(otherwise) = otherwise {
            // The ELSE branch decides first, as in PostgreSQL.
            values.insert(0, self.expr(otherwise)?);
            asts.insert(0, otherwise);
        }
        let (mut values, ty) = self.unify(values, &asts, "CASE")?;
        let otherwise = otherwise.map(|_| Box::new(values.remove(0)));
        Ok(Expr::new(Kind::Case(whens.into_iter().zip(values).collect(), otherwise), ty))
    }

    fn between(&mut self, expr: &ast::Expr, negated: bool, low: &ast::Expr, high: &ast::Expr) -> Result<Expr> {
        let (low, symmetric) = match either_way(low) {
            Some(low) => (low, true),
            None => (low, false),
        };
        let at = span::of(expr, self.places);
        let (value, low, high) = (self.expr(expr)?, self.expr(low)?, self.expr(high)?);
        let mut inside = |low: Expr, high: Expr| -> Result<Expr> {
            let above = self.compare(CompareOp::GreaterEq, value.clone(), low, at)?;
            let below = self.compare(CompareOp::LessEq, value.clone(), high, at)?;
            Ok(Expr::all(vec![above, below]))
        };
        let mut test = inside(low.clone(), high.clone())?;
        if symmetric {
            let swapped = inside(high, low)?;
            test = Expr::new(Kind::Or(vec![test, swapped]), Type::Bool);
        }
        Ok(if negated { test.not() } else { test })
    }

    fn in_list(&mut self, expr: &ast::Expr, list: &[ast::Expr], negated: bool) -> Result<Expr> {
        let value = self.expr(expr)?;
        let items = list.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>>>()?;
        if matches!(value.ty, Type::Record(_)) {
            let mut tests = Vec::new();
            for (item, ast) in items.into_iter().zip(list) {
                tests.push(self.compare(CompareOp::Eq, value.clone(), item, span::of(ast, self.places))?);
            }
            let test = Expr::new(Kind::Or(tests), Type::Bool);
            return Ok(if negated { test.not() } else { test });
        }
        let mut asts = vec![expr];
        asts.extend(list);
        let mut all = vec![value];
        all.extend(items);
        let types: Vec<Type> = all.iter().map(|item| item.ty.clone()).collect();
        match self.unify(all, &asts, "IN") {
            Ok((mut all, _)) => {
                let value = all.remove(0);
                Ok(Expr::new(Kind::InList(Box::new(value), all, negated), Type::Bool))
            }
            Err(error) if error.id() == "sql-types-do-not-match" => {
                let other = types.iter().skip(1).find(|ty| crate::types::common_type(&types[0], ty).is_none());
                let other = other.map_or_else(String::new, Type::name);
                Err(Error::from(Bind::UndefinedOperator)
                    .with("operator", format!("{} = {other}", types[0].name()))
                    .at(span::of(expr, self.places)))
            }
            Err(error) => Err(error),
        }
    }

    /// `x LIKE ANY (ARRAY['a%', 'b%'])`: any of them.
    fn like_any(&mut self, expr: &ast::Expr, patterns: &[ast::Expr], insensitive: bool, negated: bool) -> Result<Expr> {
        let each = patterns.iter().map(|pattern| self.like(expr, pattern, None, insensitive, negated));
        let each = each.collect::<Result<Vec<_>>>()?;
        Ok(if each.is_empty() { Expr::bool(false) } else { Expr::new(Kind::Or(each), Type::Bool) })
    }

    fn like(
        &mut self,
        expr: &ast::Expr,
        pattern: &ast::Expr,
        escape: Option<&str>,
        insensitive: bool,
        negated: bool,
    ) -> Result<Expr> {
        let at = span::of(pattern, self.places).or(span::of(expr, self.places));
        let (text, mut fit) = (self.expr(expr)?, self.expr(escaped(pattern).0)?);
        if let (fit_before, Some(escape)) = (fit.clone(), escaped(pattern).1) {
            let escape = self.expr(escape)?;
            fit = self.call_function("like_escape", vec![fit_before, escape], at)?;
        }
        let symbol = match (insensitive, negated) {
            (false, false) => "~~",
            (false, true) => "!~~",
            (true, false) => "~~*",
            (true, true) => "!~~*",
        };
        if !text.ty.is_text() || !fit.ty.is_text() {
            return Err(Error::from(Bind::UndefinedOperator)
                .with("operator", format!("{} {symbol} {}", text.ty.name(), fit.ty.name()))
                .at(at));
        }
        if escape.map(plain) == Some(NO_ESCAPE) {
            return Ok(Expr::null(Type::Bool));
        }
        let escape = match escape.map(plain) {
            None => Some('\\'),
            Some("") => None,
            Some(text) if text.chars().count() == 1 => text.chars().next(),
            Some(_) => return Err(Error::from(Execute::InvalidEscape).at(at)),
        };
        let as_text = ColumnType::plain(Type::Text);
        let text = if text.ty == Type::Char { text } else { self.cast(text, &as_text, Castable::Implicit, at)? };
        let fit = self.cast(fit, &as_text, Castable::Implicit, at)?;
        let kind = Kind::Like { expr: Box::new(text), pattern: Box::new(fit), escape, insensitive, negated };
        Ok(Expr::new(kind, Type::Bool))
    }

    /// `(a, b)`, `ROW(a, b)`
    pub(super) fn row(&mut self, items: &[ast::Expr]) -> Result<Expr> {
        let fields = items.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>>>()?;
        Ok(row_of(fields))
    }

    /// `ARRAY[…]`
    pub(super) fn array(&mut self, items: &[ast::Expr]) -> Result<Expr> {
        let bound = items.iter().map(|item| self.expr(item)).collect::<Result<Vec<_>>>()?;
        let asts: Vec<&ast::Expr> = items.iter().collect();
        let (bound, ty) = self.unify(bound, &asts, "ARRAY")?;
        let ty = if matches!(ty, Type::Array(_)) { ty } else { ty.array() };
        Ok(Expr::new(Kind::Array(bound), ty))
    }

    /// `a[1:2][3]`: where one subscript is a slice, all are.
    fn slices(&mut self, expr: &ast::Expr, last: &Subscript, at: Option<base::Span>) -> Result<Option<Expr>> {
        let mut chain = vec![last];
        let mut inner = expr;
        while let ast::Expr::Subscript { expr: deeper, subscript } = inner {
            chain.insert(0, &**subscript);
            inner = deeper;
        }
        let sliced = chain.iter().any(|one| matches!(one, Subscript::Slice { stride: None, .. }));
        if chain.len() < 2 || !sliced {
            return Ok(None);
        }
        let array = self.expr(inner)?;
        if !matches!(array.ty, Type::Array(_)) {
            return Err(Error::from(Bind::CannotSubscript).with("type", array.ty.name()).at(at));
        }
        let mut args = vec![array];
        for one in chain {
            let (low, high) = match one {
                Subscript::Index { index } => (None, Some(index)),
                Subscript::Slice { lower_bound, upper_bound, .. } => (lower_bound.as_ref(), upper_bound.as_ref()),
            };
            let one = Expr::constant(Value::Int(1), Type::Int4);
            args.push(low.map_or(Ok(one), |low| self.int_bound(low, at))?);
            args.push(high.map_or(Ok(Expr::null(Type::Int4)), |high| self.int_bound(high, at))?);
        }
        self.call_function("array slices", args, at).map(Some)
    }

    fn int_bound(&mut self, bound: &ast::Expr, at: Option<base::Span>) -> Result<Expr> {
        let bound = self.expr(bound)?;
        self.cast(bound, &Type::Int4.into(), Castable::Assignment, at)
    }

    /// What `SET a[1] = value` makes of a.
    pub(super) fn assigned(&mut self, args: &[&ast::Expr], at: Option<base::Span>) -> Result<Expr> {
        let base = self.expr(args[0])?;
        let value = self.expr(args[1])?;
        let index = |high: &ast::Expr| matches!(high, ast::Expr::Value(ast::Value::SingleQuotedString(text)) if plain(text) == "index");
        let pairs: Vec<(&ast::Expr, &ast::Expr)> = args[2..].chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        if base.ty == Type::Jsonb {
            let value = self.cast(value, &Type::Jsonb.into(), Castable::Assignment, at)?;
            let (mut kinds, mut steps) = (String::new(), Vec::new());
            for (step, high) in pairs {
                if !index(high) {
                    return Err(Error::from(Bind::CannotSubscript).with("type", base.ty.name()).at(at));
                }
                let step = self.expr(step)?;
                kinds.push(if step.ty.is_number() { 'n' } else { 't' });
                steps.push(self.cast(step, &Type::Text.into(), Castable::Explicit, at)?);
            }
            let mut all = vec![base, value, text_constant(&kinds)];
            all.extend(steps);
            return self.call_function("jsonb assign", all, at);
        }
        let Type::Array(element) = &base.ty else {
            return Err(Error::from(Bind::CannotSubscript).with("type", base.ty.name()).at(at));
        };
        let sliced = pairs.iter().any(|(_, high)| !index(high));
        let wanted = if sliced { base.ty.clone() } else { (**element).clone() };
        let value = self.cast(value, &wanted.into(), Castable::Assignment, at)?;
        let mut all = vec![base, value];
        for (low, high) in pairs {
            match (sliced, index(high)) {
                (false, _) => all.push(self.int_bound(low, at)?),
                (true, true) => {
                    all.push(Expr::constant(Value::Int(1), Type::Int4));
                    all.push(self.int_bound(low, at)?);
                }
                (true, false) => {
                    all.push(self.int_bound(low, at)?);
                    all.push(self.int_bound(high, at)?);
                }
            }
        }
        self.call_function(if sliced { "array assign slice" } else { "array assign" }, all, at)
    }

    fn subscript(&mut self, expr: &ast::Expr, subscript: &Subscript) -> Result<Expr> {
        let at = span::of(expr, self.places);
        if let Some(sliced) = self.slices(expr, subscript, at)? {
            return Ok(sliced);
        }
        match subscript {
            Subscript::Index { index } => {
                // a[1][2] is one access of two dimensions.
                let mut indices = vec![index];
                let mut inner = expr;
                while let ast::Expr::Subscript { expr: deeper, subscript } = inner {
                    let Subscript::Index { index } = &**subscript else { break };
                    indices.insert(0, index);
                    inner = deeper;
                }
                let array = self.expr(inner)?;
                let bound = indices.into_iter().map(|index| self.expr(index)).collect::<Result<Vec<_>>>()?;
                self.index(array, bound, at)
            }
            Subscript::Slice { lower_bound, upper_bound, stride: None } => {
                let array = self.expr(expr)?;
                if !matches!(array.ty, Type::Array(_)) {
                    return Err(Error::from(Bind::CannotSubscript).with("type", array.ty.name()).at(at));
                }
                let mut bound = |ast: &Option<ast::Expr>| -> Result<Option<Box<Expr>>> {
                    let Some(ast) = ast else { return Ok(None) };
                    let expr = self.expr(ast)?;
                    Ok(Some(Box::new(self.cast(expr, &Type::Int4.into(), Castable::Assignment, at)?)))
                };
                let (from, to) = (bound(lower_bound)?, bound(upper_bound)?);
                let ty = array.ty.clone();
                Ok(Expr::new(Kind::Slice(Box::new(array), from, to), ty))
            }
            Subscript::Slice { .. } => Err(unsupported("[a:b:c]").at(at)),
        }
    }

    fn index(&mut self, array: Expr, indices: Vec<Expr>, at: Option<base::Span>) -> Result<Expr> {
        if array.ty == Type::Jsonb {
            let text = ColumnType::plain(Type::Text);
            let steps = indices
                .into_iter()
                .map(|index| self.cast(index, &text, Castable::Explicit, at))
                .collect::<Result<_>>()?;
            let path = Expr::new(Kind::Array(steps), Type::Text.array());
            return self.operate("#>", vec![array, path], at);
        }
        let Type::Array(element) = &array.ty else {
            return Err(Error::from(Bind::CannotSubscript).with("type", array.ty.name()).at(at));
        };
        let ty = (**element).clone();
        let indices = indices
            .into_iter()
            .map(|index| self.cast(index, &Type::Int4.into(), Castable::Assignment, at))
            .collect::<Result<Vec<_>>>()?;
        Ok(Expr::new(Kind::Index(Box::new(array), indices), ty))
    }
}

/// A text that is a text, not an undecided literal.
pub(super) fn text_constant(text: &str) -> Expr {
    Expr::constant(Value::text(text), Type::Text)
}

/// A row of these fields, named f1, f2…
pub(super) fn row_of(fields: Vec<Expr>) -> Expr {
    let types: Vec<(String, Type)> =
        fields.iter().enumerate().map(|(i, f)| (format!("f{}", i + 1), f.ty.clone())).collect();
    Expr::new(Kind::Row(fields), Type::Record(types.into()))
}

/// What to call an expression that is refused: its spelling where sqlparser can give it, in few words.
fn feature(ast: &ast::Expr) -> String {
    let text = strip_tags(&ast.to_string());
    if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text }
}

/// The lower bound of BETWEEN SYMMETRIC.
fn either_way(low: &ast::Expr) -> Option<&ast::Expr> {
    called(low, SYMMETRIC)
}

/// A pattern, and its escape where that is no literal.
fn escaped(pattern: &ast::Expr) -> (&ast::Expr, Option<&ast::Expr>) {
    match pattern {
        ast::Expr::BinaryOp { left, op: ast::BinaryOperator::StringConcat, right } => {
            match called(right, LIKE_ESCAPE) {
                Some(escape) => (left, Some(escape)),
                None => (pattern, None),
            }
        }
        _ => (pattern, None),
    }
}

/// What a function of one argument is called with that stands for a clause.
fn called<'q>(call: &'q ast::Expr, clause: &str) -> Option<&'q ast::Expr> {
    let ast::Expr::Function(function) = call else { return None };
    let called = function.name.0.last().is_some_and(|last| last.quote_style.is_some() && name(last) == clause);
    match &function.args {
        ast::FunctionArguments::List(list) if called => match list.args.as_slice() {
            [ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(argument))] => Some(argument),
            _ => None,
        },
        _ => None,
    }
}

/// The elements of an array that is written out.
fn array_of(expr: &ast::Expr) -> Option<&[ast::Expr]> {
    match expr {
        ast::Expr::Nested(inner) => array_of(inner),
        ast::Expr::Array(array) => Some(&array.elem),
        _ => None,
    }
}
