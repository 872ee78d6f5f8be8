//! What a learner has done: events come in, a state comes out, two devices merge.
//!
//! Every [`Event`] is a small state of its own, and applying it is merging it: each field of [`Progress`] only ever grows
//! (an earliest time, a highest rung, a count for each device, a latest draft). So the order of events does not matter,
//! an event heard twice counts once, and merging is commutative, associative and idempotent.
//!
//! 1. [`Event`] → [`Progress::apply`];
//! 2. [`Progress::merge`] for two devices, or two tabs;
//! 3. [`file::write`] and [`file::read`]: everything, as a file with a version and a checksum; the local store keeps the same;
//! 4. [`code::write`] and [`code::read`]: the marks alone, short enough for an LMS or for copying by hand.
//!
//! ```
//! use progress::{Deed, Device, Event, Progress};
//! let event = |at, deed| Event { at, device: Device(7), deed };
//! let mut laptop = Progress::default();
//! laptop.apply(&event(1_000, Deed::Attempted { exercise: "heures-pleines".into(), try_number: 1 }));
//! let mut phone = Progress::default();
//! phone.apply(&event(2_000, Deed::Passed { exercise: "heures-pleines".into(), points: 2 }));
//! laptop.merge(&phone);
//! assert!(laptop.has_passed("heures-pleines"));
//! assert_eq!(laptop.points(), 2);
//! let text = progress::file::write(&laptop);
//! assert_eq!(progress::file::read(&text), Ok(laptop));
//! ```

pub mod base64;
pub mod code;
mod event;
pub mod file;
mod hash;
mod mark;
mod skill;
mod state;

pub use event::{Deed, Device, Event, Millis};
pub use mark::{Draft, ExerciseMark, LessonMark};
pub use skill::{Best, Level, Skill};
pub use state::Progress;
