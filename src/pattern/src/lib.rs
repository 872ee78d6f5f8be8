//! One matcher, several syntaxes: BRE and ERE as GNU's tools read them, PostgreSQL's ARE, vim's patterns, the shell's globs.
//!
//! A pattern goes through three steps: `parse` makes one kind of tree from every syntax; `program` makes instructions of it;
//! an engine runs them. Work is paid for from a [`base::Budget`], so no pattern runs for ever.
//!
//! ```
//! use base::Budget;
//! use pattern::{Flags, Pattern, Syntax};
//!
//! let budget = Budget::new(1_000_000);
//! let date = Pattern::compile(Syntax::Extended, "([0-9]{4})-([0-9]{2})", Flags::NONE)?;
//! let log = b"from 2026-03 to 2026-11";
//! let second = date.captures_at(log, 12, &budget).unwrap().unwrap();
//! assert_eq!(second.whole().range(), 16..23);
//! assert_eq!(second.text(2, log), b"11");
//! assert_eq!(date.matches(log, &budget).count(), 2);
//!
//! let error = Pattern::compile(Syntax::Basic, r"\(a", Flags::NONE).unwrap_err();
//! assert_eq!(error.gnu(), r"Unmatched ( or \(");
//! # Ok::<(), pattern::PatternError>(())
//! ```

mod ast;
mod backtrack;
mod captures;
mod class;
mod dfa;
mod dissect;
mod error;
mod glob;
mod lines;
mod look;
mod parse;
mod pattern;
mod program;
mod simulate;
mod syntax;
mod unit;

pub use captures::{Captures, Match};
pub use error::{ErrorKind, PatternError};
pub use glob::Glob;
pub use lines::{Area, LineMatch, Lines, Shape, Spot, View};
pub use pattern::{Matches, Pattern};
pub use syntax::{Flags, Syntax};
