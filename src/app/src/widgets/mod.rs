//! What pages are made of. One widget a file; an engine's widget is a folder (see [`engine`]).

pub(crate) mod cell;
pub(crate) mod choice;
pub(crate) mod code;
pub(crate) mod dialog;
pub(crate) mod engine;
pub(crate) mod feedback;
pub(crate) mod icon;
pub(crate) mod meter;
pub(crate) mod order;
pub(crate) mod predict;
pub(crate) mod prose;
pub(crate) mod quiz;
pub(crate) mod splitter;
pub(crate) mod sql;
pub(crate) mod switches;
pub(crate) mod terminal;
pub(crate) mod toasts;
pub(crate) mod tokens;
pub(crate) mod verdict;
pub(crate) mod vim;
