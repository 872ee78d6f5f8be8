//! Ids for elements that refer to each other.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// An id that no other element of the page has.
pub(crate) fn fresh_id(prefix: &str) -> String {
    let number = NEXT.get();
    NEXT.set(number + 1);
    format!("{prefix}-{number}")
}
