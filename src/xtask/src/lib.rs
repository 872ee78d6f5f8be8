//! What `cargo play`, `cargo verify` and the rest of `cargo xtask` do. In order of a build: [`toolchain`] finds or installs
//! what is missing, [`site`] packs the content and builds the page, [`serve`] serves it, [`sizes`] weighs it,
//! [`single_file`] folds it into one `.html`, [`verify`] runs every test, [`bench`] times the engines beside their peers.
//!
//! ```
//! assert!(xtask::paths::root().join("Cargo.toml").exists());
//! ```

pub mod bench;
pub mod paths;
pub mod play;
pub mod run;
pub mod serve;
pub mod single_file;
pub mod site;
pub mod sizes;
pub mod toolchain;
pub mod verify;
mod wasm;
