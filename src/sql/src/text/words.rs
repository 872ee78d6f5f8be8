//! The words that are coloured and completed: keywords, types, constants.

/// Keywords of the dialect, in upper case, sorted.
pub(super) const KEYWORDS: &[&str] = &[
    "ADD", "ALL", "ALTER", "ANALYZE", "AND", "ANY", "ARRAY", "AS", "ASC", "BEGIN", "BETWEEN", "BY", "CASCADE", "CASE", "CAST",
    "CHECK", "COLUMN", "COMMIT", "CONFLICT", "CONSTRAINT", "COPY", "CREATE", "CROSS", "CUBE", "CURRENT", "DEFAULT", "DELETE",
    "DESC", "DISTINCT", "DO", "DROP", "ELSE", "END", "ESCAPE", "EXCEPT", "EXCLUDE", "EXECUTE", "EXISTS", "EXPLAIN", "FETCH",
    "FILTER", "FIRST", "FOLLOWING", "FOR", "FOREIGN", "FROM", "FULL", "GENERATED", "GROUP", "GROUPING", "GROUPS", "HAVING",
    "IDENTITY", "IF", "ILIKE", "IN", "INDEX", "INNER", "INSERT", "INTERSECT", "INTO", "IS", "ISNULL", "JOIN", "KEY", "LAST",
    "LATERAL", "LEFT", "LIKE", "LIMIT", "MATCHED", "MATERIALIZED", "MERGE", "NATURAL", "NEXT", "NOT", "NOTHING", "NOTNULL",
    "NULLS", "OFFSET", "ON", "ONLY", "OR", "ORDER", "ORDINALITY", "OUTER", "OVER", "PARTITION", "PRECEDING", "PREPARE",
    "PRIMARY", "QUALIFY", "RANGE", "RECURSIVE", "REFERENCES", "RELEASE", "RENAME", "REPLACE", "RETURNING", "RIGHT", "ROLLBACK",
    "ROLLUP", "ROW", "ROWS", "SAVEPOINT", "SCHEMA", "SELECT", "SET", "SETS", "SHOW", "SIMILAR", "SOME", "SYMMETRIC", "TABLE",
    "TEMP", "TEMPORARY", "THEN", "TIES", "TO", "TRANSACTION", "TRUNCATE", "TRY_CAST", "UNBOUNDED", "UNION", "UNIQUE", "UPDATE",
    "USING", "VALUES", "VIEW", "WHEN", "WHERE", "WINDOW", "WITH", "WITHIN",
];

/// Type names, in lower case.
pub(super) const TYPES: &[&str] = &[
    "bigint", "boolean", "bytea", "char", "character", "date", "decimal", "double", "float", "int", "integer", "interval", "json",
    "jsonb", "numeric", "real", "serial", "smallint", "string", "text", "time", "timestamp", "timestamptz", "uuid", "varchar",
];

/// Constants, in upper case.
pub(super) const CONSTANTS: &[&str] = &["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "FALSE", "NULL", "TRUE", "UNKNOWN"];
