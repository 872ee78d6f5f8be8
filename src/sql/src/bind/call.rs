//! Function calls: forms with a grammar of their own, then aggregates, window and set-returning functions, then the registry.

use super::{Binder, nearest, span};
use crate::Result;
use crate::error::{Bind, Error, foreign};
use crate::execute::eval::is_by_data;
use crate::execute::{aggregate, set_returning, window};
use crate::functions::{Registry, Resolution, Unresolved};
use crate::parse::{ASSIGN, name, unsupported};
use crate::plan::{Expr, Kind};
use crate::types::{Castable, ColumnType, Type};
use crate::value::Value;
use base::Span;
use sqlparser::ast::{self, FunctionArg, FunctionArgExpr, FunctionArguments};

/// The arguments of a call, taken apart.
pub(super) struct Arguments<'q> {
    pub(super) list: Vec<&'q ast::Expr>,
    pub(super) star: bool,
    pub(super) distinct: bool,
    pub(super) order: Vec<&'q ast::OrderByExpr>,
    pub(super) ignore_nulls: bool,
    /// `name => …`: the name and which argument it labels.
    pub(super) labels: Vec<(String, usize)>,
}

/// The parameters of functions that are called by name.
const NAMED: &[(&str, &[&str])] = &[
    ("make_interval", &["years", "months", "weeks", "days", "hours", "mins", "secs"]),
    ("make_date", &["year", "month", "day"]),
    ("make_time", &["hour", "min", "sec"]),
    ("make_timestamp", &["year", "month", "mday", "hour", "min", "sec"]),
    ("jsonb_set", &["jsonb_in", "path", "replacement", "create_if_missing"]),
];

pub(super) fn arguments(function: &ast::Function) -> Result<Arguments<'_>> {
    let mut out =
        Arguments { list: vec![], star: false, distinct: false, order: vec![], ignore_nulls: false, labels: vec![] };
    if let Some(treatment) = &function.null_treatment {
        out.ignore_nulls = matches!(treatment, ast::NullTreatment::IgnoreNulls);
    }
    let list = match &function.args {
        FunctionArguments::None => return Ok(out),
        FunctionArguments::Subquery(_) => return Err(unsupported("f(SELECT …)")),
        FunctionArguments::List(list) => list,
    };
    out.distinct = matches!(list.duplicate_treatment, Some(ast::DuplicateTreatment::Distinct));
    for arg in &list.args {
        match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => out.list.push(expr),
            FunctionArg::Unnamed(FunctionArgExpr::Wildcard) => out.star = true,
            FunctionArg::Unnamed(FunctionArgExpr::QualifiedWildcard(name)) => {
                return Err(unsupported(format!("{name}.*")));
            }
            FunctionArg::Named { name: label, arg: FunctionArgExpr::Expr(expr), .. } => {
                out.labels.push((name(label), out.list.len()));
                out.list.push(expr);
            }
            FunctionArg::Named { name, .. } => return Err(unsupported(format!("{} =>", name.value))),
        }
    }
    for clause in &list.clauses {
        match clause {
            ast::FunctionArgumentClause::OrderBy(order) => out.order.extend(order),
            ast::FunctionArgumentClause::IgnoreOrRespectNulls(treatment) => {
                out.ignore_nulls = matches!(treatment, ast::NullTreatment::IgnoreNulls);
            }
            other => return Err(unsupported(other.to_string())),
        }
    }
    Ok(out)
}

/// The unit that the first argument of a date function names.
fn unit_of(function: &str, position: usize, arg: &ast::Expr) -> Option<String> {
    const UNITS: &[&str] =
        &["microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"];
    let takes =
        matches!(function, "dateadd" | "datediff" | "date_add" | "date_diff" | "timestampadd" | "timestampdiff");
    let ast::Expr::Identifier(ident) = arg else { return None };
    let unit = name(ident);
    let known = UNITS.contains(&unit.as_str()) || unit.strip_suffix('s').is_some_and(|unit| UNITS.contains(&unit));
    (takes && position == 0 && ident.quote_style.is_none() && known).then_some(unit)
}

