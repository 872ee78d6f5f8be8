//! For teachers.

pub(crate) mod check;
pub(crate) mod highlight;
pub(crate) mod new;
pub(crate) mod pack;
mod play;
