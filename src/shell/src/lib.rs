//! A bash on a virtual disk: kernel, language, commands, terminals.
//!
//! - [`Machine`] is the facade: terminals that take input and give events, and [`Machine::run_script`] for batches;
//! - [`kernel`] runs processes as futures in one thread; nothing here knows an operating system;
//! - `syntax` → `expand` → `exec` are the stages of the language (bash 5.2);
//! - [`context`], [`options`], [`registry`] are what a command sees; `commands` holds them, one file each;
//! - [`host`] is what the lab provides: virtual web servers and full-screen editors.
//!
//! ```
//! use base::Budget;
//! use shell::{Machine, Script};
//! let mut machine = Machine::default();
//! let done = machine.run_script(&Script::new("for i in 1 2; do echo \"n=$i\"; done | head -n1"), &Budget::new(1_000_000));
//! assert_eq!((done.stdout.as_slice(), done.exit), (&b"n=1\n"[..], 0));
//! ```

// Two cases of equal weight read best side by side: found, not found.
#![allow(clippy::single_match_else)]

pub mod builtins;
pub mod commands;
pub mod context;
pub mod exec;
pub mod expand;
pub mod explain;
pub mod host;
pub mod kernel;
mod machine;
pub mod manual;
pub mod number;
pub mod options;
pub mod quote;
pub mod registry;
pub mod syntax;

pub use context::{Context, Outcome, Quit};
pub use explain::{Explanation, Part as ExplainPart, Words};
pub use host::{EmptyHost, Host, HttpRequest, HttpResponse, ScreenProgram, ScreenStep, WebTable};
pub use kernel::{Event, Frame, FrameLine, Step, Style, TerminalId};
pub use machine::{Completion, Config, Done, Input, Known, Machine, Script};
pub use registry::Command;
pub use syntax::highlight;

/// What a shell's words, names and files are made of.
pub type Bytes = Vec<u8>;

/// Exported variables.
pub type Env = std::collections::BTreeMap<Bytes, Bytes>;

/// The longest value, line or buffer: 128 MiB.
pub const MAX_VALUE: usize = 128 << 20;

/// What an entry of a long list costs beside its bytes.
pub(crate) const ENTRY: usize = 48;
