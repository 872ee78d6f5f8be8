//! What can stand on a bench, each engine with the little that connects it to the rest.

mod database;
mod editor;
mod files;
mod import;
mod json_rows;
mod machine;
mod vim_program;
mod world;

pub(crate) use database::Change;
pub use database::DatabaseBench;
pub use editor::EditorBench;
pub(crate) use files::DiskFiles;
pub use machine::{MachineBench, Pace};
