//! A cell of a result, written out.

use crate::platform::numbers;
use base::Cell;

/// The value, never in a reader's language; `None` for NULL.
pub(crate) fn plain(cell: &Cell) -> Option<String> {
    Some(match cell {
        Cell::Null => return None,
        Cell::Bool(value) => value.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => numbers::written(*number),
        Cell::Text(text) => text.clone(),
    })
}
