//! Executing: from a tree to processes.
//!
//! - [`Shell`] is the state; `run` walks lists and pipelines, `simple` runs simple commands, `compound` the others;
//! - `call` runs functions on the process's own stack of futures, so recursion costs memory, not native stack;
//! - `redirect`, `traps`, `wait` do what their names say; `program` is `bash` itself, `interactive` its prompt;
//! - [`launch`] starts programs, for the shell and for commands that run others.

mod call;
mod compound;
mod cond;
mod coproc;
mod hasher;
mod interactive;
mod jobs;
pub mod launch;
mod options;
mod program;
mod prompt;
mod redirect;
mod run;
mod shell;
mod simple;
mod subshell;
mod trace;
mod traps;
mod value;
mod vars;
mod wait;

pub use jobs::{Job, JobState, Jobs, Member};
pub use options::{SetOptions, ShellOptions};
pub use program::COMMANDS;
pub use shell::{Flow, Frame, MAX_CALLS, MAX_EVALS, Shell, Stop, TRAP_DEBUG, TRAP_ERR, TRAP_EXIT, TRAP_RETURN};
pub use value::{Assoc, Attributes, Value, Var};
pub use vars::Vars;

pub(crate) use cond::compare;
pub(crate) use simple::plain_command;
