//! What a teacher's files go through: read with file and line, lint, render. Native only; nothing here knows an engine.
//!
//! ```
//! use course::author::{Plain, Tree, read};
//! let mut tree = Tree::default();
//! tree.insert("course.toml", b"id = \"demo\"\ntitle = { fr = \"D\", en = \"D\" }\n".to_vec());
//! let (course, findings) = read(&tree, &Plain);
//! assert_eq!(course.index.id, "demo");
//! assert!(findings[0].to_string().starts_with("course.toml:1: `summary` has no `en`"));
//! ```

mod check;
mod context;
mod course;
mod dataset;
mod exercise;
mod fields;
mod finding;
mod ids;
mod lesson;
mod markdown;
mod messages;
mod placeholders;
mod setup;
mod text;
mod tree;
mod typography;

pub use context::{Highlight, Plain};
pub use course::{Course, Trial, read};
pub use exercise::{Attempt, Expect};
pub use finding::Finding;
pub use ids::FILE as IDS_FILE;
pub use tree::Tree;
