# What the SQL engine says, by message id. Where PostgreSQL has a message, its words.
sql-syntax = { $expected ->
    [none] syntax error at or near "{ $near }"
    [end] syntax error at or near "{ $near }": the statement should end here
    [statement] syntax error at or near "{ $near }": no statement begins like this
    [query] syntax error at or near "{ $near }": a query is expected (SELECT, VALUES)
    [expression] syntax error at or near "{ $near }": an expression is expected
    [name] syntax error at or near "{ $near }": a name is expected
    [type] syntax error at or near "{ $near }": a type is expected
    [string] syntax error at or near "{ $near }": a quoted text is expected
    [number] syntax error at or near "{ $near }": a number is expected
    [table] syntax error at or near "{ $near }": a table or a join is expected
   *[other] syntax error at or near "{ $near }": expected { $expected }
  }
sql-unexpected-end = { $expected ->
    [none] syntax error at end of input
    [statement] syntax error at end of input: no statement begins like this
    [query] syntax error at end of input: a query is expected (SELECT, VALUES)
    [expression] syntax error at end of input: an expression is expected
    [name] syntax error at end of input: a name is expected
    [type] syntax error at end of input: a type is expected
    [string] syntax error at end of input: a quoted text is expected
    [number] syntax error at end of input: a number is expected
    [table] syntax error at end of input: a table or a join is expected
   *[other] syntax error at end of input: expected { $expected }
  }
