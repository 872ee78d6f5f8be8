//! What a teacher writes: its model, and (feature `author`) how it is read, checked and packed.
//!
//! - [`model`]: the packed course, plain data;
//! - `author`: reads, lints and renders what teachers write;
//! - [`dataset`]: makes the rows of a dataset;
//! - [`message`]: words with places for arguments.
//!
//! ```
//! use base::Locale;
//! use course::message::format;
//! let args = [("missing".to_owned(), base::Arg::Number(2))].into();
//! assert_eq!(format("{missing|one row is|{missing} rows are} missing", &args, Locale::En), "2 rows are missing");
//! ```

#[cfg(feature = "author")]
pub mod author;
pub mod dataset;
pub mod message;
pub mod model;
