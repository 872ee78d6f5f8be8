//! The vim engine: a pure state machine from keys to a buffer, with a command tree at its core.
//!
//! keys → (mappings) → [`Command`] `{register, count, operator, count, target}` → effect on buffer, cursor, registers, undo tree.
//! What the world must do (write a file, run a shell command, quit) comes out as [`Effect`]s; what happened, as [`Event`]s.
//!
//! ```
//! use vim::Editor;
//! let mut editor = Editor::new(["one two three", "four"]);
//! editor.feed_notation("d2wjA!<Esc>");
//! assert_eq!(editor.text(), "three\nfour!\n");
//! assert_eq!(editor.cursor(), (2, 5));
//! ```

// Motions share one signature, whether they can fail or not.
#![allow(clippy::unnecessary_wraps)]
// A `match` with a short arm for the failure reads better than `if let … else` here.
#![allow(clippy::single_match_else)]

pub mod batch;
mod buffer;
mod command;
mod command_line;
mod cursor;
mod editor;
mod ex;
pub mod explain;
mod expression;
mod fold;
mod format;
mod insert;
mod key;
mod mapping;
mod motion;
mod normal;
mod object;
mod operator;
mod options;
mod register;
pub mod screen;
mod search;
mod text;
mod view;
mod window;
mod windows;

pub use command::{Action, Command, Insert, Motion, Object, Operator, Scroll, Target};
pub use editor::{Editor, Effect, Event, Mode, Outcome};
pub use key::{Key, notation};
pub use options::Options;
pub use register::{Register, RegisterKind};
pub use text::{Line, Pos};
pub use view::{Span, View, ViewLine};
pub use window::Layout;
