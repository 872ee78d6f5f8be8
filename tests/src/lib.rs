//! Shared parts of the test package: the tree of the house read as text, and a real browser.
//!
//! ```
//! assert!(tests::tree::rust_files("src/base").iter().any(|file| file.path.ends_with("lib.rs")));
//! ```

pub mod browser;
pub mod tree;
