//! What expressions of each type are made of: a hole `{type}` stands for any expression of that type, `{T}` for the same type.

use super::grammar::Ty;

/// For every type.
pub(crate) const COMMON: &[&str] = &[
    "CASE WHEN {bool} THEN {T} ELSE {T} END",
    "CASE WHEN {bool} THEN {T} WHEN {bool} THEN {T} END",
    "CASE {int} WHEN 1 THEN {T} WHEN {int} THEN {T} ELSE {T} END",
    "COALESCE({T}, {T})",
];
/// For types that are ordered.
pub(crate) const ORDERED: &[&str] = &["NULLIF({T}, {T})", "GREATEST({T}, {T})", "LEAST({T}, {T}, {T})"];

/// The templates of a type.
#[rustfmt::skip]
pub(crate) fn templates(ty: Ty) -> &'static [&'static str] {
    match ty {
        Ty::Int => &[
            "({int} + {int})", "({int} - {int})", "({int} % NULLIF({int}, 0))", "({int} / NULLIF({int}, 0))", "(- {int})", "abs({int})",
            "length({text})", "({small} * 3)", "sign({int})::int", "ascii({text})", "strpos({text}, {text})", "position('a' in {text})",
            "({date} - {date})", "extract(year from {date})::int", "extract(dow from {stamp})::int", "date_part('month', {date})::int",
            "cardinality({ints})", "array_length({ints}, 1)", "({ints})[1]", "{num}::int", "{bool}::int", "mod({int}, 7)",
            "({int} & {int})", "({int} | 5)", "({int} # 3)", "(~ {int})", "round({num})::int", "octet_length({text})", "gcd({int}, 12)",
            "array_position({ints}, 2)", "width_bucket({num}, 0, 100, 5)", "jsonb_array_length('[1,2]'::jsonb)", "char_length({text})",
            "({json} ->> 'a')::text::int", "floor({num})::int", "extract(isodow from {date})::int", "extract(week from {date})::int",
            "extract(quarter from {stamp})::int", "extract(doy from {date})::int", "(1 << 3)", "({int} >> 1)", "num_nulls({int}, {text})",
            "bit_length({text})", "{big}::int", "scale({num})", "array_upper({ints}, 1)", "regexp_count({text}, 'a')", "lcm(4, {small})",
            "extract(century from {date})::int", "extract(decade from {stamp})::int", "extract(millisecond from {time})::int", "extract(isoyear from {date})::int", "extract(hour from {stamp})::int",
            "regexp_instr({text}, 'b')", "array_ndims({ints})", "array_lower({ints}, 1)", "(SELECT count(*) FROM unnest({ints}))::int", "(SELECT max(u) FROM unnest({ints}) AS u)",
            "trunc({num})::int", "({bool}::int + {bool}::int)", "num_nonnulls({int}, {text}, {date})", "min_scale({num})", "({ints})[array_length({ints}, 1)]", "power(2, 3)::int", "(0 - {small})",
            "({date} - DATE '2024-01-01')", "(CASE WHEN {bool} THEN 1 END)", "array_position({texts}, 'b')", "length(({json} ->> 'a'))", "({text} = 'a')::int", "(SELECT u FROM unnest({ints}) AS u ORDER BY u NULLS LAST LIMIT 1)",
            "date_part('minute', {time})::int", "cardinality({texts})", "extract(month from {span})::int", "sign({big})::int", "bit_length({text})", "(7 / 2)", "((- 7) % 3)", "((- 7) / 2)", "char_length({text}::char(5))",
        ],
        Ty::Big => &[
            "({big} + {int})", "({big} - {big})", "({big} * 2)", "({int}::bigint * {int})", "{int}::bigint", "abs({big})", "div({num}, 3)::bigint",
            "({big} % NULLIF({big}, 0))", "({big} / NULLIF({int}, 0))", "extract(epoch from {date})::bigint", "{num}::bigint",
            "(factorial(5))::bigint", "mod({big}, 10)", "({big} & 255)",
            "extract(epoch from {stamp})::bigint", "({big} << 2)", "({big} | {int})", "(SELECT sum(u) FROM unnest({ints}) AS u)", "({big} # {small})", "gcd({big}, 18)", "lcm({int}, 6)::bigint", "round({num})::bigint",
            "(SELECT count(DISTINCT u) FROM unnest({texts}) AS u)", "({big} - {small})", "sign({big})::bigint",
        ],
        Ty::Small => &["{int}::text::smallint", "({small} + {small})", "abs({small})", "({small} / NULLIF({small}, 0::smallint))", "({small} - {small})", "(- {small})", "({small} & 3::smallint)", "{bool}::int::smallint", "extract(month from {date})::smallint"],
        Ty::Num => &[
            "({num} + {num})", "({num} - {int})", "({num} * {num})", "round({num} / NULLIF({num}, 0), 6)", "round({num}, 1)", "round({num})", "trunc({num}, 1)",
            "ceil({num})", "floor({num})", "abs({num})", "({int} * 0.5)", "sign({num})", "mod({num}, 3)", "{int}::numeric", "{int}::numeric(8,3)", "(- {num})",
            "power({small}::numeric, 2)", "round(sqrt(abs({num})), 4)", "({num} % 7)", "extract(epoch from {span})", "extract(second from {time})",
            "{num}::numeric(6,1)", "div({num}, 2)", "round({float}::numeric, 2)", "{text}::numeric", "trim_scale({num})", "extract(year from {stamp})",
            "(2 ^ {small}::numeric)", "({num} / 4)", "({num} / NULLIF({int}, 0))", "round({num}, -1)", "({int} / 3.0)", "to_number('1,234.5', '9,999.9')",
            "ln(abs({num}) + 1)::numeric(12,6)", "extract(day from {span})",
            "extract(month from {span})", "extract(hour from {time})", "extract(epoch from {stamp})", "extract(julian from {date})", "extract(milliseconds from {time})", "({num} * {int})", "({big} + {num})", "round({num}, {small}::int % 3)",
            "trunc({num})", "trunc({num}, -1)", "{num}::numeric(12,4)", "(SELECT round(avg(u), 3) FROM unnest({ints}) AS u)", "GREATEST({num}, {int})", "COALESCE({num}, {int})", "COALESCE({int}, {num})", "(CASE WHEN {bool} THEN {int} ELSE {num} END)",
            "log(2.0, 64.0)::numeric(8,4)", "exp(0.0)", "({num} - {num}) * -1", "abs({num} - {num})", "round({int} / 7.0, 3)", "ceil({num} / 3)", "floor({num} / 3)", "sign({num} - {num})", "({num} = {num})::int::numeric",
            "extract(second from {stamp})", "extract(day from {stamp})", "mod({num}, NULLIF({num}, 0))", "'12.30'::numeric", "({num} % NULLIF({int}, 0))", "1e3", "(2.5 ^ 2)", "(SELECT max(v) FROM (VALUES ({num}), ({num})) AS x(v))",
        ],
        Ty::Float => &[
            "({float} + {float})", "({float} * 2)", "({float} / NULLIF({float}, 0))", "sqrt(abs({float}))", "{num}::double precision", "{int}::float8",
            "round({float})", "floor({float})", "ceil({float})", "({int} + {float})", "exp(0.5::float8)", "ln(abs({float}) + 1)", "power(abs({float}), 0.5)", "sin({float})",
            "date_part('hour', {stamp})", "trunc({float})", "abs({float})", "cos({float})", "atan2({float}, 2)", "degrees(1.0::float8)", "log(abs({float}) + 1)",
            "cbrt({float})", "sign({float})", "({float} - {num})", "date_part('epoch', {span})", "radians({float})", "pi()", "{text}::float8", "{float}::real::float8",
            "tan({float})", "asin(0.5::float8)", "acos(0.25::float8)", "atan({float})", "sinh(0.5::float8)", "tanh({float})", "cot(1::float8)", "date_part('second', {time})", "date_part('day', {span})", "({float} - {float})", "(- {float})", "power({small}, 2)",
            "({float} ^ 2)", "exp({small}::float8 / 10)", "{big}::float8", "({int} * 1.5::float8)", "extract(epoch from {stamp})::float8", "sqrt({int} * {int})", "GREATEST({float}, {num})", "{int}::real::float8", "log10(abs({float}) + 1)", "({num}::float8 / 3)",
            "date_part('epoch', {stamp})", "ceiling({float})", "(SELECT avg(u) FROM unnest({ints}) AS u)::float8", "mod({num}, 3)::float8", "sind(30)", "cosd(60)",
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
            "to_char({int}, 'S999')", "to_char({num}, '9.9EEEE')", "to_char({int}, 'RN')", "encode({text}::bytea, 'hex')",
            "regexp_substr({text}, '[a-c]+')", "substring({text} from '(b)(.?)')", "substr({text}, 2)", "substr({text}, -1, 3)", "split_part({text}, ' ', -1)", "trim(both 'a' from {text})", "trim(leading 'x' from {text})", "trim(trailing from {text})",
            "to_char({stamp}, 'HH12:MI:SS.MS AM')", "to_char({stamp}, 'YY-MON-DD US')", "to_char({date}, 'DDD WW CC J')", "to_char({date}, 'FMMonth FMDD, FMYYYY')", "to_char({num}, 'S9G999D99')", "to_char({num}, '9999.99MI')", "to_char({num}, '9999PR')",
            "to_char({int}, 'FM999th')", "to_char({num}, 'FM999.99')", "to_char({int}, 'FM09999')", "to_char({stamp}, 'TMDay dy DY')", "to_char({span}, 'DD HH24:MI:SS')", "to_char({float}, '999.99')", "format('%1$s %2$s %1$s', {text}, {int})", "format('%s', {date})",
            "(SELECT string_agg(u, '+' ORDER BY u) FROM unnest({texts}) AS u)", "(SELECT min(u) FROM unnest({texts}) AS u)", "encode(sha256({text}::bytea), 'hex')", "({json} #>> '{a,b}')", "({json} ->> 0)", "{texts}::text", "upper(left({text}, 1))",
            "({texts})[2]", "regexp_replace({text}, 'a', 'X')", "regexp_replace({text}, '^(.)(.*)$', '\\2\\1')", "regexp_replace({text}, '[^a-z]', '', 'gi')", "concat({text}, {text})", "concat_ws(',', {text}, NULL, {int})", "overlay({text} placing 'Q' from 1)",
            "array_to_string({texts}, ',')", "(regexp_match({text}, '(.)(.)'))[2]", "{float}::text", "{small}::text", "{big}::text", "replace({text}, '', 'z')", "lpad({text}, 2)", "rpad({text}, 4, 'xy')", "ltrim({text}, 'ah')", "translate({text}, 'abc', 'x')",
            "substring({text} from 0 for 2)", "CASE {text} WHEN 'a' THEN 'one' WHEN 'b' THEN 'two' ELSE {text} END", "({text} || {num})", "({date} || {text})", "repeat({text}, {small}::int)", "left({text}, {small}::int)", "quote_nullable({text})",
            "string_to_array({text}, ',')::text", "md5({text} || 'x')", "initcap(lower({text}))", "{text}::varchar", "{text}::char(3)::varchar", "split_part({text}, '', 1)", "split_part({text}, 'b', 1)", "chr(ascii({text}) % 100 + 33)", "lower({bool}::text)",
            "regexp_substr({text}, '[a-z]', 1, 2)", "regexp_replace({text}, 'b', '<\\&>', 'g')", "encode({text}::bytea, 'base64')", "array_to_string({ints}, '-', '*')", "jsonb_build_array({text}, {int})::text", "(({json} -> 'b') ->> 1)",
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
            "regexp_like({text}, 'b$')", "({date} BETWEEN {date} AND {date})", "({json} ?| ARRAY['a','b'])", "({json} ?& ARRAY['a','b'])", "({texts} && {texts})", "({ints} <@ {ints})", "({num} = ANY(ARRAY[{num}, {num}]))", "({text} COLLATE \"C\" < {text})",
            "EXISTS (SELECT 1 FROM unnest({ints}) AS u WHERE u > {int})", "(({int}, {text}) IN (({int}, {text}), ({int}, {text})))", "(({int}, {text}) <> ({int}, {text}))", "(({int}, {num}) >= ({int}, {num}))", "({bool} IS NOT UNKNOWN)", "({bool} IS NOT TRUE)", "({bool} IS FALSE)",
            "(NOT ({text} SIMILAR TO 'a(b|c)*'))", "(({int}, {int}) IS DISTINCT FROM ({int}, {int}))", "({text} ^@ 'a')", "({span} BETWEEN {span} AND {span})", "({text} NOT ILIKE '%B')", "({text} !~ 'b')", "({text} !~* 'B.')", "({int} NOT IN (1, 2, NULL))", "({text} IN ('a', {text}))",
            "({date} IN ({date}, DATE '2024-01-01'))", "({num} IN (1, 2.5, {num}))", "({int} IN ({num}, {int}))", "({float} BETWEEN -1 AND {num})", "({bool} <> {bool})", "({bool} < {bool})", "({stamp} IS DISTINCT FROM {stamp})", "({int} > ALL({ints}))", "({text} LIKE ANY (ARRAY['a%', '%b']))", "({text} = ANY({texts}))",
            "({date} = {stamp}::date)", "({json} <@ '{\"a\": 1, \"b\": [1, 2]}')", "({text} LIKE '%!_%' ESCAPE '!')", "({text} LIKE 'a_c')", "({text} LIKE '')", "({json} -> 'a' = '1'::jsonb)", "({json} IS NULL)", "({ints} IS NULL)", "COALESCE({bool}, false)", "(CASE WHEN {bool} THEN {bool} ELSE NOT {bool} END)",
            "({texts} = {texts})", "({texts} < {texts})", "({int} + 1 > {int})", "({text} || 'x' > {text})", "({bool} IS NULL)", "({time} BETWEEN {time} AND {time})", "(({stamp}, {span}) OVERLAPS ({stamp}, {span}))", "({int} BETWEEN 1 AND 3)", "({num} IS NOT DISTINCT FROM {int})", "({small} IN (0, 1, 2))",
        ],
        Ty::Date => &[
            "({date} + {small})", "({date} - 30)", "{stamp}::date", "date_trunc('month', {date})::date", "({date} + INTERVAL '1 month')::date", "make_date(2024, 2, 28)",
            "to_date('2024-05-06', 'YYYY-MM-DD')", "({date} - INTERVAL '1 year')::date", "{text}::date",
            "make_date(2024, 1 + abs({small}) % 12, 5)", "({date} - {span})::date", "({date} + 1)", "GREATEST({date}, {stamp})::date", "date_trunc('year', {stamp})::date", "(DATE '2024-01-31' + INTERVAL '1 month')::date", "({date} - {small})", "date_trunc('week', {date})::date",
            "to_date({date}::text, 'YYYY-MM-DD')", "to_date('12/31/2023', 'MM/DD/YYYY')", "(SELECT max(d) FROM generate_series({date}, {date} + INTERVAL '2 days', INTERVAL '1 day') AS d)::date", "COALESCE({date}, {stamp}::date)", "'2024-03-01'::date", "(date '2001-09-28' + 7)",
        ],
        Ty::Stamp => &[
            "({stamp} + {span})", "({date} + {span})", "date_trunc('day', {stamp})", "date_trunc('week', {stamp})", "date_trunc('quarter', {stamp})", "({stamp} - {span})", "{date}::timestamp",
            "({date} + {time})", "date_trunc('hour', {stamp})", "make_timestamp(2024, 1, 2, 3, 4, 5.5)", "date_bin('15 minutes', {stamp}, TIMESTAMP '2001-01-01')", "date_trunc('decade', {stamp})",
            "to_timestamp('2024-05-06 07:08', 'YYYY-MM-DD HH24:MI')::timestamp", "{stamp}::timestamp(0)",
            "date_trunc('century', {stamp})", "date_trunc('minute', {stamp})", "date_trunc('second', {stamp})", "date_trunc('month', {date})::timestamp", "GREATEST({stamp}, {date})", "LEAST({stamp}, {stamp})", "({stamp} - INTERVAL '1 month')", "({stamp} + INTERVAL '1 month 1 day')", "{stamp}::timestamp(2)",
            "({date}::timestamp + {time})", "make_timestamp({small}::int % 5 + 2010, 2, 3, 4, 5, 6.25)", "date_bin('1 day', {stamp}, TIMESTAMP '2001-01-01 06:00')", "to_timestamp('05 Dec 2000', 'DD Mon YYYY')::timestamp", "({stamp} + ({int} % 100) * INTERVAL '1 hour')", "{stamp}::text::timestamp", "COALESCE({stamp}, {date})",
        ],
        Ty::Time => &["make_time(abs({small}) % 24, 30, 0)", "({time} + INTERVAL '25 hours')", "date_trunc('hour', {stamp})::time", "GREATEST({time}, {time})", "{time}::text::time", "({time} - INTERVAL '90 minutes')", "{stamp}::time", "({time} + {span})", "({time} - {span})", "make_time(1, 2, 3.5)", "{span}::time", "{time}::time(0)"],
        Ty::Span => &[
            "({stamp} - {stamp})", "({span} + {span})", "({span} - {span})", "({span} * 2)", "({span} / 3)", "age({stamp}, {stamp})", "justify_days({span})", "justify_hours({span})", "(- {span})",
            "({small} * INTERVAL '1 day')", "make_interval(days => {small}::int)", "({time} - {time})", "age({date}, {date})", "({span} * 0.5)", "justify_interval({span})", "date_trunc('hour', {span})", "{time}::interval",
            "make_interval(hours => {small}::int, mins => 5)", "make_interval(years => 1, months => {small}::int, secs => 2.5)", "({span} / 2.5)", "date_trunc('month', {span})", "({stamp} - {date})", "INTERVAL '1-2' YEAR TO MONTH", "INTERVAL '3 4:05:06' DAY TO SECOND", "INTERVAL '90' MINUTE", "(INTERVAL '1 day' * {float})", "({span} * {small})", "'P1Y2M3DT4H5M6S'::interval",
            "({date} - {stamp})", "COALESCE({span}, INTERVAL '0')", "GREATEST({span}, {span})", "{span}::text::interval", "age({date}, {stamp}::date)", "({span} + {time})::interval", "INTERVAL '1.5 months'", "INTERVAL '-1 year -2 mons +3 days'", "(SELECT sum(i) FROM (VALUES ({span}), ({span})) AS x(i))",
        ],
        Ty::Json => &[
            "jsonb_build_object('k', {int}, 't', {text})", "jsonb_build_array({int}, {bool}, {text})", "({json} -> 'a')", "({json} -> 1)", "to_jsonb({num})", "({json} || '{\"z\": 0}')", "({json} #> '{a,b}')",
            "to_jsonb({text})", "to_jsonb({ints})", "jsonb_set('{\"a\":1}'::jsonb, '{a}', {json})", "to_jsonb({stamp})", "jsonb_strip_nulls({json})", "to_jsonb({bool})", "({json} - 'a')",
            "({json} #- '{a}')", "jsonb_insert('{\"a\": [0, 1]}', '{a, 0}', {json})", "to_jsonb({texts})", "(SELECT jsonb_agg(u ORDER BY u) FROM unnest({ints}) AS u)", "array_to_json({ints})::jsonb", "({json} || {json})", "to_jsonb({date})", "to_jsonb({int})", "to_jsonb({span})", "json_build_object('a', {text}, 'b', {num})::jsonb",
            "jsonb_build_object('d', {date}, 's', {stamp}, 'n', NULL)", "({json} - 0)", "({json} - ARRAY['a', 'b'])", "jsonb_object(ARRAY['k', 'v'])", "jsonb_object({texts}, {texts})", "COALESCE({json}, '[]')", "jsonb_set({json}, '{b}', '9', true)", "({json} -> 'b' -> 0)", "({json} -> -1)", "json_build_array({int}, {text}, {bool})::jsonb", "jsonb_build_object({text}, 1)",
            "(SELECT jsonb_object_agg(k, v) FROM (VALUES ('x', {int}), ('y', {int})) AS x(k, v))", "to_jsonb({float})", "({json}::text)::jsonb", "jsonb_extract_path({json}, 'a', 'b')", "to_json({text})::jsonb",
        ],
        Ty::Ints => &[
            "ARRAY[{int}, {int}]", "({ints} || {ints})", "array_append({ints}, {int})", "({int} || {ints})", "array_remove({ints}, 2)", "({ints})[1:2]", "array_cat({ints}, {ints})", "array_replace({ints}, 1, 9)",
            "array_prepend({int}, {ints})", "array_positions({ints}, 1)",
            "(SELECT array_agg(u ORDER BY u DESC) FROM unnest({ints}) AS u)", "({ints})[2:]", "({ints})[:2]", "array_fill({int}, ARRAY[2])", "ARRAY(SELECT u + 1 FROM unnest({ints}) AS u ORDER BY 1)", "string_to_array('1,2,,3', ',', '')::int[]", "ARRAY[{int}, {small}, NULL]", "COALESCE({ints}, ARRAY[0])", "trim_array(ARRAY[1,2,3], 1)", "(ARRAY[{int}] || {int})",
            "{ints}::text::int[]", "(ARRAY[1,2,3,4])[{int} % 3 : 3]", "array_remove({ints}, NULL)", "array_replace({ints}, NULL, {int})", "(SELECT array_agg(DISTINCT u) FROM unnest({ints}) AS u)", "GREATEST({ints}, {ints})",
        ],
        Ty::Texts => &[
            "ARRAY[{text}, {text}]", "string_to_array({text}, ',')", "regexp_split_to_array({text}, '[ ,]')", "({texts} || {text})", "regexp_match({text}, '(a)(b)')", "array_append({texts}, {text})",
            "string_to_array({text}, NULL)", "{ints}::text[]",
            "(SELECT array_agg(u ORDER BY u) FROM unnest({texts}) AS u)", "array_remove({texts}, 'a')", "({texts})[1:1]", "string_to_array({text}, ',', 'x')", "regexp_match({text}, '(.)(b)?')", "ARRAY[{text}, NULL]", "array_cat({texts}, {texts})", "array_prepend({text}, {texts})", "string_to_array({text}, '')", "array_replace({texts}, 'a', {text})",
            "ARRAY(SELECT upper(u) FROM unnest({texts}) AS u ORDER BY 1)", "regexp_split_to_array({text}, '')", "COALESCE({texts}, '{}')",
        ],
    }
}
