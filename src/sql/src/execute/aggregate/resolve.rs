//! Which aggregates there are, what they take and what they give.

use crate::types::Type;

/// A second moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentKind {
    /// Divide by n − 1 instead of n.
    pub sample: bool,
    /// Standard deviation instead of variance.
    pub root: bool,
}

/// A statistic of two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairKind {
    /// corr
    Correlation,
    /// covar_pop
    CovariancePopulation,
    /// covar_samp
    CovarianceSample,
    /// regr_slope
    Slope,
    /// regr_intercept
    Intercept,
    /// regr_r2
    Determination,
    /// regr_count
    Count,
    /// regr_avgx
    AverageX,
    /// regr_avgy
    AverageY,
    /// regr_sxx
    Sxx,
    /// regr_syy
    Syy,
    /// regr_sxy
    Sxy,
}

/// An aggregate function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aggregator {
    /// count(*)
    CountStar,
    /// count(x)
    Count,
    /// sum
    Sum,
    /// avg
    Average,
    /// min
    Min,
    /// max
    Max,
    /// any_value, arbitrary, first
    AnyValue,
    /// min_by(value, key)
    MinBy,
    /// max_by(value, key)
    MaxBy,
    /// bool_and, every
    BoolAnd,
    /// bool_or
    BoolOr,
    /// bit_and
    BitAnd,
    /// bit_or
    BitOr,
    /// bit_xor
    BitXor,
    /// variance, stddev
    Moment(MomentKind),
    /// corr, covar_pop, regr_…
    Pair(PairKind),
    /// percentile_cont, median
    PercentileCont,
    /// percentile_disc, approx_percentile
    PercentileDisc,
    /// mode
    Mode,
    /// string_agg, listagg
    StringAgg,
    /// array_agg
    ArrayAgg,
    /// json_agg; true: jsonb
    JsonAgg(bool),
    /// json_object_agg; true: jsonb
    JsonObjectAgg(bool),
}

/// What a call of an aggregate means.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The function.
    pub function: Aggregator,
    /// The types its arguments are cast to.
    pub arguments: Vec<Type>,
    /// The type of its result.
    pub returns: Type,
    /// It is a count of distinct values whether DISTINCT is written or not.
    pub distinct: bool,
}

fn resolved(function: Aggregator, arguments: Vec<Type>, returns: Type) -> Resolved {
    Resolved { function, arguments, returns, distinct: false }
}

/// Whether a name is an aggregate's.
pub fn is_aggregate(name: &str) -> bool {
    matches!(
        name,
        "count"
            | "sum"
            | "avg"
            | "mean"
            | "min"
            | "max"
            | "any_value"
            | "arbitrary"
            | "min_by"
            | "max_by"
            | "arg_min"
            | "arg_max"
            | "bool_and"
            | "bool_or"
            | "every"
            | "bit_and"
            | "bit_or"
            | "bit_xor"
            | "variance"
            | "var_samp"
            | "var_pop"
            | "stddev"
            | "stddev_samp"
            | "stddev_pop"
            | "corr"
            | "covar_pop"
            | "covar_samp"
            | "regr_slope"
            | "regr_intercept"
            | "regr_r2"
            | "regr_count"
            | "regr_avgx"
            | "regr_avgy"
            | "regr_sxx"
            | "regr_syy"
            | "regr_sxy"
            | "percentile_cont"
            | "percentile_disc"
            | "median"
            | "mode"
            | "string_agg"
            | "listagg"
            | "array_agg"
            | "collect_list"
            | "json_agg"
            | "jsonb_agg"
            | "json_object_agg"
            | "jsonb_object_agg"
            | "approx_distinct"
            | "approx_count_distinct"
            | "approx_percentile"
            | "percentile_approx"
            | "count_if"
            | "collect_set"
            | "group_concat"
    )
}

