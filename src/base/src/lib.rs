//! What every crate of the house speaks. Nothing here knows an engine, a page or a browser.
//!
//! - [`Table`]: the one shape of a result, whatever engine made it;
//! - [`Diagnostic`]: what went wrong, where, as code and arguments (its words live in `content/ui/*.ftl`);
//! - [`Token`]: a coloured stretch of source text;
//! - [`Budget`]: how much work may still be done; [`Clock`] and [`Rng`]: the only sources of time and luck;
//! - [`calendar`]: days to dates and back; [`order`]: a small sort;
//! - [`Locale`]: the two languages of the house.
//!
//! ```
//! use base::{Budget, Cell, Table};
//! let budget = Budget::new(10);
//! let mut table = Table::with_columns(["n"]);
//! while budget.spend(4).is_ok() {
//!     table.rows.push(vec![Cell::Int(table.rows.len() as i64)]);
//! }
//! assert_eq!(table.rows.len(), 2);
//! ```

mod budget;
pub mod calendar;
mod clock;
mod diagnostic;
mod locale;
pub mod order;
mod rng;
mod table;
mod token;

pub use budget::{Budget, Exhausted};
pub use clock::Clock;
pub use diagnostic::{Arg, Diagnostic, Severity, Span};
pub use locale::Locale;
pub use rng::Rng;
pub use table::{Cell, Column, Kind, Table};
pub use token::{Token, TokenClass};
