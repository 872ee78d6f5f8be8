//! What can stand on a bench, each engine with the little that connects it to the rest.

mod database;
mod editor;
mod explain;
mod files;
mod import;
mod json_rows;
mod machine;
mod tree;
mod vi_line;
mod vim_program;
mod world;

pub(crate) use database::Change;
pub use database::DatabaseBench;
pub use editor::EditorBench;
pub use explain::{ExplainedPart, Word};
pub(crate) use files::DiskFiles;
pub use machine::{MachineBench, Pace};
pub use tree::{Mark, TreeRow};