/// What `name(types…)` means; `within`: the types of WITHIN GROUP (ORDER BY …). `None`: no such aggregate for these types.
pub fn resolve(name: &str, types: &[Type], star: bool, within: &[Type]) -> Option<Resolved> {
    use Aggregator as A;
    let float = || Type::Float8;
    let first = types.first().cloned().unwrap_or(Type::Unknown);
    let known = if first == Type::Unknown { Type::Text } else { first.clone() };
    if star {
        return (name == "count" && types.is_empty()).then(|| resolved(A::CountStar, vec![], Type::Int8));
    }
    if !within.is_empty() {
        return ordered_set(name, types, within);
    }
    Some(match (name, types.len()) {
        ("count", 1) => resolved(A::Count, vec![known], Type::Int8),
        ("approx_distinct" | "approx_count_distinct", 1 | 2) => {
            Resolved { distinct: true, ..resolved(A::Count, vec![known], Type::Int8) }
        }
        ("sum", 1) => {
            let returns = match &first {
                Type::Int2 | Type::Int4 => Type::Int8,
                Type::Int8 | Type::Numeric => Type::Numeric,
                Type::Float4 => Type::Float4,
                Type::Float8 => Type::Float8,
                Type::Interval | Type::Time => Type::Interval,
                _ => return None,
            };
            let takes = if first == Type::Time { Type::Interval } else { first };
            resolved(A::Sum, vec![takes], returns)
        }
        ("avg" | "mean", 1) => {
            let returns = match &first {
                Type::Int2 | Type::Int4 | Type::Int8 | Type::Numeric => Type::Numeric,
                Type::Float4 | Type::Float8 => Type::Float8,
                Type::Interval | Type::Time => Type::Interval,
                _ => return None,
            };
            let takes = match first {
                Type::Time => Type::Interval,
                Type::Float4 => Type::Float8,
                other => other,
            };
            resolved(A::Average, vec![takes], returns)
        }
        ("min" | "max", 1) => {
            if matches!(
                first,
                Type::Bit | Type::Varbit | Type::Bool | Type::Json | Type::Jsonb | Type::Uuid | Type::Record(_)
            ) {
                return None;
            }
            let takes = if first == Type::Varchar { Type::Text } else { known };
            resolved(if name == "min" { A::Min } else { A::Max }, vec![takes.clone()], takes)
        }
        ("any_value" | "arbitrary", 1) => resolved(A::AnyValue, vec![known.clone()], known),
        ("min_by" | "arg_min" | "max_by" | "arg_max", 2) => {
            let key = if types[1] == Type::Unknown { Type::Text } else { types[1].clone() };
            let function = if name.contains("min") { A::MinBy } else { A::MaxBy };
            resolved(function, vec![known.clone(), key], known)
        }
        ("bool_and" | "every" | "bool_or", 1) if matches!(first, Type::Bool | Type::Unknown) => {
            resolved(if name == "bool_or" { A::BoolOr } else { A::BoolAnd }, vec![Type::Bool], Type::Bool)
        }
        ("bit_and" | "bit_or" | "bit_xor", 1) if first.is_integer() || matches!(first, Type::Bit | Type::Varbit) => {
            let function = match name {
                "bit_and" => A::BitAnd,
                "bit_or" => A::BitOr,
                _ => A::BitXor,
            };
            let takes = if first == Type::Varbit { Type::Bit } else { first };
            resolved(function, vec![takes.clone()], takes)
        }
        ("variance" | "var_samp" | "var_pop" | "stddev" | "stddev_samp" | "stddev_pop", 1) if first.is_number() => {
            let kind = MomentKind { sample: !name.ends_with("pop"), root: name.starts_with("stddev") };
            let exact = first.is_integer() || first == Type::Numeric;
            let ty = if exact { Type::Numeric } else { Type::Float8 };
            resolved(A::Moment(kind), vec![ty.clone()], ty)
        }
        (_, 2) if pair(name).is_some() && types.iter().all(|ty| ty.is_number() || *ty == Type::Unknown) => {
            let kind = pair(name)?;
            let returns = if kind == PairKind::Count { Type::Int8 } else { Type::Float8 };
            resolved(A::Pair(kind), vec![float(), float()], returns)
        }
        ("median", 1) => {
            let takes = if first == Type::Interval { Type::Interval } else { float() };
            resolved(A::PercentileCont, vec![takes.clone()], takes)
        }
        ("approx_percentile" | "percentile_approx", 2 | 3) if first.is_number() => {
            resolved(A::PercentileDisc, vec![first.clone(), float()], first)
        }
        ("string_agg" | "listagg" | "group_concat", 1 | 2) => {
            if !first.is_text() && name == "string_agg" {
                return None;
            }
            resolved(A::StringAgg, vec![Type::Text; types.len()], Type::Text)
        }
        ("array_agg" | "collect_list", 1) => {
            let returns = if matches!(known, Type::Array(_)) { known.clone() } else { known.clone().array() };
            resolved(A::ArrayAgg, vec![known], returns)
        }
        ("collect_set", 1) => Resolved { distinct: true, ..resolved(A::ArrayAgg, vec![known.clone()], known.array()) },
        ("json_agg", 1) => resolved(A::JsonAgg(false), vec![known], Type::Json),
        ("jsonb_agg", 1) => resolved(A::JsonAgg(true), vec![known], Type::Jsonb),
        ("json_object_agg" | "jsonb_object_agg", 2) => {
            let value = if types[1] == Type::Unknown { Type::Text } else { types[1].clone() };
            let binary = name == "jsonb_object_agg";
            resolved(A::JsonObjectAgg(binary), vec![Type::Text, value], if binary { Type::Jsonb } else { Type::Json })
        }
        _ => return None,
    })
}

