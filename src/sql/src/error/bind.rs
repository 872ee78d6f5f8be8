//! Faults of giving names and types a meaning.

super::faults! {
    /// A name, a type or a clause does not mean anything here.
    Bind {
        /// `column "…" does not exist`
        UndefinedColumn = "sql-undefined-column" "42703",
        /// `column t.c does not exist`
        UndefinedQualifiedColumn = "sql-undefined-qualified-column" "42703",
        /// `column reference "…" is ambiguous`
        AmbiguousColumn = "sql-ambiguous-column" "42702",
        /// `relation "…" does not exist`
        UndefinedTable = "sql-undefined-table" "42P01",
        /// `missing FROM-clause entry for table "…"`
        MissingFrom = "sql-missing-from" "42P01",
        /// `invalid reference to FROM-clause entry for table "…"`
        InvalidFromReference = "sql-invalid-from-reference" "42P01",
        /// `table name "…" specified more than once`
        DuplicateAlias = "sql-duplicate-alias" "42712",
        /// `function …(…) does not exist`
        UndefinedFunction = "sql-undefined-function" "42883",
        /// `function …(…) is not unique`
        AmbiguousFunction = "sql-ambiguous-function" "42725",
        /// `operator does not exist: a + b`
        UndefinedOperator = "sql-undefined-operator" "42883",
        /// `operator is not unique: a + b`
        AmbiguousOperator = "sql-ambiguous-operator" "42725",
        /// `type "…" does not exist`
        UndefinedType = "sql-undefined-type" "42704",
        /// `column "…" must appear in the GROUP BY clause or be used in an aggregate function`
        NotGrouped = "sql-not-grouped" "42803",
        /// `subquery uses ungrouped column "…" from outer query`
        SubqueryNotGrouped = "sql-subquery-not-grouped" "42803",
        /// `aggregate functions are not allowed in …`
        MisplacedAggregate = "sql-misplaced-aggregate" "42803",
        /// `aggregate function calls cannot be nested`
        NestedAggregate = "sql-nested-aggregate" "42803",
        /// `aggregate function calls cannot contain window function calls`
        WindowInAggregate = "sql-window-in-aggregate" "42803",
        /// `window functions are not allowed in …`
        MisplacedWindow = "sql-misplaced-window" "42P20",
        /// `window function calls cannot be nested`
        NestedWindow = "sql-nested-window" "42P20",
        /// `window function … requires an OVER clause`
        WindowWithoutOver = "sql-window-without-over" "42809",
        /// `OVER specified, but … is not a window function nor an aggregate function`
        OverOnPlainFunction = "sql-over-on-plain-function" "42809",
        /// `window "…" does not exist`
        UndefinedWindow = "sql-undefined-window" "42704",
        /// `window "…" is already defined`
        DuplicateWindow = "sql-duplicate-window" "42P20",
        /// A frame that cannot be.
        InvalidFrame = "sql-invalid-frame" "42P20",
        /// `set-returning functions are not allowed in …`
        MisplacedSetFunction = "sql-misplaced-set-function" "0A000",
        /// `argument of WHERE must be type boolean, not type …`
        NotBoolean = "sql-not-boolean" "42804",
        /// `argument of LIMIT must be type bigint, not type …`
        NotInteger = "sql-not-integer" "42804",
        /// `CASE types … and … cannot be matched`
        TypesDoNotMatch = "sql-types-do-not-match" "42804",
        /// `cannot cast type … to …`
        CannotCast = "sql-cannot-cast" "42846",
        /// `column "…" is of type … but expression is of type …`
        ColumnTypeMismatch = "sql-column-type-mismatch" "42804",
        /// `ORDER BY position … is not in select list`
        PositionOutOfRange = "sql-position-out-of-range" "42P10",
        /// `non-integer constant in ORDER BY`
        NonIntegerPosition = "sql-non-integer-position" "42601",
        /// `for SELECT DISTINCT, ORDER BY expressions must appear in select list`
        DistinctOrder = "sql-distinct-order" "42P10",
        /// `SELECT DISTINCT ON expressions must match initial ORDER BY expressions`
        DistinctOnOrder = "sql-distinct-on-order" "42P10",
        /// `each UNION query must have the same number of columns`
        SetOperationColumns = "sql-set-operation-columns" "42601",
        /// `invalid UNION/INTERSECT/EXCEPT ORDER BY clause`
        SetOperationOrder = "sql-set-operation-order" "0A000",
        /// `VALUES lists must all be the same length`
        ValuesLength = "sql-values-length" "42601",
        /// `subquery must return only one column`
        SubqueryColumns = "sql-subquery-columns" "42601",
        /// `subquery has too many columns`
        SubqueryTooManyColumns = "sql-subquery-too-many-columns" "42601",
        /// `subquery has too few columns`
        SubqueryTooFewColumns = "sql-subquery-too-few-columns" "42601",
        /// `unequal number of entries in row expressions`
        RowLength = "sql-row-length" "42601",
        /// `INSERT has more expressions than target columns`
        InsertTooManyValues = "sql-insert-too-many-values" "42601",
        /// `INSERT has more target columns than expressions`
        InsertTooFewValues = "sql-insert-too-few-values" "42601",
        /// `column "…" specified more than once`
        DuplicateColumn = "sql-duplicate-column" "42701",
        /// `WITH query name "…" specified more than once`
        DuplicateCte = "sql-duplicate-cte" "42712",
        /// `recursive query "…" does not have the form non-recursive-term UNION [ALL] recursive-term`
        RecursiveForm = "sql-recursive-form" "42P19",
        /// `recursive reference to query "…" must not appear within …`
        RecursiveReference = "sql-recursive-reference" "42P19",
        /// `recursive query "…" column … has type … in non-recursive term but type … overall`
        RecursiveType = "sql-recursive-type" "42804",
        /// `table "…" has … columns available but … columns specified`
        TooManyAliases = "sql-too-many-aliases" "42P10",
        /// `column "…" specified in USING clause does not exist in left table`
        UsingColumn = "sql-using-column" "42703",
        /// `common column name "…" appears more than once in left table`
        UsingAmbiguous = "sql-using-ambiguous" "42702",
        /// `SELECT * with no tables specified is not valid`
        StarWithoutFrom = "sql-star-without-from" "42601",
        /// `subquery in FROM must have an alias`
        SubqueryAlias = "sql-subquery-alias" "42601",
        /// `cannot subscript type … because it does not support subscripting`
        CannotSubscript = "sql-cannot-subscript" "42804",
        /// `ARRAY types … cannot be matched`, no type to be found.
        IndeterminateType = "sql-indeterminate-type" "42P18",
        /// `there is no parameter $1`
        UndefinedParameter = "sql-undefined-parameter" "42P02",
        /// `cannot use … in DEFAULT expression`, and other places where no column may stand.
        MisplacedColumn = "sql-misplaced-column" "0A000",
        /// `DISTINCT is not implemented for window functions`
        DistinctWindow = "sql-distinct-window" "0A000",
        /// `could not identify an ordering operator for type …`
        NoOrdering = "sql-no-ordering" "42883",
        /// `cannot insert into view "…"` and the like
        NotATable = "sql-not-a-table" "42809",
        /// `FULL JOIN is only supported with merge-joinable or hash-joinable join conditions`
        FullJoinCondition = "sql-full-join-condition" "0A000",
    }
}
