//! Faults of reading a script.

super::faults! {
    /// The text is no statement, or one we do not know.
    Parse {
        /// `syntax error at or near "…"`
        Syntax = "sql-syntax" "42601",
        /// `syntax error at end of input`
        UnexpectedEnd = "sql-unexpected-end" "42601",
        /// An unclosed quote.
        UnterminatedString = "sql-unterminated-string" "42601",
        /// An unclosed quoted name.
        UnterminatedName = "sql-unterminated-name" "42601",
        /// An unclosed comment.
        UnterminatedComment = "sql-unterminated-comment" "42601",
        /// A statement, clause or option that is refused by name.
        Unsupported = "sql-unsupported" "0A000",
        /// Nested too deep.
        TooDeep = "sql-too-deep" "54001",
    }
}
