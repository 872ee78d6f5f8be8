//! What can stand on a bench, each engine with the little that connects it to the rest.

mod database;
mod editor;
mod machine;
mod vim_program;
mod world;

pub use database::{Change, DatabaseBench};
pub use editor::EditorBench;
pub use machine::{MachineBench, Pace};
