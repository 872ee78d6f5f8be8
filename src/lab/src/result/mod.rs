//! A result once it is there: its rows in another order, its rows for other programs.

mod export;
mod order;

pub(crate) use export::export;
pub(crate) use order::ordered;
