//! The browser, behind plain functions: the only place that names web-sys.
//!
//! Everything here answers honestly where a browser refuses: storage that throws (sandboxed frames), a clipboard that is
//! absent (plain http), a worker that cannot start. Nothing here knows a lesson or an engine.

pub(crate) mod assets;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod disk_files;
pub(crate) mod files;
pub(crate) mod focus;
pub(crate) mod ids;
pub(crate) mod lab_host;
pub(crate) mod location;
pub(crate) mod measure;
pub(crate) mod numbers;
pub(crate) mod page;
pub(crate) mod pointer;
pub(crate) mod store;
pub(crate) mod timer;
pub(crate) mod typing;

pub(crate) use timer::spawn;
