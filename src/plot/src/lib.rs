//! Pictures of data as SVG text: a [`chart`] of a result, and the [`entities`] of a schema with what refers to what.
//!
//! Nothing is coloured here: elements carry classes (`plot-mark`, `plot-grid`, `plot-axis`…) and the page's style sheet
//! decides, in light and in dark. The same data give the same text.
//!
//! ```
//! use base::{Cell, Column, Kind, Locale, Table};
//! use plot::{Chart, Mark};
//! let column = |name: &str, kind| Column { name: name.to_owned(), kind };
//! let table = Table {
//!     columns: vec![column("station", Kind::Text), column("trips", Kind::Integer)],
//!     rows: vec![vec![Cell::Text("Port".into()), Cell::Int(12)], vec![Cell::Text("Gare".into()), Cell::Int(30)]],
//! };
//! let svg = plot::chart(&table, &Chart { mark: Mark::Bar, x: 0, y: 1 }, Locale::Fr).unwrap();
//! assert!(svg.starts_with("<svg ") && svg.contains("Port"));
//! ```

mod chart;
mod entities;
mod number;
mod scale;
mod svg;

pub use chart::{Chart, Mark, Unplottable, chart, suggest};
pub use entities::{Attribute, Entity, Relation, entities};
