//! What `git` can be told to do, a file each.

pub(super) mod add;
pub(super) mod apply_tree;
pub(super) mod branch;
pub(super) mod checkout;
pub(super) mod commit;
pub(super) mod config;
pub(super) mod diff;
pub(super) mod graph;
pub(super) mod init;
pub(super) mod log;
pub(super) mod merge;
pub(super) mod plumbing;
pub(super) mod pretty;
pub(super) mod remove;
pub(super) mod reset;
pub(super) mod restore;
pub(super) mod show;
pub(super) mod stash;
pub(super) mod status;
pub(super) mod tag;
