//! Names and words of other databases, with what is written here instead. An error that comes upon one says so.

use super::Error;

/// What another database calls something: the name, whose it is, and what to write here.
type Foreign = (&'static str, &'static str, &'static str);

const MYSQL: &str = "MySQL";
const MSSQL: &str = "SQL Server";
const ORACLE: &str = "Oracle";
const BIGQUERY: &str = "BigQuery";
const SNOWFLAKE: &str = "Snowflake";
const SQLITE: &str = "SQLite";
const DUCKDB: &str = "DuckDB";

/// Functions.
pub(crate) const FUNCTIONS: &[Foreign] = &[
    ("str_to_date", MYSQL, "to_date(text, 'YYYY-MM-DD')"),
    ("curdate", MYSQL, "current_date"),
    ("curtime", MYSQL, "localtime"),
    ("utc_timestamp", MYSQL, "now() AT TIME ZONE 'UTC'"),
    ("date_sub", "MySQL, BigQuery", "d - INTERVAL '1 day'"),
    ("date_add", "MySQL, BigQuery", "d + INTERVAL '1 day'"),
    ("mid", MYSQL, "substring(text, 2, 3)"),
    ("dayname", MYSQL, "to_char(d, 'FMDay')"),
    ("monthname", MYSQL, "to_char(d, 'FMMonth')"),
    ("adddate", MYSQL, "d + INTERVAL '1 day'"),
    ("subdate", MYSQL, "d - INTERVAL '1 day'"),
    ("addtime", MYSQL, "t + INTERVAL '1 hour'"),
    ("last_insert_id", MYSQL, "INSERT … RETURNING id"),
    ("find_in_set", MYSQL, "array_position(string_to_array(list, ','), x)"),
    ("field", MYSQL, "array_position(ARRAY['a', 'b'], x)"),
    ("elt", MYSQL, "(ARRAY['a', 'b'])[n]"),
    ("json_unquote", MYSQL, "j ->> 'key'"),
    ("json_length", MYSQL, "jsonb_array_length(j)"),
    ("dayofyear", MYSQL, "extract(doy FROM d)"),
    ("yearweek", MYSQL, "to_char(d, 'IYYYIW')"),
    ("quarter", MYSQL, "extract(quarter FROM d)"),
    ("year", MYSQL, "extract(year FROM d)"),
    ("month", MYSQL, "extract(month FROM d)"),
    ("day", MYSQL, "extract(day FROM d)"),
    ("hour", MYSQL, "extract(hour FROM t)"),
    ("minute", MYSQL, "extract(minute FROM t)"),
    ("second", MYSQL, "extract(second FROM t)"),
    ("from_days", MYSQL, "DATE '0001-01-01' + n"),
    ("to_days", MYSQL, "d - DATE '0001-01-01'"),
    ("timestampdiff", MYSQL, "extract(epoch FROM b - a) / 3600"),
    ("timestampadd", MYSQL, "t + n * INTERVAL '1 hour'"),
    ("sysdatetime", MSSQL, "localtimestamp"),
    ("getutcdate", MSSQL, "now() AT TIME ZONE 'UTC'"),
    ("patindex", MSSQL, "text ~ 'regex'"),
    ("iif", "SQL Server, SQLite", "CASE WHEN c THEN a ELSE b END"),
    ("convert", MSSQL, "CAST(x AS type)"),
    ("try_convert", MSSQL, "TRY_CAST(x AS type)"),
    ("try_parse", MSSQL, "TRY_CAST(x AS type)"),
    ("datename", MSSQL, "to_char(d, 'FMMonth')"),
    ("datepart", MSSQL, "extract(month FROM d)"),
    ("stuff", MSSQL, "overlay(text PLACING new FROM 2 FOR 3)"),
    ("newid", MSSQL, "gen_random_uuid()"),
    ("replicate", MSSQL, "repeat(text, n)"),
    ("square", MSSQL, "x ^ 2"),
    ("str", MSSQL, "to_char(x, '999.99')"),
    ("string_split", "SQL Server, DuckDB", "string_to_array(text, ',')"),
    ("scope_identity", MSSQL, "INSERT … RETURNING id"),
    ("eomonth", MSSQL, "last_day(d)"),
    ("datefromparts", MSSQL, "make_date(y, m, d)"),
    ("choose", MSSQL, "(ARRAY['a', 'b'])[n]"),
    ("isnumeric", MSSQL, "TRY_CAST(x AS numeric) IS NOT NULL"),
    ("quotename", MSSQL, "quote_ident(text)"),
    ("object_id", MSSQL, "SELECT … FROM information_schema.tables"),
    ("datalength", MSSQL, "octet_length(text)"),
    ("space", MSSQL, "repeat(' ', n)"),
    ("wm_concat", ORACLE, "string_agg(text, ',')"),
    ("sys_guid", ORACLE, "gen_random_uuid()"),
    ("systimestamp", ORACLE, "now()"),
    ("lengthb", ORACLE, "octet_length(text)"),
    ("substrb", ORACLE, "substring(text, 2, 3)"),
    ("nanvl", ORACLE, "NULLIF(x, 'NaN')"),
    ("to_clob", ORACLE, "x::text"),
    ("rawtohex", ORACLE, "encode(b, 'hex')"),
    ("safe_divide", BIGQUERY, "a / NULLIF(b, 0)"),
    ("format_date", BIGQUERY, "to_char(d, 'YYYY-MM-DD')"),
    ("format_timestamp", BIGQUERY, "to_char(t, 'YYYY-MM-DD HH24:MI:SS')"),
    ("parse_date", BIGQUERY, "to_date(text, 'YYYY-MM-DD')"),
    ("parse_timestamp", BIGQUERY, "to_timestamp(text, 'YYYY-MM-DD HH24:MI:SS')"),
    ("generate_array", BIGQUERY, "generate_series(1, 10)"),
    ("generate_date_array", BIGQUERY, "generate_series(d1, d2, INTERVAL '1 day')"),
    ("timestamp_trunc", BIGQUERY, "date_trunc('day', t)"),
    ("timestamp_diff", BIGQUERY, "extract(epoch FROM b - a)"),
    ("datetime_diff", BIGQUERY, "extract(epoch FROM b - a)"),
    ("timestamp_add", BIGQUERY, "t + INTERVAL '1 hour'"),
    ("countif", BIGQUERY, "count(*) FILTER (WHERE c)"),
    ("logical_or", BIGQUERY, "bool_or(c)"),
    ("logical_and", BIGQUERY, "bool_and(c)"),
    ("approx_quantiles", BIGQUERY, "percentile_disc(0.5) WITHIN GROUP (ORDER BY x)"),
    ("regexp_contains", BIGQUERY, "text ~ 'regex'"),
    ("struct", BIGQUERY, "ROW(a, b)"),
    ("current_datetime", BIGQUERY, "localtimestamp"),
    ("to_json_string", BIGQUERY, "to_json(x)::text"),
    ("zeroifnull", SNOWFLAKE, "COALESCE(x, 0)"),
    ("nullifzero", SNOWFLAKE, "NULLIF(x, 0)"),
    ("to_varchar", SNOWFLAKE, "x::text"),
    ("to_double", SNOWFLAKE, "x::double precision"),
    ("try_to_number", SNOWFLAKE, "TRY_CAST(x AS numeric)"),
    ("try_to_date", SNOWFLAKE, "TRY_CAST(x AS date)"),
    ("object_construct", SNOWFLAKE, "jsonb_build_object('key', x)"),
    ("array_construct", SNOWFLAKE, "ARRAY[a, b]"),
    ("parse_json", SNOWFLAKE, "text::jsonb"),
    ("get_path", SNOWFLAKE, "j #> '{a,b}'"),
    ("div0", SNOWFLAKE, "COALESCE(a / NULLIF(b, 0), 0)"),
    ("booland_agg", SNOWFLAKE, "bool_and(c)"),
    ("boolor_agg", SNOWFLAKE, "bool_or(c)"),
    ("uniform", SNOWFLAKE, "random()"),
    ("seq4", SNOWFLAKE, "generate_series(1, 10)"),
    ("ratio_to_report", SNOWFLAKE, "x / sum(x) OVER ()"),
    ("strftime", "SQLite, DuckDB", "to_char(d, 'YYYY-MM-DD')"),
    ("julianday", SQLITE, "extract(julian FROM t)"),
    ("datetime", SQLITE, "x::timestamp"),
    ("unixepoch", SQLITE, "extract(epoch FROM t)"),
    ("total", SQLITE, "COALESCE(sum(x), 0)"),
    ("printf", "SQLite, DuckDB", "format('%s', x)"),
    ("last_insert_rowid", SQLITE, "INSERT … RETURNING id"),
    ("hex", SQLITE, "encode(b, 'hex')"),
    ("unhex", SQLITE, "decode(text, 'hex')"),
    ("glob", SQLITE, "text LIKE 'a%'"),
    ("strptime", DUCKDB, "to_timestamp(text, 'YYYY-MM-DD')"),
    ("epoch", DUCKDB, "extract(epoch FROM t)"),
    ("list_value", DUCKDB, "ARRAY[a, b]"),
    ("list_contains", DUCKDB, "x = ANY (list)"),
    ("list", DUCKDB, "array_agg(x)"),
    ("first", DUCKDB, "(array_agg(x ORDER BY y))[1]"),
    ("last", DUCKDB, "(array_agg(x ORDER BY y DESC))[1]"),
    ("range", DUCKDB, "generate_series(0, 9)"),
    ("read_csv", DUCKDB, "COPY t FROM 'file.csv' WITH (FORMAT csv, HEADER)"),
    ("read_csv_auto", DUCKDB, "COPY t FROM 'file.csv' WITH (FORMAT csv, HEADER)"),
    ("struct_pack", DUCKDB, "ROW(a, b)"),
    ("quantile", DUCKDB, "percentile_disc(0.5) WITHIN GROUP (ORDER BY x)"),
    ("quantile_disc", DUCKDB, "percentile_disc(0.5) WITHIN GROUP (ORDER BY x)"),
    ("quantile_cont", DUCKDB, "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)"),
];

/// Types.
pub(crate) const TYPES: &[Foreign] = &[
    ("number", "Oracle, Snowflake", "numeric"),
    ("varchar2", ORACLE, "varchar"),
    ("nvarchar2", ORACLE, "varchar"),
    ("clob", ORACLE, "text"),
    ("nclob", ORACLE, "text"),
    ("raw", ORACLE, "bytea"),
    ("binary_double", ORACLE, "double precision"),
    ("blob", "MySQL, Oracle, SQLite", "bytea"),
    ("tinyblob", MYSQL, "bytea"),
    ("mediumblob", MYSQL, "bytea"),
    ("longblob", MYSQL, "bytea"),
    ("tinytext", MYSQL, "text"),
    ("mediumtext", MYSQL, "text"),
    ("longtext", MYSQL, "text"),
    ("year", MYSQL, "smallint"),
    ("signed", MYSQL, "bigint"),
    ("unsigned", MYSQL, "bigint CHECK (x >= 0)"),
    ("enum", MYSQL, "CREATE TYPE … AS ENUM ('a', 'b')"),
    ("set", MYSQL, "text[]"),
    ("datetime2", MSSQL, "timestamp"),
    ("smalldatetime", MSSQL, "timestamp(0)"),
    ("datetimeoffset", MSSQL, "timestamptz"),
    ("money", MSSQL, "numeric(19, 4)"),
    ("smallmoney", MSSQL, "numeric(10, 4)"),
    ("uniqueidentifier", MSSQL, "uuid"),
    ("ntext", MSSQL, "text"),
    ("image", MSSQL, "bytea"),
    ("bignumeric", BIGQUERY, "numeric"),
    ("bytes", BIGQUERY, "bytea"),
    ("struct", BIGQUERY, "jsonb"),
    ("variant", SNOWFLAKE, "jsonb"),
    ("object", SNOWFLAKE, "jsonb"),
    ("timestamp_ltz", SNOWFLAKE, "timestamptz"),
    ("timestamp_tz", SNOWFLAKE, "timestamptz"),
    ("map", "Spark, DuckDB", "jsonb"),
    ("hugeint", DUCKDB, "numeric(38, 0)"),
    ("ubigint", DUCKDB, "numeric(20, 0)"),
    ("uinteger", DUCKDB, "bigint"),
    ("usmallint", DUCKDB, "integer"),
    ("utinyint", DUCKDB, "smallint"),
];

/// Words that read like a column.
pub(crate) const COLUMNS: &[Foreign] = &[
    ("rownum", ORACLE, "LIMIT n, row_number() OVER (ORDER BY …)"),
    ("rowid", "Oracle, SQLite", "row_number() OVER (ORDER BY …)"),
    ("sysdate", ORACLE, "localtimestamp"),
    ("systimestamp", ORACLE, "now()"),
    ("level", ORACLE, "WITH RECURSIVE"),
    ("sql_calc_found_rows", MYSQL, "count(*) OVER ()"),
];

/// Tables.
pub(crate) const TABLES: &[Foreign] = &[
    ("dual", ORACLE, "SELECT 1"),
    ("sqlite_master", SQLITE, "information_schema.tables"),
    ("sqlite_schema", SQLITE, "information_schema.tables"),
    ("all_tables", ORACLE, "information_schema.tables"),
    ("user_tables", ORACLE, "information_schema.tables"),
    ("duckdb_tables", DUCKDB, "information_schema.tables"),
];

/// Words and signs of the grammar. Of several words each stands beside the next.
pub(crate) const WORDS: &[Foreign] = &[
    ("minus", ORACLE, "EXCEPT"),
    ("auto_increment", MYSQL, "GENERATED BY DEFAULT AS IDENTITY"),
    ("autoincrement", SQLITE, "GENERATED BY DEFAULT AS IDENTITY"),
    ("connect by", ORACLE, "WITH RECURSIVE"),
    ("start with", ORACLE, "WITH RECURSIVE"),
    ("cross apply", MSSQL, "CROSS JOIN LATERAL"),
    ("outer apply", MSSQL, "LEFT JOIN LATERAL (…) ON true"),
    ("insert ignore", MYSQL, "INSERT … ON CONFLICT DO NOTHING"),
    ("insert or", SQLITE, "INSERT … ON CONFLICT DO UPDATE SET …"),
    ("insert overwrite", "Spark", "TRUNCATE t; INSERT INTO t …"),
    ("replace into", MYSQL, "INSERT … ON CONFLICT DO UPDATE SET …"),
    ("on duplicate key update", MYSQL, "ON CONFLICT (key) DO UPDATE SET …"),
    ("straight_join", MYSQL, "JOIN"),
    ("asof", DUCKDB, "LEFT JOIN LATERAL (… ORDER BY t DESC LIMIT 1) ON true"),
    ("semi", "Spark, DuckDB", "WHERE EXISTS (SELECT …)"),
    ("anti", "Spark, DuckDB", "WHERE NOT EXISTS (SELECT …)"),
    ("pivot", "SQL Server, Snowflake, DuckDB", "sum(x) FILTER (WHERE y = 'a')"),
    ("unpivot", "SQL Server, Snowflake, DuckDB", "CROSS JOIN LATERAL (VALUES ('a', a), ('b', b)) AS u(name, x)"),
    ("declare", MSSQL, "WITH v AS (SELECT …)"),
    ("pragma", SQLITE, "information_schema.columns"),
    ("use", "MySQL, SQL Server", "SET search_path TO schema"),
    ("engine", MYSQL, "CREATE TABLE t (…)"),
    ("unsigned", MYSQL, "CHECK (x >= 0)"),
    ("glob", SQLITE, "LIKE"),
    ("sample", "Snowflake, DuckDB", "ORDER BY random() LIMIT n"),
    ("tablesample", "PostgreSQL", "ORDER BY random() LIMIT n"),
    ("div", "MySQL, Spark", "a / b"),
    ("@", MSSQL, "WITH v AS (SELECT …)"),
    ("( + )", ORACLE, "LEFT JOIN … ON …"),
    ("limit n, m", MYSQL, "LIMIT m OFFSET n"),
    ("{", DUCKDB, "jsonb_build_object('key', x)"),
    ("convert", MSSQL, "CAST(x AS type)"),
];

/// Every name, with what it is here: function, type, column, table or word.
pub fn foreign_names() -> Vec<(&'static str, &'static str)> {
    let tables = [("function", FUNCTIONS), ("type", TYPES), ("column", COLUMNS), ("table", TABLES), ("word", WORDS)];
    tables.iter().flat_map(|(kind, names)| names.iter().map(|(name, ..)| (*kind, *name))).collect()
}

impl Error {
    /// The same; where `word` is in the table, with whose it is and what is written here.
    #[must_use]
    pub(crate) fn foreign(self, table: &[Foreign], word: &str) -> Self {
        let lower = word.to_lowercase();
        match table.iter().find(|(known, ..)| *known == lower) {
            Some((_, dialect, instead)) => {
                self.with("foreign", word).with("dialect", *dialect).with("instead", *instead)
            }
            None => self,
        }
    }
}