fn pair(name: &str) -> Option<PairKind> {
    Some(match name {
        "corr" => PairKind::Correlation,
        "covar_pop" => PairKind::CovariancePopulation,
        "covar_samp" => PairKind::CovarianceSample,
        "regr_slope" => PairKind::Slope,
        "regr_intercept" => PairKind::Intercept,
        "regr_r2" => PairKind::Determination,
        "regr_count" => PairKind::Count,
        "regr_avgx" => PairKind::AverageX,
        "regr_avgy" => PairKind::AverageY,
        "regr_sxx" => PairKind::Sxx,
        "regr_syy" => PairKind::Syy,
        "regr_sxy" => PairKind::Sxy,
        _ => return None,
    })
}

/// `percentile_cont(f) WITHIN GROUP (ORDER BY x)`: the ordered column comes first, then the fraction.
fn ordered_set(name: &str, types: &[Type], within: &[Type]) -> Option<Resolved> {
    let [ordered] = within else { return None };
    let fraction = || match types.first() {
        Some(Type::Array(_)) => Type::Float8.array(),
        _ => Type::Float8,
    };
    let give = |ty: Type| if matches!(types.first(), Some(Type::Array(_))) { ty.array() } else { ty };
    match (name, types.len()) {
        ("percentile_cont", 1) => {
            let ty = match ordered {
                Type::Interval => Type::Interval,
                ty if ty.is_number() || *ty == Type::Unknown => Type::Float8,
                _ => return None,
            };
            Some(resolved(Aggregator::PercentileCont, vec![ty.clone(), fraction()], give(ty)))
        }
        ("percentile_disc", 1) => {
            let ty = if *ordered == Type::Unknown { Type::Text } else { ordered.clone() };
            Some(resolved(Aggregator::PercentileDisc, vec![ty.clone(), fraction()], give(ty)))
        }
        ("mode", 0) => Some(resolved(Aggregator::Mode, vec![ordered.clone()], ordered.clone())),
        ("listagg" | "string_agg", 1 | 2) => {
            Some(resolved(Aggregator::StringAgg, vec![Type::Text; types.len()], Type::Text))
        }
        _ => None,
    }
}
