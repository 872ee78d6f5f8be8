//! Faults of the catalogue, of constraints and of transactions.

super::faults! {
    /// A change was refused; nothing was changed.
    Store {
        /// `relation "…" already exists`
        DuplicateTable = "sql-duplicate-table" "42P07",
        /// `type "…" already exists`
        DuplicateType = "sql-duplicate-type" "42710",
        /// `enum label "…" already exists`
        DuplicateLabel = "sql-duplicate-label" "42710",
        /// `duplicate key value violates unique constraint "pg_enum_typid_label_index"`
        RepeatedLabel = "sql-repeated-label" "23505",
        /// `"…" is not an existing enum label`
        UndefinedLabel = "sql-undefined-label" "22023",
        /// `schema "…" does not exist`
        UndefinedSchema = "sql-undefined-schema" "3F000",
        /// `schema "…" already exists`
        DuplicateSchema = "sql-duplicate-schema" "42P06",
        /// `table "…" does not exist`
        UndefinedTable = "sql-undefined-drop" "42P01",
        /// `column "…" of relation "…" does not exist`
        UndefinedColumn = "sql-undefined-target-column" "42703",
        /// `column "…" of relation "…" already exists`
        DuplicateColumn = "sql-duplicate-target-column" "42701",
        /// `null value in column "…" of relation "…" violates not-null constraint`
        NotNull = "sql-not-null-violation" "23502",
        /// `duplicate key value violates unique constraint "…"`
        Unique = "sql-unique-violation" "23505",
        /// `new row for relation "…" violates check constraint "…"`
        Check = "sql-check-violation" "23514",
        /// `check constraint "…" of relation "…" is violated by some row`
        CheckExisting = "sql-check-violated-by-row" "23514",
        /// `column "…" of relation "…" contains null values`
        ContainsNull = "sql-contains-null" "23502",
        /// `could not create unique index "…"`
        UniqueExisting = "sql-unique-existing" "23505",
        /// `insert or update on table "…" violates foreign key constraint "…"`
        ForeignKey = "sql-foreign-key-violation" "23503",
        /// `update or delete on table "…" violates foreign key constraint "…" on table "…"`
        Referenced = "sql-referenced-violation" "23503",
        /// `there is no unique constraint matching given keys for referenced table "…"`
        NoMatchingKey = "sql-no-matching-key" "42830",
        /// `number of referencing and referenced columns for foreign key disagree`
        ForeignKeyColumns = "sql-foreign-key-columns" "42830",
        /// `foreign key constraint "…" cannot be implemented`
        ForeignKeyTypes = "sql-foreign-key-types" "42804",
        /// `multiple primary keys for table "…" are not allowed`
        MultiplePrimaryKeys = "sql-multiple-primary-keys" "42P16",
        /// `there is no unique or exclusion constraint matching the ON CONFLICT specification`
        NoConflictTarget = "sql-no-conflict-target" "42P10",
        /// `ON CONFLICT DO UPDATE command cannot affect row a second time`
        ConflictTwice = "sql-conflict-twice" "21000",
        /// `MERGE command cannot affect row a second time`
        MergeTwice = "sql-merge-twice" "21000",
        /// `cannot drop table … because other objects depend on it`
        DependentObjects = "sql-dependent-objects" "2BP01",
        /// `cannot truncate a table referenced in a foreign key constraint`
        TruncateReferenced = "sql-truncate-referenced" "0A000",
        /// `cannot insert a non-DEFAULT value into column "…"`
        GeneratedAlways = "sql-generated-always" "428C9",
        /// `column "…" can only be updated to DEFAULT`
        GeneratedUpdate = "sql-generated-update" "428C9",
        /// `"…" is not a table`
        WrongObject = "sql-wrong-object" "42809",
        /// `constraint "…" of relation "…" does not exist`
        UndefinedConstraint = "sql-undefined-constraint" "42704",
        /// `constraint "…" for relation "…" already exists`
        DuplicateConstraint = "sql-duplicate-constraint" "42710",
        /// `index "…" does not exist`
        UndefinedIndex = "sql-undefined-index" "42704",
        /// `view "…" does not exist`
        UndefinedView = "sql-undefined-view" "42P01",
        /// `sequence …: relation "…" does not exist`
        UndefinedSequence = "sql-undefined-sequence" "42P01",
        /// `nextval: reached maximum value of sequence "…"`
        SequenceLimit = "sql-sequence-limit" "2200H",
        /// `setval: value … is out of bounds for sequence "…"`
        SequenceBounds = "sql-sequence-bounds" "22003",
        /// `START value (…) cannot be less than MINVALUE (…)`, and other options that contradict each other
        SequenceOptions = "sql-sequence-options" "22023",
        /// `currval of sequence "…" is not yet defined in this session`
        SequenceNotRead = "sql-sequence-not-read" "55000",
        /// `current transaction is aborted, commands ignored until end of transaction block`
        Aborted = "sql-transaction-aborted" "25P02",
        /// `savepoint "…" does not exist`
        UndefinedSavepoint = "sql-undefined-savepoint" "3B001",
        /// `SAVEPOINT can only be used in transaction blocks`
        NoTransaction = "sql-no-transaction" "25P01",
        /// `there is already a transaction in progress` (a warning)
        AlreadyInTransaction = "sql-already-in-transaction" "25001",
        /// `there is no transaction in progress` (a warning)
        NotInTransaction = "sql-not-in-transaction" "25P01",
        /// `prepared statement "…" does not exist`
        UndefinedPrepared = "sql-undefined-prepared" "26000",
        /// `prepared statement "…" already exists`
        DuplicatePrepared = "sql-duplicate-prepared" "42P05",
        /// `wrong number of parameters for prepared statement "…"`
        PreparedParameters = "sql-prepared-parameters" "42601",
        /// `cannot change name of view column` and the like
        InvalidView = "sql-invalid-view" "42P16",
        /// A file of COPY that is not there.
        UndefinedFile = "sql-undefined-file" "58P01",
        /// A file of COPY that is not the user's to touch.
        DeniedFile = "sql-denied-file" "42501",
        /// A file of COPY that is a folder, or no text.
        WrongFile = "sql-wrong-file" "42809",
        /// A record with another number of fields than the heading.
        RaggedRecord = "sql-ragged-record" "22P04",
        /// A text to import that has no heading.
        EmptyImport = "sql-empty-import" "22P04",
        /// `missing data for column "…"`
        CopyRow = "sql-copy-row" "22P04",
        /// `extra data after last expected column`
        CopyExtra = "sql-copy-extra" "22P04",
        /// `unterminated CSV quoted field`
        CopyQuote = "sql-copy-quote" "22P04",
        /// `unrecognized configuration parameter "…"`
        UndefinedSetting = "sql-undefined-setting" "42704",
        /// A snapshot that is not one of ours.
        BadSnapshot = "sql-bad-snapshot" "XX001",
    }
}
