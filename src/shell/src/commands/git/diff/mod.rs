//! Differences between trees, the index and the working tree: which files, which lines, and how they are shown.

pub(super) mod changes;
pub(super) mod combined;
pub(super) mod compact;
pub(super) mod edits;
pub(super) mod patch;
pub(super) mod rename;
pub(super) mod stat;
