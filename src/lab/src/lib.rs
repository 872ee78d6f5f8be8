//! The engines that one exercise needs, wired together.
//!
//! [`Setup`] says what stands on the bench; [`Lab::open`] lays it; [`Lab::handle`] answers requests and [`Lab::step`] goes on
//! with what runs. [`Journal`] is what the learner did: a grader replays it in fresh labs. [`Lab::save`] and [`Lab::restore`]
//! bring a bench back after a reload, or after a worker had to be ended.
//!
//! ```
//! use lab::protocol::{Request, Response};
//! use lab::{Lab, Setup, VimSetup};
//! let vim = VimSetup { path: "a.txt".into(), text: "one two\n".into(), cursor: None };
//! let mut lab = Lab::open(&Setup { vim: Some(vim), ..Setup::default() }).unwrap();
//! let answer = lab.handle(Request::Keys { keys: "dw".into() }, &base::Budget::new(1_000_000));
//! let Response::Editor { view, .. } = answer else { panic!() };
//! assert_eq!(view.lines[0].text, "two");
//! ```

mod bench;
pub mod engines;
mod journal;
mod lab;
pub mod manual;
mod picture;
pub mod protocol;
mod result;
mod saved;
mod setup;
mod vim_course;

pub use bench::{DatabaseBench, EditorBench, MachineBench, Pace};
pub use journal::{Entry, Journal};
pub use lab::Lab;
pub use protocol::{Language, highlight};
pub use setup::{FileSetup, Setup, ShellSetup, SqlSetup, TableRows, VimSetup};
pub use vim_course::{Hole, holes, reference};