sql-unterminated-string = unterminated quoted string at or near "{ $near }"
sql-unterminated-name = unterminated quoted identifier at or near "{ $near }"
sql-unterminated-comment = unterminated /* comment at or near "{ $near }"
sql-unsupported = { $feature } is not supported
sql-too-deep = stack depth limit exceeded
sql-undefined-column = column "{ $name }" does not exist
sql-undefined-qualified-column = column { $table }.{ $name } does not exist
sql-ambiguous-column = column reference "{ $name }" is ambiguous
sql-undefined-table = relation "{ $name }" does not exist
sql-missing-from = missing FROM-clause entry for table "{ $name }"
sql-invalid-from-reference = invalid reference to FROM-clause entry for table "{ $name }"
sql-duplicate-alias = table name "{ $name }" specified more than once
sql-undefined-function = function { $signature } does not exist
sql-ambiguous-function = function { $signature } is not unique
sql-undefined-operator = operator does not exist: { $operator }
sql-ambiguous-operator = operator is not unique: { $operator }
sql-undefined-type = type "{ $name }" does not exist
sql-not-grouped = column "{ $name }" must appear in the GROUP BY clause or be used in an aggregate function
sql-subquery-not-grouped = subquery uses ungrouped column "{ $name }" from outer query
sql-misplaced-aggregate = aggregate functions are not allowed in { $clause }
sql-nested-aggregate = aggregate function calls cannot be nested
sql-window-in-aggregate = aggregate function calls cannot contain window function calls
sql-misplaced-window = window functions are not allowed in { $clause }
sql-nested-window = window function calls cannot be nested
sql-window-without-over = window function { $name } requires an OVER clause
sql-over-on-plain-function = { $what } specified, but { $name } is not a window function nor an aggregate function
sql-duplicate-window = window "{ $name }" is already defined
sql-undefined-window = window "{ $name }" does not exist
sql-invalid-frame = { $why ->
    [window-partition] cannot override PARTITION BY clause of window "{ $value }"
    [window-order] cannot override ORDER BY clause of window "{ $value }"
    [window-frame] cannot copy window "{ $value }" because it has a frame clause
    [start-unbounded] frame start cannot be UNBOUNDED FOLLOWING
    [end-unbounded] frame end cannot be UNBOUNDED PRECEDING
    [current-preceding] frame starting from current row cannot have preceding rows
    [following-current] frame starting from following row cannot end with current row
    [groups-order] GROUPS mode requires an ORDER BY clause
   *[other] RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
  }
sql-misplaced-set-function = set-returning functions are not allowed in { $clause }
sql-not-boolean = argument of { $what } must be type boolean, not type { $type }
sql-not-integer = argument of { $what } must be type bigint, not type { $type }
sql-types-do-not-match = { $what } types { $first } and { $second } cannot be matched
sql-cannot-cast = cannot cast type { $from } to { $to }
sql-column-type-mismatch = column "{ $column }" is of type { $type } but expression is of type { $found }
sql-position-out-of-range = { $clause } position { $position } is not in select list
sql-non-integer-position = non-integer constant in { $clause }
sql-distinct-order = for SELECT DISTINCT, ORDER BY expressions must appear in select list
sql-distinct-on-order = SELECT DISTINCT ON expressions must match initial ORDER BY expressions
sql-set-operation-columns = each { $what } query must have the same number of columns
sql-set-operation-order = invalid UNION/INTERSECT/EXCEPT ORDER BY clause
sql-values-length = VALUES lists must all be the same length
sql-subquery-columns = subquery must return only one column
sql-subquery-too-many-columns = subquery has too many columns
sql-subquery-too-few-columns = subquery has too few columns
sql-row-length = unequal number of entries in row expressions
sql-insert-too-many-values = INSERT has more expressions than target columns
sql-insert-too-few-values = INSERT has more target columns than expressions
sql-duplicate-column = column "{ $name }" specified more than once
sql-duplicate-cte = WITH query name "{ $name }" specified more than once
sql-recursive-form = recursive query "{ $name }" does not have the form non-recursive-term UNION [ALL] recursive-term
sql-recursive-reference = recursive reference to query "{ $name }" must not appear { $where ->
    [base] within its non-recursive term
    [subquery] within a subquery
    [outer-join] within an outer join
    [twice] more than once
   *[other] within { $where }
  }
sql-recursive-type = recursive query "{ $name }" column { $position } has type { $first } in non-recursive term but type { $second } overall
sql-too-many-aliases = table "{ $name }" has { $available } columns available but { $specified } columns specified
sql-using-column = column "{ $name }" specified in USING clause does not exist in { $side } table
sql-using-ambiguous = common column name "{ $name }" appears more than once in { $side } table
sql-star-without-from = SELECT * with no tables specified is not valid
sql-subquery-alias = subquery in FROM must have an alias
sql-cannot-subscript = cannot subscript type { $type } because it does not support subscripting
sql-indeterminate-type = could not determine data type
sql-undefined-parameter = there is no parameter { $name }
sql-misplaced-column = a column cannot be used here
sql-distinct-window = DISTINCT is not implemented for window functions
sql-no-ordering = could not identify an ordering operator for type { $type }
sql-not-a-table = "{ $name }" is not a table
sql-full-join-condition = FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
sql-division-by-zero = division by zero
sql-integer-out-of-range = { $type } out of range
sql-integer-text-out-of-range = value "{ $value }" is out of range for type { $type }
sql-float-out-of-range = "{ $value }" is out of range for type { $type }
sql-float-overflow = value out of range: overflow
sql-numeric-overflow = value overflows numeric format
sql-numeric-field-overflow = numeric field overflow: it must fit numeric({ $precision },{ $scale })
sql-interval-field = interval field value out of range: “{ $value }”
sql-interval-out-of-range = interval out of range
sql-timestamp-out-of-range = timestamp out of range
sql-date-out-of-range = date out of range
sql-datetime-out-of-range = date/time field value out of range: "{ $value }"
sql-invalid-text = invalid input syntax for type { $type }: "{ $value }"
sql-invalid-datetime = invalid input syntax for type { $type }: "{ $value }"
sql-invalid-json = invalid input syntax for type { $type }
sql-malformed-array = malformed array literal: "{ $value }"
sql-invalid-label = invalid input value for enum { $type }: "{ $value }"; its labels are { $labels }
sql-bit-length = { $what ->
    [type] bit string length { $length } does not match type { $type }
   *[other] cannot { $what } bit strings of different sizes
  }
sql-bit-index = bit index { $index } out of valid range (0..{ $last })
sql-text-too-long = value too long for type { $type }
sql-too-many-rows = more than one row returned by a subquery used as an expression
sql-input-out-of-range = input is out of range
sql-negative-root = cannot take square root of a negative number
sql-zero-negative-power = zero raised to a negative power is undefined
sql-complex-power = a negative number raised to a non-integer power yields a complex result
sql-log-of-zero = cannot take logarithm of zero
sql-log-of-negative = cannot take logarithm of a negative number
sql-negative-limit = LIMIT must not be negative
sql-negative-offset = OFFSET must not be negative
sql-like-pattern = LIKE pattern must not end with escape character
sql-invalid-escape = invalid escape string
sql-invalid-regex = invalid regular expression: { $why ->
    [parentheses] parentheses () not balanced
    [brackets] brackets [] not balanced
    [braces] braces not balanced
    [repetition] invalid repetition count(s)
    [back-reference] invalid backreference number
    [escape] invalid escape \ sequence
    [range] invalid character range
    [class] invalid character class
    [collating] invalid collating element
    [option] invalid embedded option
    [complex] it is too complex
   *[other] quantifier operand invalid
  }
sql-invalid-argument = invalid argument: { $why ->
    [even-arguments] argument list must have even number of elements
    [null-argument] argument { $value } cannot be null
    [null-key] field name must not be null
    [null-starting-offset] frame starting offset must not be null
    [null-ending-offset] frame ending offset must not be null
    [json-scalar] cannot call { $value } on a scalar
    [json-non-array] cannot call { $value } on a non-array
    [json-non-object] cannot call { $value } on a non-object
    [json-path] { $value } does not find this path, or it is there already
    [array-bounds] { $value }: impossible dimensions
    [slice] slice starts at 1 and its length is not negative
    [zero-field] field position must not be zero
    [character] requested character not valid for encoding
    [encoding] unrecognized encoding: "{ $value }"
    [encoded] invalid { $value } data
    [format-end] unterminated format() type specifier
    [format-arguments] too few arguments for format()
    [format-null] null values cannot be formatted as an SQL identifier
    [format-letter] unrecognized format() type specifier "{ $value }"
    [not-positive] { $value } must be greater than zero
    [negative-factorial] factorial of a negative number is undefined
    [regex-option] invalid regular expression option: "{ $value }"
    [bit] new bit must be 0 or 1
    [copy-delimiter-quote] COPY delimiter cannot be newline, carriage return or the quote
    [copy-delimiter-letter] COPY delimiter cannot be a letter, a digit, a dot or a backslash
   *[other] { $value }
  }
sql-negative-substring = negative substring length not allowed
sql-invalid-ntile = argument of ntile must be greater than zero
sql-invalid-nth-value = argument of nth_value must be greater than zero
sql-negative-frame = frame { $which } offset must not be negative
sql-unsupported-unit = unit "{ $unit }" not supported for type { $type }
sql-unknown-unit = unit "{ $unit }" not recognized for type { $type }
sql-unknown-time-zone = time zone "{ $name }" not recognized
sql-zero-step = step size cannot equal zero
sql-percentile-range = percentile value { $value } is not between 0 and 1
sql-cannot-cast-json = cannot cast jsonb { $kind } to type { $type }
sql-array-dimensions = multidimensional arrays must have array expressions with matching dimensions
sql-out-of-steps = canceling statement: it takes too much work
sql-out-of-memory = out of memory: the result of a step is too big
sql-execution-too-deep = stack depth limit exceeded
sql-duplicate-table = relation "{ $name }" already exists
sql-undefined-schema = schema "{ $name }" does not exist
sql-duplicate-type = type "{ $name }" already exists
sql-duplicate-label = enum label "{ $name }" already exists
sql-repeated-label = enum label "{ $name }" is given twice
sql-undefined-label = "{ $name }" is not an existing label of { $type }
sql-duplicate-schema = schema "{ $name }" already exists
sql-undefined-drop = table "{ $name }" does not exist
sql-undefined-target-column = column "{ $name }" of relation "{ $table }" does not exist
sql-duplicate-target-column = column "{ $name }" of relation "{ $table }" already exists
sql-not-null-violation = null value in column "{ $column }" of relation "{ $table }" violates not-null constraint
sql-unique-violation = duplicate key value violates unique constraint "{ $constraint }": ({ $columns })=({ $values }) already exists
sql-check-violation = new row for relation "{ $table }" violates check constraint "{ $constraint }"
sql-check-violated-by-row = check constraint "{ $constraint }" of relation "{ $table }" is violated by some row
sql-contains-null = column "{ $column }" of relation "{ $table }" contains null values
sql-unique-existing = could not create unique index "{ $constraint }": ({ $values }) is duplicated
sql-foreign-key-violation = insert or update on table "{ $table }" violates foreign key constraint "{ $constraint }": ({ $columns })=({ $values }) is not present in table "{ $referenced }"
sql-referenced-violation = update or delete on table "{ $table }" violates foreign key constraint "{ $constraint }" on table "{ $child }": ({ $columns })=({ $values }) is still referenced
sql-no-matching-key = there is no unique constraint matching given keys for referenced table "{ $table }"
sql-foreign-key-types = foreign key cannot be kept: column “{ $column }” is { $from }, the key it refers to is { $to }
sql-foreign-key-columns = number of referencing and referenced columns for foreign key disagree
sql-multiple-primary-keys = multiple primary keys for table "{ $table }" are not allowed
sql-no-conflict-target = there is no unique or exclusion constraint matching the ON CONFLICT specification
sql-conflict-twice = ON CONFLICT DO UPDATE command cannot affect row a second time
sql-merge-twice = MERGE command cannot affect row a second time
sql-dependent-objects = cannot drop { $kind } { $name } because other objects depend on it: { $dependents }
sql-truncate-referenced = cannot truncate a table referenced in a foreign key constraint: table "{ $child }" references "{ $table }"
sql-generated-always = cannot insert a non-DEFAULT value into column "{ $column }"
sql-generated-update = column "{ $column }" can only be updated to DEFAULT
sql-wrong-object = "{ $name }" is not a { $kind }
sql-undefined-constraint = constraint "{ $constraint }" of relation "{ $table }" does not exist
sql-duplicate-constraint = constraint "{ $constraint }" for relation "{ $table }" already exists
sql-undefined-index = index "{ $name }" does not exist
sql-undefined-view = view "{ $name }" does not exist
sql-undefined-sequence = relation "{ $name }" does not exist
sql-sequence-bounds = value { $value } is out of bounds for sequence "{ $name }"
sql-sequence-options = sequence options contradict each other: { $why }
sql-sequence-limit = nextval: reached maximum value of sequence "{ $name }"
sql-sequence-not-read = currval of sequence "{ $name }" is not yet defined in this session
sql-transaction-aborted = current transaction is aborted, commands ignored until end of transaction block
sql-undefined-savepoint = savepoint "{ $name }" does not exist
sql-no-transaction = { $what } can only be used in transaction blocks
sql-already-in-transaction = there is already a transaction in progress
sql-not-in-transaction = there is no transaction in progress
sql-undefined-prepared = prepared statement "{ $name }" does not exist
sql-duplicate-prepared = prepared statement "{ $name }" already exists
sql-prepared-parameters = wrong number of parameters for prepared statement "{ $name }": expected { $expected } but got { $found }
sql-invalid-view = cannot change the columns of a view or a primary key this way
sql-undefined-file = could not open file "{ $path }" for { $what }: No such file or directory
sql-copy-row = missing data for column "{ $column }" (line { $line })
sql-ragged-record = { $expected } fields were expected, as in the first line, and { $found } found
sql-empty-import = The file is empty: its first line must name the columns.
sql-undefined-setting = unrecognized configuration parameter "{ $name }"
sql-bad-snapshot = this is not a snapshot of a database, or one of another version
sql-suggestion = Perhaps you meant "{ $suggestion }".
sql-instead = "{ $foreign }" is how { $dialect } writes it. Here you write: { $instead }
sql-denied-file = could not open file "{ $path }" for { $what }: Permission denied
sql-wrong-file = "{ $path }" is a directory, or not text
sql-copy-extra = extra data after last expected column (line { $line })
sql-copy-quote = unterminated CSV quoted field (line { $line })
