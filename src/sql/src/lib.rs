//! The SQL engine: PostgreSQL's dialect, with spellings of Athena, Spark and Redshift, over columns in memory.
//!
//! A script goes through these stages, each a folder:
//! `text` (lexemes, colours, completion) → `parse` (sqlparser's AST, with places) → `bind` (names, types) → `plan` →
//! `optimise` → `execute` (vectors, batch by batch). Around them: `catalog`, `storage`, `ddl`, `dml`, `explain`, and `database`,
//! the facade. Nothing here knows a browser, a file or a wall clock; every loop spends [`base::Budget`].
//!
//! ```
//! use base::Budget;
//! use sql::{Database, Outcome};
//! let mut db = Database::new();
//! let outcomes = db.run("SELEC 1", &Budget::unlimited());
//! let Outcome::Failed(error) = &outcomes[0] else { panic!() };
//! assert_eq!(error.code, "42601");
//! ```

// Style, each where the crate's shape asks for it: bodies of functions share one signature; kernels are told by their
// mathematics; a walk over an AST reads best as one match.
#![allow(
    clippy::unnecessary_wraps,
    clippy::many_single_char_names,
    clippy::single_match_else,
    clippy::needless_for_each
)]
#![allow(
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    clippy::struct_field_names,
    clippy::needless_range_loop
)]
#![allow(clippy::items_after_statements, clippy::type_complexity, clippy::should_implement_trait, clippy::float_cmp)]

pub(crate) mod bind;
pub mod cast;
pub mod catalog;
mod catalog_views;
pub mod database;
pub mod ddl;
mod dml;
pub mod error;
pub mod execute;
pub mod explain;
pub mod functions;
mod optimise;
pub mod parse;
pub mod plan;
pub mod regex;
pub mod storage;
pub mod text;
pub mod types;
pub mod value;
pub mod vector;

pub use columns::csv;
pub use database::{
    ColumnInfo, Database, FileFault, Files, ForeignKeyInfo, Imported, LoadColumn, NoFiles, Outcome, Rejected, Schema,
    TableInfo, TableKind,
};
pub use error::{Error, Result, foreign_names, message_ids};
pub use text::{Completion, CompletionKind, complete, format, highlight, split_statements};
