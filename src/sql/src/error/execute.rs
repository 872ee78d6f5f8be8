//! Faults of computing.

super::faults! {
    /// A value could not be computed, or the work grew too big.
    Execute {
        /// `division by zero`
        DivisionByZero = "sql-division-by-zero" "22012",
        /// `integer out of range`
        IntegerOutOfRange = "sql-integer-out-of-range" "22003",
        /// `value "…" is out of range for type integer`
        IntegerTextOutOfRange = "sql-integer-text-out-of-range" "22003",
        /// `"…" is out of range for type double precision`
        FloatOutOfRange = "sql-float-out-of-range" "22003",
        /// `value out of range: overflow`
        FloatOverflow = "sql-float-overflow" "22003",
        /// `value overflows numeric format`; ours holds 38 digits.
        NumericOverflow = "sql-numeric-overflow" "22003",
        /// `numeric field overflow`
        NumericFieldOverflow = "sql-numeric-field-overflow" "22003",
        /// `interval field value out of range: …`
        IntervalField = "sql-interval-field" "22015",
        /// `interval out of range`
        IntervalOutOfRange = "sql-interval-out-of-range" "22008",
        /// `timestamp out of range`
        TimestampOutOfRange = "sql-timestamp-out-of-range" "22008",
        /// `date out of range`
        DateOutOfRange = "sql-date-out-of-range" "22008",
        /// `date/time field value out of range: "…"`
        DatetimeOutOfRange = "sql-datetime-out-of-range" "22008",
        /// `invalid input syntax for type integer: "…"`
        InvalidText = "sql-invalid-text" "22P02",
        /// `invalid input value for enum …: "…"`
        InvalidLabel = "sql-invalid-label" "22P02",
        /// `bit string length … does not match type bit(…)`; `cannot AND bit strings of different sizes`
        BitLength = "sql-bit-length" "22026",
        /// `bit index … out of valid range`
        BitIndex = "sql-bit-index" "2202E",
        /// `invalid input syntax for type date: "…"`
        InvalidDatetime = "sql-invalid-datetime" "22007",
        /// `invalid input syntax for type json`
        InvalidJson = "sql-invalid-json" "22P02",
        /// `malformed array literal: "…"`
        MalformedArray = "sql-malformed-array" "22P02",
        /// `value too long for type character varying(…)`
        TextTooLong = "sql-text-too-long" "22001",
        /// `more than one row returned by a subquery used as an expression`
        TooManyRows = "sql-too-many-rows" "21000",
        /// `cannot take square root of a negative number`
        NegativeRoot = "sql-negative-root" "2201F",
        /// `input is out of range`
        InputOutOfRange = "sql-input-out-of-range" "22003",
        /// `zero raised to a negative power is undefined`
        ZeroNegativePower = "sql-zero-negative-power" "2201F",
        /// `a negative number raised to a non-integer power yields a complex result`
        ComplexPower = "sql-complex-power" "2201F",
        /// `cannot take logarithm of zero`
        LogOfZero = "sql-log-of-zero" "2201E",
        /// `cannot take logarithm of a negative number`
        LogOfNegative = "sql-log-of-negative" "2201E",
        /// `LIMIT must not be negative`
        NegativeLimit = "sql-negative-limit" "2201W",
        /// `OFFSET must not be negative`
        NegativeOffset = "sql-negative-offset" "2201X",
        /// `LIKE pattern must not end with escape character`
        LikePattern = "sql-like-pattern" "22025",
        /// `invalid escape string`
        InvalidEscape = "sql-invalid-escape" "22025",
        /// `invalid regular expression: …`
        InvalidRegex = "sql-invalid-regex" "2201B",
        /// A function's argument is out of its domain; the argument `text` says which and why, as PostgreSQL words it.
        InvalidArgument = "sql-invalid-argument" "22023",
        /// `negative substring length not allowed`
        NegativeSubstring = "sql-negative-substring" "22011",
        /// `argument of ntile must be greater than zero`
        InvalidNtile = "sql-invalid-ntile" "22014",
        /// `argument of nth_value must be greater than zero`
        InvalidNthValue = "sql-invalid-nth-value" "22016",
        /// `frame starting offset must not be negative`
        NegativeFrame = "sql-negative-frame" "22013",
        /// `unit "…" not recognized for type …`
        UnknownUnit = "sql-unknown-unit" "22023",
        /// `unit "…" not supported for type …`
        UnsupportedUnit = "sql-unsupported-unit" "0A000",
        /// `time zone "…" not recognized`
        UnknownTimeZone = "sql-unknown-time-zone" "22023",
        /// `step size cannot equal zero`
        ZeroStep = "sql-zero-step" "22023",
        /// `percentile value … is not between 0 and 1`
        PercentileRange = "sql-percentile-range" "22003",
        /// `cannot cast jsonb … to type …`
        CannotCastJson = "sql-cannot-cast-json" "22023",
        /// `multidimensional arrays must have array expressions with matching dimensions`
        ArrayDimensions = "sql-array-dimensions" "2202E",
        /// The budget of steps is spent.
        OutOfSteps = "sql-out-of-steps" "57014",
        /// The bound on memory is reached.
        OutOfMemory = "sql-out-of-memory" "53200",
        /// A recursion (a view in a view…) went too deep.
        TooDeep = "sql-execution-too-deep" "54001",
    }
}
