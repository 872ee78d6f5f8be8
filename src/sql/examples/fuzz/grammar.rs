//! Expressions by type: each template's holes `{type}` are filled with expressions of that type, down to columns and literals.

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

const COMMON: &[&str] = &[
    "CASE WHEN {bool} THEN {T} ELSE {T} END",
    "CASE WHEN {bool} THEN {T} WHEN {bool} THEN {T} END",
    "CASE {int} WHEN 1 THEN {T} WHEN {int} THEN {T} ELSE {T} END",
    "COALESCE({T}, {T})",
];
const ORDERED: &[&str] = &["NULLIF({T}, {T})", "GREATEST({T}, {T})", "LEAST({T}, {T}, {T})"];

/// The templates of a type.
#[rustfmt::skip]
fn templates(ty: Ty) -> &'static [&'static str] {
    match ty {
        Ty::Int => &[
            "({int} + {int})", "({int} - {int})", "({int} % NULLIF({int}, 0))", "({int} / NULLIF({int}, 0))", "(- {int})", "abs({int})",
            "length({text})", "({small} * 3)", "sign({int})::int", "ascii({text})", "strpos({text}, {text})", "position('a' in {text})",
            "({date} - {date})", "extract(year from {date})::int", "extract(dow from {stamp})::int", "date_part('month', {date})::int",
            "cardinality({ints})", "array_length({ints}, 1)", "({ints})[1]", "{num}::int", "{bool}::int", "mod({int}, 7)",
            "({int} & {int})", "({int} | 5)", "({int} # 3)", "(~{int})", "round({num})::int", "octet_length({text})", "gcd({int}, 12)",
            "array_position({ints}, 2)", "width_bucket({num}, 0, 100, 5)", "jsonb_array_length('[1,2]'::jsonb)", "char_length({text})",
            "({json} ->> 'a')::text::int", "floor({num})::int", "extract(isodow from {date})::int", "extract(week from {date})::int",
            "extract(quarter from {stamp})::int", "extract(doy from {date})::int", "(1 << 3)", "({int} >> 1)", "num_nulls({int}, {text})",
            "bit_length({text})", "{big}::int", "scale({num})", "array_upper({ints}, 1)", "regexp_count({text}, 'a')", "lcm(4, {small})",
        ],
        Ty::Big => &[
            "({big} + {int})", "({big} - {big})", "({big} * 2)", "({int}::bigint * {int})", "{int}::bigint", "abs({big})", "div({num}, 3)::bigint",
            "({big} % NULLIF({big}, 0))", "({big} / NULLIF({int}, 0))", "extract(epoch from {date})::bigint", "{num}::bigint",
            "(factorial(5))::bigint", "mod({big}, 10)", "({big} & 255)",
        ],
        Ty::Small => &["{int}::text::smallint", "({small} + {small})", "abs({small})", "({small} / NULLIF({small}, 0::smallint))"],
        Ty::Num => &[
            "({num} + {num})", "({num} - {int})", "({num} * {num})", "round({num} / NULLIF({num}, 0), 6)", "round({num}, 1)", "round({num})", "trunc({num}, 1)",
            "ceil({num})", "floor({num})", "abs({num})", "({int} * 0.5)", "sign({num})", "mod({num}, 3)", "{int}::numeric", "{int}::numeric(8,3)", "(- {num})",
            "power({small}::numeric, 2)", "round(sqrt(abs({num})), 4)", "({num} % 7)", "extract(epoch from {span})", "extract(second from {time})",
            "{num}::numeric(6,1)", "div({num}, 2)", "round({float}::numeric, 2)", "{text}::numeric", "trim_scale({num})", "extract(year from {stamp})",
            "(2 ^ {small}::numeric)", "({num} / 4)", "({num} / NULLIF({int}, 0))", "round({num}, -1)", "({int} / 3.0)", "to_number('1,234.5', '9,999.9')",
            "ln(abs({num}) + 1)::numeric(12,6)", "extract(day from {span})", "round(avg_of({num}), 3)",
        ],
        Ty::Float => &[
            "({float} + {float})", "({float} * 2)", "({float} / NULLIF({float}, 0))", "sqrt(abs({float}))", "{num}::double precision", "{int}::float8",
            "round({float})", "floor({float})", "ceil({float})", "({int} + {float})", "exp(0.5::float8)", "ln(abs({float}) + 1)", "power(abs({float}), 0.5)", "sin({float})",
            "date_part('hour', {stamp})", "trunc({float})", "abs({float})", "cos({float})", "atan2({float}, 2)", "degrees(1.0::float8)", "log(abs({float}) + 1)",
            "cbrt({float})", "sign({float})", "({float} - {num})", "date_part('epoch', {span})", "radians({float})", "pi()", "{text}::float8", "{float}::real::float8",
        ],
        Ty::Text => &[
            "({text} || {text})", "upper({text})", "lower({text})", "substring({text}, 1, 2)", "substring({text} from 2 for 3)", "left({text}, 2)", "right({text}, 2)",
            "trim({text})", "ltrim({text}, 'a')", "rtrim({text})", "replace({text}, 'a', 'b')", "lpad({text}, 6, '*')", "rpad({text}, 5)", "repeat({text}, 2)",
            "reverse({text})", "split_part({text}, ',', 2)", "initcap({text})", "concat({text}, {int}, {bool})", "concat_ws('-', {text}, {num}, {text})",
            "{int}::text", "{num}::text", "{date}::text", "{bool}::text", "{stamp}::text", "{span}::text", "{big}::varchar", "to_char({date}, 'YYYY-MM-DD')",
            "to_char({stamp}, 'DD Mon YYYY HH24:MI:SS')", "to_char({num}, 'FM9990.00')", "to_char({int}, '00000')", "md5({text})", "translate({text}, 'abc', 'xy')",
            "regexp_replace({text}, '[aeiou]', '.', 'g')", "overlay({text} placing 'ZZ' from 2 for 1)", "({int} || {text})", "format('%s-%s', {text}, {int})",
            "array_to_string({ints}, ',')", "array_to_string({texts}, '|', '?')", "({json} ->> 'a')", "({texts})[1]", "{json}::text", "{time}::text", "{ints}::text",
            "chr(65 + abs({small}) % 26)", "quote_literal({text})", "quote_ident({text})", "btrim({text}, ' a')", "{text}::varchar(3)", "{text}::char(4)::text", "to_char({num}, '999,990.99')",
            "to_char({stamp}, 'Day, FMMonth DDth')", "to_char({span}, 'HH24:MI')", "left({text}, -1)", "right({text}, -1)", "substring({text} from 'b.*')", "to_hex(abs({int}))",
            "to_char({date}, 'IYYY-IW D Q')", "jsonb_typeof({json})", "regexp_replace({text}, '(\\w)(\\w)', '\\2\\1')", "format('%5s|%-5s|%L|%I', {text}, {text}, {text}, 'Co')",
            "to_char({int}, 'S999')", "to_char({num}, '9.9EEEE')", "string_of({text})", "to_char({int}, 'RN')", "encode({text}::bytea, 'hex')",
        ],
        Ty::Bool => &[
            "({int} = {int})", "({int} < {int})", "({num} >= {num})", "({text} = {text})", "({text} < {text})", "({date} > {date})", "({stamp} <= {stamp})", "({float} <> {float})",
            "({bool} AND {bool})", "({bool} OR {bool})", "(NOT {bool})", "({int} IS NULL)", "({text} IS NOT NULL)", "({int} BETWEEN {int} AND {int})",
            "({int} IN ({int}, {int}, {int}))", "({text} NOT IN ({text}, {text}))", "({text} LIKE 'a%')", "({text} LIKE '%b%')", "({text} ILIKE 'A_%')", "({text} ~ '^[a-c]')",
            "({int} IS DISTINCT FROM {int})", "({text} IS NOT DISTINCT FROM {text})", "({bool} IS TRUE)", "({bool} IS NOT FALSE)", "({bool} IS UNKNOWN)",
            "(({int}, {text}) = ({int}, {text}))", "(({int}, {int}) < ({int}, {int}))", "({int} = ANY({ints}))", "({int} <> ALL({ints}))", "({big} = {int})", "({num} > {float})",
            "({date} < {stamp})", "({text} SIMILAR TO '(a|b)%')", "({ints} @> ARRAY[1])", "({ints} && {ints})", "({json} ? 'a')", "({json} @> '{\"a\": 1}')", "({span} > {span})", "({time} < {time})",
            "starts_with({text}, 'a')", "({ints} = {ints})", "({ints} < {ints})", "({text} NOT LIKE '_b%')", "({num} NOT BETWEEN {num} AND {num})", "({json} = {json})", "({bool} = {bool})",
            "({int} IN ({int}, NULL))", "({text} ~* 'AB')", "({int} BETWEEN SYMMETRIC {int} AND {int})", "(({date}, {date}) OVERLAPS ({date}, {date}))", "(({int}, NULL) IS NULL)", "({int}::text = {text})",
            "({text} LIKE {text})", "('b' = ANY({texts}))", "({num} = {int})", "({texts} @> ARRAY['a'])", "{text}::boolean", "isfinite({date})", "({small} < {num})",
        ],
        Ty::Date => &[
            "({date} + {small})", "({date} - 30)", "{stamp}::date", "date_trunc('month', {date})::date", "({date} + INTERVAL '1 month')::date", "make_date(2024, 2, 28)",
            "to_date('2024-05-06', 'YYYY-MM-DD')", "({date} - INTERVAL '1 year')::date", "{text}::date",
        ],
        Ty::Stamp => &[
            "({stamp} + {span})", "({date} + {span})", "date_trunc('day', {stamp})", "date_trunc('week', {stamp})", "date_trunc('quarter', {stamp})", "({stamp} - {span})", "{date}::timestamp",
            "({date} + {time})", "date_trunc('hour', {stamp})", "make_timestamp(2024, 1, 2, 3, 4, 5.5)", "date_bin('15 minutes', {stamp}, TIMESTAMP '2001-01-01')", "date_trunc('decade', {stamp})",
            "to_timestamp('2024-05-06 07:08', 'YYYY-MM-DD HH24:MI')::timestamp", "{stamp}::timestamp(0)",
        ],
        Ty::Time => &["{stamp}::time", "({time} + {span})", "({time} - {span})", "make_time(1, 2, 3.5)", "{span}::time", "{time}::time(0)"],
        Ty::Span => &[
            "({stamp} - {stamp})", "({span} + {span})", "({span} - {span})", "({span} * 2)", "({span} / 3)", "age({stamp}, {stamp})", "justify_days({span})", "justify_hours({span})", "(- {span})",
            "({small} * INTERVAL '1 day')", "make_interval(days => {small}::int)", "({time} - {time})", "age({date}, {date})", "({span} * 0.5)", "justify_interval({span})", "date_trunc('hour', {span})", "{time}::interval",
        ],
        Ty::Json => &[
            "jsonb_build_object('k', {int}, 't', {text})", "jsonb_build_array({int}, {bool}, {text})", "({json} -> 'a')", "({json} -> 1)", "to_jsonb({num})", "({json} || '{\"z\": 0}')", "({json} #> '{a,b}')",
            "to_jsonb({text})", "to_jsonb({ints})", "jsonb_set('{\"a\":1}'::jsonb, '{a}', {json})", "to_jsonb({stamp})", "jsonb_strip_nulls({json})", "to_jsonb({bool})", "({json} - 'a')",
        ],
        Ty::Ints => &[
            "ARRAY[{int}, {int}]", "({ints} || {ints})", "array_append({ints}, {int})", "({int} || {ints})", "array_remove({ints}, 2)", "({ints})[1:2]", "array_cat({ints}, {ints})", "array_replace({ints}, 1, 9)",
            "array_prepend({int}, {ints})", "array_positions({ints}, 1)",
        ],
        Ty::Texts => &[
            "ARRAY[{text}, {text}]", "string_to_array({text}, ',')", "regexp_split_to_array({text}, '[ ,]')", "({texts} || {text})", "regexp_match({text}, '(a)(b)')", "array_append({texts}, {text})",
            "string_to_array({text}, NULL)", "{ints}::text[]",
        ],
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
    // Two templates that only stand for others.
    let template = template.replace("avg_of(", "(").replace("string_of(", "(");
    fill(rng, &template, ty, columns, depth - 1)
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