/// Labelled arguments in the order of the parameters; what make_interval is not given is 0.
fn by_name(function: &str, bound: Vec<Expr>, labels: &[(String, usize)]) -> Result<Vec<Expr>> {
    let unknown = |label: &str| {
        let types: Vec<String> = bound.iter().map(|arg| arg.ty.name()).collect();
        let signature = format!("{function}({label} => {})", types.join(", "));
        Error::from(Bind::UndefinedFunction).with("signature", signature).with("name", function)
    };
    let first = labels.first().map_or("", |(label, _)| label);
    let Some((_, parameters)) = NAMED.iter().find(|(known, _)| *known == function) else { return Err(unknown(first)) };
    let mut placed: Vec<Option<Expr>> = vec![None; parameters.len()];
    for (i, arg) in bound.iter().enumerate() {
        let label = labels.iter().find(|(_, at)| *at == i);
        let at = match label {
            Some((label, _)) => parameters.iter().position(|known| known == label).ok_or_else(|| unknown(label))?,
            None => i,
        };
        match placed.get_mut(at) {
            Some(slot @ None) => *slot = Some(arg.clone()),
            _ => return Err(unknown(first)),
        }
    }
    let last = placed.iter().rposition(Option::is_some).map_or(0, |at| at + 1);
    placed.truncate(last);
    let zero = || Expr::constant(Value::Int(0), Type::Int4);
    placed
        .into_iter()
        .map(|arg| arg.or_else(|| (function == "make_interval").then(zero)).ok_or_else(|| unknown(first)))
        .collect()
}

