//! What teaches vim beside the editor itself: golf holes, the drill, replays, and the texts they are written in.
//!
//! All of it is data of `content/` or follows from the engine, so that the page only has to show it.

mod drill;
mod golf;
mod replay;

pub(crate) use drill::Drill;
pub use drill::{DrillResult, DrillState};
pub use golf::{Hole, holes};
pub use replay::ReplayStep;
pub(crate) use replay::{replay, steps};

/// A text that comes with the editor: `cheatsheet`, `keyboards`.
pub fn reference(name: &str) -> Option<&'static str> {
    Some(match name {
        "cheatsheet" => include_str!("../../../../content/vim/cheatsheet.txt"),
        "keyboards" => include_str!("../../../../content/vim/keyboards.txt"),
        _ => return None,
    })
}
