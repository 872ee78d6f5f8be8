//! What a function may know beside its arguments.

use crate::types::Type;
use base::{Budget, Rng};
use std::cell::RefCell;

/// Time, luck, work left, and the types of the call.
pub struct Context<'a> {
    /// The instant the transaction began, in microseconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// `random()`
    pub rng: &'a RefCell<Rng>,
    /// Work left.
    pub budget: &'a Budget,
    /// The types of the arguments.
    pub types: &'a [Type],
    /// The type of the result.
    pub returns: &'a Type,
    /// What only the database knows: sequences, the current user, settings.
    pub session: &'a dyn Session,
}

/// What only the database knows.
pub trait Session {
    /// The next value of a sequence.
    fn nextval(&self, name: &str) -> crate::Result<i64>;
    /// The value last given by a sequence.
    fn currval(&self, name: &str) -> crate::Result<i64>;
    /// Sets a sequence.
    fn setval(&self, name: &str, value: i64, called: bool) -> crate::Result<i64>;
    /// Takes note of what a data-changing statement returns.
    fn returned(&self, _columns: &[(String, Type)], _rows: &crate::execute::Batch) {}
}