impl Binder<'_> {
    /// A function call.
    pub(super) fn function(&mut self, function: &ast::Function) -> Result<Expr> {
        let at = function.name.0.last().and_then(|part| self.places.of(&part.value));
        self.function_inner(function, at)
            .map_err(|error| if error.id() == "sql-unsupported" { error.at(at) } else { error })
    }

    fn function_inner(&mut self, function: &ast::Function, at: Option<Span>) -> Result<Expr> {
        let Some(last) = function.name.0.last() else { return Err(unsupported("FUNCTION")) };
        let spelled = name(last);
        if let FunctionArguments::Subquery(query) = &function.args {
            return match spelled.as_str() {
                "array" => self.array_subquery(query),
                "exists" => self.exists(query, false),
                _ => Err(unsupported(format!("{spelled}(SELECT …)"))),
            };
        }
        let args = arguments(function)?;
        if function.over.is_some() {
            return self.window_call(function, &spelled, &args, at);
        }
        if let Some(special) = self.special_form(&spelled, &args, at)? {
            return Ok(special);
        }
        if aggregate::is_aggregate(&spelled) {
            return self.aggregate_call(function, &spelled, &args, at);
        }
        if window::window_function(&spelled).is_some() {
            if !function.within_group.is_empty() {
                return self.hypothetical(function, &spelled, &args, at);
            }
            return Err(Error::from(Bind::WindowWithoutOver).with("name", spelled).at(at));
        }
        if function.filter.is_some() || args.distinct || !args.order.is_empty() || !function.within_group.is_empty() {
            let what = if function.filter.is_some() {
                "FILTER"
            } else if args.distinct {
                "DISTINCT"
            } else {
                "ORDER BY"
            };
            let error = Error::from(Bind::OverOnPlainFunction).with("what", what).with("name", spelled);
            return Err(error.at(at));
        }
        let mut bound = Vec::with_capacity(args.list.len());
        for (i, arg) in args.list.iter().enumerate() {
            // Redshift and Spark write the unit of a date as a bare word: dateadd(day, 1, d).
            bound.push(match (arg, unit_of(&spelled, i, arg)) {
                (_, Some(unit)) => super::expr::text_constant(&unit),
                (arg, None) => self.expr(arg)?,
            });
        }
        if !args.labels.is_empty() {
            bound = by_name(&spelled, bound, &args.labels).map_err(|error| error.at(at))?;
        }
        if set_returning::is_set_returning(&spelled) {
            return self.set_call(&spelled, bound, at);
        }
        self.call_function(&spelled, bound, at)
    }

    /// Forms that look like functions but choose their types or their work otherwise.
    fn special_form(&mut self, spelled: &str, args: &Arguments<'_>, at: Option<Span>) -> Result<Option<Expr>> {
        let count = args.list.len();
        Ok(Some(match (spelled, count) {
            ("coalesce" | "nvl" | "ifnull" | "isnull", 1..) => {
                let bound = self.each(args)?;
                let (bound, ty) = self.unify(bound, &args.list, "COALESCE")?;
                Expr::new(Kind::Coalesce(bound), ty)
            }
            ("greatest" | "least", 1..) => {
                let bound = self.each(args)?;
                let greatest = spelled == "greatest";
                let (bound, ty) = self.unify(bound, &args.list, if greatest { "GREATEST" } else { "LEAST" })?;
                Expr::new(Kind::Extreme(greatest, bound), ty)
            }
            ("nullif", 2) => {
                let (a, b) = (self.expr(args.list[0])?, self.expr(args.list[1])?);
                let equal = self.compare(crate::plan::CompareOp::Eq, a.clone(), b, at)?;
                let a =
                    if a.ty == Type::Unknown { self.cast(a, &Type::Text.into(), Castable::Implicit, at)? } else { a };
                let ty = a.ty.clone();
                Expr::new(Kind::Case(vec![(equal, Expr::null(ty.clone()))], Some(Box::new(a))), ty)
            }
            ("if" | "iff", 2 | 3) => {
                let when = self.condition(args.list[0], "IF")?;
                let values = args.list[1..].iter().map(|arg| self.expr(arg)).collect::<Result<Vec<_>>>()?;
                let (mut values, ty) = self.unify(values, &args.list[1..], "IF")?;
                let otherwise = (values.len() == 2).then(|| values.swap_remove(1)).map(Box::new);
                Expr::new(Kind::Case(vec![(when, values.swap_remove(0))], otherwise), ty)
            }
            ("nvl2", 3) => {
                let test = self.expr(args.list[0])?;
                let when = Expr::new(Kind::IsNull(Box::new(test), true), Type::Bool);
                let values = args.list[1..].iter().map(|arg| self.expr(arg)).collect::<Result<Vec<_>>>()?;
                let (mut values, ty) = self.unify(values, &args.list[1..], "NVL2")?;
                let otherwise = Some(Box::new(values.swap_remove(1)));
                Expr::new(Kind::Case(vec![(when, values.swap_remove(0))], otherwise), ty)
            }
            ("decode", 3..) if count % 2 == 1 || count.is_multiple_of(2) && count > 3 => {
                let mut whens = Vec::new();
                let pairs = &args.list[1..];
                for pair in pairs.chunks_exact(2) {
                    let (a, b) = (self.expr(args.list[0])?, self.expr(pair[0])?);
                    whens.push(self.compare(crate::plan::CompareOp::Eq, a, b, at)?);
                }
                let mut asts: Vec<&ast::Expr> = pairs.chunks_exact(2).map(|pair| pair[1]).collect();
                asts.extend(pairs.chunks_exact(2).remainder());
                let values = asts.iter().map(|ast| self.expr(ast)).collect::<Result<Vec<_>>>()?;
                let (mut values, ty) = self.unify(values, &asts, "DECODE")?;
                let otherwise = (values.len() > whens.len()).then(|| values.pop()).flatten().map(Box::new);
                Expr::new(Kind::Case(whens.into_iter().zip(values).collect(), otherwise), ty)
            }
            ("row", _) => {
                let bound = self.each(args)?;
                super::expr::row_of(bound)
            }
            ("grouping" | "grouping_id", 1..) => {
                let bound = self.each(args)?;
                Expr::new(Kind::Grouping(bound), Type::Int4)
            }
            (ASSIGN, 4..) => self.assigned(&args.list, at)?,
            ("array", _) => {
                let items: Vec<ast::Expr> = args.list.iter().map(|arg| (*arg).clone()).collect();
                self.array(&items)?
            }
            ("num_nulls" | "num_nonnulls", 1..) => {
                let nonnull = spelled == "num_nonnulls";
                let one = || Expr::constant(Value::Int(1), Type::Int4);
                let zero = || Expr::constant(Value::Int(0), Type::Int4);
                let mut sum = zero();
                for arg in &args.list {
                    let test = Expr::new(Kind::IsNull(Box::new(self.expr(arg)?), nonnull), Type::Bool);
                    let each = Expr::new(Kind::Case(vec![(test, one())], Some(Box::new(zero()))), Type::Int4);
                    sum = self.operate("+", vec![sum, each], at)?;
                }
                sum
            }
            ("pg_typeof" | "typeof", 1) => {
                let bound = self.expr(args.list[0])?;
                super::expr::text_constant(&bound.ty.name())
            }
            ("try", 1) => match self.expr(args.list[0]) {
                Ok(bound) => {
                    let ty = bound.ty.clone();
                    Expr::new(Kind::Try(Box::new(bound)), ty)
                }
                // A literal that cannot be read is found out here already.
                Err(error) if is_by_data(&error) => Expr::null(Type::Unknown),
                Err(error) => return Err(error),
            },
            _ => return Ok(None),
        }))
    }

    fn each(&mut self, args: &Arguments<'_>) -> Result<Vec<Expr>> {
        args.list.iter().map(|arg| self.expr(arg)).collect()
    }

    /// A function of the registry.
    pub(crate) fn call_function(&mut self, function: &str, args: Vec<Expr>, at: Option<Span>) -> Result<Expr> {
        let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone()).collect();
        match Registry::get().resolve(function, &types) {
            Ok(resolution) => self.resolved(resolution, args, at),
            Err(why) => {
                // A type's name with one argument is a cast: int4(x), text(x).
                if let [_] = types.as_slice()
                    && let Some(ty) = crate::types::named(function)
                    && let Some(arg) = args.into_iter().next()
                {
                    return self.cast(arg, &ColumnType::plain(ty), Castable::Explicit, at);
                }
                let list: Vec<String> = types.iter().map(Type::name).collect();
                let spelled = format!("{function}({})", list.join(", "));
                let fault =
                    if why == Unresolved::Ambiguous { Bind::AmbiguousFunction } else { Bind::UndefinedFunction };
                let mut error = Error::from(fault).with("signature", spelled).with("name", function);
                error = error.foreign(foreign::FUNCTIONS, function);
                let registry = Registry::get();
                if registry.overloads(function).is_empty() {
                    let names = registry.names().filter(|name| name.starts_with(char::is_alphabetic));
                    let aggregates = [
                        "count",
                        "sum",
                        "avg",
                        "min",
                        "max",
                        "string_agg",
                        "array_agg",
                        "coalesce",
                        "nullif",
                        "greatest",
                        "least",
                        "row_number",
                        "rank",
                        "lag",
                        "lead",
                    ];
                    if let Some(hint) = nearest(function, names.chain(aggregates)) {
                        error = error.with("suggestion", hint);
                    }
                }
                Err(error.at(at))
            }
        }
    }

    /// A chosen overload with its arguments cast.
    pub(super) fn resolved(&mut self, resolution: Resolution, args: Vec<Expr>, at: Option<Span>) -> Result<Expr> {
        let args = args
            .into_iter()
            .zip(&resolution.arguments)
            .map(|(arg, ty)| self.cast(arg, &ColumnType::plain(ty.clone()), Castable::Implicit, at))
            .collect::<Result<Vec<_>>>()?;
        Ok(Expr::new(Kind::Call(resolution.function, args), resolution.returns))
    }

    /// A set-returning function in the select list.
    fn set_call(&mut self, spelled: &str, args: Vec<Expr>, at: Option<Span>) -> Result<Expr> {
        let call = self.set_signature(spelled, args, at)?;
        let level = self.level();
        if !level.clause.takes_sets() {
            let what = level.clause.name();
            return Err(Error::from(Bind::MisplacedSetFunction).with("clause", what).at(at));
        }
        level.sets.push(call.clone());
        let number = level.sets.len() - 1;
        if let [(_, ty)] = call.columns.as_slice() {
            return Ok(Expr::new(Kind::Set(number, 0), ty.clone()));
        }
        let fields =
            call.columns.iter().enumerate().map(|(i, (_, ty))| Expr::new(Kind::Set(number, i), ty.clone())).collect();
        Ok(Expr::new(Kind::Row(fields), Type::Record(call.columns.clone().into())))
    }

    /// The call of a set-returning function, its arguments cast.
    pub(super) fn set_signature(
        &mut self,
        spelled: &str,
        args: Vec<Expr>,
        at: Option<Span>,
    ) -> Result<crate::plan::SetCall> {
        let types: Vec<Type> = args.iter().map(|arg| arg.ty.clone()).collect();
        let Some(signature) = set_returning::signature(spelled, &types) else {
            let list: Vec<String> = types.iter().map(Type::name).collect();
            let spelled_call = format!("{spelled}({})", list.join(", "));
            return Err(Error::from(Bind::UndefinedFunction)
                .with("signature", spelled_call)
                .with("name", spelled)
                .at(at));
        };
        let args = args
            .into_iter()
            .zip(&signature.arguments)
            .map(|(arg, ty)| self.cast(arg, &ColumnType::plain(ty.clone()), Castable::Implicit, at))
            .collect::<Result<Vec<_>>>()?;
        Ok(crate::plan::SetCall { name: spelled.to_owned(), args, columns: signature.columns })
    }

    /// The place of an expression.
    pub(crate) fn place(&self, ast: &ast::Expr) -> Option<Span> {
        span::of(ast, self.places)
    }
}
