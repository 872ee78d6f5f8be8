//! Expressions by type: each template's holes `{type}` are filled with expressions of that type, down to columns and literals.

use super::templates::{COMMON, ORDERED, templates};
use base::Rng;

/// A type expressions are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    /// `integer`
    Int,
    /// `bigint`
    Big,
    /// `smallint`
    Small,
    /// `numeric`
    Num,
    /// `double precision`
    Float,
    /// `text`
    Text,
    /// `boolean`
    Bool,
    /// `date`
    Date,
    /// `timestamp`
    Stamp,
    /// `time`
    Time,
    /// `interval`
    Span,
    /// `jsonb`
    Json,
    /// `integer[]`
    Ints,
    /// `text[]`
    Texts,
}

/// Every type.
pub(crate) const TYPES: &[Ty] = &[
    Ty::Int,
    Ty::Big,
    Ty::Small,
    Ty::Num,
    Ty::Float,
    Ty::Text,
    Ty::Bool,
    Ty::Date,
    Ty::Stamp,
    Ty::Time,
    Ty::Span,
    Ty::Json,
    Ty::Ints,
    Ty::Texts,
];

impl Ty {
    /// The type as a column has it.
    pub(crate) fn sql(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Big => "bigint",
            Self::Small => "smallint",
            Self::Num => "numeric(10,2)",
            Self::Float => "double precision",
            Self::Text => "text",
            Self::Bool => "boolean",
            Self::Date => "date",
            Self::Stamp => "timestamp",
            Self::Time => "time",
            Self::Span => "interval",
            Self::Json => "jsonb",
            Self::Ints => "int[]",
            Self::Texts => "text[]",
        }
    }

    fn hole(self) -> &'static str {
        match self {
            Self::Int => "int",
            Self::Big => "big",
            Self::Small => "small",
            Self::Num => "num",
            Self::Float => "float",
            Self::Text => "text",
            Self::Bool => "bool",
            Self::Date => "date",
            Self::Stamp => "stamp",
            Self::Time => "time",
            Self::Span => "span",
            Self::Json => "json",
            Self::Ints => "ints",
            Self::Texts => "texts",
        }
    }
}

/// A column one may read.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// How it is written: `t0.a`.
    pub(crate) text: String,
    /// Its type.
    pub(crate) ty: Ty,
}

/// One of a list.
pub(crate) fn pick<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.below(list.len() as u64) as usize]
}

/// True once in `n` times.
pub(crate) fn once_in(rng: &mut Rng, n: u64) -> bool {
    rng.below(n) == 0
}

/// A literal with its type plain to see.
pub(crate) fn literal(rng: &mut Rng, ty: Ty) -> String {
    if once_in(rng, 12) {
        return format!("NULL::{}", ty.sql());
    }
    match ty {
        Ty::Int => pick(rng, &["0", "1", "2", "3", "-1", "7", "10", "42", "-5", "100", "2147483647"]).to_string(),
        Ty::Big => pick(rng, &["0::bigint", "1::bigint", "-3::bigint", "5000000000", "12::bigint"]).to_string(),
        Ty::Small => pick(rng, &["0::smallint", "1::smallint", "-2::smallint", "9::smallint"]).to_string(),
        Ty::Num => {
            pick(rng, &["0.0", "1.5", "-2.25", "3.00", "0.1", "99.99", "10.0", "1234.5678", "-0.05"]).to_string()
        }
        Ty::Float => {
            let plain = &["0", "1.5", "-2.25", "3", "0.1", "1e10", "-7.75", "0.001"];
            format!("{}::double precision", pick(rng, plain))
        }
        Ty::Text => {
            let words =
                &["a", "b", "abc", "Ab", "", "hello world", "x,y,z", "été", "10", "%", "foo_bar", " pad ", "ABC"];
            format!("'{}'::text", pick(rng, words))
        }
        Ty::Bool => pick(rng, &["true", "false"]).to_string(),
        Ty::Date => {
            format!("DATE '{}'", pick(rng, &["2024-01-01", "2024-02-29", "2023-12-31", "1999-07-04", "2024-03-10"]))
        }
        Ty::Stamp => {
            let moments =
                &["2024-01-01 00:00:00", "2024-02-29 23:59:59.5", "2023-12-31 12:30:00", "2000-06-15 01:02:03.456"];
            format!("TIMESTAMP '{}'", pick(rng, moments))
        }
        Ty::Time => format!("TIME '{}'", pick(rng, &["00:00", "12:34:56", "23:59:59.999", "06:30"])),
        Ty::Span => {
            let spans =
                &["1 day", "2 hours", "1 mon", "-3 days", "1 year 2 mons", "90 minutes", "1 day 02:03:04.5", "0"];
            format!("INTERVAL '{}'", pick(rng, spans))
        }
        Ty::Json => {
            let docs = &[
                "{\"a\": 1, \"b\": [1, 2]}",
                "[1, \"x\", null]",
                "null",
                "{}",
                "\"s\"",
                "12.50",
                "{\"a\": {\"b\": true}}",
            ];
            format!("'{}'::jsonb", pick(rng, docs))
        }
        Ty::Ints => pick(rng, &["ARRAY[1,2,3]", "ARRAY[]::int[]", "'{4,NULL,6}'::int[]", "ARRAY[7]"]).to_string(),
        Ty::Texts => pick(rng, &["ARRAY['a','b']", "'{x,NULL}'::text[]", "ARRAY[]::text[]", "ARRAY['a b','c\"d','']"])
            .to_string(),
    }
}

/// An expression of a type over columns.
pub(crate) fn expression(rng: &mut Rng, ty: Ty, columns: &[Column], depth: u32) -> String {
    let fitting: Vec<&Column> = columns.iter().filter(|column| column.ty == ty).collect();
    if !fitting.is_empty() && (depth == 0 || once_in(rng, 2)) {
        return pick(rng, &fitting).text.clone();
    }
    if depth == 0 {
        return literal(rng, ty);
    }
    let template = match rng.below(10) {
        0 => pick(rng, COMMON),
        1 if !matches!(ty, Ty::Json) => pick(rng, ORDERED),
        2 => return literal(rng, ty),
        _ => pick(rng, templates(ty)),
    };
    fill(rng, template, ty, columns, depth - 1)
}

fn fill(rng: &mut Rng, template: &str, own: Ty, columns: &[Column], depth: u32) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open + 1..];
        let hole = tail.find('}').map(|close| (&tail[..close], close));
        let ty =
            hole.and_then(
                |(name, _)| if name == "T" { Some(own) } else { TYPES.iter().copied().find(|ty| ty.hole() == name) },
            );
        match (ty, hole) {
            (Some(ty), Some((_, close))) => {
                out.push_str(&expression(rng, ty, columns, depth));
                rest = &tail[close + 1..];
            }
            _ => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out + rest
}
